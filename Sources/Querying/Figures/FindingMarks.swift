import FiscalModel
import GRDB

/// Which figures of a selection a finding is about, read with one statement.
struct FindingMarks {
    private struct Key: Hashable {
        var unitID: Int64
        var measureID: Int64
        var year: Int
    }

    private var isSerious: [Key: Bool] = [:]

    init(_ db: Database, measures: [Measure]) throws {
        let measureOfCode = Dictionary(uniqueKeysWithValues: measures.map { ($0.code, $0) })
        let rows = try Row.fetchCursor(
            db, sql: "SELECT unit_id, measure, fiscal_year, severity FROM v_finding WHERE measure IS NOT NULL")
        while let row = try rows.next() {
            guard let measure = measureOfCode[row[1]] else { continue }
            let severity: String = row[3]
            let key = Key(unitID: row[0], measureID: measure.id, year: row[2])
            isSerious[key] = isSerious[key] == true || severity != Finding.Severity.info.rawValue
        }
    }

    /// The mark of a figure, if any finding is about it.
    func mark(_ unit: Unit, _ measure: Measure, year: Int) -> Mark? {
        if isSerious.isEmpty { return nil }
        return isSerious[Key(unitID: unit.id, measureID: measure.id, year: year)].map { $0 ? Mark.finding : Mark.note }
    }
}
