import GRDB

/// Which documents stand where, and which takes whose place.
///
/// A document supersedes another only when it comes from the same place with other bytes: the same URL, or the same
/// folder and name.  Of two, the later is the one published later; where no date tells, the one that came in a later
/// run, and within one run the one whose path sorts later: the order of loading never decides.
struct Places {
    let db: Database

    /// A document from an arriving file's place that still stands there.
    struct Holder {
        var documentID: Int64
        var digest: String
        var unitID: Int64?
        var status: String
        /// True where it stands in the same folder under the same name, false where only the URL is the same.
        var isSamePath: Bool
        /// True where the arriving document, false where the holder is the later one.
        var isEarlier: Bool
    }

    /// Documents that hold the place of a file with other bytes, by number.
    func holders(
        of file: ArrivedFile, publishedOn: String?, retrievedOn: String?, sourceURL: String?, runID: Int64
    ) throws -> [Holder] {
        let rows = try db.rows(
            sql: """
                SELECT document_id, sha256, unit_id, status, published_on, retrieved_on, run_id, folder, file_name, archive
                FROM dim_document
                WHERE sha256 <> :sha AND status <> 'superseded' AND (
                  (file_name = :name AND folder = :folder AND archive IS :archive)
                  OR (source_url = :url AND archive IS NULL AND :archive IS NULL))
                ORDER BY document_id
                """,
            arguments: [
                "sha": file.digest, "name": file.name, "folder": file.folder, "archive": file.archive, "url": sourceURL,
            ])
        return rows.map { row in
            let isSamePath = row["file_name"] == file.name && row["folder"] == file.folder
            let holder = (
                publishedOn: row["published_on"] as String?, retrievedOn: row["retrieved_on"] as String?,
                runID: row["run_id"] as Int64, folder: row["folder"] as String, name: row["file_name"] as String
            )
            let isEarlier: Bool
            if let ours = publishedOn, let theirs = holder.publishedOn, ours != theirs {
                isEarlier = theirs < ours
            } else if isSamePath {
                isEarlier = true  // the file itself was replaced
            } else if let ours = retrievedOn, let theirs = holder.retrievedOn, ours != theirs {
                isEarlier = theirs < ours
            } else if holder.runID != runID {
                isEarlier = holder.runID < runID
            } else {
                isEarlier = (holder.folder, holder.name) < (file.folder, file.name)
            }
            return Holder(
                documentID: row["document_id"], digest: row["sha256"], unitID: row["unit_id"], status: row["status"],
                isSamePath: isSamePath, isEarlier: isEarlier)
        }
    }

    /// A place of the document other than the given one, from which nothing replaced it; the one that sorts first.
    func otherPlace(of documentID: Int64) throws -> (folder: String, name: String, archive: String?)? {
        try db.row(
            sql: """
                SELECT folder, file_name, archive FROM document_alias
                WHERE document_id = ? AND replaced_by_id IS NULL ORDER BY folder, file_name LIMIT 1
                """,
            arguments: [documentID]
        ).map { ($0[0], $0[1], $0[2]) }
    }

    /// Gives a document another of its places as its own, and keeps the old one on record.
    func move(
        _ documentID: Int64, to place: (folder: String, name: String, archive: String?), replacedBy other: Int64?
    ) throws {
        try db.run(
            sql: """
                INSERT INTO document_alias (document_id, folder, file_name, archive, replaced_by_id)
                SELECT document_id, folder, file_name, archive, ? FROM dim_document WHERE document_id = ?
                ON CONFLICT DO UPDATE SET replaced_by_id = excluded.replaced_by_id
                """,
            arguments: [other, documentID])
        try db.run(
            sql: "DELETE FROM document_alias WHERE document_id = ? AND folder = ? AND file_name = ?",
            arguments: [documentID, place.folder, place.name])
        try db.run(
            sql: "UPDATE dim_document SET folder = ?, file_name = ?, archive = ? WHERE document_id = ?",
            arguments: [place.folder, place.name, place.archive, documentID])
    }

    /// Marks aliases at a place as replaced by the document that was found there now.
    func replaceAliases(at file: ArrivedFile, by documentID: Int64) throws {
        try db.run(
            sql: """
                UPDATE document_alias SET replaced_by_id = :id
                WHERE file_name = :name AND folder = :folder AND document_id <> :id AND replaced_by_id IS NULL
                """,
            arguments: ["id": documentID, "name": file.name, "folder": file.folder])
    }
}
