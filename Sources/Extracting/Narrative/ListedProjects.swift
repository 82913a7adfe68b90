import FiscalModel
import ReferenceData

/// Reads lists of projects: what “项目支出23万元，包括” or “5个项目纳入自评：” opens, and the items under a heading about
/// projects.
///
/// A project's name is open text, so the list is told by what opens it and by its shape: each entry is a name with one
/// amount (“普法宣传50万元”), a name with amounts of several stages (“林长制工作，预算30万元，支出28万元”), or an amount and
/// what it is for (“安排60万元用于农产品抽检”).  Names that would be doubtful alone stand where the entries add up to the
/// printed whole.  Parts that exceed the whole are no list.
struct ListedProjects {
    /// An amount of a project, at the token of its figure.
    struct Statement {
        var token: Int
        var figure: NarrativeFigure
        var amount: Amount
        var scenario: Scenario
        var year: Int?
        /// The project's name in the folded bytes.
        var name: Range<Int>
        var confidence: Confidence
        /// “项目4个，资金总额420万元，其中：…”: planned or spent, nobody says.
        var isStageOpen = false
    }

    /// Tokens that a list or the words before it may take; each of them may begin one.
    static let longestList = 1_500

    let environment: NarrativeEnvironment
    let section: NarrativeSection
    let bytes: [UInt8]
    let tokens: [NarrativeToken]
    let place: NarrativeParser.Place

    var vocabulary: NarrativeVocabulary { environment.vocabulary }
    var report: NarrativeReport { environment.report }

    /// An amount before its stage is known for sure.
    struct Stated {
        var token: Int
        var figure: NarrativeFigure
        var amount: Amount
        var scenario: Scenario?
    }

    struct Entry {
        var name: Range<Int>?
        /// False for a name that a list has to bear out.
        var isSure = false
        /// The name ends as projects do.
        var hasEnding = false
        /// “培训费20万元” among projects: of them, and not all that training cost.
        var isItemOfCost = false
        var stated: [Stated]

        func amount(at scenario: Scenario?) -> Stated? { stated.first { $0.scenario == scenario } }
    }

    /// What a sentence has said before the words that open its list.
    struct Sentence {
        var start: Int
        /// 项目支出 of the unit was named.
        var hasLabel = false
        var isCompared = false
        /// The amounts beside it: the whole of what is listed.
        var wholes: [Stated] = []
        var year: Int?
        /// The stage that the words before the list name: “部门预算项目支出包括：”.
        var scenario: Scenario?
        /// “实施项目5个，总投入186.40万元：…”: how many entries have to add up to that, because nobody says whose projects.
        var balancedCount: Int?
        /// Items that are projects only where each says what it got and what was spent of it.
        var needsStages = false
    }

    /// What a paragraph lists.
    struct Reading {
        /// In the paragraph's order.
        var statements: [Statement] = []
        /// Figures of a list whose parts are more than their whole: nobody's.
        var rejected: Set<Int> = []
        /// The end of the paragraph opens a list below it.
        var isOpen = false
        /// The paragraph is an item of a list above it.
        var isItem = false
        /// The amounts of all the projects together, where their list does not follow in the paragraph.
        var wholes: [Stated] = []
    }

    func read() -> Reading {
        var found = Reading()
        guard section.topic?.project == nil, !section.isDefinition, !section.isProject, mayList else { return found }
        var current = Sentence(start: 0)
        var previous = Sentence(start: 0)
        var index = 0
        var behindEntry: Int?
        if isListParagraph, let end = list(from: 0, limit: tokens.count, of: current, isItem: true, into: &found) {
            found.isItem = true
            index = end
        } else if section.isUnderProjects, let end = stagedList(into: &found) {
            index = end
        }
        while index < tokens.count {
            var opened: Sentence?
            var limit = tokens.count
            var next = index + 1
            switch tokens[index].kind {
            case .stop:
                evaluated(in: current.start..<index, into: &found)
                if let end = titled(in: current.start..<index, into: &found)
                    ?? counted(behind: current, at: index, into: &found)
                {
                    next = end
                }
                previous = current
                current = Sentence(start: next)
            case .semicolon: current.isCompared = false
            case .open(let close) where close > index:
                if current.hasLabel, current.wholes.last?.token == index - 1 {
                    opened = current
                    limit = close
                }
                next = close + 1
            default: note(index, in: &current)
            }
            if current.hasLabel, current.wholes.isEmpty, isRespectively(index) { reject(from: index, into: &found) }
            if opened == nil, index - current.start <= Self.longestList, let opener = opener(at: index) {
                let isFirst = index == current.start || isOrdinal(index) && previous.hasLabel
                let introduces = opener == .colon && !current.hasLabel && previous.hasLabel && introducesProjects(index)
                opened = opens(
                    index, opener, (isFirst || introduces) && !current.hasLabel ? previous : current, isFirst: isFirst)
                if let start = opened?.start { opened?.scenario = stage(before: index, from: start) }
            }
            if opened != nil, case .colon = tokens[index].kind, index + 1 == tokens.count { found.isOpen = true }
            if let opened, let end = list(from: index + 1, limit: limit, of: opened, isItem: false, into: &found) {
                next = max(next, end)
                current = Sentence(start: next)
            } else if index == current.start || startsClause(index) || index == behindEntry,
                let end = (index == current.start || isBehindColon(index) ? pairedList(from: index, into: &found) : nil)
                    ?? freeEntry(from: index, into: &found) ?? counted(before: index, into: &found)
            {
                next = max(next, end)
                // “A经费预算15万元、支出14.20万元，B经费…”
                if end < tokens.count, case .comma = tokens[end].kind { behindEntry = end + 1 }
            }
            index = next
        }
        if found.statements.isEmpty {
            let sentence = current.wholes.isEmpty ? previous : current
            if !sentence.wholes.isEmpty, sentence.hasLabel || countsOwnProjects(words(of: sentence)) {
                found.wholes = sentence.wholes
            }
        }
        return found
    }

    private func note(_ index: Int, in sentence: inout Sentence) {
        switch tokens[index].kind {
        case .year(let year): sentence.year = sentence.year ?? year
        case .figure(let figure):
            guard case .money(let unit) = figure.counter, !sentence.isCompared, !figure.isApproximate,
                let amount = Amount(figure.number, in: unit)
            else { return }
            sentence.wholes.append(
                Stated(
                    token: index, figure: figure, amount: amount,
                    scenario: stage(before: index, from: clauseStart(of: index, from: sentence.start))))
        case .word(let term):
            switch vocabulary.roles[term] {
            case .label(["expenditure.project"], _), .bareLabel(["expenditure.project"], _):
                // “占项目支出94.47%” begins no list anew.
                if index > 0, case .share? = role(index - 1) { return }
                guard isUnits(index) else { return }
                sentence.hasLabel = true
                sentence.wholes = []
            case .compare, .compareWith, .increase, .decrease: sentence.isCompared = true
            case .year(let offset) where offset != 0:
                sentence.isCompared = sentence.isCompared || sentence.hasLabel
            default: break
            }
        default: break
        }
    }

    /// “项目如下：”, “具体项目有：” behind the sentence that told of 项目支出.
    private func introducesProjects(_ colon: Int) -> Bool {
        let start = tokens[clauseStart(of: colon, from: 0)].range.lowerBound
        let words = bytes[start..<tokens[colon].range.lowerBound]
        return words.count <= 30 && words.contains(NarrativeWords.project[...])
            && Marks.introductions.contains { words.ends(with: $0) }
    }

    private func isRespectively(_ index: Int) -> Bool {
        guard case .word(let term) = tokens[index].kind else { return false }
        return vocabulary.roles[term] == .respectively
    }

    /// “项目支出包括商会建设、企业家培训两项，分别支出16万元、14万元”: each is a project's, and none the unit's total.
    private func reject(from index: Int, into found: inout Reading) {
        var token = index
        while token < tokens.count {
            switch tokens[token].kind {
            case .stop: return
            case .figure: found.rejected.insert(token)
            default: break
            }
            token += 1
        }
    }

    /// The words of a sentence.
    private func words(of sentence: Sentence) -> ArraySlice<UInt8> {
        var end = sentence.start
        while end < tokens.count {
            if case .stop = tokens[end].kind { break }
            end += 1
        }
        guard end > sentence.start else { return [] }
        return bytes[tokens[sentence.start].range.lowerBound..<tokens[end - 1].range.upperBound]
    }

    // MARK: - What opens a list

    enum Opener { case whereof, purpose, respectively, colon, ordinal, composition }

    /// Hardly any paragraph has a project in it.
    private var mayList: Bool {
        if isListParagraph || section.isUnderProjects { return true }
        return tokens.contains { token in
            guard case .word(let term) = token.kind else { return false }
            switch vocabulary.roles[term] {
            case .label(["expenditure.project"], _), .bareLabel(["expenditure.project"], _), .scenario: return true
            default: return vocabulary.fillers[term].contains(.project)
            }
        }
    }

    /// The paragraph belongs to a list that the one before it opened, or is an item under a heading about projects.
    private var isListParagraph: Bool {
        if section.isProjectList { return true }
        guard section.isUnderProjects || section.topic?.measures == ["expenditure.project"] else { return false }
        return isItemMark(0)
    }

    func isItemMark(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        if case .item = tokens[index].kind { return true }
        return isOrdinal(index)
    }

    /// “一是”
    private func isOrdinal(_ index: Int) -> Bool {
        if case .word(let term) = tokens[index].kind { vocabulary.ordinals[term] } else { false }
    }

    private func opener(at index: Int) -> Opener? {
        switch tokens[index].kind {
        case .colon: return .colon
        case .item: return index > 0 ? .ordinal : nil
        case .word(let term):
            switch vocabulary.roles[term] {
            case .whereof: return .whereof
            case .respectively: return .respectively
            // “项目支出由A146.48万元、B82.00万元构成”
            case .from: return isComposition(from: index) ? .composition : nil
            case .purpose:
                let word = bytes[tokens[index].range]
                return Marks.purposes.contains { word.elementsEqual($0) } ? .purpose : nil
            default: return isOrdinal(index) ? .ordinal : nil
            }
        default: return nil
        }
    }

    /// 组成 or 构成 ends the list that begins at `index`.
    private func isComposition(from index: Int) -> Bool {
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 80)) {
            switch tokens[next].kind {
            case .semicolon, .stop: return false
            case .word:
                if NarrativeWords.composed.contains(where: { bytes[tokens[next].range].elementsEqual($0) }) {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// The sentence whose projects the words at `index` list; nil where they list something else.
    private func opens(_ index: Int, _ opener: Opener, _ sentence: Sentence, isFirst: Bool) -> Sentence? {
        if sentence.hasLabel {
            if sentence.isCompared, !(isFirst && (opener == .whereof || opener == .ordinal)) { return nil }
            if opener == .colon {
                // “项目支出明细：”, and not “项目支出绩效目标完成情况如下，一是…：”
                let start = tokens[clauseStart(of: index, from: sentence.start)].range.lowerBound
                guard tokens[index].range.lowerBound - start <= 60 else { return nil }
            }
            return sentence
        }
        guard opener != .purpose, sentence.start < index else { return nil }
        let words = bytes[tokens[sentence.start].range.lowerBound..<tokens[index].range.lowerBound]
        if countsOwnProjects(words) { return sentence }
        guard opener == .colon, !sentence.isCompared, words.count <= 200,
            words.contains(NarrativeWords.project[...]), !Self.isOthersWork(words)
        else { return nil }
        var named = sentence
        // “重点项目支出情况如下：①…；②…”
        if isItemMark(index + 1) {
            named.needsStages = true
            return named
        }
        guard sentence.wholes.count == 1, let count = printedCount(in: words), count >= 2 else { return nil }
        named.balancedCount = count
        return named
    }

    /// “纳入自评的项目共七项”, “安排项目12个”: the unit's own, and none that it brought in or looked at.
    private func countsOwnProjects(_ words: ArraySlice<UInt8>) -> Bool {
        guard words.count <= 400, words.contains(NarrativeWords.project[...]) || words.contains(Marks.special[...]),
            Marks.ownWork.contains(where: { words.contains($0[...]) }) || section.isUnderProjects,
            !Self.isOthersWork(words)
        else { return false }
        return printedCount(in: words) != nil
    }

    /// The number before 个 or 项: “项目5个”, “共七项”, but not the 项 of 项目; 0 for more than ten in words.
    func printedCount(in words: ArraySlice<UInt8>) -> Int? {
        for counter in Marks.counters {
            var start = words.startIndex
            while let found = words[start...].firstRange(of: counter) {
                start = found.upperBound
                guard !words[found.lowerBound...].starts(with: NarrativeWords.project),
                    found.lowerBound > words.startIndex
                else { continue }
                let before = words[..<found.lowerBound]
                let digits = before.reversed().prefix { $0.isDigit }.reversed()
                guard digits.count <= 4 else { continue }
                if !digits.isEmpty { return digits.reduce(0) { $0 * 10 + Int($1 - Ascii.zero) } }
                if let numeral = Marks.numerals.firstIndex(where: { before.ends(with: $0) }) {
                    return Marks.numbers[numeral]
                }
            }
        }
        return nil
    }

    /// “引进项目4个”, “全县实施重点项目126个”, “审计项目46个”: not paid by the unit.
    static func isOthersWork(_ words: ArraySlice<UInt8>) -> Bool {
        Marks.othersWork.contains { words.contains($0[...]) }
    }

    /// 项目支出 of the unit, not “儿童康复救助项目支出”.
    private func isUnits(_ index: Int) -> Bool {
        guard index > 0, case .gap = tokens[index - 1].kind,
            tokens[index - 1].range.upperBound == tokens[index].range.lowerBound
        else { return true }
        let words = bytes[tokens[index - 1].range]
        return words.count < 6 || report.isOwnName(words) || words.ends(with: NarrativeWords.of)
    }

    private func isBehindColon(_ index: Int) -> Bool {
        if index > 0, case .colon = tokens[index - 1].kind { true } else { false }
    }

    private func startsClause(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch tokens[index - 1].kind {
        case .stop, .semicolon, .item, .colon: return true
        // “项目资金使用方面，信访维稳经费预算15万元”
        case .comma: return bytes[..<tokens[index - 1].range.lowerBound].ends(with: Marks.regarding)
        default: return false
        }
    }

    func clauseStart(of index: Int, from start: Int) -> Int {
        var first = index
        while first > start {
            switch tokens[first - 1].kind {
            case .comma, .semicolon, .stop, .colon, .enumerationComma, .item: return first
            default: first -= 1
            }
        }
        return first
    }
}
