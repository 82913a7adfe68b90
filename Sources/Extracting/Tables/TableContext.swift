import DocumentModel
import FiscalModel

/// What the surroundings of a table say about it: its title, unit, year and form.
struct TableContext {
    var form: TableForm = .unknown
    var scope: FundScope = .overall
    /// The folded title, empty where none was found.
    var title = ""
    /// The title as printed, for project names.
    var unit: MoneyUnit?
    /// True when the unit was printed for this very table.
    var isUnitPrinted = false
    /// The year that the title names.
    var titleYear: Int?
    /// True when no title stands between this table and the one before it.
    var isContinuation = false
    /// The first row that belongs to the table proper; title and unit rows stand above.
    var firstRow = 0

    /// True for a list that its title calls a choice: 重点项目支出绩效自评情况汇总表.
    var listsSome: Bool {
        form == .projectList && TableContext.choiceWords.contains { title.has(bytesOf: $0) }
    }

    private static let choiceWords = ["重点", "主要项目", "部分项目", "重大项目", "典型项目"]
}

extension TableContext {
    /// Reads title and unit from the table's own leading rows, its caption and the lines before it.
    ///
    /// The nearest line that names a known layout is the title: a list of tables or a heading of the whole report may
    /// stand further above.  A unit is taken from the nearest line that prints one.
    init(table: Table, grid: TableGrid, linesBefore: [String], vocabulary: TableVocabulary) {
        var lines = linesBefore
        if let caption = table.caption { lines.append(caption) }
        var own: [String] = []
        rows: for row in 0..<min(grid.rowCount, 8) {
            let cells = grid.cells(inRow: row).filter { !$0.isBlank }
            if cells.isEmpty {
                firstRow = row + 1
                continue
            }
            for cell in cells where !TableContext.isSurrounding(cell.label) || !cell.isText {
                if cells.count == 1, row < 3, cell.isText, TableContext.isTitle(cell.label, in: vocabulary) { continue }
                if TableContext.isReportTitle(grid, row, vocabulary) { continue }
                break rows
            }
            own += cells.map(\.label)
            firstRow = row + 1
        }
        lines += own
        let folded = lines.map(CellText.label)
        for (number, line) in folded.enumerated().reversed() {
            // “金额单位：” may end a line and “元” begin the next.
            let rest = number + 1 < folded.count ? folded[number + 1] : ""
            if unit == nil, let printed = TableContext.unit(in: line) ?? TableContext.unit(in: line, endingIn: rest) {
                unit = printed
                isUnitPrinted = true
            }
            guard title.isEmpty, line.utf8.count <= 210, !line.ends(withBytesOf: "。"),
                let layout = TableContext.layout(ofTitle: line, in: vocabulary)
            else { continue }
            form = layout.form
            scope = layout.scope
            title = line
            titleYear = Years.first(in: line)
        }
        isContinuation = title.isEmpty && own.isEmpty && !TableContext.hasOwnTitle(grid, firstRow)
    }

    /// True for a text alone in its row above the table's own title or unit: a sheet begins with the report's name.
    private static func isReportTitle(_ grid: TableGrid, _ row: Int, _ vocabulary: TableVocabulary) -> Bool {
        guard row < 2, grid.soleText(inRow: row) != nil else { return false }
        for next in row + 1..<min(grid.rowCount, row + 3) {
            let cells = grid.cells(inRow: next).filter { !$0.isBlank }
            guard !cells.isEmpty else { continue }
            if cells.allSatisfy({ $0.isText && isSurrounding($0.label) }) { return true }
            guard cells.count == 1, cells[0].isText else { return false }
            if isTitle(cells[0].label, in: vocabulary) { return true }
        }
        return false
    }

    /// True for a first row that holds one “…表” and nothing else: a new table, known or not.
    private static func hasOwnTitle(_ grid: TableGrid, _ row: Int) -> Bool {
        guard row < grid.rowCount, let sole = grid.soleText(inRow: row), sole.row == row else { return false }
        return sole.label.hasSuffix("表") && sole.label.utf8.count <= 150
    }

    private static let surroundings = [
        "单位:", "部门:", "部门名称:", "单位名称:", "编制部门:", "编制单位:", "金额单位", "预算单位:", "填报单位", "预算部门:", "表号", "部门(单位)名称:",
        "编报单位", "预算部门名称:",
    ]

    /// “公开03表”, “单位：万元”, “部门：某县…”: a line that belongs to a table without being part of it.
    private static func isSurrounding(_ label: String) -> Bool {
        if label.utf8.count > 150 { return false }
        if isFormNumber(label) { return true }
        if surroundings.contains(where: { label.begins(withBytesOf: $0) }) { return true }
        // “公开06表　单位：万元” in one cell.
        if label.utf8.count <= 60, label.has(bytesOf: "表单位:") { return unit(in: label) != nil }
        return label.hasPrefix("(") && label.hasSuffix("年度)")
    }

    /// “公开03表”, “预算01表”, “部门公开表1”, “附表二”: the number of a form in its corner.
    private static func isFormNumber(_ label: String) -> Bool {
        guard label.utf8.count < 36, label.has(bytesOf: "表"), let table = label.firstIndex(of: "表") else {
            return false
        }
        let number = label[label.index(after: table)...]
        if number.isEmpty { return label.utf8.contains(where: \.isDigit) || label.hasPrefix("公开") }
        return number.allSatisfy { "0123456789-一二三四五六七八九十".contains($0) }
    }

    private static func isTitle(_ label: String, in vocabulary: TableVocabulary) -> Bool {
        layout(ofTitle: label, in: vocabulary) != nil
    }

    /// The layout that a line names as titles do; nil for other lines.
    private static func layout(ofTitle line: String, in vocabulary: TableVocabulary) -> TableVocabulary.Layout? {
        let mayBeTitle =
            line.has(bytesOf: "表") || line.has(bytesOf: "情况") || line.ends(withBytesOf: "自评")
            || line.ends(withBytesOf: "经费")
        return mayBeTitle ? vocabulary.layout(ofTitle: line) : nil
    }

    /// The unit that a line prints: “单位：万元”, “金额单位:元”, “(单位：万元)”, “（万元）” at the end of a title.
    static func unit(in line: String) -> MoneyUnit? {
        guard line.has(bytesOf: "单位:") else { return unitInBrackets(line) }
        var rest = line[...]
        while let range = rest.firstRange(of: "单位:") {
            rest = rest[range.upperBound...]
            if rest.hasPrefix("人民币") { rest = rest.dropFirst(3) }
            if rest.hasPrefix("万元") { return .tenThousandYuan }
            if rest.hasPrefix("元") { return .yuan }
            if rest.hasPrefix("千元") { return .thousandYuan }
            if rest.hasPrefix("亿元") { return .hundredMillionYuan }
        }
        return unitInBrackets(line)
    }

    private static let units = ["元", "万元", "千元", "亿元", "人民币元", "人民币万元"]

    /// The unit that a line says with nothing but a unit in the next; 元谋县 behind “编制单位：” is none.
    private static func unit(in line: String, endingIn rest: String) -> MoneyUnit? {
        units.contains { rest.equals(bytesOf: $0) } ? unit(in: line + rest) : nil
    }

    /// “（万元）”, “(元)” anywhere in a header or title.
    static func unitInBrackets(_ label: String) -> MoneyUnit? {
        guard label.has(bytesOf: "(") else { return nil }
        if label.has(bytesOf: "(万元") { return .tenThousandYuan }
        if label.has(bytesOf: "(元)") { return .yuan }
        if label.has(bytesOf: "(千元)") { return .thousandYuan }
        return label.has(bytesOf: "(亿元)") ? .hundredMillionYuan : nil
    }
}

/// Years in folded text.
enum Years {
    /// The first year 1990…2049 that stands alone (“2023年度”), not part of a longer number.
    static func first(in label: String) -> Int? {
        let bytes = Array(label.utf8)
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else {
                index += 1
                continue
            }
            var end = index
            var value = 0
            while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39, end - index < 9 {
                value = value * 10 + Int(bytes[end] - 0x30)
                end += 1
            }
            if end - index == 4, (1990...2049).contains(value) { return value }
            index = end
        }
        return nil
    }
}
