import FiscalModel
import GRDB

extension WarehouseLoader {
    /// Takes a report in, in one transaction; known bytes are left alone.
    ///
    /// A document from the same place that is the earlier one becomes `superseded`; the facts of every unit concerned
    /// are chosen again.
    @discardableResult
    public func load(_ report: LoadableReport, at time: String) throws(LoadingError) -> LoadOutcome {
        guard let runID else { throw LoadingError(.noRun) }
        return try transaction { db, tables in
            let documents = Documents(tables: tables, runID: runID, time: time)
            let known = try documents.known(report.file.digest)
            if let known, known.status != "quarantined" { return LoadOutcome(isLoaded: false) }

            try tables.ensureYear(report.identity.fiscalYear)
            let unitID = try Units(db: db, linkedDivisions: tables.linkedDivisions).unitID(
                for: report.identity.unit, reportYear: report.identity.fiscalYear)
            let documentID = try documents.put(report, unitID: unitID, over: known?.documentID)
            let displaced = try documents.takePlace(
                of: report.file, documentID: documentID, metadata: report.metadata, isReadable: true)

            var outcome = LoadOutcome(
                isLoaded: true, superseded: displaced.superseded, supersededBy: displaced.supersededBy,
                observationCount: report.observations.count, findingCount: report.findings.count)
            for other in displaced.units where other != unitID {
                outcome.findingCount += try settleOrPutOff(other, supersededBy: documentID, tables)
            }
            if known != nil {
                // Rules that could not read it for a while may have read it before.
                var family = try GenerationFamily(generation, first: tables.generationID(), db)
                let readings = Readings(tables: tables, documentID: documentID)
                try readings.makeCurrent(
                    readings.put(report, unitID: unitID, current: nil, family: &family, by: documents))
                outcome.findingCount += try settle(unitID, arriving: nil, of: nil, tables)
                return outcome
            }
            let arriving = try documents.statements(of: report, documentID: documentID, unitID: unitID)
            try tables.insertParts(of: report, as: arriving, unitID: unitID)
            if displaced.supersededBy == nil, try tables.owed.isPutOff(unitID) {
                try tables.insertObservations(of: report, as: arriving)
                try tables.owed.putOff(unitID, supersededBy: documentID)
            } else if displaced.supersededBy == nil {
                outcome.findingCount += try settle(unitID, arriving: arriving, of: report, tables)
            } else {
                try tables.insertObservations(of: report, as: arriving)
                // It gave way to one and took the place of another of its own unit.
                if displaced.units.contains(unitID) {
                    outcome.findingCount += try settleOrPutOff(unitID, supersededBy: documentID, tables)
                }
            }
            return outcome
        }
    }

    /// Makes a superseded document current again that stands at its old place again.
    public func reinstate(_ file: ArrivedFile) throws(LoadingError) {
        try transaction { db, tables in
            let found = try db.row(
                sql: """
                    SELECT a.document_id, b.document_id, a.unit_id, b.unit_id
                    FROM dim_document a JOIN dim_document b ON b.document_id = a.superseded_by_id
                    WHERE a.sha256 = ? AND a.quarantine_code IS NULL
                    """,
                arguments: [file.digest])
            guard let found else { return }
            let (documentID, otherID): (Int64, Int64) = (found[0], found[1])
            try db.run(
                sql: "UPDATE dim_document SET status = 'loaded', superseded_by_id = NULL WHERE document_id = ?",
                arguments: [documentID])
            try tables.supersede(otherID, by: documentID)
            let units = Set([found[2] as Int64?, found[3] as Int64?].compactMap { $0 })
            for unitID in units.sorted() { _ = try settleOrPutOff(unitID, supersededBy: documentID, tables) }
        }
    }

    /// Chooses a unit's figures again and writes them, with the observations of a report that is arriving.
    /// Returns how many findings between reports there are more than before, 0 for fewer.
    func settle(
        _ unitID: Int64, arriving: Settlement.Report?, of report: LoadableReport?, _ tables: Tables
    ) throws -> Int {
        let settlement = Settlement(tables: tables, judge: judge, unitID: unitID)
        let judgement = try settlement.judged(arriving: arriving)
        if let arriving, let report,
            let judged = judgement.reports.first(where: { $0.documentID == arriving.documentID })
        {
            try tables.insertObservations(of: report, as: judged)
        }
        try tables.owed.noteJudged(unitID)
        try Units(db: tables.db).owePeers(of: unitID)
        return try settlement.write(judgement, arriving: arriving?.documentID)
    }

    /// Chooses a unit's figures again, at once or at the end of the run.
    private func settleOrPutOff(_ unitID: Int64, supersededBy documentID: Int64, _ tables: Tables) throws -> Int {
        guard try tables.owed.isPutOff(unitID) else { return try settle(unitID, arriving: nil, of: nil, tables) }
        try tables.owed.putOff(unitID, supersededBy: documentID)
        return 0
    }

    /// Judges every unit that is still owed it, and then the bodies of the kinds concerned against each other: a unit or
    /// a kind a transaction, so that a run that is cut short leaves the rest to the next.  Returns how many findings there
    /// are more than before.
    func settleOwed() throws(LoadingError) -> Int {
        var findings = 0
        for unitID in try transaction({ _, tables in try tables.unitsOwed() }) {
            findings += try transaction { _, tables in try settle(unitID, arriving: nil, of: nil, tables) }
        }
        for kind in try transaction({ _, tables in try tables.kindsOwed() }) {
            findings += try transaction { _, tables in
                try PeerJudging(tables: tables, judge: judge, kindOfBody: kind).run()
            }
        }
        return findings
    }
}
