import DocumentModel

/// Wide cells of a header that a copy into plain text printed once, while it kept the blank cells of the row below:
///
/// ```
/// 序号 | 功能分类科目 | 合计 | 基本支出 | 项目支出
///      | 科目编码 | 科目名称 |      |          |
/// 1    | 208      | 社会保障 | 9.00 | 8.00    | 1.00
/// ```
///
/// A cell above a blank one reaches down into it, one above names is as wide as their run.  That is certain only where
/// this uses up every cell of the row and all rows below are as long as the table is wide.
enum LostSpans {
    static func restored(_ table: Table) -> Table {
        // A table whose rows are all as long as it is wide lost none.
        guard !table.hasSpans, table.cells.count != table.rowCount * table.columnCount, let rows = rows(of: table),
            let top = shortRow(rows, width: table.columnCount),
            let spans = spans(of: rows[top].count, above: rows[top + 1])
        else { return table }
        var restored = table
        restored.hasSpans = true
        var cells: [Cell] = []
        for cell in table.cells {
            var cell = cell
            if cell.row == top {
                let (columns, isTall) = spans[cell.column]
                cell.column = columns.lowerBound
                cell.columnSpan = columns.count
                cell.rowSpan = isTall ? 2 : 1
            } else if cell.row == top + 1, cell.text.isEmpty {
                continue
            }
            cells.append(cell)
        }
        restored.cells = cells
        return restored
    }

    private static func rows(of table: Table) -> [[Cell]]? {
        var rows = [[Cell]](repeating: [], count: table.rowCount)
        for cell in table.cells {
            guard cell.row < rows.count, cell.column == rows[cell.row].count else { return nil }
            rows[cell.row].append(cell)
        }
        return rows
    }

    /// A row of names at the top that is shorter than the table, with nothing but rows of its whole width below.
    private static func shortRow(_ rows: [[Cell]], width: Int) -> Int? {
        // The last row that is not as long as the table: a line of unit and year may stand above the header.
        guard let top = rows.lastIndex(where: { $0.count != width }), top < 4, top + 2 < rows.count,
            rows[top].count > 2, rows[top].count < width, rows[top].allSatisfy({ !$0.text.isEmpty })
        else { return nil }
        let hasFigures = rows[top + 1].contains { cell in
            if case .figure = CellText(cell.text).content { true } else { false }
        }
        return hasFigures ? nil : top
    }

    /// The columns of each cell, and whether it reaches into the next row; nil where they do not come out even.
    private static func spans(of count: Int, above row: [Cell]) -> [(columns: Range<Int>, isTall: Bool)]? {
        var spans: [(columns: Range<Int>, isTall: Bool)] = []
        for (column, cell) in row.enumerated() {
            if cell.text.isEmpty {
                spans.append((column..<column + 1, true))
            } else if let last = spans.last, !last.isTall {
                spans[spans.count - 1].columns = last.columns.lowerBound..<column + 1
            } else {
                spans.append((column..<column + 1, false))
            }
        }
        return spans.count == count && spans.contains { !$0.isTall } ? spans : nil
    }
}
