/// What the words of a table say about the form it is: whose it is, and what it lists.
struct FormNames {
    enum Owner {
        /// A project's own form; nil where its name was left blank.
        case project(String?)
        case unit
    }

    private(set) var owner: Owner?
    private(set) var hasLevels = false
    private(set) var hasYearFunds = false
    /// The form that the words of a table without a title tell, and whose money it counts.
    private(set) var form: (form: TableForm, scope: FundScope)?
    init(grid: TableGrid, from firstRow: Int, vocabulary: TableVocabulary, isBudget: Bool) {
        var measures: Set<String> = []
        var economicCodes = 0
        for cell in grid.cells.prefix(4_000) where cell.isText && cell.label.utf8.count <= 90 {
            let name = cell.name.name
            for meaning in vocabulary.meanings(ofName: cell, in: .unknown) {
                switch meaning.role {
                case .level1, .level3: hasLevels = true
                case .measure: measures.insert(meaning.meaning)
                default: break
                }
            }
            if name.equals(bytesOf: "年度资金总额") || name.equals(bytesOf: "资金总额") { hasYearFunds = true }
        }
        for cell in grid.cells.prefix(4_000) where cell.isFigure || cell.isText {
            if cell.label.utf8.count == 5, cell.label.isAllDigits, cell.label.hasPrefix("30") { economicCodes += 1 }
        }
        owner = FormNames.owner(grid, from: firstRow, vocabulary)
        let signs = FormSigns(grid: grid, firstRow: firstRow, vocabulary: vocabulary)
        if let official = signs.officialForm(listing: measures) {
            form = (official, .overall)
        } else if economicCodes >= 4 {
            form = (.basicExpenditure, .general)
        } else if measures.contains("three_public.overseas"), measures.contains("three_public.reception"),
            !measures.contains("revenue.total"), !measures.contains("expenditure.project")
        {
            form = (.threePublic, .general)
        } else if owner == nil, !hasLevels, signs.isProjectList(ofBudget: isBudget) {
            form = (.projectList, .project)
        }
    }

    /// 项目名称 | … names a project's form, 部门名称 | … the unit's; both stand above the first header.
    private static func owner(_ grid: TableGrid, from firstRow: Int, _ vocabulary: TableVocabulary) -> Owner? {
        var isUnit = false
        for row in firstRow..<min(grid.rowCount, firstRow + 8) {
            let printed = grid.cells(inRow: row).filter { $0.row == row && !$0.isBlank }
            guard let first = printed.first else { continue }
            let roles = vocabulary.meanings(ofName: first, in: .unknown).map(\.role)
            if roles.contains(.projectName), first.label != "项目", first.label != "任务" {
                // More than a name beside it, and known as headers: the header of a list.
                let others = printed.dropFirst()
                let headers = others.filter { cell in
                    vocabulary.meanings(ofLabel: cell, in: .unknown).contains {
                        $0.role != .unitName && $0.role != .ignored
                    }
                        || cell.label.has(bytesOf: "预算") || cell.label.has(bytesOf: "金额")
                }
                // 项目名称 | 全民健身 | 预算金额（万元） | 280.00: a figure stands in no header.
                if !headers.isEmpty, !others.contains(where: \.isFigure) { return isUnit ? .unit : nil }
                let name = others.first.map { Words.projectName($0.text) } ?? ""
                return .project(name.isEmpty ? nil : name)
            }
            if roles.contains(.unitName), printed.count >= 1, first.isText { isUnit = true }
            // The first header ends the search.
            let isHeader = printed.contains { cell in
                vocabulary.meanings(ofLabel: cell, in: .unknown).contains {
                    $0.role == .level1 || $0.role == .level3 || $0.role == .amount
                }
            }
            if isHeader { break }
        }
        return isUnit ? .unit : nil
    }
}
