import FiscalModel

/// `score_mismatch`: weights or scores that do not add up to the stated total, or a grade that does not fit it.
///
/// Holds: weights of 90 beside 预算执行率 with its 10, scores 87 + 9.77 = 96.77; 95分，等级为优.  Breaks: weights of 100 and
/// 预算执行率 besides, with 92 stated as the total of both; 投入15分，得15分…综合得分95分 where the parts got 93; 85分，优.
enum ScoreMismatch {
    /// What the weights of a whole table add up to, and what 预算执行率 has of them where it stands outside the rows.
    private static let wholeWeight = Value.number(Number(mantissa: 100)).worth
    private static let executionWeight = Value.number(Number(mantissa: 10)).worth

    /// One cause gives one finding: a grade is asked about only where the sums are in order.
    static func findings(in figures: ReportFigures) -> [Finding] {
        let ofSums = ofIndicators(in: figures) + figures.claims.compactMap { ofParts($0, in: figures) }
        return ofSums.isEmpty ? Array(figures.claims.compactMap { ofGrade($0, in: figures) }.prefix(1)) : [ofSums[0]]
    }

    /// The parts of a score that one paragraph names, against the total beside them.
    private static func ofParts(_ claim: Claim, in figures: ReportFigures) -> Finding? {
        guard case .scores(let parts) = claim.statement, let measure = claim.measure else { return nil }
        let totals = figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario)
        let sum = parts.reduce(0) { $0 + Value.number($1.score).worth }
        guard let total = totals.first(where: { $0.span.block == claim.span.block }),
            total.span.cell == claim.span.cell,
            !figures.readings(measure, claim.figure.fiscalYear, claim.figure.scenario).contains(where: {
                abs($0.value.worth - sum) * 2 <= $0.value.quantum
            })
        else { return nil }
        return Finding(
            rule: .scoreMismatch, measure: measure, fiscalYear: claim.figure.fiscalYear, severity: .warning,
            message: .init(
                zh: "各项得分合计\(score(sum, like: total))，报告写\(total.value)，请核对",
                en:
                    "the scores add up to \(score(sum, like: total)), the report says \(total.value.english); check them"
            ),
            quote: claim.quote + " ‖ " + total.quote)
    }

    private static func ofGrade(_ claim: Claim, in figures: ReportFigures) -> Finding? {
        guard case .grade(let lowest, let below) = claim.statement, let measure = claim.measure else { return nil }
        let totals = figures.readings(measure, claim.figure.fiscalYear, claim.figure.scenario)
        func fits(_ total: Observation) -> Bool {
            let worth = total.value.worth
            return lowest.map { worth >= Value.number(Number(mantissa: Int64($0))).worth } ?? true
                && below.map { worth < Value.number(Number(mantissa: Int64($0))).worth } ?? true
        }
        guard let total = figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario).first,
            !totals.contains(where: fits)
        else { return nil }
        let band = Finding.Message(
            zh: [lowest.map { "\($0)分以上" }, below.map { "\($0)分以下" }].compactMap { $0 }.joined(separator: "、"),
            en: [lowest.map { "\($0) and above" }, below.map { "below \($0)" }].compactMap { $0 }.joined(
                separator: ", "))
        return Finding(
            rule: .scoreMismatch, measure: measure, fiscalYear: claim.figure.fiscalYear, severity: .warning,
            message: .init(
                zh: "得分\(total.value)与等级不符：这个等级一般为\(band.zh)，请核对得分或等级",
                en:
                    "the score of \(total.value.english) does not fit the grade, which mostly stands for \(band.en); check the score or the grade"
            ),
            quote: claim.quote + " ‖ " + total.quote)
    }

    private static func ofIndicators(in figures: ReportFigures) -> [Finding] {
        let year = figures.identity.fiscalYear
        let rows = figures.indicators.filter { $0.project == nil }
        let totals = figures.values("score.self_evaluation", year, .actual)
        let scores = rows.compactMap(\.score).map { Value.number($0).worth }
        let weights = rows.compactMap(\.weight).map { Value.number($0).worth }
        guard let total = totals.first, rows.count >= 3, scores.count == rows.count, weights.count == rows.count else {
            return []
        }
        let execution = figures.values("score.budget_execution", year, .actual).first { execution in
            !rows.contains { row in row.score.map { execution.value.isWorth(.number($0)) } == true && isExecution(row) }
        }
        let sum = scores.reduce(0, +) + (execution?.value.worth ?? 0)
        let weight = weights.reduce(0, +) + (execution == nil ? 0 : executionWeight)
        guard weight >= wholeWeight else { return [] }  // a table that shows a part of the indicators proves nothing
        let isSummed = totals.contains { abs($0.value.worth - sum) * 2 <= $0.value.quantum }
        guard weight > wholeWeight || !isSummed else { return [] }
        let isTooMuch = weight > wholeWeight
        let full = Number(billionths: weight, scale: 0)
        let scored = score(sum, like: total)
        let message = Finding.Message(
            zh: (isTooMuch ? "各项分值合计\(full)分，超过100分；得分合计" : "各项得分合计") + "\(scored)，报告写\(total.value)，请核对",
            en: (isTooMuch ? "the weights add up to \(full), more than 100; " : "")
                + "the scores add up to \(scored), the report says \(total.value.english); check them")
        return [
            Finding(
                rule: .scoreMismatch, measure: total.measure, fiscalYear: year, severity: .warning,
                message: message, quote: Quote.joining(totals + (execution.map { [$0] } ?? [])))
        ]
    }

    private static func isExecution(_ row: PerformanceIndicator) -> Bool {
        row.level3.contains("执行率") || row.level2.contains("预算执行")
    }

    private static func score(_ worth: Int128, like total: Observation) -> Number {
        if case .number(let number) = total.value { return Number(billionths: worth, scale: max(2, number.scale)) }
        return Number(billionths: worth, scale: 2)
    }
}
