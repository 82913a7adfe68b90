import DocumentModel

/// The cells of a table that hold running text, each with the headings beside it.
///
/// Layout tables hold whole paragraphs in cells as wide as the table.  Some provinces' forms print the whole report as
/// rows of label and text: `（三）部门整体收支情况 | 2023年收入合计3427.86万元，其中…`; there the labels are the headings.
/// Forms of one project and tables of indicators describe aims in the same shape, and are left to their readers.
struct ProseCells {
    enum Piece: Equatable {
        case heading(Cell)
        case prose(Cell)
    }

    /// In reading order.
    private(set) var pieces: [Piece] = []

    init(_ table: Table) {
        guard !table.isHidden else { return }
        let isForm = table.cells.contains { cell in
            cell.text.utf8.first ?? 0 >= 0x80 && Self.formWords.contains { cell.text.utf8.starts(with: $0.utf8) }
        }
        var start = 0
        while start < table.cells.count {
            let row = table.cells[start...].prefix { $0.row == table.cells[start].row }
            start = row.endIndex
            for cell in row where !cell.isHidden {
                if cell.columnSpan >= table.columnCount {
                    if cell.text.utf8.count >= Self.leastBytes { pieces.append(.prose(cell)) }
                } else if !isForm, cell.column + cell.columnSpan == table.columnCount, Self.isProse(cell),
                    row.count <= 3, row.dropLast().allSatisfy(Self.isLabel)
                {
                    pieces += row.dropLast().filter { !$0.text.isEmpty }.map(Piece.heading)
                    pieces.append(.prose(cell))
                }
            }
        }
    }

    /// First words of cells that tell a project's form or a table of indicators.
    private static let formWords = ["项目名称", "三级指标", "指标名称", "一级指标"]
    private static let leastBytes = 60

    /// Sentences, and not a long name.
    private static func isProse(_ cell: Cell) -> Bool {
        cell.text.utf8.count >= leastBytes && cell.text.contains { "。；，".contains($0) }
    }

    /// Words that head a row: short, and more than a figure.
    private static func isLabel(_ cell: Cell) -> Bool {
        let text = cell.text.utf8
        return text.count < 90 && !cell.text.contains("。") && text.count(where: \.isDigit) <= 1
            && (text.isEmpty || text.contains { $0 >= 0x80 })
    }
}
