import DocumentModel

extension Table {
    /// Closes columns that are too narrow to hold anything.
    ///
    /// Word processors draw the edges of two rows a hair apart, which makes a column of its own between them and shifts
    /// every column behind it in some of the rows.
    ///
    /// - Parameter isSliver: for every column whether it is that narrow; columns behind the last are not.
    func closingSlivers(_ isSliver: [Bool]) -> Table {
        guard isSliver.contains(true), columnCount > 1 else { return self }
        var edges = [0]
        for column in 0..<columnCount {
            let step = column < isSliver.count && isSliver[column] ? 0 : 1
            edges.append((edges.last ?? 0) + step)
        }
        var closed = self
        closed.columnCount = edges[columnCount]
        closed.cells = []
        for var cell in cells {
            let end = edges[min(cell.column + cell.columnSpan, columnCount)]
            cell.column = edges[min(cell.column, columnCount)]
            cell.columnSpan = end - cell.column
            if cell.columnSpan > 0 {
                closed.cells.append(cell)
            } else if !cell.text.isEmpty {
                return self  // The widths are not true: text stands in a column that has none.
            }
        }
        return closed
    }
}
