import FiscalModel
import GRDB
import Terminal

/// The projects of each unit: budget stages, spending, rate and score, year by year.
public struct Projects: Question {
    public var units: UnitSelection
    public var years: YearRange
    /// Words that the project's name holds; nil for all.
    public var name: String?

    public init(units: UnitSelection = .all, years: YearRange = .all, name: String? = nil) {
        self.units = units
        self.years = years
        self.name = name
    }

    private struct Key: Hashable {
        var unitID: Int64
        var year: Int
        var project: String
    }

    public func answer(from db: Database) throws -> Answer {
        let units = try UnitCatalog(db).units(in: units)
        let figures = try figures(db)
        let scores = try scores(db)
        var projects: [Int64: Set<Key>] = [:]
        for key in Set(figures.keys).union(scores.keys) where years.contains(key.year) {
            if let name, !key.project.contains(name) { continue }
            projects[key.unitID, default: []].insert(key)
        }

        var answer = Answer(
            title: Wording(zh: "项目支出", en: "Projects"),
            columns: Unit.columns + [
                .init("fiscal_year", zh: "年度", en: "Year", .heading),
                .init("project", zh: "项目", en: "Project"),
            ] + Scenario.allCases.map { .init($0.rawValue, $0.wording, .money) } + [
                .init("execution_rate", zh: "执行率", en: "Execution", .percent),
                .init("score", zh: "得分", en: "Score", .number),
                Mark.column,
            ])
        for unit in units {
            for key in (projects[unit.id] ?? []).sorted(by: { ($0.year, $0.project) < ($1.year, $1.project) }) {
                let stages = Scenario.allCases.map { figures[key]?[$0] }
                let budget = [Scenario.adjustedBudget, .budget, .initialBudget].lazy.compactMap { figures[key]?[$0] }
                    .first
                let rate = budget?.value.flatMap { figures[key]?[.actual]?.value?.percent(of: $0) }
                var row = unit.cells + [.integer(Int64(key.year)), .text(key.project)]
                row += stages.map(\.cell)
                row += [
                    Answer.Cell(rate), Answer.Cell(scores[key]),
                    Mark.cell(stages.contains(.undecided) ? [Mark.undecided] : []),
                ]
                answer.rows.append(row)
            }
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private func figures(_ db: Database) throws -> [Key: [Scenario: Figure]] {
        var figures: [Key: [Scenario: Figure]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT p.unit_id, f.fiscal_year, p.name, s.code, f.value_fen, o.printed_quantum_fen
                FROM fact_project f JOIN dim_project p USING (project_id) JOIN dim_scenario s USING (scenario_id)
                LEFT JOIN published_observation o USING (observation_id)
                """)
        while let row = try rows.next() {
            guard let scenario = Scenario(rawValue: row[3]) else { continue }
            let fen: Int64? = row[4]
            figures[Key(unitID: row[0], year: row[1], project: row[2]), default: [:]][scenario] =
                fen.map { .stated(.money(Amount(fen: $0, quantum: row[5] ?? 1))) } ?? .undecided
        }
        return figures
    }

    /// The score in the project’s own table; where several documents give one, the same is taken whatever the order of
    /// loading.
    private func scores(_ db: Database) throws -> [Key: Number] {
        var scores: [Key: Number] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT p.unit_id, d.fiscal_year, p.name, x.score_mantissa, x.score_scale
                FROM published_project_score x
                JOIN dim_document d ON d.document_id = x.document_id AND d.generation_id = x.generation_id
                  AND d.status = 'loaded'
                JOIN dim_project p USING (project_id)
                ORDER BY d.sha256, x.ordinal
                """)
        while let row = try rows.next() {
            scores[Key(unitID: row[0], year: row[1], project: row[2])] = Number(mantissa: row[3], scale: row[4])
        }
        return scores
    }
}
