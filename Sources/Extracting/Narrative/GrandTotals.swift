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
            let stated = observations.indices.filter {
                observations[$0].measure == measure && observations[$0].project == nil
            }
            var own: [Int] = []
            var other: [Int] = []
            for index in stated {
                if isOwnTotal(observations[index]) { own.append(index) } else { other.append(index) }
            }
            for index in other {
                let observation = observations[index]
                let isBesideSmaller = own.contains { index in
                    let own = observations[index]
                    return own.fiscalYear == observation.fiscalYear && own.scenario == observation.scenario
                        && own.value.worth < observation.value.worth
                        && !own.value.isRounding(of: observation.value) && !observation.value.isRounding(of: own.value)
                }
                if isBesideSmaller {
                    observations[index].confidence = min(observation.confidence, .likely)
                    observations[index].rule += ".grand_total"
                }
            }
        }
    }

    private static let ownTotals = ["本年收入", "本年支出", "收入合计", "支出合计"].map { Array($0.utf8) }

    /// The words name the year's own total: 本年收入合计, 支出合计; not 收入总计, 总收入, 收、支总计.
    private static func isOwnTotal(_ observation: Observation) -> Bool {
        let words = FoldedText(observation.quote).bytes
        return ownTotals.contains { words.contains($0[...]) }
    }
}
