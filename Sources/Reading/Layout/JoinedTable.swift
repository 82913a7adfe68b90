import DocumentModel

/// A table that goes on over pages, joined row by row.
///
/// The next page's table belongs to it when nothing but running heads stands between, and their column borders fall
/// together.  A header that is printed again is kept and marked.
struct JoinedTable {
    private var whole: PlacedTable
    private var pageIndex: Int
    /// Rows at the top that were seen again on a later page.
    private var headerRows = 0
    /// Cells of the rows at the top, which a later page may repeat.
    private var top: [PlacedCell]
    /// Cells that reach the last row, by index.
    private var lowest: [Int]
    private static let mostHeaderRows = 8

    init(_ table: PlacedTable, pageIndex: Int) {
        whole = table
        self.pageIndex = pageIndex
        top = table.cells.filter { $0.row < Self.mostHeaderRows }
        lowest = table.cells.indices.filter { table.cells[$0].row + table.cells[$0].rowSpan == table.rowCount }
    }

    /// Adds the table if it is the continuation; false when it is one of its own.
    mutating func append(_ next: PlacedTable, pageIndex: Int) -> Bool {
        // Ragged rows have places by number, which no other borders can share.
        guard pageIndex == self.pageIndex + 1, whole.hasSpans == next.hasSpans,
            whole.hasSpans || whole.columnEdges.count == next.columnEdges.count,
            let edges = commonEdges(whole.columnEdges, next.columnEdges)
        else { return false }
        if edges.count != whole.columnEdges.count {
            spread(&whole, over: edges)
            top = whole.cells.filter { $0.row < Self.mostHeaderRows }
        }
        var next = next
        spread(&next, over: edges)
        let repeated = repeatedRows(next)
        headerRows = max(headerRows, repeated)
        for index in next.cells.indices where next.cells[index].row < repeated { next.cells[index].isHeader = true }
        mendBrokenRow(&next, at: repeated)
        let offset = whole.rowCount
        let firstNew = whole.cells.count
        for var cell in next.cells {
            cell.row += offset
            whole.cells.append(cell)
        }
        whole.rowCount += next.rowCount
        lowest = (lowest + Array(firstNew..<whole.cells.count)).filter {
            whole.cells[$0].row + whole.cells[$0].rowSpan == whole.rowCount
        }
        self.pageIndex = pageIndex
        return true
    }

    /// The union of both tables' borders, or nil where too many have no partner.
    private func commonEdges(_ a: [Double], _ b: [Double]) -> [Double]? {
        let tolerance = 4.0
        guard let a0 = a.first, let b0 = b.first, let a1 = a.last, let b1 = b.last, abs(a0 - b0) <= tolerance,
            abs(a1 - b1) <= tolerance
        else { return nil }
        let unmatched = b.filter { edge in !a.contains { abs($0 - edge) <= tolerance } }
        let missing = a.filter { edge in !b.contains { abs($0 - edge) <= tolerance } }
        // Borders that only one has: the other's rows span them.  Both having some means two different tables.
        guard unmatched.isEmpty || missing.isEmpty, (unmatched.count + missing.count) * 2 <= max(a.count, b.count)
        else { return nil }
        return (a + unmatched).sorted()
    }

    private func spread(_ table: inout PlacedTable, over edges: [Double]) {
        guard table.columnEdges.count != edges.count else { return }
        let columns = table.columnEdges.map { edge in
            edges.indices.min { abs(edges[$0] - edge) < abs(edges[$1] - edge) } ?? 0
        }
        for index in table.cells.indices {
            let cell = table.cells[index]
            table.cells[index].column = columns[cell.column]
            table.cells[index].columnSpan = columns[cell.column + cell.columnSpan] - columns[cell.column]
        }
        table.columnEdges = edges
    }

    /// How many rows at the top of `next` repeat the rows at the top of the whole.
    private func repeatedRows(_ next: PlacedTable) -> Int {
        struct Key: Hashable {
            var row, column, rowSpan, columnSpan: Int
            var text: String
        }
        func key(_ cell: PlacedCell) -> Key {
            Key(row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, text: cell.text)
        }
        var repeated = 0
        while repeated < min(Self.mostHeaderRows, whole.rowCount, next.rowCount) {
            let mine = top.filter { $0.row == repeated }.map(key)
            let theirs = next.cells.filter { $0.row == repeated }.map(key)
            // Rows of figures may be alike; a header has words and no blank row.
            let hasWords = mine.contains { !$0.text.isEmpty && !CellText.isFigure($0.text) }
            guard Set(mine) == Set(theirs), hasWords || (repeated > 0 && mine.isEmpty) else { break }
            repeated += 1
        }
        // A header never ends inside a cell that spans rows.
        return next.cells.contains { $0.row < repeated && $0.row + $0.rowSpan > repeated } ? 0 : repeated
    }

    /// A row that the page break cut in two becomes one again, and a blank cell at the top that goes on under a cell of
    /// many rows becomes part of it.
    private mutating func mendBrokenRow(_ next: inout PlacedTable, at row: Int) {
        func last(_ column: Int) -> Int? { lowest.first { whole.cells[$0].column == column } }
        let top = next.cells.filter { $0.row == row }
        let filled = top.filter { !$0.text.isEmpty }
        let continuesText =
            !filled.isEmpty
            && filled.allSatisfy { cell in
                guard let before = last(cell.column) else { return false }
                let above = whole.cells[before]
                if CellText.isFigure(cell.text) {
                    return above.columnSpan == cell.columnSpan
                        && BrokenFigure.joined(above.text, cell.text, codes: cell.column == 0) != nil
                }
                guard !LineOpening.startsItem(Array(cell.text.utf8)[...]) else { return false }
                return above.isFull && !above.text.isEmpty && above.columnSpan == cell.columnSpan
                    && !CellText.isFigure(above.text)
            }
        let hasNewFigure = lowest.contains { CellText.isFigure(whole.cells[$0].text) }
        let isBroken = continuesText && hasNewFigure && filled.allSatisfy { $0.rowSpan == 1 }
        var removed: Set<Int> = []
        for (index, cell) in next.cells.enumerated() where cell.row == row {
            guard let before = last(cell.column), whole.cells[before].columnSpan == cell.columnSpan else {
                // Its place is taken by the row above; only a blank one can be here.
                if isBroken { removed.insert(index) }
                continue
            }
            if isBroken && !cell.text.isEmpty {
                whole.cells[before].text += cell.text
                whole.cells[before].isFull = cell.isFull
                removed.insert(index)
            } else if cell.text.isEmpty, !CellText.isFigure(whole.cells[before].text),
                !whole.cells[before].text.isEmpty,
                whole.cells[before].rowSpan > 1 || cell.rowSpan > 1, isBroken || cell.rowSpan > 1
            {
                whole.cells[before].rowSpan += cell.rowSpan - (isBroken ? 1 : 0)
                removed.insert(index)
            } else if isBroken && cell.text.isEmpty {
                removed.insert(index)
            }
        }
        next.cells = next.cells.enumerated().filter { !removed.contains($0.offset) }.map(\.element)
        if isBroken {
            for index in next.cells.indices where next.cells[index].row > row { next.cells[index].row -= 1 }
            next.rowCount -= 1
        }
    }

    /// The table for the document.
    var table: Table {
        let cells = whole.cells.map { cell in
            Cell(
                row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, text: cell.text,
                isHeader: cell.isHeader || cell.row < headerRows, page: cell.page)
        }
        return Table(
            rowCount: whole.rowCount, columnCount: whole.columnEdges.count - 1,
            cells: cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) }, hasSpans: whole.hasSpans,
            page: whole.page,
            isRecognised: whole.isRecognised)
    }
}
