import GRDB
import Loading
import Warehouse

/// Digests whose documents need not be read again, known before the walk begins so that no thread reads them.
///
/// Only a hint: what is done with a file is decided by the loader when its turn comes.
struct KnownDigests: Sendable {
    private let digests: Set<String>

    /// None, for a warehouse that is not there yet.
    init() { digests = [] }

    /// Documents that were read, and those quarantined by the same rules and seeds for a reason that lasts.
    init(_ db: Database, generation: String) throws {
        digests = try String.fetchSet(
            db,
            sql: """
                SELECT sha256 FROM dim_document JOIN rules_generation USING (generation_id)
                WHERE status <> 'quarantined' OR (fingerprint = ? AND quarantine_code <> ?)
                """, arguments: [generation, Quarantine.passingCode])
    }

    func contains(_ digest: String) -> Bool { digests.contains(digest) }
}

/// Where documents stand, for a dry run: the loader's answers without its writing.
struct DryLedger {
    private struct Place: Hashable {
        var folder: String
        var name: String
    }

    private var documents: [String: (quarantine: Quarantine?, places: Set<Place>)] = [:]
    private var current: [Place: String] = [:]

    init() {}

    init(_ db: Database, generation: String) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT sha256, folder, file_name, status,
                    status = 'quarantined' AND (fingerprint <> ? OR quarantine_code = ?) AS is_stale,
                    quarantine_code, quarantine_text, quarantine_candidates, quarantine_text_en
                FROM dim_document JOIN rules_generation USING (generation_id)
                UNION ALL
                SELECT sha256, a.folder, a.file_name, 'alias', 0, NULL, NULL, NULL, NULL
                FROM document_alias a JOIN dim_document USING (document_id)
                """, arguments: [generation, Quarantine.passingCode])
        for row in rows where !(row[4] as Bool) {
            let (digest, place) = (row[0] as String, Place(folder: row[1], name: row[2]))
            let status: String = row[3]
            documents[digest, default: (nil, [])].places.insert(place)
            if status == "quarantined" {
                documents[digest]?.quarantine = Quarantine(
                    code: row[5], text: row[6], english: row[8], candidates: row[7])
            }
            if status != "superseded" { current[place] = digest }
        }
    }

    /// What the loader would say; from then on the file counts as taken in.
    mutating func standing(of file: ArrivedFile) -> DryStanding {
        let place = Place(folder: file.folder, name: file.name)
        guard let known = documents[file.digest] else {
            documents[file.digest] = (nil, [place])
            return .new(supersedes: current.updateValue(file.digest, forKey: place) != nil)
        }
        if let quarantine = known.quarantine { return .quarantined(quarantine) }
        if known.places.contains(place) { return .unchanged }
        documents[file.digest]?.places.insert(place)
        return .alias
    }
}

enum DryStanding: Hashable {
    case new(supersedes: Bool)
    case unchanged, alias
    case quarantined(Quarantine)
}
