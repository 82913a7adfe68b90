import Glibc
import ReferenceData
import Synchronization
import Terminal
import Warehouse

/// The bytes of every document that was taken in, beside the warehouse, each under its own digest.
///
/// Sources go: sites are redone, folders are tidied.  Reports can be read again by better rules only while their bytes
/// are there.
///
/// ```swift
/// let archive = DocumentArchive(beside: "warehouse.sqlite")
/// try archive.keep([.init(digest: digest, bytes: bytes)])   // warehouse.sqlite.archive/ab/cdef…
/// try archive.bytes(of: digest)         // the same bytes, or nil where they are not kept
/// ```
///
/// A file is written under another name, synced and renamed, so that a name always stands for the whole of it, and is
/// never written again; many at a time, because a disk is as long in being sure of one as of a dozen.  Files are not compressed: most formats are already, and `sha256sum` alone then checks them.
/// Files without a document (a run that was cut short left them) do no harm.
struct DocumentArchive: Sendable {
    let folder: String

    init(beside database: String) { folder = database + ".archive" }

    /// Why bytes could not be kept or are not to be trusted.
    enum Fault: Error, Hashable {
        /// With the system's reason.
        case cannotWrite(path: String, reason: Wording)
        case cannotRead(path: String, reason: Wording)
        /// The bytes under a digest's name have another digest.
        case damaged(path: String)
    }

    /// Where a document's bytes lie: the first two digits of the digest are a folder.
    func path(of digest: String) -> String { "\(folder)/\(digest.prefix(2))/\(digest.dropFirst(2))" }

    /// Bytes with the digest that they are kept under.
    struct Document: Sendable {
        var digest: String
        var bytes: [UInt8]
    }

    /// Keeps documents' bytes, unless they are kept already.  After a fault some may be kept and some not.
    func keep(_ documents: [Document]) throws(Fault) {
        let missing = documents.filter { !holds($0.digest, size: $0.bytes.count) }
        if missing.isEmpty { return }
        let incoming = folder + "/incoming"
        try make([folder, incoming] + missing.map { "\(folder)/\($0.digest.prefix(2))" })
        let written = missing.map { document in
            (document, path: "\(incoming)/\(getpid())-\(serial.add(1, ordering: .relaxed).newValue)")
        }
        do throws(Fault) {
            // NB: opened before anything is written, because it tells of what went wrong since.
            let disk = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard disk >= 0 else { throw .cannotWrite(path: folder, reason: systemMessage(errno)) }
            defer { close(disk) }
            for (document, path) in written { try write(document.bytes, to: path) }
            let failure = FileSystem.sync(disk)
            guard failure == 0 else { throw .cannotWrite(path: folder, reason: systemMessage(failure)) }
            for (document, path) in written where rename(path, self.path(of: document.digest)) != 0 {
                throw .cannotWrite(path: self.path(of: document.digest), reason: systemMessage(errno))
            }
        } catch {
            for (_, path) in written { unlink(path) }
            throw error
        }
    }

    /// True where the warehouse has an archive at all.
    var isThere: Bool {
        var status = stat()
        return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// True where a file of the right size lies there; what it holds is looked at when it is read.
    func holds(_ digest: String, size: Int) -> Bool {
        var status = stat()
        return stat(path(of: digest), &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == size
    }

    /// A document's bytes, which are sure to have its digest; nil where they are not kept.
    func bytes(of digest: String) throws(Fault) -> [UInt8]? {
        let path = path(of: digest)
        let bytes: [UInt8]
        do { bytes = try content(of: Array(path.utf8)) } catch {
            switch error.reason {
            case .missing: return nil
            case .cannotRead(let reason): throw .cannotRead(path: path, reason: reason)
            case .tooLarge: throw .damaged(path: path)
            }
        }
        guard SHA256.hexDigest(of: bytes) == digest else { throw .damaged(path: path) }
        return bytes
    }

    /// Makes room for sound bytes in the place of damaged ones, which stay beside it as `….damaged`.
    func setAside(_ digest: String) throws(Fault) {
        let path = path(of: digest)
        guard rename(path, path + ".damaged") == 0 || errno == ENOENT else {
            throw .cannotWrite(path: path, reason: systemMessage(errno))
        }
    }

    private func make(_ folders: [String]) throws(Fault) {
        for folder in folders where mkdir(folder, 0o777) != 0 && errno != EEXIST {
            throw .cannotWrite(path: folder, reason: systemMessage(errno))
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(Fault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemMessage(errno)) }
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count, failure == 0 {
                let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count > 0 { written += count } else if errno != EINTR { failure = errno }
            }
        }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw .cannotWrite(path: path, reason: systemMessage(failure)) }
    }
}

private let serial = Atomic<Int>(0)
