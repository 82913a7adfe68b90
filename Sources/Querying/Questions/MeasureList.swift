import GRDB
import Terminal

/// The measures of the warehouse: codes, labels, units, and how many figures there are.
public struct MeasureList: Question {
    /// Whether those without any figure are listed too.
    public var isWithEmpty: Bool

    public init(isWithEmpty: Bool = false) { self.isWithEmpty = isWithEmpty }

    public func answer(from db: Database) throws -> Answer {
        let catalog = try MeasureCatalog(db)
        var counts: [Int64: (units: Int, first: Int, last: Int)] = [:]
        // NB: unit by unit first, in the order of the primary key, which leaves far fewer rows to sort by measure.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT measure_id, count(*), min(first_year), max(last_year)
                FROM (
                  SELECT measure_id, min(fiscal_year) AS first_year, max(fiscal_year) AS last_year
                  FROM fact_figure GROUP BY unit_id, measure_id)
                GROUP BY measure_id
                """)
        while let row = try rows.next() { counts[row[0]] = (row[1], row[2], row[3]) }

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
