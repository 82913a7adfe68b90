import FiscalModel
import GRDB

extension Tables {
    /// The dimension rows of a reading, made where there are none.
    func keys(of observation: Observation, unitID: Int64) throws -> ReadingKeys {
        try ensureYear(observation.fiscalYear)
        return ReadingKeys(
            measureID: try measureID(observation.measure), fiscalYear: observation.fiscalYear,
            scenarioID: try scenarioID(observation.scenario),
            projectID: try observation.project.map { try projectID($0, of: unitID) } ?? 0)
    }

    /// Writes a report's observations with the choice that its statements bear.
    func insertObservations(of report: LoadableReport, as settled: Settlement.Report) throws {
        try statements.insertObservations.write(Array(settled.statements.indices)) { insert, first, ordinal in
            let statement = settled.statements[ordinal]
            insert.bind(first, statement.candidate.id)
            insert.bind(first + 1, settled.documentID)
            insert.bind(first + 2, settled.generationID)
            insert.bind(first + 3, ordinal)
            insert.bind(first + 4, statement.candidate.balance.rawValue)
            insert.bind(first + 5, statement.accepted)
            insert.bind(first + 6, statement.reason)
            insert.bindReading(
                from: first + 7, statement.candidate.observation, keys: statement.keys,
                words: report.statedWords[ordinal], locator: report.observations[ordinal].locator)
        }
    }

    /// Writes what else was read from a report: unsure readings, scores, indicators, terms, notes, its own findings.
    func insertParts(of report: LoadableReport, as settled: Settlement.Report, unitID: Int64) throws {
        let (documentID, generationID) = (settled.documentID, settled.generationID)
        func start(_ insert: BoundStatement, _ ordinal: Int) {
            insert.bind(1, documentID)
            insert.bind(2, generationID)
            insert.bind(3, ordinal)
        }
        for (ordinal, unsure) in report.unsure.enumerated() {
            let insert = statements.insertUnsure
            start(insert, ordinal)
            insert.bind(4, unsure.value.reason)
            let keys = try keys(of: unsure.value.observation, unitID: unitID)
            insert.bindReading(
                from: 5, unsure.value.observation, keys: keys, words: nil, locator: unsure.locator)
            try insert.run()
        }
        for (ordinal, score) in report.projectScores.enumerated() {
            let insert = statements.insertProjectScore
            start(insert, ordinal)
            insert.bind(4, try projectID(score.value.project, of: unitID))
            insert.bind(5, score.value.score.mantissa)
            insert.bind(6, score.value.score.scale)
            insert.bind(7, score.value.quote)
            insert.bind(8, score.locator)
            try insert.run()
        }
        for (ordinal, indicator) in report.indicators.enumerated() {
            let insert = statements.insertIndicator
            start(insert, ordinal)
            insert.bind(4, try indicatorID(indicator.value))
            insert.bind(5, try indicator.value.project.map { try projectID($0, of: unitID) })
            insert.bind(6, indicator.value.target)
            insert.bind(7, indicator.value.actual)
            insert.bind(8, indicator.value.weight?.mantissa)
            insert.bind(9, indicator.value.weight?.scale)
            insert.bind(10, indicator.value.score?.mantissa)
            insert.bind(11, indicator.value.score?.scale)
            insert.bind(12, indicator.value.deviation)
            insert.bind(13, indicator.value.quote)
            insert.bind(14, indicator.locator)
            try insert.run()
        }
        for (ordinal, term) in report.unknownTerms.enumerated() {
            let insert = statements.insertUnknownTerm
            start(insert, ordinal)
            insert.bind(4, term.value.term)
            insert.bind(5, term.value.quote)
            insert.bind(6, term.locator)
            try insert.run()
        }
        for (ordinal, note) in report.notes.enumerated() {
            let insert = statements.insertNote
            start(insert, ordinal)
            insert.bind(4, note.code.rawValue)
            insert.bind(5, note.page)
            insert.bind(6, note.detail)
            try insert.run()
        }
        for (ordinal, finding) in report.findings.enumerated() {
            try insert(
                finding, documentID: documentID, generationID: generationID, place: .insideReport, ordinal: ordinal)
        }
    }

    /// Lets a document give way to another: it stays on record, but none of its statements is chosen any more.
    func supersede(_ documentID: Int64, by other: Int64) throws {
        try db.run(
            sql: "UPDATE dim_document SET status = 'superseded', superseded_by_id = ? WHERE document_id = ?",
            arguments: [other, documentID])
        try db.run(
            sql: """
                UPDATE published_observation SET accepted = 0, choice_reason = NULL
                WHERE document_id = ? AND (accepted <> 0 OR choice_reason IS NOT NULL)
                """,
            arguments: [documentID])
        try db.run(
            sql: "DELETE FROM finding WHERE document_id = ? AND is_between_reports = 1", arguments: [documentID])
    }
}
