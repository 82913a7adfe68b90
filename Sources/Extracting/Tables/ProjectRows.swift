import FiscalModel

/// Rows of a list of projects whose header does not say which of its names are projects: 单位名称（科目） | 金额.
///
/// Names of units, of functions and of kinds of projects stand above the projects in the same column.  Rows with a code
/// are none; the others are projects only where they add up to the printed total.
struct ProjectRows {
    /// Names by row.
    private(set) var names: [Int: String] = [:]

    /// - Parameter rows: what each row of the section is about.
    init(_ section: TableSection, block: Range<Int>, grid: TableGrid, rows: [RowReader.Row]) {
        let columns = section.columns
        guard !block.contains(where: { columns[$0].kind == .projectName }),
            let money = block.first(where: { columns[$0].kind == .figure && columns[$0].isWhole })
        else { return }
        var total: Int64?
        var sum: Int128 = 0
        for (row, meaning) in zip(section.dataRows, rows) {
            guard let cell = grid.cell(row, money), cell.row == row, case .figure(let number, .none) = cell.content,
                let amount = Amount(number, in: .tenThousandYuan)
            else { continue }
            switch meaning.meaning {
            case .total: total = total ?? amount.fen
            case .unknown, .unit:
                let isCoded = block.contains { column in
                    [.code, .unitName].contains(columns[column].kind)
                        && grid.cell(row, column)?.label.isAllDigits == true
                }
                guard !isCoded, meaning.label.utf8.count >= 9 else { continue }
                sum += Int128(amount.fen)
                names[row] = Words.projectName(meaning.words)
            default: break
            }
        }
        if total.map({ Int128($0) }) != sum { names = [:] }
    }
}
