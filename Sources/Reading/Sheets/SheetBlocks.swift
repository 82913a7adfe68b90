import DocumentModel

/// Takes a sheet that holds a whole report apart: lines of text become paragraphs, what stands between them tables.
///
/// People paste a report into one sheet, its headings and sentences merged over the full width, one table under the
/// other.  A heading inside one table (“一、基本支出” over the full width) does not cut it: there the next row has figures.
struct SheetBlocks {
    private let table: Table
    private let rows: [[Cell]]
    /// For every row the first one from it on that is not blank: somebody may have typed a mark 60,000 rows below.
    private let nextFilled: [Int]

    init(_ table: Table) {
        self.table = table
        var rows: [[Cell]] = Array(repeating: [], count: table.rowCount)
        for cell in table.cells where cell.row < table.rowCount { rows[cell.row].append(cell) }
        self.rows = rows
        var nextFilled = Array(repeating: rows.count, count: rows.count)
        for row in rows.indices.reversed() {
            nextFilled[row] =
                rows[row].contains(where: Self.isFilled) ? row : row + 1 < rows.count ? nextFilled[row + 1] : rows.count
        }
        self.nextFilled = nextFilled
    }

    /// Paragraphs and tables in the order of the rows; the sheet as one table where it holds one, titles and all.
    func blocks() -> [Block] {
        let parts = cut()
        let isReport = parts.filter { $0.table != nil }.count > 1 || parts.contains(where: isNarrative)
        return isReport ? parts : [.table(table)]
    }

    /// A sentence that is no note below a table.
    private func isNarrative(_ block: Block) -> Bool {
        guard let text = block.paragraph?.text, text.contains("。") else { return false }
        return !["注", "说明", "备注"].contains(where: text.hasPrefix)
    }

    private func cut() -> [Block] {
        var blocks: [Block] = []
        var row = 0
        while row < rows.count {
            let lines = textLines(from: row, isOpening: blocks.last?.table == nil)
            if lines > row {
                for line in row..<lines { blocks += paragraph(line) }
                row = lines
                continue
            }
            var end = row + 1
            while end < rows.count, textLines(from: end, isOpening: false) == end { end += 1 }
            blocks += part(row..<end)
            row = end
        }
        return blocks
    }

    /// The row after the lines of text that begin at `start`; `start` itself where the table goes on there.
    private func textLines(from start: Int, isOpening: Bool) -> Int {
        var end = nextFilled[start]
        var lines = 0
        while end < rows.count, isLine(rows[end]) || isOpening && filled(rows[end]).count == 1 {
            lines += 1
            end = end + 1 < rows.count ? nextFilled[end + 1] : rows.count
        }
        if isOpening || end == rows.count { return lines > 0 ? end : start }
        return lines >= 2 || lines == 1 && isHeader(rows[end]) ? end : start
    }

    /// One text over the full width, or a sentence alone in its row.
    private func isLine(_ row: [Cell]) -> Bool {
        let texts = filled(row)
        guard texts.count == 1, let only = texts.first, table.columnCount > 1 else { return false }
        return only.columnSpan * 10 >= table.columnCount * 9
            || only.column == 0 && only.text.utf8.count >= 45 && only.text.contains("。")
    }

    /// Words in several cells and no figure.
    private func isHeader(_ row: [Cell]) -> Bool {
        let texts = filled(row)
        return texts.count >= 2
            && texts.allSatisfy { cell in !cell.text.utf8.allSatisfy { $0 < 0x40 } }
    }

    private func filled(_ row: [Cell]) -> [Cell] { row.filter(Self.isFilled) }

    private static func isFilled(_ cell: Cell) -> Bool { !cell.text.utf8.allSatisfy { $0 <= 0x20 } }

    private func paragraph(_ row: Int) -> [Block] { filled(rows[row]).map { .paragraph(Paragraph($0.text)) } }

    private func part(_ range: Range<Int>) -> [Block] {
        let cells = rows[range].joined().map { cell in
            var cell = cell
            cell.row -= range.lowerBound
            cell.rowSpan = min(cell.rowSpan, range.count - cell.row)
            return cell
        }
        guard cells.contains(where: { !$0.text.isEmpty }) else { return [] }
        return [
            .table(
                Table(
                    rowCount: range.count, columnCount: table.columnCount, cells: cells, hasSpans: table.hasSpans,
                    page: table.page, caption: table.caption, isRecognised: table.isRecognised, isHidden: table.isHidden
                ))
        ]
    }
}
