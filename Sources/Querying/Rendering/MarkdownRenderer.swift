import Terminal

/// Writes an answer as a Markdown table with its title as a heading and its notes below.
struct MarkdownRenderer {
    var options: RenderingOptions

    func write(_ answer: Answer, to page: inout OutputPage) {
        let title = answer.title[options.language]
        if !options.isBare, !title.isEmpty { page.append("### \(Self.escaped(title))\n\n") }
        page.append(line(answer.columns.map { Self.escaped(options.title(of: $0)) }))
        page.append(line(answer.columns.map(rule)))
        for row in 0..<answer.rows.count {
            page.append(
                line(
                    answer.columns.enumerated().map { index, column in
                        Self.escaped(options.text(of: answer.rows[row, index], column.kind, missing: "—"))
                    }))
            page.turn()
        }
        guard !answer.notes.isEmpty, !options.isBare else { return }
        page.append("\n" + answer.notes.map { "- \(Self.escaped($0[options.language]))\n" }.joined())
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    private func rule(below column: Answer.Column) -> String {
        switch column.kind {
        case .text, .longText, .heading: "---"
        case .number, .money, .yuan, .percent: "---:"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "\\", "<", "*", "_", "`": result += "\\" + String(scalar)
            case "\n", "\r": result += "<br>"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
