/// The header of a table without rulings: which columns and levels each of its words stands above.
///
/// ```
///                          “三公”经费预算数
///                                        公务用车购置及运行费      机关运行经费
///    合计          因公出国(境)费   公务接待费                          预算数
///                                   小计      购置费       运行费
/// ```
///
/// A word with nothing below it names one column; as many such words as there are columns name them in order, however
/// far a centred word stands from figures set to the right.  A word above others stands in the middle of its group.
struct PositionedHeader {
    struct Word {
        var cell: PositionedTable.Cell
        var row: Int
        /// The words on lower lines that it stands above.
        var below: [Int] = []
        var span = 0...0
        var level = 0
        var extent: Range<Int> { cell.extent }
        var middle: Int { extent.lowerBound + extent.upperBound }
    }

    private(set) var words: [Word] = []
    /// The words that name one column each, from the left.
    private(set) var leaves: [Int] = []

    private static let mostWords = 200

    /// - Parameters:
    ///   - rows: the lines of the header, from the top.
    ///   - figures: where the figures below it stand; nil drops a title that some of them stand below as well.
    init(_ rows: ArraySlice<[PositionedTable.Cell]>, above figures: [Range<Int>]?) {
        for (row, cells) in rows.enumerated() { words += cells.map { Word(cell: $0, row: row) } }
        guard words.count <= Self.mostWords else { return }
        for upper in words.indices {
            words[upper].below = words.indices.filter { lower in
                words[lower].row > words[upper].row && words[lower].extent.overlaps(words[upper].extent)
            }
        }
        leaves = words.indices.filter { words[$0].below.isEmpty }.sorted { words[$0].middle < words[$1].middle }
        dropTitles(above: figures)
        if zip(leaves, leaves.dropFirst()).contains(where: { words[$0].extent.overlaps(words[$1].extent) }) {
            leaves = []
        }
    }

    /// A word higher than both its neighbours, with no figure below, is the title of a group, or the rest of one: its
    /// columns have words of their own beside its middle.
    private mutating func dropTitles(above figures: [Range<Int>]?) {
        let middles = (figures ?? []).map { $0.lowerBound + $0.upperBound }
        var place = 1
        while place + 1 < leaves.count {
            let (left, own, right) = (words[leaves[place - 1]], words[leaves[place]], words[leaves[place + 1]])
            let (lower, upper) = (
                left.extent.upperBound + own.extent.lowerBound, own.extent.upperBound + right.extent.lowerBound
            )
            // A neighbour's first line beside it: each of them names a column of its own.
            let isBeside = words.contains { word in
                word.row == own.row && word.below.contains { $0 == leaves[place - 1] || $0 == leaves[place + 1] }
            }
            guard own.row < left.row, own.row < right.row, !isBeside,
                !middles.contains(where: { $0 >= lower && $0 <= upper })
            else {
                place += 1
                continue
            }
            words[leaves[place]].below = [leaves[place - 1], leaves[place + 1]]
            leaves.remove(at: place)
        }
    }

    /// How many columns the header names; 0 where its words cannot be put in order.
    var columnCount: Int { leaves.count }

    /// Where the words that name a column stand, from the left.
    var leafExtents: [Range<Int>] { leaves.map { words[$0].extent } }

    /// The header's cells by level, every word above its columns and as deep as its own; nil where it names another number
    /// of columns or two words name one.
    func levels(over columnCount: Int) -> [[PositionedTable.Cell]]? {
        guard leaves.count == columnCount else { return nil }
        var words = words
        var position: [Int: Int] = [:]
        for (place, leaf) in leaves.enumerated() { position[leaf] = place }
        let known = groups()
        for number in words.indices {
            if let span = known[number] {
                words[number].span = span
                continue
            }
            if let place = position[number] {
                words[number].span = place...place
                continue
            }
            let covered = words[number].below.compactMap { position[$0] }
            guard let first = covered.min(), let last = covered.max() else { return nil }
            let isRest = first == last && isRest(words[leaves[first]], of: words[number])
            words[number].span = (isRest ? nil : group(of: words[number], over: first...last)) ?? first...last
        }
        if namesAlike(words) { return nil }
        var depth = 0
        for number in words.indices {
            let above = words[..<number].filter { $0.row < words[number].row && $0.span.overlaps(words[number].span) }
            words[number].level = above.map { $0.level + 1 }.max() ?? 0
            depth = max(depth, words[number].level + 1)
        }
        var levels = [[PositionedTable.Cell]](repeating: [], count: depth)
        for word in words {
            let isTaken = levels[word.level].contains { cell in
                (cell.column..<cell.column + cell.span).overlaps(Range(word.span))
            }
            if isTaken { return nil }
            let next = words.filter { $0.level > word.level && $0.span.overlaps(word.span) }.map(\.level)
            var cell = word.cell
            (cell.column, cell.span) = (word.span.lowerBound, word.span.count)
            cell.rowSpan = (next.min() ?? depth) - word.level
            levels[word.level].append(cell)
        }
        return levels.map { $0.sorted { $0.column < $1.column } }
    }

    /// True where a word stands above another column's figures and not above its own: a word too many has shifted all.
    func isShifted(over rows: ArraySlice<[PositionedTable.Cell]>, columnCount: Int) -> Bool {
        guard leaves.count == columnCount else { return false }
        var figures = [Range<Int>?](repeating: nil, count: columnCount)
        for cell in rows.joined() where cell.isFigure && cell.span == 1 {
            let own = figures[cell.column] ?? cell.extent
            figures[cell.column] =
                min(own.lowerBound, cell.extent.lowerBound)..<max(own.upperBound, cell.extent.upperBound)
        }
        return leaves.indices.contains { place in
            let extent = words[leaves[place]].extent
            guard let own = figures[place], !own.overlaps(extent) else { return false }
            return figures.contains { $0.map { $0.clamped(to: extent).count >= min(2, extent.count) } ?? false }
        }
    }

    /// True for the second line of a word that its column broke.
    func isRest(_ rest: Word, of word: Word) -> Bool {
        abs(rest.extent.lowerBound - word.extent.lowerBound) <= 1 || abs(rest.middle - word.middle) <= 2
    }

    /// The fewest columns, two or more, in whose middle a word stands and whose own words are all below it.
    private func group(of word: Word, over own: ClosedRange<Int>) -> ClosedRange<Int>? {
        var best: (span: ClosedRange<Int>, distance: Int)?
        for lower in stride(from: own.lowerBound, through: 0, by: -1) {
            guard words[leaves[lower]].row > word.row else { break }
            for upper in own.upperBound..<leaves.count {
                guard words[leaves[upper]].row > word.row else { break }
                guard upper > lower else { continue }
                let middle = words[leaves[lower]].extent.lowerBound + words[leaves[upper]].extent.upperBound
                let distance = abs(middle - word.middle) / 2
                guard distance <= 3 else { continue }
                if best == nil || (upper - lower, distance) < (best!.span.count - 1, best!.distance) {
                    best = (lower...upper, distance)
                }
            }
        }
        return best?.span
    }
}
