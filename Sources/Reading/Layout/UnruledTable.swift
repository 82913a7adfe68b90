/// Finds tables that no ruling draws: lines whose words stand under each other in columns.
enum UnruledTable {
    /// The lines as they are, with those that form a table replaced by it.
    static func items(in lines: [PlacedLine], page: PlacedPage) -> [PageContent.Item] {
        var items: [PageContent.Item] = []
        var index = 0
        while index < lines.count {
            let rows = rows(in: lines, from: index)
            if let table = table(of: rows, page: page) {
                items.append(.table(table))
                index += rows.count
            } else {
                // What follows inside these rows has fewer of them, and is no table either.
                let end = index + max(rows.count, 1)
                items += lines[index..<end].map(PageContent.Item.line)
                index = end
            }
        }
        return items
    }

    /// Gaps wider than this many characters part columns.
    private static let columnGap = 1.4

    /// Lines in a row that have gaps, cut there.
    private static func rows(in lines: [PlacedLine], from start: Int) -> [[PlacedLine]] {
        var rows: [[PlacedLine]] = []
        for index in start..<lines.count {
            let segments = lines[index].segments(gap: columnGap)
            if segments.count < 2 || isContents(segments) { break }
            if index > start, lines[index].box.top - lines[index - 1].box.bottom > 2.5 * lines[index].box.height {
                break
            }
            rows.append(segments)
        }
        return rows
    }

    private static func table(of rows: [[PlacedLine]], page: PlacedPage) -> PlacedTable? {
        guard rows.count >= 3, let columns = columns(of: rows), columns.count >= 2 else { return nil }
        // Figures in columns after the first make a table; prose with wide gaps does not.
        let withFigures = rows.count { row in row.dropFirst().contains { CellText.isFigure($0.text) } }
        guard withFigures * 2 >= rows.count else { return nil }
        var cells: [PlacedCell] = []
        for (number, row) in rows.enumerated() {
            var free = 0
            for segment in row {
                let hits = columns.indices.filter {
                    columns[$0].upperBound > segment.box.left && columns[$0].lowerBound < segment.box.right
                }
                let first = max(hits.first ?? nearest(segment, columns), free)
                guard first < columns.count else {
                    cells[cells.count - 1].text += " " + segment.text
                    continue
                }
                let last = max(first, hits.last ?? first)
                cells.append(
                    PlacedCell(
                        row: number, column: first, rowSpan: 1, columnSpan: last - first + 1, text: segment.text,
                        isFull: false,
                        page: page.number))
                free = last + 1
            }
        }
        var box = rows[0][0].box
        for row in rows { for segment in row { box.formUnion(segment.box) } }
        let edges =
            [box.left] + zip(columns, columns.dropFirst()).map { ($0.upperBound + $1.lowerBound) / 2 } + [box.right]
        return PlacedTable(
            box: box, columnEdges: edges, rowCount: rows.count, cells: cells, page: page.number,
            isRecognised: page.isRecognised, hasSpans: false)
    }

    /// The columns' extents: what the rows with the usual number of segments cover together.
    private static func columns(of rows: [[PlacedLine]]) -> [Range<Double>]? {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        guard let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
        guard usual.value * 2 >= rows.count, usual.value >= 2 else { return nil }
        var columns: [Range<Double>] = []
        let extents = rows.filter { $0.count == usual.key }.flatMap { row in
            row.map { $0.box.left..<max($0.box.right, $0.box.left + 0.1) }
        }
        for extent in extents.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = columns.last, extent.lowerBound < last.upperBound {
                columns[columns.count - 1] = last.lowerBound..<max(last.upperBound, extent.upperBound)
            } else {
                columns.append(extent)
            }
        }
        return columns.count == usual.key ? columns : nil
    }

    private static func nearest(_ segment: PlacedLine, _ columns: [Range<Double>]) -> Int {
        func distance(_ column: Range<Double>) -> Double {
            max(column.lowerBound - segment.box.right, segment.box.left - column.upperBound)
        }
        return columns.indices.min { distance(columns[$0]) < distance(columns[$1]) } ?? 0
    }

    private static func isContents(_ segments: [PlacedLine]) -> Bool {
        segments.contains { Leaders.isLeader($0.text) || ContentsEntry.isEntry(Array($0.text.utf8)) }
    }
}

/// The dots between an entry of a table of contents and its page number.
enum Leaders {
    static func isLeader(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.count >= 3
            && scalars.allSatisfy { $0 == "…" || $0 == "." || $0 == "·" || $0 == "．" || $0 == "-" }
    }

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
