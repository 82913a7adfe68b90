import DocumentModel
import FiscalModel

/// Reads “按收入性质分” and “按支出性质分”, whose cells hold label and figure together: “其中：一般公共预算：161.74”.
///
/// The form gives the parts no column of their own.  Expenditure by nature is what was spent; revenue by nature belongs
/// to the scenario whose total the parts add up to, and to none when several totals or no total fit.
struct NatureReader {
    let grid: TableGrid
    let context: TableContext
    let identity: ReportIdentity
    let vocabulary: TableVocabulary
    let block: Int
    let table: Int
    private(set) var figures: [TableFigure] = []

    private struct Part {
        var measure: MeasureCode?
        var value: Value
        var quote: String
        var span: SourceSpan
    }

    init(
        grid: TableGrid, context: TableContext, identity: ReportIdentity, vocabulary: TableVocabulary, block: Int,
        table: Int
    ) {
        self.grid = grid
        self.context = context
        self.identity = identity
        self.vocabulary = vocabulary
        self.block = block
        self.table = table
    }

    /// - Parameter totals: what the table says of 年度资金总额, by scenario.
    mutating func read(totals: [Observation]) {
        guard let revenue = grid.cells.first(where: { $0.label.has(bytesOf: "收入性质分") }) else { return }
        let expenditure = grid.cells.first { $0.label.has(bytesOf: "支出性质分") && $0.row == revenue.row }
        let unit = context.unit ?? grid.cells.lazy.compactMap { TableContext.unitInBrackets($0.label) }.first
        var revenueParts: [Part] = []
        for row in (revenue.row + 1)..<max(grid.rowCount, revenue.row + 1) {
            let cells = grid.anchors(inRow: row).filter { !$0.isBlank }
            if cells.isEmpty { continue }
            var hasPart = false
            for cell in cells {
                guard let part = part(cell, unit) else { continue }
                hasPart = true
                let isExpenditure = expenditure.map { cell.column >= $0.column } ?? false
                if isExpenditure {
                    if let measure = part.measure, measure.rawValue.hasPrefix("expenditure.") {
                        append(part, measure, .actual, doubt: unit == nil ? "unknown_unit_of_money" : nil)
                    }
                } else {
                    revenueParts.append(part)
                }
            }
            if !hasPart, !cells.contains(where: { $0.label.has(bytesOf: ":") }) { break }
        }
        settle(revenueParts, totals, unit)
    }

    private mutating func settle(_ parts: [Part], _ totals: [Observation], _ unit: MoneyUnit?) {
        guard !parts.isEmpty else { return }
        var sum: Int128 = 0
        for part in parts { if case .money(let amount) = part.value { sum += Int128(amount.fen) } }
        var fitting: Set<Scenario> = []
        for total in totals where total.measure == "expenditure.total" && total.fiscalYear == identity.fiscalYear {
            if case .money(let amount) = total.value, Int128(amount.fen) == sum { fitting.insert(total.scenario) }
        }
        for part in parts {
            guard let measure = part.measure, measure.rawValue.hasPrefix("revenue.") else { continue }
            if fitting.count == 1, let scenario = fitting.first {
                append(part, measure, scenario, doubt: unit == nil ? "unknown_unit_of_money" : nil)
            } else {
                append(part, measure, .budget, doubt: "two_readings")
            }
        }
    }

    private mutating func append(_ part: Part, _ measure: MeasureCode, _ scenario: Scenario, doubt: String?) {
        figures.append(
            TableFigure(
                observation: Observation(
                    measure: measure, fiscalYear: identity.fiscalYear, scenario: scenario, value: part.value,
                    quote: part.quote, span: part.span, source: .table, rule: "table.by_nature",
                    confidence: Confidence(percent: 94)),
                scope: .overall, standing: .plain, form: context.form, table: table, doubt: doubt))
    }

    /// Label and figure of one cell; nil when it holds no figure.
    private func part(_ cell: TableGrid.GridCell, _ unit: MoneyUnit?) -> Part? {
        guard cell.isText, let colon = cell.label.lastIndex(of: ":") else { return nil }
        let figure = CellText(String(cell.label[cell.label.index(after: colon)...]))
        guard case .figure(let number, let printed) = figure.content else { return nil }
        var money = unit ?? .tenThousandYuan
        if case .money(let own) = printed { money = own }
        guard let amount = Amount(number, in: money) else { return nil }
        let name = RowLabel(String(cell.label[..<colon])).name
        let measure = vocabulary.meanings(of: name, in: context.form)
            .first { $0.role == .measure || $0.role == .fund }?.measure
        // The figure is the last run of digits as printed.
        let text = Array(cell.text.utf8)
        var end = text.count
        while end > 0, !(text[end - 1] >= 0x30 && text[end - 1] <= 0x39) { end -= 1 }
        var start = end
        while start > 0,
            text[start - 1] >= 0x30 && text[start - 1] <= 0x39 || text[start - 1] == 0x2E || text[start - 1] == 0x2C
        {
            start -= 1
        }
        return Part(
            measure: measure, value: .money(amount), quote: Words.oneLine(cell.text),
            span: SourceSpan(
                block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: start..<max(start, end)))
    }
}
