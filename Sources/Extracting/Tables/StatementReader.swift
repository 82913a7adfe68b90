import DocumentModel
import FiscalModel

/// A figure of a table, before the tables of the report have been weighed against each other.
struct TableFigure {
    enum Standing: Hashable {
        case plain
        /// A total with carry-over: counts only where no current-year total is printed.
        case grandTotal
        /// Counts only where the table has no better label of the measure.
        case fallback
    }

    var observation: Observation
    var scope: FundScope
    var standing: Standing
    var form: TableForm
    /// The table's place among the tables of the report.
    var table: Int
    /// Why the reading is no observation yet.
    var doubt: String?
}

/// Reads the figures of tables in which rows and columns name measures: official forms, 绩效 forms, project lists.
///
/// A figure is what its row and its column say together: the one names the measure, the other its time, or a part of
/// it.  Where they contradict each other nothing is read.
struct StatementReader {
    let grid: TableGrid
    let context: TableContext
    let identity: ReportIdentity
    let vocabulary: TableVocabulary
    let block: Int
    let table: Int
    private let rule: String
    /// The project whose form this is.
    var project: String?

    /// True for a “三公” section in which a plain 合计 counts more than “三公”: meetings and training stand beside it.
    private(set) var isMixed = false
    /// True where 上年结转 has columns of its own beside 本年收入: a plain 合计 counts both.
    private(set) var countsCarryOver = false
    private(set) var figures: [TableFigure] = []
    private(set) var unknownTerms: [UnknownTerm] = []
    private(set) var projectScores: [ProjectScore] = []

    init(
        grid: TableGrid, context: TableContext, identity: ReportIdentity, vocabulary: TableVocabulary, block: Int,
        table: Int, project: String?
    ) {
        self.grid = grid
        self.context = context
        self.identity = identity
        self.vocabulary = vocabulary
        self.block = block
        self.table = table
        self.project = project
        rule = "table.\(context.form.rawValue)"
    }

    mutating func read(_ section: TableSection) {
        isMixed = section.columns.contains { column in
            column.kind == .figure && ["meeting_cost", "training_cost", "three_public.total"].contains(column.measure)
        }
        countsCarryOver =
            context.form == .revenue
            && section.columns.contains { $0.kind == .figure && $0.measure == "revenue.carryover" }
            && section.columns.contains { $0.kind == .figure && $0.measure == "revenue.total" }
        for block in section.blocks { read(section, block) }
    }

    private mutating func read(_ section: TableSection, _ block: Range<Int>) {
        let figureColumns = block.filter {
            section.columns[$0].kind == .figure || section.columns[$0].kind == .executionRate
        }
        guard !figureColumns.isEmpty else { return }
        var reader = RowReader(grid: grid, form: context.form, vocabulary: vocabulary, columns: section.columns)
        let rows = reader.rows(of: section, block: block)
        let unitRows = soleRow(section, block, rows, of: .unit)
        let unnamedRow = soleRow(section, block, rows, of: .none)
        let projects =
            context.form == .projectList ? ProjectRows(section, block: block, grid: grid, rows: rows).names : [:]
        var group = RowGroup()
        let subtotals = context.form == .operationInfo ? [] : subtotalRows(section, rows)
        let cutRows = rowsCutBehind(section)
        if context.form == .threePublic, rows.contains(where: \.isBesideThreePublic) { isMixed = true }
        let widths = headerWidths(section)
        let isEven = section.dataRows.allSatisfy { isAligned($0, widths) }
        for (row, told) in zip(section.dataRows, rows) {
            let isAligned = self.isAligned(row, widths)
            if !isAligned, section.blocks.count == 1, !hasLineNumbersInside(section),
                let (labels, cells) = provenAlignment(row, figureColumns.count)
            {
                let meaning = reader.read(labels: labels)
                group.enter(meaning, hasFigure: true)
                for (cell, column) in zip(cells, figureColumns) {
                    read(cell, meaning, section.columns[column], section, group)
                }
                continue
            }
            // A row that lost cells hands no part of a code to those below it.
            var meaning = isEven ? told : reader.read(row: row, block: block, headerRows: section.headerRows)
            if let name = projects[row] { meaning.meaning = .project(name) }
            if subtotals.contains(row) { meaning.meaning = .neutral }
            if meaning.meaning == .unit { meaning.meaning = unitRows == row ? .total : .neutral }
            if meaning.meaning == .none, unnamedRow != row { meaning.meaning = .neutral }
            let hasFigure = figureColumns.contains { grid.cell(row, $0)?.isFigure == true }
            group.enter(meaning, hasFigure: hasFigure)
            guard hasFigure, isAligned || cutRows.contains(row) else { continue }
            for column in figureColumns {
                guard let cell = grid.cell(row, column), cell.column == column || cell.columnSpan == 1 else { continue }
                // A figure that spans several columns belongs to the first figure column it covers.
                guard cell.row == row else { continue }
                read(cell, meaning, section.columns[column], section, group)
            }
            readExecutionScore(row, meaning, block, section)
            readProjectScore(row, meaning, block, section)
        }
    }

    /// The labels and figures of a row that is shorter or longer than its header, where it has just as many cells of
    /// figures as there are columns of figures: 合计 | 9.00 | 8.00 under 编码 | 名称 | 合计 | 基本支出, or 208 | 社会保障 | 9.00 | 8.00
    /// under 项目 | 合计 | 基本支出, whose 项目 lost its width.
    private func provenAlignment(_ row: Int, _ count: Int) -> ([TableGrid.GridCell], [TableGrid.GridCell])? {
        let all = grid.cells(inRow: row)
        for cells in [all, all.filter { !$0.isBlank }] {
            guard let last = cells.lastIndex(where: \.isText) else { return nil }
            let figures = cells[(last + 1)...]
            guard figures.count == count, figures.contains(where: \.isFigure) else { continue }
            return (cells[...last].filter { !$0.isBlank }, Array(figures))
        }
        return nil
    }

    /// True for 行次 between labels and figures: the number of a line that has no figure would count as one.
    private func hasLineNumbersInside(_ section: TableSection) -> Bool {
        guard let figure = section.columns.firstIndex(where: { $0.kind == .figure }), figure > 1 else { return false }
        return section.columns[1..<figure].contains { $0.kind == .lineNumber }
    }

    /// In a table that lost its merged cells only rows as long as the header can be trusted; the row of the columns' numbers
    /// (栏次 | 1 | 2) is as long as they are whatever the header lost.
    ///
    /// - Parameter widths: of the header.
    private func isAligned(_ row: Int, _ widths: [Int]) -> Bool {
        guard let heading = widths.last else { return true }
        let own = grid.cells(inRow: row).count
        return widths.contains(own) || grid.cells(inRow: row).last.map { $0.isBlank } == true && own == heading + 1
    }

    /// How many cells each row of the header has; none where the table kept its merged cells.
    private func headerWidths(_ section: TableSection) -> [Int] {
        guard !grid.hasSpans else { return [] }
        return section.headerRows.filter { !isRowOfNumbers($0) }.map { grid.cells(inRow: $0).count }
    }

    private func isRowOfNumbers(_ row: Int) -> Bool {
        let cells = grid.cells(inRow: row).filter { !$0.isBlank }
        return cells.count { $0.isFigure } >= 2 && cells.count { !$0.isFigure } <= 1
    }

    /// The only row of a block whose figures stand beside no label, or beside a unit's name and no total.
    ///
    /// Of several units the first is the whole where it is worth the others together: the department above its parts.
    private func soleRow(
        _ section: TableSection, _ block: Range<Int>, _ read: [RowReader.Row], of kind: RowMeaning
    ) -> Int? {
        var rows: [Int] = []
        let figureColumns = block.filter { section.columns[$0].kind == .figure }
        for (row, meaning) in zip(section.dataRows, read.lazy.map(\.meaning)) {
            if kind == .unit, meaning == .total { return nil }
            guard figureColumns.contains(where: { grid.cell(row, $0)?.isFigure == true }) else { continue }
            if kind == .none, meaning != .none { return nil }
            if meaning == kind { rows.append(row) }
        }
        guard rows.count > 1 else { return rows.first }
        guard kind == .unit, let column = figureColumns.first(where: { section.columns[$0].isWhole }) else {
            return nil
        }
        let values = rows.map { row -> Int64? in
            guard case .figure(let number, _)? = grid.cell(row, column)?.content else { return nil }
            return Amount(number, in: .tenThousandYuan)?.fen
        }
        guard let whole = values[0], !values.contains(nil) else { return nil }
        return Int128(whole) == values.dropFirst().reduce(Int128(0), { $0 + Int128($1 ?? 0) }) ? rows[0] : nil
    }

    /// Rows 小计 of a table that has a row 合计 as well: totals of a part, whose name may be lost.
    private func subtotalRows(_ section: TableSection, _ rows: [RowReader.Row]) -> Set<Int> {
        var parts: Set<Int> = []
        var hasTotal = false
        for (row, read) in zip(section.dataRows, rows) where read.meaning == .total {
            let isPart = context.form == .projectList ? read.words.has(bytesOf: "小计") : read.label == "小计"
            if isPart { parts.insert(row) } else { hasTotal = true }
        }
        return hasTotal || parts.count > 1 ? parts : []
    }

    /// 得分 in the row 年度资金总额 of the unit's form scores the execution of the budget.
    private mutating func readExecutionScore(
        _ row: Int, _ meaning: RowReader.Row, _ block: Range<Int>, _ section: TableSection
    ) {
        guard project == nil, isWholeOfUnit(meaning),
            let column = block.first(where: { section.columns[$0].kind == .performance(.score) }),
            let cell = grid.cell(row, column), case .figure(let number, _) = cell.content, number.mantissa >= 0
        else { return }
        figures.append(
            TableFigure(
                observation: Observation(
                    measure: "score.budget_execution", fiscalYear: identity.fiscalYear, scenario: .actual,
                    value: .number(number), quote: quote(meaning, section.columns[column], cell), span: span(cell),
                    source: .table, rule: rule, confidence: .sure),
                scope: .overall, standing: .plain, form: context.form, table: table))
    }

    /// 自评得分 in the row of a project.
    private mutating func readProjectScore(
        _ row: Int, _ meaning: RowReader.Row, _ block: Range<Int>, _ section: TableSection
    ) {
        guard case .project(let name) = meaning.meaning, context.form == .projectList,
            let column = block.first(where: { section.columns[$0].kind == .performance(.score) }),
            let cell = grid.cell(row, column), cell.row == row, case .figure(let number, let unit) = cell.content,
            unit == .none || unit == .count, number.mantissa >= 0, number < Number(mantissa: 121)
        else { return }
        projectScores.append(
            ProjectScore(
                project: name, score: number, quote: quote(meaning, section.columns[column], cell), span: span(cell)))
    }

    // MARK: One figure

    private mutating func read(
        _ cell: TableGrid.GridCell, _ row: RowReader.Row, _ column: TableColumn, _ section: TableSection,
        _ group: RowGroup
    ) {
        guard case .figure(let number, let printedUnit) = cell.content else { return }
        guard let reading = combine(row, column, group) else {
            if row.meaning == .unknown, column.isWhole, column.measure == nil, context.form != .unknown,
                context.form != .procurement,
                row.label.count > 1
            {
                unknownTerms.append(.init(term: row.label, quote: quote(row, column, cell), span: span(cell)))
            }
            return
        }
        var (year, scenario) = time(of: column, row.time)
        let value: Value
        var doubt: String?
        var isUnitPrinted = true
        switch MeasureUnits.unit(of: reading.measure) {
        case .money:
            guard printedUnit != .percent, printedUnit != .count else { return }
            var unit = row.unit ?? column.unit ?? group.unit ?? section.unit ?? context.unit
            if case .money(let own) = printedUnit { unit = own }
            isUnitPrinted =
                context.isUnitPrinted || unit != context.unit || row.unit != nil || section.unit != nil
                || column.unit != nil || group.unit != nil
            guard let amount = Amount(number, in: unit ?? .tenThousandYuan) else { return }
            value = .money(amount)
            if unit == nil { doubt = "unknown_unit_of_money" }
        case .number:
            guard number.scale == 0 || MeasureUnits.mayBeBroken(reading.measure) else { return }
            if case .money = printedUnit { return }
            value = .number(number)
            scenario = .actual
        }
        // 合计 below tasks, in a form that has the unit's total elsewhere.
        if reading.measure == "expenditure.total", row.meaning == .total, group.listsProjects,
            context.form == .overallSelfEvaluation, !row.label.has(bytesOf: "金额")
        {
            doubt = "two_readings"
        }
        // A budget counts what there was before its year begins; which day it was, only a header can say.
        if identity.kind == .budget, column.year == nil, MeasureUnits.isStock(reading.measure) {
            doubt = "unknown_year"
        }
        if context.listsSome, reading.project == nil, reading.measure == "expenditure.project" {
            doubt = SomeProjects.reason
        }
        let observation = Observation(
            measure: reading.measure, fiscalYear: year, scenario: scenario, value: value, project: reading.project,
            quote: quote(row, column, cell), span: span(cell),
            source: context.form.isOfficial ? .officialTable : .table,
            rule: rule, confidence: confidence(isUnitPrinted: isUnitPrinted))
        figures.append(
            TableFigure(
                observation: observation, scope: reading.scope, standing: reading.standing, form: context.form,
                table: table, doubt: doubt))
    }

    // MARK: Time, words, trust

    /// Year and scenario of a column; a header that says neither takes the report's.
    func time(of column: TableColumn, _ row: HeaderCell? = nil) -> (Int, Scenario) {
        let base = context.titleYear ?? identity.fiscalYear
        let year = row?.year ?? column.year ?? base + (row?.yearOffset ?? column.yearOffset ?? 0)
        var scenario = row?.scenario ?? column.scenario ?? defaultScenario
        if scenario == .budget, identity.kind == .budget { scenario = .initialBudget }
        return (year, scenario)
    }

    private var defaultScenario: Scenario {
        if context.title.has(bytesOf: "决算") || context.title.has(bytesOf: "执行情况") { return .actual }
        if context.title.has(bytesOf: "预算"), !context.title.has(bytesOf: "预算财政拨款"), !context.title.has(bytesOf: "预算拨款")
        {
            return .budget
        }
        return identity.kind == .budget ? .initialBudget : .actual
    }

    private func quote(_ row: RowReader.Row, _ column: TableColumn, _ cell: TableGrid.GridCell) -> String {
        let figure = Words.oneLine(cell.text)
        var quote = ""
        quote.reserveCapacity(row.words.utf8.count + column.header.utf8.count + figure.utf8.count + 6)
        quote += row.words
        for words in [column.header, figure] where !words.isEmpty {
            if !quote.isEmpty { quote += " | " }
            quote += words
        }
        return quote
    }

    private func span(_ cell: TableGrid.GridCell) -> SourceSpan {
        SourceSpan(block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: cell.folded.figureRange)
    }

    /// What is left of certainty: a form not known, a unit that an earlier table printed, columns that may have slipped.
    private func confidence(isUnitPrinted: Bool) -> Confidence {
        var percent = 97
        if context.form == .unknown { percent -= 12 }
        if !isUnitPrinted { percent -= 4 }
        if !grid.hasSpans { percent -= 2 }
        return Confidence(percent: percent)
    }
}
