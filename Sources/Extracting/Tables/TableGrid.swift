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

        init(_ cell: Cell, rowEnd: Int) {
            row = cell.row
            column = cell.column
            self.rowEnd = rowEnd
            columnEnd = cell.column + max(1, cell.columnSpan)
            text = cell.text
            folded = CellText(cell.text)
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

    /// A cell's stretch in one row.
    private struct Stretch {
        var start: Int
        var end: Int
        var cell: Int
    }

    let cells: [GridCell]
    let rowCount: Int
    let columnCount: Int
    let hasSpans: Bool
    private var rows: [[Stretch]]

    init(_ table: Table) {
        hasSpans = table.hasSpans
        var cells: [GridCell] = []
        cells.reserveCapacity(table.cells.count)
        var rowCount = 0
        for cell in table.cells where !cell.isHidden { rowCount = max(rowCount, cell.row + 1) }
        self.rowCount = rowCount
        columnCount = table.columnCount
        rows = Array(repeating: [], count: rowCount)
        for cell in table.cells where !cell.isHidden {
            let end = min(cell.row + max(1, cell.rowSpan), rowCount)
            let index = cells.count
            cells.append(GridCell(cell, rowEnd: end))
            for row in cell.row..<end {
                rows[row].append(
                    .init(start: cell.column, end: cell.column + max(1, cell.columnSpan), cell: index))
            }
        }
        for row in rows.indices { rows[row].sort { $0.start < $1.start } }
        self.cells = cells
    }

    /// The cell that covers a position.
    func cell(_ row: Int, _ column: Int) -> GridCell? {
        guard rows.indices.contains(row) else { return nil }
        let stretches = rows[row]
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].end <= column { low = middle + 1 } else { high = middle }
        }
        guard low < stretches.count, stretches[low].start <= column else { return nil }
        return cells[stretches[low].cell]
    }

    /// The cells of a row from the left, those that reach in from above too.
    func cells(inRow row: Int) -> [GridCell] { rows[row].map { cells[$0.cell] } }

    /// The cells that start in a row.
    func anchors(inRow row: Int) -> [GridCell] { cells(inRow: row).filter { $0.row == row } }

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
