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
    static func load(from reader: inout SeedReader) -> [NarrativeTerm] {
        reader.rows(of: "narrative_terms", columns: ["term", "role", "value"], notEmpty: ["term", "role"]).map {
            NarrativeTerm(term: $0["term"], role: $0["role"], value: $0["value"])
        }
    }
}
