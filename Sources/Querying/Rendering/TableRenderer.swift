import Terminal

/// Writes an answer for a terminal: title, columns under each other, notes.
struct TableRenderer {
    var options: RenderingOptions

    func text(of answer: Answer) -> String {
        let title = answer.title[options.language]
        var table = AlignedTable(columns: answer.columns.map(layout))
        table.reserve(rows: answer.rows.count)
        var last: [Answer.Cell]?
        for row in answer.rows {
            append(row, after: last, in: answer.columns, to: &table)
            last = row
        }
        guard !options.isBare else { return table.text }
        let notes = answer.notes.map { $0[options.language] + "\n" }.joined()
        return table.text(between: title.isEmpty ? "" : title + "\n\n", and: notes.isEmpty ? "" : "\n" + notes)
    }

    /// Headings stand once for the rows below them, as long as the headings before them are the same too.
    private func append(
        _ row: [Answer.Cell], after last: [Answer.Cell]?, in columns: [Answer.Column], to table: inout AlignedTable
    ) {
        var isSame = last != nil
        for (index, column) in columns.enumerated() {
            let cell = row[index]
            if column.kind == .heading, isSame, let above = last?[index] {
                isSame = cell == above || text(of: cell, in: column) == text(of: above, in: column)
                if isSame {
                    table.append(cell: "")
                    continue
                }
            }
            table.append(cell: text(of: cell, in: column))
        }
    }

    private func text(of cell: Answer.Cell, in column: Answer.Column) -> String {
        let text = options.text(of: cell, in: column, missing: "—")
        return switch cell {
        case .text, .wording, .term: text.printable
        case .missing, .undecided, .blank, .integer, .number, .money, .real: text
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
