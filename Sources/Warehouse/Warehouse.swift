import GRDB
import Schema

/// The warehouse file, open for writing: created, recognised and brought to the schema of this program.
///
/// One process writes at a time; readers (`openReadOnly`) go on meanwhile.
///
/// ```swift
/// let warehouse = try Warehouse.openOrCreate(at: "warehouse.sqlite")
/// try warehouse.queue.write { db in … }
/// ```
///
/// Throws `WarehouseError` where the file is missing, foreign, newer or held by another writer.
public struct Warehouse: Sendable {
    public let path: String
    /// The writing connection: WAL, foreign keys on, synchronous NORMAL.
    public let queue: DatabaseQueue
    /// The copy made before a migration; nil where none was needed.
    public let backupPath: String?

    /// Makes an empty warehouse; throws `.exists` where the file holds anything.
    public static func create(at path: String) throws(WarehouseError) -> Warehouse {
        guard try FileState(path).isEmpty else { throw WarehouseError(.exists, path: path) }
        return try connect(path, state: .empty)
    }

    /// Opens a warehouse, migrating an older one in one transaction after a copy beside it.
    public static func open(at path: String) throws(WarehouseError) -> Warehouse {
        let state = try FileState(path)
        switch state {
        case .absent: throw WarehouseError(.missing, path: path)
        case .empty: throw WarehouseError(.foreign, path: path)
        case .warehouse: return try connect(path, state: state)
        }
    }

    /// Opens the warehouse, or makes it where there is none.
    public static func openOrCreate(at path: String) throws(WarehouseError) -> Warehouse {
        try connect(path, state: FileState(path))
    }

    /// Opens a warehouse for asking only: no statement can change it, and none runs longer than `timeout`.
    ///
    /// Works while a writer has the file open, and in a folder without the right to write where no writer left a log.
    public static func openReadOnly(
        at path: String, timeout: Duration? = nil
    ) throws(WarehouseError) -> WarehouseReader {
        try WarehouseReader(path: path, timeout: timeout)
    }

    /// Folds the write-ahead log into the file and closes; the file alone then holds everything.  Where somebody is
    /// reading, the log stays beside the file with what they do not need yet, and the next to close folds it.
    ///
    /// Throws `.busy` where a loader still holds statements.
    public func close() throws(WarehouseError) {
        try WarehouseError.translating(path) {
            do {
                try queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_READONLY
            {
                // Everything was committed, and only the tidying waits; who may not write has nothing to tidy.
            }
            try queue.close()
        }
    }

    /// Rows of the checks that should have none, as “check: values”; empty in a sound warehouse.
    public func faults() throws(WarehouseError) -> [String] {
        try WarehouseError.translating(path) {
            try queue.read { db in
                var faults: [String] = []
                for check in Schema.checks {
                    for row in try Row.fetchAll(db, sql: check.sql) {
                        faults.append("\(check.name): " + row.databaseValues.map(\.description).joined(separator: ", "))
                    }
                }
                for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
                    faults.append("foreign_key: " + row.databaseValues.map(\.description).joined(separator: ", "))
                }
                return faults
            }
        }
    }

    private static func connect(_ path: String, state: FileState) throws(WarehouseError) -> Warehouse {
        let queue = try WarehouseError.translating(path) { try DatabaseQueue(path: path, configuration: .writing) }
        let backup = try Migration(path: path, queue: queue).run(from: state.version)
        return Warehouse(path: path, queue: queue, backupPath: backup)
    }
}

extension Configuration {
    static var writing: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = "warehouse"
        configuration.prepareDatabase { db in
            // NB: not `journalMode`, with which GRDB makes and drops a table at every opening.
            // A load touches the ends of a few B-trees: 64 MB hold them, and checkpoints come every 32 MB.
            try db.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = NORMAL;
                    PRAGMA cache_size = -65536;
                    PRAGMA wal_autocheckpoint = 8000;
                    PRAGMA temp_store = MEMORY;
                    """)
        }
        return configuration
    }
}
