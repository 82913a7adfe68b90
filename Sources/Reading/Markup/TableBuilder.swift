import DocumentModel

/// Puts cells on a grid: spans are cut where they would overlap, limits are kept.
struct TableBuilder {
    private(set) var cells: [Cell] = []
    private var taken: [Set<Int>] = []
    private(set) var rowCount = 0
    private(set) var columnCount = 0
    private(set) var isCut = false
    private var area = 0
    private let limits: ReadingLimits

    init(limits: ReadingLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { cells.isEmpty }

    mutating func startRow() {
        rowCount += 1
        while taken.count < rowCount { taken.append([]) }
    }

    /// The first free column of the current row from one on.
    func freeColumn(from column: Int) -> Int {
        guard rowCount > 0 else { return column }
        var free = column
        while taken[rowCount - 1].contains(free) { free += 1 }
        return free
    }

    /// Places a cell in the current row.  Returns its index in `cells`, or nil where there is no room.
    @discardableResult
    mutating func place(
        _ text: String, column: Int, columnSpan: Int = 1, rowSpan: Int = 1, isHeader: Bool = false,
        isHidden: Bool = false
    ) throws(ReadingFailure) -> Int? {
        guard column < limits.columns else {
            isCut = true
            return nil
        }
        let row = rowCount - 1
        var width = max(1, min(columnSpan, limits.columns - column))
        for step in 1..<max(width, 1) where taken[row].contains(column + step) {
            width = step
            break
        }
        guard !taken[row].contains(column) else { return nil }
        let height = max(1, min(rowSpan, 10_000))
        try take(row: row, column: column, width: width, height: height)
        cells.append(
            Cell(
                row: row, column: column, rowSpan: height, columnSpan: width, text: text, isHeader: isHeader,
                isHidden: isHidden))
        columnCount = max(columnCount, column + width)
        guard cells.count <= limits.cells else {
            throw ReadingFailure(
                .tooLarge, zh: "表格超过 \(limits.cells) 个单元格", en: "a table has more than \(limits.cells) cells")
        }
        return cells.count - 1
    }

    /// Lets the cell at an index reach one row further, into the current one.
    mutating func extend(_ index: Int) throws(ReadingFailure) {
        let row = rowCount - 1
        let cell = cells[index]
        guard row >= cell.row + cell.rowSpan else { return }
        cells[index].rowSpan = row - cell.row + 1
        for column in cell.column..<cell.column + cell.columnSpan { taken[row].insert(column) }
    }

    private mutating func take(row: Int, column: Int, width: Int, height: Int) throws(ReadingFailure) {
        guard height > 1 || width > 1 else {
            taken[row].insert(column)
            return
        }
        // A span of a million positions is a trick, not a table.
        area += width * height
        guard area <= limits.cells * 2 else {
            throw ReadingFailure(.tooLarge, zh: "合并单元格过大", en: "a merged cell is too large")
        }
        while taken.count < row + height { taken.append([]) }
        for line in row..<row + height { taken[line].formUnion(column..<column + width) }
    }

    /// The finished table: cells in order, spans inside the grid, overlaps from below cut off.
    func table(caption: String? = nil) -> Table {
        var sorted = cells
        for index in sorted.indices { sorted[index].rowSpan = min(sorted[index].rowSpan, rowCount - sorted[index].row) }
        sorted.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        return Table(rowCount: rowCount, columnCount: columnCount, cells: sorted, caption: caption)
    }
}
