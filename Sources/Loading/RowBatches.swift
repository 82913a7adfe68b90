import GRDB

/// Writes rows several at a time: SQLite opens its tables, and builds the lists of checks (`level IN (…)`), once a
/// statement.
///
/// ```swift
/// try RowBatches(db, "INSERT INTO dim_year (fiscal_year)", row: "(?)", columns: 1, conflict: "DO NOTHING")
///     .write([2022, 2023]) { $0.bind($1, $2) }
/// ```
struct RowBatches {
    /// Larger ones gain nothing more.
    private static let size = 8

    private let one: BoundStatement
    private let many: BoundStatement
    private let columns: Int32

    /// - Parameters:
    ///   - row: what stands for one row behind VALUES; by default as many marks as there are columns.
    ///   - columns: marks of a row.
    ///   - conflict: what follows ON CONFLICT; nil where a conflict is an error.
    init(_ db: Database, _ head: String, row: String? = nil, columns: Int, conflict: String? = nil) throws {
        let row = row ?? "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        let tail = conflict.map { " ON CONFLICT " + $0 } ?? ""
        one = try BoundStatement(db, head + " VALUES " + row + tail)
        let rows = Array(repeating: row, count: Self.size).joined(separator: ", ")
        many = try BoundStatement(db, head + " VALUES " + rows + tail)
        self.columns = Int32(columns)
    }

    /// - Parameter bind: binds all columns of a row from an index on.
    func write<Row>(_ rows: [Row], _ bind: (BoundStatement, Int32, Row) -> Void) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            let batch = rest.prefix(rest.count < Self.size ? 1 : Self.size)
            let statement = batch.count == 1 ? one : many
            var first: Int32 = 1
            for row in batch {
                bind(statement, first, row)
                first += columns
            }
            try statement.run()
            rest = rest.dropFirst(batch.count)
        }
    }
}
