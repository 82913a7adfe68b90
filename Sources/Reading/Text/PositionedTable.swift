/// A table that text lines up with blanks, as `pdftotext -layout` and people do.
///
/// ```
/// 科目编码   科目名称            合计      基本支出     项目支出
/// 201     一般公共服务           128.46   84.20    44.26
///         支出
/// 2011308 招商引资             2.00              2.00
/// ```
///
/// Columns are found by the gaps of all lines together, so a blank cell stays blank.  A label that its cell broke is
/// joined.  Where a figure cannot be put in one column, the rows stay ragged and only their order counts.
struct PositionedTable {
    struct Cell {
        var column: Int
        var span: Int
        var rowSpan = 1
        var text: String
        /// The word's place, in the columns of the ruler.
        var extent: Range<Int>

        var isFigure: Bool { PositionedRegion.isFigure(Array(text.utf8)[...]) }

        /// Chinese words, not a mark that stands for nothing.
        var isWords: Bool { text.unicodeScalars.contains { $0.value >= 0x3400 } }

        /// True for words among figures or an amount among words: the line's columns have slipped.
        func contradicts(_ kind: Kind?) -> Bool {
            switch kind {
            case .words: isFigure && text.utf8.contains(UInt8(ascii: "."))
            case .figures: isWords && text.unicodeScalars.count > 2
            case nil: false
            }
        }
    }

    private(set) var rows: [[Cell]]
    private(set) var columnCount: Int
    /// Where the columns part; none where the rows are ragged.
    private(set) var borders: [Int]
    /// True where every figure stands in one column.
    private(set) var isAligned = true
    /// Rows of headers above the first row of figures.
    private(set) var headerCount: Int
    /// The line behind.
    let end: Int

    /// The table that begins at a line; nil where none does.
    ///
    /// - Parameter before: the table that ends the page before, where this line is a page's first.
    /// - Returns: without a table, the line up to which none begins.
    static func find(
        in text: TextLines, at start: Int, limit: Int, after before: PositionedTable? = nil,
        preferring ruler: SpacedLine.Ruler = .columns
    ) -> (table: PositionedTable?, end: Int) {
        let region: PositionedRegion
        switch PositionedRegion.find(in: text, at: start, limit: limit, isPageTop: before != nil) {
        case .table(let found): region = found
        case .none(let end): return (nil, end)
        }
        let continued = text.places == nil ? nil : before.flatMap { $0.columns(for: region, ruler) }
        var table = PositionedTable(
            region, text, columns: continued ?? columns(of: region, in: text, preferring: ruler))
        if !table.isAligned, continued == nil, region.headerCount > 1 {
            // Figures set to the right may reach below a title of their group.
            let other = PositionedTable(
                region, text, columns: columns(of: region, in: text, preferring: ruler, droppingTitles: true),
                droppingTitles: true)
            if other.isAligned { table = other }
        }
        if let before { table.alignFigures(with: before) }
        return (table, region.end)
    }

    /// The columns of this table, where the rows of the next page stand in them.
    private func columns(for next: PositionedRegion, _ ruler: SpacedLine.Ruler) -> PositionedColumns? {
        guard isAligned, next.headerCount == 0 else { return nil }
        let columns = PositionedColumns(ruler: ruler, borders: borders)
        let fits = next.lines.allSatisfy { line in
            let covered = line.fields.map { columns.covered(by: $0) }
            return covered.allSatisfy { $0.count == 1 }
                && zip(covered, covered.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
        }
        return fits ? columns : nil
    }

    private init(
        _ region: PositionedRegion, _ text: TextLines, columns: PositionedColumns, droppingTitles: Bool = false
    ) {
        end = region.end
        headerCount = region.headerCount
        columnCount = columns.count
        borders = columns.borders
        var cells: [[Cell]] = region.lines.map { line in
            line.fields.map { field in
                let covered = columns.covered(by: field)
                return Cell(
                    column: covered.lowerBound, span: covered.count, text: text.string(field.text),
                    extent: field.extent(columns.ruler))
            }
        }
        let data = region.headerCount..<cells.count
        let lines = region.lines.map(\.number)
        BrokenFigure.join(&cells, in: data, lines: lines)
        let kinds = PositionedTable.kinds(of: cells[data], columnCount: columnCount)
        let cut = data.filter { row in
            guard cells[row].contains(where: \.isFigure) else { return false }
            return cells[row].contains {
                $0.span > 1 && $0.isFigure || $0.span == 1 && $0.contradicts(kinds[$0.column])
            }
                || zip(cells[row], cells[row].dropFirst()).contains { $0.column + $0.span > $1.column }
        }
        let names = PositionedHeader(
            cells[..<headerCount],
            above: droppingTitles ? nil : cells[data].flatMap { $0.filter(\.isFigure).map(\.extent) })
        let header = headerCount == 0 ? [] : names.levels(over: columnCount)
        let isShifted = text.places != nil && names.isShifted(over: cells[data], columnCount: columnCount)
        guard cut.count * 5 <= data.count, let header, !isShifted else {
            // Below one line of headers the order of the cells still counts; below several it says nothing.
            let filled = cells.filter { !$0.isEmpty }
            rows = headerCount < 2 && !isShifted ? filled.map(Self.ragged) : filled.map(Self.whole)
            columnCount = rows.map(\.count).max() ?? 0
            borders = []
            isAligned = false
            return
        }
        // A figure that two columns may claim is nobody's: its line stays as words.
        for row in cut {
            cells[row] = Self.whole(cells[row])
            cells[row][0].span = columnCount
        }
        let labels = BrokenLabels(cells, in: data, lines: lines, columnCount: columnCount)
        labels.join(&cells)
        let body = cells[headerCount...].filter { !$0.isEmpty }
        rows = header + body
        headerCount = header.count
    }

    /// The cells of a line in their order.
    private static func ragged(_ line: [Cell]) -> [Cell] {
        line.enumerated().map { Cell(column: $0, span: 1, text: $1.text, extent: $1.extent) }
    }

    /// A line as words, of which no figure is read.
    private static func whole(_ line: [Cell]) -> [Cell] {
        [Cell(column: 0, span: 1, text: line.map(\.text).joined(separator: "  "), extent: line[0].extent)]
    }

    /// What a column holds in nearly all rows.
    enum Kind { case words, figures }

    private static func kinds(of rows: ArraySlice<[Cell]>, columnCount: Int) -> [Kind?] {
        var words = [Int](repeating: 0, count: columnCount)
        var figures = words
        for row in rows {
            for cell in row where cell.span == 1 {
                if cell.isFigure { figures[cell.column] += 1 } else if cell.isWords { words[cell.column] += 1 }
            }
        }
        return (0..<columnCount).map { column in
            if words[column] + figures[column] < 3 { return nil }
            if figures[column] * 5 <= words[column] { return .words }
            return words[column] * 5 <= figures[column] ? .figures : nil
        }
    }

    /// The columns of the rows alone where the header has a word for each, else those of all lines: a column may be blank.
    private static func columns(
        of region: PositionedRegion, in text: TextLines, preferring ruler: SpacedLine.Ruler,
        droppingTitles: Bool = false
    ) -> PositionedColumns {
        let columns = PositionedColumns.of(Array(region.lines[region.headerCount...]), preferring: ruler)
        guard region.headerCount > 0 else { return columns }
        let figures = region.lines[region.headerCount...].flatMap { line in
            line.fields.filter { PositionedRegion.isFigure(text.bytes[$0.text]) }.map { $0.extent(columns.ruler) }
        }
        let names = PositionedHeader(
            region.lines[..<region.headerCount].map { line in
                line.fields.map { Cell(column: 0, span: 1, text: "", extent: $0.extent(columns.ruler)) }
            }[...], above: droppingTitles ? nil : figures)
        if names.columnCount == columns.count { return columns }
        return PositionedColumns.of(region.lines, and: names.leafExtents, ruler: columns.ruler)
    }

    /// Takes the columns of the table that this one continues, where only its labels take fewer: 合计 | 9.00 | 8.00 behind a
    /// page of 类 | 款 | 项 | 科目名称 | 合计 | 基本支出.
    private mutating func alignFigures(with table: PositionedTable) {
        guard headerCount == 0, isAligned, table.isAligned, columnCount < table.columnCount,
            figureColumns == table.figureColumns, columnCount == figureColumns + 1
        else { return }
        let shift = table.columnCount - columnCount
        for row in rows.indices { for index in rows[row].indices { rows[row][index].column += shift } }
        (columnCount, borders) = (table.columnCount, table.borders)
    }

    /// How many columns from the right hold figures and nothing else below the header.
    private var figureColumns: Int {
        var isWordy = [Bool](repeating: false, count: columnCount)
        for row in rows[headerCount...] {
            for cell in row where !cell.isFigure {
                for column in cell.column..<cell.column + cell.span { isWordy[column] = true }
            }
        }
        return columnCount - (isWordy.lastIndex(of: true).map { $0 + 1 } ?? 0)
    }
}
