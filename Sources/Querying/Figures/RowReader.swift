import GRDB
import GRDBSQLite

extension Statement {
    /// Every row, read in place: the reader is only good until the next row.
    ///
    /// For statements that answer thousands of rows, where GRDB's own rows take longer than SQLite.
    func forEachRow(with arguments: [Int64] = [], _ body: (RowReader) throws -> Void) throws {
        defer { sqlite3_reset(sqliteStatement) }
        for (index, argument) in arguments.enumerated() {
            sqlite3_bind_int64(sqliteStatement, Int32(index + 1), argument)
        }
        while true {
            let code = sqlite3_step(sqliteStatement)
            switch code {
            case SQLITE_ROW: try body(RowReader(handle: sqliteStatement))
            case SQLITE_DONE: return
            default:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(sqlite3_db_handle(sqliteStatement))), sql: sql)
            }
        }
    }
}

/// The columns of the row that a statement stands on, 0-based.
struct RowReader {
    fileprivate let handle: SQLiteStatement

    func int64(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }
    func int(_ index: Int32) -> Int { Int(sqlite3_column_int64(handle, index)) }

    func optionalInt64(_ index: Int32) -> Int64? {
        sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : int64(index)
    }
    /// Text; empty for NULL.
    func text(_ index: Int32) -> String { optionalText(index) ?? "" }

    func optionalText(_ index: Int32) -> String? {
        guard let text = sqlite3_column_text(handle, index) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, index))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }
}
