import FiscalModel

/// The words of tables: what a title, a header cell or a row's label stands for, from `table_layouts.csv` and
/// `table_terms.csv`.
///
/// ```swift
/// reference.tableTerms.terms.first { $0.term == "年初预算" }   // role scenario, meaning initial_budget
/// reference.tableTerms.layouts.first?.title                    // ["目录"]
/// ```
///
/// Rooms decide what a role does; here stands only which words have it.
public struct TableTerms: Sendable {
    /// A printed word and its role; the meaning is a measure, a scenario or a year offset, as the role asks for.
    public struct Term: Hashable, Sendable {
        public var term: String
        public var role: String
        public var meaning: String
        /// The form in which the word has the role; empty for all forms.
        public var form: String
    }

    /// A form with the words of its title: all of `title` stand in it and none of `excluded`.
    public struct Layout: Hashable, Sendable {
        public var form: String
        /// Whose money the form counts: overall, appropriation, general …
        public var scope: String
        public var title: [String]
        public var excluded: [String]
    }

    public let terms: [Term]
    /// In the order of the file: the first that fits a title names the form.
    public let layouts: [Layout]
}

extension TableTerms {
    private static let measureRoles: Set<String> = ["measure", "fallback_measure", "grand_total", "fund"]

    static func load(from reader: inout SeedReader, measures: MeasureCatalog) -> TableTerms {
        let layoutFile = "table_layouts"
        var layouts: [Layout] = []
        let layoutRows = reader.rows(
            of: layoutFile, columns: ["form", "scope", "title", "excluded"], notEmpty: ["form", "scope", "title"])
        reader.checkKnown(["form", "scope"], of: layoutRows, in: layoutFile)
        for row in layoutRows {
            layouts.append(
                Layout(
                    form: row["form"], scope: row["scope"],
                    title: row["title"].split(separator: "+").map(String.init),
                    excluded: row["excluded"].split(separator: "|").map(String.init)))
        }
        let forms = Set(layouts.map(\.form))
        let file = "table_terms"
        var terms: [Term] = []
        var known: Set<Term> = []
        let rows = reader.rows(of: file, columns: ["term", "role", "meaning", "form"], notEmpty: ["term", "role"])
        reader.checkKnown(["role"], of: rows, in: file)
        for row in rows {
            let term = Term(term: row["term"], role: row["role"], meaning: row["meaning"], form: row["form"])
            if measureRoles.contains(term.role), measures[.init(term.meaning)] == nil {
                reader.report(
                    .unknownReference(column: "meaning", value: term.meaning, file: "measures.csv"), in: file,
                    line: row.line)
            }
            if !isMeaning(term.meaning, ofRole: term.role) {
                reader.report(.badValue(column: "meaning", value: term.meaning), in: file, line: row.line)
            }
            if !term.form.isEmpty, !forms.contains(term.form) {
                reader.report(
                    .unknownReference(column: "form", value: term.form, file: "table_layouts.csv"), in: file,
                    line: row.line)
            }
            if !known.insert(term).inserted { reader.report(.duplicate(term.term), in: file, line: row.line) }
            terms.append(term)
        }
        return TableTerms(terms: terms, layouts: layouts)
    }

    private static func isMeaning(_ meaning: String, ofRole role: String) -> Bool {
        switch role {
        case "scenario": Scenario(rawValue: meaning) != nil
        case "year": Int(meaning) != nil
        case "side": meaning == "revenue" || meaning == "expenditure"
        default: true
        }
    }
}
