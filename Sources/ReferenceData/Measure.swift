import FiscalModel

/// What a figure can be about: a row of `Seeds/measures.csv`, or a function or economic class of 政府收支分类科目.
public struct Measure: Hashable, Sendable {
    /// The unit that values of the measure are in.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Money; held as fen, shown in yuan.
        case yuan
        case person
        case count
        /// 86.17 is 86.17 %.
        case percent
        /// Points of a score.
        case score
    }

    public var code: MeasureCode
    public var labelZH: String
    public var labelEN: String
    public var unit: Unit
    /// revenue, nature, function, economic, three_public, procurement, balance, statistic.
    public var scheme: String
    public var parent: MeasureCode?
    public var definition: String
    /// True where the contract's gold labels hold the measure.
    public var isScored: Bool

    public var isMoney: Bool { unit == .yuan }
}

/// The measures of `Seeds/measures.csv`, in the file's order.
///
/// ```swift
/// reference.measures["three_public.reception"]?.labelZH   // "公务接待费"
/// reference.measures.children(of: "three_public.vehicle")  // vehicle_purchase, vehicle_operation
/// ```
///
/// Function and economic classes are no rows of it; `ReferenceData.measure(_:)` knows those too.
public struct MeasureCatalog: Sendable {
    public let all: [Measure]
    private let indices: [MeasureCode: Int]

    init(_ all: [Measure]) {
        self.all = all
        indices = Dictionary(all.enumerated().map { ($0.element.code, $0.offset) }) { first, _ in first }
    }

    public subscript(code: MeasureCode) -> Measure? { indices[code].map { all[$0] } }

    func unit(of code: MeasureCode) -> Measure.Unit? { indices[code].map { all[$0].unit } }

    /// The measure that it is a part of.
    public func parent(of code: MeasureCode) -> MeasureCode? { indices[code].flatMap { all[$0].parent } }

    /// The measures whose parent it is, in the file's order.
    public func children(of code: MeasureCode) -> [Measure] { all.filter { $0.parent == code } }
}

extension MeasureCatalog {
    /// No measure is a part of itself, directly or through others: who follows the parents comes to an end.
    private static func checkParents(of rows: [SeedReader.Row], reader: inout SeedReader, file: String) {
        let parents = Dictionary(rows.map { ($0["code"], $0["parent"]) }) { first, _ in first }
        for row in rows {
            var above = row["parent"]
            var steps = 0
            while !above.isEmpty, above != row["code"], steps < rows.count {
                above = parents[above] ?? ""
                steps += 1
            }
            if above == row["code"] {
                reader.report(.badValue(column: "parent", value: row["parent"]), in: file, line: row.line)
            }
        }
    }

    static func load(from reader: inout SeedReader) -> MeasureCatalog {
        let file = "measures"
        let rows = reader.rows(
            of: file,
            columns: ["code", "label_zh", "label_en", "unit", "scheme", "parent", "definition", "scored"],
            notEmpty: ["code", "label_zh", "label_en", "scheme"])
        let codes = Set(rows.map { $0["code"] })
        var seen: Set<String> = []
        var measures: [Measure] = []
        for row in rows {
            let code = row["code"]
            if !seen.insert(code).inserted { reader.report(.duplicate(code), in: file, line: row.line) }
            if !row["parent"].isEmpty, !codes.contains(row["parent"]) {
                reader.report(
                    .unknownReference(column: "parent", value: row["parent"], file: "measures.csv"), in: file,
                    line: row.line)
            }
            guard let unit = Measure.Unit(rawValue: row["unit"]) else {
                reader.report(.badValue(column: "unit", value: row["unit"]), in: file, line: row.line)
                continue
            }
            if row["scored"] != "0", row["scored"] != "1" {
                reader.report(.badValue(column: "scored", value: row["scored"]), in: file, line: row.line)
            }
            measures.append(
                Measure(
                    code: .init(code), labelZH: row["label_zh"], labelEN: row["label_en"], unit: unit,
                    scheme: row["scheme"], parent: row["parent"].isEmpty ? nil : .init(row["parent"]),
                    definition: row["definition"], isScored: row["scored"] == "1"))
        }
        checkParents(of: rows, reader: &reader, file: file)
        return MeasureCatalog(measures)
    }
}
