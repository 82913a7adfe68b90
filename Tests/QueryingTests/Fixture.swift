import Foundation
import GRDB
import Warehouse

/// Warehouses made from the SQL in `Fixtures/`, each once for a test run.
struct Fixture {
    static let panel = Fixture(named: "panel")

    let path: String

    private init(named name: String) {
        do {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("querying-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            path = folder.appendingPathComponent("\(name).sqlite").path
            let sql = try String(
                contentsOf: TestFiles.folder.appendingPathComponent("Fixtures/\(name).sql"), encoding: .utf8)
            let warehouse = try Warehouse.create(at: path)
            try warehouse.queue.write { db in try db.execute(sql: sql) }
            try warehouse.close()
        } catch {
            // NB: no test can run without its fixture.
            fatalError("fixture \(name): \(error)")
        }
    }
}

/// Where the tests' own files stand in the sources, so that a missing golden can be written there.
enum TestFiles {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
}
