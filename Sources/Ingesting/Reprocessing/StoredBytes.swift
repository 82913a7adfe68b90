import Loading
import Reading
import ReferenceData
import Synchronization
import Terminal

/// Finds the bytes of documents on record: in the archive, or where they were found, as long as they are the same.
final class StoredBytes: Sendable {
    private let archive: DocumentArchive
    private let walk: Walk
    /// Put bytes back into an archive that lacks them.
    private let isMending: Bool
    /// The archive file that was unfolded last, for the next of its members.
    private let unfolded = Mutex<(path: String, members: [String: [UInt8]])?>(nil)

    init(archive: DocumentArchive, walk: Walk, isMending: Bool) {
        self.archive = archive
        self.walk = walk
        self.isMending = isMending
    }

    /// The bytes with what is wrong with the archive, if anything is.
    struct Found {
        var source: SourceFile
        var archiveFault: DocumentArchive.Fault?
    }

    /// Why a document's bytes cannot be had; its reading stays as it is.
    struct Absence: Error {
        var complaint: Complaint
    }

    func source(of stored: StoredDocument) throws(Absence) -> Found {
        let digest = stored.file.digest
        var fault: DocumentArchive.Fault?
        do throws(DocumentArchive.Fault) {
            if let bytes = try archive.bytes(of: digest) { return Found(source: source(of: stored, bytes)) }
        } catch {
            fault = error
        }
        for place in stored.places {
            guard let bytes = bytes(at: place, digest) else { continue }
            do throws(DocumentArchive.Fault) { try mend(bytes, digest, fault) } catch { fault = error }
            return Found(source: source(of: stored, bytes), archiveFault: fault)
        }
        throw Absence(complaint: complaint(about: stored, fault))
    }

    private func source(of stored: StoredDocument, _ bytes: [UInt8]) -> SourceFile {
        SourceFile(
            name: stored.file.name, folder: stored.file.folder, bytes: bytes, archive: stored.file.archive,
            origin: SourceOrigin(
                url: stored.file.sourceURL, retrievedOn: stored.file.retrievedOn, publisher: stored.file.publisher))
    }

    /// Puts the bytes where the archive should have them, if the warehouse has an archive at all.
    private func mend(_ bytes: [UInt8], _ digest: String, _ fault: DocumentArchive.Fault?) throws(DocumentArchive.Fault)
    {
        guard isMending, archive.isThere else { return }
        if case .damaged = fault { try archive.setAside(digest) }
        try archive.keep([DocumentArchive.Document(digest: digest, bytes: bytes)])
    }

    private func bytes(at place: StoredDocument.Place, _ digest: String) -> [UInt8]? {
        guard let holder = place.archive else {
            return whole("\(place.folder)/\(place.name)").flatMap { SHA256.hexDigest(of: $0) == digest ? $0 : nil }
        }
        // “…/late.zip/2024” of late.zip: the archive is the file, what follows stands inside it.
        guard let end = (place.folder + "/").range(of: "/\(holder)/") else { return nil }
        let path = String(place.folder[..<end.lowerBound]) + "/" + holder
        return unfolded.withLock { unfolded in
            if unfolded?.path != path {
                let slash = path.lastIndex(of: "/") ?? path.startIndex
                let members = whole(path).flatMap {
                    walk.expand(SourceFile(name: holder, folder: String(path[..<slash]), bytes: $0))?.members
                }
                unfolded = (
                    path,
                    Dictionary((members ?? []).map { (SHA256.hexDigest(of: $0.bytes), $0.bytes) }) { first, _ in first }
                )
            }
            return unfolded?.members[digest]
        }
    }

    private func whole(_ path: String) -> [UInt8]? {
        do { return try content(of: Array(path.utf8)) } catch { return nil }
    }

    private func complaint(about stored: StoredDocument, _ fault: DocumentArchive.Fault?) -> Complaint {
        let place = stored.places[0]
        let what =
            if let fault {
                Wording(
                    zh: "\(fault.what.zh)：\(fault.path)；原处也没有同样的内容",
                    en: "\(fault.what.en): \(fault.path); nor are the same bytes where they were found")
            } else {
                Wording(
                    zh: "原文不在存档里，原处也没有同样的内容",
                    en: "its bytes are neither in the archive nor, unchanged, where they were found")
            }
        return Complaint(
            place: "\(place.folder)/\(place.name)", what: what,
            consequence: Wording(
                zh: "没有重读；以前读出的数据照旧", en: "it was not read again; what was read from it before stands"),
            help: Wording(
                zh: "放回原文（SHA-256 \(stored.file.digest.prefix(12))…），或从任何位置用 county-ingest load 再装入一次，然后再重读",
                en:
                    "put the file back (SHA-256 \(stored.file.digest.prefix(12))…), or load it once more from anywhere, "
                    + "then reprocess again"),
            status: .noInput)
    }
}
