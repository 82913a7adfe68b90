import FiscalModel

/// The kinds of report with their labels, and the words that tell them.
public struct DocumentKinds: Sendable {
    public struct Label: Hashable, Sendable {
        public var kind: ReportKind
        public var labelZH: String
        public var labelEN: String
    }

    /// A word that speaks for a kind, more or less loudly.
    public struct Term: Hashable, Sendable {
        public var text: String
        public var folded: [UInt8]
        public var kind: ReportKind
        /// 1...100
        public var weight: Int
    }

    public let labels: [Label]
    public let terms: [Term]
}

extension DocumentKinds {
    static func load(from reader: inout SeedReader) -> DocumentKinds {
        let file = "document_kinds"
        var labels: [Label] = []
        for row in reader.rows(
            of: file, columns: ["code", "label_zh", "label_en"], notEmpty: ["code", "label_zh", "label_en"])
        {
            guard let kind = ReportKind(rawValue: row["code"]) else {
                reader.report(.badValue(column: "code", value: row["code"]), in: file, line: row.line)
                continue
            }
            labels.append(.init(kind: kind, labelZH: row["label_zh"], labelEN: row["label_en"]))
        }
        for kind in ReportKind.allCases where !labels.contains(where: { $0.kind == kind }) {
            reader.report(
                .unknownReference(column: "code", value: kind.rawValue, file: file + ".csv"), in: file, line: 0)
        }
        return DocumentKinds(labels: labels, terms: loadTerms(from: &reader))
    }

    private static func loadTerms(from reader: inout SeedReader) -> [Term] {
        let file = "document_kind_terms"
        var lines: [[UInt8]: Int] = [:]
        var terms: [Term] = []
        for row in reader.rows(of: file, columns: ["term", "kind", "weight"], notEmpty: ["term"]) {
            guard let kind = ReportKind(rawValue: row["kind"]) else {
                reader.report(
                    .unknownReference(column: "kind", value: row["kind"], file: "document_kinds.csv"), in: file,
                    line: row.line)
                continue
            }
            guard let weight = reader.number(row, "weight", in: file) else { continue }
            if !(1...100).contains(weight) {
                reader.report(.badValue(column: "weight", value: row["weight"]), in: file, line: row.line)
            }
            let folded = FoldedText(row["term"]).bytes
            if let line = lines.updateValue(row.line, forKey: folded) {
                reader.report(
                    .contradiction(term: row["term"], line: line, file: file + ".csv"), in: file, line: row.line)
                continue
            }
            terms.append(Term(text: row["term"], folded: folded, kind: kind, weight: weight))
        }
        return terms
    }
}
