/// Writes an answer as CSV after RFC 4180: CRLF, quotes where needed, a byte-order mark unless it is left out.
///
/// What was not published is an empty field, so that a spreadsheet leaves it out of sums; a tie says so in words.
/// Title and notes are left out, because a CSV has no place for them.
struct CSVRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        var text = options.hasByteOrderMark ? "\u{FEFF}" : ""
        append(answer.columns.map(options.title), to: &text)
        for row in answer.rows {
            append(
                zip(row, answer.columns).map { cell, column in
                    let field = options.text(of: cell, in: column, missing: "")
                    return isWords(cell) ? Self.shieldingFormula(field) : field
                }, to: &text)
        }
        return text
    }

    private func append(_ fields: [String], to text: inout String) {
        for (index, field) in fields.enumerated() {
            if index > 0 { text += "," }
            text += Self.quoted(field)
        }
        text += "\r\n"
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

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
