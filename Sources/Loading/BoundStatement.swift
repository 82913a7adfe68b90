import GRDB
import GRDBSQLite

/// A prepared statement that is bound by position and run thousands of times a second.
///
/// GRDB's own arguments cost an array of boxed values per row; here values go straight to SQLite.  The statement itself
/// is GRDB's, so that it ends with its connection.
///
/// What is bound holds for one run.
struct BoundStatement {
    private let statement: Statement
    private let handle: SQLiteStatement
    private let texts = BoundTexts()

    init(_ db: Database, _ sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }
    func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(handle, index, Int64(value)) }
    func bind(_ index: Int32, _ value: Bool) { sqlite3_bind_int64(handle, index, value ? 1 : 0) }
    func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    func bind(_ index: Int32, _ value: Int64?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ value: Int?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    func bind(_ index: Int32, _ value: String) {
        var value = value
        value.withUTF8 { bytes in
            if let kept = texts.keep(bytes) {
                sqlite3_bind_text(handle, index, kept, Int32(bytes.count), nil)
            } else {
                bytes.withMemoryRebound(to: CChar.self) {
                    _ = sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        }
    }

    func bind(_ index: Int32, _ value: String?) {
        if let value { bind(index, value) } else { bindNull(index) }
    }

    /// Runs a statement that answers no row.
    func run() throws {
        let code = sqlite3_step(handle)
        defer { end() }
        if code != SQLITE_DONE && code != SQLITE_ROW { throw error(code) }
    }

    /// The first column of the first row; nil without a row.
    func integer() throws -> Int64? {
        let code = sqlite3_step(handle)
        defer { end() }
        switch code {
        case SQLITE_ROW: return sqlite3_column_int64(handle, 0)
        case SQLITE_DONE: return nil
        default: throw error(code)
        }
    }

    /// Every row, read in place: the reader is only good until the next row.
    func forEachRow(_ body: (RowReader) throws -> Void) throws {
        defer { end() }
        while true {
            let code = sqlite3_step(handle)
            switch code {
            case SQLITE_ROW: try body(RowReader(handle: handle))
            case SQLITE_DONE: return
            default: throw error(code)
            }
        }
    }

    /// Makes the statement ready for another run, with nothing bound: a text of the last one is gone.
    private func end() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        texts.clear()
    }

    private func error(_ code: CInt) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))),
            sql: statement.sql)
    }
}

/// The texts that a statement is bound to, until it has run: SQLite would get memory of its own for each of them.
private final class BoundTexts {
    /// As much as the observations of a batch take.
    private static let size = 1 << 15

    private let start = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    private var used = 0

    deinit { start.deallocate() }

    /// A copy that stays where it is until the next `clear`; nil where there is no room for it.
    func keep(_ text: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
        guard text.count <= Self.size - used else { return nil }
        let place = start + used
        if let bytes = text.baseAddress {
            UnsafeMutableRawPointer(place).copyMemory(from: bytes, byteCount: text.count)
        }
        used += text.count
        return UnsafePointer(place)
    }

    func clear() { used = 0 }
}

/// The columns of the row that a statement stands on, 0-based.
struct RowReader {
    fileprivate let handle: SQLiteStatement

    func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }
    func int64(_ index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }
    func int(_ index: Int32) -> Int { Int(sqlite3_column_int64(handle, index)) }
    func optionalInt(_ index: Int32) -> Int? { isNull(index) ? nil : int(index) }
    func optionalInt64(_ index: Int32) -> Int64? { isNull(index) ? nil : int64(index) }

    func text(_ index: Int32) -> String {
        guard let bytes = sqlite3_column_text(handle, index) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, index))), as: UTF8.self)
    }

    func optionalText(_ index: Int32) -> String? { isNull(index) ? nil : text(index) }
}

/// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
private var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
