import GRDB

/// Writes rows several at a time: SQLite opens its tables, and builds the lists of checks (`level IN (…)`), once a
/// statement.
///
/// ```swift
/// try RowBatches(db, "INSERT INTO dim_year (fiscal_year)", row: "(?)", columns: 1, conflict: "DO NOTHING")
///     .write([2022, 2023]) { $0.bind($1, $2) }
/// ```
struct RowBatches {
    /// Rows of a statement, the most first: larger ones gain nothing more.
    private static let sizes = [32, 8, 1]

    private let statements: [BoundStatement]
    private let columns: Int32

    /// - Parameters:
    ///   - row: what stands for one row behind VALUES; by default as many marks as there are columns.
    ///   - columns: marks of a row.
    ///   - conflict: what follows ON CONFLICT; nil where a conflict is an error.
    init(_ db: Database, _ head: String, row: String? = nil, columns: Int, conflict: String? = nil) throws {
        let row = row ?? "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        let tail = conflict.map { " ON CONFLICT " + $0 } ?? ""
        statements = try Self.sizes.map { size in
            let rows = Array(repeating: row, count: size).joined(separator: ", ")
            return try BoundStatement(db, head + " VALUES " + rows + tail)
        }
        self.columns = Int32(columns)
    }

    /// - Parameter bind: binds all columns of a row from an index on.
    func write<Row>(_ rows: [Row], _ bind: (BoundStatement, Int32, Row) -> Void) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            let place = Self.sizes.firstIndex { $0 <= rest.count } ?? Self.sizes.count - 1
            let (batch, statement) = (rest.prefix(Self.sizes[place]), statements[place])
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
