import GRDB

/// Writes rows many at a time, because a check against a list (`level IN (…)`) has SQLite build the list anew for every
/// statement that runs.
///
/// ```swift
/// try RowBatches(db, "INSERT INTO dim_year (fiscal_year)", row: "(?)", columns: 1, conflict: "DO NOTHING")
///     .write([2022, 2023]) { $0.bind($1, $2) }
/// ```
struct RowBatches {
    private let db: Database
    private let head: String
    private let row: String
    private let columns: Int32
    private let tail: String

    private static let size = 50

    /// - Parameters:
    ///   - row: what stands for one row behind VALUES, with as many marks as `columns` says.
    ///   - conflict: what follows ON CONFLICT; nil where a conflict is an error.
    init(_ db: Database, _ head: String, row: String, columns: Int32, conflict: String? = nil) {
        self.db = db
        self.head = head
        self.row = row
        self.columns = columns
        tail = conflict.map { "ON CONFLICT " + $0 } ?? ""
    }

    /// - Parameter bind: binds all columns of a row from an index on.
    func write<Row>(_ rows: [Row], _ bind: (BoundStatement, Int32, Row) -> Void) throws {
        var statement: BoundStatement?
        for start in stride(from: 0, to: rows.count, by: Self.size) {
            let batch = rows[start..<min(start + Self.size, rows.count)]
            if batch.count < Self.size || statement == nil {
                let values = Array(repeating: row, count: batch.count).joined(separator: ", ")
                statement = try BoundStatement(db, "\(head) VALUES \(values) \(tail)")
            }
            guard let statement else { return }
            var index: Int32 = 1
            for row in batch {
                bind(statement, index, row)
                index += columns
            }
            try statement.run()
        }
    }
}
