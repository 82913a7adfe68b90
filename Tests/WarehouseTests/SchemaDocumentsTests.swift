import Foundation
import GRDB
import Schema
import Testing
import Warehouse

/// Protects that Schema/schema.sql and Schema/README.md say what a fresh warehouse is; `Scripts/make-schema-docs` writes
/// them anew.
@Suite struct SchemaDocumentsTests {
    let text: SchemaText
    let folder: URL

    init() throws {
        let temporary = try TemporaryFolder()
        text = try Warehouse.create(at: temporary.database).queue.read { try SchemaText($0) }
        folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Schema")
    }

    private func check(_ name: String, _ wanted: (String) -> String) throws {
        let url = folder.appendingPathComponent(name)
        let found = try String(contentsOf: url, encoding: .utf8)
        let expected = wanted(found)
        if ProcessInfo.processInfo.environment["WRITE_SCHEMA_DOCS"] == "1", found != expected {
            try expected.write(to: url, atomically: true, encoding: .utf8)
        } else {
            #expect(found == expected, "Schema/\(name) is not what the schema is: run Scripts/make-schema-docs")
        }
    }

    @Test func theDumpIsFresh() throws { try check("schema.sql") { _ in text.dump } }

    @Test func theReadMeIsFresh() throws { try check("README.md") { text.filled($0) } }

    @Test func everyTableAndViewNamesItsGrain() {
        for table in text.tables {
            #expect(table.grain.hasPrefix("One row"), "\(table.name): \(table.grain)")
            #expect(table.grain.hasSuffix("."), "\(table.name): \(table.grain)")
        }
    }

    @Test func everyTableIsStrict() {
        for statement in text.statements where statement.hasPrefix("CREATE TABLE") {
            #expect(statement.hasSuffix("STRICT") || statement.hasSuffix("STRICT, WITHOUT ROWID"))
        }
    }

    @Test func everyFileIsInItsList() throws {
        for (name, scripts) in [
            ("Migrations", Schema.migrations), ("Views", Schema.views), ("Checks", Schema.checks),
        ] {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: folder.appendingPathComponent(name).path)
            #expect(files.sorted() == scripts.map { $0.name + ".sql" }.sorted())
        }
        #expect(Schema.migrations.map(\.name) == Schema.migrations.map(\.name).sorted())
        for view in Schema.views { #expect(view.sql.hasPrefix("CREATE VIEW \(view.name) AS\n")) }
    }
}
