import FiscalModel

/// What spending a head of staff can be in a year, at the very least and most: a row of `Seeds/per_head_limits.csv`.
///
/// The limits are so wide that only a wrong unit of money, which is off by ten thousand, goes beyond them.
public struct PerHeadLimit: Hashable, Sendable {
    public var measure: MeasureCode
    /// A measure that counts persons.
    public var heads: MeasureCode
    public var lowestYuan: Int
    public var highestYuan: Int
}

extension PerHeadLimit {
    static func load(from reader: inout SeedReader, measures: MeasureCatalog) -> [PerHeadLimit] {
        let file = "per_head_limits"
        var limits: [PerHeadLimit] = []
        for row in reader.rows(of: file, columns: ["measure", "heads", "lowest_yuan", "highest_yuan"]) {
            for (column, isMoney) in [("measure", true), ("heads", false)] {
                if let measure = measures[.init(row[column])] {
                    if (measure.unit == .yuan) == isMoney { continue }
                    reader.report(.badValue(column: column, value: row[column]), in: file, line: row.line)
                } else {
                    reader.report(
                        .unknownReference(column: column, value: row[column], file: "measures.csv"), in: file,
                        line: row.line)
                }
            }
            guard let lowest = reader.number(row, "lowest_yuan", in: file),
                let highest = reader.number(row, "highest_yuan", in: file)
            else { continue }
            if lowest < 0 {
                reader.report(.badValue(column: "lowest_yuan", value: row["lowest_yuan"]), in: file, line: row.line)
            }
            // NB: in fen they have to fit into 64 bits.
            if highest <= lowest || highest > 1_000_000_000_000 {
                reader.report(.badValue(column: "highest_yuan", value: row["highest_yuan"]), in: file, line: row.line)
            }
            limits.append(
                PerHeadLimit(
                    measure: .init(row["measure"]), heads: .init(row["heads"]), lowestYuan: lowest,
                    highestYuan: highest))
        }
        return limits
    }
}
