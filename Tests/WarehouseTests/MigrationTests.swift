import Foundation
import GRDB
import Schema
import Testing
import Warehouse

/// Protects that a warehouse of any version opens, and that another's file is never touched.
@Suite struct MigrationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The file as a program with the first `version` migrations left it; migrations are never edited, so they are
    /// their own fixtures.  A view of that time and a row have to come through.
    private func makeOlder(version: Int) throws {
        let queue = try DatabaseQueue(path: folder.database)
        try queue.write { db in
            for migration in Schema.migrations.prefix(version) { try db.execute(sql: migration.sql) }
            try db.execute(
                sql: """
                    CREATE VIEW v_of_that_time AS SELECT fiscal_year FROM dim_year;
                    INSERT INTO dim_year (fiscal_year) VALUES (2021);
                    PRAGMA application_id = \(Schema.applicationID);
                    PRAGMA user_version = \(version);
                    """)
        }
        try queue.close()
    }

    private func schema(at path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { db in
            try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        }
    }

    @Test(arguments: 1..<Schema.version) func anOlderWarehouseIsMigratedAfterACopy(version: Int) throws {
        try makeOlder(version: version)
        let warehouse = try Warehouse.open(at: folder.database)
        #expect(warehouse.backupPath == folder.database + ".v\(version).backup")
        #expect(try warehouse.queue.read { try Int.fetchAll($0, sql: "SELECT fiscal_year FROM dim_year") } == [2021])
        #expect(try warehouse.queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Schema.version)
        #expect(try warehouse.queue.read { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") } == true)
        try warehouse.close()

        // The same schema as a fresh one has, the view of that time gone; the copy as it was.
        let fresh = try Warehouse.create(at: folder.path + "/fresh.sqlite")
        try fresh.close()
        #expect(try schema(at: folder.database) == schema(at: fresh.path))
        let copy = try DatabaseQueue(path: folder.database + ".v\(version).backup")
        #expect(try copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == version)
        #expect(try copy.read { try Int.fetchAll($0, sql: "SELECT fiscal_year FROM v_of_that_time") } == [2021])
    }

    @Test func aMigrationThatFailsLeavesTheFileAsItWas() throws {
        try makeOlder(version: 2)
        let queue = try DatabaseQueue(path: folder.database)
        try queue.write { try $0.execute(sql: "CREATE TABLE finding (in_the_way TEXT)") }
        try queue.close()
        let error = #expect(throws: WarehouseError.self) { try Warehouse.open(at: folder.database) }
        #expect(
            error?.reason
                == .migrationFailed(
                    detail: "table finding already exists", backup: folder.database + ".v2.backup"))
        let after = try DatabaseQueue(path: folder.database)
        #expect(try after.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
        #expect(try after.read { try $0.tableExists("published_observation") } == false)
    }

    @Test func aCurrentWarehouseIsNotTouchedByOpening() throws {
        try Warehouse.create(at: folder.database).close()
        let before = try folder.bytes()
        try Warehouse.open(at: folder.database).close()
        #expect(try folder.bytes() == before)
        #expect(try folder.names() == ["warehouse.sqlite"])
    }

    @Test func aChangedViewIsMadeAgain() throws {
        try Warehouse.create(at: folder.database).close()
        let queue = try DatabaseQueue(path: folder.database)
        try queue.write { try $0.execute(sql: "DROP VIEW v_unit; CREATE VIEW v_unit AS SELECT 1 AS one") }
        try queue.close()
        let warehouse = try Warehouse.open(at: folder.database)
        #expect(try warehouse.queue.read { try $0.columns(in: "v_unit").count } == 14)
    }

    @Test func aNewerWarehouseIsRefusedUntouched() throws {
        try makeOlder(version: Schema.version)
        let queue = try DatabaseQueue(path: folder.database)
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        let before = try folder.bytes()
        let expected = WarehouseError(.newer(version: 99, known: Schema.version), path: folder.database)
        #expect(throws: expected) { try Warehouse.open(at: folder.database) }
        #expect(throws: expected) { try Warehouse.openOrCreate(at: folder.database) }
        #expect(throws: expected) { try Warehouse.openReadOnly(at: folder.database) }
        #expect(try folder.bytes() == before)
        #expect(expected.what.en == "the warehouse has schema version 99, this program knows up to \(Schema.version)")
        #expect(expected.help.zh == "请用写入它的（或更新的）county-ingest 与 county-query")
    }

    @Test func anotherProgramsFileIsRefusedUntouched() throws {
        let queue = try DatabaseQueue(path: folder.database)
        try queue.write { try $0.execute(sql: "CREATE TABLE notes (text)") }
        try queue.close()
        let before = try folder.bytes()
        #expect(throws: WarehouseError(.foreign, path: folder.database)) {
            try Warehouse.openOrCreate(at: folder.database)
        }
        #expect(throws: WarehouseError(.foreign, path: folder.database)) { try Warehouse.create(at: folder.database) }
        #expect(try folder.bytes() == before)
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try Data("单位,金额\n某局,1.00\n".utf8).write(to: URL(fileURLWithPath: folder.database))
        #expect(throws: WarehouseError(.foreign, path: folder.database)) {
            try Warehouse.openOrCreate(at: folder.database)
        }
        #expect(throws: WarehouseError(.foreign, path: folder.path)) { try Warehouse.open(at: folder.path) }
    }

    @Test func aMissingFileIsMissingForOpeningAndNewForCreating() throws {
        #expect(throws: WarehouseError(.missing, path: folder.database)) { try Warehouse.open(at: folder.database) }
        #expect(throws: WarehouseError(.missing, path: folder.database)) {
            try Warehouse.openReadOnly(at: folder.database)
        }
        #expect(try folder.names() == [])
        let warehouse = try Warehouse.openOrCreate(at: folder.database)
        #expect(try warehouse.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        #expect(try warehouse.queue.read { try Int.fetchOne($0, sql: "PRAGMA application_id") } == 0x4343_5354)
        #expect(throws: WarehouseError(.exists, path: folder.database)) { try Warehouse.create(at: folder.database) }
    }

    @Test func anOlderWarehouseIsNotMigratedByAReader() throws {
        try makeOlder(version: 1)
        #expect(throws: WarehouseError(.older(version: 1, known: Schema.version), path: folder.database)) {
            try Warehouse.openReadOnly(at: folder.database)
        }
    }
}
