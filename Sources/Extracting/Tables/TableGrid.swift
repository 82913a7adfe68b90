import DocumentModel
import FiscalModel

/// A table with its spans resolved: every position leads to the cell that covers it.
struct TableGrid {
    /// One cell, with its text folded once; one reference, because rows of them are handed about.
    final class GridCell: Sendable {
        let row: Int
        let column: Int
        let rowEnd: Int
        let columnEnd: Int
        let text: String
        let folded: CellText

        init(_ cell: Cell, rowEnd: Int, folded: CellText) {
            row = cell.row
            column = cell.column
            self.rowEnd = rowEnd
            columnEnd = cell.column + max(1, cell.columnSpan)
            text = cell.text
            self.folded = folded
        }

        var label: String { folded.label }
        var name: RowLabel { folded.name }
        var content: CellContent { folded.content }
        var columnSpan: Int { columnEnd - column }
        var isFigure: Bool {
            if case .figure = content { true } else { false }
        }
        var isText: Bool { content == .text }
        var isBlank: Bool { content == .blank }
    }

    let cells: [GridCell]
    let rowCount: Int
    let columnCount: Int
    let hasSpans: Bool
    /// The cells of each row from the left.
    private var rows: [[GridCell]]
    /// Some cell covers more than one row.
    private let hasTallCells: Bool

    init(_ table: Table, vocabulary: TableVocabulary) {
        hasSpans = table.hasSpans
        columnCount = table.columnCount
        var rowCount = 0
        for index in table.cells.indices where !table.cells[index].isHidden {
            rowCount = max(rowCount, table.cells[index].row + 1)
        }
        self.rowCount = rowCount
        var cells: [GridCell] = []
        cells.reserveCapacity(table.cells.count)
        var widths = Array(repeating: 0, count: rowCount)
        for cell in table.cells where !cell.isHidden {
            let end = min(cell.row + max(1, cell.rowSpan), rowCount)
            cells.append(GridCell(cell, rowEnd: end, folded: vocabulary.cell(cell.text)))
            for row in cell.row..<end { widths[row] += 1 }
        }
        self.cells = cells
        hasTallCells = cells.contains { $0.rowEnd > $0.row + 1 }
        rows = widths.map { width in
            var row: [GridCell] = []
            row.reserveCapacity(width)
            return row
        }
        for cell in cells { for row in cell.row..<cell.rowEnd { rows[row].append(cell) } }
        // Cells come by row and column; only what reaches in from above stands behind its place.
        if hasTallCells { for row in rows.indices { rows[row].sort { $0.column < $1.column } } }
    }

    /// The cell that covers a position.
    func cell(_ row: Int, _ column: Int) -> GridCell? {
        guard rows.indices.contains(row) else { return nil }
        let cells = rows[row]
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].columnEnd <= column { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].column <= column ? cells[low] : nil
    }

    /// The cells of a row from the left, those that reach in from above too.
    func cells(inRow row: Int) -> [GridCell] { rows[row] }

    /// The cells that start in a row.
    func anchors(inRow row: Int) -> [GridCell] { hasTallCells ? rows[row].filter { $0.row == row } : rows[row] }

    /// The only text of a row, when nothing else stands in it: a title, a unit, a note.
    func soleText(inRow row: Int) -> GridCell? {
        var sole: GridCell?
        for cell in cells(inRow: row) where !cell.isBlank {
            guard sole == nil, cell.isText else { return nil }
            sole = cell
        }
        return sole
    }
}
