import Foundation
import GRDB
import Ingesting
import ReferenceData
import Warehouse

/// A private folder with sample reports and a warehouse, removed when the test ends.
final class Sandbox {
    let folder: URL
    var reports: URL { folder.appending(path: "reports") }
    var database: String { folder.appending(path: "warehouse.sqlite").path }

    /// The built-in seeds, loaded once for all tests.
    static let reference = Result { () throws(SeedError) in try ReferenceData.embedded() }

    /// The sample reports of the repository, in order of their names.
    static let samples: [URL] = {
        let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Seeds/reports")
        let names = try? FileManager.default.contentsOfDirectory(atPath: seeds.path)
        return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted().map { seeds.appending(path: $0) }
    }()

    /// - Parameter count: how many of the samples to copy into `reports`.
    init(samples count: Int) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "end-to-end-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: reports, withIntermediateDirectories: true)
        for sample in Self.samples.prefix(count) {
            try FileManager.default.copyItem(at: sample, to: reports.appending(path: sample.lastPathComponent))
        }
    }

    deinit {
        // NB: a leftover in the temporary folder harms nobody, and deinit cannot throw.
        try? FileManager.default.removeItem(at: folder)
    }

    func write(_ bytes: some Sequence<UInt8>, as name: String) throws {
        try Data(bytes).write(to: reports.appending(path: name))
    }

    /// Moves files of `reports` into a ZIP archive there, under `2024/`.
    func zip(_ names: [String], as archive: String) throws {
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        let script =
            "import zipfile, sys; z = zipfile.ZipFile(sys.argv[1], 'w'); [z.write(n, '2024/' + n) for n in sys.argv[2:]]; z.close()"
        python.arguments = ["python3", "-c", script, archive] + names
        python.currentDirectoryURL = reports
        try python.run()
        python.waitUntilExit()
        for name in names { try FileManager.default.removeItem(at: reports.appending(path: name)) }
    }

    func run(
        _ paths: [String]? = nil, jobs: Int = 2, isDryRun: Bool = false, at time: String = "2025-01-31T08:00:00Z",
        _ change: (inout LoadRun) -> Void = { _ in }
    ) throws -> LoadSummary {
        var run = LoadRun(
            LoadRequest(paths: paths ?? [reports.path], database: database, jobs: jobs, isDryRun: isDryRun),
            reference: try Self.reference.get(), clock: { time })
        change(&run)
        return try run.run()
    }

    /// Every row of every table but the run log, as text.
    func dump() throws -> String {
        let queue = try DatabaseQueue(path: database)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db,
                sql:
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('ingest_run', 'sqlite_sequence') ORDER BY 1"
            )
            return try tables.map { table in
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
                return "\(table)\n"
                    + rows.map { $0.databaseValues.map(\.description).joined(separator: "|") }.sorted()
                    .joined(separator: "\n")
            }.joined(separator: "\n")
        }
    }

    /// What analysts see, without the times of loading: rows of the public views, sorted.
    func answers() throws -> String {
        let queue = try DatabaseQueue(path: database)
        return try queue.read { db in
            try ["v_fact", "v_candidate", "v_observation", "v_unsure", "v_project", "v_indicator", "v_finding"].map {
                view in
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(view)")
                let texts = rows.map { row in
                    row.filter { !$0.0.hasSuffix("_id") && $0.0 != "ingested_at" && $0.0 != "folder" }
                        .map { "\($0.0)=\($0.1.description)" }.joined(separator: "|")
                }
                return "\(view)\n" + texts.sorted().joined(separator: "\n")
            }.joined(separator: "\n")
        }
    }

    /// Rows that the warehouse's own checks find wrong.
    func faults() throws -> [String] {
        let warehouse = try Warehouse.open(at: database)
        let faults = try warehouse.faults()
        try warehouse.close()
        return faults
    }

    func text(_ sql: String) throws -> String {
        try DatabaseQueue(path: database).read { try String.fetchOne($0, sql: sql) ?? "" }
    }

    func count(_ sql: String) throws -> Int {
        try DatabaseQueue(path: database).read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }
}
