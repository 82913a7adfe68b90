import DocumentModel
import FiscalModel

/// Reads statements as a test writes them, one a line: `three_public.total 2023 actual 0.28万元 [table] [60%]`.
///
/// Money ends in 元 or 万元, percentages in %, anything else is a plain number; the source is the narrative and the
/// confidence 95 unless said otherwise.  `nothing` at the end: the words state it, no digit is printed.
func observations(_ lines: String) -> [Observation] {
    lines.split(separator: "\n").enumerated().map { index, line in
        let words = line.split(separator: " ").map(String.init)
        let source = words.dropFirst(4).compactMap(Observation.Source.init(rawValue:)).first ?? .narrative
        let percent = words.dropFirst(4).compactMap { $0.hasSuffix("%") ? Int($0.dropLast()) : nil }.first ?? 95
        return Observation(
            measure: MeasureCode(words[0]), fiscalYear: Int(words[1])!, scenario: Scenario(rawValue: words[2])!,
            value: value(words[3]), quote: String(line),
            span: SourceSpan(block: index, utf8Range: 0..<line.utf8.count), source: source,
            rule: words.last == "nothing" ? "narrative.nothing" : "test",
            confidence: Confidence(percent: percent))
    }
}

func value(_ printed: String) -> Value {
    if printed.hasSuffix("万元") { return .money(Amount(parsing: printed.dropLast(2), in: .tenThousandYuan)!) }
    if printed.hasSuffix("元") { return .money(Amount(parsing: printed.dropLast(1), in: .yuan)!) }
    return .number(Number(parsing: printed.hasSuffix("%") ? String(printed.dropLast()) : printed)!)
}

let anyReport = ReportIdentity(
    unit: BudgetUnit(name: "某县工商业联合会", divisionCode: "431124", kindOfBody: "federation"), fiscalYear: 2023,
    kind: .performanceSelfEvaluation)
