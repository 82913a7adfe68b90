import Foundation
import Testing

/// Protects that nothing typed into `sql` changes, copies or leaves the warehouse, and that nothing runs on.
@Suite struct HostileQueryTests {
    static let refused = [
        "DELETE FROM dim_unit",
        "UPDATE fact_figure SET value_fen = 0",
        "INSERT INTO dim_year (fiscal_year) VALUES (1999) RETURNING *",
        "WITH x AS (SELECT 1) DELETE FROM dim_unit RETURNING *",
        "DROP TABLE fact_figure",
        "CREATE TEMP TABLE x AS SELECT * FROM v_fact",
        "ALTER TABLE dim_unit RENAME TO u",
        "ATTACH '/tmp/querying-evil.sqlite' AS evil",
        "DETACH main",
        "SELECT load_extension('/tmp/querying-evil.so')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT * FROM pragma_writable_schema(1)",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "VACUUM",
        "VACUUM INTO '/tmp/querying-evil.sqlite'",
        "REINDEX",
        "ANALYZE",
        "EXPLAIN DELETE FROM dim_unit",
        "BEGIN EXCLUSIVE",
        "COMMIT",
        "SELECT 1; DELETE FROM dim_unit",
    ]

    static let endless = [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, randomblob(1000) FROM n",
        "SELECT count(*) FROM v_fact a, v_fact b, v_fact c, v_fact d, v_fact e, v_fact f, v_fact g",
    ]

    static let oversized = [
        "SELECT hex(zeroblob(1000000000))",
        "WITH RECURSIVE n(s) AS (SELECT 'x' UNION ALL SELECT s || s FROM n) SELECT max(length(s)) FROM n",
    ]

    @Test(arguments: refused) func isRefused(_ sql: String) throws {
        try expectFailure(sql, status: 77)
    }

    @Test(arguments: endless) func isStopped(_ sql: String) throws {
        try expectFailure(sql, status: 75)
    }

    @Test(arguments: oversized) func isNotEvenTried(_ sql: String) throws {
        try expectFailure(sql, status: 65)
    }

    /// Fails with a message of its own, writes nothing to standard output, and leaves every byte as it was.
    private func expectFailure(_ sql: String, status: Int32) throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: Fixture.panel.path))
        let outcome = try CommandLineTool.run(["sql", sql, "--timeout", "0.3", "--db", Fixture.panel.path])
        #expect(outcome.status == status, "\(outcome.complaint)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaint.hasPrefix("错误："))
        #expect(outcome.complaint.contains("办法："))
        #expect(try Data(contentsOf: URL(fileURLWithPath: Fixture.panel.path)) == before)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/querying-evil.sqlite"))
    }
}
