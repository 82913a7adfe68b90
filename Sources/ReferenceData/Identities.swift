import FiscalModel

/// The sums that hold between the figures of one unit, year and scenario: rows of `Seeds/identities.csv`.
///
/// ```swift
/// reference.identities.all.first { $0.name == "three_public_parts" }
/// // three_public.total = overseas + vehicle + reception
/// ```
public struct Identities: Sendable {
    /// What the parts of a whole are.
    public enum Terms: Hashable, Sendable {
        /// The measures that the rows name, one each.
        case measures
        /// The codes of a classification that stand below the whole's code: 210 = 21011 + 21015.
        case codesBelow(Classification)
        /// The highest codes of a classification in the list of the whole: 支出合计 = 201 + 208 + 210.
        case topCodes(Classification)
        /// The amounts of the whole's measure that projects have.
        case projects
    }

    /// A whole and the parts it is the weighted sum of.
    public struct Identity: Hashable, Sendable {
        public struct Part: Hashable, Sendable {
            /// `expenditure.function.*` for the codes of a classification.
            public var measure: MeasureCode
            /// 1, or -1 for a part that is taken off.
            public var weight: Int
            /// True where the sum cannot be checked unless the part is stated; others may count as 0 when unstated.
            public var isRequired: Bool
        }

        public var name: String
        public var labelZH: String
        /// `expenditure.function.*` for every code of a classification.
        public var whole: MeasureCode
        /// One where the terms are no measures.
        public var parts: [Part]
        public var terms: Terms
    }

    /// In the file's order.
    public let all: [Identity]
    /// Those whose parts are measures.
    public let betweenMeasures: [Identity]
    /// Those whose parts stand in the rows of a table.
    public let withinTables: [Identity]
    private let placesOfWhole: [MeasureCode: Int]

    init(all: [Identity]) {
        self.all = all
        betweenMeasures = all.filter { $0.terms == .measures }
        withinTables = all.filter { $0.terms != .measures }
        placesOfWhole = Dictionary(betweenMeasures.enumerated().map { ($1.whole, $0) }) { first, _ in first }
    }

    /// The first that gives the parts of a measure as measures.
    public func parts(of whole: MeasureCode) -> [Identity.Part]? {
        placesOfWhole[whole].map { betweenMeasures[$0].parts }
    }
}

extension Identities {
    private static let file = "identities"

    static func load(from reader: inout SeedReader, measures: MeasureCatalog) -> Identities {
        var identities: [Identity] = []
        for row in reader.rows(
            of: file, columns: ["name", "label_zh", "whole", "part", "weight", "is_required", "terms"],
            notEmpty: ["name", "label_zh"])
        {
            guard let terms = terms(of: row, from: &reader) else { continue }
            checkMeasures(of: row, terms, measures, from: &reader)
            guard let weight = reader.number(row, "weight", in: file) else { continue }
            if weight.magnitude != 1 || weight == -1 && terms != .measures {
                reader.report(.badValue(column: "weight", value: row["weight"]), in: file, line: row.line)
            }
            if row["is_required"] != "1", row["is_required"] != "0" || terms != .measures {
                reader.report(.badValue(column: "is_required", value: row["is_required"]), in: file, line: row.line)
            }
            let part = Identity.Part(
                measure: .init(row["part"]), weight: weight, isRequired: row["is_required"] == "1")
            if let index = identities.firstIndex(where: { $0.name == row["name"] }) {
                if identities[index].whole != .init(row["whole"]) {
                    reader.report(.badValue(column: "whole", value: row["whole"]), in: file, line: row.line)
                }
                if terms != .measures || identities[index].terms != terms
                    || identities[index].parts.contains(where: { $0.measure == part.measure })
                {
                    reader.report(.duplicate(row["name"] + " " + row["part"]), in: file, line: row.line)
                }
                identities[index].parts.append(part)
            } else {
                identities.append(
                    Identity(
                        name: row["name"], labelZH: row["label_zh"], whole: .init(row["whole"]), parts: [part],
                        terms: terms))
            }
        }
        return Identities(all: identities)
    }

    /// nil, with a fault, for words that name no terms, or codes of no classification.
    private static func terms(of row: SeedReader.Row, from reader: inout SeedReader) -> Terms? {
        let part = MeasureCode(row["part"])
        let classification = Classification.allCases.first { $0.measure("*") == part }
        switch row["terms"] {
        case "": return .measures
        case "projects": return .projects
        case "codes_below", "top_codes":
            guard let classification else {
                reader.report(.badValue(column: "part", value: row["part"]), in: file, line: row.line)
                return nil
            }
            return row["terms"] == "top_codes" ? .topCodes(classification) : .codesBelow(classification)
        default:
            reader.report(.badValue(column: "terms", value: row["terms"]), in: file, line: row.line)
            return nil
        }
    }

    private static func checkMeasures(
        of row: SeedReader.Row, _ terms: Terms, _ measures: MeasureCatalog, from reader: inout SeedReader
    ) {
        func check(_ column: String) {
            guard measures[.init(row[column])] == nil else { return }
            reader.report(
                .unknownReference(column: column, value: row[column], file: "measures.csv"), in: file, line: row.line)
        }
        switch terms {
        case .measures:
            check("whole")
            check("part")
        case .topCodes: check("whole")
        case .codesBelow:
            if row["whole"] != row["part"] {
                reader.report(.badValue(column: "whole", value: row["whole"]), in: file, line: row.line)
            }
        case .projects:
            check("whole")
            if row["whole"] != row["part"] {
                reader.report(.badValue(column: "part", value: row["part"]), in: file, line: row.line)
            }
        }
    }
}
