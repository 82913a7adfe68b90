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
    /// The figures of one unit and measure, over years and stages.
    struct Series {
        fileprivate struct Entry {
            var year: Int32
            var scenario: Scenario
            var figure: Figure
        }

        fileprivate var entries: ArraySlice<Entry> = []

        subscript(year: Int, scenario: Scenario) -> Figure? {
            for entry in entries where entry.year == year && entry.scenario == scenario { return entry.figure }
            return nil
        }

        /// The years and stages that have a figure.
        var places: some Sequence<(Int, Scenario)> { entries.lazy.map { (Int($0.year), $0.scenario) } }

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

    /// All figures, unit by unit and measure by measure.
    private let entries: [Series.Entry]
    /// Where each series begins in them, unit by unit and measure by measure, and at the end where the last one ends.
    private let starts: [Int32]
    private let unitPlaces: [Int64: Int]
    /// In order; so few that looking through them is faster than hashing.
    private let measureIDs: [Int64]
    /// Years that hold any of the figures, in order.
    let years: [Int]

    /// Reads the figures of some units and measures in some years and scenarios.
    init(
        _ db: Database, units: [Unit], measures: [Measure], years: YearRange = .all,
        scenarios: some Sequence<Scenario> = Scenario.allCases
    ) throws {
        let unitIDs = Set(units.map(\.id)).sorted()
        let measureIDs = Set(measures.map(\.id)).sorted()
        let unitPlaces = Dictionary(uniqueKeysWithValues: zip(unitIDs, unitIDs.indices))
        let scenarioOfID = try Self.scenarios(Set(scenarios), db)

        var entries: [Series.Entry] = []
        entries.reserveCapacity(min(unitIDs.count * measureIDs.count, 1 << 18))
        var starts: [Int32] = []
        starts.reserveCapacity(unitIDs.count * measureIDs.count + 1)
        var told: Set<Int> = []
        // The rows come in the order of the series: what is known of the last row mostly holds for the next one.
        var unit: (id: Int64, place: Int?) = (.min, nil)
        var measure: (id: Int64, place: Int?) = (.min, nil)
        try Self.statement(db, unitIDs, measureIDs).forEachRow { row in
            if row.int64(0) != unit.id { unit = (row.int64(0), unitPlaces[row.int64(0)]) }
            let year = row.int(2)
            if row.int64(1) != measure.id { measure = (row.int64(1), measureIDs.firstIndex(of: row.int64(1))) }
            let scenarioID = row.int64(3)
            guard let unitPlace = unit.place, let measurePlace = measure.place, years.contains(year),
                let scenario = scenarioOfID.first(where: { $0.id == scenarioID })?.scenario
            else { return }
            // The series before this one begin where they end, here.
            let place = unitPlace * measureIDs.count + measurePlace
            while starts.count <= place { starts.append(Int32(entries.count)) }
            entries.append(.init(year: Int32(year), scenario: scenario, figure: Self.figure(row)))
            told.insert(year)
        }
        while starts.count <= unitIDs.count * measureIDs.count { starts.append(Int32(entries.count)) }
        self.entries = entries
        self.starts = starts
        self.unitPlaces = unitPlaces
        self.measureIDs = measureIDs
        self.years = told.sorted()
    }

    /// How many figures there are.
    var count: Int { entries.count }

    /// The figures of a unit and measure; empty where there is none.
    func series(of unit: Unit, _ measure: Measure) -> Series {
        guard let unit = unitPlaces[unit.id], let measure = measureIDs.firstIndex(of: measure.id) else {
            return Series()
        }
        let place = unit * measureIDs.count + measure
        return Series(entries: entries[Int(starts[place])..<Int(starts[place + 1])])
    }

    subscript(unit: Unit, measure: Measure, year: Int, scenario: Scenario) -> Figure? {
        series(of: unit, measure)[year, scenario]
    }

    /// True when any of the units has a figure of the measure.
    func has(_ measure: Measure) -> Bool {
        guard let place = measureIDs.firstIndex(of: measure.id) else { return false }
        return unitPlaces.values.contains { unit in
            let series = unit * measureIDs.count + place
            return starts[series] < starts[series + 1]
        }
    }

    private static func scenarios(_ wanted: Set<Scenario>, _ db: Database) throws -> [(id: Int64, scenario: Scenario)] {
        try Row.fetchAll(db, sql: "SELECT scenario_id, code FROM dim_scenario").compactMap { row in
            Scenario(rawValue: row[1]).flatMap { wanted.contains($0) ? (row[0], $0) : nil }
        }
    }

    /// Asks for the figures of units and measures, given by their keys in order.
    private static func statement(
        _ db: Database, _ unitIDs: [Int64], _ measureIDs: [Int64]
    ) throws -> Statement {
        let last = try Int.fetchOne(db, sql: "SELECT max(unit_id) FROM dim_unit") ?? 0
        // A search for each unit and measure takes as long as a scan over some rows of others.
        let isNarrow = unitIDs.count * 4 < last
        let condition = isNarrow ? "unit_id IN (\(list(unitIDs))) AND " : ""
        return try db.makeStatement(
            sql: """
                SELECT unit_id, measure_id, fiscal_year, scenario_id, is_conflicted, value_fen, printed_quantum_fen,
                  number_mantissa, number_scale
                FROM fact_figure
                WHERE \(condition)(\(isNarrow ? "measure_id IN (\(list(measureIDs)))" : ranges(measureIDs)))
                ORDER BY unit_id, measure_id
                """)
    }

    private static func list(_ ids: [Int64]) -> String { ids.map(String.init).joined(separator: ",") }

    /// The condition that a measure is one of some, which lie together where they are parts of one.
    private static func ranges(_ measureIDs: [Int64]) -> String {
        var ranges: [ClosedRange<Int64>] = []
        for id in measureIDs {
            if let last = ranges.last, last.upperBound + 1 == id {
                ranges[ranges.count - 1] = last.lowerBound...id
            } else {
                ranges.append(id...id)
            }
        }
        return ranges.map { "measure_id BETWEEN \($0.lowerBound) AND \($0.upperBound)" }.joined(separator: " OR ")
    }

    private static func figure(_ row: RowReader) -> Figure {
        if row.int64(4) != 0 { return .undecided }
        if let fen = row.optionalInt64(5) {
            return .stated(.money(Amount(fen: fen, quantum: row.optionalInt64(6) ?? 1)))
        }
        return .stated(.number(Number(mantissa: row.int64(7), scale: row.int(8))))
    }
}
