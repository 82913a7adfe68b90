import FiscalModel
import ReferenceData

// Who and which stage a figure speaks of, where its own words leave that open.
extension NarrativeParser {
    /// Who the figure is about: a label in its frame, else the topic, else the unit's total.
    func resolveSubjects(at index: Int) -> ([NarrativeSubject], String, Confidence)? {
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
        if frame.namesProject, scope == nil, topic?.project == nil, topic?.measures != ["expenditure.project"],
            !sentence.namesWholeUnit
        {
            return resolveProjects()
        }
        if let code = frame.generic { return resolveGeneric(code) }
        return resolveTopic(at: index)
    }

    /// “年初预算89.50万元，其中项目预算15.50万元”: the part; alone it is of who knows which projects.
    private func resolveProjects() -> ([NarrativeSubject], String, Confidence)? {
        guard frame.isAfterWhereof, whole?.measures == ["expenditure.total"] || whole == nil && lastPlain != nil,
            lastPlain?.subject.measures == ["expenditure.total"], frame.scenario?.isBudget == true
        else { return nil }
        let part = NarrativeSubject(
            measures: ["expenditure.project"], position: tokens[frame.start].range.lowerBound)
        return ([part], "narrative.label", .init(percent: 90))
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
        // “预算3万元，其中A2万元，B1万元；实际支出2.5万元”
        if mayBeWhole, isNewClause, let whole, !whole.isIgnored, !whole.isUnder("revenue") {
            return ([whole], "narrative.subject", .init(percent: 92))
        }
        // “其中：县工商联本级支出100万元”: a part of the total is not the total.
        if hasParts, whole?.measures.contains(code) == true { return nil }
        if code == "revenue.total" {
            if section.isAchievement || scope != nil { return nil }
            // “政府性基金预算财政拨款收入3万元，收入3万元” below that fund's heading
            if isOfOneFund(total) { return ([.ignored(at: total.position)], "", .weak) }
            return ([total], "narrative.total", .sure)
        }
        // “团组1个，累计2人次，支出3.6万元”
        if sentence.isAboutOverseas || sentence.isAboutReception, scope == nil,
            // “‘三公’经费支出1.18万元，全部为公务接待费；上年支出1.05万元”
            frame.year == nil || isTopicStale || topic?.measures != ["three_public.total"]
        {
            var part = total
            part.measures = [sentence.isAboutOverseas ? "three_public.overseas" : "three_public.reception"]
            return ([part], "narrative.subject", .init(percent: 92))
        }
        // “政府性基金预算财政拨款收入2420.55万元，支出2420.55万元”: of that fund.
        if let last = lastPlain?.subject, !isTopicStale, last.isUnder("revenue."), last.measure != "revenue.total",
            frame.year == nil, !(hasParts && whole?.measures == ["revenue.total"] && frame.scenario != nil)
        {
            return ([.ignored(at: total.position)], "", .weak)
        }
        guard let topic, !topic.isUnder("revenue"), !topic.measures.contains("expenditure.total") else {
            if topic?.isIgnored == true || section.isAchievement || isStrangeStart { return nil }
            return ([total], "narrative.total", .sure)
        }
        if topic.isIgnored || isSumOfParts || mayBeWhole { return nil }
        if isOfAllKinds(at: frame.start) { return ([total], "narrative.total", .init(percent: 92)) }
        if frame.year != nil, isTopicStale, section.topic == nil { return nil }
        // “共计支出…” under “基本支出情况”: of the basic expenditure, or of all?
        if isTopicStale, topic.project == nil,
            topic.isUnder("expenditure.basic") || topic.measures == ["expenditure.project"]
        {
            return nil
        }
        return ([topic], "narrative.subject", .sure)
    }

    /// “人员经费…，公用经费…，合计96.38万元”: the sum is not the last part.
    var isSumOfParts: Bool {
        guard frame.hasSum, let lastPlain, let topic else { return false }
        return lastPlain.subject.measures == topic.measures && lastPlain.subject.project == topic.project
    }

    /// “预算3万元，其中A2万元，B1万元，实际支出2.5万元”: of B or of all?
    var mayBeWhole: Bool {
        hasParts && !isLastExplicit && !isTopicStale && (frame.scenario != nil || frame.generic != nil)
            && whole?.measures != topic?.measures && !isWholeTold
    }

    /// The whole's figure of this stage stands before its parts: “预算3万元，支出2.5万元，其中A2万元，预算2.2万元；…”.
    private var isWholeTold: Bool {
        guard let measure = whole?.measure, whole?.project == nil else { return false }
        let year = frame.year ?? year ?? report.year
        let stage = frame.scenario ?? .actual
        return readings.suffix(Self.mostBefore).contains {
            $0.observation.measure == measure && $0.observation.scenario == stage && $0.observation.fiscalYear == year
                && $0.observation.project == nil && $0.unsureReason == nil
        }
    }

    /// “财政拨款收入856.30万元，其他收入12.50万元，合计868.80万元”: the sum of the receipts right before it.
    private func isSumOfReceipts(at index: Int) -> Bool {
        guard case .figure(let figure) = tokens[index].kind, case .money(let unit) = figure.counter,
            let sum = Amount(figure.number, in: unit), let last = readings.last?.observation
        else { return false }
        var fen: Int128 = 0
        var parts: Set<MeasureCode> = []
        for reading in readings.reversed() {
            let part = reading.observation
            guard part.measure.rawValue.hasPrefix("revenue."), part.measure != "revenue.total",
                part.measure != "revenue.carryover",
                part.fiscalYear == last.fiscalYear, part.scenario == last.scenario,
                case .money(let amount) = part.value,
                parts.insert(part.measure).inserted
            else { break }
            fen += Int128(amount.fen)
            if fen >= Int128(sum.fen) { break }
        }
        return parts.count >= 2 && fen == Int128(sum.fen)
    }

    /// The sum of what the paragraph told of reception, vehicles and travel, each once, in the stage of the last.
    private func isSumOfThreePublic(at index: Int) -> Bool {
        guard case .figure(let figure) = tokens[index].kind, case .money(let unit) = figure.counter,
            let sum = Amount(figure.number, in: unit)
        else { return false }
        let told = readings.suffix(12).map(\.observation).filter {
            $0.measure.rawValue.hasPrefix("three_public.") && $0.fiscalYear == report.year && $0.project == nil
        }
        guard let stage = told.last?.scenario, !told.contains(where: { $0.measure == "three_public.total" }) else {
            return false
        }
        var parts: [MeasureCode: Int128] = [:]
        for part in told where part.scenario == stage {
            guard case .money(let amount) = part.value else { return false }
            if let before = parts[part.measure], before != Int128(amount.fen) { return false }
            parts[part.measure] = Int128(amount.fen)
        }
        if parts["three_public.vehicle"] != nil {
            parts["three_public.vehicle_purchase"] = nil
            parts["three_public.vehicle_operation"] = nil
        }
        return parts.values.count { $0 > 0 } >= 2 && parts.values.reduce(0, +) == Int128(sum.fen)
    }

    /// No label at all: “年初预算为64.00万元，支出决算为62.35万元”.
    private func resolveTopic(at index: Int) -> ([NarrativeSubject], String, Confidence)? {
        // “收入方面，一般公共预算拨款2610.15万元、政府性基金拨款180万元，合计2790.15万元”
        if frame.hasSum, sentence.hasRevenueParts || isSumOfReceipts(at: index), frame.scenario == nil,
            frame.year == nil
        {
            let total = NarrativeSubject(
                measures: ["revenue.total"], position: tokens[frame.start].range.lowerBound)
            return ([total], "narrative.total", .init(percent: 90))
        }
        // “公务接待费1.12万元；公务用车运行费3.86万元；…。三项合计4.98万元”
        if frame.hasSum, frame.scenario == nil, frame.year == nil, isSumOfThreePublic(at: index) {
            let total = NarrativeSubject(
                measures: ["three_public.total"], position: tokens[frame.start].range.lowerBound)
            return ([total], "narrative.total", .init(percent: 90))
        }
        if mayBeWhole, isNewClause, frame.scenario != nil, let whole, !whole.isIgnored {
            return ([whole], "narrative.subject", .init(percent: 92))
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
            !sentence.namesProject || sentence.namesWholeUnit, !isStrangeStart
        else { return nil }
        let total = NarrativeSubject(
            measures: ["expenditure.total"], position: tokens[frame.start].range.lowerBound)
        return ([total], "narrative.total_by_scenario", .init(percent: 90))
    }

    /// Nothing but words that nobody knows stands before the first amount of the sentence.
    private var isStrangeStart: Bool {
        sentence.isStrange && (topic == nil || isTopicStale) && !sentence.namesWholeUnit
    }

    /// The stage a plain figure speaks of, and whether it is inherited from the whole.
    func resolveScenario() -> (Scenario, Bool) {
        if let explicit = frame.scenario {
            if frame.isReached, explicit == .initialBudget { return (.adjustedBudget, false) }
            // “年初预算89.50万元，其中项目预算15.50万元”
            if explicit == .budget, hasParts, frame.namesProject, let partsScenario, partsScenario.isBudget {
                return (partsScenario, false)
            }
            return (explicit, false)
        }
        // “预算批复1268万元，年中调整为1482万元”
        if frame.isReached, scenario == .initialBudget || scenario == .budget, report.identity.kind != .budget {
            return (.adjustedBudget, false)
        }
        // “年初预算512万元，…实际支出494.46万元，年末结余17.54万元”: what is left over of spending was never planned.
        if report.identity.kind != .budget, frame.subjects.last?.measures == ["expenditure.carryover"],
            let last = readings.last?.observation.scenario, last != .initialBudget, last != .budget
        {
            return (.actual, true)
        }
        if frame.subjects.isEmpty, frame.generic == "expenditure.total", report.identity.kind != .budget,
            lastPlain?.subject.measures != ["revenue.total"]
        {
            return (.actual, false)
        }
        // “…，其中项目预算15.50万元；调整预算99.48万元，全年支出96.41万元”: the whole again, and spent.
        if hasParts, report.identity.kind != .budget, frame.subjects.last?.measures == ["expenditure.total"],
            whole == nil || whole?.measures == ["expenditure.total"], lastPlain?.subject.isUnder("revenue") != true
        {
            return (.actual, false)
        }
        if hasParts, frame.hasExpenditureSuffix, let partsScenario { return (partsScenario, true) }
        // “其中运行维护费21.14万元，年初预算24.00万元；公务接待费5.24万元”
        if hasParts, isNewClause, !frame.subjects.isEmpty, let partsScenario { return (partsScenario, true) }
        if isNewRevenue { return (section.scenario ?? report.defaultScenario, false) }
        if let scenario {
            // “预算资金165万元，全年支出163万元，其中：…”: the parts were spent, too.
            return inheritsScenario(scenario) ? (scenario, true) : (section.scenario ?? report.defaultScenario, false)
        }
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

    /// “调整后全年预算146.50万元；全年收入143.62万元”: the year's receipts, after another figure's stage.
    private var isNewRevenue: Bool {
        guard report.identity.kind != .budget, !hasParts, outer.isEmpty, let subject = frame.subjects.last,
            subject.measures == ["revenue.total"], let lastPlain, !lastPlain.subject.isUnder("revenue")
        else { return false }
        return isNewClause
            || NarrativeWords.wholeYear.contains { bytes[max(0, subject.position)...].starts(with: $0) }
    }
}
