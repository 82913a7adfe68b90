import FiscalModel
import ReferenceData

/// `unit_suspect` of a report by its own heads: spending that no unit has for each of its staff, 元 and 万元 mixed up in every
/// figure of a report that has nothing else to compare.
///
/// Holds: 支出合计 152.36万元 with 8 in post.  Breaks: 152.36元, or 1523600.00万元, with 8 in post (`Seeds/per_head_limits.csv`).
///
/// Both figures have to be stated with one value only; a year has one such finding, and none beside another slip.
enum UnitSlipPerHead {
    typealias Values = (FigureKey) -> [Observation]

    static func findings(in figures: ReportFigures, _ limits: [PerHeadLimit], beside slips: [Finding]) -> [Finding] {
        let known = Set(slips.map(\.fiscalYear))
        return Set(figures.keys(of: "staff.in_post").map(\.fiscalYear)).union(
            limits.flatMap { figures.keys(of: $0.heads).map(\.fiscalYear) }
        ).sorted().filter { !known.contains($0) }.compactMap { fiscalYear in
            suspect(of: fiscalYear, limits, figures.values).map { finding($0.money, $0.heads) }
        }
    }

    /// The first amount of a year, in the order of the limits, that is beyond its limits for a head.
    static func suspect(
        of fiscalYear: Int, _ limits: [PerHeadLimit], _ values: Values
    ) -> (money: Observation, heads: Observation)? {
        for limit in limits {
            let heads = values(FigureKey(measure: limit.heads, fiscalYear: fiscalYear, scenario: .actual))
            guard heads.count == 1, heads[0].value.worth > 0 else { continue }
            for scenario in Scenario.allCases.reversed() {
                let amounts = values(FigureKey(measure: limit.measure, fiscalYear: fiscalYear, scenario: scenario))
                guard amounts.count == 1, case .money(let amount) = amounts[0].value, amount.fen > 0 else { continue }
                // Heads are worth 10⁹ each, money is worth its fen.
                let fen = Int128(amount.fen) * 1_000_000_000
                let (lowest, highest) = (Int128(limit.lowestYuan) * 100, Int128(limit.highestYuan) * 100)
                if fen < lowest * heads[0].value.worth || fen > highest * heads[0].value.worth {
                    return (amounts[0], heads[0])
                }
            }
        }
        return nil
    }

    private static func finding(_ money: Observation, _ heads: Observation) -> Finding {
        Finding(
            rule: .unitSuspect, measure: money.measure, fiscalYear: money.fiscalYear, severity: .warning,
            message: .init(
                zh: "\(money.value)按\(heads.value)人计，人均数不合常理，疑似“元”“万元”单位写错，请核对单位",
                en:
                    "\(money.value.english) for \(heads.value.english) persons is no amount a head that any unit has: yuan and wan yuan may be mixed up; check the unit of money"
            ),
            quote: Quote.joining([money, heads]))
    }
}
