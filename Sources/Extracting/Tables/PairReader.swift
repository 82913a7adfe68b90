import DocumentModel
import FiscalModel

/// Reads labels that stand directly beside their figure, outside of any header: 人员编制 | 21 | 实有人数 | 20.
///
/// Forms open with such pairs before their first header.  Heads are read anywhere; money only in a project's form, where
/// the label is the scenario (预算数： | 12.00 | 执行数： | 11.80) and the project says whose it is.
struct PairReader {
    let grid: TableGrid
    let context: TableContext
    let identity: ReportIdentity
    let vocabulary: TableVocabulary
    let block: Int
    let table: Int
    let project: String?

    /// - Parameter rows: the rows above the first header.
    func figures(in rows: Range<Int>) -> [TableFigure] {
        var figures: [TableFigure] = []
        for row in rows {
            let cells = grid.anchors(inRow: row)
            var unit = context.unit
            for (label, cell) in zip(cells, cells.dropFirst()) {
                unit = TableContext.unitInBrackets(label.label) ?? unit
                guard label.isText, case .figure(let number, let printed) = cell.content else { continue }
                let name = label.name
                if let project {
                    guard let scenario = projectScenario(name.name), printed != .percent,
                        let amount = Amount(number, in: name.unit ?? unit ?? .tenThousandYuan)
                    else { continue }
                    figures.append(
                        figure(
                            "expenditure.project", scenario, .money(amount), project, label, cell,
                            doubt: name.unit == nil && unit == nil ? "unknown_unit_of_money" : nil))
                } else if let measure = count(named: name.name), number.scale == 0, number.mantissa >= 0,
                    printed == .none || printed == .count
                {
                    figures.append(figure(measure, .actual, .number(number), nil, label, cell, doubt: nil))
                }
            }
        }
        return figures
    }

    /// 预算数, 执行数; in a form of targets 年度资金总额 is what the budget gives.
    private func projectScenario(_ name: String) -> Scenario? {
        let time = vocabulary.header(name, in: context.form)
        if time.isTimeOnly { return time.scenario }
        guard context.form == .projectTargets else { return nil }
        let isTotal = vocabulary.meanings(of: name, in: context.form).contains { $0.measure == "expenditure.total" }
        return isTotal ? .budget : nil
    }

    private func count(named name: String) -> MeasureCode? {
        vocabulary.meanings(of: name, in: context.form).first { meaning in
            meaning.role == .measure && meaning.meaning.hasPrefix("staff.")
                && !MeasureUnits.mayBeBroken(meaning.measure)
        }?.measure
    }

    private func figure(
        _ measure: MeasureCode, _ scenario: Scenario, _ value: Value, _ project: String?, _ label: TableGrid.GridCell,
        _ cell: TableGrid.GridCell, doubt: String?
    ) -> TableFigure {
        let scenario = scenario == .budget && identity.kind == .budget ? .initialBudget : scenario
        return TableFigure(
            observation: Observation(
                measure: measure, fiscalYear: identity.fiscalYear, scenario: scenario, value: value, project: project,
                quote: Words.oneLine(label.text) + " | " + Words.oneLine(cell.text),
                span: SourceSpan(
                    block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: cell.folded.figureRange),
                source: .table, rule: "table.pair", confidence: Confidence(percent: 92)),
            scope: project == nil ? .overall : .project, standing: .plain, form: context.form, table: table,
            doubt: doubt)
    }
}
