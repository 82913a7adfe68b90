import DocumentModel
import FiscalModel

/// Reads three-level indicator tables, and the total score at their end.
///
/// Levels are carried down over merged and blank cells.  A third level that is blank, 无 or dots is no indicator; a
/// table that lost its merged cells may have rows that slipped a column, which are put right where the row's own shape
/// proves it.
struct IndicatorReader {
    let grid: TableGrid
    let vocabulary: TableVocabulary
    let block: Int
    /// The project whose table this is; nil for the whole unit's.
    let project: String?

    /// A total row: the weight it adds up to, the score, and where it stands.
    struct TotalScore {
        var score: Number
        var quote: String
        var span: SourceSpan
    }

    private(set) var indicators: [PerformanceIndicator] = []
    private(set) var totalScores: [TotalScore] = []
    private(set) var executionScores: [TotalScore] = []

    init(grid: TableGrid, vocabulary: TableVocabulary, block: Int, project: String?) {
        self.grid = grid
        self.vocabulary = vocabulary
        self.block = block
        self.project = project
    }

    /// Levels carried from row to row, and from page to page.
    struct Carried {
        var level1 = ""
        var level2 = ""
        var project: String?
    }

    /// True for a section whose header names indicators and something that is said of them.
    static func isIndicatorSection(_ section: TableSection) -> Bool {
        let columns = IndicatorColumns(section)
        return columns.name != nil
            && (columns.target != nil || columns.actual != nil || columns.weight != nil || columns.score != nil
                || columns.hasStandard)
    }

    mutating func read(_ section: TableSection, carried: inout Carried) {
        let columns = IndicatorColumns(section)
        for row in section.dataRows { read(row, columns, section, &carried) }
    }

    private mutating func read(
        _ row: Int, _ columns: IndicatorColumns, _ section: TableSection, _ carried: inout Carried
    ) {
        var cells = (0..<grid.columnCount).map { grid.cell(row, $0) }
        guard cells.contains(where: { $0?.isBlank == false && $0?.row == row }) else { return }
        if readTotal(row, columns) { return }
        readExecutionScore(row, columns)
        if !grid.hasSpans { cells = realigned(cells, columns) }
        func label(_ column: Int?) -> String { column.flatMap { cells[$0]?.label } ?? "" }
        func text(_ column: Int?) -> String? {
            guard let column else { return nil }
            return cells[column].map { Words.oneLine($0.text) } ?? ""
        }
        if let column = columns.project, let cell = cells[column], !cell.isBlank {
            carried.project = Words.projectName(cell.text)
        }
        let level1 = LevelNames.cleaned(label(columns.level1))
        if !level1.isEmpty, !LevelNames.isPartOfForm(level1) {
            if level1 != carried.level1 { carried.level2 = "" }
            carried.level1 = level1
        }
        let level2 = LevelNames.cleaned(label(columns.level2))
        if !level2.isEmpty {
            // A first level that stands beside the middle of its rows has not been read yet.
            if level1.isEmpty, LevelNames.contradict(carried.level1, level2) { carried.level1 = "" }
            carried.level2 = level2
        }
        guard let name = columns.name, let cell = cells[name], cell.row == row, LevelNames.isIndicator(cell.label)
        else { return }
        // A cell that is the name of a level, or spans into the next columns, is a heading.
        if let level = columns.level1, cells[level]?.column == cell.column, level != name { return }
        if columns.level1 != nil || columns.level2 != nil, LevelNames.isLevelName(cell.label) { return }
        // What reaches into the values is a remark: 未完成原因 | 无重大偏差.
        let values = [columns.target, columns.actual, columns.score].compactMap { $0 }
        if cell.columnSpan > 1, values.contains(where: { $0 != name && cells[$0]?.column == cell.column }) { return }
        var target = text(columns.target)
        if let column = columns.comparator, let sign = cells[column]?.label, let value = target {
            target = LevelNames.joined(sign, value)
        }
        if let column = columns.valueUnit, let unit = cells[column]?.label, let value = target, !value.isEmpty,
            !value.hasSuffix(unit), value.last?.isNumber == true
        {
            target = value + unit
        }
        var actual = text(columns.actual)
        // 目标：40个；实际：46个, both in one cell.
        if columns.actual == nil, let both = target.flatMap(LevelNames.targetAndActual) {
            (target, actual) = both
        }
        let weight = columns.weight.flatMap { figure(cells[$0]) }
        let score = columns.score.flatMap { figure(cells[$0]) }
        let said = [columns.target, columns.actual, columns.weight, columns.score].compactMap { $0 }
        let words = Words.oneLine(cell.text)
        guard said.isEmpty || said.contains(where: { cells[$0]?.isBlank == false }) else {
            // Nothing is said of it at all: a template that was not filled in, or the rest of a name that a page end cut
            // where a quotation or a bracket was still open.
            if let last = indicators.last, LevelNames.isCut(last.level3), last.level1 == carried.level1 {
                indicators[indicators.count - 1].level3 += words
            }
            return
        }
        indicators.append(
            PerformanceIndicator(
                project: columns.project != nil ? carried.project : project, level1: carried.level1,
                level2: carried.level2,
                level3: LevelNames.cleanedName(LevelNames.withoutNumber(words)), target: target, actual: actual,
                weight: weight, score: score,
                deviation: text(columns.deviation),
                quote: [words, target ?? "", actual ?? "", weight?.description ?? "", score?.description ?? ""]
                    .filter { !$0.isEmpty }.joined(separator: " | "),
                span: SourceSpan(
                    block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: 0..<cell.text.utf8.count))
        )
    }

    private func figure(_ cell: TableGrid.GridCell?) -> Number? {
        if case .figure(let number, _)? = cell?.content { number } else { nil }
    }

    /// 总分 | 100 | 96.77: the last figure of the row, or the one in the score column.
    private mutating func readTotal(_ row: Int, _ columns: IndicatorColumns) -> Bool {
        let cells = grid.cells(inRow: row)
        let texts = cells.filter { $0.isText && $0.row == row }
        let figures = cells.filter { $0.isFigure && $0.row == row }
        let isNamed = texts.contains { LevelNames.isTotal($0.label) }
        // Without its label the row is told by its shape: nothing but 100 and a score not above it.
        let isShaped =
            texts.isEmpty && figures.count == 2 && number(figures[0]).map { $0.isWorth(Number(mantissa: 100)) } == true
            && !indicators.isEmpty
        guard isNamed || isShaped else { return false }
        var scoreCell: TableGrid.GridCell?
        if let column = columns.score, let cell = grid.cell(row, column), cell.isFigure, cell.row == row,
            grid.hasSpans || cells.count > column + 1 || figures.count == 1
        {
            scoreCell = cell
        } else if figures.count == 2, columns.score != nil || columns.weight == nil {
            scoreCell = figures[1]
        }
        guard columns.score != nil, let cell = scoreCell, let score = number(cell), score.scale <= 4,
            score.mantissa >= 0, score < Number(mantissa: 1001)
        else { return isNamed || isShaped }
        if figures.count == 1, columns.weight != nil, score.isWorth(Number(mantissa: 100)), !grid.hasSpans {
            return true
        }
        let label = texts.first { LevelNames.isTotal($0.label) }.map { Words.oneLine($0.text) } ?? ""
        totalScores.append(
            TotalScore(
                score: score,
                quote: ([label] + figures.map { Words.oneLine($0.text) }).filter { !$0.isEmpty }.joined(
                    separator: " | "),
                span: SourceSpan(
                    block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: cell.folded.figureRange)))
        return true
    }

    /// 预算执行（10分） | 10 | 9.8: a first level that scores the execution of the budget and has no levels below it.
    private mutating func readExecutionScore(_ row: Int, _ columns: IndicatorColumns) {
        guard let level = columns.level1, let score = columns.score, let label = grid.cell(row, level),
            label.row == row,
            LevelNames.isBudgetExecution(label.label), let cell = grid.cell(row, score), let number = figure(cell),
            number.mantissa >= 0, cell.row == row
        else { return }
        executionScores.append(
            TotalScore(
                score: number, quote: Words.oneLine(label.text) + " | " + Words.oneLine(cell.text),
                span: SourceSpan(
                    block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: cell.folded.figureRange)))
    }

    private func number(_ cell: TableGrid.GridCell) -> Number? { figure(cell) }

    /// A row that slipped one column, put right where its shape leaves no other reading.
    private func realigned(_ cells: [TableGrid.GridCell?], _ columns: IndicatorColumns) -> [TableGrid.GridCell?] {
        guard let name = columns.name, let level2 = columns.level2, name == level2 + 1 else { return cells }
        func label(_ column: Int) -> String { cells.indices.contains(column) ? cells[column]?.label ?? "" : "" }
        var result = cells
        // One to the right: the name of a first level stands under 二级指标, that of a second under 三级指标.
        if level2 > 0, label(level2 - 1).isEmpty, LevelNames.isFirstLevel(label(level2)),
            LevelNames.isSecondLevel(label(name))
        {
            result.removeFirst()
            result.append(nil)
            return result
        }
        // One to the left: the name of a second level stands under 一级指标, whose merged cell is lost.
        if let level1 = columns.level1, level1 + 1 == level2, cells.last.map({ $0 == nil }) == true,
            !label(level2).isEmpty, LevelNames.isSecondLevel(label(level1)), !LevelNames.isSecondLevel(label(level2))
        {
            result.removeLast()
            result.insert(nil, at: level1)
            return result
        }
        // One to the left: a bare figure stands under 三级指标, and a gap follows the values.
        if let target = columns.target, target == name + 1, cells.indices.contains(name), cells[name]?.isFigure == true,
            let actual = columns.actual, actual == target + 1, label(target) != "", label(actual).isEmpty,
            label(level2) != "",
            !LevelNames.isSecondLevel(label(level2))
        {
            result[actual] = cells[target]
            result[target] = cells[name]
            result[name] = cells[level2]
            result[level2] = level2 > 0 ? cells[level2 - 1] : nil
            return result
        }
        return cells
    }
}

/// The columns of an indicator table by what they hold.
struct IndicatorColumns {
    var level1: Int?
    var level2: Int?
    /// The lowest level, whose rows are the indicators.
    var name: Int?
    var target: Int?
    var actual: Int?
    var weight: Int?
    var score: Int?
    var deviation: Int?
    var comparator: Int?
    var valueUnit: Int?
    var project: Int?
    var hasStandard = false

    init(_ section: TableSection) {
        for (index, column) in section.columns.enumerated() {
            if column.kind == .projectName { project = project ?? index }
            guard case .performance(let role) = column.kind else { continue }
            switch role {
            case .level1: level1 = level1 ?? index
            case .level2: level2 = level2 ?? index
            case .level3: name = name ?? index
            case .target: target = target ?? index
            case .actual: actual = actual ?? index
            case .weight: weight = weight ?? index
            case .score: score = score ?? index
            case .deviation: deviation = deviation ?? index
            case .comparator: comparator = comparator ?? index
            case .valueUnit: valueUnit = valueUnit ?? index
            case .standard: hasStandard = true
            default: break
            }
        }
        if name == nil, let second = level2 {
            name = second
            level2 = nil
        }
    }
}
