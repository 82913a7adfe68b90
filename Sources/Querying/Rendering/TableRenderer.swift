import Terminal

/// Writes an answer for a terminal: title, columns under each other, notes.
struct TableRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        let title = answer.title[options.language]
        var text = options.isBare || title.isEmpty ? "" : title + "\n\n"
        var table = AlignedTable(columns: answer.columns.map(layout))
        var last: [String] = []
        for row in answer.rows {
            let cells = zip(row, answer.columns).map { options.text(of: $0, in: $1, missing: "—").printable }
            table.append(hidingRepeatedHeadings(cells, after: last, in: answer.columns))
            last = cells
        }
        text += table.text
        if !answer.notes.isEmpty && !options.isBare {
            text += "\n"
            for note in answer.notes { text += note[options.language] + "\n" }
        }
        return text
    }

    /// Headings stand once for the rows below them, as long as the headings before them are the same too.
    private func hidingRepeatedHeadings(
        _ cells: [String], after last: [String], in columns: [Answer.Column]
    ) -> [String] {
        var isSame = !last.isEmpty
        return cells.indices.map { index in
            guard columns[index].kind == .heading else { return cells[index] }
            isSame = isSame && cells[index] == last[index]
            return isSame ? "" : cells[index]
        }
    }

    private func layout(of column: Answer.Column) -> AlignedTable.Column {
        let title = options.title(of: column)
        return switch column.kind {
        case .text, .heading: .init(title)
        case .longText: .init(title, maximumWidth: 60)
        case .number, .money, .yuan, .percent: .init(title, .decimal)
        }
    }
}
