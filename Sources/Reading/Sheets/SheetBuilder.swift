import DocumentModel

/// Collects the cells of one sheet and lays merged ones out.
struct SheetBuilder {
    struct Merge {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    let name: String
    var isHidden = false
    var merges: [Merge] = []
    var hiddenRows: Set<Int> = []
    var hiddenColumns: [ClosedRange<Int>] = []
    /// Formulas that the program which wrote the file never worked out.
    var unsolvedFormulas = 0
    private(set) var cells: [Cell] = []
    private var isSorted = true
    private let limits: ReadingLimits

    init(name: String, limits: ReadingLimits) {
        self.name = name
        self.limits = limits
    }

    /// A cell's text; blank ones are left out, as a position without a cell is blank.
    mutating func add(row: Int, column: Int, text: String) throws(ReadingFailure) {
        guard !text.isEmpty, row >= 0, column >= 0 else { return }
        guard column < limits.columns, row < 1_048_576 else {
            throw ReadingFailure(
                .tooLarge, zh: "工作表“\(name)”超过 \(limits.columns) 列",
                en: "sheet “\(name)” has more than \(limits.columns) columns")
        }
        if let last = cells.last, (last.row, last.column) >= (row, column) { isSorted = false }
        cells.append(Cell(row: row, column: column, text: text))
        guard cells.count <= limits.cells else {
            throw ReadingFailure(
                .tooLarge, zh: "工作表“\(name)”超过 \(limits.cells) 个单元格",
                en: "sheet “\(name)” has more than \(limits.cells) cells")
        }
    }

    /// The table; nil for a sheet without text.
    func table() -> Table? {
        guard !cells.isEmpty else { return nil }
        var sorted = cells
        if !isSorted {
            // NB: a damaged sheet may give one position twice; the last one counts, as in the programs.
            var byPlace: [CellPosition: Cell] = [:]
            for cell in cells { byPlace[CellPosition(row: cell.row, column: cell.column)] = cell }
            sorted = byPlace.keys.sorted().compactMap { byPlace[$0] }
        }
        let usedRows = (sorted.last?.row ?? 0) + 1
        var usedColumns = sorted.reduce(0) { max($0, $1.column + 1) }
        var covered: Set<CellPosition> = []
        var area = 0
        var anchors: [CellPosition: Merge] = [:]
        for merge in merges.prefix(100_000) {
            guard merge.rows.lowerBound < usedRows, merge.columns.lowerBound < limits.columns else { continue }
            let rows = merge.rows.lowerBound...min(merge.rows.upperBound, usedRows - 1)
            let last =
                merge.columns.count > 256
                ? max(usedColumns - 1, merge.columns.lowerBound) : min(merge.columns.upperBound, limits.columns - 1)
            let columns = merge.columns.lowerBound...last
            guard rows.count * columns.count <= limits.cells, covered.count <= limits.cells else { continue }
            // Merges over merges are a trick; the programs write none.
            area += rows.count * columns.count
            guard area <= limits.cells * 2 else { break }
            let anchor = CellPosition(row: rows.lowerBound, column: columns.lowerBound)
            guard !covered.contains(anchor), anchors[anchor] == nil else { continue }
            anchors[anchor] = Merge(rows: rows, columns: columns)
            for row in rows { for column in columns { covered.insert(CellPosition(row: row, column: column)) } }
            covered.remove(anchor)
            usedColumns = max(usedColumns, last + 1)
        }
        var hidden: Set<Int> = []
        for range in hiddenColumns.prefix(2_000) { hidden.formUnion(range.clamped(to: 0...limits.columns)) }
        var result: [Cell] = []
        result.reserveCapacity(sorted.count + anchors.count)
        for var cell in sorted {
            let place = CellPosition(row: cell.row, column: cell.column)
            if covered.contains(place) { continue }
            if let merge = anchors.removeValue(forKey: place) {
                cell.rowSpan = merge.rows.count
                cell.columnSpan = merge.columns.count
            }
            cell.isHidden = isHidden(cell, hidden)
            result.append(cell)
        }
        // Blank merged cells keep their place: they are what a header stands over.
        for (place, merge) in anchors where merge.rows.lowerBound < usedRows {
            var cell = Cell(
                row: place.row, column: place.column, rowSpan: merge.rows.count, columnSpan: merge.columns.count,
                text: "")
            cell.isHidden = isHidden(cell, hidden)
            result.append(cell)
        }
        if !anchors.isEmpty { result.sort { ($0.row, $0.column) < ($1.row, $1.column) } }
        return Table(rowCount: usedRows, columnCount: usedColumns, cells: result, caption: name, isHidden: isHidden)
    }

    /// A merged cell shows as long as one of its rows and one of its columns does.
    private func isHidden(_ cell: Cell, _ columns: Set<Int>) -> Bool {
        (cell.row..<cell.row + cell.rowSpan).allSatisfy(hiddenRows.contains)
            || (cell.column..<cell.column + cell.columnSpan).allSatisfy(columns.contains)
    }
}

extension Document {
    /// Adds a sheet with a note where something in it is hidden or missing.
    mutating func append(_ sheet: SheetBuilder) {
        if sheet.unsolvedFormulas > 0 {
            notes.append(
                ReadingNote(
                    .droppedContent,
                    detail: "工作表“\(sheet.name)”有 \(sheet.unsolvedFormulas) 个公式没有存下结果，按空白读；用表格软件打开、保存后再装入就有"))
        }
        guard let table = sheet.table() else { return }
        blocks += SheetBlocks(table).blocks()
        if sheet.isHidden {
            notes.append(ReadingNote(.hiddenContent, detail: "隐藏的工作表“\(sheet.name)”"))
        } else if table.cells.contains(where: \.isHidden) {
            notes.append(ReadingNote(.hiddenContent, detail: "工作表“\(sheet.name)”有隐藏的行或列"))
        }
    }
}
