import FiscalModel

/// The sums that hold between measures of one unit, year and scenario: rows of `Seeds/identities.csv`.
///
/// ```swift
/// reference.identities.all.first { $0.name == "three_public_parts" }
/// // three_public.total = overseas + vehicle + reception
/// ```
public struct Identities: Sendable {
    /// A whole and the parts it is the weighted sum of.
    public struct Identity: Hashable, Sendable {
        public struct Part: Hashable, Sendable {
            public var measure: MeasureCode
            /// 1, or -1 for a part that is taken off.
            public var weight: Int
            /// True where the sum cannot be checked unless the part is stated; others may count as 0 when unstated.
            public var isRequired: Bool
        }

        public var name: String
        public var labelZH: String
        public var whole: MeasureCode
        public var parts: [Part]
    }

    /// In the file's order.
    public let all: [Identity]
}

extension Identities {
    static func load(from reader: inout SeedReader, measures: MeasureCatalog) -> Identities {
        let file = "identities"
        var identities: [Identity] = []
        for row in reader.rows(
            of: file, columns: ["name", "label_zh", "whole", "part", "weight", "is_required"],
            notEmpty: ["name", "label_zh"])
        {
            for column in ["whole", "part"] where measures[.init(row[column])] == nil {
                reader.report(
                    .unknownReference(column: column, value: row[column], file: "measures.csv"), in: file,
                    line: row.line)
            }
            guard let weight = reader.number(row, "weight", in: file) else { continue }
            if weight.magnitude != 1 {
                reader.report(.badValue(column: "weight", value: row["weight"]), in: file, line: row.line)
            }
            if row["is_required"] != "0", row["is_required"] != "1" {
                reader.report(.badValue(column: "is_required", value: row["is_required"]), in: file, line: row.line)
            }
            let part = Identity.Part(
                measure: .init(row["part"]), weight: weight, isRequired: row["is_required"] == "1")
            if let index = identities.firstIndex(where: { $0.name == row["name"] }) {
                if identities[index].whole != .init(row["whole"]) {
                    reader.report(.badValue(column: "whole", value: row["whole"]), in: file, line: row.line)
                }
                if identities[index].parts.contains(where: { $0.measure == part.measure }) {
                    reader.report(.duplicate(row["name"] + " " + row["part"]), in: file, line: row.line)
                }
                identities[index].parts.append(part)
            } else {
                identities.append(
                    Identity(
                        name: row["name"], labelZH: row["label_zh"], whole: .init(row["whole"]), parts: [part]))
            }
        }
        return Identities(all: identities)
    }
}
