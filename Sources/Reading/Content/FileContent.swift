/// What can be told of a file by its bytes, looked up once and shared by the readers that are asked.
struct FileContent: Sendable {
    let bytes: [UInt8]
    /// The extension in lower case, without its dot: a hint where the bytes leave a choice.
    let fileExtension: String

    init(_ file: SourceFile) {
        bytes = file.bytes
        fileExtension = file.fileExtension
    }

    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    /// Text has no control characters but tabs and line ends; UTF-16 shows by its mark or its zero bytes.
    var isText: Bool {
        if starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) { return true }
        let head = bytes.prefix(8_192)
        let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A && $0 != 0x1B }
        if controls * 200 <= head.count { return true }
        return TextEncoding.decode(Array(head.prefix(head.count & ~1))).encoding != .gb18030 && head.contains(0)
            && TextEncoding.decode(Array(head.prefix(head.count & ~1))).faults == 0
    }
}

extension SourceFile {
    var fileExtension: String {
        guard let dot = name.utf8.lastIndex(of: 0x2E) else { return "" }
        return String(name[name.utf8.index(after: dot)...]).lowercased()
    }
}
