import FiscalModel

/// `unit_suspect`: 元 and 万元 mixed up.
///
/// Holds: 采购 5.19万元 = 货物 5.19万元.  Breaks: 采购 5.19万元, of it 货物 5.19元; 公用经费148,620.35万元 where 基本支出 is
/// 1,046,976.55元; the same figure once as 36.5万元 and once as 36.5元; 机关运行经费1,141,200.00万元 of a unit that spent
/// 5,859.34万元; 采购 5.19万元 of which only 货物 5.19元 are named.
enum UnitSuspect {
    static func findings(
        _ checks: [IdentityCheck], in figures: ReportFigures, parent: (MeasureCode) -> MeasureCode?
    ) -> [Finding] {
        var findings: [Finding] = []
        var reported: Set<FigureKey> = []
        for check in checks {
            guard case .balancesInOtherUnit(let suspect, let terms) = check.outcome,
                reported.insert(FigureKey(suspect)).inserted
            else { continue }
            findings.append(finding(suspect, beside: terms))
        }
        for (key, values) in figures.sorted where values.count == 2 && !reported.contains(key) {
            guard case .money(let a) = values[0].value, case .money(let b) = values[1].value,
                a.fen != 0, b.fen != 0, a.fen == b.fen * 10_000 || b.fen == a.fen * 10_000
            else { continue }
            reported.insert(key)
            findings.append(finding(values[1], beside: values))
        }
        var totals: [Totals] = []
        let largest = figures.observations.lazy.map(\.value.worth).max() ?? 0
        for (key, values) in figures.sorted where values.count == 1 && key.project == nil {
            let value = values[0].value
            guard case .money(let amount) = value, amount.fen != 0, !reported.contains(key) else { continue }
            var beside: Observation?
            // Most parts are too large for any whole of the report: its measure need not be looked up.
            if value.worth * 10_000 <= largest {
                beside = wholeInOtherUnit(values[0], in: figures, parent: parent)
            }
            if beside == nil, tenThousandYuan.contains(value.quantum) {
                let known = totals.firstIndex { $0.fiscalYear == key.fiscalYear }
                if known == nil { totals.append(Totals(key.fiscalYear, in: figures)) }
                beside = totals[known ?? totals.count - 1].exceeded(by: value.worth, of: key.measure)
            }
            guard let beside else { continue }
            findings.append(finding(values[0], beside: [beside, values[0]]))
        }
        return findings
    }

    /// The whole, where the part is the same figure printed in the smaller unit.
    private static func wholeInOtherUnit(
        _ part: Observation, in figures: ReportFigures, parent: (MeasureCode) -> MeasureCode?
    ) -> Observation? {
        guard let measure = parent(part.measure) else { return nil }
        let worth = part.value.worth * 10_000
        return figures.values(measure, part.fiscalYear, part.scenario).first { isMoney($0) && $0.value.worth == worth }
    }

    /// Total spending and revenue of a year, whatever the stage.
    private struct Totals {
        let fiscalYear: Int
        private let readings: [Observation]
        private let largest: Int128

        init(_ fiscalYear: Int, in figures: ReportFigures) {
            self.fiscalYear = fiscalYear
            readings = (["expenditure.total", "revenue.total"] as [MeasureCode]).flatMap { measure in
                Scenario.allCases.flatMap { figures.readings(measure, fiscalYear, $0) }
            }
            largest = readings.lazy.map(\.value.worth).max() ?? 0
        }

        /// The unit's total, where a cost printed in 万元 is a hundred times that and more, and would fit into it in 元.
        func exceeded(by worth: Int128, of measure: MeasureCode) -> Observation? {
            guard largest > 0, worth >= largest * 100, worth / 10_000 <= largest, UnitSuspect.isCost(measure) else {
                return nil
            }
            return readings.first { $0.confidence >= .trusted }
        }
    }

    /// Worths of a last digit in fen that amounts in 万元 with none to four decimals have.
    private static let tenThousandYuan: ClosedRange<Int128> = 100...1_000_000

    private static func isCost(_ measure: MeasureCode) -> Bool {
        ["expenditure.", "three_public.", "procurement."].contains(where: measure.rawValue.hasPrefix)
            && measure != "expenditure.total"
            || ["agency_operating_cost", "meeting_cost", "training_cost"].contains(measure)
    }

    private static func isMoney(_ observation: Observation) -> Bool {
        if case .money = observation.value { true } else { false }
    }

    /// Keys whose value is suspected; other rules leave them alone.
    static func suspects(_ checks: [IdentityCheck]) -> Set<FigureKey> {
        Set(
            checks.compactMap { check in
                if case .balancesInOtherUnit(let suspect, _) = check.outcome { FigureKey(suspect) } else { nil }
            })
    }

    /// Of a figure beside those of other reports; the finding stands with a report of a year.
    static func finding(_ suspect: Observation, beside others: [Observation], of fiscalYear: Int) -> Finding {
        let beside = Finding.Message(
            zh: others.map { "\($0.fiscalYear)年\($0.value)" }.joined(separator: "、"),
            en: others.map { "\($0.value.english) in \($0.fiscalYear)" }.joined(separator: ", "))
        return Finding(
            rule: .unitSuspect, measure: suspect.measure, fiscalYear: fiscalYear, severity: .warning,
            message: .init(
                zh: "\(suspect.fiscalYear)年\(suspect.value)与其他报告（\(beside.zh)）相差约一万倍，疑似“元”“万元”单位写错，请核对单位",
                en:
                    "\(suspect.value.english) in \(suspect.fiscalYear) is about 10,000 times off other reports (\(beside.en)): yuan and wan yuan may be mixed up; check the unit of money"
            ),
            quote: ([suspect] + others).map(\.quote).joined(separator: " ‖ "))
    }

    static func finding(_ suspect: Observation, beside terms: [Observation]) -> Finding {
        Finding(
            rule: .unitSuspect, measure: suspect.measure, fiscalYear: suspect.fiscalYear, severity: .warning,
            message: .init(
                zh: "\(suspect.value)与相关数据相差一万倍，疑似“元”“万元”单位写错，请核对单位",
                en:
                    "\(suspect.value.english) is 10,000 times off the figures that go with it: yuan and wan yuan may be mixed up; check the unit of money"
            ),
            quote: Quote.joining(terms))
    }
}
