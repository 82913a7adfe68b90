import Terminal

/// Writes an answer for a terminal: title, columns under each other, notes.
struct TableRenderer {
    var options: RenderingOptions

    func write(_ answer: Answer, to page: inout OutputPage) {
        let title = answer.title[options.language]
        if !options.isBare, !title.isEmpty { page.append(title + "\n\n") }
        table(of: answer).write(to: &page)
        guard !options.isBare, !answer.notes.isEmpty else { return }
        page.append("\n" + answer.notes.map { $0[options.language] + "\n" }.joined())
    }

    private func table(of answer: Answer) -> AlignedTable {
        let columns = answer.columns.map(layout)
        let kinds = answer.columns.map(\.kind)
        let parts = inParts(of: answer.rows.count) { rows in
            var table = AlignedTable(columns: columns)
            table.reserve(rows: rows.count)
            for row in rows { append(row, of: answer.rows, kinds, to: &table) }
            return table
        }
        return parts.dropFirst().reduce(into: parts[0]) { $0.append(contentsOf: $1) }
    }

    /// Headings stand once for the rows below them, as long as the headings before them are the same too.
    private func append(_ row: Int, of rows: Answer.Rows, _ kinds: [Answer.Column.Kind], to table: inout AlignedTable) {
        var isSame = row > 0
        for (index, kind) in kinds.enumerated() {
            let cell = rows[row, index]
            if kind == .heading, isSame {
                let above = rows[row - 1, index]
                isSame = cell == above || text(of: cell, kind) == text(of: above, kind)
                if isSame {
                    table.append(cell: "")
                    continue
                }
            }
            switch cell {
            case .text, .wording, .term: table.append(cell: text(of: cell, kind))
            case .missing, .undecided, .blank, .integer, .number, .money, .real:
                table.appendCell { options.write(cell, kind, missing: Self.missing, to: &$0) }
            }
        }
    }

    private static let missing = "—"

    private func text(of cell: Answer.Cell, _ kind: Answer.Column.Kind) -> String {
        let text = options.text(of: cell, kind, missing: Self.missing)
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
