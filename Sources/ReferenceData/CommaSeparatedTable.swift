/// A CSV file as RFC 4180 has it, whose rows remember the line they began on.
///
/// Seeds are edited by hand, so every fault has to name its line; quoted fields may hold commas, doubled quotes and
/// line breaks.  A byte order mark is skipped, LF and CRLF both end a row, blank lines count but give no row.
///
/// Fields are places in the bytes and become text when they are asked for: at start-up thousands never are.
package final class CommaSeparatedTable: Sendable {
    package struct Malformed: Error {
        package var line: Int
        package var reason: SeedFault.Problem
    }

    fileprivate struct Field {
        var start: Int32
        var end: Int32
    }

    /// The file's bytes, and behind them what quoted fields say without their quotes.
    private let bytes: [UInt8]
    /// Row by row, as many as the header has.
    private let fields: [Field]
    /// 1-based line of each row.
    private let lines: [Int32]
    package let header: [String]
    let headerLine: Int

    package init(bytes: [UInt8]) throws(Malformed) {
        if let line = Self.firstLineThatIsNotUTF8(in: bytes) { throw Malformed(line: line, reason: .notUTF8) }
        var parser = Parser(bytes: bytes)
        guard let line = try parser.parseRow() else { throw Malformed(line: 1, reason: .emptyFile) }
        let columnCount = parser.fields.count
        headerLine = line
        var lines: [Int32] = []
        while let line = try parser.parseRow() {
            lines.append(Int32(line))
            let found = parser.fields.count - lines.count * columnCount
            guard found == columnCount else {
                throw Malformed(line: line, reason: .fieldCount(found: found, expected: columnCount))
            }
        }
        self.bytes = parser.bytes
        self.lines = lines
        fields = parser.fields
        let content = parser.bytes
        header = parser.fields[..<columnCount].map {
            String(decoding: content[Int($0.start)..<Int($0.end)], as: UTF8.self)
        }
    }

    /// Rows below the header.
    package var rowCount: Int { lines.count }

    /// 1-based line of the file on which a row begins.
    package func line(ofRow row: Int) -> Int { Int(lines[row]) }

    func isEmpty(row: Int, column: Int) -> Bool {
        let field = fields[(row + 1) * header.count + column]
        return field.start == field.end
    }

    package subscript(row: Int, column: Int) -> String {
        let field = fields[(row + 1) * header.count + column]
        return bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[Int(field.start)..<Int(field.end)]), as: UTF8.self)
        }
    }

    private static func firstLineThatIsNotUTF8(in bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return index.map { $0 + 1 }
    }
}

extension CommaSeparatedTable {
    /// Walks the bytes once, a row at a time.
    private struct Parser {
        /// Quoted fields append what they say.
        var bytes: [UInt8]
        var fields: [Field] = []
        private let count: Int
        private var index: Int
        private var line = 1

        init(bytes: [UInt8]) {
            self.bytes = bytes
            count = bytes.count
            index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            fields.reserveCapacity(count / 8)
        }

        /// Appends the fields of the next row and gives its line; nil at the end of the file.
        mutating func parseRow() throws(Malformed) -> Int? {
            while index < count, bytes[index] == 0x0A || bytes[index] == 0x0D { skipLineEnd() }
            guard index < count else { return nil }
            let first = line
            while true {
                fields.append(try parseField(ofRowAt: first))
                if index >= count { return first }
                guard bytes[index] == UInt8(ascii: ",") else {
                    skipLineEnd()
                    return first
                }
                index += 1
            }
        }

        /// Stops at the comma, the line end or the end of the file after the field.
        private mutating func parseField(ofRowAt first: Int) throws(Malformed) -> Field {
            if index < count, bytes[index] == UInt8(ascii: "\"") { return try parseQuotedField(ofRowAt: first) }
            let start = index
            while index < count {
                let byte = bytes[index]
                if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
                guard byte != UInt8(ascii: "\"") else { throw Malformed(line: line, reason: .strayQuote) }
                index += 1
            }
            return Field(start: Int32(start), end: Int32(index))
        }

        private mutating func parseQuotedField(ofRowAt first: Int) throws(Malformed) -> Field {
            let start = bytes.count
            index += 1
            while index < count {
                let byte = bytes[index]
                index += 1
                guard byte == UInt8(ascii: "\"") else {
                    if byte == 0x0A { line += 1 }
                    bytes.append(byte)
                    continue
                }
                if index < count, bytes[index] == UInt8(ascii: "\"") {
                    bytes.append(byte)
                    index += 1
                    continue
                }
                let isEnd =
                    index == count || bytes[index] == UInt8(ascii: ",") || bytes[index] == 0x0A || bytes[index] == 0x0D
                guard isEnd else { throw Malformed(line: line, reason: .strayQuote) }
                return Field(start: Int32(start), end: Int32(bytes.count))
            }
            throw Malformed(line: first, reason: .openQuote)
        }

        private mutating func skipLineEnd() {
            if bytes[index] == 0x0D { index += 1 }
            if index < count, bytes[index] == 0x0A {
                index += 1
                line += 1
            }
        }
    }
}
