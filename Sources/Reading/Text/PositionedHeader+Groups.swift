extension PositionedHeader {
    /// The columns of words that stand above groups, where something other than the middle says which they are.
    ///
    /// - Returns: by word, the places of the columns.
    func groups() -> [Int: ClosedRange<Int>] {
        let titles = words.indices.filter { !words[$0].below.isEmpty }
        var spans = repeatedGroups(titles)
        for title in titles where spans[title] == nil { spans[title] = lowestGroup(title, titles) }
        return spans
    }

    /// Words above names that all stand on one line, or above the same names again and again: 预算数 and 决算数 above six
    /// each, 人员经费 above 科目编码, 科目名称, 决算数 and 公用经费 above two rounds of them.  Together they cover all columns,
    /// and each stands in the middle of its own.
    private func repeatedGroups(_ titles: [Int]) -> [Int: ClosedRange<Int>] {
        guard let top = titles.map({ words[$0].row }).min() else { return [:] }
        let upper = titles.filter { words[$0].row == top }.sorted { words[$0].middle < words[$1].middle }
        let names = leaves.map { words[$0].cell.text }
        let round = names.indices.dropFirst().first {
            names.count % $0 == 0 && Array(names[$0...]) == names.dropLast($0)
        }
        guard upper.count >= 2, leaves.allSatisfy({ words[$0].row > top }),
            round != nil || upper == titles && Set(leaves.map { words[$0].row }).count == 1
        else { return [:] }
        let length = round ?? 1
        guard names.count / length <= 12 else { return [:] }
        // A round named twice in itself is two rounds of something else.
        if let round, Set(names[..<round]).count < round { return [:] }
        var best: (cuts: [Int], distance: Int)?
        var second = Int.max
        for cuts in Self.cuts(names.count / length, into: upper.count) {
            var distance = 0
            for (place, title) in upper.enumerated() {
                distance = max(
                    distance, self.distance(of: words[title], over: cuts[place] * length...cuts[place + 1] * length - 1)
                )
            }
            if distance < best?.distance ?? .max {
                second = best?.distance ?? .max
                best = (cuts, distance)
            } else {
                second = min(second, distance)
            }
        }
        guard let best, second >= best.distance * 2, second - best.distance >= 4, best.distance <= 12 else {
            return [:]
        }
        var spans: [Int: ClosedRange<Int>] = [:]
        for (place, title) in upper.enumerated() {
            spans[title] = best.cuts[place] * length...best.cuts[place + 1] * length - 1
        }
        return spans
    }

    /// All ways to cut a number of columns into so many parts, each as the places of its cuts.
    private static func cuts(_ count: Int, into parts: Int) -> [[Int]] {
        guard parts > 1 else { return [[0, count]] }
        guard count >= parts else { return [] }
        return (1...(count - parts + 1)).flatMap { first in
            cuts(count - first, into: parts - 1).map { [0] + $0.map { $0 + first } }
        }
    }

    /// How far a word stands from the middle of some columns, whose borders lie half-way between their names and others'.
    private func distance(of word: Word, over columns: ClosedRange<Int>) -> Int {
        let (first, last) = (words[leaves[columns.lowerBound]].extent, words[leaves[columns.upperBound]].extent)
        let before = columns.lowerBound > 0 ? words[leaves[columns.lowerBound - 1]].extent.upperBound : nil
        let after =
            columns.upperBound + 1 < leaves.count ? words[leaves[columns.upperBound + 1]].extent.lowerBound : nil
        // At the rim a column is taken to be as wide on one side of its name as on the other.
        let left = before ?? first.lowerBound - max((after ?? last.upperBound) - last.upperBound, 0)
        let right = after ?? last.upperBound + max(first.lowerBound - left, 0)
        return abs((left + first.lowerBound) / 2 + (last.upperBound + right) / 2 - word.middle) / 2
    }

    /// Columns whose names stand lower than those beside them, below one word: all of them are its group.
    private func lowestGroup(_ title: Int, _ titles: [Int]) -> ClosedRange<Int>? {
        let own = leaves.indices.filter { words[title].below.contains(leaves[$0]) }
        guard let first = own.first, let last = own.last else { return nil }
        let row = words[leaves[first]].row
        guard own.allSatisfy({ words[leaves[$0]].row == row }), row > words[title].row,
            words[title].below.allSatisfy({ leaves.contains($0) })
        else { return nil }
        var (lower, upper) = (first, last)
        while lower > 0, words[leaves[lower - 1]].row == row { lower -= 1 }
        while upper + 1 < leaves.count, words[leaves[upper + 1]].row == row { upper += 1 }
        let isApart = lower > 0 || upper + 1 < leaves.count
        guard isApart, upper > lower, upper - lower < 6 else { return nil }
        let extent = words[leaves[lower]].extent.lowerBound..<words[leaves[upper]].extent.upperBound
        // Another word above the same columns divides them.
        let others = titles.contains { other in
            other != title && words[other].row < row && words[other].extent.overlaps(extent)
                && !words[other].below.contains(title) && !words[title].below.contains(other)
        }
        return others || !extent.contains(words[title].middle / 2) ? nil : lower...upper
    }

    /// True where two columns have one name, and a word stands above one of them alone: what the other is, is a guess.
    func namesAlike(_ words: [Word]) -> Bool {
        let titles = words.indices.filter { !words[$0].below.isEmpty && words[$0].span.count > 1 }
        guard !titles.isEmpty else { return false }
        var isBelow: [String: Set<Bool>] = [:]
        for (place, leaf) in leaves.enumerated() {
            let hasTitle = titles.contains { words[$0].span.contains(place) }
            isBelow[words[leaf].cell.text, default: []].insert(hasTitle)
        }
        return isBelow.values.contains { $0.count > 1 }
    }
}
