import Terminal

/// Writes an answer as CSV after RFC 4180: CRLF, quotes where needed, a byte-order mark unless it is left out.
///
/// What was not published is an empty field, so that a spreadsheet leaves it out of sums; a tie says so in words.
/// Title and notes are left out, because a CSV has no place for them; so is the indent of a part below its whole, with
/// which a spreadsheet's filter would not find it.
struct CSVRenderer {
    var options: RenderingOptions

    func write(_ answer: Answer, to page: inout OutputPage) {
        if options.hasByteOrderMark { page.append("\u{FEFF}") }
        for (index, column) in answer.columns.enumerated() {
            if index > 0 { page.bytes.append(UInt8(ascii: ",")) }
            append(options.title(of: column), .title, to: &page.bytes)
        }
        page.append("\r\n")
        let kinds = answer.columns.map(\.kind)
        let parts = inParts(of: answer.rows.count) { rows in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(rows.count * kinds.count * 12)
            for row in rows { append(row, of: answer.rows, kinds, to: &bytes) }
            return bytes
        }
        for part in parts { page.append(part: part) }
    }

    private func append(_ row: Int, of rows: Answer.Rows, _ kinds: [Answer.Column.Kind], to bytes: inout [UInt8]) {
        for index in kinds.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let cell = rows[row, index]
            switch cell {
            case .text, .wording: append(options.text(of: cell, kinds[index], missing: ""), .words, to: &bytes)
            case .term: append(options.text(of: cell, kinds[index], missing: ""), .label, to: &bytes)
            case .missing, .undecided, .blank, .integer, .number, .money, .real:
                options.write(cell, kinds[index], missing: "", to: &bytes)
            }
        }
        bytes += [0x0D, 0x0A]
    }

    private enum Field {
        /// Written as it stands.
        case title
        /// Words from a report: what a spreadsheet would run as a formula (“=HYPERLINK(…)”) gets an apostrophe before it.
        case words
        /// The same, less its indent.
        case label
    }

    /// In quotes where it holds a comma, a quote or an end of line.
    private func append(_ text: String, _ field: Field, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { text in
            let rest = UnsafeBufferPointer(rebasing: text[(field == .label ? Self.indent(of: text) : 0)...])
            let isFormula = field != .title && Self.beginsFormula(rest)
            var needsQuotes = false
            for byte in rest where byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { needsQuotes = true }
            if needsQuotes { bytes.append(0x22) }
            if isFormula { bytes.append(UInt8(ascii: "'")) }
            guard needsQuotes else {
                bytes.append(contentsOf: rest)
                return
            }
            for byte in rest {
                if byte == 0x22 { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
    }

    /// Bytes of the blanks before a label, ideographic ones among them.
    private static func indent(of text: UnsafeBufferPointer<UInt8>) -> Int {
        var index = 0
        while index < text.count {
            if text[index] == 0x20 {
                index += 1
            } else if index + 3 <= text.count, text[index] == 0xE3, text[index + 1] == 0x80, text[index + 2] == 0x80 {
                index += 3
            } else {
                break
            }
        }
        return index
    }

    private static func beginsFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}
