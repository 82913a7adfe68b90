import Glibc

/// A file that a run is to read: where it lies, and the name it is known by.
public struct FoundFile: Hashable, Sendable {
    /// The path as bytes, which is what opens the file: archives of counties leave names that are no UTF-8.
    public var path: [UInt8]
    /// The file's own name for people and tables; bytes that are no UTF-8 are read as GB18030.
    public var name: String
    /// The folder with all links resolved, so that the same place has one name from wherever it was given.
    public var folder: String
    public var size: Int

    public init(path: [UInt8], folder: String, size: Int) {
        self.path = path
        name = readableName(path[((path.lastIndex(of: slash) ?? -1) + 1)...])
        self.folder = folder
        self.size = size
    }

    /// The part of the name behind the last dot, in lower case.
    var fileExtension: String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(name[name.utf8.index(after: dot)...]).lowercased()
    }

    /// The path for messages.
    public var displayPath: String { readableName(path[...]) }
}

let slash = UInt8(ascii: "/")

/// A name's bytes as text: UTF-8, else GB18030 (Windows of a county bureau), else with replacement characters.
func readableName(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if let converted = convertedFromGB18030(bytes) { return converted }
    return String(decoding: bytes, as: UTF8.self)
}

private func convertedFromGB18030(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4)
    return input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var (from, to) = (source.baseAddress, target.baseAddress)
            var (left, room) = (source.count, target.count)
            guard iconv(converter, &from, &left, &to, &room) == 0, left == 0 else { return nil }
            return String(decoding: target.prefix(target.count - room).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}
