import GRDB
import GRDBSQLite
import Schema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The warehouse, open for asking only.
///
/// Three locks, each enough alone: the file is opened read-only, `query_only` is set, and an authorizer refuses every
/// action but reading.  A time limit stops what runs on.
///
/// ```swift
/// let reader = try Warehouse.openReadOnly(at: "warehouse.sqlite", timeout: .seconds(5))
/// let rows = try reader.read { db in try Row.fetchAll(db, sql: "SELECT * FROM v_fact") }
/// ```
///
/// `read` throws `WarehouseError` (`.denied`, `.timedOut`, `.failed` with SQLite's words); other errors pass through.
public final class WarehouseReader: Sendable {
    public let path: String
    private let guardian: Guardian
    private let queue: DatabaseQueue
    private let timeout: Duration?

    init(path: String, timeout: Duration?) throws(WarehouseError) {
        self.path = path
        self.timeout = timeout
        if let state = try FileState.stateOfNoDatabase(at: path) { try Self.check(state, path) }
        let guardian = Guardian()
        self.guardian = guardian
        queue = try WarehouseError.translating(path) {
            try Self.openConnection(path) { db in
                try Self.check(FileState(of: db, at: path), path)
                try guardian.watch(db)
            }
        }
    }

    /// Throws where something else than a warehouse of this program's version stands at a path.
    private static func check(_ state: FileState, _ path: String) throws(WarehouseError) {
        switch state {
        case .absent: throw WarehouseError(.missing, path: path)
        case .empty: throw WarehouseError(.foreign, path: path)
        case .warehouse(let version) where version < Schema.version:
            throw WarehouseError(.older(version: version, known: Schema.version), path: path)
        case .warehouse: break
        }
    }

    /// Runs a reading block in one transaction: all its statements see the same state.
    public func read<T>(_ body: (Database) throws -> T) throws -> T {
        guardian.start(timeout)
        defer { guardian.stop() }
        do {
            return try queue.read { db in try guardian.asking { try body(db) } }
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_AUTH: throw WarehouseError(.denied(action: guardian.lastDenied), path: path)
            case .SQLITE_INTERRUPT:
                throw WarehouseError(.timedOut(seconds: (timeout ?? .zero) / .seconds(1)), path: path)
            case .SQLITE_READONLY: throw WarehouseError(.denied(action: error.message ?? "write"), path: path)
            // A refused function is no SQLITE_AUTH: “not authorized to use function: load_extension”.
            case _ where error.message?.hasPrefix("not authorized") == true:
                throw WarehouseError(.denied(action: guardian.lastDenied), path: path)
            default: throw WarehouseError(error, path: path)
            }
        }
    }

    /// A read-only connection; where the folder cannot hold the shared-memory file and no log is left, the file is
    /// read as one that nobody changes.
    static func openConnection(
        _ path: String, prepare: @escaping @Sendable (Database) throws -> Void
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.label = "warehouse reader"
        configuration.prepareDatabase { db in
            // NB: mapped, pages need neither a system call nor a copy each.
            try db.execute(
                sql: """
                    PRAGMA query_only = ON;
                    PRAGMA cache_size = -32768;
                    PRAGMA mmap_size = 1073741824;
                    PRAGMA temp_store = MEMORY;
                    """)
            try prepare(db)
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { db in try Int.fetchOne(db, sql: "PRAGMA schema_version") }
            return queue
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
        {
            guard !hasLog(path) else { throw error }
            return try DatabaseQueue(path: immutableURI(path), configuration: configuration)
        }
    }

    private static func hasLog(_ path: String) -> Bool {
        var status = stat()
        return stat(path + "-wal", &status) == 0 && status.st_size > 0
    }

    private static func immutableURI(_ path: String) -> String {
        var uri = "file:"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16)
                uri += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return uri + "?immutable=1"
    }
}
