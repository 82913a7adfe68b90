import Glibc
import Terminal

/// Finds the files of a run: those named, and all in the folders named, in one order on every machine.
///
/// Inside folders links are not followed (a link to a parent would never end, a link beside its target would be a
/// twin), and what is no report is passed over: hidden files, office lock files, sidecars (`FILE.json` beside `FILE`),
/// `README` files and what Windows leaves behind.  A file that is named itself is always taken.
///
/// ```swift
/// let found = FileFinder().find(["reports", "late/报告.docx"])
/// found.files.map(\.name)   // ["a.pdf", "b.txt", "报告.docx"]
/// found.faults.map(\.path)  // paths that cannot be opened
/// ```
public struct FileFinder: Sendable {
    /// What is there, and what could not be looked at.
    public struct Result: Sendable {
        public var files: [FoundFile] = []
        public var faults: [Fault] = []
    }

    /// A path that cannot be opened, with the reason.
    public struct Fault: Hashable, Sendable {
        public var path: String
        public var reason: Wording
    }

    public init() {}

    public func find(_ paths: [String]) -> Result {
        var result = Result()
        var seen: Set<[UInt8]> = []
        for path in paths {
            var bytes = Array(path.utf8)
            while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
            visit(bytes, isNamed: true, into: &result, seen: &seen)
        }
        return result
    }

    private func visit(_ path: [UInt8], isNamed: Bool, into result: inout Result, seen: inout Set<[UInt8]>) {
        var status = stat()
        let code = path.withPath { isNamed ? stat($0, &status) : lstat($0, &status) }
        guard code == 0 else {
            result.faults.append(Fault(path: readableName(path[...]), reason: systemMessage(errno)))
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: visitFolder(path, into: &result, seen: &seen)
        case S_IFREG:
            guard let real = realPath(of: path) else {
                result.faults.append(Fault(path: readableName(path[...]), reason: systemMessage(errno)))
                return
            }
            guard seen.insert(real).inserted else { return }
            let folder = real[..<(real.lastIndex(of: slash) ?? 0)]
            result.files.append(
                FoundFile(path: path, folder: folder.isEmpty ? "/" : readableName(folder), size: Int(status.st_size)))
        // In a folder a pipe or a device is nobody's report; one that is named would be lost without a word.
        default:
            if isNamed {
                let reason = Wording(zh: "既不是文件也不是文件夹", en: "it is neither a file nor a folder")
                result.faults.append(Fault(path: readableName(path[...]), reason: reason))
            }
        }
    }

    private func visitFolder(_ path: [UInt8], into result: inout Result, seen: inout Set<[UInt8]>) {
        guard let folder = path.withPath({ opendir($0) }) else {
            result.faults.append(Fault(path: readableName(path[...]), reason: systemMessage(errno)))
            return
        }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: UInt8.self, capacity: 256) { pointer in
                        Array(UnsafeBufferPointer(start: pointer, count: strnlen(pointer, 256)))
                    }
                })
        }
        closedir(folder)
        let present = Set(names)
        names.sort { $0.lexicographicallyPrecedes($1) }
        for name in names where !isPassedOver(name, beside: present) {
            visit(path + [slash] + name, isNamed: false, into: &result, seen: &seen)
        }
    }

    private func isPassedOver(_ name: [UInt8], beside present: Set<[UInt8]>) -> Bool {
        if name.first == UInt8(ascii: ".") || name.starts(with: Array("~$".utf8)) { return true }
        if name.starts(with: Array("README".utf8)), name.count == 6 || name[6] == UInt8(ascii: ".") { return true }
        if name == Array("Thumbs.db".utf8) || name == Array("desktop.ini".utf8) { return true }
        let suffix = Array(".json".utf8)
        return name.count > suffix.count && name.suffix(suffix.count) == suffix[...]
            && present.contains(Array(name.dropLast(suffix.count)))
    }

    private func realPath(of path: [UInt8]) -> [UInt8]? {
        guard let resolved = path.withPath({ realpath($0, nil) }) else { return nil }
        defer { free(resolved) }
        return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes as a C string.
    func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (self + [0]).withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
    }
}
