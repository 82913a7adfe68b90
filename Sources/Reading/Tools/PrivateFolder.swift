import Glibc

/// A folder that only this user can enter, for one tool run or a few; gone with the value.
///
/// It is locked while it is in use, so that the next process can tell one that a killed process left behind, and removes
/// it.
///
/// ```swift
/// let folder = try PrivateFolder()
/// let path = try folder.write(file.bytes, as: "in.pdf")
/// ```
final class PrivateFolder: Sendable {
    let path: String
    /// Open and locked; -1 where the file system has no locks.
    private let lock: Int32

    private static let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    private static let prefix = "county-ingest."
    /// Left-over folders are looked for once a process.
    private static let isSwept: Bool = {
        sweep(parent)
        return true
    }()

    init() throws(ReadingFailure) {
        _ = Self.isSwept
        let parent = Self.parent
        var template = Array("\(parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ReadingFailure(.machine, at: parent, error: errno)
        }
        // NB: mkdtemp leaves a terminated string.
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        lock = Self.locked(path)
    }

    deinit {
        removeAll(path)
        if lock >= 0 { close(lock) }
    }

    /// Removes the folders that nobody holds any more.  One made this minute may not be locked yet.
    static func sweep(_ parent: String) {
        for name in entries(of: parent) where name.hasPrefix(prefix) {
            let place = "\(parent)/\(name)"
            var information = stat()
            guard lstat(place, &information) == 0, information.st_mode & S_IFMT == S_IFDIR,
                information.st_uid == geteuid(), time(nil) - information.st_mtim.tv_sec > 60
            else { continue }
            let lock = locked(place)
            guard lock >= 0 else { continue }
            removeAll(place)
            close(lock)
        }
    }

    /// The folder, opened and locked; -1 where another process has it.
    private static func locked(_ place: String) -> Int32 {
        let folder = open(place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return -1 }
        guard flock(folder, LOCK_EX | LOCK_NB) == 0 else {
            close(folder)
            return -1
        }
        return folder
    }

    /// Writes a file into the folder and returns its path.
    @discardableResult
    func write(_ bytes: [UInt8], as name: String) throws(ReadingFailure) -> String {
        let place = "\(path)/\(name)"
        let file = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw problem(with: place) }
        defer { close(file) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + offset, bytes.count - offset) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw problem(with: place) }
            offset += count
        }
        return place
    }

    /// The bytes of a file that a tool wrote here; nil when there is none.
    func read(_ name: String, atMost limit: Int = 100 << 20) throws(ReadingFailure) -> [UInt8]? {
        let place = "\(path)/\(name)"
        let file = open(place, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0 else { throw problem(with: place) }
        guard information.st_size <= limit else { throw ReadingFailure(.tooLarge, part: name) }
        let size = Int(information.st_size)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let count = Glibc.read(file, buffer.baseAddress! + filled, size - filled)
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    failed = count < 0
                    break
                }
                filled += count
            }
        }
        if failed { throw problem(with: place) }
        return bytes
    }

    /// Names of the files here, sorted.
    var names: [String] { entries(of: path).sorted() }

    private func problem(with place: String) -> ReadingFailure {
        ReadingFailure(.machine, at: place, error: errno)
    }
}

private func entries(of folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names
}

/// Removes a folder and what is in it; links are removed, never followed.
private func removeAll(_ path: String) {
    for name in entries(of: path) {
        let place = "\(path)/\(name)"
        var information = stat()
        if lstat(place, &information) == 0 && (information.st_mode & S_IFMT) == S_IFDIR {
            removeAll(place)
        } else {
            unlink(place)
        }
    }
    rmdir(path)
}
