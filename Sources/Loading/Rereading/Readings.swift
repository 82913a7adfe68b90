import FiscalModel
import GRDB

/// What was read from one document under each generation of rules: nothing of it is ever overwritten, and what is read
/// the same again is not written twice.
struct Readings {
    let tables: Tables
    let documentID: Int64

    private var db: Database { tables.db }

    /// Tables with one row a thing read, and the rows that belong to the reading itself.
    private static let parts: [(table: String, condition: String)] = [
        ("published_observation", "true"), ("unsure_reading", "true"), ("published_project_score", "true"),
        ("fact_indicator", "true"), ("unknown_term", "true"), ("document_note", "true"),
        ("finding", "is_between_reports = 0"),
    ]

    /// Columns that say when something was read or what was chosen, and not what stands in the document; the English of
    /// a finding says no more than its Chinese.
    private static let circumstances: Set<String> = [
        "generation_id", "observation_id", "accepted", "choice_reason", "message_en",
    ]

    /// Finds the generation under which the document was read just as this report says, the given one first; where there
    /// is none, writes the reading under a generation of the family that has none of it yet.
    ///
    /// Observations are written without a choice; the unit has to be settled after.
    func put(
        _ report: LoadableReport, unitID: Int64, current: Int64?, family: inout GenerationFamily,
        by documents: Documents
    ) throws -> Int64 {
        let written = try generationsWithRows()
        let rivals = ([current].compactMap { $0 }) + family.ids.filter { written.contains($0) && $0 != current }
        let known = family
        var found: Int64?
        try db.inSavepoint {
            let target = try known.ids.first { !written.contains($0) && $0 != current } ?? family.another(db)
            var settled = try documents.statements(of: report, documentID: documentID, unitID: unitID)
            settled.generationID = target
            try tables.insertObservations(of: report, as: settled)
            try tables.insertParts(of: report, as: settled, unitID: unitID)
            // NB: a reading equal to one on record names no dimension row that was not there before it, so that the
            // numbers in memory stay right when its rows are taken back.
            found = try rivals.first { try isSame($0, target) }
            if found != nil {
                family = known
                return .rollback
            }
            found = target
            return .commit
        }
        let generationID = found ?? known.ids[0]
        try wordInEnglish(report.findings, of: generationID)
        return generationID
    }

    /// Fills the English in that findings of a program before migration 10 have not got.
    private func wordInEnglish(_ findings: [Finding], of generationID: Int64) throws {
        for (ordinal, finding) in findings.enumerated() {
            try db.run(
                sql: """
                    UPDATE finding SET message_en = ? WHERE document_id = ? AND generation_id = ?
                      AND is_between_reports = 0 AND is_between_units = 0 AND ordinal = ? AND message = ?
                      AND message_en IS NULL
                    """,
                arguments: [finding.message.en, documentID, generationID, ordinal, finding.message.zh])
        }
    }

    /// Makes a reading the document's current one: no other's statements are chosen any more, and findings between
    /// reports stand with it.
    func makeCurrent(_ generationID: Int64) throws {
        try db.run(
            sql: "UPDATE dim_document SET generation_id = ? WHERE document_id = ?",
            arguments: [generationID, documentID])
        try db.run(
            sql: "UPDATE finding SET generation_id = ? WHERE document_id = ? AND is_between_reports = 1",
            arguments: [generationID, documentID])
        try unchoose(except: generationID)
    }

    /// Takes back what was chosen among the document's statements.
    func unchoose(except generationID: Int64? = nil) throws {
        try db.run(
            sql: """
                UPDATE published_observation SET accepted = 0, choice_reason = NULL
                WHERE document_id = ? AND generation_id IS NOT ? AND (accepted <> 0 OR choice_reason IS NOT NULL)
                """,
            arguments: [documentID, generationID])
    }

    /// Notes that newer rules read the same, or with nil that the current reading is theirs.
    func confirm(_ generationID: Int64?) throws {
        guard let generationID else {
            try db.run(sql: "DELETE FROM reading_confirmation WHERE document_id = ?", arguments: [documentID])
            return
        }
        try db.run(
            sql: """
                INSERT INTO reading_confirmation (document_id, generation_id) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET generation_id = excluded.generation_id
                WHERE generation_id <> excluded.generation_id
                """,
            arguments: [documentID, generationID])
    }

    private func generationsWithRows() throws -> Set<Int64> {
        let queries = Self.parts.map {
            "SELECT generation_id FROM \($0.table) WHERE document_id = :id AND \($0.condition)"
        }
        return Set(
            try db.rows(sql: queries.joined(separator: " UNION "), arguments: ["id": documentID]).map { $0[0] })
    }

    private func isSame(_ a: Int64, _ b: Int64) throws -> Bool {
        for part in Self.parts {
            let columns = try db.columns(in: part.table).map(\.name).filter { !Self.circumstances.contains($0) }
            func rows(_ generation: String) -> String {
                """
                SELECT \(columns.joined(separator: ", ")) FROM \(part.table)
                WHERE document_id = :id AND generation_id = \(generation) AND \(part.condition)
                """
            }
            let isOther: Bool? = try db.value(
                sql: """
                    SELECT EXISTS (\(rows(":a")) EXCEPT \(rows(":b"))) OR EXISTS (\(rows(":b")) EXCEPT \(rows(":a")))
                    """,
                arguments: ["id": documentID, "a": a, "b": b])
            if isOther != false { return false }
        }
        return true
    }
}
