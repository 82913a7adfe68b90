import GRDB

/// A document on record, with what it takes to read it again.
public struct StoredDocument: Hashable, Sendable {
    /// Where its bytes were found.
    public struct Place: Hashable, Sendable {
        /// Inside an archive, the archive and its folder there.
        public var folder: String
        public var name: String
        /// The archive that held it; nil for a file of its own.
        public var archive: String?
    }

    /// Its bytes by their digest, at its own place, with what was told of it beside them.
    public var file: ArrivedFile
    /// Its own place first, then the others, sorted.
    public var places: [Place]
    /// Why it stands in quarantine; nil where it was read.
    public var quarantine: Quarantine?
    /// The newest rules and seeds that read it as it stands on record.
    public var generation: String

    let id: Int64
    let unitID: Int64?
    let generationID: Int64
    let runID: Int64
    let ingestedAt: String
    let isSuperseded: Bool

    public var isReadable: Bool { quarantine == nil }
}

extension StoredDocument {
    /// All documents on record, superseded and quarantined ones too, in the order in which they came.
    static func all(_ db: Database) throws -> [StoredDocument] {
        var others: [Int64: [Place]] = [:]
        let aliases = try db.rows(
            sql: "SELECT document_id, folder, file_name, archive FROM document_alias ORDER BY folder, file_name")
        for row in aliases { others[row[0], default: []].append(Place(folder: row[1], name: row[2], archive: row[3])) }
        return try db.rows(
            sql: """
                SELECT d.document_id, d.sha256, d.size_bytes, d.folder, d.file_name, d.archive, o.url, o.publisher,
                  o.retrieved_on, d.quarantine_code, d.quarantine_text, d.quarantine_candidates,
                  coalesce(h.fingerprint, g.fingerprint), d.unit_id, d.generation_id, d.run_id, d.ingested_at,
                  d.superseded_by_id IS NOT NULL, coalesce(w.documents > 1, 0), d.quarantine_text_en
                FROM dim_document d
                JOIN rules_generation g ON g.generation_id = d.generation_id
                LEFT JOIN document_origin o ON o.document_id = d.document_id
                LEFT JOIN reading_confirmation c ON c.document_id = d.document_id
                LEFT JOIN rules_generation h ON h.generation_id = c.generation_id
                LEFT JOIN (SELECT url, count(*) AS documents FROM document_origin GROUP BY url) w ON w.url = o.url
                ORDER BY d.document_id
                """
        ).map { row in
            let own = Place(folder: row[3], name: row[4], archive: row[5])
            return StoredDocument(
                file: ArrivedFile(
                    digest: row[1], size: row[2], folder: own.folder, name: own.name, archive: own.archive,
                    // Whether a URL was given for one file or for all is not on record: one that several bear makes
                    // none a version of another.
                    sourceURL: row[6], isURLShared: row[18], publisher: row[7], retrievedOn: row[8]),
                places: [own] + (others[row[0]] ?? []),
                quarantine: (row[9] as String?).map {
                    Quarantine(code: $0, text: row[10], english: row[19], candidates: row[11])
                },
                generation: GenerationFamily.rules(of: row[12]), id: row[0], unitID: row[13], generationID: row[14],
                runID: row[15], ingestedAt: row[16], isSuperseded: row[17])
        }
    }
}
