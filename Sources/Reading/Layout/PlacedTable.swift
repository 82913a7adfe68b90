import DocumentModel

/// A table on one page, with its column borders, so that tables that go on over pages can be joined.
struct PlacedTable {
    var box: Box
    var columnEdges: [Double]
    var rowCount: Int
    var cells: [PlacedCell]
    var page: Int
    var isRecognised: Bool
    /// False where columns were found by alignment, not by rulings.
    var hasSpans = true
}

struct PlacedCell {
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var text: String
    /// The last line of text reaches the cell's right border: the sentence may go on.
    var isFull: Bool
    var page: Int
    var isHeader = false
}

extension PlacedTable {
    /// Puts the page's words into a grid's cells; the words used are removed from `words`.
    static func filling(_ grid: RuledGrid, from words: inout [PlacedWord], page: PlacedPage) -> PlacedTable {
        let outer = grid.box
        var inside: [PlacedWord] = []
        var outside: [PlacedWord] = []
        for word in words {
            let isInside =
                word.box.middleY > outer.top - 1 && word.box.middleY < outer.bottom + 1
                && word.box.middleX > outer.left - 1
                && word.box.middleX < outer.right + 1
            if isInside { inside.append(word) } else { outside.append(word) }
        }
        words = outside
        let grid = grid.withUnruledRows(of: inside)
        let columns = grid.columnEdges.count - 1
        var owner = [Int](repeating: -1, count: columns * (grid.rowEdges.count - 1))
        for (index, cell) in grid.cells.enumerated() {
            for row in cell.row..<(cell.row + cell.rowSpan) {
                for column in cell.column..<(cell.column + cell.columnSpan) { owner[row * columns + column] = index }
            }
        }
        var contents = [[PlacedWord]](repeating: [], count: grid.cells.count)
        for word in inside {
            let row = interval(of: word.box.middleY, in: grid.rowEdges)
            let first = interval(of: word.box.left + min(2, word.box.width / 2), in: grid.columnEdges)
            let last = interval(of: word.box.right - min(2, word.box.width / 2), in: grid.columnEdges)
            let owners = (first...max(first, last)).map { owner[row * columns + $0] }
            if Set(owners).count == 1 {
                contents[owners[0]].append(word)
                continue
            }
            // The tool took the text of neighbours for one word, or a text runs over its border.
            for (piece, cell) in split(word, at: grid, owners: owners) { contents[cell].append(piece) }
        }
        let cells = zip(grid.cells, contents).map { cell, words in
            let box = grid.box(of: cell)
            let bottom = words.max { $0.box.bottom < $1.box.bottom }
            let right =
                bottom.map { low in words.filter { $0.box.bottom > low.box.middleY }.map(\.box.right).max() ?? 0 } ?? 0
            let em = bottom.map { PlacedLine([$0]).em } ?? 0
            return PlacedCell(
                row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
                text: CellText.text(of: words, in: box), isFull: !words.isEmpty && box.right - right < em * 2.8,
                page: page.number)
        }
        return PlacedTable(
            box: outer, columnEdges: grid.columnEdges, rowCount: grid.rowEdges.count - 1, cells: cells,
            page: page.number,
            isRecognised: page.isRecognised)
    }

    private static func interval(of position: Double, in edges: [Double]) -> Int {
        var low = 0
        var high = edges.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if edges[middle] <= position { low = middle } else { high = middle }
        }
        return low
    }

    /// Cuts a word at the borders it crosses, by the widths of its characters.  A text that only hangs over its border
    /// by less than a character and a half stays whole, and a figure is not cut inside.
    private static func split(_ word: PlacedWord, at grid: RuledGrid, owners: [Int]) -> [(PlacedWord, Int)] {
        let units = PlacedLine.Measure(word.text).units
        let unit = word.box.width / max(units, 0.5)
        let row = owners.map { grid.cells[$0] }
        func overlap(_ index: Int) -> Double {
            let box = grid.box(of: grid.cells[index])
            return min(box.right, word.box.right) - max(box.left, word.box.left)
        }
        let distinct = owners.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        let main = distinct.max { overlap($0) < overlap($1) } ?? owners[0]
        // Two decimal points: the figures of two columns stood so close that the tool took them for one.
        let isOneFigure = CellText.isFigure(word.text) && word.text.utf8.count { $0 == UInt8(ascii: ".") } < 2
        if isOneFigure || word.box.width - overlap(main) < unit * 1.5 || row.isEmpty { return [(word, main)] }
        var pieces: [(PlacedWord, Int)] = []
        var position = word.box.left
        for scalar in word.text.unicodeScalars {
            let width = PlacedLine.Measure(String(scalar)).units * unit
            let middle = position + width / 2
            let cell =
                distinct.first {
                    middle >= grid.box(of: grid.cells[$0]).left && middle < grid.box(of: grid.cells[$0]).right
                }
                ?? pieces.last?.1 ?? main
            if let last = pieces.indices.last, pieces[last].1 == cell {
                pieces[last].0.text.unicodeScalars.append(scalar)
                pieces[last].0.box.right = position + width
            } else {
                var box = word.box
                (box.left, box.right) = (position, position + width)
                pieces.append((PlacedWord(text: String(scalar), box: box), cell))
            }
            position += width
        }
        return pieces
    }
}
