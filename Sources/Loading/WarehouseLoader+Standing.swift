import GRDB

extension WarehouseLoader {
    /// What the warehouse knows of a file; writes nothing.
    public func standing(of file: ArrivedFile) throws(LoadingError) -> Standing {
        do {
            // NB: `read` would switch query_only on and off, and each switch makes SQLite prepare all statements again.
            return try warehouse.queue.unsafeRead { db in try standing(of: file, db) }
        } catch {
            throw LoadingError(error, path: warehouse.path)
        }
    }

    private func standing(of file: ArrivedFile, _ db: Database) throws -> Standing {
        let found = try db.cachedStatement(
            sql: """
                SELECT d.document_id, d.folder, d.file_name, d.status, d.superseded_by_id, d.published_on,
                  d.quarantine_code, d.quarantine_text, d.quarantine_text_en, d.quarantine_candidates, g.fingerprint
                FROM dim_document d JOIN rules_generation g USING (generation_id) WHERE d.sha256 = ?
                """)
        guard let row = try Row.fetchOne(found, arguments: [file.digest]) else { return .new }
        let documentID: Int64 = row["document_id"]
        let status: String = row["status"]
        if status == "quarantined",
            row["fingerprint"] != generation || row["quarantine_code"] == Quarantine.passingCode
        {
            return .retry
        }

        let isOwnPlace = row["file_name"] == file.name && row["folder"] == file.folder
        if isOwnPlace, status == "superseded", try hasReturned(to: file, row, db) { return .returned }
        if !isOwnPlace {
            let isKnown: Bool? = try db.value(
                sql: """
                    SELECT EXISTS (
                      SELECT 1 FROM document_alias
                      WHERE file_name = ? AND folder = ? AND document_id = ? AND replaced_by_id IS NULL)
                    """,
                arguments: [file.name, file.folder, documentID])
            if isKnown != true { return .alias(of: row["file_name"]) }
        }
        switch status {
        case "loaded": return .unchanged
        case "superseded": return .superseded
        default:
            return .quarantined(
                Quarantine(
                    code: row["quarantine_code"], text: row["quarantine_text"], english: row["quarantine_text_en"],
                    candidates: row["quarantine_candidates"]))
        }
    }
}

extension WarehouseLoader {
    /// True when what superseded a document stands at the file's very place, so that the file now stands there again,
    /// and no publication date says that the other is the later one.
    private func hasReturned(to file: ArrivedFile, _ row: Row, _ db: Database) throws -> Bool {
        guard row["quarantine_code"] == nil, let other = row["superseded_by_id"] as Int64? else { return false }
        let found = try db.row(
            sql: "SELECT published_on FROM dim_document WHERE document_id = ? AND file_name = ? AND folder = ?",
            arguments: [other, file.name, file.folder])
        guard let found else { return false }
        guard let ours = row["published_on"] as String?, let theirs = found[0] as String? else { return true }
        return theirs <= ours
    }
}
