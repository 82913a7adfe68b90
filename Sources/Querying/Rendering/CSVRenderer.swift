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
            append(options.title(of: column), to: &page.bytes)
        }
        page.append("\r\n")
        let kinds = answer.columns.map(\.kind)
        let parts = inParts(of: answer.rows.count) { rows in
            var bytes: [UInt8] = []
            for row in rows { append(row, of: answer.rows, kinds, to: &bytes) }
            return bytes
        }
        for part in parts {
            page.bytes += part
            page.turn()
        }
    }

    private func append(_ row: Int, of rows: Answer.Rows, _ kinds: [Answer.Column.Kind], to bytes: inout [UInt8]) {
        for index in kinds.indices {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            let cell = rows[row, index]
            switch cell {
            case .text, .wording:
                let words = options.text(of: cell, kinds[index], missing: "")
                append(Self.shieldingFormula(words), to: &bytes)
            case .term:
                let words = options.text(of: cell, kinds[index], missing: "")
                append(Self.shieldingFormula(Self.withoutIndent(words)), to: &bytes)
            case .missing, .undecided, .blank, .integer, .number, .money, .real:
                options.write(cell, kinds[index], missing: "", to: &bytes)
            }
        }
        bytes += [0x0D, 0x0A]
    }

    private static func withoutIndent(_ label: String) -> String {
        guard let first = label.unicodeScalars.first, first == "\u{3000}" || first == " " else { return label }
        return String(label.unicodeScalars.drop { $0 == "\u{3000}" || $0 == " " })
    }

    /// In quotes where it holds a comma, a quote or an end of line.
    private func append(_ field: String, to bytes: inout [UInt8]) {
        let needsQuotes = field.utf8.withContiguousStorageIfAvailable { field in
            for byte in field where byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { return true }
            return false
        }
        guard needsQuotes != false else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Words from a report that a spreadsheet would run as a formula (“=HYPERLINK(…)”) get an apostrophe before them.
    private static func shieldingFormula(_ field: String) -> String {
        guard let first = field.utf8.first, "=+-@\t\r".utf8.contains(first) else { return field }
        return "'" + field
    }
}
