import DocumentModel
import FiscalModel
import GRDB
import Warehouse

/// Writes reports into the warehouse: dimensions, documents, observations, facts, findings, and the run log.
///
/// The room's one door.  Every document is one transaction: it is in with its observations, with the facts of its unit
/// chosen again over all current reports, or it is not in at all.  A loader belongs to one task; the reports may come
/// from many.
///
/// ```swift
/// let loader = try WarehouseLoader(warehouse, generation: rulesAndSeedsFingerprint, judge: judge)
/// try loader.sync(seedsFingerprint: fingerprint) { ReferenceRows(reference) }
/// try loader.beginRun(command: "load reports", at: now)
/// switch try loader.standing(of: file) {
/// case .new, .retry: try loader.load(report, at: now)          // or quarantine(file, …)
/// case .alias: try loader.recordAlias(file)
/// case .returned: try loader.reinstate(file)
/// case .unchanged, .superseded, .quarantined: break
/// }
/// try loader.finishRun(counts, at: now)
/// ```
///
/// Throws `LoadingError`; the transaction is then rolled back and the loader can go on with the next document.
/// Times are ISO 8601 in UTC and come from the caller.
public final class WarehouseLoader {
    let warehouse: Warehouse
    let generation: String
    let judge: any UnitJudge
    /// The statements and the numbers of dimension rows; nil until the first transaction and after a failed one.
    private var tables: Tables?
    var runID: Int64?

    /// - Parameters:
    ///   - generation: fingerprint of the rules and seeds that read the reports.
    ///   - judge: chooses the figures of a unit and finds what its reports contradict each other in.
    public init(_ warehouse: Warehouse, generation: String, judge: any UnitJudge) {
        self.warehouse = warehouse
        self.generation = generation
        self.judge = judge
    }

    /// Opens a row of the run log; documents taken in from now on point to it.
    public func beginRun(command: String, at time: String) throws(LoadingError) {
        runID = try transaction { db, tables in
            try db.run(
                sql: "INSERT INTO ingest_run (started_at, command, generation_id) VALUES (?, ?, ?)",
                arguments: [time, command, tables.generationID()])
            return db.lastInsertedRowID
        }
    }

    /// Judges what was put off till the end of the run, and closes the row of the run log.  Returns the counts with the
    /// findings that this adds.
    @discardableResult
    public func finishRun(_ counts: RunCounts, at time: String) throws(LoadingError) -> RunCounts {
        guard let runID else { throw LoadingError(.noRun) }
        var counts = counts
        counts.findings += try settleOwed()
        try transaction { db, _ in
            try db.run(
                sql: """
                    UPDATE ingest_run SET finished_at = ?, loaded = ?, unchanged = ?, aliases = ?, superseded = ?,
                      quarantined = ?, observations = ?, findings = ?
                    WHERE run_id = ?
                    """,
                arguments: [
                    time, counts.loaded, counts.unchanged, counts.aliases, counts.superseded, counts.quarantined,
                    counts.observations, counts.findings, runID,
                ])
        }
        self.runID = nil
        // The statements end here, so that the warehouse can be closed while the loader is still held.
        tables = nil
        return counts
    }

    /// Ends the statements, so that the warehouse can be closed while the loader is still held.
    public func release() { tables = nil }

    /// Runs a block in one transaction; after a failure the numbers that it looked up are forgotten with its rows.
    func transaction<T>(_ body: (Database, Tables) throws -> T) throws(LoadingError) -> T {
        do {
            return try warehouse.queue.write { db in
                let tables = try self.tables ?? Tables(db, generation: generation)
                self.tables = tables
                return try body(db, tables)
            }
        } catch {
            tables = nil
            throw LoadingError(error, path: warehouse.path)
        }
    }
}
