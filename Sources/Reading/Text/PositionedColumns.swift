/// Where the columns of lined-up text stand.
///
/// Two words of one line are in two columns, so a border lies in every gap.  The fewest borders that lie in all gaps of
/// all lines are the columns; a blank cell leaves a wide gap, which says little, and the rows beside it say the rest.
struct PositionedColumns {
    let ruler: SpacedLine.Ruler
    /// Borders between columns, from the left; a word that begins at a border stands behind it.
    let borders: [Int]

    init(ruler: SpacedLine.Ruler, borders: [Int]) { (self.ruler, self.borders) = (ruler, borders) }

    var count: Int { borders.count + 1 }

    /// The ruler that needs fewer columns, and cuts through fewer words, is the one that the text was lined up with.
    static func of(_ lines: [SpacedLine], preferring ruler: SpacedLine.Ruler) -> PositionedColumns {
        let other: SpacedLine.Ruler = ruler == .characters ? .columns : .characters
        let first = PositionedColumns(lines, ruler)
        let second = PositionedColumns(lines, other)
        func cost(_ columns: PositionedColumns) -> (Int, Int) {
            let cut = lines.reduce(0) { $0 + $1.fields.count { columns.covered(by: $0).count > 1 } }
            return (columns.count, cut)
        }
        return cost(second) < cost(first) ? second.leavingOddLines(lines) : first.leavingOddLines(lines)
    }

    /// The columns of lines and of words that name a column each, on whatever line they stand.
    static func of(_ lines: [SpacedLine], and names: [Range<Int>], ruler: SpacedLine.Ruler) -> PositionedColumns {
        PositionedColumns(lines, ruler, names)
    }

    /// Leaves out the few lines that stand apart from all others and would cut most of their words.
    private func leavingOddLines(_ lines: [SpacedLine]) -> PositionedColumns {
        var odd: Set<Int> = []
        for (place, border) in borders.enumerated() {
            let cut = lines.count { line in line.fields.contains { $0.extent(ruler).dropFirst().contains(border) } }
            guard cut * 3 > lines.count else { continue }
            let forcing = lines.indices.filter { index in
                let extents = lines[index].fields.map { $0.extent(ruler) }
                return zip(extents, extents.dropFirst()).contains { left, right in
                    let gap = left.upperBound...max(left.upperBound, right.lowerBound)
                    return gap.contains(border)
                        && (place == 0 || !gap.contains(borders[place - 1]))
                        && (place + 1 == borders.count || !gap.contains(borders[place + 1]))
                }
            }
            if forcing.count * 4 <= lines.count { odd.formUnion(forcing) }
        }
        guard !odd.isEmpty, odd.count * 4 <= lines.count else { return self }
        return PositionedColumns(lines.enumerated().filter { !odd.contains($0.offset) }.map(\.element), ruler)
    }

    private init(_ lines: [SpacedLine], _ ruler: SpacedLine.Ruler, _ names: [Range<Int>] = []) {
        self.ruler = ruler
        var gaps: [Range<Int>] = []
        var width = 0
        for extents in lines.map({ line in line.fields.map { $0.extent(ruler) } }) + [names] {
            for (left, right) in zip(extents, extents.dropFirst()) where left.upperBound <= right.lowerBound {
                gaps.append(left.upperBound..<right.lowerBound + 1)
            }
            width = max(width, extents.last?.upperBound ?? 0)
        }
        gaps.sort { ($0.upperBound, $0.lowerBound) < ($1.upperBound, $1.lowerBound) }
        // How many words a border at a place would cut.
        var cuts = [Int](repeating: 0, count: width + 2)
        for line in lines {
            for field in line.fields {
                let extent = field.extent(ruler)
                guard extent.count > 1 else { continue }
                cuts[extent.lowerBound + 1] += 1
                cuts[extent.upperBound] -= 1
            }
        }
        for place in cuts.indices.dropFirst() { cuts[place] += cuts[place - 1] }
        var borders: [Int] = []
        var index = 0
        while index < gaps.count {
            defer { index += 1 }
            if let last = borders.last, gaps[index].lowerBound <= last { continue }
            let place = gaps[index].upperBound - 1
            var low = gaps[index].lowerBound
            for gap in gaps[index...] where gap.lowerBound <= place { low = max(low, gap.lowerBound) }
            // Of the places that lie in all these gaps, the one that cuts fewest words, in the middle of its like.
            let least = (low...place).map { cuts[$0] }.min() ?? 0
            let best = (low...place).filter { cuts[$0] == least }
            borders.append(best[best.count / 2])
        }
        self.borders = borders
    }

    /// The columns that a word stands in.
    func covered(by field: SpacedLine.Field) -> ClosedRange<Int> {
        let extent = field.extent(ruler)
        let first = borders.count { $0 <= extent.lowerBound }
        let last = borders.count { $0 < extent.upperBound }
        return first...max(first, last)
    }
}
