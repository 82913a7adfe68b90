import DocumentModel

/// Comma-separated tables (.csv): also with semicolons or tabs, as programs export them.
struct SeparatedReader: FormatReader {
    let format = DocumentFormat.csv
    let extensions = ["csv", "tsv"]

    /// Nothing in the bytes tells such a table from prose with commas, so the extension does.
    func recognises(_ content: FileContent) -> Bool { content.isText && extensions.contains(content.fileExtension) }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let decoded = TextEncoding.decode(content.bytes)
        guard decoded.faults * 100 <= decoded.bytes.count else {
            throw ReadingFailure(
                .unreadableText, zh: "不是 UTF-8、GB18030 或 UTF-16 编码的文本", en: "it is no text in UTF-8, GB18030 or UTF-16")
        }
        let rows = try Self.rows(of: decoded.bytes, separator: Self.separator(decoded.bytes), limits: context.limits)
        guard rows.contains(where: { $0.contains { !$0.isEmpty } }) else {
            throw ReadingFailure(.empty, zh: "表格里没有内容", en: "the table has no content")
        }
        var document = Document(format: .csv, blocks: [.table(Table(rows: rows))])
        if decoded.isGuessed { document.notes.append(ReadingNote(.encodingGuessed, detail: decoded.encoding.rawValue)) }
        return document
    }

    /// The candidate that stands in most lines outside quotes.
    private static func separator(_ bytes: [UInt8]) -> UInt8 {
        let candidates: [UInt8] = [0x2C, 0x09, 0x3B]
        var lines = [0, 0, 0]
        var seen = [false, false, false]
        var isQuoted = false
        for byte in bytes.prefix(65_536) {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A {
                for index in 0..<3 where seen[index] { lines[index] += 1 }
                seen = [false, false, false]
            } else if let index = candidates.firstIndex(of: byte) {
                seen[index] = true
            }
        }
        for index in 0..<3 where seen[index] { lines[index] += 1 }
        let best = lines.indices.max { (lines[$0], -$0) < (lines[$1], -$1) } ?? 0
        return candidates[best]
    }

    private static func rows(of bytes: [UInt8], separator: UInt8, limits: ReadingLimits) throws(ReadingFailure)
        -> [[String]]
    {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var count = 0
        var index = 0
        func close() {
            row.append(SheetText.shown(cell))
            cell.removeAll(keepingCapacity: true)
            count += 1
        }
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte == 0x22 {
                    if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                        cell.append(0x22)
                        index += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    cell.append(byte)
                }
            } else if byte == 0x22, cell.isEmpty {
                isQuoted = true
            } else if byte == separator {
                close()
            } else if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                close()
                rows.append(row)
                row = []
            } else {
                cell.append(byte)
            }
            guard count <= limits.cells, row.count <= limits.columns else {
                throw ReadingFailure(
                    .tooLarge, zh: "表格超过 \(limits.columns) 列或 \(limits.cells) 个单元格",
                    en: "the table has more than \(limits.columns) columns or \(limits.cells) cells")
            }
            index += 1
        }
        if !cell.isEmpty || !row.isEmpty {
            close()
            rows.append(row)
        }
        while let last = rows.last, last.allSatisfy(\.isEmpty) { rows.removeLast() }
        return rows
    }
}
