import FiscalModel

/// Decides which readings of the narrative stand, once the whole report is known.
enum NarrativeChoice {
    private struct Key: Hashable {
        var measure: MeasureCode
        var year: Int
        var scenario: Scenario
    }

    /// Adds the readings to what the tables gave: a narrower statement only where no wider one says otherwise.
    static func add(_ readings: [NarrativeReading], to extraction: inout Extraction) {
        let narrower = Set(readings.lazy.filter(\.isNarrower).map { key($0.observation) })
        var wider: [Key: [Value]] = [:]
        func note(_ observation: Observation) {
            guard !narrower.isEmpty, observation.project == nil else { return }
            let key = Self.key(observation)
            if narrower.contains(key) { wider[key, default: []].append(observation.value) }
        }
        for observation in extraction.observations { note(observation) }
        for reading in readings where !reading.isNarrower && reading.unsureReason == nil { note(reading.observation) }
        let largest =
            readings.contains { $0.observation.project != nil }
            ? largestTotal(of: extraction.observations + readings.map(\.observation)) : nil
        for reading in readings {
            let observation = reading.observation
            if observation.project != nil, let largest, observation.value.worth > largest {
                extraction.unsure.append(UnsureReading(observation, reason: "possibly_other_body"))
            } else if let reason = reading.unsureReason {
                extraction.unsure.append(UnsureReading(observation, reason: reason))
            } else if reading.isNarrower, let values = wider[key(observation)],
                !values.contains(where: { isSame($0, observation.value) })
            {
                continue
            } else {
                extraction.observations.append(observation)
            }
        }
    }

    /// The most that the unit received or spent by any statement: a project that cost more is somebody else's.
    private static func largestTotal(of observations: [Observation]) -> Int128? {
        observations.filter {
            $0.project == nil && ($0.measure == "expenditure.total" || $0.measure == "revenue.total")
        }.map(\.value.worth).max()
    }

    /// A total of another year, stated plainly, that is this year's to the fen: the year was left over from a template.
    static func foreignYears(_ readings: [NarrativeReading], of report: ReportIdentity) -> [Claim] {
        guard report.kind != .budget else { return [] }
        func isTotal(_ measure: MeasureCode) -> Bool { measure == "revenue.total" || measure == "expenditure.total" }
        let own = readings.lazy.map(\.observation).filter {
            isTotal($0.measure) && $0.fiscalYear == report.fiscalYear && $0.scenario == .actual
        }
        return readings.compactMap { reading in
            let observation = reading.observation
            guard isTotal(observation.measure), observation.fiscalYear != report.fiscalYear,
                observation.scenario == .actual, observation.rule != "narrative.compared",
                own.contains(where: { $0.value.isWorth(observation.value) && $0.span != observation.span })
            else { return nil }
            return Claim(
                .foreignYear(observation.fiscalYear), measure: observation.measure,
                figure: .init(fiscalYear: report.fiscalYear, scenario: .actual), quote: observation.quote,
                span: observation.span, confidence: .sure)
        }
    }

    private static func key(_ observation: Observation) -> Key {
        Key(measure: observation.measure, year: observation.fiscalYear, scenario: observation.scenario)
    }

    /// Equal, or one the rounding of the other.
    private static func isSame(_ a: Value, _ b: Value) -> Bool {
        guard case .money(let x) = a, case .money(let y) = b else { return a.isWorth(b) }
        return abs(x.fen - y.fen) <= max(x.quantum, y.quantum) / 2
    }
}
