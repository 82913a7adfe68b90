/// A page's lines and tables from top to bottom, before paragraphs are joined.
struct PageContent {
    enum Item {
        case line(PlacedLine)
        case table(PlacedTable)

        var box: Box {
            switch self {
            case .line(let line): line.box
            case .table(let table): table.box
            }
        }
    }

    var number: Int
    var width: Double
    var height: Double
    var isRecognised: Bool
    var items: [Item]

    /// The unruled table that ends the page, which may go on on the next.
    private(set) var lowest: PositionedTable?

    /// - Parameter before: the unruled table that ends the page before.
    init(_ page: PlacedPage, after before: PositionedTable?) {
        (number, width, height, isRecognised) = (page.number, page.width, page.height, page.isRecognised)
        var words = page.words
        var tables: [PlacedTable] = []
        for grid in RuledGrid.grids(in: page.rulings, width: page.width, height: page.height) {
            let table = PlacedTable.filling(grid, from: &words, page: page)
            // Rulings without any text are ornaments.
            if table.cells.contains(where: { !$0.text.isEmpty }) { tables.append(table) }
        }
        items = tables.map(Item.table)
        // Tables part the lines, so that an unruled table never reaches over one.
        var lines = PlacedLine.lines(of: words)[...]
        var unruled = UnruledTable(page, em: PlacedLine.usualEm(of: lines), before: before)
        for limit in tables.map(\.box.top).sorted() + [.infinity] {
            let above = lines.prefix { $0.box.middleY < limit }
            let isTop = above.startIndex == 0 && (limit == tables.map(\.box.top).min() || tables.isEmpty)
            lines = lines.dropFirst(above.count)
            items += unruled.items(in: Array(above), isTop: isTop)
            if limit < .infinity { unruled.close() }
        }
        lowest = unruled.lowest
        items.sort { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
    }

    /// A page whose tables are known.
    init(number: Int, width: Double, height: Double, items: [Item]) {
        (self.number, self.width, self.height, isRecognised) = (number, width, height, false)
        self.items = items
    }

    var lines: [PlacedLine] { items.compactMap { if case .line(let line) = $0 { line } else { nil } } }
}
