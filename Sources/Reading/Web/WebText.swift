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
                (0x8B...0x8F).contains(text[index + 2])
            {
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

    static func isFileLink(_ target: String) -> Bool {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        guard let dot = path.lastIndex(of: ".") else { return false }
        return [
            "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "odt", "ods", "rtf", "csv", "zip", "rar", "7z",
            "txt",
        ].contains(path[path.index(after: dot)...].lowercased())
    }
}
