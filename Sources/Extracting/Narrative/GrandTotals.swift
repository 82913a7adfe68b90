import FiscalModel
import ReferenceData

/// Puts a grand total with carry-overs behind the year's own total.
///
/// “收、支总计621.00万元” and “本年收入合计612.40万元” are both called the year's revenue, and the year's own total is the
/// unit's `revenue.total`.  Where a report states both, the larger is kept with less confidence; where it states only
/// the 总计, that is the total.
enum GrandTotals {
    static func weigh(_ observations: inout [Observation]) {
        for measure in ["revenue.total", "expenditure.total"] as [MeasureCode] {
            let indices = observations.indices.filter {
                observations[$0].measure == measure && observations[$0].project == nil
            }
            for index in indices where !isOwnTotal(observations[index]) {
                let observation = observations[index]
                let isBesideSmaller = indices.contains { other in
                    let own = observations[other]
                    return own.fiscalYear == observation.fiscalYear && own.scenario == observation.scenario
                        && isOwnTotal(own) && own.value.worth < observation.value.worth
                        && !own.value.isRounding(of: observation.value) && !observation.value.isRounding(of: own.value)
                }
                if isBesideSmaller {
                    observations[index].confidence = min(observation.confidence, .likely)
                    observations[index].rule += ".grand_total"
                }
            }
        }
    }

    /// The words name the year's own total: 本年收入合计, 支出合计; not 收入总计, 总收入, 收、支总计.
    private static func isOwnTotal(_ observation: Observation) -> Bool {
        let words = String(decoding: FoldedText(observation.quote).bytes, as: UTF8.self)
        if words.contains("本年收入") || words.contains("本年支出") { return true }
        return words.contains("收入合计") || words.contains("支出合计")
    }
}
