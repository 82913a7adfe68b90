import FiscalModel

/// Writes an answer as one JSON object: title, columns with key and title, rows as objects, notes.
///
/// Amounts and rates are JSON numbers with their exact decimal digits.  What was not published is null, and so is a tie,
/// which the row's `marks` tell apart.  Measures, stages, rules and marks stand as their codes, whatever the language.
struct JSONRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        let keys = answer.columns.map { Self.string(options.key(of: $0)) }
        var text = "{\n  \"title\": \(Self.string(answer.title[options.language])),\n  \"columns\": [\n"
        text += zip(keys, answer.columns)
            .map { "    {\"key\": \($0), \"title\": \(Self.string(options.title(of: $1)))}" }.joined(separator: ",\n")
        text += "\n  ],\n  \"rows\": ["
        for (index, row) in answer.rows.enumerated() {
            text += index == 0 ? "\n    {" : ",\n    {"
            for column in row.indices {
                if column > 0 { text += ", " }
                text += keys[column]
                text += ": "
                text += value(of: row[column], in: answer.columns[column])
            }
            text += "}"
        }
        text += answer.rows.isEmpty ? "],\n" : "\n  ],\n"
        text +=
            "  \"notes\": [" + answer.notes.map { Self.string($0[options.language]) }.joined(separator: ", ") + "]\n}\n"
        return text
    }

    private func value(of cell: Answer.Cell, in column: Answer.Column) -> String {
        switch cell {
        case .missing, .undecided, .blank: "null"
        case .term(let code, _): Self.string(code)
        case .text, .wording: Self.string(options.text(of: cell, in: column, missing: ""))
        case .integer, .number, .money: options.text(of: cell, in: column, missing: "")
        case .real(let value): value.isFinite ? value.description : "null"
        }
    }

    /// A JSON string with everything escaped that has to be.
    static func string(_ text: String) -> String {
        let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }
        if isPlain { return "\"" + text + "\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
