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
        let unitCells = Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0.cells) })
        let projects = try projects(db)
        let reports = try reports(db, unitCells)
        // NB: sorted by report in memory; SQLite would carry every row through a sorter.
        let statement = try db.makeStatement(
            sql: """
                SELECT f.document_id, f.indicator_id, f.project_id, f.target, f.actual, f.weight_mantissa,
                  f.weight_scale, f.score_mantissa, f.score_scale, f.deviation
                FROM fact_indicator f
                JOIN dim_document d ON d.document_id = f.document_id AND d.generation_id = f.generation_id
                ORDER BY f.document_id, f.generation_id, f.ordinal
                """)
        var cellsOfReport: [[[Answer.Cell]]] = Array(repeating: [], count: reports.list.count)
        try statement.forEachRow { row in
            guard let place = reports.places[row.int64(0)], let levels = names[row.int64(1)] else { return }
            let project = row.optionalInt64(2).flatMap { projects[$0] }
            if let name, !levels.contains(where: { $0.contains(name) }), project?.contains(name) != true { return }
            let weight = row.optionalInt64(5).map { Number(mantissa: $0, scale: row.int(6)) }
            let score = row.optionalInt64(7).map { Number(mantissa: $0, scale: row.int(8)) }
            if isLosingOnly {
                guard let weight, let score, score < weight else { return }
            }
            var cells: [Answer.Cell] = []
            cells.reserveCapacity(Self.columns.count)
            cells.append(contentsOf: reports.list[place].heading)
            cells.append(project.map { .text($0) } ?? .blank)
            for level in levels { cells.append(.text(level)) }
            cells.append(Answer.Cell(row.optionalText(3)))
            cells.append(Answer.Cell(row.optionalText(4)))
            cells.append(Answer.Cell(weight))
            cells.append(Answer.Cell(score))
            cells.append(Answer.Cell(row.optionalText(9)))
            cellsOfReport[place].append(cells)
        }
        var answer = Answer(title: Wording(zh: "绩效指标", en: "Performance indicators"), columns: Self.columns)
        let ofUnit = Dictionary(grouping: reports.list.indices) { reports.list[$0].unitID }
        for unit in units {
            for place in ofUnit[unit.id] ?? [] {
                for row in cellsOfReport[place] { answer.rows.append(row) }
            }
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

    /// A current report: whose, and the cells that its rows begin with.
    private struct Report {
        var unitID: Int64
        var heading: [Answer.Cell]
    }

    /// The current reports of some units by year, and where each stands among them by its document.
    private func reports(
        _ db: Database, _ unitCells: [Int64: [Answer.Cell]]
    ) throws -> (list: [Report], places: [Int64: Int]) {
        var (list, places): ([Report], [Int64: Int]) = ([], [:])
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT document_id, unit_id, fiscal_year FROM dim_document
                WHERE status = 'loaded' AND fiscal_year BETWEEN ? AND ? ORDER BY fiscal_year, sha256
                """, arguments: [years.first ?? 0, years.last ?? 9999])
        while let row = try rows.next() {
            guard let cells = unitCells[row[1]] else { continue }
            places[row[0]] = list.count
            list.append(Report(unitID: row[1], heading: cells + [.integer(row[2])]))
        }
        return (list, places)
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
