import FiscalModel
import GRDB

/// What the warehouse holds for one unit, year, measure and scenario.
enum Figure: Hashable, Sendable {
    case stated(Value)
    /// Reports give different values and no rule decides.
    case undecided

    var value: Value? {
        switch self {
        case .stated(let value): value
        case .undecided: nil
        }
    }

    var cell: Answer.Cell {
        switch self {
        case .stated(let value): value.cell
        case .undecided: .undecided
        }
    }
}

extension Figure? {
    /// A figure that is not there is missing, not zero.
    var cell: Answer.Cell { self?.cell ?? .missing }
}

/// The chosen figures of a selection, read with one statement and looked up in memory.
struct FigureTable {
    /// One unit and measure; the figures of all their years and stages stand together.
    private struct Key: Hashable {
        var unitID: Int64
        var measureID: Int64

        /// One number instead of two: the table is asked ten thousand times in a wide answer.
        func hash(into hasher: inout Hasher) { hasher.combine(unitID &* 0x1_0000_01B3 ^ measureID) }
    }

    /// The figures of one unit and measure, over years and stages.
    struct Series {
        fileprivate struct Entry {
            var year: Int
            var scenario: Scenario
            var figure: Figure
        }

        fileprivate var entries: [Entry] = []

        subscript(year: Int, scenario: Scenario) -> Figure? {
            for entry in entries where entry.year == year && entry.scenario == scenario { return entry.figure }
            return nil
        }

        /// The years and stages that have a figure.
        var places: some Sequence<(Int, Scenario)> { entries.lazy.map { ($0.year, $0.scenario) } }

        /// The budget to hold a year's spending against: the adjusted one, else the one whose stage the report leaves
        /// open, else the initial one; with the scenario that it is.
        func budget(_ year: Int) -> (figure: Figure, scenario: Scenario)? {
            for scenario in Self.budgets {
                if let figure = self[year, scenario] { return (figure, scenario) }
            }
            return nil
        }

        private static let budgets = [Scenario.adjustedBudget, .budget, .initialBudget]
    }

    private let series: [Key: Series]
    /// Years that hold any of the figures, in order.
    let years: [Int]

    /// Reads the figures of some units and measures in some years and scenarios.
    init(
        _ db: Database, units: [Unit], measures: [Measure], years: YearRange = .all,
        scenarios: some Sequence<Scenario> = Scenario.allCases
    ) throws {
        let scenarios = Set(scenarios)
        var scenarioOfID: [Int64: Scenario] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT scenario_id, code FROM dim_scenario") {
            if let scenario = Scenario(rawValue: row[1]), scenarios.contains(scenario) {
                scenarioOfID[row[0]] = scenario
            }
        }
        let isWanted = Set(units.map(\.id))
        // NB: only for very many units and measures is a scan faster than a search for each.
        let isNarrow = units.count * measures.count <= 50_000
        let condition = isNarrow ? "unit_id IN (\(Self.list(units.map(\.id)))) AND " : ""
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT unit_id, measure_id, fiscal_year, scenario_id, is_conflicted, value_fen, printed_quantum_fen,
                  number_mantissa, number_scale
                FROM fact_figure
                WHERE \(condition)measure_id IN (\(Self.list(measures.map(\.id))))
                  AND fiscal_year BETWEEN ? AND ? AND scenario_id IN (\(Self.list(scenarioOfID.keys.sorted())))
                """, arguments: [years.first ?? 0, years.last ?? 9999])
        var told: Set<Int> = []
        var series: [Key: Series] = [:]
        series.reserveCapacity(min(units.count * measures.count, 1 << 16))
        // The rows come in the order of the primary key, one series after the other.
        var key: Key?
        var entries: [Series.Entry] = []
        while let row = try rows.next() {
            let unitID: Int64 = row[0]
            let scenarioID: Int64 = row[3]
            guard isWanted.contains(unitID), let scenario = scenarioOfID[scenarioID] else { continue }
            let rowKey = Key(unitID: unitID, measureID: row[1])
            if rowKey != key {
                if let key { series[key, default: Series()].entries.append(contentsOf: entries) }
                entries.removeAll(keepingCapacity: true)
                key = rowKey
            }
            let year: Int = row[2]
            entries.append(.init(year: year, scenario: scenario, figure: Self.figure(row)))
            told.insert(year)
        }
        if let key { series[key, default: Series()].entries.append(contentsOf: entries) }
        self.series = series
        self.years = told.sorted()
    }

    /// The figures of a unit and measure; empty where there is none.
    func series(of unit: Unit, _ measure: Measure) -> Series {
        series[Key(unitID: unit.id, measureID: measure.id)] ?? Series()
    }

    subscript(unit: Unit, measure: Measure, year: Int, scenario: Scenario) -> Figure? {
        series[Key(unitID: unit.id, measureID: measure.id)]?[year, scenario]
    }

    /// True when any of the units has a figure of the measure.
    func has(_ measure: Measure) -> Bool { series.keys.contains { $0.measureID == measure.id } }

    private static func figure(_ row: Row) -> Figure {
        let isConflicted: Bool = row[4]
        if isConflicted { return .undecided }
        if let fen: Int64 = row[5] { return .stated(.money(Amount(fen: fen, quantum: row[6] ?? 1))) }
        return .stated(.number(Number(mantissa: row[7], scale: row[8])))
    }

    private static func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ",") }
}
