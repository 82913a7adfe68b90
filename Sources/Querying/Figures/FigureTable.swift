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

/// The chosen figures of a selection, read by unit and looked up in memory.
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

        /// True when any stage of a year has a figure.
        func has(_ year: Int) -> Bool { entries.contains { $0.year == year } }

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
        var told: [Int] = []
        // The rows come in the order of the series: what is known of the last measure mostly holds for the next row.
        var measure: (id: Int64, place: Int?) = (.min, nil)
        let figuresOfUnit = try Self.statement(db)
        let ranges = Self.ranges(measureIDs)
        for (unitPlace, unit) in unitIDs.enumerated() {
            for range in ranges {
                try figuresOfUnit.forEachRow(with: [unit, range.lowerBound, range.upperBound]) { row in
                    let year = row.int(1)
                    if row.int64(0) != measure.id { measure = (row.int64(0), measureIDs.firstIndex(of: row.int64(0))) }
                    let scenarioID = row.int64(2)
                    guard let measurePlace = measure.place, years.contains(year),
                        let scenario = scenarioOfID.first(where: { $0.id == scenarioID })?.scenario
                    else { return }
                    // The series before this one begin where they end, here.
                    let place = unitPlace * measureIDs.count + measurePlace
                    while starts.count <= place { starts.append(Int32(entries.count)) }
                    entries.append(.init(year: Int32(year), scenario: scenario, figure: Self.figure(row)))
                    // So few that looking through them is faster than hashing.
                    if !told.contains(year) { told.append(year) }
                }
            }
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

    /// Asks for the figures of one unit between two measures.
    ///
    /// NB: a search a unit, for measures that are parts of one lie together; a scan over all figures would take longer
    /// than the rest of a wide answer.
    private static func statement(_ db: Database) throws -> Statement {
        try db.makeStatement(
            sql: """
                SELECT measure_id, fiscal_year, scenario_id, value_fen, printed_quantum_fen, number_mantissa, number_scale
                FROM fact_figure WHERE unit_id = ? AND measure_id BETWEEN ? AND ? ORDER BY measure_id
                """)
    }

    /// Few ranges that hold the measures, given in order, and hardly any other.
    private static func ranges(_ measureIDs: [Int64]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        for id in measureIDs {
            if let last = ranges.last, last.upperBound + 4 >= id {
                ranges[ranges.count - 1] = last.lowerBound...id
            } else {
                ranges.append(id...id)
            }
        }
        return ranges
    }

    private static func figure(_ row: RowReader) -> Figure {
        if let fen = row.optionalInt64(3) {
            return .stated(.money(Amount(fen: fen, quantum: row.optionalInt64(4) ?? 1)))
        }
        // Without a value, nothing was decided (`is_conflicted`).
        guard let mantissa = row.optionalInt64(5) else { return .undecided }
        return .stated(.number(Number(mantissa: mantissa, scale: row.int(6))))
    }
}
