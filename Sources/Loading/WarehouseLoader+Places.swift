import DocumentModel
import FiscalModel
import GRDB

extension WarehouseLoader {
    /// Puts a file on record that cannot be read or identified; known and readable bytes are left alone.
    public func quarantine(
        _ file: ArrivedFile, for reason: Quarantine, format: DocumentFormat? = nil,
        metadata: DocumentMetadata = .init(), at time: String
    ) throws(LoadingError) {
        guard let runID else { throw LoadingError(.noRun) }
        try transaction { _, tables in
            let documents = Documents(tables: tables, runID: runID, time: time)
            let known = try documents.known(file.digest)
            if let known, known.status != "quarantined" { return }
            let documentID = try documents.put(
                file, for: reason, format: format, metadata: metadata, over: known?.documentID)
            _ = try documents.takePlace(of: file, documentID: documentID, metadata: metadata, isReadable: false)
        }
    }

    /// Puts a second place of known bytes on record.
    ///
    /// Of two places met in one run the one that sorts first is the document's own, whichever was met first; later the
    /// own place stays.
    public func recordAlias(_ file: ArrivedFile) throws(LoadingError) {
        try transaction { db, tables in
            let found = try db.row(
                sql: "SELECT document_id, run_id, folder, file_name FROM dim_document WHERE sha256 = ?",
                arguments: [file.digest])
            guard let found, (found[2], found[3]) != (file.folder, file.name) else { return }
            let documentID: Int64 = found[0]
            try db.run(
                sql: """
                    INSERT INTO document_alias (document_id, folder, file_name, archive) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET replaced_by_id = NULL
                    """,
                arguments: [documentID, file.folder, file.name, file.archive])
            if found[1] == runID, (file.folder, file.name) < (found[2] as String, found[3] as String) {
                try Places(db: db).move(
                    documentID, to: (file.folder, file.name, file.archive), replacedBy: nil)
            }
        }
    }
}
