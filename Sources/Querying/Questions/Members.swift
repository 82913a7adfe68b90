import FiscalModel
import GRDB
import Terminal

/// Members and chambers of each federation, year by year, with the change in members.
public struct Members: Question {
    public var units: UnitSelection
    public var years: YearRange

    public init(units: UnitSelection = .all, years: YearRange = .all) {
        self.units = units
        self.years = years
    }

    /// The measures shown, one a column, in order.
    static let measures = [
        "members.total", "members.enterprise", "members.individual", "members.group", "chambers.township",
        "chambers.industry", "chambers.remote", "chambers.affiliated", "committee.executive",
    ]

    public func answer(from db: Database) throws -> Answer {
        let catalog = try MeasureCatalog(db)
        let measures = try Self.measures.map { code in try catalog.measure(called: code) }
        let units = try UnitCatalog(db).units(in: units)
        let figures = try FigureTable(
            db, units: units, measures: measures, years: years.withYearBefore, scenarios: [.actual])
        let findings = try FindingMarks(db, measures: measures)

        // A column that no unit has a figure in would only take room.
        let shown = measures.filter(figures.has)
        var columns = Unit.columns + [.init("fiscal_year", zh: "年度", en: "Year", .number)]
        for measure in shown {
            columns.append(.init(Self.key(measure), measure.label, .number))
            if measure.code == "members.total" {
                columns.append(.init("members_change", zh: "较上年增减", en: "Change", .number))
                columns.append(.init("members_change", zh: "增减", en: "Change", .percent))
            }
        }
        var answer = Answer(
            title: Wording(zh: "会员与商会", en: "Members and chambers"), columns: columns + [Mark.column])
        for unit in units {
            for year in figures.years where years.contains(year) {
                let own = shown.map { figures[unit, $0, year, .actual] }
                guard own.contains(where: { $0 != nil }) else { continue }
                var row = unit.cells + [.integer(Int64(year))]
                for (measure, figure) in zip(shown, own) {
                    row.append(figure.cell)
                    if measure.code == "members.total" {
                        let before = figures[unit, measure, year - 1, .actual]?.value
                        let change = before.flatMap { figure?.value?.subtracting($0) }
                        row.append(Answer.Cell(change: change))
                        row.append(Answer.Cell(before.flatMap { change?.percent(of: $0) }))
                    }
                }
                var marks = own.contains(.undecided) ? [Mark.undecided] : []
                for mark in shown.compactMap({ findings.mark(unit, $0, year: year) }) where !marks.contains(mark) {
                    marks.append(mark)
                }
                answer.rows.append(row + [Mark.cell(marks)])
            }
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private static func key(_ measure: Measure) -> String { measure.code.replacing(".", with: "_") }
}
