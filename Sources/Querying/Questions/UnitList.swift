import GRDB
import Terminal

/// The units of the warehouse: where they are, what they are, and which years they reported for.
public struct UnitList: Question {
    public var units: UnitSelection

    public init(units: UnitSelection = .all) { self.units = units }

    public func answer(from db: Database) throws -> Answer {
        let units = try UnitCatalog(db).units(in: units)
        var details: [Int64: Row] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT unit_id, kind_of_body_zh, kind_of_body FROM v_unit") {
            details[row[0]] = row
        }
        var years: [Int64: [Int]] = [:]
        var documents: [Int64: Int] = [:]
        let reports = try Row.fetchCursor(
            db,
            sql: """
                SELECT unit_id, fiscal_year, count(*) FROM dim_document WHERE status = 'loaded'
                GROUP BY unit_id, fiscal_year ORDER BY unit_id, fiscal_year
                """)
        while let row = try reports.next() {
            years[row[0], default: []].append(row[1])
            documents[row[0], default: 0] += row[2]
        }

        var answer = Answer(
            title: Wording(zh: "单位", en: "Units"),
            columns: [
                .init("division_code", zh: "区划代码", en: "Division"),
                .init("province", zh: "省", en: "Province", .heading),
                .init("city", zh: "市", en: "City", .heading),
                .init("county", zh: "县", en: "County", .heading),
                .init("unit_name", zh: "单位", en: "Unit"),
                .init("kind_of_body", zh: "类别", en: "Kind"),
                .init("documents", zh: "报告数", en: "Reports", .number),
                .init("years", zh: "报告年度", en: "Years"),
            ])
        for unit in units {
            let kind = details[unit.id]
            answer.rows.append([
                .text(unit.divisionCode), unit.province.map { .text($0) } ?? .blank,
                unit.city.map { .text($0) } ?? .blank, unit.county.map { .text($0) } ?? .blank, .text(unit.name),
                kind.map { .wording(Wording(zh: $0[1], en: $0[2])) } ?? .missing,
                Answer.Cell(documents[unit.id] ?? 0), .text(Self.spans(years[unit.id] ?? [])),
            ])
        }
        return answer
    }

    /// Years in a row as one span: “2019、2021-2023” shows at a glance which year nobody published.
    private static func spans(_ years: [Int]) -> String {
        var spans: [ClosedRange<Int>] = []
        for year in years {
            if let last = spans.last, last.upperBound + 1 == year {
                spans[spans.count - 1] = last.lowerBound...year
            } else {
                spans.append(year...year)
            }
        }
        return spans.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }
}
