import Foundation
import GRDB
import Testing
import Warehouse

/// Protects the file from what is asked of it: no statement writes, attaches, loads or runs forever.
@Suite struct ReaderTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let warehouse = try Warehouse.create(at: folder.database)
        try warehouse.queue.write { try $0.execute(sql: "INSERT INTO dim_year (fiscal_year) VALUES (2022), (2023)") }
        try warehouse.close()
    }

    private func ask(_ sql: String, timeout: Duration? = .seconds(2)) throws -> [Row] {
        try Warehouse.openReadOnly(at: folder.database, timeout: timeout).read { try Row.fetchAll($0, sql: sql) }
    }

    @Test func readingGoesThrough() throws {
        #expect(try ask("SELECT label_zh FROM dim_year ORDER BY 1").map { $0[0] as String } == ["2022年", "2023年"])
        #expect(try ask("SELECT * FROM v_fact").count == 0)
        #expect(try ask("EXPLAIN QUERY PLAN SELECT * FROM v_fact").isEmpty == false)
        #expect(try ask("PRAGMA table_info(v_document)").count == 28)
        #expect(
            try ask("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT * FROM n")
                .count == 10)
        #expect(try ask("SELECT value FROM json_each('[1, 2]')").count == 2)
        #expect(try ask("SELECT name FROM pragma_table_info('dim_scenario')").count == 4)
        #expect(try ask("VALUES (1), (2)").count == 2)
        #expect(try ask("PRAGMA user_version").count == 1)
    }

    @Test(arguments: [
        ("INSERT INTO dim_year (fiscal_year) VALUES (1990)", "INSERT dim_year"),
        ("UPDATE dim_year SET fiscal_year = 1990", "UPDATE dim_year fiscal_year"),
        ("DELETE FROM dim_year", "DELETE dim_year"),
        ("WITH x AS (SELECT 1) INSERT INTO dim_year (fiscal_year) SELECT 1990 FROM x", "INSERT dim_year"),
        ("REPLACE INTO dim_year (fiscal_year) VALUES (2022)", "INSERT dim_year"),
        ("DROP TABLE finding", "DELETE sqlite_master"),
        ("DROP VIEW v_fact", "DELETE sqlite_master"),
        ("ALTER TABLE finding RENAME TO lost", "ALTER TABLE main finding"),
        ("CREATE TABLE mine (a)", "INSERT sqlite_master"),
        ("CREATE TEMP TABLE mine (a)", "INSERT sqlite_temp_master"),
        ("CREATE TEMP VIEW mine AS SELECT 1", "INSERT sqlite_temp_master"),
        ("CREATE TEMP TRIGGER mine AFTER INSERT ON dim_year BEGIN SELECT 1; END", "CREATE TRIGGER mine dim_year"),
        ("CREATE VIRTUAL TABLE mine USING fts5(a)", "INSERT sqlite_master"),
        ("CREATE INDEX mine ON dim_year (fiscal_year)", "INSERT sqlite_master"),
        ("ATTACH DATABASE ':memory:' AS other", "ATTACH :memory:"),
        ("ATTACH DATABASE '/tmp/stolen.sqlite' AS other", "ATTACH /tmp/stolen.sqlite"),
        ("DETACH DATABASE main", "DETACH main"),
        ("PRAGMA query_only = OFF", "PRAGMA query_only OFF"),
        ("PRAGMA user_version = 9", "PRAGMA user_version 9"),
        ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode DELETE"),
        ("PRAGMA writable_schema = ON", "PRAGMA writable_schema ON"),
        ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_checkpoint TRUNCATE"),
        ("SELECT load_extension('evil')", "FUNCTION load_extension"),
        ("REINDEX", "REINDEX"),
        ("ANALYZE", "ANALYZE"),
        ("BEGIN IMMEDIATE", "TRANSACTION BEGIN"),
        ("COMMIT", "TRANSACTION COMMIT"),
        ("SAVEPOINT mine", "SAVEPOINT BEGIN mine"),
    ]) func whatIsNotReadingIsDenied(sql: String, action: String) throws {
        let before = try folder.bytes()
        let error = #expect(throws: WarehouseError.self) { try ask(sql) }
        guard case .denied(let said)? = error?.reason else {
            Issue.record("\(sql): \(String(describing: error))")
            return
        }
        #expect(said.hasPrefix(action), "\(sql): \(said)")
        #expect(try folder.bytes() == before)
    }

    @Test(arguments: [
        "VACUUM", "VACUUM INTO '/tmp/stolen.sqlite'", "SELECT 1; DELETE FROM dim_year", "SELECT randomblob(1000000000)",
        "SELECT zeroblob(100000000)", "SELECT writefile('/tmp/stolen', 'x')", "SELECT readfile('/etc/passwd')",
        "SELECT edit('x')", "SELECT fts3_tokenizer('x', x'00')", "SELEC 1", "SELECT * FROM nowhere",
    ]) func whatCannotRunFailsWithSQLitesWords(sql: String) throws {
        let before = try folder.bytes()
        let error = #expect(throws: WarehouseError.self) { try ask(sql) }
        switch error?.reason {
        case .failed(let detail)?: #expect(!detail.isEmpty)
        case .denied(let action)?: #expect(!action.isEmpty)
        default: Issue.record("\(sql): \(String(describing: error))")
        }
        #expect(try folder.bytes() == before)
        #expect(FileManager.default.fileExists(atPath: "/tmp/stolen.sqlite") == false)
    }

    @Test(arguments: [
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000000000) SELECT count(*) FROM n a, n b",
    ]) func whatRunsForeverIsInterrupted(sql: String) throws {
        let clock = ContinuousClock()
        let start = clock.now
        #expect(throws: WarehouseError(.timedOut(seconds: 0.25), path: folder.database)) {
            try ask(sql, timeout: .milliseconds(250))
        }
        #expect(clock.now - start < .seconds(5))
        // The next question has its own time.
        #expect(try ask("SELECT * FROM dim_year").count == 2)
    }

    @Test func aReaderSeesTheStateBeforeAnUnfinishedWrite() throws {
        let warehouse = try Warehouse.open(at: folder.database)
        let reader = try Warehouse.openReadOnly(at: folder.database)
        let count = { try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM dim_year") } }
        try warehouse.queue.write { db in
            try db.execute(sql: "INSERT INTO dim_year (fiscal_year) VALUES (2024)")
            #expect(try count() == 2)
            #expect(try ask("SELECT * FROM dim_year").count == 2)
        }
        #expect(try count() == 3)
    }

    @Test func errorsOfTheAskerPassThrough() throws {
        struct Mine: Error {}
        let reader = try Warehouse.openReadOnly(at: folder.database)
        #expect(throws: Mine.self) { try reader.read { _ in throw Mine() } }
    }

    /// A bureau's share is often mounted read-only.  The superuser may write everywhere, so it cannot test this.
    @Test(.enabled(if: geteuid() != 0)) func aFolderWithoutTheRightToWriteCanBeRead() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        defer {
            do { try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) } catch {
                Issue.record(error)
            }
        }
        #expect(try ask("SELECT * FROM dim_year").count == 2)
        #expect(try folder.names() == ["warehouse.sqlite"])
    }

    /// A load was once reported as failed, and its file as untouched, because somebody was reading when it ended.
    @Test func aReaderKeepsNoWriterFromClosing() throws {
        let writer = try Warehouse.open(at: folder.database)
        let reader = try DatabaseQueue(path: folder.database)
        try reader.read { db in
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM dim_year") == 2)
            try writer.queue.write { try $0.execute(sql: "INSERT INTO dim_year (fiscal_year) VALUES (2024)") }
            try writer.close()
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM dim_year") == 2)
        }
        try reader.close()
        #expect(try ask("SELECT * FROM dim_year").count == 3)
    }
}
