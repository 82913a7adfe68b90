import FiscalModel

/// `score_mismatch`: indicator weights or scores of the unit's own table that do not add up to the stated total.
///
/// Holds: weights of 90 beside 预算执行率 with its 10, scores 87 + 9.77 = 96.77.  Breaks: weights of 100 and 预算执行率
/// besides, with 92 stated as the total of both.
enum ScoreMismatch {
    /// What the weights of a whole table add up to, and what 预算执行率 has of them where it stands outside the rows.
    private static let wholeWeight = Value.number(Number(mantissa: 100)).worth
    private static let executionWeight = Value.number(Number(mantissa: 10)).worth

    static func findings(in figures: ReportFigures) -> [Finding] {
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
        let message =
            weight > wholeWeight
            ? "各项分值合计\(Number(billionths: weight, scale: 0))分，超过100分；得分合计\(score(sum, like: total))，报告写\(total.value)"
            : "各项得分合计\(score(sum, like: total))，报告写\(total.value)"
        return [
            Finding(
                rule: .scoreMismatch, measure: total.measure, fiscalYear: year, severity: .warning,
                message: message + "，请核对", quote: Quote.joining(totals + (execution.map { [$0] } ?? [])))
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
