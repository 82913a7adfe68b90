import FiscalModel

/// What a column of a section is for.
struct TableColumn {
    enum Kind: Hashable {
        case label, code, lineNumber, unitName, projectName
        case figure
        /// 分值, 得分, 指标值 … of a performance form.
        case performance(TableVocabulary.Role)
        case executionRate
        case ignored
    }

    var kind: Kind
    /// The measure that the header names; nil where the row names it.
    var measure: MeasureCode?
    /// True for 合计, 小计, 金额, 决算数: the figure of the row as a whole.
    var isWhole = false
    var scope: FundScope?
    var side: Side?
    var scenario: Scenario?
    var year: Int?
    var yearOffset: Int?
    var unit: MoneyUnit?
    /// Header words for quotes, from the top.
    var words: [String] = [] {
        didSet { header = words.joined(separator: " ") }
    }
    /// The same in one line.
    private(set) var header = ""
    /// The columns that the lowest header cell stands above.
    var leaf = 0..<0

    enum Side: String, Hashable {
        case revenue, expenditure
    }
}

/// Rows that share one header.
struct TableSection {
    var headerRows: Range<Int>
    var dataRows: Range<Int>
    var columns: [TableColumn]
    /// A unit that the header of the label column prints: 经费控制情况（万元）.
    var unit: MoneyUnit?

    /// Column ranges that hold labels with the figures they name.
    var blocks: [Range<Int>] {
        var blocks: [Range<Int>] = []
        var start = 0
        var hasFigure = false
        for (index, column) in columns.enumerated() {
            switch column.kind {
            case .label, .code, .unitName, .projectName:
                if hasFigure {
                    blocks.append(start..<index)
                    start = index
                    hasFigure = false
                }
            case .figure, .executionRate, .performance: hasFigure = true
            case .lineNumber, .ignored: break
            }
        }
        if start < columns.count { blocks.append(start..<columns.count) }
        return blocks
    }
}
