extension HeaderResolver {
    /// Titles that a table without spans prints once, above the first of the columns that they head: 预算数 and 决算数, each
    /// over 合计 … 公务接待费.
    ///
    /// Only where each title says a time or a stage and nothing else, and the same names stand below each.
    /// - Returns: the row of the titles, and the title's place for each column that has none of its own.
    mutating func spreadTitles(_ headerRows: Range<Int>) -> (row: Int, titles: [Int: Int])? {
        guard !grid.hasSpans else { return nil }
        for row in headerRows.dropLast() {
            let titles = grid.anchors(inRow: row).filter { !$0.isBlank }
            guard titles.count >= 2, titles.allSatisfy({ parse($0.label).isTimeOnly }) else { continue }
            let width = titles[1].column - titles[0].column
            let starts = titles.map(\.column)
            guard width > 1, zip(starts, starts.dropFirst()).allSatisfy({ $1 - $0 == width }),
                starts[starts.count - 1] + width <= grid.columnCount
            else { continue }
            let names = starts.map { start in
                (start..<start + width).map { column in
                    (row + 1..<headerRows.upperBound).compactMap { grid.cell($0, column)?.label }.joined()
                }
            }
            guard names.allSatisfy({ $0 == names[0] }), !names[0].contains("") else { continue }
            let covered = starts.flatMap { start in (start + 1..<start + width).map { ($0, start) } }
            return (row, Dictionary(uniqueKeysWithValues: covered))
        }
        return nil
    }
}
