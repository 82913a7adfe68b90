/// A CSV file as RFC 4180 has it, whose rows remember the line they began on.
///
/// Seeds are edited by hand, so every fault has to name its line; quoted fields may hold commas, doubled quotes and
/// line breaks.  A byte order mark is skipped, LF and CRLF both end a row, blank lines count but give no row.
struct CommaSeparatedTable: Sendable {
    struct Row: Sendable {
        /// 1-based line of the file.
        var line: Int
        var fields: [String]
    }

    struct Malformed: Error {
        var line: Int
        var reason: SeedFault.Problem
    }

    var header: Row
    var rows: [Row]

    init(bytes: UnsafeBufferPointer<UInt8>) throws(Malformed) {
        if let line = Self.firstLineThatIsNotUTF8(in: bytes) { throw Malformed(line: line, reason: .notUTF8) }
        var parser = Parser(bytes: bytes)
        guard let first = try parser.nextRow(expecting: 8) else { throw Malformed(line: 1, reason: .emptyFile) }
        header = first
        rows = []
        rows.reserveCapacity(bytes.count / 32)
        while let row = try parser.nextRow(expecting: first.fields.count) {
            guard row.fields.count == header.fields.count else {
                throw Malformed(
                    line: row.line, reason: .fieldCount(found: row.fields.count, expected: header.fields.count))
            }
            rows.append(row)
        }
    }

    private static func firstLineThatIsNotUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return index.map { $0 + 1 }
    }
}

extension CommaSeparatedTable {
    /// Walks the bytes once, a row at a time.
    private struct Parser {
        let bytes: UnsafeBufferPointer<UInt8>
        var index: Int
        var line = 1

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
            let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
            index = hasMark ? 3 : 0
        }

        mutating func nextRow(expecting fieldCount: Int) throws(Malformed) -> Row? {
            skipBlankLines()
            guard index < bytes.count else { return nil }
            var row = Row(line: line, fields: [])
            row.fields.reserveCapacity(fieldCount)
            while true {
                row.fields.append(try nextField(of: row))
                if index >= bytes.count { return row }
                if bytes[index] == UInt8(ascii: ",") {
                    index += 1
                    continue
                }
                skipLineEnd()
                return row
            }
        }

        /// Stops at the comma, the line end or the end of the file after the field.
        private mutating func nextField(of row: Row) throws(Malformed) -> String {
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedField(of: row) }
            let start = index
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
                guard byte != UInt8(ascii: "\"") else { throw Malformed(line: line, reason: .strayQuote) }
                index += 1
            }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        }

        private mutating func quotedField(of row: Row) throws(Malformed) -> String {
            index += 1
            var content: [UInt8] = []
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                guard byte == UInt8(ascii: "\"") else {
                    if byte == 0x0A { line += 1 }
                    content.append(byte)
                    continue
                }
                if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                    content.append(byte)
                    index += 1
                    continue
                }
                let isEnd =
                    index == bytes.count || bytes[index] == UInt8(ascii: ",") || bytes[index] == 0x0A
                    || bytes[index] == 0x0D
                guard isEnd else { throw Malformed(line: line, reason: .strayQuote) }
                return String(decoding: content, as: UTF8.self)
            }
            throw Malformed(line: row.line, reason: .openQuote)
        }

        private mutating func skipBlankLines() {
            while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { skipLineEnd() }
        }

        private mutating func skipLineEnd() {
            if bytes[index] == 0x0D { index += 1 }
            if index < bytes.count, bytes[index] == 0x0A {
                index += 1
                line += 1
            }
        }
    }
}
