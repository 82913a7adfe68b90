import FiscalModel
import ReferenceData

// “商会建设经费12.46万元”, “培训项目，预算15.00万元，支出14.63万元”: projects are named by text nobody knows.
extension NarrativeParser {
    /// How surely unknown words beside an amount name a project here.
    private enum ProjectList {
        /// Right after “项目支出23万元，其中：”: any name will do.
        case named
        /// Under the heading “项目支出情况”: a name that ends as projects do.
        case headed
    }

    private var projectList: ProjectList? {
        // A project's own sections list its parts.
        guard !section.isDefinition, section.topic?.project == nil, !(hasParts && whole?.project != nil) else {
            return nil
        }
        if section.isProjectList || (hasParts && isProjects(whole)) { return .named }
        // “2023年安排项目12个。其中：…”, “3.双拥慰问70.50万元” below “项目支出情况”
        if hasParts, sentence.namesProjects, whole?.isIgnored ?? true { return .named }
        if isFirstOfItem, isProjects(section.topic) || section.isUnderProjects { return .named }
        if !isTopicStale {
            if isProjects(topic) { return .named }
            if topic?.project != nil, lastPlain?.rule == Self.projectRule { return .named }
        }
        guard !section.isAchievement else { return nil }
        return isProjects(section.topic) || section.isUnderProjects ? .headed : nil
    }

    /// The frame begins the paragraph's list item.
    @inline(__always)
    private var isFirstOfItem: Bool {
        let start = nameTokens
        guard start > 0, start <= tokens.count, case .item = tokens[start - 1].kind else { return false }
        return true
    }

    @inline(__always)
    private var nameTokens: Int { nameStart ?? frame.start }

    private static let projectRule = "narrative.project"

    @inline(__always)
    func isProjects(_ subject: NarrativeSubject?) -> Bool {
        subject?.measures == ["expenditure.project"] && subject?.project == nil
    }

    mutating func bindProject(_ value: Value, figure: NarrativeFigure, at index: Int) -> Bool {
        guard !figure.isApproximate, !frame.isShare, !frame.isCompared, frame.change == 0,
            section.topic?.project == nil, !section.isProject
        else { return false }
        let list = scope == nil ? projectList : nil
        guard let name = projectName(before: index, in: list) else { return false }
        if frame.isPurpose, list != .named { return false }
        let explicit = frame.scenario
        // “农村改厕项目全年预算360万元，全年执行数324万元”
        let isSpent = bytes[..<figure.range.lowerBound].ends(with: NarrativeWords.spentByProject)
        // “县疾控中心项目支出320万元”: what another body spent on its projects.
        let named = bytes[
            nameTokens < tokens.count ? tokens[nameTokens].range.lowerBound..<figure.range.lowerBound : 0..<0]
        if isSpent, list == nil,
            phrases.bodyEnd.contains(where: { named.dropLast(NarrativeWords.spentByProject.count).ends(with: $0) })
        {
            return false
        }
        let isTitled =
            isSpent && name.isTitle
            || (name.isTitle || name.isQuoted && sentence.namesProjects) && explicit?.isBudget == true
                && (!hasParts || isProjects(whole))
        guard list != nil || isTitled else { return false }
        let subject = name.subject
        let binding = NarrativeBinding(
            subject: subject, year: frame.year ?? year ?? report.year,
            scenario: explicit ?? listScenario ?? section.scenario ?? report.defaultScenario, value: value,
            figureRange: figure.range, quoteStart: subject.position, rule: Self.projectRule,
            confidence: .init(percent: 88))
        emit(binding)
        lastPlain = binding
        topic = subject
        isTopicStale = false
        if isTitled, !isSpent { scope = subject }
        if let explicit { scenario = explicit }
        return true
    }

    /// “项目全年预算1950万元，实际支出1876.34万元” in the report of that one project.
    mutating func bindReportProject(_ value: Value, figure: NarrativeFigure) {
        guard let project = section.reportProject, !figure.isApproximate, !frame.isCompared, !frame.isShare,
            frame.change == 0, frame.isClean, !frame.isPurpose, !frame.isAfterWhereof, !hasParts, outer.isEmpty,
            frame.year ?? report.year == report.year, frame.fund == nil,
            frame.subjects.allSatisfy({ ["expenditure.project", "expenditure.total"].contains($0.measure) }),
            let scenario = frame.scenario ?? (frame.generic == "expenditure.total" ? .actual : nil)
        else { return }
        let first = min(frame.start, tokens.count - 1)
        guard
            sentence.namesProject || topic?.project == project.project
                || bytes[tokens[first].range].starts(with: NarrativeWords.project)
        else { return }
        let binding = NarrativeBinding(
            subject: project, year: report.year, scenario: scenario, value: value, figureRange: figure.range,
            quoteStart: quoteStart(for: project, figure: figure), rule: "narrative.project_report",
            confidence: .init(percent: 88))
        emit(binding)
        lastPlain = binding
        topic = project
        isTopicStale = false
    }

    /// “年初预算12万元，全年支出11.6万元” of a project: what was spent, whatever stage was named before.
    mutating func noteProjectSpending(_ codes: [MeasureCode], at index: Int) {
        if scope != nil, codes == ["expenditure.total"],
            bytes[tokens[index].range].ends(with: NarrativeWords.expenditure)
        {
            frame.hasExpenditureSuffix = true
        }
    }

    /// Emits what the paragraph lists, and remembers which figures are told by it.
    mutating func readListedProjects() {
        let lists = ListedProjects(
            environment: environment, section: section, bytes: bytes, tokens: tokens, place: place)
        let found = lists.read()
        projects = found
        for token in found.rejected { listed[token] = .unknown(at: tokens[token].range.lowerBound) }
        for statement in found.statements {
            var subject = subject(named: statement.name)
            emit(
                NarrativeBinding(
                    subject: subject, year: statement.year ?? report.year, scenario: statement.scenario,
                    value: .money(statement.amount), figureRange: statement.figure.range,
                    quoteStart: quoteStart(for: subject, figure: statement.figure), rule: "narrative.project_list",
                    confidence: statement.confidence), unsure: statement.isStageOpen ? "two_readings" : nil)
            // What else is said behind it is the project's, and no more of its money.
            subject.isIgnored = true
            listed[statement.token] = subject
        }
    }

    /// The stage of the whole whose projects are listed.
    private var listScenario: Scenario? {
        if hasParts, let partsScenario { return partsScenario }
        return isTopicStale ? nil : scenario
    }

    /// At a comma, colon or stop: a project's name without a figure becomes the topic.
    mutating func openProject(before index: Int) {
        let isTitleOfCounts = isFirstOfItem && namesCounts
        guard !section.isDefinition, frame.subjects.isEmpty || frame.isRejected || isTitleOfCounts,
            frame.hasGapBefore || frame.isRejected || frame.isForeign || frame.isIgnored || isTitleOfCounts,
            !frame.isPurpose, !frame.isShare, !frame.isCompared, frame.change == 0
        else { return }
        // NB: first what is cheap to tell, because hardly any comma has a project before it.
        let isOpen = index + 1 >= tokens.count && isColon(index)
        var stage: Scenario?
        if index + 1 < tokens.count {
            let amount = Int(nextAmounts[index + 1])
            if amount < min(tokens.count, index + (isComma(index) ? 10 : 60)) {
                stage = Self.stage(ofAmountAt: amount, in: tokens, from: index + 1, environment)
            }
        }
        guard stage != nil || isOpen || isFirstOfItem else { return }
        let list = section.topic?.project == nil ? projectList : nil
        // “（项）。主要用于：基层政权建设项目支出。全年预算…” is the class's money.
        if list == nil, sentence.isPurpose || topic?.isUnder("expenditure.function") == true { return }
        let isStaged = stage.map { list != nil || $0.isBudget } ?? false
        guard isStaged || isOpen || isFirstOfItem else { return }
        guard let name = projectName(before: index, in: list), list != nil || name.isTitle else {
            // “2.走访调研，全年预算5万元”: an item of projects whose name is none; its money is not the unit's.
            if isFirstOfItem, isProjects(topic), !isComma(index) || isStaged {
                topic = .unknown(at: tokens[frame.start].range.lowerBound)
            }
            return
        }
        guard isStaged || (isOpen && name.isTitle) else { return }
        topic = name.subject
        isTopicStale = false
        scenario = nil
        if !isComma(index) || isFirstOfItem { scope = name.subject }
    }

    /// “异地商会联络及招商经费项目：”: the words of its name count something elsewhere.
    private var namesCounts: Bool {
        !frame.subjects.isEmpty
            && frame.subjects.allSatisfy { $0.isUnder("chambers") || $0.isUnder("members") || $0.isUnder("staff") }
    }

    /// After “项目名称：”: the words up to the next mark.
    mutating func openLabelledProject(before index: Int) {
        frame.isProjectLabel = false
        let start = tokens[min(frame.start, tokens.count - 1)].range.lowerBound
        let end = index < tokens.count ? tokens[index].range.lowerBound : bytes.count
        guard end > start,
            let name = environment.projects.name(in: place.folded, of: place.text, start..<end, needsEnding: false)
        else { return }
        let subject = self.subject(named: name)
        topic = subject
        scope = subject
        labelledProject = subject
        isTopicStale = false
        scenario = nil
    }

    @inline(__always)
    private func isColon(_ index: Int) -> Bool {
        if index < tokens.count, case .colon = tokens[index].kind { true } else { false }
    }

    @inline(__always)
    private func isComma(_ index: Int) -> Bool {
        if index < tokens.count, case .comma = tokens[index].kind { true } else { false }
    }

    /// “…项目，预算15.00万元”, “…项目。该项目年初预算600万元”: the stage that an amount's own frame names; nil where it names
    /// none or anything else.
    private static func stage(
        ofAmountAt amount: Int, in tokens: [NarrativeToken], from first: Int, _ environment: NarrativeEnvironment
    ) -> Scenario? {
        guard case .figure = tokens[amount].kind else { return nil }
        var stage: Scenario?
        var isSpent = false
        for index in (first..<amount).reversed() {
            switch tokens[index].kind {
            case .gap, .code: return nil
            case .comma, .stop, .colon, .semicolon: return stage ?? (isSpent ? .actual : nil)
            case .word(let term):
                switch environment.vocabulary.stages[term] {
                // The last one holds.
                case .stage(let printed): stage = stage ?? environment.report.scenario(printed)
                case .spent: isSpent = true
                case .nothing: break
                case .other: return nil
                }
            default: break
            }
        }
        return stage ?? (isSpent ? .actual : nil)
    }

    /// The words from the beginning of the frame to the figure or its stage, without list words.
    private func projectName(before index: Int, in list: ProjectList?) -> (
        subject: NarrativeSubject, isTitle: Bool, isQuoted: Bool
    )? {
        var first = nameStart ?? frame.start
        var last = index
        trim: while first < last {
            switch tokens[first].kind {
            case .item, .enumerationComma, .dash, .year: first += 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .whereof, .compareWith, .purpose, .respectively, .year: first += 1
                case .scenario where list == .named: first += 1
                default: break trim
                }
            default: break trim
            }
        }
        trim: while last > first {
            switch tokens[last - 1].kind {
            case .word(let term):
                switch vocabulary.roles[term] {
                case .scenario, .projectStage, .generic, .year, .fund, .appropriation: last -= 1
                case .filler where environment.projects.isTail(bytes, tokens[last - 1].range): last -= 1
                default: break trim
                }
            case .colon, .comma, .year: last -= 1
            default: break trim
            }
        }
        guard first < last else { return nil }
        let words = tokens[first].range.lowerBound..<tokens[last - 1].range.upperBound
        let isTitle = environment.projects.isNamedProject(bytes, words)
        guard
            let range = environment.projects.name(
                in: place.folded, of: place.text, words, needsEnding: list != .named && !isTitle),
            !report.isOwnName(bytes[range])
        else { return nil }
        let original = place.folded.originalRange(range)
        let isQuoted = ProjectNames.isQuoted(original, in: place.text)
        return (subject(named: range), isTitle, isQuoted)
    }

    func subject(named range: Range<Int>) -> NarrativeSubject {
        NarrativeSubject(
            measures: ["expenditure.project"],
            project: ProjectNames.printed(range, in: place.folded, of: place.text), position: range.lowerBound)
    }
}

extension Scenario {
    /// Of any stage of the budget.
    var isBudget: Bool { self != .actual }
}
