extension HeaderResolver {
    /// Titles that a table without spans prints once, above the first of the columns that they head: 预算数 and 决算数, each
    /// over 合计 … 公务接待费.
    ///
    /// Only where each title says a time or a stage and nothing else, and the same names stand below each.
    /// - Returns: the row of the titles, and the title's place for each column that has none of its own.
    func spreadTitles(_ headerRows: Range<Int>) -> (row: Int, titles: [Int: Int])? {
        guard !grid.hasSpans else { return nil }
        if let sides = sideTitles(headerRows) { return sides }
        for row in headerRows.dropLast() {
            guard let (starts, end) = timeTitles(row) else { continue }
            let width = starts[1] - starts[0]
            guard width > 1, zip(starts, starts.dropFirst()).allSatisfy({ $1 - $0 == width }),
                starts[starts.count - 1] + width <= end
            else { continue }
            let names = starts.map { start in
                (start..<start + width).map { column in
                    (row + 1..<headerRows.upperBound).filter { !isColumnNumberRow($0) }
                        .compactMap { grid.cell($0, column)?.label }.joined()
                }
            }
            guard names.allSatisfy({ $0 == names[0] }), !names[0].contains("") else { continue }
            let covered = starts.flatMap { start in (start + 1..<start + width).map { ($0, start) } }
            return (row, Dictionary(uniqueKeysWithValues: covered))
        }
        return nil
    }

    /// Columns of a table without spans that have no title of their own in a row of nothing but times and stages: which of
    /// 预算数 and 决算数 they are is lost.
    func columnsWithoutTime(_ headerRows: Range<Int>) -> Set<Int> {
        guard !grid.hasSpans, spreadTitles(headerRows) == nil else { return [] }
        var lost: Set<Int> = []
        for row in headerRows.dropLast() {
            if isCutApart(row) { return Set(0..<grid.columnCount) }
            guard let (starts, end) = timeTitles(row) else { continue }
            let first = starts[0] == grid.anchors(inRow: row).first { !$0.isBlank }?.column ? 0 : starts[0]
            lost.formUnion((first..<end).filter { grid.cell(row, $0)?.isBlank != false })
        }
        return lost
    }

    /// Where the titles of a row begin that say a time or a stage and nothing else, and where the next column begins that
    /// has none: 项目 may stand before them, 备注 behind.
    private func timeTitles(_ row: Int) -> (starts: [Int], end: Int)? {
        let titles = grid.anchors(inRow: row).filter { !$0.isBlank }
        let before = titles.prefix { !parse($0.label).isTimeOnly }.count
        let times = titles.dropFirst(before).prefix { parse($0.label).isTimeOnly }
        guard times.count >= 2, titles[..<before].enumerated().allSatisfy({ $0.element.column == $0.offset }) else {
            return nil
        }
        let behind = titles.dropFirst(before + times.count)
        guard !behind.contains(where: { parse($0.label).isTimeOnly }) else { return nil }
        return (times.map(\.column), behind.first?.column ?? grid.columnCount)
    }

    /// 项目 | 2022年 | 2023年 | 备注 above 决算数 | 预算数 | 决算数: which of the years each stage is of is lost.
    private func isCutApart(_ row: Int) -> Bool {
        let (above, below) = (grid.cells(inRow: row), grid.cells(inRow: row + 1).filter { !$0.isBlank })
        guard above.count != below.count, grid.cells(inRow: row + 1).count == below.count, below.count >= 2,
            above.contains(where: { parse($0.label).year != nil || parse($0.label).yearOffset != nil })
        else { return false }
        return below.allSatisfy { parse($0.label).isTimeOnly }
    }

    /// 本年收入 and 本年支出 in the first two cells above 项目, 预算数, 项目, 预算数: each heads the columns from its 项目 on.
    private func sideTitles(_ headerRows: Range<Int>) -> (row: Int, titles: [Int: Int])? {
        for row in headerRows.dropLast() {
            let (titles, names) = (grid.cells(inRow: row), grid.cells(inRow: row + 1))
            let starts = names.filter { $0.label == "项目" }.map(\.column)
            guard titles.count >= 2, titles.count < names.count, starts.count == titles.count, starts[0] == 0,
                titles.allSatisfy({ $0.isText })
            else { continue }
            let sides = (0..<grid.columnCount).map { column in (column, starts.count { $0 <= column } - 1) }
            return (row, Dictionary(uniqueKeysWithValues: sides))
        }
        return nil
    }
}
