import GRDB
import Terminal

/// The measures of the warehouse: codes, labels, units, and how many figures there are.
public struct MeasureList: Question {
    /// Whether those without any figure are listed too.
    public var isWithEmpty: Bool

    public init(isWithEmpty: Bool = false) { self.isWithEmpty = isWithEmpty }

    public func answer(from db: Database) throws -> Answer {
        let catalog = try MeasureCatalog(db)
        let counts = try counts(db)
        var answer = Answer(
            title: Wording(zh: "指标", en: "Measures"),
            columns: [
                .init("code", zh: "代码", en: "Code"),
                .init("label", zh: "名称", en: "Label"),
                .init("unit", zh: "计量单位", en: "Unit"),
                .init("units", zh: "有数单位", en: "Units with it", .number),
                .init("first_year", zh: "最早年度", en: "From", .number),
                .init("last_year", zh: "最近年度", en: "To", .number),
            ])
        for measure in catalog.measures {
            let count = counts[measure.id]
            guard count != nil || isWithEmpty else { continue }
            answer.rows.append([
                .text(measure.code), .wording(measure.label), .wording(Self.wording(measure.unit)),
                Answer.Cell(count?.units ?? 0), count.map { Answer.Cell($0.first) } ?? .missing,
                count.map { Answer.Cell($0.last) } ?? .missing,
            ])
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    /// How many units have figures of each measure, and in which years the first and the last of them lie.
    private func counts(_ db: Database) throws -> [Int64: (units: Int, first: Int, last: Int)] {
        var counts: [Int64: (units: Int, first: Int, last: Int)] = [:]
        var before: (unit: Int64, measure: Int64) = (.min, .min)
        // NB: counted here in the order of the primary key, because SQLite would sort the figures by measure, which takes
        // several times as long as reading them.
        let statement = try db.makeStatement(
            sql: "SELECT unit_id, measure_id, fiscal_year FROM fact_figure ORDER BY unit_id, measure_id")
        try statement.forEachRow { row in
            let (unit, measure, year) = (row.int64(0), row.int64(1), row.int(2))
            let isSame = before == (unit, measure)
            before = (unit, measure)
            let count = counts[measure, default: (0, year, year)]
            counts[measure] = (count.units + (isSame ? 0 : 1), min(count.first, year), max(count.last, year))
        }
        return counts
    }

    private static func wording(_ unit: String) -> Wording {
        switch unit {
        case "yuan": Wording(zh: "元", en: "yuan")
        case "person": Wording(zh: "人", en: "persons")
        case "count": Wording(zh: "个", en: "count")
        case "percent": Wording("%")
        case "score": Wording(zh: "分", en: "points")
        default: Wording(unit)
        }
    }
}
