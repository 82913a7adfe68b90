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
    /// Every trusted observation, in reading order, repeats among them.
    let observations: [Observation]
    /// The unit's own figures and the projects', sorted, so that findings come in one order; each with its different
    /// values, the exact before the rounded.
    let sorted: [(key: FigureKey, values: [Observation])]
    private let places: [FigureKey: Int]
    /// Where the keys of a measure stand among them.
    private let placesOfMeasure: [MeasureCode: Range<Int>]
    /// Every reading of the figures that have unsure ones.
    private let unsureReadings: [FigureKey: [Observation]]

    init(_ extraction: Extraction, of identity: ReportIdentity) {
        self.identity = identity
        indicators = extraction.indicators
        projectScores = extraction.projectScores
        claims = extraction.claims.filter { $0.confidence >= .trusted }
        observations = extraction.observations.filter { $0.confidence >= .trusted }
        let every = extraction.observations + extraction.unsure.map(\.observation)
        let order = FigureOrder(every)
        var sorted: [(key: FigureKey, values: [Observation])] = []
        sorted.reserveCapacity(order.figures.count)
        var places = [FigureKey: Int](minimumCapacity: order.figures.count)
        var unsureReadings: [FigureKey: [Observation]] = [:]
        var placesOfMeasure = [Range<Int>](repeating: 0..<0, count: order.measureCount)
        for readings in order.figures {
            let sure = readings.filter { $0 < extraction.observations.count && every[$0].confidence >= .trusted }
            let first = readings[readings.startIndex]
            let key = FigureKey(every[first])
            if sure.count < readings.count { unsureReadings[key] = Self.differentValues(of: readings[...], in: every) }
            if sure.isEmpty { continue }
            let measure = order.measure(of: first)
            if placesOfMeasure[measure].isEmpty { placesOfMeasure[measure] = sorted.count..<sorted.count }
            placesOfMeasure[measure] = placesOfMeasure[measure].lowerBound..<sorted.count + 1
            places[key] = sorted.count
            sorted.append((key, Self.differentValues(of: sure[...], in: every)))
        }
        self.sorted = sorted
        self.places = places
        self.unsureReadings = unsureReadings
        self.placesOfMeasure = order.ranks.mapValues { placesOfMeasure[$0] }
    }

    /// Figures with more different values than a number, in no order.
    func keysWith(moreThan count: Int) -> Set<FigureKey> {
        Set(sorted.lazy.filter { $0.values.count > count }.map(\.key))
    }

    /// The different values stated for a figure, the exact before the rounded; roundings of another are left out.
    func values(_ key: FigureKey) -> [Observation] { place(of: key).map { sorted[$0].values } ?? [] }

    /// Where a figure stands among those `sorted`; nil for one that is not stated for sure.
    func place(of key: FigureKey) -> Int? { places[key] }

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

    private static func differentValues(of indices: ArraySlice<Int>, in observations: [Observation]) -> [Observation] {
        if indices.count == 1 { return [observations[indices[indices.startIndex]]] }
        var different: [Observation] = []
        var values = PrintedValues()
        for observation in indices.map({ observations[$0] }).sorted(by: isBetter)
        where !values.holdsExact(of: observation.value) {
            different.append(observation)
            values.insert(observation.value)
        }
        return different
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
        a.measure != b.measure ? a.measure < b.measure : FigureOrder.isBefore(a, b)
    }
}
