/// Labels that their cell broke over lines, in the columns that hold words.
///
/// A piece that fills its column goes on in the piece below.  Figures stand beside the first piece, or beside the middle
/// of them, on a line that may have no piece of its own.
struct BrokenLabels {
    private struct Piece {
        var row: Int
        var index: Int
        var width: Int
        var startsItem: Bool
    }

    /// The cells that belong to one label, and the row of figures that they name.
    private struct Label {
        var pieces: [(row: Int, index: Int)]
        var row: Int
    }

    private var labels: [Label] = []

    /// - Parameter lines: the line of the text that each row stands on.
    init(_ cells: [[PositionedTable.Cell]], in data: Range<Int>, lines: [Int], columnCount: Int) {
        let isFigureRow = cells.indices.map { row in
            data.contains(row) && cells[row].contains { Self.isAmount($0.text) }
        }
        // A row with figures of its own is none of another's label, codes and weights as well.
        let hasFigure = cells.indices.map { row in data.contains(row) && cells[row].contains(where: \.isFigure) }
        for column in 0..<columnCount {
            var pieces: [Piece] = []
            var figures = 0
            for row in data {
                for (index, cell) in cells[row].enumerated() where cell.column == column && cell.span == 1 {
                    let bytes = Array(cell.text.utf8)
                    if PositionedRegion.isFigure(bytes[...]) {
                        figures += 1
                    } else {
                        pieces.append(
                            Piece(
                                row: row, index: index, width: cell.extent.count,
                                startsItem: LineOpening.startsItem(bytes[...])))
                    }
                }
            }
            guard pieces.count > figures, let full = pieces.map(\.width).max() else { continue }
            let named = Set(pieces.map(\.row))
            let isTop = data.allSatisfy { !isFigureRow[$0] || named.contains($0) }
            var group: [Piece] = []
            func close(_ labels: inout [Label]) {
                defer { group = [] }
                guard group.count > 1, let first = group.first, let last = group.last else { return }
                let rows = (first.row...last.row).filter { isFigureRow[$0] }
                guard rows.count == 1, (first.row...last.row).allSatisfy({ !hasFigure[$0] || $0 == rows[0] }) else {
                    return
                }
                // The row may have another cell in the label's place.
                let isTaken = cells[rows[0]].enumerated().contains { index, cell in
                    cell.column <= column && column < cell.column + cell.span
                        && !group.contains { $0.row == rows[0] && $0.index == index }
                }
                if isTaken { return }
                labels.append(Label(pieces: group.map { ($0.row, $0.index) }, row: rows[0]))
            }
            for piece in pieces {
                if let last = group.last {
                    let isNext =
                        piece.row > last.row && lines[piece.row] - lines[last.row] == piece.row - last.row
                        && (last.row + 1..<piece.row).allSatisfy { isFigureRow[$0] } && piece.row - last.row <= 2
                    let goesOn = isNext && last.width >= full - 1 && !piece.startsItem
                    if !goesOn || isTop && isFigureRow[piece.row] { close(&labels) }
                }
                group.append(piece)
            }
            close(&labels)
        }
    }

    /// Puts every label whole beside its figures.
    func join(_ cells: inout [[PositionedTable.Cell]]) {
        var removed: [Int: Set<Int>] = [:]
        var added: [Int: [PositionedTable.Cell]] = [:]
        for label in labels {
            var whole = cells[label.pieces[0].row][label.pieces[0].index]
            for piece in label.pieces.dropFirst() { whole.text += cells[piece.row][piece.index].text }
            for piece in label.pieces { removed[piece.row, default: []].insert(piece.index) }
            added[label.row, default: []].append(whole)
        }
        for row in cells.indices {
            guard removed[row] != nil || added[row] != nil else { continue }
            let kept = cells[row].indices.filter { removed[row]?.contains($0) != true }.map { cells[row][$0] }
            cells[row] = (kept + (added[row] ?? [])).sorted { $0.column < $1.column }
        }
    }

    /// A figure that is no code.
    private static func isAmount(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard PositionedRegion.isFigure(bytes[...]) else { return false }
        return bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: ","))
            || ![3, 5, 7].contains(bytes.count)
                && bytes.count != 2
            || bytes == [0x30]
    }
}
