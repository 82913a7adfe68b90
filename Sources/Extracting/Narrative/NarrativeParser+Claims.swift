import FiscalModel
import ReferenceData

// What a sentence says about its figures: changes, rates, shares; and the scores.
extension NarrativeParser {
    mutating func noteChange(amount: Value, figure: NarrativeFigure) {
        // “收入较上年增加20万元，达到152万元”
        if let subject = frame.subjects.last ?? genericSubject, !frame.hasGapBefore, !frame.isForeign {
            topic = subject
            isTopicStale = false
        }
        guard let binding = changed, let base = comparedBase(binding) ?? change?.base, !binding.subject.isIgnored,
            let measure = binding.subject.measure, !figure.isApproximate, isChangeOf(binding)
        else { return }
        let sign: Int64 = frame.change < 0 ? -1 : 1
        guard case .money(let money) = amount else { return }
        let signed = Value.money(Amount(fen: money.fen * sign, quantum: money.quantum))
        addClaim(.change(amount: signed, percent: nil, base: base), measure: measure, binding: binding, figure: figure)
        change = PendingChange(binding: binding, base: base)
    }

    /// The figure that a change is told of: the one that was compared, or the last.
    private var changed: NarrativeBinding? {
        if let compared = change?.binding, isChangeOf(compared) { return compared }
        return lastPlain
    }

    /// False for “…，一般公共服务支出减少108.56万元” after a figure of something else, and for what stands behind a reason:
    /// “增加的原因是安排普查经费65万元”, “主要原因是压减办公费3万元”.
    private func isChangeOf(_ binding: NarrativeBinding) -> Bool {
        if frame.isPurpose, frame.subjects.isEmpty { return false }
        if frame.subjects.isEmpty, let code = frame.generic { return binding.subject.measures.contains(code) }
        guard let subject = frame.subjects.last else { return true }
        return subject.measures == binding.subject.measures
    }

    var genericSubject: NarrativeSubject? {
        guard let code = frame.generic, frame.fund == nil, topic == nil || code == "revenue.total" else { return nil }
        return .init(measures: [code], position: tokens[frame.start].range.lowerBound)
    }

    func comparedBase(_ binding: NarrativeBinding) -> Claim.Figure? {
        guard frame.isCompared, frame.comparedYear != nil || frame.comparedScenario != nil else { return nil }
        return .init(
            fiscalYear: frame.comparedYear ?? binding.year, scenario: frame.comparedScenario ?? binding.scenario)
    }

    mutating func bindPercent(_ figure: NarrativeFigure, at index: Int) {
        if bindRateThatFollows(figure, at: index) { return }
        if frame.isShare {
            // “公务接待费占‘三公’经费的40%，支出1.2万元”
            if let subject = frame.subjects.last, frame.isClean, subject.measures != lastPlain?.subject.measures {
                topic = subject
                isTopicStale = false
                return
            }
            guard let binding = lastPlain, let measure = binding.subject.measure, !figure.isApproximate,
                let whole = frame.shareWhole?.measure ?? wholeOfParts, whole != measure
            else { return }
            addClaim(.share(percent: figure.number, whole: whole), measure: measure, binding: binding, figure: figure)
            return
        }
        if frame.change != 0 {
            // “‘三公’经费总额较上年下降12.5%，实际支出2.1万元”
            if let subject = frame.subjects.last, !frame.hasGapBefore, !frame.isForeign, !frame.isIgnored {
                topic = subject
                isTopicStale = false
            }
            guard let binding = changed, let base = comparedBase(binding) ?? change?.base,
                let measure = binding.subject.measure, !figure.isApproximate, !binding.subject.isIgnored,
                isChangeOf(binding)
            else { return }
            var percent = figure.number
            if frame.change < 0 { percent.mantissa = -percent.mantissa }
            addClaim(
                .change(amount: nil, percent: percent, base: base), measure: measure, binding: binding, figure: figure)
            return
        }
        guard !frame.isCompared, !frame.isIgnored, !frame.isForeign, !frame.hasGapAfter, !figure.isApproximate,
            let subject = frame.subjects.last, let measure = subject.measure,
            reference.unit(of: measure) == .percent
        else { return }
        if section.isProject || topic?.project != nil || scope != nil { return }
        // “7个项目预算137万元，支出130万元，执行率94.89%”: of these projects.
        if topic?.isUnknown == true, !isTopicStale, sentence.namesProjects,
            bytes[max(0, subject.position)...].starts(with: NarrativeWords.rate)
        {
            return
        }
        // “项目支出19.2万元，执行率96%”: of the part just told of.
        if let topic, !topic.isIgnored, !isTopicStale, !topic.measures.contains("expenditure.total"),
            !topic.measures.contains("revenue.total"), frame.subjects.count == 1,
            bytes[max(0, subject.position)...].starts(with: NarrativeWords.rate)
        {
            return
        }
        emit(
            NarrativeBinding(
                subject: subject, year: frame.year ?? year ?? report.year, scenario: .actual,
                value: .number(figure.number), figureRange: figure.range,
                quoteStart: quoteStart(for: subject, figure: figure), rule: "narrative.rate", confidence: .sure))
        // “预算执行率100%，得10分”
        if measure == Self.rate, sentence.scored == nil {
            sentence.scored = NarrativeSubject(measures: ["score.budget_execution"], position: subject.position)
        }
    }

    /// “支出合计240万元，其中：基本支出156万元，占65%”: of the whole whose parts are told.
    private var wholeOfParts: MeasureCode? {
        guard hasParts, frame.isClean, frame.subjects.isEmpty, let whole, !whole.isIgnored, !whole.isUnknown,
            whole.project == nil
        else { return nil }
        return whole.measure
    }

    mutating func addClaim(
        _ statement: Claim.Statement, measure: MeasureCode, binding: NarrativeBinding, figure: NarrativeFigure
    ) {
        // A figure that gives way to another has nothing to be checked against.
        guard !binding.subject.givesWay, !binding.subject.isNarrower, binding.subject.project == nil else { return }
        let (quote, span) = quote(from: min(binding.quoteStart, figure.range.lowerBound), figure: figure.range)
        claims.append(
            Claim(
                statement, measure: measure, figure: .init(fiscalYear: binding.year, scenario: binding.scenario),
                quote: quote, span: span, confidence: binding.confidence))
    }

    // MARK: - Scores

    private static let rate: MeasureCode = "budget_execution_rate"

    /// What the points are for: a score or rate named with them, else what the sentence scored last.
    private var scoredSubject: NarrativeSubject? {
        if let subject = frame.subjects.last(where: { $0.isUnder("score") }) { return subject }
        guard var named = frame.subjects.last else { return sentence.scored }
        // “其中预算执行率得9.68分”
        guard named.measure == Self.rate, frame.hasGot else { return nil }
        named.measures = ["score.budget_execution"]
        return named
    }

    /// “预算执行情况（10分，得9.81分）”
    mutating func bindScoreInBracket(at index: Int, close: Int) -> Bool {
        guard frame.subjects.last?.measure == "score.budget_execution", frame.isClean, close == index + 5,
            case .figure(let most) = tokens[index + 1].kind, case .point = most.counter,
            case .comma = tokens[index + 2].kind, case .got? = role(index + 3),
            case .figure(let figure) = tokens[index + 4].kind, case .point = figure.counter
        else { return false }
        lastPoints = most.number
        frame.hasGot = true
        bindPoints(figure, at: index + 4)
        return true
    }

    /// “分值10，执行率94.36%，得分9.44”
    mutating func bindBarePoints(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard frame.hasGot, frame.isClean, frame.subjects.isEmpty, figure.number.mantissa > 0,
            sentence.scored?.measure == "score.budget_execution", endsFrame(index + 1),
            figure.number < Number(mantissa: 11), lastRate != nil
        else { return false }
        bindPoints(figure, at: index)
        return true
    }

    /// The rate that the sentence's last reading is.
    private var lastRate: Observation? {
        readings.last.flatMap { $0.observation.measure == Self.rate ? $0.observation : nil }
    }

    /// “投入10分得10分，过程30分得28.5分，…，合计95.5分”: the score, where it is the sum of what the parts got.
    private func sumOfParts(_ figure: NarrativeFigure) -> NarrativeSubject? {
        guard frame.hasSum, frame.isClean, frame.subjects.isEmpty, sentence.gained.count >= 2,
            sentence.gained.reduce(0, { $0 + Value.number($1).worth }) == Value.number(figure.number).worth
        else { return nil }
        return NarrativeSubject(
            measures: ["score.self_evaluation"], position: tokens[frame.start].range.lowerBound)
    }

    mutating func bindPoints(_ figure: NarrativeFigure, at index: Int) {
        defer { lastPoints = figure.number }
        guard !figure.isApproximate, !frame.isShare, !frame.isCompared, !section.isDefinition else { return }
        guard let subject = scoredSubject ?? sumOfParts(figure), !subject.isIgnored, !frame.isIgnored,
            let measure = subject.measure
        else {
            if frame.hasGot { sentence.gained.append(figure.number) }
            return
        }
        let isInFrame = frame.subjects.last?.measures == subject.measures || frame.subjects.last?.measure == Self.rate
        // “…执行情况（10分）得9.9分”: whose score the unknown words say.
        guard isInFrame || frame.isClean else { return }
        // “自评总得分93.5分，其中投入15分得15分”
        if !isInFrame, measure == "score.self_evaluation", lastPoints != nil,
            readings.contains(where: { $0.observation.measure == measure })
        {
            return
        }
        guard
            frame.hasGot || frame.isReached || frame.subjects.contains(where: { $0.isUnder("score") })
                || frame.hasSum && subject.measure == "score.self_evaluation"
        else { return }
        // “自评得分由上年的94分提高到96分”
        if frame.isFrom, !frame.isReached { return }
        // “总分100分” is what can be reached, “得100分” what was.
        let words = bytes[tokens[min(frame.start, index)].range.lowerBound..<figure.range.lowerBound]
        if figure.number.isWorth(Number(mantissa: 100)), !words.contains(NarrativeWords.gained[...]) { return }
        // “预算执行25分，得24.6分” is a group of indicators, not the rate's own ten points.
        if measure == "score.budget_execution", !isInFrame, let most = lastPoints, !most.isWorth(Number(mantissa: 10)),
            figure.number < most
        {
            return
        }
        // “预算执行得分9.8分，总分95.8分”; “执行率98%，得分96分”: more points than the rate can give.
        if measure == "score.budget_execution", !isInFrame, Number(mantissa: 30) < figure.number { return }
        if measure == "score.budget_execution", !frame.hasGot, !words.contains(NarrativeWords.gained[...]) { return }
        if sentence.namesProject, !sentence.namesWholeUnit, !words.contains(NarrativeWords.whole[...]) { return }
        if section.isProject || scope != nil { return }
        // “该项目…自评得分97分。部门整体支出绩效自评得分94.8分”
        if topic?.project != nil, !isTopicStale || !words.contains(NarrativeWords.whole[...]) { return }
        guard figure.number.mantissa > 0, figure.number < Number(mantissa: 151) else { return }
        var scored = subject
        // “预算执行率为97.33%，自评得分9.73分”: of the rate's ten points.
        if measure == "score.self_evaluation", lastRate != nil, !words.contains(NarrativeWords.whole[...]),
            figure.number < Number(mantissa: 11)
        {
            scored.measures = ["score.budget_execution"]
        }
        emit(
            NarrativeBinding(
                subject: scored, year: frame.year ?? year ?? report.year, scenario: .actual,
                value: .number(figure.number),
                figureRange: figure.range, quoteStart: quoteStart(for: subject, figure: figure),
                rule: "narrative.score", confidence: .init(percent: 92)))
    }
}
