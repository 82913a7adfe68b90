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
        for unit in units {
            for year in figures.years {
                for ((measure, depth), label) in zip(tree, labels) {
                    let stages = Scenario.allCases.map { figures[unit, measure, year, $0] }
                    guard stages.contains(where: { $0 != nil }) else { continue }
                    var row = unit.cells + [.integer(Int64(year)), label]
                    row += stages.map(\.cell)
                    row += comparison(figures, unit, measure, year)
                    if let stated {
                        row.append(depth == 0 ? figures[unit, stated, year, .actual].cell : .blank)
                    }
                    var marks = stages.contains(.undecided) ? [Mark.undecided] : []
                    if let mark = findings.mark(unit, measure, year: year) { marks.append(mark) }
                    answer.rows.append(row + [Mark.cell(marks)])
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

    /// What was spent above (or below) the budget, the rate, and which budget.
    private func comparison(
        _ figures: FigureTable, _ unit: Unit, _ measure: Measure, _ year: Int
    ) -> [Answer.Cell] {
        guard let (budget, scenario) = figures.budget(of: unit, measure, year: year),
            let actual = figures[unit, measure, year, .actual]
        else { return [.missing, .missing, .blank] }
        guard let planned = budget.value, let spent = actual.value else {
            return [.undecided, .undecided, scenario.cell]
        }
        return [
            Answer.Cell(change: spent.subtracting(planned)), Answer.Cell(spent.percent(of: planned)),
            scenario.cell,
        ]
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
