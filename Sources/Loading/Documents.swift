import DocumentModel
import FiscalModel
import GRDB

/// The documents on record: taking one in, and who gives way to it.
struct Documents {
    let tables: Tables
    let runID: Int64
    let time: String

    private var db: Database { tables.db }

    /// The document of these bytes, if it is on record.
    func known(_ digest: String) throws -> (documentID: Int64, status: String)? {
        let query = try db.cachedStatement(sql: "SELECT document_id, status FROM dim_document WHERE sha256 = ?")
        return try Row.fetchOne(query, arguments: [digest]).map { ($0[0], $0[1]) }
    }

    /// Puts a report's document on record as loaded, over a quarantined one of the same bytes.
    func put(_ report: LoadableReport, unitID: Int64, over known: Int64?) throws -> Int64 {
        let documentID = try put(
            report.file, format: report.format, metadata: report.metadata, over: known,
            standing: [
                ("kind", report.identity.kind.rawValue), ("unit_id", unitID),
                ("fiscal_year", report.identity.fiscalYear),
                ("status", "loaded"), ("quarantine_code", nil), ("quarantine_text", nil), ("quarantine_text_en", nil),
                ("quarantine_candidates", nil),
            ])
        try Units(db: db).putNames(of: report.identity.unit, printedBy: documentID)
        return documentID
    }

    /// Puts a file on record as quarantined.
    func put(
        _ file: ArrivedFile, for reason: Quarantine, format: DocumentFormat?, metadata: DocumentMetadata,
        over known: Int64?
    ) throws -> Int64 {
        try put(
            file, format: format, metadata: metadata, over: known,
            standing: [
                ("kind", nil), ("unit_id", nil), ("fiscal_year", nil), ("status", "quarantined"),
                ("quarantine_code", reason.code), ("quarantine_text", reason.text),
                ("quarantine_text_en", reason.english),
                ("quarantine_candidates", reason.candidates),
            ])
    }

    private func put(
        _ file: ArrivedFile, format: DocumentFormat?, metadata: DocumentMetadata, over known: Int64?,
        standing: [(String, (any DatabaseValueConvertible)?)]
    ) throws -> Int64 {
        let url: String? = file.sourceURL ?? metadata.sourceURL
        let common: [(String, (any DatabaseValueConvertible)?)] = [
            ("url", url), ("publisher", metadata.publisher), ("title", metadata.title),
            ("published_on", metadata.publishedOn), ("retrieved_on", metadata.retrievedOn),
            ("format", format?.rawValue), ("page_count", metadata.pageCount),
            ("generation_id", try tables.generationID()), ("run_id", runID), ("time", time),
        ]
        if let known {
            try db.cachedStatement(
                sql: """
                    UPDATE dim_document SET
                      source_url = :url, publisher = :publisher, title = :title, published_on = :published_on,
                      retrieved_on = :retrieved_on, format = :format, page_count = :page_count, kind = :kind,
                      unit_id = :unit_id, fiscal_year = :fiscal_year, status = :status,
                      quarantine_code = :quarantine_code, quarantine_text = :quarantine_text,
                      quarantine_text_en = :quarantine_text_en,
                      quarantine_candidates = :quarantine_candidates, generation_id = :generation_id, run_id = :run_id,
                      ingested_at = :time
                    WHERE document_id = :id
                    """
            ).execute(arguments: StatementArguments(common + standing + [("id", known)]))
            try putOrigin(of: file, documentID: known)
            return known
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO dim_document (
                  sha256, size_bytes, folder, file_name, archive, source_url, publisher, title, published_on,
                  retrieved_on, format, page_count, kind, unit_id, fiscal_year, status, quarantine_code,
                  quarantine_text, quarantine_text_en, quarantine_candidates, generation_id, run_id, ingested_at)
                VALUES (
                  :sha256, :size, :folder, :name, :archive, :url, :publisher, :title, :published_on, :retrieved_on,
                  :format, :page_count, :kind, :unit_id, :fiscal_year, :status, :quarantine_code, :quarantine_text,
                  :quarantine_text_en, :quarantine_candidates, :generation_id, :run_id, :time)
                """
        ).execute(
            arguments: StatementArguments(
                common + standing + [
                    ("sha256", file.digest), ("size", file.size), ("folder", file.folder), ("name", file.name),
                    ("archive", file.archive),
                ]))
        let documentID = db.lastInsertedRowID
        try putOrigin(of: file, documentID: documentID)
        return documentID
    }

    /// Notes what was told of a file beside its bytes, so that it can be read again with it.
    private func putOrigin(of file: ArrivedFile, documentID: Int64) throws {
        guard file.sourceURL != nil || file.publisher != nil || file.retrievedOn != nil else { return }
        try db.run(
            sql: """
                INSERT INTO document_origin (document_id, url, publisher, retrieved_on) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                  url = excluded.url, publisher = excluded.publisher, retrieved_on = excluded.retrieved_on
                """,
            arguments: [documentID, file.sourceURL, file.publisher, file.retrievedOn])
    }

    /// What a document's arrival does to those that stood at its place.
    struct Displaced {
        /// Digests of the documents that gave way.
        var superseded: [String] = []
        /// The document published later, to which the arriving one gives way.
        var supersededBy: String?
        /// Units whose current reports changed by it, without the arriving one's.
        var units: [Int64] = []
    }

    /// Lets the earlier documents at a file's place give way to it, or it to a later one.
    ///
    /// A file that cannot be read takes the place of files that could not be read either, never of a report.
    func takePlace(
        of file: ArrivedFile, documentID: Int64, metadata: DocumentMetadata, isReadable: Bool
    ) throws -> Displaced {
        let places = Places(db: db)
        var displaced = Displaced()
        let holders = try places.holders(
            of: file, publishedOn: metadata.publishedOn, retrievedOn: metadata.retrievedOn,
            sourceURL: file.isURLShared ? nil : file.sourceURL ?? metadata.sourceURL, runID: runID)
        for holder in holders where isReadable || holder.status == "quarantined" {
            guard holder.isEarlier else {
                if holder.status == "loaded", displaced.supersededBy == nil {
                    try tables.supersede(documentID, by: holder.documentID)
                    displaced.supersededBy = holder.digest
                }
                continue
            }
            if holder.isSamePath, let other = try places.otherPlace(of: holder.documentID) {
                try places.move(holder.documentID, to: other, replacedBy: documentID)
                continue
            }
            try tables.supersede(holder.documentID, by: documentID)
            displaced.superseded.append(holder.digest)
            if let unitID = holder.unitID, !displaced.units.contains(unitID) { displaced.units.append(unitID) }
        }
        try places.replaceAliases(at: file, by: documentID)
        return displaced
    }

    /// A report's statements as they stand before they are judged, with the numbers that they will have.
    func statements(of report: LoadableReport, documentID: Int64, unitID: Int64) throws -> Settlement.Report {
        let query = try db.cachedStatement(sql: "SELECT coalesce(max(observation_id), 0) FROM published_observation")
        let last = try Int64.fetchOne(query) ?? 0
        var statements: [Settlement.Statement] = []
        statements.reserveCapacity(report.observations.count)
        for (ordinal, located) in report.observations.enumerated() {
            let candidate = Candidate(
                id: last + 1 + Int64(ordinal), digest: report.file.digest, reportKind: report.identity.kind,
                reportFiscalYear: report.identity.fiscalYear, publishedOn: report.metadata.publishedOn,
                ordinal: ordinal, observation: located.value, balance: report.balances[ordinal])
            statements.append(
                .init(
                    candidate: candidate, keys: try tables.keys(of: located.value, unitID: unitID), accepted: 0,
                    reason: nil))
        }
        for (code, label) in report.measureLabels.sorted(by: { $0.key < $1.key }) { try tables.label(code, label) }
        return Settlement.Report(
            documentID: documentID, generationID: try tables.generationID(), digest: report.file.digest,
            kind: report.identity.kind, fiscalYear: report.identity.fiscalYear,
            publishedOn: report.metadata.publishedOn, statements: statements)
    }
}
