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

        /// One number instead of two: the table is asked a hundred thousand times in a wide answer.
        func hash(into hasher: inout Hasher) { hasher.combine(unitID &* 0x1_0000_01B3 ^ measureID) }
    }

    private struct Entry {
        var year: Int
        var scenario: Scenario
        var figure: Figure
    }

    private var series: [Key: [Entry]] = [:]
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
        // NB: searched unit by unit, the statements that the join looks up stand side by side; only for very many is a
        // scan by measure faster.
        let isNarrow = units.count * measures.count <= 50_000
        let condition = isNarrow ? "f.unit_id IN (\(Self.list(units.map(\.id)))) AND " : ""
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT f.unit_id, f.measure_id, f.fiscal_year, f.scenario_id, f.is_conflicted, f.value_fen,
                  o.printed_quantum_fen, f.number_mantissa, f.number_scale
                FROM fact_figure f LEFT JOIN published_observation o ON o.observation_id = f.observation_id
                WHERE \(condition)f.measure_id IN (\(Self.list(measures.map(\.id))))
                  AND f.fiscal_year BETWEEN ? AND ? AND f.scenario_id IN (\(Self.list(scenarioOfID.keys.sorted())))
                """, arguments: [years.first ?? 0, years.last ?? 9999])
        var told: Set<Int> = []
        while let row = try rows.next() {
            let unitID: Int64 = row[0]
            let scenarioID: Int64 = row[3]
            guard isWanted.contains(unitID), let scenario = scenarioOfID[scenarioID] else { continue }
            let entry = Entry(year: row[2], scenario: scenario, figure: Self.figure(row))
            series[Key(unitID: unitID, measureID: row[1]), default: []].append(entry)
            told.insert(entry.year)
        }
        self.years = told.sorted()
    }

    subscript(unit: Unit, measure: Measure, year: Int, scenario: Scenario) -> Figure? {
        guard let entries = series[Key(unitID: unit.id, measureID: measure.id)] else { return nil }
        for entry in entries where entry.year == year && entry.scenario == scenario { return entry.figure }
        return nil
    }

    /// True when any of the units has a figure of the measure.
    func has(_ measure: Measure) -> Bool { series.keys.contains { $0.measureID == measure.id } }

    /// The budget to hold a year's spending against: the adjusted one, else the one whose stage the report leaves open,
    /// else the initial one; with the scenario that it is.
    func budget(of unit: Unit, _ measure: Measure, year: Int) -> (figure: Figure, scenario: Scenario)? {
        guard let entries = series[Key(unitID: unit.id, measureID: measure.id)] else { return nil }
        for scenario in Self.budgets {
            for entry in entries where entry.year == year && entry.scenario == scenario {
                return (entry.figure, scenario)
            }
        }
        return nil
    }

    private static let budgets = [Scenario.adjustedBudget, .budget, .initialBudget]

    private static func figure(_ row: Row) -> Figure {
        let isConflicted: Bool = row[4]
        if isConflicted { return .undecided }
        if let fen: Int64 = row[5] { return .stated(.money(Amount(fen: fen, quantum: row[6] ?? 1))) }
        return .stated(.number(Number(mantissa: row[7], scale: row[8])))
    }

    private static func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ",") }
}
