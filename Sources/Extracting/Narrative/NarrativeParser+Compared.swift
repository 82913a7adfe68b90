import FiscalModel
import ReferenceData

// Figures that another one is held against: last year's, the budget's.
extension NarrativeParser {
    /// “较上年144.35万元减少…”: the subject's figure of another year or stage.
    mutating func bindCompared(_ value: Value, figure: NarrativeFigure, at index: Int) {
        guard !frame.hasGapBefore, !frame.hasGapAfter else { return }
        guard frame.comparedYear != nil || frame.comparedScenario != nil else { return }
        let named = frame.comparedSubject ?? frame.subjects.last
        let total = unitsTotal
        guard let subject = named ?? whoChanged(from: value, after: index) ?? topic ?? total, !subject.isIgnored,
            subject.project != nil || subject.measures.allSatisfy({ isMoney($0) })
        else { return }
        if named == nil, section.isAchievement, isTopicStale { return }
        // “基金预算支出120万元，用于…（类）…（款）…（项），比上年执行数98.60万元增加”: of the fund, not of what it is for.
        if named == nil, sentence.isPurpose, subject.isUnder("expenditure.function"),
            lastPlain?.subject.measures != subject.measures
        {
            return
        }
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
        } else if hasReading(of: subject, year: boundYear + 1, scenario: boundScenario)
            || total != nil && boundYear + 1 == report.year
        {
            // “决算支出86.47万元，其中项目支出21.35万元。比2021年决算支出82.31万元增加4.16万元”
            var own = binding
            own.year = boundYear + 1
            change = PendingChange(binding: own, base: .init(fiscalYear: boundYear, scenario: boundScenario))
        } else {
            change = nil
        }
        // “机关运行经费比上年的11万元增加1万元，达到12万元”
        if let subject = frame.subjects.last {
            topic = subject
            isTopicStale = false
        }
    }

    /// “与上年决算支出148万元比较，增加6万元” where neither heading nor paragraph has named anything else: the unit's total.
    private var unitsTotal: NarrativeSubject? {
        guard topic == nil, section.topic == nil, scope == nil, !section.isAchievement, !section.isProject,
            readings.isEmpty, let code = frame.comparedGeneric, frame.comparedScenario == .actual,
            frame.comparedYear != nil
        else { return nil }
        return NarrativeSubject(measures: [code], position: tokens[frame.start].range.lowerBound)
    }

    /// True where the paragraph has told the subject's figure of a year before.
    private func hasReading(of subject: NarrativeSubject, year: Int, scenario: Scenario) -> Bool {
        guard subject.project == nil, frame.comparedYear != nil else { return false }
        return readings.contains {
            $0.observation.fiscalYear == year && $0.observation.scenario == scenario && $0.observation.project == nil
                && $0.unsureReason == nil && subject.measures.contains($0.observation.measure)
        }
    }

    /// Whose earlier figure it is, where the comparison itself does not say: “与上年132.40万元相比，今年收入总计增加…”
    /// names it behind, “…结余1.00万元。与上年支出160.12万元相比，增加8.78万元” leaves it to the change; nil for the topic.
    private func whoChanged(from base: Value, after index: Int) -> NarrativeSubject? {
        guard let change = statedChange(after: index) else { return totalOtherThanTopic }
        if let subject = change.subject, frame.comparedGeneric == nil { return subject }
        guard case .money(let base) = base, let amount = change.amount else { return totalOtherThanTopic }
        func isReached(by value: Value) -> Bool {
            guard case .money(let value) = value else { return false }
            let tolerance = (value.quantum + base.quantum + amount.quantum) / 2
            return abs(value.fen - base.fen - amount.fen) <= tolerance
        }
        if let lastPlain, let topic, lastPlain.subject.measures == topic.measures, isReached(by: lastPlain.value) {
            return nil
        }
        let balancing = Set(
            readings.filter {
                $0.observation.project == nil && $0.unsureReason == nil
                    && ($0.observation.scenario != .initialBudget || report.identity.kind == .budget)
                    && $0.observation.fiscalYear == report.year && isReached(by: $0.observation.value)
            }.map(\.observation.measure))
        if balancing.count == 1, let measure = balancing.first {
            if topic?.measures == [measure] { return nil }
            return NarrativeSubject(measures: [measure], position: tokens[frame.start].range.lowerBound)
        }
        // “…基金预算拨款收入8万元。与2022年收入预算1654.30万元相比，增加73.59万元”: not that fund's.
        if isTopicStale, let topic, frame.comparedGeneric == "revenue.total", topic.measure?.isFundRevenue == true {
            return .unknown(at: tokens[frame.start].range.lowerBound)
        }
        return totalOtherThanTopic
    }

    /// “比上年支出…”, “比上年收入…” where the topic is none of that.
    private var totalOtherThanTopic: NarrativeSubject? {
        guard let code = frame.comparedGeneric, let topic, !topic.isIgnored, topic.project == nil else { return nil }
        let isOther = code == "revenue.total" ? !topic.isUnder("revenue") : topic.isUnder("revenue")
        guard isOther || topic.isUnder("revenue.carryover") || topic.isUnder("expenditure.carryover") else {
            return nil
        }
        return NarrativeSubject(measures: [code], position: tokens[frame.start].range.lowerBound)
    }

    /// “相比，今年收入总计增加7.33万元”: how much more, and of what where that is said.
    private func statedChange(after index: Int) -> (subject: NarrativeSubject?, amount: Amount?)? {
        var subject: NarrativeSubject?
        var sign: Int64 = 0
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 14)) {
            switch tokens[next].kind {
            case .comma, .year: break
            case .figure(let figure):
                guard sign != 0, !figure.isApproximate else { return nil }
                switch figure.counter {
                case .money(let unit):
                    guard let amount = Amount(figure.number, in: unit) else { return nil }
                    return (subject, Amount(fen: amount.fen * sign, quantum: amount.quantum))
                case .percent: return (subject, nil)
                default: return nil
                }
            case .word(let term):
                switch vocabulary.roles[term] {
                case .increase: sign = 1
                case .decrease: sign = -1
                case .label(let codes, _), .bareLabel(let codes, _):
                    guard sign == 0, subject == nil else { return nil }
                    subject = NarrativeSubject(measures: codes, position: tokens[next].range.lowerBound)
                case .filler, .year, .compareEnd, .ownBody, .generic, .scenario: break
                default: return nil
                }
            default: return nil
            }
        }
        return nil
    }

    /// “2016年的70.15万元相比…” where a line began anew: its subject stands in the line above.
    func isComparedBehind(_ index: Int) -> Bool {
        if case .compareEnd? = role(index + 1) { return !frame.isCompared && frame.change == 0 }
        return false
    }

    /// “…26318元，占预算32000元的82.24%”
    mutating func bindWholeOfShare(_ value: Value, figure: NarrativeFigure, at index: Int) -> Bool {
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
    func isWholeOfPercent(after index: Int) -> Bool {
        guard index + 2 < tokens.count, bytes[tokens[index + 1].range].elementsEqual(NarrativeWords.of),
            case .figure(let figure) = tokens[index + 2].kind, case .percent = figure.counter
        else { return false }
        return true
    }
}
