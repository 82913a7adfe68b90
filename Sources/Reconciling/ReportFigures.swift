import FiscalModel

/// The figures of one report by what they are, as the rules look at them.
///
/// A finding must not rest on a reading that is not sure: `values` are observations with confidence ≥ 90 only.  The others
/// may acquit a report and never accuse it; they stand in `readings`.
final class ReportFigures: Sendable {
    let identity: ReportIdentity
    let indicators: [PerformanceIndicator]
    let projectScores: [ProjectScore]
    let claims: [Claim]
    /// The unit's own figures and the projects', each list in reading order, one for each different worth.
    private let statements: [FigureKey: [Observation]]
    /// Every reading of the figures that have unsure ones.
    private let unsureReadings: [FigureKey: [Observation]]
    /// Every trusted observation, in reading order, repeats among them.
    let observations: [Observation]
    /// All keys with their values, sorted, so that findings come in one order.
    let sorted: [(key: FigureKey, values: [Observation])]
    /// Where the keys of a measure stand among them.
    private let placesOfMeasure: [MeasureCode: Range<Int>]

    init(_ extraction: Extraction, of identity: ReportIdentity) {
        self.identity = identity
        indicators = extraction.indicators
        projectScores = extraction.projectScores
        claims = extraction.claims.filter { $0.confidence >= .trusted }
        observations = extraction.observations.filter { $0.confidence >= .trusted }
        statements = Self.differentValues(of: observations)
        let unsure =
            extraction.observations.filter { $0.confidence < .trusted } + extraction.unsure.map(\.observation)
        if unsure.isEmpty {
            unsureReadings = [:]
        } else {
            let keys = Set(unsure.map(FigureKey.init))
            let every = extraction.observations + extraction.unsure.map(\.observation)
            unsureReadings = Self.differentValues(of: every.filter { keys.contains(FigureKey($0)) })
        }
        sorted = statements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        var places: [MeasureCode: Range<Int>] = [:]
        places.reserveCapacity(sorted.count)
        var first = 0
        while first < sorted.count {
            let measure = sorted[first].key.measure
            let end = sorted[first...].firstIndex { $0.key.measure != measure } ?? sorted.count
            places[measure] = first..<end
            first = end
        }
        placesOfMeasure = places
    }

    /// Figures with more different values than a number, in no order.
    func keysWith(moreThan count: Int) -> Set<FigureKey> {
        Set(statements.lazy.filter { $0.value.count > count }.map(\.key))
    }

    /// The different values stated for a figure, the exact before the rounded; roundings of another are left out.
    func values(_ key: FigureKey) -> [Observation] { statements[key] ?? [] }

    /// Sorted.
    func keys(of measure: MeasureCode) -> [FigureKey] {
        placesOfMeasure[measure].map { sorted[$0].map(\.key) } ?? []
    }

    func values(_ measure: MeasureCode, _ fiscalYear: Int, _ scenario: Scenario) -> [Observation] {
        values(FigureKey(measure: measure, fiscalYear: fiscalYear, scenario: scenario))
    }

    /// The same with what is not sure besides: what one of these bears out is no contradiction of the report.
    func readings(_ measure: MeasureCode, _ fiscalYear: Int, _ scenario: Scenario) -> [Observation] {
        let key = FigureKey(measure: measure, fiscalYear: fiscalYear, scenario: scenario)
        return unsureReadings[key] ?? values(key)
    }

    private static func differentValues(of observations: [Observation]) -> [FigureKey: [Observation]] {
        Dictionary(grouping: observations, by: FigureKey.init).mapValues { observations in
            if observations.count == 1 { return observations }
            var different: [Observation] = []
            var values = PrintedValues()
            for observation in observations.sorted(by: isBetter) where !values.holdsExact(of: observation.value) {
                different.append(observation)
                values.insert(observation.value)
            }
            return different
        }
    }

    /// The sure before the unsure, then the exact before the rounded.
    private static func isBetter(_ a: Observation, _ b: Observation) -> Bool {
        let (isSure, isOtherSure) = (a.confidence >= .trusted, b.confidence >= .trusted)
        if isSure != isOtherSure { return isSure }
        let (x, y) = (a.value.quantum, b.value.quantum)
        return x != y ? x < y : a.span < b.span
    }
}

extension Confidence {
    /// From here on at least 99 of 100 readings are right; findings rest on nothing less.
    static let trusted = Confidence(percent: 90)
}

extension FigureKey: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        if a.measure != b.measure { return a.measure < b.measure }
        if a.fiscalYear != b.fiscalYear { return a.fiscalYear < b.fiscalYear }
        if a.scenario != b.scenario { return a.scenario < b.scenario }
        return (a.project ?? "") < (b.project ?? "")
    }
}
