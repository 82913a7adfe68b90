import GRDB
import Schema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Brings a file to the schema of this program, in one transaction, after a copy beside it.
struct Migration {
    let path: String
    let queue: DatabaseQueue

    /// Runs what is missing; returns the path of the copy made before, nil for a new or current file.
    func run(from version: Int) throws(WarehouseError) -> String? {
        if version == Schema.version {
            try WarehouseError.translating(path) { try refreshViewsIfChanged() }
            return nil
        }
        let backup = version == 0 ? nil : try WarehouseError.translating(path) { try copy(version: version) }
        do {
            try migrate()
        } catch {
            let detail = (error as? DatabaseError).map { $0.message ?? $0.description } ?? "\(error)"
            throw WarehouseError(.migrationFailed(detail: detail, backup: backup), path: path)
        }
        return backup
    }

    private func migrate() throws {
        try queue.writeWithoutTransaction { db in
            // NB: has no effect inside a transaction, and a migration that rebuilds a table must not cascade.
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            defer { do { try db.execute(sql: "PRAGMA foreign_keys = ON") } catch { assertionFailure("\(error)") } }
            try db.inTransaction(.immediate) {
                // Read again under the lock: another process may have come first.
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                try Self.dropViews(db)
                for migration in Schema.migrations.dropFirst(version) { try db.execute(sql: migration.sql) }
                for view in Schema.views { try db.execute(sql: view.sql) }
                try db.execute(
                    sql: """
                        PRAGMA application_id = \(Schema.applicationID);
                        PRAGMA user_version = \(Schema.version);
                        """)
                try db.checkForeignKeys()
                return .commit
            }
        }
    }

    private func refreshViewsIfChanged() throws {
        let wanted = Dictionary(uniqueKeysWithValues: Schema.views.map { ($0.name, Self.statement($0.sql)) })
        let found = try queue.read { db in
            try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'view'")
                .map { (name: $0[0] as String, sql: $0[1] as String) }
        }
        if found.count == wanted.count, found.allSatisfy({ wanted[$0.name] == $0.sql }) { return }
        try queue.write { db in
            try Self.dropViews(db)
            for view in Schema.views { try db.execute(sql: view.sql) }
        }
    }

    /// The statement as `sqlite_master` keeps it: without the closing semicolon.
    private static func statement(_ sql: String) -> String {
        var text = sql[...]
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        return String(text)
    }

    private static func dropViews(_ db: Database) throws {
        for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'view'") {
            try db.execute(sql: "DROP VIEW \(name.quotedDatabaseIdentifier)")
        }
    }

    private func copy(version: Int) throws -> String {
        var copy = "\(path).v\(version).backup"
        var number = 2
        while access(copy, F_OK) == 0 {
            copy = "\(path).v\(version).backup\(number)"
            number += 1
        }
        let target = try DatabaseQueue(path: copy)
        try queue.backup(to: target)
        try target.close()
        return copy
    }
}
