import DocumentModel
import FiscalModel

/// Believes a table that prints no unit once the report states one of its figures with a unit.
///
/// A table without “单位：万元” is read in the likeliest unit and waits as unsure.  When the narrative or another table says
/// the same figure in that unit (“本年收入合计5,859.34万元”), the unit is stated, if only elsewhere, and the table stands.
/// Noughts confirm nothing.  So does any figure of four digits that a sentence states with a unit and the table prints,
/// whatever it is called there.
enum UnitConfirmation {
    static let reason = "unknown_unit_of_money"

    static func confirm(_ extraction: inout Extraction, in document: Document) {
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
        let narrated = Set(
            extraction.observations.lazy.filter { $0.source == .narrative }.compactMap { $0.value.longAmount })
        for block in Set(waiting.map(\.observation.span.block)).subtracting(confirmed) {
            guard case .table(let table) = document.blocks[block] else { continue }
            let isStated = table.cells.contains { cell in
                guard case .figure(let number, .none) = CellText(cell.text).content, number.mantissa >= 1_000,
                    let amount = Amount(number, in: .tenThousandYuan)
                else { return false }
                return narrated.contains(amount.fen)
            }
            if isStated { confirmed.insert(block) }
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

extension Value {
    /// The fen of a sum printed with four digits or more; shorter ones are equal by chance.
    fileprivate var longAmount: Int64? {
        guard case .money(let amount) = self, amount.quantum > 0, amount.fen / amount.quantum >= 1_000 else {
            return nil
        }
        return amount.fen
    }
}
