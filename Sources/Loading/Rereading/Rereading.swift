import DocumentModel
import FiscalModel
import GRDB

/// Documents on record being read again, in one transaction that is kept as a whole or not at all.
///
/// Made by `WarehouseLoader.reread`; takes the documents in any order, the same rows come of every order of reading.
public final class Rereading {
    /// What reading a document again did to it.
    public enum Effect: Hashable, Sendable {
        /// The same as before.
        case unchanged
        /// Another reading, or other facts about it.
        case changed
        /// It stood in quarantine, and now it is read.
        case readable
        /// It was read, and now it cannot be.
        case quarantined
        /// It stood in quarantine, and still does.
        case stillQuarantined
    }

    let tables: Tables
    private var family: GenerationFamily
    /// Units whose current reports say something else now, or that other rules have judged.
    private(set) var units: Set<Int64> = []

    private var db: Database { tables.db }

    init(_ tables: Tables, generation: String) throws {
        self.tables = tables
        family = try GenerationFamily(generation, first: tables.generationID(), tables.db)
    }

    /// Takes in what is read from a document today.
    public func take(_ report: LoadableReport, of stored: StoredDocument) throws -> Effect {
        try tables.ensureYear(report.identity.fiscalYear)
        let documents = Documents(tables: tables, runID: stored.runID, time: stored.ingestedAt)
        let (units, readings) = (Units(db: db), Readings(tables: tables, documentID: stored.id))
        let unitID = try units.unitID(for: report.identity.unit)
        var isChanged = try putFacts(of: report, unitID: unitID, documentID: stored.id)
        let names = try units.names(printedBy: stored.id)
        if names != units.names(of: report.identity.unit) {
            try units.putNames(of: report.identity.unit, printedBy: stored.id)
            self.units.insert(unitID)
            // Before migration 7 none were kept: then this says nothing of the reading.
            if !names.isEmpty { isChanged = true }
        }
        let generationID = try readings.put(
            report, unitID: unitID, current: stored.isReadable ? stored.generationID : nil, family: &family,
            by: documents)
        if generationID != stored.generationID {
            try readings.makeCurrent(generationID)
            isChanged = true
        }
        try readings.confirm(family.ids.contains(generationID) ? nil : family.ids[0])
        if stored.generation != family.fingerprint { self.units.insert(unitID) }
        guard isChanged || !stored.isReadable else { return .unchanged }

        self.units.formUnion([unitID, stored.unitID].compactMap { $0 })
        guard !stored.isReadable else { return .changed }
        if !stored.isSuperseded {
            let displaced = try documents.takePlace(
                of: stored.file, documentID: stored.id, metadata: report.metadata, isReadable: true)
            self.units.formUnion(displaced.units)
        }
        return .readable
    }

    /// Takes in that a document's bytes cannot be had: it keeps its reading, which is judged by today's rules.
    public func keep(_ stored: StoredDocument) {
        if let unitID = stored.unitID { units.insert(unitID) }
    }

    /// Takes in that a document cannot be read today.  What was read from it stays on record and counts no more; what had
    /// given way to it stands again.
    public func take(
        _ quarantine: Quarantine, format: DocumentFormat?, metadata: DocumentMetadata, of stored: StoredDocument
    ) throws -> Effect {
        let readings = Readings(tables: tables, documentID: stored.id)
        try db.run(
            sql: """
                UPDATE dim_document SET
                  kind = NULL, unit_id = NULL, fiscal_year = NULL, format = :format,
                  source_url = :url, publisher = :publisher, title = :title, published_on = :published_on,
                  retrieved_on = :retrieved_on, page_count = :page_count,
                  status = CASE WHEN superseded_by_id IS NULL THEN 'quarantined' ELSE 'superseded' END,
                  quarantine_code = :code, quarantine_text = :text, quarantine_text_en = :english, quarantine_candidates = :candidates,
                  generation_id = :generation
                WHERE document_id = :id
                """,
            arguments: Self.arguments(
                stored.file, metadata, format, stored.id,
                [
                    "code": quarantine.code, "text": quarantine.text, "english": quarantine.english,
                    "candidates": quarantine.candidates,
                    "generation": try tables.generationID(),
                ]))
        try readings.confirm(nil)
        guard stored.isReadable else { return .stillQuarantined }

        try readings.unchoose()
        try db.run(sql: "DELETE FROM document_unit_name WHERE document_id = ?", arguments: [stored.id])
        try db.run(
            sql: "DELETE FROM finding WHERE document_id = ? AND is_between_reports = 1", arguments: [stored.id])
        if let unitID = stored.unitID { units.insert(unitID) }
        if !stored.isSuperseded { try reinstate(supersededBy: stored.id) }
        return .quarantined
    }

    private func reinstate(supersededBy documentID: Int64) throws {
        let rows = try db.rows(
            sql: "SELECT unit_id FROM dim_document WHERE superseded_by_id = ?", arguments: [documentID])
        units.formUnion(rows.compactMap { $0[0] as Int64? })
        try db.run(
            sql: """
                UPDATE dim_document SET
                  superseded_by_id = NULL,
                  status = CASE WHEN quarantine_code IS NULL THEN 'loaded' ELSE 'quarantined' END
                WHERE superseded_by_id = ?
                """,
            arguments: [documentID])
    }

    /// Brings the document's row to what is read today; returns whether it was anything else.
    private func putFacts(of report: LoadableReport, unitID: Int64, documentID: Int64) throws -> Bool {
        let columns = [
            ("source_url", "url"), ("publisher", "publisher"), ("title", "title"), ("published_on", "published_on"),
            ("retrieved_on", "retrieved_on"), ("format", "format"), ("page_count", "page_count"), ("kind", "kind"),
            ("unit_id", "unit"), ("fiscal_year", "year"),
        ]
        let names = columns.map(\.0).joined(separator: ", ")
        let values = columns.map { ":" + $0.1 }.joined(separator: ", ")
        try db.run(
            sql: """
                UPDATE dim_document SET
                  \(columns.map { "\($0.0) = :\($0.1)" }.joined(separator: ", ")),
                  status = CASE WHEN superseded_by_id IS NULL THEN 'loaded' ELSE 'superseded' END,
                  quarantine_code = NULL, quarantine_text = NULL, quarantine_text_en = NULL, quarantine_candidates = NULL
                WHERE document_id = :id AND ((\(names), quarantine_code) IS NOT (\(values), NULL))
                """,
            arguments: Self.arguments(
                report.file, report.metadata, report.format, documentID,
                [
                    "kind": report.identity.kind.rawValue, "unit": unitID, "year": report.identity.fiscalYear,
                ]))
        return db.changesCount > 0
    }

    private static func arguments(
        _ file: ArrivedFile, _ metadata: DocumentMetadata, _ format: DocumentFormat?, _ id: Int64,
        _ more: [String: (any DatabaseValueConvertible)?]
    ) -> StatementArguments {
        let common: [String: (any DatabaseValueConvertible)?] = [
            "url": file.sourceURL ?? metadata.sourceURL, "publisher": metadata.publisher, "title": metadata.title,
            "published_on": metadata.publishedOn, "retrieved_on": metadata.retrievedOn, "format": format?.rawValue,
            "page_count": metadata.pageCount, "id": id,
        ]
        return StatementArguments(common.merging(more) { $1 })
    }
}
