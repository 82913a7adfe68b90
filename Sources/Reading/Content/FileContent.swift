/// What can be told of a file by its bytes, looked up once and shared by the readers that are asked.
struct FileContent: Sendable {
    let bytes: [UInt8]
    /// The extension in lower case, without its dot: a hint where the bytes leave a choice.
    let fileExtension: String
    /// Names of the members where the bytes are a ZIP package; empty otherwise.
    let members: Set<String>
    /// The streams where the bytes are an OLE compound file, as older office programs write.
    let compound: CompoundFile?
    /// True where the bytes are text: no control characters but tabs and line ends, or UTF-16.
    let isText: Bool
    /// The first bytes, in which marks are looked for: of UTF-16 text as UTF-8.
    let head: ArraySlice<UInt8>

    init(_ file: SourceFile, limits: ReadingLimits) throws(ReadingFailure) {
        bytes = file.bytes
        fileExtension = file.fileExtension
        members = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) ? Package.memberNames(of: bytes, limits: limits) : []
        compound = CompoundFile(bytes)
        isText = members.isEmpty && compound == nil && Self.looksLikeText(bytes)
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        head = isWide ? TextEncoding.decode(Array(bytes.prefix(16_384))).bytes[...] : bytes[...]
    }

    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    /// True where a word stands in the first bytes, whatever the case of its letters.
    func opens(with word: StaticString, within count: Int = 1_024) -> Bool {
        head.withUnsafeBytes { $0.findIgnoringCase(word, to: count) }
    }

    private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        let head = bytes.prefix(8_192)
        let controls = head.withUnsafeBufferPointer { head in
            let allowed: UInt32 = 0x3E00 | 1 << 0x1A | 1 << 0x1B
            var count = 0
            for byte in head where byte < 0x20 && allowed &>> UInt32(byte) & 1 == 0 { count += 1 }
            return count
        }
        if controls * 200 <= head.count { return true }
        guard head.contains(0) else { return false }
        let decoded = TextEncoding.decode(Array(head.prefix(head.count & ~1)))
        return decoded.encoding != .gb18030 && decoded.faults == 0 && !decoded.bytes.contains(0)
    }
}

extension SourceFile {
    /// The part of the name behind the last dot, in lower case.
    var fileExtension: String {
        guard let dot = name.utf8.lastIndex(of: 0x2E) else { return "" }
        return String(name[name.utf8.index(after: dot)...]).lowercased()
    }
}
