import FiscalModel
import GRDB
import Terminal

/// How a measure and its parts moved from year to year, unit by unit, with the budget beside the spending.
///
/// A change is told only against the year before it, and only where both years have a figure.  A year in which the unit
/// states nothing stays a row without value, a tie stays undecided: neither is 0.
///
/// ```swift
/// Trend(units: UnitSelection(counties: ["431124"]), years: try YearRange("2021-2023"))
/// ```
public struct Trend: Question {
    /// Code or label of the measure; its parts come with it.
    public var measure: String
    public var units: UnitSelection
    public var years: YearRange
    public var scenario: Scenario
    /// Whether units are left out that miss a year.
    public var isSameUnitsOnly: Bool

    public init(
        measure: String = "three_public.total", units: UnitSelection = .all, years: YearRange = .all,
        scenario: Scenario = .actual, isSameUnitsOnly: Bool = false
    ) {
        self.measure = measure
        self.units = units
        self.years = years
        self.scenario = scenario
        self.isSameUnitsOnly = isSameUnitsOnly
    }

    public func answer(from db: Database) throws -> Answer {
        let measures = try MeasureCatalog(db)
        let whole = try measures.measure(called: measure)
        let tree = measures.tree(of: whole)
        let catalog = try UnitCatalog(db)
        let lines = UnitLine.lines(of: try catalog.units(in: units), in: catalog)
        let figures = try FigureTable(
            db, units: lines.flatMap(\.units), measures: tree.map(\.measure), years: years.withYearBefore)
        let findings = try FindingMarks(db, measures: tree.map(\.measure))

        let panel = panel(of: lines, whole, figures)
        let constant = panel.constant
        var answer = Answer(title: title(whole), columns: columns(whole))
        let labels = tree.map { Answer.Cell.term($0.measure.code, Self.label($0.measure, $0.depth)) }
        answer.rows.reserve(figures.count)
        for line in lines where !isSameUnitsOnly || constant.contains(line.current.id) {
            let heading = line.current.cells
            for (index, part) in tree.enumerated() {
                append(
                    part.measure, heading + [labels[index]], below: whole, of: line, figures, findings, to: &answer)
            }
        }
        if !isSameUnitsOnly, let note = panel.note { answer.notes.append(note) }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private func panel(of lines: [UnitLine], _ whole: Measure, _ figures: FigureTable) -> Panel {
        var reporting: [Int: Set<Int64>] = [:]
        for year in figures.years where years.contains(year) {
            var told: Set<Int64> = []
            told.reserveCapacity(lines.count)
            for line in lines where line.figure(figures, whole, year, scenario)?.figure.value != nil {
                told.insert(line.current.id)
            }
            if !told.isEmpty { reporting[year] = told }
        }
        return Panel(years: reporting.keys.sorted(), reporting: reporting)
    }

    /// The rows of one measure of one unit, from its first year to its last.
    private func append(
        _ measure: Measure, _ heading: [Answer.Cell], below whole: Measure, of line: UnitLine,
        _ figures: FigureTable, _ findings: FindingMarks, to answer: inout Answer
    ) {
        let series = line.series(figures, measure)
        let told = scenario == .actual && measure.isMoney ? nil : scenario
        guard let span = series.span(in: years, told) else { return }
        var before = series.figure(span.lowerBound - 1, scenario)?.figure.value
        for year in span {
            let current = series.figure(year, scenario)
            let change = before.flatMap { current?.figure.value?.subtracting($0) }
            let owner = line.units[current?.place ?? 0]
            var marks: [Mark] = []
            if current?.figure == .undecided { marks.append(Mark.undecided) }
            if let mark = findings.mark(owner, measure, year: year) { marks.append(mark) }
            if owner.id != line.current.id {
                marks.append(.predecessor(owner))
            }
            for cell in heading { answer.rows.append(cell: cell) }
            answer.rows.append(cell: .integer(Int64(year)))
            answer.rows.append(cell: (current?.figure).cell)
            answer.rows.append(cell: Answer.Cell(change: change))
            if whole.unit != "percent" {
                answer.rows.append(cell: Answer.Cell(before.flatMap { change?.percent(of: $0) }))
            }
            if scenario == .actual && whole.isMoney {
                let budget = series.budget(year)
                answer.rows.append(cell: (budget?.figure).cell)
                answer.rows.append(cell: budget?.scenario.cell ?? .blank)
                if budget?.figure == .undecided && !marks.contains(Mark.undecided) { marks.append(Mark.undecided) }
            }
            answer.rows.append(cell: Mark.cell(marks))
            before = current?.figure.value
        }
    }

    private func columns(_ whole: Measure) -> [Answer.Column] {
        let kind = whole.columnKind
        var columns: [Answer.Column] =
            Unit.columns + [
                .init("measure", zh: "指标", en: "Measure", .heading),
                .init("fiscal_year", zh: "年度", en: "Year", .number),
                .init("value", whole.isMoney ? scenario.wording : Wording(zh: "数值", en: "Value"), kind),
            ]
        if whole.unit == "percent" {
            columns.append(.init("change_points", zh: "较上年增减（百分点）", en: "Change (points)", .number))
        } else {
            columns.append(.init("change", zh: "较上年增减", en: "Change", kind))
            columns.append(.init("change", zh: "增减", en: "Change", .percent))
        }
        if scenario == .actual && whole.isMoney {
            columns.append(.init("budget", zh: "预算", en: "Budget", .money))
            columns.append(.init("budget_scenario", zh: "预算口径", en: "Budget stage"))
        }
        return columns + [Mark.column]
    }

    private func title(_ whole: Measure) -> Wording {
        let label = whole.label
        return whole.isMoney
            ? Wording(
                zh: "\(label.zh)逐年变化（\(scenario.wording.zh)）",
                en: "\(label.en) from year to year (\(scenario.wording.en))")
            : Wording(zh: "\(label.zh)逐年变化", en: "\(label.en) from year to year")
    }

    /// A part stands indented below its whole.
    static func label(_ measure: Measure, _ depth: Int) -> Wording {
        guard depth > 0 else { return measure.label }
        return Wording(
            zh: String(repeating: "　", count: depth) + measure.label.zh,
            en: String(repeating: "  ", count: depth) + measure.label.en)
    }
}

extension Mark {
    /// The figure is of the unit that this one grew out of.
    fileprivate static func predecessor(_ unit: Unit) -> Mark {
        Mark(code: "predecessor", wording: Wording(zh: "区划调整前（\(unit.name)）", en: "of its predecessor \(unit.name)"))
    }
}
