/// Writes an answer as a Markdown table with its title as a heading and its notes below.
struct MarkdownRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        let title = answer.title[options.language]
        var text = options.isBare || title.isEmpty ? "" : "### \(Self.escaped(title))\n\n"
        text += line(answer.columns.map { Self.escaped(options.title(of: $0)) })
        text += line(answer.columns.map(rule))
        for row in answer.rows {
            text += line(zip(row, answer.columns).map { Self.escaped(options.text(of: $0, in: $1, missing: "—")) })
        }
        if !answer.notes.isEmpty && !options.isBare {
            text += "\n" + answer.notes.map { "- \(Self.escaped($0[options.language]))\n" }.joined()
        }
        return text
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
