/// Tables that were flattened to text with tabs.
///
/// Two ways occur.  Programs that copy a sheet write a row as a line with tabs between the cells.  Word processors write
/// every cell as a line that starts with a tab; a cell's own line breaks stay, and a blank line ends the row:
///
/// ```
/// ⇥年度
/// ⇥预算数⏎
/// ⇥决算数
///
/// ⇥2023
/// ⇥12.30
/// ⇥11.80
/// ```
///
/// Merged cells are lost in both, so rows may be ragged.
enum FlattenedTable {
    /// The rows of the table that starts at a line, and the line behind it.
    ///
    /// Rows are nil where the tabs mean something else (an indent, a gap after a number); then no table starts before the
    /// end that is given.
    static func find(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        let line = text.lines[start]
        guard line.tabs > 0 else { return (nil, start) }
        let leads = text.bytes[line.whole.lowerBound] == 0x09
        return leads && line.tabs == 1 ? cells(in: text, at: start) : rows(in: text, at: start)
    }

    // MARK: A line is a row

    private static func rows(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        var rows: [[String]] = []
        var index = start
        var lastTabs = 0
        let lines = text.lines
        while index < lines.count {
            let line = lines[index]
            if line.tabs == 0 {
                // A page break inside the table left a blank line; the row after it has as many cells.
                guard line.isBlank, lastTabs >= 3, index + 1 < lines.count, abs(lines[index + 1].tabs - lastTabs) <= 1,
                    lines[index + 1].tabs > 0
                else { break }
                index += 1
                continue
            }
            if line.startsPage, index > start, line.tabs != lastTabs { break }
            var cells = fields(of: text, line)
            lastTabs = line.tabs
            index += 1
            closeQuotes(&cells, in: text, &index)
            rows.append(cells)
        }
        let width = rows.map(\.count).max() ?? 0
        let isList =
            width == 2 && rows.allSatisfy { LineOpening.startsItem(ArraySlice(($0[0] + "、").utf8)) || $0[0].isEmpty }
        guard rows.count >= 2 || width >= 3, !isList, !isProse(rows) else { return (nil, index) }
        return (rows, index)
    }

    private static func fields(of text: TextLines, _ line: TextLines.Line) -> [String] {
        var cells: [String] = []
        cells.reserveCapacity(line.tabs + 1)
        var from = line.whole.lowerBound
        for index in line.whole where text.bytes[index] == 0x09 {
            cells.append(text.string(text.trim(from..<index)))
            from = index + 1
        }
        cells.append(text.string(text.trim(from..<line.whole.upperBound)))
        return cells
    }

    /// A cell with line breaks is copied from a sheet in quotes: its other lines follow until the quote closes.
    private static func closeQuotes(_ cells: inout [String], in text: TextLines, _ index: inout Int) {
        var rounds = 0
        while rounds < 20, let last = cells.last, last.utf8.first == 0x22,
            last.utf8.filter({ $0 == 0x22 }).count % 2 == 1
        {
            rounds += 1
            let limit = min(text.lines.count, index + 20)
            guard let close = (index..<limit).first(where: { text.bytes[text.lines[$0].whole].contains(0x22) }) else {
                return
            }
            for inner in index..<close { cells[cells.count - 1] += "\n" + text.string(text.lines[inner].trimmed) }
            var rest = fields(of: text, text.lines[close])
            cells[cells.count - 1] += "\n" + rest.removeFirst()
            cells += rest
            index = close + 1
        }
        for position in cells.indices where cells[position].utf8.first == 0x22 && cells[position].utf8.last == 0x22 {
            guard cells[position].utf8.count >= 2 else { continue }
            let inner = cells[position].utf8.dropFirst().dropLast()
            guard !inner.contains(0x22) || inner.contains(0x0A) else { continue }
            cells[position] = String(decoding: Array(inner), as: UTF8.self)
        }
    }

    // MARK: A line is a cell

    private static func cells(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: String?
        let lines = text.lines
        var index = start
        func append(_ line: TextLines.Line) {
            if cell == nil { cell = "" }
            cell?.append("\n")
            cell?.append(text.string(line.trimmed))
        }
        func closeCell() {
            if let text = cell { row.append(String(decoding: Array(text.utf8)[...].trimmedLineFeeds, as: UTF8.self)) }
            cell = nil
        }
        scan: while index < lines.count {
            let line = lines[index]
            if line.tabs > 0 {
                guard text.bytes[line.whole.lowerBound] == 0x09 else { break scan }
                closeCell()
                let parts = fields(of: text, line).dropFirst()
                row += parts.dropLast()
                cell = parts.last
                index += 1
            } else if !line.isBlank {
                append(line)
                index += 1
            } else {
                var next = index
                while next < lines.count, lines[next].isBlank, lines[next].tabs == 0 { next += 1 }
                if next < lines.count, lines[next].tabs > 0, text.bytes[lines[next].whole.lowerBound] == 0x09 {
                    closeCell()
                    rows.append(row)
                    row = []
                    index = next
                } else if let open = cell, open.utf8.allSatisfy({ $0 == 0x0A }),
                    let after = contentBehindBlanks(text, next, blanks: next - index)
                {
                    for inner in next..<after { append(lines[inner]) }
                    index = after
                } else {
                    break scan
                }
            }
        }
        closeCell()
        if !row.isEmpty, rows.isEmpty || row != [""] { rows.append(row) }
        guard rows.count >= 2 || row.count >= 2, !isProse(rows) else { return (nil, index) }
        return (rows, index)
    }

    /// Empty paragraphs may stand above a cell's text.  Text behind blank lines is such a cell's only if the next cell
    /// follows at once; the line behind it, or nil where the table has ended.
    private static func contentBehindBlanks(_ text: TextLines, _ start: Int, blanks: Int) -> Int? {
        var index = start
        let lines = text.lines
        while index < lines.count, !lines[index].isBlank, lines[index].tabs == 0 {
            guard index - start < 3, lines[index].trimmed.count <= 90 else { return nil }
            index += 1
        }
        guard index > start, index < lines.count, lines[index].tabs > 0,
            text.bytes[lines[index].whole.lowerBound] == 0x09
        else { return nil }
        // “…自评表” directly above cells is the next table's title.
        let last = text.bytes[lines[index - 1].trimmed]
        if blanks >= 2, last.suffix(3).elementsEqual([0xE8, 0xA1, 0xA8]) { return nil }
        return index
    }

    /// Indented paragraphs look like cells but end as sentences do.
    private static func isProse(_ rows: [[String]]) -> Bool {
        var filled = 0
        var sentences = 0
        var bytes = 0
        for row in rows {
            for cell in row where !cell.isEmpty {
                filled += 1
                bytes += cell.utf8.count
                if cell.utf8.count > 60, let last = LineOpening.lastScalar(ArraySlice(Array(cell.utf8))),
                    "。；：".unicodeScalars.contains(last)
                {
                    sentences += 1
                }
            }
        }
        return filled == 0 || sentences * 2 > filled || bytes / filled > 240
    }
}

extension ArraySlice<UInt8> {
    /// Without line feeds and blanks at either end.
    fileprivate var trimmedLineFeeds: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return slice
    }
}
