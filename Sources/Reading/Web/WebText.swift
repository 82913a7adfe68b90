/// Text as a browser shows it.
enum WebText {
    /// Appends with runs of blanks as one; a line end of the source between Chinese characters shows nothing, unless the
    /// program that wrote it breaks lines at blanks only.
    static func append(
        _ text: UnsafeBufferPointer<UInt8>, to target: inout [UInt8], isPreformatted: Bool, lineEndsAreBlanks: Bool
    ) {
        if isPreformatted {
            target += text.filter { $0 != 0x0D }
            return
        }
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte <= 0x20 {
                var hasLineEnd = false
                while index < text.count, text[index] <= 0x20 {
                    hasLineEnd = hasLineEnd || text[index] == 0x0A || text[index] == 0x0D
                    index += 1
                }
                guard let last = target.last, last > 0x20 else { continue }
                if hasLineEnd, !lineEndsAreBlanks, last >= 0x80, index < text.count, text[index] >= 0xE3 { continue }
                target.append(0x20)
            } else if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 {
                target.append(0x20)
                index += 2
            } else if byte == 0xE2, index + 2 < text.count, text[index + 1] == 0x80,
                (0x80...0x8F).contains(text[index + 2])
            {
                // Blanks of other widths; those behind them have none.
                if text[index + 2] <= 0x8A { target.append(0x20) }
                index += 3
            } else {
                target.append(byte)
                index += 1
            }
        }
    }

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.withUnsafeBufferPointer { buffer in
            let inner = TextLines.trim(buffer, 0..<buffer.count)
            return text[text.startIndex + inner.lowerBound..<text.startIndex + inner.upperBound]
        }
    }

    static func number(_ text: String) -> Int? { Int(text.prefix { $0.isNumber || $0 == "-" }) }

    /// A link to a file, also where the file's name is a value that a page which hands files out is given.
    static func isFileLink(_ target: String) -> Bool {
        guard target.utf8.contains(0x2E) else { return false }
        let parts = target.utf8.split(maxSplits: 100) { byte in
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: ";"),
                UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
                true
            default: false
            }
        }
        return parts.contains { isFileName(Substring($0)) }
    }

    /// A name that ends as those of reports do.
    static func isFileName(_ name: Substring) -> Bool {
        guard let dot = name.utf8.lastIndex(of: 0x2E) else { return false }
        let ending = name[name.utf8.index(after: dot)...]
        return ending.utf8.count <= 4 && fileExtensions.contains(ending.lowercased())
    }

    private static let fileExtensions: Set<String> = [
        "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "odt", "ods", "rtf", "csv", "zip", "rar", "7z", "txt",
    ]
}
