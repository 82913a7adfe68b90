extension RuledGrid {
    /// The grid with the rows that its printer left unruled: only the columns are drawn, and every line of text in them
    /// is a row of its own.
    ///
    /// A ruled row is cut only where at least two columns hold several whole figures one under the other, so that a cell
    /// whose text merely wraps stays one.
    func withUnruledRows(of words: [PlacedWord]) -> RuledGrid {
        var cuts: [[Double]] = []
        for row in 0..<(rowEdges.count - 1) {
            let (top, bottom) = (rowEdges[row], rowEdges[row + 1])
            // Rows of one or two lines of text are the usual case.
            guard bottom - top > 24 else {
                cuts.append([])
                continue
            }
            let inside = words.filter { $0.box.middleY > top && $0.box.middleY < bottom }
            cuts.append(cutsBetweenLines(of: inside, row: row))
        }
        guard cuts.contains(where: { !$0.isEmpty }) else { return self }
        var grid = self
        grid.rowEdges = []
        grid.cells = []
        var newRow: [Int] = []
        for row in 0..<(rowEdges.count - 1) {
            newRow.append(grid.rowEdges.count)
            grid.rowEdges += [rowEdges[row]] + cuts[row]
        }
        newRow.append(grid.rowEdges.count)
        grid.rowEdges.append(rowEdges[rowEdges.count - 1])
        for cell in cells {
            let (first, end) = (newRow[cell.row], newRow[cell.row + cell.rowSpan])
            if cell.rowSpan == 1 {
                for row in first..<end {
                    grid.cells.append(GridCell(row: row, column: cell.column, rowSpan: 1, columnSpan: cell.columnSpan))
                }
            } else {
                var spread = cell
                (spread.row, spread.rowSpan) = (first, end - first)
                grid.cells.append(spread)
            }
        }
        grid.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        return grid
    }

    private func cutsBetweenLines(of words: [PlacedWord], row: Int) -> [Double] {
        var figureColumns = 0
        for cell in cells where cell.row == row && cell.rowSpan == 1 {
            let box = box(of: cell)
            let lines = PlacedLine.lines(
                of: words.filter { $0.box.middleX > box.left && $0.box.middleX < box.right })
            guard lines.count >= 2, lines.allSatisfy({ CellText.isFigure($0.text) }) else { continue }
            // A figure that a narrow column broke fills the column; whole ones do not, or have a point each.
            let isBroken = zip(lines, lines.dropFirst()).contains { above, below in
                box.width - above.box.width < above.em * 1.9 && !(above.text.contains(".") && below.text.contains("."))
            }
            if !isBroken { figureColumns += 1 }
        }
        guard figureColumns >= 2 else { return [] }
        let lines = PlacedLine.lines(of: words)
        // A line without any figure is the rest of the label above it.
        let starts = lines.indices.filter { index in
            index == 0 || lines[index].words.contains { CellText.isFigure($0.text) }
        }
        return starts.dropFirst().map { (lines[$0 - 1].box.bottom + lines[$0].box.top) / 2 }
    }
}
