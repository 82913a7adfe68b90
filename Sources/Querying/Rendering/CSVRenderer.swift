/// Writes an answer as CSV after RFC 4180: CRLF, quotes where needed, a byte-order mark unless it is left out.
///
/// What was not published is an empty field, so that a spreadsheet leaves it out of sums; a tie says so in words.
/// Title and notes are left out, because a CSV has no place for them; so is the indent of a part below its whole, with
/// which a spreadsheet's filter would not find it.
struct CSVRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        // Bytes rather than text: a wide answer has a quarter of a million fields.
        var bytes = Array((options.hasByteOrderMark ? "\u{FEFF}" : "").utf8)
        bytes.reserveCapacity((answer.rows.count + 1) * answer.columns.count * 12)
        append(answer.columns.map(options.title), to: &bytes)
        for row in answer.rows {
            for (index, cell) in row.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                var field = options.text(of: cell, in: answer.columns[index], missing: "")
                if case .term = cell { field = String(field.trimmingPrefix { $0 == "\u{3000}" || $0 == " " }) }
                append(isWords(cell) ? Self.shieldingFormula(field) : field, to: &bytes)
            }
            bytes += [0x0D, 0x0A]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, to: &bytes)
        }
        bytes += [0x0D, 0x0A]
    }

    /// In quotes where it holds a comma, a quote or an end of line.
    private func append(_ field: String, to bytes: inout [UInt8]) {
        guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
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

    private func isWords(_ cell: Answer.Cell) -> Bool {
        switch cell {
        case .text, .wording, .term: true
        default: false
        }
    }

    /// Words from a report that a spreadsheet would run as a formula (“=HYPERLINK(…)”) get an apostrophe before them.
    private static func shieldingFormula(_ field: String) -> String {
        guard let first = field.utf8.first, "=+-@\t\r".utf8.contains(first) else { return field }
        return "'" + field
    }
}
