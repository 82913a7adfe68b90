import FiscalModel

/// Finds the header rows of a table and says what each column is for.
///
/// A table has one header at its top, or several on the way (绩效自评表: money above, indicators below).  Every header
/// opens a section that reaches to the next one.  Columns are found by their words, never by their position.
struct HeaderResolver {
    let grid: TableGrid
    let form: TableForm
    let vocabulary: TableVocabulary

    init(grid: TableGrid, form: TableForm, vocabulary: TableVocabulary) {
        self.grid = grid
        self.form = form
        self.vocabulary = vocabulary
    }

    /// The sections from `firstRow` on.  Rows before the first header take the columns of `inherited`, the last section
    /// of a table that goes on over a page.
    func sections(from firstRow: Int, inherited: TableSection?) -> [TableSection] {
        var sections: [TableSection] = []
        var row = firstRow
        var dataStart = firstRow
        var hasFigures = false
        while row < grid.rowCount {
            let isOpening = sections.isEmpty && inherited == nil && !hasFigures
            if !sections.isEmpty, isPairRow(row) {
                // 编制数 | 实有人数 above 97 | 89 interrupts a table, whose columns go on behind it.
                var resumed = sections[sections.count - 1]
                close(&sections, at: row, from: dataStart, inherited: inherited)
                sections.append(section(headerRows: row..<row + 1))
                close(&sections, at: row + 2, from: row + 1, inherited: inherited)
                resumed.dataRows = row + 2..<row + 2
                sections.append(resumed)
                row += 2
                dataStart = row
                continue
            }
            guard isHeaderRow(row, isOpening: isOpening) else {
                hasFigures = hasFigures || grid.cells(inRow: row).contains { $0.isFigure }
                row += 1
                continue
            }
            let end = headerEnd(from: row)
            close(&sections, at: row, from: dataStart, inherited: inherited)
            sections.append(section(headerRows: row..<end))
            row = end
            dataStart = end
        }
        close(&sections, at: grid.rowCount, from: dataStart, inherited: inherited)
        return sections
    }

    private func close(
        _ sections: inout [TableSection], at row: Int, from start: Int, inherited: TableSection?
    ) {
        if sections.isEmpty {
            guard row > start, var section = inherited, section.columns.count == grid.columnCount else { return }
            section.headerRows = start..<start
            section.dataRows = start..<row
            sections.append(section)
        } else {
            sections[sections.count - 1].dataRows = start..<row
            ColumnSettling(grid: grid, form: form, vocabulary: vocabulary).settle(&sections[sections.count - 1])
        }
    }

    // MARK: Header rows

    /// True for a row that names columns: words only, most of them known as headers.
    ///
    /// At the opening of a table measures may be the only headers (三公 table: 合计 | 因公出国（境）费 | …); further down
    /// a row needs a word that never stands in a row of figures (决算数, 一级指标, 分值).
    private func isHeaderRow(_ row: Int, isOpening: Bool) -> Bool {
        var texts = 0
        var known = 0
        var strong = 0
        var naming = 0
        var wide = 0
        let cells = grid.cells(inRow: row)
        guard !cells.contains(where: { $0.row == row && $0.isFigure }) else { return false }
        for cell in cells where cell.isText && cell.row == row {
            if cell.name.hasItemNumber || cell.label.utf8.count > 150 { return false }
            texts += 1
            let header = parse(cell.label)
            if header.isKnown { known += 1 }
            if header.isKnown, !header.has(.unitName), !header.has(.projectName) { naming += 1 }
            if HeaderResolver.isStrong(header) { strong += 1 }
            if cell.columnSpan > 1 { wide += 1 }
        }
        guard texts > 0, known > 0 else { return false }
        if isOpening {
            if texts == 1 { return wide == 1 && isFollowedByHeader(row) }
            return known * 2 > texts || strong >= 1 && known * 2 >= texts || strong >= 2
                || texts >= 3 && naming * 2 >= texts
        }
        return texts >= 2 && (strong >= 2 && known * 2 >= texts || strong >= 1 && known == texts)
            && row + 1 < grid.rowCount
    }

    /// True for names of head-counts in the middle of a table, with figures directly below them.
    private func isPairRow(_ row: Int) -> Bool {
        guard row + 1 < grid.rowCount else { return false }
        let anchors = grid.anchors(inRow: row)
        guard anchors.allSatisfy({ $0.isText || $0.isBlank }) else { return false }
        let names = anchors.filter { !$0.isBlank }.dropFirst()
        guard names.count >= 2 else { return false }
        for cell in names {
            guard let meaning = parse(cell.label).meanings.first, meaning.role == .measure,
                meaning.meaning.hasPrefix("staff."), grid.cell(row + 1, cell.column)?.isFigure == true
            else { return false }
        }
        return true
    }

    /// A known title over a whole table is followed by the header proper.
    private func isFollowedByHeader(_ row: Int) -> Bool {
        guard row + 1 < grid.rowCount else { return false }
        return isHeaderRow(row + 1, isOpening: true)
    }

    /// Words that stand in headers only.
    private static func isStrong(_ header: HeaderCell) -> Bool {
        header.year != nil || header.scenario != nil
            || header.meanings.contains { meaning in
                switch meaning.role {
                case .amount, .label, .code, .codePart, .lineNumber, .side, .level1, .level2, .level3, .target, .actual,
                    .weight, .score, .deviation, .standard, .executionRate, .comparator:
                    true
                default: false
                }
            }
    }

    /// The row after the header that opens at `row`: sub-headers and the row of column numbers belong to it.
    private func headerEnd(from row: Int) -> Int {
        var end = row + 1
        while end < grid.rowCount {
            if isColumnNumberRow(end) { return end + 1 }
            guard isSubheader(end, under: end - 1) else { break }
            end += 1
        }
        return end
    }

    /// True for a row of words below header cells, as 类 | 款 | 项 below 科目编码, or 小计 below 基本支出.
    private func isSubheader(_ row: Int, under above: Int) -> Bool {
        var anchored = 0
        var known = 0
        var dividing = 0
        for cell in grid.cells(inRow: row) where cell.row == row && !cell.isBlank {
            if cell.isFigure { return false }
            guard cell.isText else { continue }
            if cell.name.hasItemNumber || cell.label.utf8.count > 90 { return false }
            let header = parse(cell.label)
            anchored += 1
            if header.isKnown { known += 1 }
            if let parent = grid.cell(above, cell.column), parent.columnSpan > cell.columnSpan { dividing += 1 }
            // A total below a label column is the first row of data.
            if let parent = grid.cell(above, cell.column), parent.row <= above,
                !header.has(.label), !header.has(.code), !header.has(.codePart), !header.has(.lineNumber),
                header.scenario == nil
            {
                let over = parse(parent.label)
                if over.has(.label) || over.has(.code) || over.has(.codePart) || over.has(.unitName) { return false }
            }
        }
        // 工资福利支出 | 商品和服务支出 … divide 基本支出 above them, known or not.
        guard anchored > 0, known * 2 >= anchored || known > 0 && dividing == anchored else { return false }
        if anchored == 1 {
            // One word alone is a sub-header only below a header that spans more columns.
            guard let only = grid.cells(inRow: row).first(where: { $0.row == row && !$0.isBlank }),
                let parent = grid.cell(above, only.column)
            else { return false }
            return parent.columnSpan > only.columnSpan
        }
        return true
    }

    private static let numberLabels = ["栏次", "列次", "序号", "行次"]
    /// Words that may stand beside the numbers.
    private static let unnumbered = ["类", "款", "项", "合计"]

    /// True for the row that numbers the columns (栏次 | 1 | 2 | 3), which balances every identity and is never money.
    func isColumnNumberRow(_ row: Int) -> Bool {
        var numbers: [Int] = []
        var isNamed = false
        for cell in grid.cells(inRow: row) where cell.row == row && !cell.isBlank {
            switch cell.content {
            case .figure(let number, .none) where number.scale == 0 && number.mantissa < 100:
                numbers.append(Int(number.mantissa))
            case .text:
                let label = cell.label
                if Self.numberLabels.contains(where: label.equals(bytesOf:)) {
                    isNamed = true
                } else if !label.utf8.allSatisfy({ $0 < 0x80 }),
                    !Self.unnumbered.contains(where: label.equals(bytesOf:))
                {
                    return false
                }
            // “**” stands where a column has no number.
            case .dash: continue
            default: return false
            }
        }
        if isNamed { return true }
        guard numbers.count >= 3 else { return false }
        return numbers.indices.dropFirst().allSatisfy { numbers[$0] == numbers[$0 - 1] + 1 } && numbers[0] <= 2
    }

    // MARK: Columns

    func parse(_ label: String) -> HeaderCell {
        vocabulary.header(label, in: form)
    }

    private func section(headerRows: Range<Int>) -> TableSection {
        var columns: [TableColumn] = []
        columns.reserveCapacity(grid.columnCount)
        let numberRows = headerRows.filter { isColumnNumberRow($0) }
        let spread = spreadTitles(headerRows)
        let timeless = columnsWithoutTime(headerRows)
        for column in 0..<grid.columnCount {
            var path: [HeaderCell] = []
            var spans: [Range<Int>] = []
            var last: (Int, Int)?
            var leaf: Range<Int>?
            for row in headerRows where !numberRows.contains(row) {
                let place = spread?.row == row ? spread?.titles[column] ?? column : column
                guard let cell = grid.cell(row, place), !cell.isBlank else { continue }
                if let last, last == (cell.row, cell.column) { continue }
                last = (cell.row, cell.column)
                leaf = cell.column..<cell.columnEnd
                path.append(parse(cell.label))
                spans.append(cell.column..<cell.columnEnd)
            }
            columns.append(resolve(joiningBroken(joiningAlone(path, spans))))
            columns[column].leaf = leaf ?? column..<column + 1
            if timeless.contains(column), columns[column].kind == .figure { columns[column].kind = .ignored }
        }
        return TableSection(
            headerRows: headerRows, dataRows: headerRows.upperBound..<headerRows.upperBound, columns: columns)
    }

    /// What a column is for, by its header words from the top.
    private func resolve(_ path: [HeaderCell]) -> TableColumn {
        var column = TableColumn(kind: .ignored)
        column.words = path.map(\.label)
        guard let leaf = path.last else {
            column.kind = .label
            return column
        }
        for header in path {
            column.year = header.year ?? column.year
            column.yearOffset = header.year != nil ? nil : header.yearOffset ?? column.yearOffset
            column.scenario = header.scenario ?? column.scenario
            column.unit = header.unit ?? column.unit
            if let side = header.meanings.first(where: { $0.role == .side }) {
                column.side = TableColumn.Side(rawValue: side.meaning)
            }
            column.scope = header.scope ?? column.scope
        }
        if let kind = kind(of: leaf, in: path) {
            column.kind = kind
            if kind == .figure { resolveMeasure(path, &column) }
            return column
        }
        resolveMeasure(path, &column)
        return column
    }

    /// The kind that the lowest header word decides alone.
    private func kind(of leaf: HeaderCell, in path: [HeaderCell]) -> TableColumn.Kind? {
        // The government's economic classification beside the department's has codes and names of its own.
        if path.contains(where: { HeaderResolver.isGovernment($0.label) }) { return .ignored }
        for meaning in leaf.meanings {
            switch meaning.role {
            case .label: return .label
            case .code, .codePart: return .code
            case .lineNumber: return .lineNumber
            case .unitName: return isIndicatorHeader(path) ? .ignored : .unitName
            case .projectName: return .projectName
            case .executionRate: return .executionRate
            case .level1, .level2, .level3, .target, .actual, .weight, .score, .deviation, .standard, .comparator,
                .valueUnit:
                return .performance(meaning.role)
            case .ignored: return .ignored
            default: continue
            }
        }
        // A column below 科目编码 or 项目 without words of its own is what stands above.
        return nil
    }

    /// 政府预算支出经济分类科目, 政府经济科目名称.
    static func isGovernment(_ label: String) -> Bool {
        label.has(bytesOf: "政府") && label.has(bytesOf: "经济")
    }

    private func isIndicatorHeader(_ path: [HeaderCell]) -> Bool {
        path.contains { $0.has(.level1) || $0.has(.level3) }
    }

    /// The measure of a figure column: the lowest measure, if those above it agree that it is their part.
    private func resolveMeasure(_ path: [HeaderCell], _ column: inout TableColumn) {
        var measure: MeasureCode?
        var isWhole = false
        var isBroken = false
        var hasMeaning = false
        for header in path {
            guard let meaning = header.meanings.first else {
                if header.scenario != nil || header.year != nil || header.yearOffset != nil {
                    hasMeaning = true
                    isWhole = true
                } else {
                    isBroken = isBroken || hasMeaning
                }
                continue
            }
            hasMeaning = true
            switch meaning.role {
            case .measure, .fallbackMeasure, .grandTotal:
                let own = meaning.measure
                if let above = measure, above != own, !vocabulary.isPart(own, of: above), !isGroup(above, over: own) {
                    isBroken = true
                }
                measure = own
                isWhole = false
            case .fund:
                if isRevenue(column) {
                    if let above = measure, above != meaning.measure, !vocabulary.isPart(meaning.measure, of: above) {
                        isBroken = true
                    }
                    measure = meaning.measure
                }
                column.scope = HeaderResolver.scope(of: meaning.measure)
                isWhole = true
            case .total, .amount: isWhole = true
            case .neutral:
                column.scope = meaning.role == .neutral && header.label.has(bytesOf: "财政拨款") ? .appropriation : .other
                isWhole = true
            case .side:
                isWhole = true
                if header.label == path.last?.label, header.label.has(bytesOf: "财政拨款") { column.scope = .appropriation }
            default: break
            }
        }
        column.kind = hasMeaning && !isBroken ? .figure : .ignored
        column.measure = measure
        column.isWhole = isWhole
        // Sources of money beside what was budgeted and spent are parts, not the unit's revenue.
        if let measure, measure.rawValue.hasPrefix("revenue."), !readsRevenue { column.kind = .ignored }
        if path.last?.has(.neutral) == true, path.last?.label.has(bytesOf: "财政拨款") != true { column.kind = .ignored }
    }

    /// 本年支出 stands above expenditure of any kind, 本年收入 above revenue only, 实有人数 above 在职 and 离退休.
    private func isGroup(_ measure: MeasureCode, over part: MeasureCode) -> Bool {
        switch measure {
        case "expenditure.total": part.rawValue.hasPrefix("expenditure.")
        case "revenue.total": part.rawValue.hasPrefix("revenue.")
        case "staff.total": part == "staff.in_post" || part == "staff.retired"
        default: false
        }
    }

    private var readsRevenue: Bool {
        switch form {
        case .overallSelfEvaluation, .projectSelfEvaluation, .projectList, .projectTargets: false
        default: true
        }
    }

    private func isRevenue(_ column: TableColumn) -> Bool {
        if let side = column.side { return side == .revenue }
        return form == .revenue
    }

    static func scope(of fund: MeasureCode) -> FundScope {
        switch fund {
        case "revenue.general_public_budget": .general
        case "revenue.government_fund": .governmentFund
        case "revenue.state_capital": .stateCapital
        default: .other
        }
    }
}
