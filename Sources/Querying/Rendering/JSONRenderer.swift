import Terminal

/// Writes an answer as one JSON object: title, columns with key and title, rows as objects, notes.
///
/// Amounts and rates are JSON numbers with their exact decimal digits.  What was not published is null, and so is a tie,
/// which the row's `marks` tell apart.  Measures, stages, rules and marks stand as their codes, whatever the language.
struct JSONRenderer {
    var options: RenderingOptions

    func write(_ answer: Answer, to page: inout OutputPage) {
        page.append("{\n  \"title\": \(Self.string(answer.title[options.language])),\n  \"columns\": [\n")
        let keys = answer.columns.map { Self.string(options.key(of: $0)) }
        page.append(
            zip(keys, answer.columns)
                .map { "    {\"key\": \($0), \"title\": \(Self.string(options.title(of: $1)))}" }
                .joined(separator: ",\n"))
        page.append("\n  ],\n  \"rows\": [")
        let labels = keys.enumerated().map { Array((($0 == 0 ? "" : ", ") + $1 + ": ").utf8) }
        let kinds = answer.columns.map(\.kind)
        let parts = inParts(of: answer.rows.count) { rows in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(rows.count * kinds.count * 32)
            for row in rows {
                bytes.append(contentsOf: (row == 0 ? "\n    {" : ",\n    {").utf8)
                for column in kinds.indices {
                    bytes += labels[column]
                    write(answer.rows[row, column], kinds[column], to: &bytes)
                }
                bytes.append(UInt8(ascii: "}"))
            }
            return bytes
        }
        for part in parts { page.append(part: part) }
        page.append(answer.rows.isEmpty ? "],\n" : "\n  ],\n")
        let notes = answer.notes.map { Self.string($0[options.language]) }.joined(separator: ", ")
        page.append("  \"notes\": [\(notes)]\n}\n")
    }

    private func write(_ cell: Answer.Cell, _ kind: Answer.Column.Kind, to bytes: inout [UInt8]) {
        switch cell {
        case .missing, .undecided, .blank: bytes.append(contentsOf: "null".utf8)
        case .term(let code, _): Self.write(code, to: &bytes)
        case .text, .wording: Self.write(options.text(of: cell, kind, missing: ""), to: &bytes)
        case .integer, .number, .money: options.write(cell, kind, missing: "", to: &bytes)
        case .real(let value): bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        guard isPlain(text) else {
            bytes.append(contentsOf: string(text).utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ text: String) -> Bool {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { text in
            for byte in text where byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return false }
            return true
        }
        return isPlain == true
    }

    /// A JSON string with everything escaped that has to be.
    static func string(_ text: String) -> String {
        if isPlain(text) { return "\"" + text + "\"" }
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
