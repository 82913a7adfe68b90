import GRDB
import GRDBSQLite
import Synchronization

/// Watches a read-only connection: refuses what is not reading, and interrupts what runs past its time.
final class Guardian: Sendable {
    private let deadline = Mutex<ContinuousClock.Instant?>(nil)
    private let denied = Mutex("")
    private let isAsking = Mutex(false)

    /// What was refused last, in SQLite's terms: “DELETE dim_unit”.
    var lastDenied: String { denied.withLock { $0 } }

    func start(_ timeout: Duration?) {
        deadline.withLock { $0 = timeout.map { .now + $0 } }
    }

    func stop() {
        deadline.withLock { $0 = nil }
    }

    /// Runs the asker's own statements: those may not begin or end a transaction, which is the reader's.
    func asking<T>(_ body: () throws -> T) rethrows -> T {
        isAsking.withLock { $0 = true }
        defer { isAsking.withLock { $0 = false } }
        return try body()
    }

    /// Sets the hooks; the guardian has to outlive the connection.
    func watch(_ db: Database) throws {
        // NB: SQLite makes a table-valued function's table at its first use, and that looks like CREATE TABLE to an
        // authorizer: those that an analyst may want are used once before.
        for function in Self.tableFunctions { _ = try Row.fetchOne(db, sql: "SELECT * FROM \(function) LIMIT 0") }
        let connection = db.sqliteConnection
        let me = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        // One value of this many bytes at most: no statement can ask for a gigabyte in one step.
        sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 64 << 20)
        // NB: replaces GRDB's own authorizer, which only serves observation of writes; this connection has none.
        sqlite3_set_authorizer(
            connection,
            { me, action, first, second, _, _ in
                guard let me else { return SQLITE_DENY }
                let guardian = Unmanaged<Guardian>.fromOpaque(me).takeUnretainedValue()
                let (first, second) = (first.map { String(cString: $0) }, second.map { String(cString: $0) })
                if action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT {
                    if !guardian.isAsking.withLock({ $0 }) { return SQLITE_OK }
                } else if Guardian.isReading(action, first, second) {
                    return SQLITE_OK
                }
                guardian.denied.withLock { $0 = Guardian.words(action, first, second) }
                return SQLITE_DENY
            }, me)
        sqlite3_progress_handler(
            connection, 1000,
            { me in
                guard let me else { return 1 }
                let guardian = Unmanaged<Guardian>.fromOpaque(me).takeUnretainedValue()
                return guardian.deadline.withLock { $0.map { .now >= $0 } ?? false } ? 1 : 0
            }, me)
    }

    private static func isReading(_ action: CInt, _ first: String?, _ second: String?) -> Bool {
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: true
        case SQLITE_FUNCTION: !deniedFunctions.contains(second?.lowercased() ?? "")
        case SQLITE_PRAGMA:
            describingPragmas.contains(first?.lowercased() ?? "")
                || (second == nil && readablePragmas.contains(first?.lowercased() ?? ""))
        default: false
        }
    }

    private static let deniedFunctions: Set<String> = [
        "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer",
    ]

    private static let tableFunctions = [
        "json_each('[]')", "json_tree('[]')", "pragma_table_info('')", "pragma_table_xinfo('')", "pragma_table_list",
        "pragma_index_list('')", "pragma_index_info('')", "pragma_foreign_key_list('')",
    ]

    /// Pragmas that only describe, whatever their argument.
    private static let describingPragmas: Set<String> = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
        "foreign_key_check", "function_list", "pragma_list", "module_list", "collation_list", "compile_options",
        "database_list", "integrity_check", "quick_check",
    ]

    /// Pragmas that tell when they have no argument, and set when they have one.
    private static let readablePragmas: Set<String> = [
        "application_id", "user_version", "schema_version", "encoding", "page_count", "page_size", "freelist_count",
        "journal_mode", "foreign_keys", "query_only",
    ]

    private static func words(_ action: CInt, _ first: String?, _ second: String?) -> String {
        let verb =
            switch action {
            case SQLITE_ATTACH: "ATTACH"
            case SQLITE_DETACH: "DETACH"
            case SQLITE_PRAGMA: "PRAGMA"
            case SQLITE_TRANSACTION: "TRANSACTION"
            case SQLITE_SAVEPOINT: "SAVEPOINT"
            case SQLITE_FUNCTION: "FUNCTION"
            case SQLITE_INSERT: "INSERT"
            case SQLITE_UPDATE: "UPDATE"
            case SQLITE_DELETE: "DELETE"
            case SQLITE_ALTER_TABLE: "ALTER TABLE"
            case SQLITE_ANALYZE: "ANALYZE"
            case SQLITE_REINDEX: "REINDEX"
            case SQLITE_CREATE_TABLE, SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_VTABLE: "CREATE TABLE"
            case SQLITE_CREATE_INDEX, SQLITE_CREATE_TEMP_INDEX: "CREATE INDEX"
            case SQLITE_CREATE_VIEW, SQLITE_CREATE_TEMP_VIEW: "CREATE VIEW"
            case SQLITE_CREATE_TRIGGER, SQLITE_CREATE_TEMP_TRIGGER: "CREATE TRIGGER"
            case SQLITE_DROP_TABLE, SQLITE_DROP_TEMP_TABLE, SQLITE_DROP_VTABLE: "DROP TABLE"
            case SQLITE_DROP_INDEX, SQLITE_DROP_TEMP_INDEX: "DROP INDEX"
            case SQLITE_DROP_VIEW, SQLITE_DROP_TEMP_VIEW: "DROP VIEW"
            case SQLITE_DROP_TRIGGER, SQLITE_DROP_TEMP_TRIGGER: "DROP TRIGGER"
            default: "SQLite action \(action)"
            }
        return ([verb] + [first, second].compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: " ")
    }
}
