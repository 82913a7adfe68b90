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
        let kept = frame
        beginFrame(at: index + 1)
        frame.isShare = kept.isShare
        frame.isCompletion = kept.isCompletion
        if kept.isFrom { frame.isFrom = true }
        if kept.isEach { frame.isEach = true }
        pending = []
    }

    /// A number without a unit states only nought (“费用为0”).
    private mutating func bindBare(_ figure: NarrativeFigure, at index: Int) {
        if bindBareCount(figure, at: index) { return }
        guard frame.isClean, !figure.isApproximate, !frame.isShare, let subject = frame.subjects.last ?? topic,
            !subject.isIgnored, subject.measures.allSatisfy({ isMoney($0) })
        else { return }
        if figure.number.mantissa == 0, figure.number.scale <= 2, !frame.subjects.isEmpty, endsFrame(index + 1) {
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

    func isMoney(_ code: MeasureCode) -> Bool { reference.measure(code)?.isMoney ?? false }

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
        if frame.hasRegion || sentence.isRegional, !frame.subjects.contains(where: { $0.isUnder("three_public") }) {
            sentence.isRegional = true
            topic = .unknown(at: figure.range.lowerBound)
            lastPlain = nil
            return
        }
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
        guard !section.isProject else { return }
        if frame.isCompared { return bindCompared(value, figure: figure) }
        guard let (subjects, rule, confidence) = resolveSubjects(at: index) else {
            // “财政拨款支出年初预算480万元，支出决算510万元。其中：…”: the stage holds, whosever the figure.
            if frame.isClean, topic?.isIgnored == true, let explicit = frame.scenario { scenario = explicit }
            if noteAmbiguous(value, figure: figure) { return }
            if !bindProject(value, figure: figure, at: index), frame.hasGapBefore || frame.hasGapAfter {
                noteUnknownTerm(before: index, figure: figure)
                topic = .unknown(at: figure.range.lowerBound)
                lastPlain = nil
            }
            return
        }
        let isMoneyLabel = subjects.allSatisfy { subject in
            subject.isIgnored || subject.project != nil
                || subject.measures.allSatisfy { isMoney($0) || $0 == "vehicles.count" }
        }
        guard isMoneyLabel else { return }
        if !frame.subjects.isEmpty || frame.fund != nil, !frame.hasGapAfter { nameStart = nil }
        if frame.isFrom, !frame.isReached, frame.year == nil, frame.scenario == nil { return }
        let (boundScenario, isInherited) = resolveScenario()
        let boundYear = frame.year ?? year ?? report.year
        let isReference = frame.isCompletion || isWholeOfPercent(after: index)
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
                isLastExplicit = !isInherited || frame.hasExpenditureSuffix
            }
        }
        if isReference { return }
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
        return true
    }

    /// Who the figure is about: a label in its frame, else the topic, else the unit's total.
    private func resolveSubjects(at index: Int) -> ([NarrativeSubject], String, Confidence)? {
        if !frame.subjects.isEmpty {
            guard !frame.hasGapAfter else { return nil }
            if frame.subjects.count > 1, !frame.isEach { return nil }
            let subjects = frame.isEach ? frame.subjects : [frame.subjects[frame.subjects.count - 1]]
            if subjects.count == 1, subjects[0].measures == ["vehicles.count"] {
                guard topic?.isUnder("three_public") == true || whole?.isUnder("three_public") == true else {
                    return nil
                }
                var vehicle = subjects[0]
                vehicle.measures = ["three_public.vehicle"]
                return ([vehicle], "narrative.label", .likely)
            }
            return (subjects, "narrative.label", subjects[0].isNarrower ? .likely : .sure)
        }
        if frame.isEach, !pending.isEmpty { return (pending, "narrative.each", .sure) }
        if let code = frame.fund {
            guard !frame.hasGapBefore, !frame.hasGapAfter else { return nil }
            return resolveFund(code)
        }
        if let path = path.current(from: frame) { return path }
        guard frame.isClean, index > frame.start || frame.isAfterColon else { return nil }
        if let code = frame.generic { return resolveGeneric(code) }
        return resolveTopic()
    }

    /// “…26318元，占预算32000元的82.24%”
    private mutating func bindWholeOfShare(_ value: Value, figure: NarrativeFigure, at index: Int) -> Bool {
        guard frame.isShare, let scenario = frame.comparedScenario, frame.shareWhole == nil, frame.isClean,
            !figure.isApproximate, isWholeOfPercent(after: index), let lastPlain, lastPlain.scenario != scenario,
            lastPlain.subject.project == nil
        else { return false }
        var binding = lastPlain
        binding.scenario = scenario
        binding.value = value
        binding.figureRange = figure.range
        binding.quoteStart = quoteStart(for: lastPlain.subject, figure: figure)
        binding.rule = "narrative.compared"
        emit(binding)
        return true
    }

    /// “为年初预算6.50万元的93.08%”: what another figure is measured by.
    private func isWholeOfPercent(after index: Int) -> Bool {
        guard index + 2 < tokens.count, bytes[tokens[index + 1].range].elementsEqual(NarrativeWords.of),
            case .figure(let figure) = tokens[index + 2].kind, case .percent = figure.counter
        else { return false }
        return true
    }

    private func resolveFund(_ code: MeasureCode) -> ([NarrativeSubject], String, Confidence)? {
        var subject = NarrativeSubject(measures: [code], position: frame.fundPosition)
        subject.isNarrower = frame.isAppropriation
        if frame.generic == "expenditure.total" {
            return ([.ignored(at: frame.fundPosition)], "", .weak)
        }
        let isRevenue = frame.generic == "revenue.total" || isRevenueContext
        // “财政拨款收入总计” holds what was carried over.
        let words = bytes[frame.fundPosition...].prefix(60)
        let hasCarryOver = words.prefix(upTo: words.firstIndex(where: \.isDigit) ?? words.endIndex).contains(
            NarrativeWords.grandTotal[...])
        guard isRevenue, !hasCarryOver else { return ([.ignored(at: frame.fundPosition)], "", .weak) }
        return ([subject], "narrative.fund", frame.isAppropriation ? .likely : .sure)
    }

    private var isRevenueContext: Bool {
        if let topic, !topic.isIgnored { return topic.isUnder("revenue") && !topic.isUnder("expenditure") }
        return whole?.isUnder("revenue") == true || section.topic?.isUnder("revenue") == true
    }

    /// “支出2.83万元”: the subject's; with no subject, or a year of its own, the unit's total.
    private func resolveGeneric(_ code: MeasureCode) -> ([NarrativeSubject], String, Confidence)? {
        let total = NarrativeSubject(measures: [code], position: tokens[frame.start].range.lowerBound)
        // “其中：县工商联本级支出100万元”: a part of the total is not the total.
        if hasParts, whole?.measures.contains(code) == true { return nil }
        if code == "revenue.total" {
            if section.isAchievement || scope != nil { return nil }
            return ([total], "narrative.total", .sure)
        }
        // “团组1个，累计2人次，支出3.6万元”
        if sentence.isAboutOverseas || sentence.isAboutReception, scope == nil {
            var part = total
            part.measures = [sentence.isAboutOverseas ? "three_public.overseas" : "three_public.reception"]
            return ([part], "narrative.subject", .init(percent: 92))
        }
        // “政府性基金预算财政拨款收入2420.55万元，支出2420.55万元”: of that fund.
        if let last = lastPlain?.subject, !isTopicStale, last.isUnder("revenue."), last.measure != "revenue.total",
            frame.year == nil
        {
            return ([.ignored(at: total.position)], "", .weak)
        }
        guard let topic, !topic.isUnder("revenue"), !topic.measures.contains("expenditure.total") else {
            if topic?.isIgnored == true || section.isAchievement { return nil }
            return ([total], "narrative.total", .sure)
        }
        if topic.isIgnored || isSumOfParts || mayBeWhole { return nil }
        if frame.year != nil, isTopicStale, section.topic == nil { return nil }
        // “共计支出…” under “基本支出情况”: of the basic expenditure, or of all?
        if isTopicStale, topic.project == nil,
            topic.isUnder("expenditure.basic") || topic.measures == ["expenditure.project"]
        {
            return nil
        }
        return ([topic], "narrative.subject", .sure)
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
        return NarrativeWords.bearing.contains { clause.contains($0[...]) }
    }

    /// “人员经费…，公用经费…，合计96.38万元”: the sum is not the last part.
    private var isSumOfParts: Bool {
        guard frame.hasSum, let lastPlain, let topic else { return false }
        return lastPlain.subject.measures == topic.measures && lastPlain.subject.project == topic.project
    }

    /// “预算3万元，其中A2万元，B1万元，实际支出2.5万元”: of B or of all?
    private var mayBeWhole: Bool {
        hasParts && !isLastExplicit && !isTopicStale && (frame.scenario != nil || frame.generic != nil)
            && whole?.measures != topic?.measures
    }

    /// No label at all: “年初预算为64.00万元，支出决算为62.35万元”.
    private func resolveTopic() -> ([NarrativeSubject], String, Confidence)? {
        // “收入方面，一般公共预算拨款2610.15万元、政府性基金拨款180万元，合计2790.15万元”
        if frame.hasSum, sentence.hasRevenueParts, frame.scenario == nil, frame.year == nil {
            let total = NarrativeSubject(
                measures: ["revenue.total"], position: tokens[frame.start].range.lowerBound)
            return ([total], "narrative.total", .init(percent: 90))
        }
        if isSumOfParts || mayBeWhole { return nil }
        // “轿车0辆、金额0万元”: words that name neither stage nor year say a subject's first figure only.
        let isStageBeforeColon = scope != nil && frame.isAfterColon && scenario != nil
        if frame.scenario == nil, frame.year == nil, frame.generic == nil, !frame.isReached, !isStageBeforeColon,
            isTopicStale || (lastPlain != nil && lastPlain?.subject.measures == topic?.measures)
        {
            return nil
        }
        if let topic {
            if topic.isIgnored { return nil }
            if section.isAchievement, isTopicStale, topic.project == nil { return nil }
            if isTopicStale, frame.year != nil, frame.scenario != nil, section.topic == nil {
                guard
                    topic.measures.contains("expenditure.total") || topic.project != nil
                        || topic.isUnder("expenditure.function") || topic.isUnder("expenditure.economic")
                else { return nil }
            }
            if frame.isAfterWhereof, frame.scenario == nil { return nil }
            if topic.measures.allSatisfy({ isMoney($0) }) || topic.project != nil {
                return ([topic], "narrative.subject", .init(percent: 92))
            }
            return nil
        }
        guard frame.scenario != nil, !section.isAchievement, section.topic == nil, !section.isProject,
            !sentence.namesProject || sentence.namesWholeUnit
        else { return nil }
        let total = NarrativeSubject(
            measures: ["expenditure.total"], position: tokens[frame.start].range.lowerBound)
        return ([total], "narrative.total_by_scenario", .init(percent: 90))
    }

    /// The stage a plain figure speaks of, and whether it is inherited from the whole.
    private func resolveScenario() -> (Scenario, Bool) {
        if let explicit = frame.scenario {
            if frame.isReached, explicit == .initialBudget { return (.adjustedBudget, false) }
            return (explicit, false)
        }
        if frame.isReached, scenario == .initialBudget, report.identity.kind != .budget {
            return (.adjustedBudget, false)
        }
        if frame.subjects.isEmpty, frame.generic == "expenditure.total", report.identity.kind != .budget,
            lastPlain?.subject.measures != ["revenue.total"]
        {
            return (.actual, false)
        }
        if hasParts, frame.hasExpenditureSuffix, let partsScenario { return (partsScenario, true) }
        if let scenario, inheritsScenario(scenario) { return (scenario, true) }
        return (section.scenario ?? report.defaultScenario, true)
    }

    /// A part has the stage of its whole, expenditure that of the revenue before it; “…支出” anew is what was spent.
    private func inheritsScenario(_ scenario: Scenario) -> Bool {
        if hasParts || !outer.isEmpty || frame.subjects.isEmpty { return true }
        let isRevenueBefore = lastPlain?.subject.isUnder("revenue") == true
        if frame.hasExpenditureSuffix || frame.subjects.last?.measures == ["expenditure.total"] {
            return isRevenueBefore
        }
        return true
    }

    /// “较上年144.35万元减少…”: the subject's figure of another year or stage.
    private mutating func bindCompared(_ value: Value, figure: NarrativeFigure) {
        guard !frame.hasGapBefore, !frame.hasGapAfter else { return }
        guard let subject = frame.comparedSubject ?? frame.subjects.last ?? topic, !subject.isIgnored,
            subject.project != nil || subject.measures.allSatisfy({ isMoney($0) })
        else { return }
        if subject != frame.comparedSubject, frame.subjects.isEmpty, section.isAchievement, isTopicStale { return }
        guard frame.comparedYear != nil || frame.comparedScenario != nil else { return }
        let current = lastPlain?.subject.measures == subject.measures ? lastPlain : nil
        let boundYear = frame.comparedYear ?? current?.year ?? year ?? report.year
        // “支出6.47万元，预算9.50万元。与上年7.02万元相比”: what was spent is compared with what was spent.
        let spent: Scenario? = current.map { $0.scenario != .actual && hasActual(of: $0) } == true ? .actual : nil
        let boundScenario =
            frame.comparedScenario ?? spent ?? current?.scenario ?? scenario ?? section.scenario
            ?? report.defaultScenario
        let binding = NarrativeBinding(
            subject: subject, year: boundYear, scenario: boundScenario, value: value, figureRange: figure.range,
            quoteStart: quoteStart(for: subject, figure: figure), rule: "narrative.compared",
            confidence: subject.isNarrower || (hasParts && frame.subjects.isEmpty) ? .likely : .init(percent: 93))
        emit(binding)
        if let current {
            change = PendingChange(binding: current, base: .init(fiscalYear: boundYear, scenario: boundScenario))
        }
    }
}
