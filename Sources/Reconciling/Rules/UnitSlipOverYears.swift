import FiscalModel

/// `unit_suspect` over the years of a unit: 元 and 万元 mixed up in the report of one of them.
///
/// Holds: 152.36, 148.20 and 150.10万元; 0.28万元 between 1.86 and 2.90万元.  Breaks: 150.10元 after 152.36 and 148.20万元;
/// last year's 152.36万元 given as 152.36元.
///
/// The other years have to be two at least and to agree, each being the figure in the other unit but for a factor of two.
/// What a report's table says of all its figures may be its heading misread: a figure is only suspect where its own
/// words name the unit, or where the same table has a figure that fits the other years; or where three measures of a
/// report and more are all off the same way and none fits, which is one fault, told of the figure highest in the tree.
struct UnitSlipOverYears {
    private static let factor: Int128 = 10_000
    private static let fewestOtherYears = 2
    /// More statements of one thing than these prove nothing.
    private static let mostFigures = 64

    /// Measures that have to be off, where no words of the report name the unit.
    private static let fewestMeasures = 3

    /// Every figure at fault, those too that no finding is told of.
    private let places: Set<Place>

    /// Figures at fault that a finding is told of, by the place of their report.
    private(set) var suspects: [(report: Int, observation: Observation, beside: [Observation])]

    /// - Parameter isKnown: of a report whose own heads tell that all of it is in the wrong unit.
    init(
        _ reports: [CurrentReport], parent: (MeasureCode) -> MeasureCode?, isKnown: (Int) -> Bool
    ) {
        var years: [Series: [(report: Int, observation: Observation)]] = [:]
        for (index, report) in reports.enumerated() {
            for candidate in report.candidates {
                let observation = candidate.observation
                guard observation.confidence >= .trusted, observation.project == nil,
                    observation.fiscalYear == report.fiscalYear, case .money = observation.value,
                    observation.value.worth != 0
                else { continue }
                years[Series(observation), default: []].append((index, observation))
            }
        }
        var found: [(report: Int, observation: Observation, beside: [Observation])] = []
        var fitting: Set<Table> = []
        var directions: [Int: Set<Bool>] = [:]
        var measures: [Int: Set<MeasureCode>] = [:]
        var fittingReports: Set<Int> = []
        for series in years.keys.sorted() {
            let figures = years[series] ?? []
            guard figures.count <= Self.mostFigures,
                Set(figures.map(\.observation.fiscalYear)).count > Self.fewestOtherYears
            else { continue }
            for figure in figures {
                let others = figures.map(\.observation).filter { $0.fiscalYear != figure.observation.fiscalYear }
                if others.allSatisfy({ Self.isInOtherUnit(figure.observation, than: $0) }) {
                    found.append((figure.report, figure.observation, others))
                    let isTooLarge = figure.observation.value.worth > others[0].value.worth
                    directions[figure.report, default: []].insert(isTooLarge)
                    measures[figure.report, default: []].insert(figure.observation.measure)
                } else {
                    fittingReports.insert(figure.report)
                    if let table = Table(figure.observation, of: figure.report) { fitting.insert(table) }
                }
            }
        }
        let wholly = Set(
            measures.keys.filter { report in
                measures[report]?.count ?? 0 >= Self.fewestMeasures && directions[report]?.count == 1
                    && !fittingReports.contains(report)
            })
        let sure = found.filter { suspect in
            wholly.contains(suspect.report) || Self.namesUnit(suspect.observation)
                || Table(suspect.observation, of: suspect.report).map(fitting.contains) == true
        }
        // One cause gives one finding: a figure stated twice, and the parts of a whole, are not reported again.
        places = Set(sure.map { Place(report: $0.report, key: FigureKey($0.observation)) })
        var reported: Set<Place> = []
        suspects = sure.filter { suspect in
            if wholly.contains(suspect.report) { return false }
            var ancestor = parent(suspect.observation.measure)
            while let measure = ancestor {
                let isSuspect = sure.contains {
                    $0.report == suspect.report && $0.observation.measure == measure
                        && $0.observation.scenario == suspect.observation.scenario
                }
                if isSuspect { return false }
                ancestor = parent(measure)
            }
            return reported.insert(Place(report: suspect.report, key: FigureKey(suspect.observation))).inserted
        }
        for report in wholly.sorted() where !isKnown(report) {
            let highest = sure.filter { $0.report == report }.min { a, b in
                let (x, y) = (a.observation, b.observation)
                let (depthX, depthY) = (Self.depth(of: x.measure, parent), Self.depth(of: y.measure, parent))
                return (depthX, -x.value.worth, x.measure, x.scenario) < (depthY, -y.value.worth, y.measure, y.scenario)
            }
            if let highest { suspects.append(highest) }
        }
    }

    private static func depth(of measure: MeasureCode, _ parent: (MeasureCode) -> MeasureCode?) -> Int {
        var (measure, depth) = (measure, 0)
        while let above = parent(measure) { (measure, depth) = (above, depth + 1) }
        return depth
    }

    /// True for a figure at fault, though no finding may be told of it.
    func isSuspect(_ key: FigureKey, in report: Int) -> Bool { places.contains(Place(report: report, key: key)) }

    /// True for a value that is another one in the smaller or larger unit, exactly but for rounding.
    static func isSlip(_ a: Value, _ b: Value) -> Bool {
        guard case .money = a, case .money = b, a.worth != 0, b.worth != 0 else { return false }
        return isTenThousandth(a, of: b) || isTenThousandth(b, of: a)
    }

    private static func isTenThousandth(_ small: Value, of large: Value) -> Bool {
        let quantum = max(small.quantum * factor, large.quantum)
        let difference = small.worth * factor - large.worth
        return abs(difference) * 2 <= quantum
    }

    /// Of one report.
    func findings(in report: Int) -> [Finding] {
        suspects.filter { $0.report == report }.map {
            UnitSuspect.finding($0.observation, beside: $0.beside, of: $0.observation.fiscalYear)
        }
    }

    /// Ten thousand times the other or its ten-thousandth part, but for a factor of two.
    private static func isInOtherUnit(_ a: Observation, than b: Observation) -> Bool {
        let small = min(abs(a.value.worth), abs(b.value.worth)) * factor
        let large = max(abs(a.value.worth), abs(b.value.worth))
        return small <= large * 2 && large <= small * 2
    }

    /// True where the figure's own words say 元 or 万元 behind it, and no heading of a table does.
    private static func namesUnit(_ observation: Observation) -> Bool {
        observation.span.cell == nil || observation.quote.hasSuffix("元")
    }

    private struct Series: Hashable, Comparable {
        var measure: MeasureCode
        var scenario: Scenario

        init(_ observation: Observation) {
            measure = observation.measure
            scenario = observation.scenario
        }

        static func < (a: Self, b: Self) -> Bool { (a.measure, a.scenario) < (b.measure, b.scenario) }
    }

    private struct Table: Hashable {
        var report: Int
        var block: Int

        init?(_ observation: Observation, of report: Int) {
            guard observation.span.cell != nil else { return nil }
            self.report = report
            block = observation.span.block
        }
    }

    private struct Place: Hashable {
        var report: Int
        var key: FigureKey
    }
}
