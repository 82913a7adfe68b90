import DocumentModel
import FiscalModel
import ReferenceData

/// A figure bound to what it states.
struct NarrativeBinding {
    var subject: NarrativeSubject
    var year: Int
    var scenario: Scenario
    var value: Value
    var figureRange: Range<Int>
    var quoteStart: Int
    var rule: String
    var confidence: Confidence
}

extension NarrativeParser {
    mutating func read(_ figure: NarrativeFigure, at index: Int) -> Int {
        if let subject = listed[index] {
            topic = subject
            isTopicStale = false
            lastPlain = nil
            afterFigure(at: index)
            return index + 1
        }
        var figure = figure
        // “全年支出26.38万元，控制在年初预算31.00万元以内”
        if figure.isCeiling, frame.scenario == .initialBudget || frame.scenario == .adjustedBudget,
            report.identity.kind != .budget
        {
            figure.isApproximate = false
        }
        switch figure.counter {
        case .money(let unit):
            if let amount = Amount(figure.number, in: unit) {
                bindMoney(.money(amount), figure: figure, at: index)
            }
        case .percent: bindPercent(figure, at: index)
        case .point: bindPoints(figure, at: index)
        case .none: bindBare(figure, at: index)
        default: return bindCount(figure, at: index)
        }
        afterFigure(at: index)
        return index + 1
    }

    /// The words after a figure begin anew, but a comparison or share that it stood in goes on.
    mutating func afterFigure(at index: Int) {
        // NB: no copy of the frame, which is large.
        let (isShare, isCompletion, isFrom, isEach) = (frame.isShare, frame.isCompletion, frame.isFrom, frame.isEach)
        let hasSubjects = !frame.subjects.isEmpty
        // “追加人员经费12.30万元和项目经费3.50万元”
        let change = !frame.isReached && hasSubjects && joins(index + 1) ? frame.change : 0
        // “…，项目支出45万元；追加预算30万元，调整后预算276万元”
        if frame.change == 0 || hasSubjects { isNewClause = false }
        beginFrame(at: index + 1)
        frame.isShare = isShare
        frame.isCompletion = isCompletion
        frame.isFrom = isFrom
        frame.isEach = isEach
        frame.change = change
        pending = []
        pendingFunds = []
    }

    /// “，其中”
    private func startsParts(_ index: Int) -> Bool {
        guard index + 1 < tokens.count, case .comma = tokens[index].kind else { return false }
        if case .whereof? = role(index + 1) { return true }
        return false
    }

    /// “、”, 和, 及: more of the same follows.
    private func joins(_ index: Int) -> Bool {
        guard index < tokens.count else { return false }
        switch tokens[index].kind {
        case .enumerationComma: return true
        case .word(let term):
            if case .compareWith = vocabulary.roles[term] { return true }
            return vocabulary.fillers[term].contains(.listing)
        default: return false
        }
    }

    /// A number without a unit states only nought (“费用为0”).
    private mutating func bindBare(_ figure: NarrativeFigure, at index: Int) {
        if bindBareCount(figure, at: index) || bindBarePoints(figure, at: index) { return }
        guard frame.isClean, !figure.isApproximate, !frame.isShare, let subject = frame.subjects.last ?? topic,
            !subject.isIgnored, subject.measures.allSatisfy({ isMoney($0) })
        else { return }
        if figure.number.mantissa == 0, figure.number.scale <= 2, endsFrame(index + 1),
            // “预算为0，决算为0”
            !frame.subjects.isEmpty || (frame.scenario != nil && !isTopicStale)
        {
            return bindMoney(.money(Amount(fen: 0)), figure: figure, at: index)
        }
        if let unit = statedUnit(), let amount = Amount(figure.number, in: unit) {
            return bindMoney(.money(amount), figure: figure, at: index)
        }
        // “较上年2.08减少0.03万元”, “支出12.35。”: how much that is, the report does not say.
        guard figure.number.scale == 2 || figure.number.scale == 4, figure.number.mantissa > 0,
            frame.isCompared ? frame.comparedYear != nil || frame.comparedScenario != nil : !frame.subjects.isEmpty,
            frame.change == 0, let amount = Amount(figure.number, in: .tenThousandYuan)
        else { return }
        let binding = NarrativeBinding(
            subject: subject, year: frame.comparedYear ?? frame.year ?? year ?? report.year,
            scenario: frame.comparedScenario ?? resolveScenario().0, value: .money(amount), figureRange: figure.range,
            quoteStart: quoteStart(for: subject, figure: figure), rule: "narrative.without_unit", confidence: .weak)
        emit(binding, unsure: "unknown_unit_of_money")
    }

    /// “（单位：万元）” in the same paragraph.
    private mutating func statedUnit() -> MoneyUnit? {
        if let knownUnit { return knownUnit }
        var unit: MoneyUnit?
        if bytes.contains(NarrativeWords.unitOfTenThousand[...]) {
            unit = .tenThousandYuan
        } else if bytes.contains(NarrativeWords.unitOfYuan[...]) {
            unit = .yuan
        }
        knownUnit = .some(unit)
        return unit
    }

    /// Assets are what they are, whatever the report plans.
    func isStatistic(_ code: MeasureCode) -> Bool {
        !isMoney(code) || code.rawValue.hasPrefix("assets.") || code.rawValue.hasPrefix("liabilities.")
    }

    func isMoney(_ code: MeasureCode) -> Bool { reference.unit(of: code) == .yuan }

    /// True when a mark or the end stands at `index`.
    func endsFrame(_ index: Int) -> Bool {
        guard index < tokens.count else { return true }
        switch tokens[index].kind {
        case .comma, .semicolon, .stop, .colon, .enumerationComma, .close, .open, .item: return true
        default: return false
        }
    }

    // MARK: - Money

    private mutating func bindMoney(_ value: Value, figure: NarrativeFigure, at index: Int) {
        if frame.isDifference { return }
        if frame.hasRegion || sentence.isRegional, !frame.subjects.contains(where: { $0.isUnder("three_public") }) {
            sentence.isRegional = true
            topic = .unknown(at: figure.range.lowerBound)
            lastPlain = nil
            return
        }
        if bindLeftOver(value, figure: figure, at: index) { return }
        if frame.isIgnored || frame.isForeign || frame.isRejected {
            if bindProject(value, figure: figure, at: index) { return }
            topic = .unknown(at: figure.range.lowerBound)
            isTopicStale = false
            lastPlain = nil
            if frame.isRejected { sentence.isForeign = true }
            return
        }
        if bindWholeOfShare(value, figure: figure, at: index) { return }
        guard !figure.isApproximate, !frame.isShare, !isBorneByOthers(after: figure.range.upperBound) else { return }
        if frame.change != 0, !frame.isReached {
            noteChange(amount: value, figure: figure)
            return
        }
        // The money in a project's report is the project's.
        if section.isProject { return bindReportProject(value, figure: figure) }
        if frame.isCompared { return bindCompared(value, figure: figure, at: index) }
        if isComparedBehind(index), frame.subjects.isEmpty { return }
        guard let (named, rule, confidence) = resolveSubjects(at: index) else {
            // “财政拨款支出年初预算480万元，支出决算510万元。其中：…”: the stage holds, whosever the figure.
            if frame.isClean, topic?.isIgnored == true, let explicit = frame.scenario { scenario = explicit }
            if noteAmbiguous(value, figure: figure) { return }
            // “2022年…已安排198万元，其中项目支出46万元”: the parts are of that year, whatever the whole is.
            if let explicit = frame.year, startsParts(index + 1) { year = explicit }
            if !bindProject(value, figure: figure, at: index), frame.hasGapBefore || frame.hasGapAfter {
                noteUnknownTerm(before: index, figure: figure)
                topic = .unknown(at: figure.range.lowerBound)
                lastPlain = nil
                if frame.hasGapBefore, frame.scenario?.isBudget == true { hasUnknownBudget = true }
            }
            return
        }
        let subjects = withListedFunds(named, value)
        if frame.subjects.isEmpty, isWhollyOther(after: index, than: subjects) {
            // What the words behind say of the same amount stays: “‘三公’经费1.15万元…列支的1.15万元全部是公务接待费”.
            if lastPlain?.value.isWorth(value) == true {
                lastPlain?.figureRange = figure.range
            } else {
                lastPlain = nil
            }
            return
        }
        let isMoneyLabel = subjects.allSatisfy { subject in
            subject.isIgnored || subject.project != nil
                || subject.measures.allSatisfy { isMoney($0) || $0 == "vehicles.count" }
        }
        guard isMoneyLabel else { return }
        // “年初固定资产总额68万元” is how the year before ended.
        if subjects.contains(where: { $0.measures.contains(where: { isMoney($0) && isStatistic($0) }) }),
            isOpening(before: figure.range.lowerBound)
        {
            return
        }
        if !frame.subjects.isEmpty || frame.fund != nil, !frame.hasGapAfter { nameStart = nil }
        // “2023年收入由128.6万元增加到132.4万元”: of which year the first is, nobody says.
        if frame.isFrom, !frame.isReached, frame.years.count == frame.yearsBeforeFrom, frame.scenario == nil {
            topic = subjects.last
            isTopicStale = false
            if let explicit = frame.year { year = explicit }
            return
        }
        let boundYear = frame.year ?? year ?? report.year
        let (stage, isInherited) = resolveScenario()
        guard let boundScenario = planned(stage, in: boundYear) else { return }
        let isReference = frame.isCompletion || isWholeOfPercent(after: index) || isAside(boundYear)
        // “上年结转3万元，本年使用1.8万元”: without a name it cannot be the same thing again.
        if frame.subjects.isEmpty, rule == "narrative.subject", !frame.isFrom, !frame.isReached,
            frame.scenario == nil || frame.year == nil,
            subjects.contains(where: { isToldOtherwise($0, year: boundYear, scenario: boundScenario, value: value) })
        {
            lastPlain = nil
            return
        }
        for subject in subjects where !subject.isIgnored {
            var binding = NarrativeBinding(
                subject: subject, year: boundYear, scenario: boundScenario, value: value, figureRange: figure.range,
                quoteStart: quoteStart(for: subject, figure: figure), rule: rule, confidence: confidence)
            // “全年预算和决算均为0万元”
            if frame.isEach, frame.scenarios.count == 2, frame.scenarios[0] != boundScenario {
                binding.scenario = frame.scenarios[0]
                emit(binding)
                binding.scenario = boundScenario
            }
            emit(binding)
            if !isReference {
                if let last = lastPlain?.subject.measure, last.isFundRevenue, subject.measure?.isFundRevenue == true,
                    last != subject.measure
                {
                    sentence.hasRevenueParts = true
                }
                lastPlain = binding
                if binding.year == report.year { lastOwn = binding }
                isLastExplicit = (!isInherited || frame.hasExpenditureSuffix) && !(hasParts && frame.namesProject)
            }
        }
        if isReference {
            // “总收入312.45万元，2019年为287.10万元，同比增加25.35万元”
            if isAside(boundYear), let lastPlain, lastPlain.scenario == boundScenario {
                change = PendingChange(
                    binding: lastPlain, base: .init(fiscalYear: boundYear, scenario: boundScenario))
            }
            return
        }
        if let last = subjects.last {
            if frame.isFrom {
                topic = last
            } else {
                topic = subjects.count == 1 ? last : topic
            }
        }
        isTopicStale = false
        if frame.isFrom, !frame.isReached {
            // “预算22万元，支出由2022年的21.30万元减少到19.42万元”: what is reached was spent, too.
            if !isInherited { scenario = boundScenario }
            return
        }
        if let explicit = frame.scenario { scenario = explicit } else if !isInherited { scenario = boundScenario }
        if let explicit = frame.year { year = explicit }
        change = nil
    }

    /// “2024年拟安排项目支出46万元” in the report of 2023: next year's budget; nil for what cannot have been spent.
    private func planned(_ stage: Scenario, in boundYear: Int) -> Scenario? {
        guard boundYear > report.year, report.identity.kind != .budget, stage == .budget || stage == .actual else {
            return stage
        }
        return frame.scenario == .actual ? nil : .initialBudget
    }

    /// “年初” stands among the words since the last mark or figure.
    func isOpening(before end: Int) -> Bool {
        let words = bytes[min(end, tokens[min(frame.start, tokens.count - 1)].range.lowerBound)..<end]
        return NarrativeWords.opening.contains { words.contains($0[...]) }
    }

    /// The last figure of the same measure, year and stage in this paragraph is another.
    private func isToldOtherwise(_ subject: NarrativeSubject, year: Int, scenario: Scenario, value: Value) -> Bool {
        guard subject.project == nil, let measure = subject.measure else { return false }
        let told = readings.last {
            $0.observation.measure == measure && $0.observation.fiscalYear == year
                && $0.observation.scenario == scenario && $0.observation.project == nil && $0.unsureReason == nil
        }
        guard let told = told?.observation.value else { return false }
        return !told.isWorth(value) && !told.isRounding(of: value) && !value.isRounding(of: told)
    }

    /// “本年收入158.64万元，上年为149.20万元，增加9.44万元。其中…”: what follows is not of the earlier year.
    private func isAside(_ boundYear: Int) -> Bool {
        guard frame.subjects.isEmpty, frame.generic == nil, frame.fund == nil, !frame.isFrom, !isTopicStale,
            let lastPlain, lastPlain.subject.measures == topic?.measures
        else { return false }
        return boundYear < lastPlain.year
    }

    /// “共计支出…” under “基本支出情况”, “2023年年初预算…” after another subject's sentence: of that subject or of all?
    private mutating func noteAmbiguous(_ value: Value, figure: NarrativeFigure) -> Bool {
        guard frame.isClean, frame.subjects.isEmpty, frame.fund == nil, !section.isAchievement, !section.isProject,
            let topic, !topic.isIgnored, topic.project == nil,
            frame.generic == "expenditure.total" || frame.scenario != nil, !isSumOfParts
        else { return false }
        let scenario = resolveScenario().0
        var total = topic
        if mayBeWhole, let whole, !whole.isIgnored {
            total = whole
        } else {
            guard isTopicStale, topic.isUnder("expenditure"), !topic.measures.contains("expenditure.total") else {
                return false
            }
            total.measures = ["expenditure.total"]
        }
        for subject in [topic, total] {
            emit(
                NarrativeBinding(
                    subject: subject, year: frame.year ?? year ?? report.year, scenario: scenario, value: value,
                    figureRange: figure.range, quoteStart: quoteStart(for: subject, figure: figure),
                    rule: "narrative.subject", confidence: .weak), unsure: "two_readings")
        }
        // Whichever it is of, its parts have its stage.
        self.scenario = scenario
        lastPlain = nil
        return true
    }

    /// “培训费12万元由企业承担”: not the unit's money.
    private func isBorneByOthers(after end: Int) -> Bool {
        var start = end
        if start < bytes.count, bytes[start] == UInt8(ascii: "(") { start += 1 }
        guard bytes[start...].starts(with: NarrativeWords.by) else { return false }
        var stop = start
        while stop < bytes.count, stop - start < 90 {
            if bytes[stop] == UInt8(ascii: ",") || bytes[stop] == UInt8(ascii: ";") || bytes[stop] == UInt8(ascii: ")")
            {
                break
            }
            if bytes[stop...].starts(with: NarrativeWords.fullStop) { break }
            stop += 1
        }
        let clause = bytes[start..<stop]
        if clause.contains(NarrativeWords.finance[...]), !clause.contains(NarrativeWords.bureau[...]) { return false }
        return phrases.bearing.contains { clause.contains($0[...]) }
    }
}
