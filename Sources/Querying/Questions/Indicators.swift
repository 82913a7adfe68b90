import FiscalModel
import GRDB
import Terminal

/// Performance indicators with target and actual as printed, weight, score and deviation.
public struct Indicators: Question {
    public var units: UnitSelection
    public var years: YearRange
    /// Words that the indicator's name, on any level, or its project's name holds; nil for all.
    public var name: String?
    /// Whether only those are shown that lost points.
    public var isLosingOnly: Bool

    public init(
        units: UnitSelection = .all, years: YearRange = .all, name: String? = nil, isLosingOnly: Bool = false
    ) {
        self.units = units
        self.years = years
        self.name = name
        self.isLosingOnly = isLosingOnly
    }

    public func answer(from db: Database) throws -> Answer {
        let units = try UnitCatalog(db).units(in: units)
        let names = try levels(db)
        let projects = try projects(db)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.unit_id, d.fiscal_year, f.indicator_id, f.project_id, f.target, f.actual, f.weight_mantissa,
                  f.weight_scale, f.score_mantissa, f.score_scale, f.deviation
                FROM dim_document d
                JOIN fact_indicator f ON f.document_id = d.document_id AND f.generation_id = d.generation_id
                WHERE d.status = 'loaded' AND d.fiscal_year BETWEEN ? AND ?
                ORDER BY d.fiscal_year, d.sha256, f.ordinal
                """, arguments: [years.first ?? 0, years.last ?? 9999])
        var cellsOfUnit: [Int64: [[Answer.Cell]]] = Dictionary(uniqueKeysWithValues: units.map { ($0.id, []) })
        while let row = try rows.next() {
            let unitID: Int64 = row[0]
            guard cellsOfUnit[unitID] != nil, let levels = names[row[2]] else { continue }
            let project = (row[3] as Int64?).flatMap { projects[$0] }
            if let name, !levels.contains(where: { $0.contains(name) }), project?.contains(name) != true { continue }
            let weight = (row[6] as Int64?).map { Number(mantissa: $0, scale: row[7]) }
            let score = (row[8] as Int64?).map { Number(mantissa: $0, scale: row[9]) }
            if isLosingOnly {
                guard let weight, let score, score < weight else { continue }
            }
            cellsOfUnit[unitID]?.append([
                .integer(row[1]), project.map { .text($0) } ?? .blank, .text(levels[0]), .text(levels[1]),
                .text(levels[2]), Answer.Cell(row[4] as String?), Answer.Cell(row[5] as String?),
                Answer.Cell(weight), Answer.Cell(score), Answer.Cell(row[10] as String?),
            ])
        }
        var answer = Answer(title: Wording(zh: "绩效指标", en: "Performance indicators"), columns: Self.columns)
        for unit in units {
            for cells in cellsOfUnit[unit.id] ?? [] { answer.rows.append(unit.cells + cells) }
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    /// The three levels of each indicator's name; the same few are shared by thousands of rows.
    private func levels(_ db: Database) throws -> [Int64: [String]] {
        var levels: [Int64: [String]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT indicator_id, level1, level2, level3 FROM dim_indicator WHERE measure_id IS NULL")
        while let row = try rows.next() { levels[row[0]] = [row[1], row[2], row[3]] }
        return levels
    }

    private func projects(_ db: Database) throws -> [Int64: String] {
        var projects: [Int64: String] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT project_id, name FROM dim_project")
        while let row = try rows.next() { projects[row[0]] = row[1] }
        return projects
    }

    private static let columns: [Answer.Column] =
        Unit.columns + [
            .init("fiscal_year", zh: "年度", en: "Year", .heading),
            .init("project", zh: "项目", en: "Project", .heading),
            .init("level1", zh: "一级指标", en: "Level 1", .heading),
            .init("level2", zh: "二级指标", en: "Level 2", .heading),
            .init("level3", zh: "三级指标", en: "Level 3"),
            .init("target", zh: "年度指标值", en: "Target"),
            .init("actual", zh: "实际完成值", en: "Actual"),
            .init("weight", zh: "分值", en: "Weight", .number),
            .init("score", zh: "得分", en: "Score", .number),
            .init("deviation", zh: "偏差原因及改进措施", en: "Deviation", .longText),
        ]
}
