/// A grid that rulings draw: the cells of a table before its text is put in.
struct RuledGrid {
    /// Positions of the column and row borders, ascending.
    var columnEdges: [Double]
    var rowEdges: [Double]
    var cells: [GridCell]

    var box: Box {
        Box(
            left: columnEdges[0], top: rowEdges[0], right: columnEdges[columnEdges.count - 1],
            bottom: rowEdges[rowEdges.count - 1])
    }

    struct GridCell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
    }

    func box(of cell: GridCell) -> Box {
        Box(
            left: columnEdges[cell.column], top: rowEdges[cell.row], right: columnEdges[cell.column + cell.columnSpan],
            bottom: rowEdges[cell.row + cell.rowSpan])
    }
}

extension RuledGrid {
    /// Rulings closer than this are one: double borders, and the halves that two cells draw of a common border.
    private static let snap = 2.6
    /// How far a ruling may end from the one it should meet.
    private static let reach = 3.5

    /// The grids of a page, from top to bottom.  Rulings that touch belong together; a single frame and an underline
    /// are no grid.
    static func grids(in rulings: [Ruling], width: Double, height: Double) -> [RuledGrid] {
        guard rulings.count >= 4, rulings.count <= 60_000 else { return [] }
        let horizontal = merged(rulings.filter { $0.isHorizontal })
        let vertical = merged(rulings.filter { !$0.isHorizontal })
        guard horizontal.count >= 2, vertical.count >= 1, horizontal.count * vertical.count <= 4_000_000 else {
            return []
        }
        var groups = DisjointSets(count: horizontal.count + vertical.count)
        for (h, across) in horizontal.enumerated() {
            for (v, down) in vertical.enumerated()
            where down.position >= across.start - reach && down.position <= across.end + reach
                && across.position >= down.start - reach && across.position <= down.end + reach
            {
                groups.join(h, horizontal.count + v)
            }
        }
        var members: [Int: (across: [Ruling], down: [Ruling])] = [:]
        for (index, ruling) in horizontal.enumerated() {
            members[groups.root(of: index), default: ([], [])].across.append(ruling)
        }
        for (index, ruling) in vertical.enumerated() {
            members[groups.root(of: horizontal.count + index), default: ([], [])].down.append(ruling)
        }
        let grids = members.keys.sorted().compactMap { root -> RuledGrid? in
            guard let (across, down) = members[root] else { return nil }
            return RuledGrid(across: across, down: down)
        }
        return grids.sorted { ($0.rowEdges[0], $0.columnEdges[0]) < ($1.rowEdges[0], $1.columnEdges[0]) }
    }

    private init?(across: [Ruling], down: [Ruling]) {
        guard across.count >= 2, !down.isEmpty else { return nil }
        var (across, down) = (across, down)
        Self.closeOpenSides(&across, &down)
        columnEdges = Self.edges(down.map(\.position))
        rowEdges = Self.edges(across.map(\.position))
        cells = []
        guard columnEdges.count >= 2, rowEdges.count >= 2, columnEdges.count + rowEdges.count >= 5,
            columnEdges.count <= 400, rowEdges.count <= 4000
        else { return nil }
        fill(across, down)
        guard cells.count >= 2 else { return nil }
    }

    /// Tables are often drawn without their left and right (or top and bottom) border: where at least two rulings run on
    /// past the outermost crossing one, the border that they end at is added.
    private static func closeOpenSides(_ across: inout [Ruling], _ down: inout [Ruling]) {
        func missing(_ rulings: [Ruling], crossing: [Ruling]) -> [Double] {
            guard let first = crossing.map(\.position).min(), let last = crossing.map(\.position).max() else {
                return []
            }
            let before = rulings.filter { $0.start < first - 8 }
            let after = rulings.filter { $0.end > last + 8 }
            return (before.count >= 2 ? [before.map(\.start).min() ?? first] : [])
                + (after.count >= 2 ? [after.map(\.end).max() ?? last] : [])
        }
        let (top, bottom) = (across.map(\.position).min() ?? 0, across.map(\.position).max() ?? 0)
        let (left, right) = (down.map(\.position).min() ?? 0, down.map(\.position).max() ?? 0)
        for x in missing(across, crossing: down) {
            down.append(Ruling(isHorizontal: false, position: x, start: top, end: bottom))
        }
        for y in missing(down, crossing: across) {
            across.append(Ruling(isHorizontal: true, position: y, start: left, end: right))
        }
    }

    /// Rulings on one line that touch become one.
    private static func merged(_ rulings: [Ruling]) -> [Ruling] {
        var merged: [Ruling] = []
        var rest = rulings.sorted { ($0.position, $0.start) < ($1.position, $1.start) }[...]
        while let first = rest.first {
            // One line: positions that follow each other closely, but never drifting far from the first.
            var line: [Ruling] = []
            var last = first.position
            while let next = rest.first, next.position - last <= 1.2, next.position - first.position <= snap {
                line.append(next)
                last = next.position
                rest = rest.dropFirst()
            }
            line.sort { $0.start < $1.start }
            var current = line[0]
            var longest = line[0].end - line[0].start
            for next in line.dropFirst() {
                if next.start <= current.end + snap {
                    current.end = max(current.end, next.end)
                    if next.end - next.start > longest {
                        (longest, current.position) = (next.end - next.start, next.position)
                    }
                } else {
                    merged.append(current)
                    (current, longest) = (next, next.end - next.start)
                }
            }
            merged.append(current)
        }
        // Corner squares and the dots of leaders are no border on their own.
        return merged.filter { $0.end - $0.start >= 4 }
    }

    private static func edges(_ positions: [Double]) -> [Double] {
        var edges: [Double] = []
        var group: [Double] = []
        for position in positions.sorted() {
            if let first = group.first, position - first > snap {
                edges.append(group.reduce(0, +) / Double(group.count))
                group.removeAll()
            }
            group.append(position)
        }
        if !group.isEmpty { edges.append(group.reduce(0, +) / Double(group.count)) }
        return edges
    }

    /// Finds the cells: from each free position right and down to the next border.
    private mutating func fill(_ across: [Ruling], _ down: [Ruling]) {
        let (columns, rows) = (columnEdges.count - 1, rowEdges.count - 1)
        /// bordersBelow[row][column]: a ruling runs under that position; bordersRight likewise.
        var below = [Bool](repeating: false, count: columns * rows)
        var right = [Bool](repeating: false, count: columns * rows)
        for ruling in across {
            guard let edge = rowEdges.firstIndex(where: { abs($0 - ruling.position) <= Self.snap }), edge > 0,
                edge < rows
            else {
                continue
            }
            for column in 0..<columns where covers(ruling, columnEdges[column], columnEdges[column + 1]) {
                below[(edge - 1) * columns + column] = true
            }
        }
        for ruling in down {
            guard let edge = columnEdges.firstIndex(where: { abs($0 - ruling.position) <= Self.snap }), edge > 0,
                edge < columns
            else { continue }
            for row in 0..<rows where covers(ruling, rowEdges[row], rowEdges[row + 1]) {
                right[row * columns + edge - 1] = true
            }
        }
        var taken = [Bool](repeating: false, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns where !taken[row * columns + column] {
                var columnSpan = 1
                while column + columnSpan < columns, !right[row * columns + column + columnSpan - 1],
                    !taken[row * columns + column + columnSpan]
                {
                    columnSpan += 1
                }
                var rowSpan = 1
                grow: while row + rowSpan < rows {
                    let upper = (row + rowSpan - 1) * columns
                    for position in column..<(column + columnSpan) {
                        if below[upper + position] || taken[upper + columns + position] { break grow }
                        if position < column + columnSpan - 1, right[upper + columns + position] { break grow }
                    }
                    rowSpan += 1
                }
                for r in row..<(row + rowSpan) {
                    for c in column..<(column + columnSpan) { taken[r * columns + c] = true }
                }
                cells.append(GridCell(row: row, column: column, rowSpan: rowSpan, columnSpan: columnSpan))
            }
        }
    }

    private func covers(_ ruling: Ruling, _ start: Double, _ end: Double) -> Bool {
        min(ruling.end, end) - max(ruling.start, start) >= (end - start) * 0.6
    }
}

/// Groups of numbers that were joined, directly or through others.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(of: a), root(of: b))
        if a != b { parents[max(a, b)] = min(a, b) }
    }
}
