import FiscalModel

extension StatementReader {
    /// Rows that lost nothing but blank cells at their end: “20805 | 养老支出 | 93.60 | 93.60” under
    /// “编码 | 名称 | 合计 | 基本支出 | 项目支出”.  Pages saved as text and sheets copied from the screen cut them.
    ///
    /// That is certain where a row as long as the header shows that blank cells before a figure are kept, none ends in a
    /// blank cell, and the first figure stands in one column in all of them.
    func rowsCutBehind(_ section: TableSection) -> Set<Int> {
        guard !grid.hasSpans, section.blocks.count == 1,
            let width = section.headerRows.map({ grid.cells(inRow: $0).count }).max()
        else { return [] }
        var firstColumn: Int?
        var keepsBlanks = false
        var short: [Int] = []
        for row in section.dataRows {
            let cells = grid.cells(inRow: row)
            guard let last = cells.last, let first = firstFigure(cells, section) else { continue }
            if last.isBlank { return [] }
            guard cells.count == width else {
                if cells.count < width { short.append(row) }
                continue
            }
            guard firstColumn == nil || firstColumn == first else { return [] }
            firstColumn = first
            keepsBlanks = keepsBlanks || cells[first...].contains(where: \.isBlank)
        }
        guard keepsBlanks else { return [] }
        return Set(short.filter { firstFigure(grid.cells(inRow: $0), section) == firstColumn })
    }

    /// The first of a row's figures that stands in a column of figures, with no figure in the column of words before it.
    private func firstFigure(_ cells: [TableGrid.GridCell], _ section: TableSection) -> Int? {
        guard
            let first = cells.firstIndex(where: {
                $0.isFigure && section.columns.indices.contains($0.column) && section.columns[$0.column].kind != .code
                    && section.columns[$0.column].kind != .lineNumber
            }), section.columns[cells[first].column].kind == .figure
        else { return nil }
        return first
    }
}
