import FiscalModel
import GRDB

extension WarehouseLoader {
    /// Every document on record, in the order in which they came.
    public func storedDocuments() throws(LoadingError) -> [StoredDocument] {
        do { return try warehouse.queue.read(StoredDocument.all) } catch {
            throw LoadingError(error, path: warehouse.path)
        }
    }

    /// Reads documents again in one transaction: `read` hands them in, the units concerned are judged anew, and `decide`
    /// is told what that does to the data before it says whether it is kept.
    ///
    /// Whatever throws, or a `decide` that answers false, leaves the warehouse as it was: dimensions, run log and all.
    /// Other writers wait meanwhile, readers see the state before.
    ///
    /// - Parameters:
    ///   - command: for the run log.
    ///   - rows: the seeds, asked for when they are not those that are in.
    public func reread(
        command: String, at time: String, seedsFingerprint: String, rows: @autoclosure () -> ReferenceRows,
        read: (Rereading) throws -> RunCounts, decide: (DataChanges) throws -> Bool
    ) throws {
        do {
            try warehouse.queue.inTransaction(.immediate) { db in
                let tables = try Tables(db, generation: generation)
                let counts = try ChangeLedger.counts(db)
                try sync(seedsFingerprint: seedsFingerprint, rows: rows, db, tables)
                let rereading = try Rereading(tables, generation: generation)
                var run = try read(rereading)
                let units = try rereading.units.union(tables.unitsOwed()).sorted()
                var ledger = try ChangeLedger(db, counts: counts)
                for unitID in units { try Units(db: db).refreshNames(of: unitID) }
                for unitID in units {
                    try ledger.compare(unitID, db) { _ = try settle(unitID, arriving: nil, of: nil, tables) }
                }
                for kind in try tables.kindsOwed() {
                    _ = try PeerJudging(tables: tables, judge: judge, kindOfBody: kind).run()
                }
                let changes = try ledger.changes(db)
                (run.observations, run.findings) = (changes.observations.after, changes.findings.after)
                try log(run, of: command, from: time, db, tables)
                return try decide(changes) ? .commit : .rollback
            }
        } catch let error as DatabaseError {
            throw LoadingError(error, path: warehouse.path)
        }
    }

    private func log(
        _ counts: RunCounts, of command: String, from time: String, _ db: Database, _ tables: Tables
    ) throws {
        try db.run(
            sql: """
                INSERT INTO ingest_run (
                  started_at, finished_at, command, generation_id, loaded, unchanged, quarantined, observations, findings)
                VALUES (:time, :time, :command, :generation, :loaded, :unchanged, :quarantined, :observations, :findings)
                """,
            arguments: [
                "time": time, "command": command, "generation": tables.generationID(), "loaded": counts.loaded,
                "unchanged": counts.unchanged, "quarantined": counts.quarantined,
                "observations": counts.observations, "findings": counts.findings,
            ])
    }
}
