import GRDB

/// The condition that holds a public view to some units, and their order in an answer.
struct UnitFilter {
    /// SQL that is true for rows of the units; begins with AND, empty for all units.
    let condition: String
    let arguments: StatementArguments

    /// - Parameter isAll: whether the units are all there are, so that no condition is needed.
    init(_ units: [Unit], isAll: Bool) {
        guard !isAll else {
            condition = ""
            arguments = []
            return
        }
        let values = Array(repeating: "(?, ?)", count: units.count).joined(separator: ", ")
        condition = " AND (unit_name, division_code) IN (VALUES \(values))"
        arguments = StatementArguments(units.flatMap { [$0.name, $0.divisionCode] })
    }
}
