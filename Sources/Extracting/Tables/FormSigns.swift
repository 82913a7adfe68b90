/// What tells the form of a table whose title is missing: words that only this form has in its header or its rows.
struct FormSigns {
    let grid: TableGrid
    let firstRow: Int
    let vocabulary: TableVocabulary

    /// Revenue that is no appropriation: no table of appropriations lists it.
    private static let ownRevenue: Set<String> = [
        "revenue.superior_subsidy", "revenue.service", "revenue.business", "revenue.affiliated", "revenue.other",
        "revenue.surplus_used", "revenue.special_account",
    ]

    /// 收入支出总表, 收入决算表 or 支出决算表, each of the whole unit; nil where the words fit an appropriation's as well.
    ///
    /// - Parameter measures: the measures that any label of the table names.
    func officialForm(listing measures: Set<String>) -> TableForm? {
        var sides: Set<String> = []
        var headed: Set<String> = []
        for cell in headerCells {
            for meaning in vocabulary.meanings(ofName: cell, in: .unknown) {
                switch meaning.role {
                case .side: sides.insert(meaning.meaning)
                case .measure: headed.insert(meaning.meaning)
                default: break
                }
            }
        }
        if sides.count == 2, measures.isSuperset(of: ["revenue.total", "expenditure.total"]),
            !measures.isDisjoint(with: Self.ownRevenue)
        {
            return .balance
        }
        guard functionCodes >= 2 else { return nil }
        if headed.contains("revenue.total"), !headed.isDisjoint(with: Self.ownRevenue) { return .revenue }
        if headed.isSuperset(of: ["expenditure.total", "expenditure.basic", "expenditure.project"]),
            !headed.isDisjoint(with: [
                "expenditure.paid_to_superior", "expenditure.business", "expenditure.affiliated_subsidy",
            ])
        {
            return .expenditure
        }
        return nil
    }

    /// True for rows of names under 项目 or 项目名称 with budget and spending beside them; in a budget a total is enough.
    ///
    /// A name that is a measure, a class or a time makes it another table; so does a list of purchases, of contracts or
    /// of investments by part.
    func isProjectList(ofBudget isBudget: Bool) -> Bool {
        guard let name = headerCells.first(where: isProjectName) else { return false }
        let header = headerCells.filter { $0.row == name.row && $0.column != name.column }
        guard !header.contains(where: { cell in Self.otherLists.contains { cell.label.has(bytesOf: $0) } }),
            header.contains(where: { cell in Self.moneyMarks.contains { cell.label.has(bytesOf: $0) } })
        else { return false }
        var hasBudget = false
        var hasActual = false
        var hasTotal = false
        for cell in header {
            let words = vocabulary.header(cell.label, in: .projectList)
            switch words.scenario {
            case .initialBudget, .adjustedBudget, .budget: hasBudget = true
            case .actual: hasActual = true
            default:
                hasActual = hasActual || words.meanings.contains { $0.role == .side && $0.meaning == "expenditure" }
            }
            hasTotal = hasTotal || words.has(.total)
        }
        guard hasBudget && hasActual || isBudget && hasTotal && name.label.has(bytesOf: "名称") else { return false }
        var names = 0
        for row in (name.row + 1)..<max(grid.rowCount, name.row + 1) {
            guard let cell = grid.cell(row, name.column), cell.isText, cell.row == row,
                grid.anchors(inRow: row).contains(where: \.isFigure)
            else { continue }
            let meanings = vocabulary.meanings(ofName: cell, in: .projectList)
            if meanings.contains(where: { $0.role == .total }) { continue }
            guard meanings.isEmpty, vocabulary.functionClass(named: cell.name.name) == nil,
                vocabulary.economicClass(named: cell.name.name) == nil,
                !vocabulary.header(cell.label, in: .projectList).isTimeOnly
            else { return false }
            names += 1
        }
        return names >= 2
    }

    private static let otherLists = ["采购", "中标", "合同", "供应商", "投资", "建设内容", "指标", "目标"]
    private static let moneyMarks = ["预算", "资金", "支出", "财力"]

    private func isProjectName(_ cell: TableGrid.GridCell) -> Bool {
        let header = vocabulary.header(cell.label, in: .projectList)
        return header.has(.projectName) && !header.has(.measure)
    }

    /// The words above the first figure.
    private var headerCells: [TableGrid.GridCell] {
        var header: [TableGrid.GridCell] = []
        for row in firstRow..<min(grid.rowCount, firstRow + 4) {
            let cells = grid.anchors(inRow: row)
            if cells.contains(where: \.isFigure) { break }
            header += cells.filter(\.isText)
        }
        return header
    }

    private var functionCodes: Int {
        grid.cells.prefix(400).count { cell in
            cell.isFigure && cell.label.utf8.first == UInt8(ascii: "2") && cell.label.isAllDigits
                && [3, 5, 7].contains(cell.label.utf8.count)
        }
    }
}
