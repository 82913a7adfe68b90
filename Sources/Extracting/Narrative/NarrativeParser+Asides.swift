import FiscalModel
import ReferenceData

// What stands beside a figure and says one more thing of it: “结余11.43万元结转下年”, “（即本年收入合计）”.
extension NarrativeParser {
    /// How far back in the paragraph a total is looked for; one of thousands of figures is none of a unit.
    static let mostBefore = 200

    /// “全年支出601.35万元，结余11.43万元结转下年”: what the unit carries over, where nothing but its totals was told before.
    mutating func bindLeftOver(_ value: Value, figure: NarrativeFigure, at index: Int) -> Bool {
        guard !figure.isApproximate, index > 0, scope == nil, !section.isProject, section.fund == nil,
            sentence.fund == nil, !section.isAchievement, !hasParts, frame.change == 0, !frame.isCompared,
            !frame.isShare,
            !frame.isForeign, !frame.hasGapAfter, frame.subjects.isEmpty, frame.start < index,
            frame.start == index - 1 || frame.start == index - 2,
            // “项目结余11.43万元”: no total.
            !bytes[tokens[frame.start].range.lowerBound..<figure.range.lowerBound].contains(
                NarrativeWords.project[...]),
            phrases.leftOver.contains(where: { bytes[..<figure.range.lowerBound].ends(with: $0) }),
            phrases.carriedOn.contains(where: { bytes[figure.range.upperBound...].starts(with: $0) }),
            let total = readings.suffix(Self.mostBefore).last(where: { isMoney($0.observation.measure) })?.observation,
            total.project == nil, ["expenditure.total", "revenue.total"].contains(total.measure)
        else { return false }
        let subject = NarrativeSubject(
            measures: ["expenditure.carryover"], position: tokens[frame.start].range.lowerBound)
        emit(
            NarrativeBinding(
                subject: subject, year: frame.year ?? year ?? report.year, scenario: .actual, value: value,
                figureRange: figure.range, quoteStart: quoteStart(for: subject, figure: figure),
                rule: "narrative.left_over", confidence: .init(percent: 90)))
        return true
    }

    /// “财政拨款收入293.20万元（本年收入合计即为此数）”: the same amount is the unit's total, too.
    mutating func stateSameAmount(from index: Int, to close: Int) {
        guard let lastPlain, lastPlain.subject.project == nil, index > 1, close - index <= 6,
            tokens[index - 1].range.upperBound == lastPlain.figureRange.upperBound
        else { return }
        let words = bytes[tokens[index].range.upperBound..<tokens[close].range.lowerBound]
        guard NarrativeWords.thatIs.contains(where: { words.starts(with: $0) || words.ends(with: $0) }) else { return }
        let labels = (index..<close).compactMap { token -> (MeasureCode, Int)? in
            guard case .bareLabel(let codes, _)? = role(token), codes.count == 1 else { return nil }
            return (codes[0], token)
        }
        guard labels.count == 1, labels[0].0 == "revenue.total", lastPlain.subject.isUnder("revenue.") else { return }
        let position = tokens[labels[0].1].range.lowerBound
        let (_, span) = quote(from: lastPlain.figureRange.lowerBound, figure: lastPlain.figureRange)
        let (words_, _) = quote(
            from: lastPlain.figureRange.lowerBound,
            figure: lastPlain.figureRange.lowerBound..<tokens[close].range.upperBound)
        var binding = lastPlain
        binding.subject = NarrativeSubject(measures: ["revenue.total"], position: position)
        readings.append(
            NarrativeReading(
                observation: Observation(
                    measure: "revenue.total", fiscalYear: binding.year, scenario: binding.scenario,
                    value: binding.value, quote: words_, span: span, source: .narrative, rule: "narrative.wholly",
                    confidence: .init(percent: 93))))
    }

    /// “‘三公’经费控制率=（实际支出4.98万元/预算安排6.50万元）”: both are of what the rate is of, and of the whole unit only
    /// where the rate is.
    mutating func noteFormula(of subject: NarrativeSubject?, at open: Int) {
        guard open > 0, tokens[open].range.lowerBound > 0,
            bytes[tokens[open].range.lowerBound - 1] == UInt8(ascii: "=")
        else { return }
        let words = bytes[tokens[min(frame.start, open)].range.lowerBound..<tokens[open].range.lowerBound]
        if let subject, subject.measure == "budget_execution_rate" || subject.measures == ["expenditure.total"] {
            return
        }
        let isOfOneYear = !NarrativeWords.changeRates.contains { words.contains($0[...]) }
        guard let subject, isOfOneYear, subject.measures.allSatisfy({ isMoney($0) }), subject.project == nil else {
            sentence.colonTopic = .unknown(at: tokens[open].range.lowerBound)
            sentence.isStrange = true
            return
        }
        sentence.colonTopic = subject
    }

    /// “支出9885.71万元，支出进度98.13%”, “为全年预算295.00万元的98.93%”: the execution rate, where it follows from the two
    /// figures; of anything else it would not.
    mutating func bindRateThatFollows(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard !figure.isApproximate, !section.isProject, scope == nil, topic?.project == nil, !hasParts, outer.isEmpty,
            frame.change == 0, !frame.isCompared, !frame.isShare, namesProgress(before: index)
        else { return false }
        let totals = readings.suffix(Self.mostBefore).map(\.observation).filter {
            $0.measure == "expenditure.total" && $0.project == nil && $0.fiscalYear == report.year
        }
        guard let spent = totals.last(where: { $0.scenario == .actual })?.value,
            let budget = totals.last(where: { $0.scenario == .adjustedBudget })?.value,
            case .money(let spent) = spent, case .money(let budget) = budget, budget.fen > 0
        else { return false }
        // Both in ten-thousandths of a percent.
        let rate = Int128(spent.fen) * 1_000_000 / Int128(budget.fen)
        let printed = Value.number(figure.number).worth * 10_000 / Value.number(Number(mantissa: 1)).worth
        guard figure.number.scale >= 1, abs(rate - printed) <= (figure.number.scale == 1 ? 500 : 50) else {
            return false
        }
        let subject = NarrativeSubject(
            measures: ["budget_execution_rate"], position: tokens[min(frame.start, index)].range.lowerBound)
        emit(
            NarrativeBinding(
                subject: subject, year: report.year, scenario: .actual, value: .number(figure.number),
                figureRange: figure.range, quoteStart: quoteStart(for: subject, figure: figure),
                rule: "narrative.rate", confidence: .init(percent: 90)))
        return true
    }

    /// 支出进度 before the figure, or an amount whose share it is: “…的98.93%”.
    private func namesProgress(before index: Int) -> Bool {
        guard index > 1 else { return false }
        if bytes[tokens[index - 1].range].elementsEqual(NarrativeWords.of), isFigure(index - 2) { return true }
        return phrases.progress.contains { bytes[..<tokens[index].range.lowerBound].ends(with: $0) }
    }
}
