import FiscalModel
import GRDB
import Terminal

/// How a measure moved over all units of a county, city, province or of the whole selection, added up year by year.
///
/// Every change is told twice: over all who reported, and over the units that have a figure in both years.  A unit
/// whose figure is undecided is left out of the sum, and the row says so.  The sums are computed here; no report
/// states them.
public struct PlaceTrend: Question {
    /// What units are added up by.
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        case county, city, province
        /// All units of the selection together.
        case all

        var level: PlaceLevel? { PlaceLevel(rawValue: rawValue) }
    }

    /// Code or label of one measure.
    public var measure: String
    public var grouping: Grouping
    public var units: UnitSelection
    public var years: YearRange
    public var scenario: Scenario
    /// Whether units are left out that miss a year.
    public var isSameUnitsOnly: Bool

    public init(
        measure: String = "three_public.total", by grouping: Grouping, units: UnitSelection = .all,
        years: YearRange = .all, scenario: Scenario = .actual, isSameUnitsOnly: Bool = false
    ) {
        self.measure = measure
        self.grouping = grouping
        self.units = units
        self.years = years
        self.scenario = scenario
        self.isSameUnitsOnly = isSameUnitsOnly
    }

    public func answer(from db: Database) throws -> Answer {
        let measure = try MeasureCatalog(db).measure(called: measure)
        guard measure.unit != "percent", measure.unit != "score" else {
            throw QueryFailure.unsuitableMeasure(measure.label.zh, needs: .sum)
        }
        let catalog = try UnitCatalog(db)
        let lines = UnitLine.lines(of: try catalog.units(in: units), in: catalog)
        let figures = try FigureTable(
            db, units: lines.flatMap(\.units), measures: [measure], years: years.withYearBefore, scenarios: [scenario])

        var answer = Answer(
            title: Wording(
                zh: "\(measure.label.zh)逐年合计（\(scenario.wording.zh)）",
                en: "\(measure.label.en), added up (\(scenario.wording.en))"),
            columns: columns(measure))
        var isPanelConstant = true
        for (place, members) in groups(of: lines) {
            let table = GroupTable(members, figures, measure, scenario)
            let told = table.years.filter(years.contains)
            let panel = table.panel(over: told)
            isPanelConstant = isPanelConstant && panel.isConstant
            let group = isSameUnitsOnly ? table.restricted(to: panel.constant) : table
            for year in told {
                answer.rows.append(row(of: group, year, place))
            }
        }
        if !isPanelConstant && !isSameUnitsOnly {
            answer.notes.append(
                Wording(
                    zh: "注意：各年有数的单位不尽相同。“较上年增减”按当年有数的全部单位计算，“可比增减”只算两年都有数的单位；--same-units 只看各年齐全的单位",
                    en:
                        "Note: the years do not have the same units. “Change” is over all who reported, “same-unit change” over units with a figure in both years; --same-units keeps those with every year"
                ))
        }
        answer.notes.append(
            answer.rows.isEmpty
                ? .noRows
                : Wording(zh: "合计数由查询相加得出，报告中并无此数", en: "Sums are added up by this query; no report states them"))
        return answer
    }

    private func groups(of lines: [UnitLine]) -> [(place: Place?, lines: [UnitLine])] {
        guard let level = grouping.level else { return [(nil, lines)] }
        var groups: [Place: [UnitLine]] = [:]
        for line in lines {
            if let place = Place(line.current, at: level) { groups[place, default: []].append(line) }
        }
        return groups.sorted { $0.key.code < $1.key.code }.map { ($0.key, $0.value) }
    }

    private func row(of group: GroupTable, _ year: Int, _ place: Place?) -> [Answer.Cell] {
        let sum = group.sum(year)
        let before = group.sum(year - 1)
        let change = before.flatMap { sum?.subtracting($0) }
        let both = group.reporting(year).intersection(group.reporting(year - 1))
        let sameBefore = group.sum(year - 1, of: both)
        let sameChange = sameBefore.flatMap { group.sum(year, of: both)?.subtracting($0) }
        let undecided = group.undecided(year)
        return [
            place.map { .text($0.code) } ?? .blank,
            place.map { .text($0.name) } ?? .wording(Wording(zh: "全部", en: "all")),
            .integer(Int64(year)), Answer.Cell(group.reporting(year).count), Answer.Cell(change: sum),
            Answer.Cell(change: change), Answer.Cell(before.flatMap { change?.percent(of: $0) }),
            Answer.Cell(both.count), Answer.Cell(change: sameChange),
            Answer.Cell(sameBefore.flatMap { sameChange?.percent(of: $0) }),
            undecided == 0
                ? .blank
                : .term(
                    Mark.undecided.code,
                    Wording(zh: "另有 \(undecided) 个单位数值未定，未计入", en: "\(undecided) undecided, left out")),
        ]
    }

    private func columns(_ measure: Measure) -> [Answer.Column] {
        [
            .init("division_code", zh: "区划代码", en: "Division", .heading),
            .init("place", zh: "地区", en: "Place", .heading),
            .init("fiscal_year", zh: "年度", en: "Year", .number),
            .init("units", zh: "单位数", en: "Units", .number),
            .init("value", zh: "合计", en: "Sum", measure.columnKind),
            .init("change", zh: "较上年增减", en: "Change", measure.columnKind),
            .init("change", zh: "增减", en: "Change", .percent),
            .init("same_units", zh: "可比单位数", en: "Same units", .number),
            .init("same_unit_change", zh: "可比增减", en: "Same-unit change", measure.columnKind),
            .init("same_unit_change", zh: "可比增减", en: "Same-unit change", .percent),
            Mark.column,
        ]
    }
}

/// The figures of one group of units, year by year.
private struct GroupTable {
    private var values: [Int: [Int64: Value]] = [:]
    private var undecided: [Int: Int] = [:]

    init(_ lines: [UnitLine], _ figures: FigureTable, _ measure: Measure, _ scenario: Scenario) {
        for year in figures.years {
            for line in lines {
                switch line.figure(figures, measure, year, scenario)?.figure {
                case .stated(let value): values[year, default: [:]][line.current.id] = value
                case .undecided: undecided[year, default: 0] += 1
                case nil: continue
                }
            }
        }
    }

    var years: [Int] { Set(values.keys).union(undecided.keys).sorted() }

    func panel(over years: [Int]) -> Panel {
        Panel(years: years, reporting: values.filter { years.contains($0.key) }.mapValues { Set($0.keys) })
    }

    func restricted(to units: Set<Int64>) -> GroupTable {
        var copy = self
        copy.values = values.mapValues { $0.filter { units.contains($0.key) } }
        return copy
    }

    func reporting(_ year: Int) -> Set<Int64> { Set(values[year, default: [:]].keys) }

    func undecided(_ year: Int) -> Int { undecided[year] ?? 0 }

    /// The sum over all with a figure, or over some of them; nil over none.
    func sum(_ year: Int, of units: Set<Int64>? = nil) -> Value? {
        var sum: Value?
        for (unit, value) in values[year, default: [:]] where units?.contains(unit) ?? true {
            guard let before = sum else {
                sum = value
                continue
            }
            guard let next = before.adding(value) else { return nil }
            sum = next
        }
        return sum
    }
}
