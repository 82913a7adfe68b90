import FiscalModel

/// `value_conflict`, `table_text_mismatch`, `nil_contradiction`: one figure with two different values in one report.
///
/// Holds: 153.47万元 beside 1,534,672.10元 (its rounding).  Breaks: 会员总数2858 beside 2810; a table's 42.3022 beside the
/// narrative's 42.0322; “未发生公务接待费” beside 公务接待费0.84万元.  Digits cut off instead of rounded (328,661万元 of
/// 3,286,618,082.20元) are said as `info`.
///
/// More than three values, and economic rows that only the narrative names, are no contradiction of the report: the first
/// is a table misread, the second states several scopes (基本支出, 机关运行经费) in the same words.
enum ValueConflict {
    private static let mostValues = 3

    static func findings(
        in figures: ReportFigures, _ surroundings: Surroundings, except suspects: Set<FigureKey>
    ) -> [Finding] {
        figures.sorted.compactMap { key, values in
            guard (2...mostValues).contains(values.count), !suspects.contains(key), !isScaled(values),
                !isOfSeveralScopes(key, values, in: figures, surroundings), !isOfTwoScopes(key, values, in: figures)
            else { return nil }
            let stated = values.sorted { $0.span < $1.span }.values
            let rule = rule(for: values)
            let message: Finding.Message =
                switch rule {
                case .nilContradiction:
                    .init(
                        zh: "一处写明没有，另一处写有数额（\(stated.zh)），请核对",
                        en: "said to be nothing in one place, an amount in another (\(stated.en)); check both")
                case .tableTextMismatch:
                    .init(
                        zh: "表格与文字不一致（\(stated.zh)），请核对",
                        en: "table and text give different values (\(stated.en)); check both")
                default:
                    .init(
                        zh: "同一数据前后不一致（\(stated.zh)），请核对",
                        en: "one figure is given different values (\(stated.en)); check them")
                }
            return Finding(
                rule: rule, measure: key.measure, fiscalYear: key.fiscalYear,
                severity: isWithinLastDigit(values) ? .info : .error, message: message,
                quote: Quote.joining(values))
        }
    }

    /// True where one value is the other with its last digits cut off.
    private static func isWithinLastDigit(_ values: [Observation]) -> Bool {
        guard values.count == 2, values.allSatisfy({ $0.value.worth != 0 }),
            values[0].value.quantum != values[1].value.quantum
        else { return false }
        return abs(values[0].value.worth - values[1].value.worth)
            < max(values[0].value.quantum, values[1].value.quantum)
    }

    private static func rule(for values: [Observation]) -> Finding.Rule {
        let nothing = values.filter { $0.value.worth == 0 }
        if nothing.contains(where: { $0.rule == "narrative.nothing" }), values.count == nothing.count + 1 {
            return .nilContradiction
        }
        let sources = Set(values.map { $0.source == .narrative })
        return sources.count == 2 ? .tableTextMismatch : .valueConflict
    }

    private static func isOfTwoScopes(_ key: FigureKey, _ values: [Observation], in figures: ReportFigures) -> Bool {
        guard values.count == 2, key.project == nil else { return false }
        return figures.isOfTwoScopes(
            key.measure, key.fiscalYear, apart: values[0].value.worth - values[1].value.worth,
            within: values[0].value.quantum + values[1].value.quantum)
    }

    private static func isOfSeveralScopes(
        _ key: FigureKey, _ values: [Observation], in figures: ReportFigures, _ surroundings: Surroundings
    ) -> Bool {
        let measure = key.measure.rawValue
        if measure.hasPrefix("expenditure.economic.") { return values.allSatisfy { $0.source == .narrative } }
        // What is run on public money (公务用车保有量) beside what the unit has (车辆).
        if measure == "vehicles.count" {
            let areOfSome = values.map { value in
                surroundings.words[.runOnPublicMoney].contains { value.quote.contains($0) }
            }
            return Set(areOfSome).count == 2
        }
        guard measure.hasPrefix("expenditure.") || measure.hasPrefix("revenue.") else { return false }
        // A figure of appropriations beside one of all funds; a conflict only where two values are of the same.
        return ![true, false].contains { isOfSomeFunds in
            values.count { value in
                figures.observations.contains {
                    FigureKey($0) == key && $0.value.isWorth(value.value)
                        && surroundings.isOfSomeFunds($0) == isOfSomeFunds
                }
            } > 1
        }
    }

    /// Two values that differ by 10,000 times are a unit slip, which `UnitSuspect` reports.
    private static func isScaled(_ values: [Observation]) -> Bool {
        guard values.count == 2, case .money(let a) = values[0].value, case .money(let b) = values[1].value else {
            return false
        }
        return a.fen != 0 && b.fen != 0 && (a.fen == b.fen * 10_000 || b.fen == a.fen * 10_000)
    }
}
