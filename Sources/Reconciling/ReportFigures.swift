import FiscalModel

/// The figures of one report by what they are, as the rules look at them.
///
/// Only observations with confidence ≥ 90 are here: a finding must not rest on a reading that is not sure.
struct ReportFigures: Sendable {
    let identity: ReportIdentity
    let indicators: [PerformanceIndicator]
    let projectScores: [ProjectScore]
    let claims: [Claim]
    /// The unit's own figures and the projects', each list in reading order, one for each different worth.
    private let statements: [FigureKey: [Observation]]
    /// All keys, sorted, so that findings come in one order.
    let keys: [FigureKey]

    init(_ extraction: Extraction, of identity: ReportIdentity) {
        self.identity = identity
        indicators = extraction.indicators
        projectScores = extraction.projectScores
        claims = extraction.claims.filter { $0.confidence >= .trusted }
        var statements: [FigureKey: [Observation]] = [:]
        for observation in extraction.observations where observation.confidence >= .trusted {
            statements[FigureKey(observation), default: []].append(observation)
        }
        self.statements = statements.mapValues { observations in
            var different: [Observation] = []
            for observation in observations.sorted(by: Self.isMoreExact) {
                if !different.contains(where: { observation.value.isRounding(of: $0.value) }) {
                    different.append(observation)
                }
            }
            return different
        }
        keys = self.statements.keys.sorted()
    }

    /// The different values stated for a figure, the exact before the rounded; roundings of another are left out.
    func values(_ key: FigureKey) -> [Observation] { statements[key] ?? [] }

    func values(_ measure: MeasureCode, _ fiscalYear: Int, _ scenario: Scenario) -> [Observation] {
        values(FigureKey(measure: measure, fiscalYear: fiscalYear, scenario: scenario))
    }

    private static func isMoreExact(_ a: Observation, _ b: Observation) -> Bool {
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
