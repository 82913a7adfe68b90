/// Finds tables that no ruling draws: lines whose words stand under each other in columns.
struct UnruledTable {
    /// The width of a Chinese character of most text on the page.
    private let em: Double
    private let page: PlacedPage
    /// The table that ends the page before, which may go on.
    private let before: PositionedTable?
    /// The table that ends this page.
    private(set) var lowest: PositionedTable?

    private static let margin = 0.13

    init(_ page: PlacedPage, em: Double, before: PositionedTable?) {
        (self.page, self.em, self.before) = (page, em, before)
    }

    /// The lines as they are, with those that form a table replaced by it.
    mutating func items(in lines: [PlacedLine], isTop: Bool) -> [PageContent.Item] {
        guard !lines.isEmpty else { return [] }
        let placed = PlacedText(lines, em: em)
        let text = placed.text
        var items: [PageContent.Item] = []
        var isTop = isTop
        var index = 0
        var tableless = 0
        while index < text.lines.count {
            guard let source = placed.sources[index] else {
                index += 1
                continue
            }
            if index >= tableless, !(isTop && isRunningHead(placed, index)) {
                let found = PositionedTable.find(
                    in: text, at: index, limit: text.lines.count, after: isTop ? before : nil, preferring: .characters)
                if let table = found.table {
                    let last = placed.sources[..<table.end].last { $0 != nil } ?? source
                    items.append(.table(PlacedTable(table, on: page, lines: lines[source...(last ?? source)], em: em)))
                    (lowest, isTop) = (table, false)
                    index = table.end
                    continue
                }
                tableless = found.end
            }
            let line = lines[source]
            items.append(.line(line))
            // Running heads and feet part no table.
            if line.box.bottom > page.height * Self.margin { isTop = false }
            if line.box.top < page.height * (1 - Self.margin) { lowest = nil }
            index += 1
        }
        return items
    }

    /// True for a line alone above rows that go on with the table of the page before.
    private func isRunningHead(_ placed: PlacedText, _ index: Int) -> Bool {
        guard let before, SpacedLine(placed.text, index).fields.count == 1,
            let next = placed.sources[(index + 1)...].firstIndex(where: { $0 != nil })
        else { return false }
        let found = PositionedTable.find(
            in: placed.text, at: next, limit: placed.text.lines.count, after: before, preferring: .characters)
        return found.table.map { $0.headerCount == 0 && $0.borders == before.borders } ?? false
    }

    /// A ruled table ends the page.
    mutating func close() { lowest = nil }
}

extension PlacedTable {
    /// A table found by its columns; the outer borders are the same on every page.
    init(_ table: PositionedTable, on page: PlacedPage, lines: ArraySlice<PlacedLine>, em: Double) {
        var box = lines.first?.box ?? Box(left: 0, top: 0, right: 0, bottom: 0)
        for line in lines { box.formUnion(line.box) }
        self.init(table, number: page.number, box: box, columnWidth: em / 2)
        isRecognised = page.isRecognised
    }

    init(_ table: PositionedTable, number: Int, box: Box, columnWidth: Double) {
        let cells = table.rows.enumerated().flatMap { row, cells in
            cells.map { cell in
                PlacedCell(
                    row: row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.span, text: cell.text,
                    isFull: false, page: number)
            }
        }
        let edges = (0...table.columnCount).map { column in
            column == 0 ? 0 : column > table.borders.count ? 1_000 : Double(table.borders[column - 1]) * columnWidth
        }
        self.init(
            box: box, columnEdges: edges, rowCount: table.rows.count, cells: cells, page: number, isRecognised: false,
            hasSpans: table.isAligned)
    }
}

/// The dots between an entry of a table of contents and its page number.
enum Leaders {
    /// An entry with its leaders: dots in a row, to the end or to a page number.
    static func contains(_ text: String) -> Bool {
        var run = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "…": run += 3
            case ".", "·", "．": run += 1
            case " ": break
            default: run = 0
            }
            if run >= 8 { return true }
        }
        return false
    }
}
