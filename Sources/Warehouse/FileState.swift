import GRDB
import Schema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands at a path, found without changing it.
enum FileState: Equatable {
    case absent
    /// No bytes, or an SQLite file without a table: an initialisation that did not come to its end.
    case empty
    case warehouse(version: Int)

    var isEmpty: Bool { self == .absent || self == .empty }

    var version: Int {
        if case .warehouse(let version) = self { version } else { 0 }
    }

    /// Throws `.foreign` for another program's file and `.newer` for one that this program does not know.
    init(_ path: String) throws(WarehouseError) {
        if let state = try Self.stateOfNoDatabase(at: path) {
            self = state
            return
        }
        self = try WarehouseError.translating(path) {
            try WarehouseReader.openConnection(path, prepare: { _ in }).read { db in try FileState(of: db, at: path) }
        }
    }

    /// What stands where no database can be opened; nil where one may be.
    static func stateOfNoDatabase(at path: String) throws(WarehouseError) -> FileState? {
        var status = stat()
        guard stat(path, &status) == 0 else { return .absent }
        guard status.st_mode & S_IFMT == S_IFREG else { throw WarehouseError(.foreign, path: path) }
        return status.st_size > 0 ? nil : .empty
    }

    /// The state of a database that is open.
    init(of db: Database, at path: String) throws {
        let applicationID = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if applicationID == 0, version == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 == 0 {
            self = .empty
            return
        }
        guard applicationID == Int(Schema.applicationID) else { throw WarehouseError(.foreign, path: path) }
        guard version <= Schema.version else {
            throw WarehouseError(.newer(version: version, known: Schema.version), path: path)
        }
        self = .warehouse(version: version)
    }
}
