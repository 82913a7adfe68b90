import FiscalModel

/// A word of running text and what it does in a sentence, as `Seeds/narrative_terms.csv` has it.
///
/// Tables print whole labels, which `measure_terms.csv` lists; sentences are put together from words (“2023年”,
/// “一般公共预算财政拨款”, “‘三公’经费”, “支出”, “决算”), so their list holds the pieces:
///
/// ```
/// term,role,value
/// 公务接待费,label,three_public.reception
/// 年初预算,scenario,initial_budget
/// 较,compare,
/// ```
///
/// What each role does stands with `NarrativeRole` in Extracting.
public struct NarrativeTerm: Hashable, Sendable {
    public var term: String
    public var role: String
    /// Measure codes, a scenario, a number of years: what the role asks for.
    public var value: String
}

extension NarrativeTerm {
    /// Roles whose value names measures, “a b@scenario” being two measures at a stage.
    private static let measureRoles: Set<String> = [
        "label", "bare_label", "generic", "fund", "appropriation", "three_public_part", "procurement_part",
        "members_part", "reception_part", "staff", "members", "members_bare", "chambers", "chambers_head",
        "vehicle_count", "overseas_count", "batch_word", "score", "nil_label",
    ]

    static func load(from reader: inout SeedReader, isMeasure: (MeasureCode) -> Bool) -> [NarrativeTerm] {
        let file = "narrative_terms"
        let rows = reader.rows(of: file, columns: ["term", "role", "value"], notEmpty: ["term", "role"])
        reader.checkKnown(["role"], of: rows, in: file)
        return rows.map { row in
            let term = NarrativeTerm(term: row["term"], role: row["role"], value: row["value"])
            if let problem = term.problem(isMeasure: isMeasure) { reader.report(problem, in: file, line: row.line) }
            return term
        }
    }

    private func problem(isMeasure: (MeasureCode) -> Bool) -> SeedFault.Problem? {
        switch role {
        case "year": return Int(value) == nil ? .badValue(column: "value", value: value) : nil
        case "scenario", "project_stage":
            return Scenario(rawValue: value) == nil ? .badValue(column: "value", value: value) : nil
        case _ where Self.measureRoles.contains(role):
            let parts = value.split(separator: "@", omittingEmptySubsequences: false)
            let measures = parts[0].split(separator: " ").map(String.init)
            if measures.isEmpty || parts.count > 2 || parts.count == 2 && Scenario(rawValue: String(parts[1])) == nil {
                return .badValue(column: "value", value: value)
            }
            return measures.first { !isMeasure(MeasureCode($0)) }.map {
                .unknownReference(column: "value", value: $0, file: "measures.csv")
            }
        default: return nil
        }
    }
}
