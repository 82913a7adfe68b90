import FiscalModel

/// Believes a table that prints no unit once the report states one of its figures with a unit.
///
/// A table without “单位：万元” is read in the likeliest unit and waits as unsure.  When the narrative or another table says
/// the same figure in that unit (“本年收入合计5,859.34万元”), the unit is stated, if only elsewhere, and the table stands.
/// Noughts confirm nothing.
enum UnitConfirmation {
    static let reason = "unknown_unit_of_money"

    static func confirm(_ extraction: inout Extraction) {
        let waiting = extraction.unsure.filter { $0.reason == reason }
        guard !waiting.isEmpty else { return }
        var stated: [Key: [Value]] = [:]
        for observation in extraction.observations { stated[Key(observation), default: []].append(observation.value) }
        var confirmed: Set<Int> = []
        for reading in waiting where reading.observation.value.worth != 0 {
            let values = stated[Key(reading.observation)] ?? []
            if values.contains(where: { $0.isWorth(reading.observation.value) }) {
                confirmed.insert(reading.observation.span.block)
            }
        }
        guard !confirmed.isEmpty else { return }
        extraction.observations += waiting.map(\.observation).filter { confirmed.contains($0.span.block) }
        extraction.unsure.removeAll { $0.reason == reason && confirmed.contains($0.observation.span.block) }
    }

    private struct Key: Hashable {
        var measure: MeasureCode
        var fiscalYear: Int
        var scenario: Scenario
        var project: String?

        init(_ observation: Observation) {
            measure = observation.measure
            fiscalYear = observation.fiscalYear
            scenario = observation.scenario
            project = observation.project
        }
    }
}
