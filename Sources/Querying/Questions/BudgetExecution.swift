import FiscalModel
import GRDB
import Terminal

/// Budgets against final accounts: each stage of the budget, what was spent, and what that is of the budget.
///
/// The budget compared with is the adjusted one, else the one whose stage the report leaves open, else the initial one.
/// The rate is computed from the two figures; the report's own rate stands beside it, as stated.
public struct BudgetExecution: Question {
    /// Code or label of an amount of money; its parts come with it.
    public var measure: String
    public var units: UnitSelection
    public var years: YearRange

    public init(measure: String = "expenditure.total", units: UnitSelection = .all, years: YearRange = .all) {
        self.measure = measure
        self.units = units
        self.years = years
    }

    public func answer(from db: Database) throws -> Answer {
        let measures = try MeasureCatalog(db)
        let whole = try measures.measure(called: measure)
        guard whole.isMoney else { throw QueryFailure.unsuitableMeasure(whole.label.zh, needs: .money) }
        let tree = measures.tree(of: whole)
        let labels = tree.map { Answer.Cell.term($0.measure.code, Trend.label($0.measure, $0.depth)) }
        let stated = whole.code == "expenditure.total" ? measures["budget_execution_rate"] : nil
        let units = try UnitCatalog(db).units(in: units)
        let figures = try FigureTable(
            db, units: units, measures: tree.map(\.measure) + (stated.map { [$0] } ?? []), years: years)
        let findings = try FindingMarks(db, measures: tree.map(\.measure))

        var answer = Answer(
            title: Wording(zh: "\(whole.label.zh)预算执行情况", en: "\(whole.label.en): budget and execution"),
            columns: columns(hasStatedRate: stated != nil))
        answer.rows.reserve(figures.count)
        for unit in units {
            let heading = unit.cells
            let series = tree.map { figures.series(of: unit, $0.measure) }
            for year in figures.years where series.contains(where: { $0.has(year) }) {
                for index in tree.indices {
                    let stages = Stages(series[index], year)
                    guard stages.isTold else { continue }
                    for cell in heading { answer.rows.append(cell: cell) }
                    answer.rows.append(cell: .integer(Int64(year)))
                    answer.rows.append(cell: labels[index])
                    for scenario in Scenario.allCases { answer.rows.append(cell: stages[scenario].cell) }
                    appendComparison(of: stages, to: &answer.rows)
                    if let stated {
                        answer.rows.append(
                            cell: tree[index].depth == 0 ? figures[unit, stated, year, .actual].cell : .blank)
                    }
                    var marks = stages.isUndecided ? [Mark.undecided] : []
                    if let mark = findings.mark(unit, tree[index].measure, year: year) { marks.append(mark) }
                    answer.rows.append(cell: Mark.cell(marks))
                }
            }
        }
        answer.notes.append(
            answer.rows.isEmpty
                ? .noRows
                : Wording(
                    zh: "执行率按决算数除以预算计算，保留两位小数；预算依次取调整预算、预算数、年初预算",
                    en:
                        "Rates are actual over budget with two digits; the budget is the adjusted one, else the one of no stated stage, else the initial one"
                ))
        return answer
    }

    /// The figures of one year, stage by stage.
    private struct Stages {
        private var initial: Figure?
        private var adjusted: Figure?
        private var open: Figure?
        private var actual: Figure?

        init(_ series: FigureTable.Series, _ year: Int) {
            initial = series[year, .initialBudget]
            adjusted = series[year, .adjustedBudget]
            open = series[year, .budget]
            actual = series[year, .actual]
        }

        subscript(scenario: Scenario) -> Figure? {
            switch scenario {
            case .initialBudget: initial
            case .adjustedBudget: adjusted
            case .budget: open
            case .actual: actual
            }
        }

        var isTold: Bool { initial != nil || adjusted != nil || open != nil || actual != nil }

        var isUndecided: Bool {
            initial == .undecided || adjusted == .undecided || open == .undecided || actual == .undecided
        }

        /// The budget to hold the spending against, with its stage.
        var budget: (figure: Figure, scenario: Scenario)? {
            adjusted.map { ($0, .adjustedBudget) } ?? open.map { ($0, .budget) } ?? initial.map { ($0, .initialBudget) }
        }
    }

    /// What was spent above (or below) the budget, the rate, and which budget.
    private func appendComparison(of stages: Stages, to rows: inout Answer.Rows) {
        guard let (budget, scenario) = stages.budget, let actual = stages[.actual] else {
            for cell in [Answer.Cell.missing, .missing, .blank] { rows.append(cell: cell) }
            return
        }
        if let planned = budget.value, let spent = actual.value {
            rows.append(cell: Answer.Cell(change: spent.subtracting(planned)))
            rows.append(cell: Answer.Cell(spent.percent(of: planned)))
        } else {
            rows.append(cell: .undecided)
            rows.append(cell: .undecided)
        }
        rows.append(cell: scenario.cell)
    }

    private func columns(hasStatedRate: Bool) -> [Answer.Column] {
        var columns =
            Unit.columns + [
                .init("fiscal_year", zh: "年度", en: "Year", .heading),
                .init("measure", zh: "指标", en: "Measure"),
            ]
        columns += Scenario.allCases.map { .init($0.rawValue, $0.wording, .money) }
        columns += [
            .init("over_budget", zh: "决算比预算", en: "Over budget", .money),
            .init("execution_rate", zh: "执行率", en: "Execution", .percent),
            .init("budget_scenario", zh: "对比口径", en: "Compared with"),
        ]
        if hasStatedRate { columns.append(.init("stated_rate", zh: "报告自述执行率", en: "Stated rate", .percent)) }
        return columns + [Mark.column]
    }
}
