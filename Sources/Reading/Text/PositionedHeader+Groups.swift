extension PositionedHeader {
    /// The columns of words that stand above groups, where something other than the middle says which they are.
    ///
    /// - Returns: by word, the places of the columns.
    func groups() -> [Int: ClosedRange<Int>] {
        let titles = words.indices.filter { !words[$0].below.isEmpty }
        var spans = sides(titles) ?? repeatedGroups(titles)
        for title in titles where spans[title] == nil { spans[title] = lowestGroup(title, titles) }
        if hasTwins { for title in titles where spans[title] == nil { spans[title] = leftGroup(title, titles) } }
        return spans
    }

    /// 收入 and 支出 above a table of two sides: each stands above its own 项目 and all columns to the next one.
    private func sides(_ titles: [Int]) -> [Int: ClosedRange<Int>]? {
        let starts = leaves.indices.filter { words[leaves[$0]].cell.text == "项目" }
        guard starts.count >= 2, starts[0] == 0, let top = titles.map({ words[$0].row }).min() else { return nil }
        let upper = titles.filter { words[$0].row == top }.sorted { words[$0].middle < words[$1].middle }
        guard upper.count == starts.count, leaves.allSatisfy({ words[$0].row > top }) else { return nil }
        var spans: [Int: ClosedRange<Int>] = [:]
        for (number, title) in upper.enumerated() {
            let next = number + 1 < starts.count ? starts[number + 1] : leaves.count
            let end = next < leaves.count ? words[leaves[next]].extent.lowerBound : Int.max
            let middle = words[title].middle / 2
            guard middle >= words[leaves[starts[number]]].extent.lowerBound, middle < end else { return nil }
            spans[title] = starts[number]...next - 1
        }
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
            other != title && words[other].row < row
                && (words[other].extent.overlaps(extent)
                    || words[other].below.contains { leaves[lower...upper].contains($0) })
                && !words[other].below.contains(title) && !words[title].below.contains(other)
        }
        return others || !extent.contains(words[title].middle / 2) ? nil : lower...upper
    }

    /// Columns from the one that a word begins with to the next word beside it, where nothing else stands above them:
    /// 本年收入 set to the left above 小计, 一般公共预算, 政府性基金.
    private func leftGroup(_ title: Int, _ titles: [Int]) -> ClosedRange<Int>? {
        let own = leaves.indices.filter { words[title].below.contains(leaves[$0]) }
        guard own.count == 1, let first = own.first else { return nil }
        let leaf = words[leaves[first]]
        guard abs(leaf.extent.lowerBound - words[title].extent.lowerBound) <= 1 else { return nil }
        var last = first
        while last + 1 < leaves.count {
            let next = leaves[last + 1]
            let isOther = titles.contains { words[$0].row <= words[title].row && words[$0].below.contains(next) }
            guard words[next].row > words[title].row, !isOther else { break }
            last += 1
        }
        return last > first ? first...last : nil
    }

    /// True where two columns have one name that names no side of a table: whose they are only words above can say.
    var hasTwins: Bool {
        let names = leaves.map { words[$0].cell.text }
        let isRound = names.indices.dropFirst().contains {
            names.count % $0 == 0 && Array(names[$0...]) == names.dropLast($0)
        }
        let own = names.filter { !Self.namesOfSides.contains($0) }
        return !isRound && Set(own).count < own.count
    }

    private static let namesOfSides: Set<String> = ["项目", "科目", "行次", "栏次", "序号", "科目名称", "科目编码"]

    /// True where two columns have one name, and a word stands above one of them alone: what the other is, is a guess.
    func namesAlike(_ words: [Word]) -> Bool {
        let titles = words.indices.filter { !words[$0].below.isEmpty && words[$0].span.count > 1 }
        guard !titles.isEmpty else { return hasTwins }
        var isBelow: [String: Set<Bool>] = [:]
        for (place, leaf) in leaves.enumerated() {
            let hasTitle = titles.contains { words[$0].span.contains(place) }
            isBelow[words[leaf].cell.text, default: []].insert(hasTitle)
        }
        return isBelow.values.contains { $0.count > 1 }
    }
}
