import FiscalModel
import GRDB

/// Narrows what is reviewed; nil leaves everything in.
public struct ReviewScope: Sendable {
    /// A full name of the unit, or its name without the place.
    public var unit: String?
    public var division: String?
    public var year: Int?
    /// Code or Chinese label.
    public var measure: String?

    public init(unit: String? = nil, division: String? = nil, year: Int? = nil, measure: String? = nil) {
        self.unit = unit
        self.division = division
        self.year = year
        self.measure = measure
    }
}

/// A figure that waits for a person: its statements contradict each other, or none of them is sure.
struct ReviewItem: Hashable {
    var unitID: Int64
    var unitName: String
    var divisionCode: String
    var key: FigureKey
    var labelZH: String
    var labelEN: String
    var scenarioZH: String
    var scenarioEN: String
    /// False where the readings are unsure.
    var isConflicted: Bool
    /// Codes of `Seeds/unsure_reasons.csv`, in order; empty for a contradiction.
    var unsureReasons: [String]
    /// One for each different value, in the order of the reports.
    var candidates: [Candidate]

    struct Candidate: Hashable {
        var value: Value
        /// Never empty.
        var statements: [PrintedStatement]
        var isChosen: Bool { statements.contains(where: \.isChosen) }
    }

    /// What nobody has decided yet: contradictions before unsure readings, and among each the measures that are no part
    /// of another first; then by division, unit, year and measure.
    ///
    /// An unsure reading that the figure chosen bears out, or that a decision stands on, waits for nobody.
    static func waiting(_ scope: ReviewScope, _ db: Database) throws -> [ReviewItem] {
        let unitID = try scope.unit.map { try CorrectionDesk.unit(named: $0, division: scope.division, db).id }
        let measure = try scope.measure.map { try CorrectionDesk.measure(named: $0, db).code }
        return try Row.fetchAll(
            db, sql: query,
            arguments: [
                "unit": unitID, "division": scope.division, "year": scope.year, "measure": measure,
            ]
        ).map { row in
            let key = FigureKey(
                measure: MeasureCode(row[3]), fiscalYear: row[4], scenario: Scenario(rawValue: row[5]) ?? .actual,
                project: row[6])
            let reasons = (row[12] as String?)?.split(separator: ",").map(String.init) ?? []
            return try ReviewItem(
                unitID: row[0], unitName: row[1], divisionCode: row[2], key: key, labelZH: row[7],
                labelEN: row[8] ?? row[7], scenarioZH: row[9], scenarioEN: row[10], isConflicted: row[11] == 1,
                unsureReasons: Set(reasons).sorted(), candidates: candidates(of: row[0], key, db))
        }
    }

    private static func candidates(of unitID: Int64, _ key: FigureKey, _ db: Database) throws -> [Candidate] {
        var candidates: [Candidate] = []
        let statements = try PrintedStatement.all(
            db, unitID: unitID, year: key.fiscalYear, measure: key.measure.rawValue, scenario: key.scenario,
            project: key.project)
        for statement in statements where !statement.isRejected {
            if let index = candidates.firstIndex(where: { $0.value.isWorth(statement.value) }) {
                candidates[index].statements.append(statement)
            } else {
                candidates.append(Candidate(value: statement.value, statements: [statement]))
            }
        }
        return candidates
    }

    private static let query = """
        WITH waiting AS (
          SELECT unit_id, measure_id, fiscal_year, scenario_id, NULL AS project_id, 1 AS is_conflicted, NULL AS reason
          FROM fact_figure WHERE is_conflicted = 1
          UNION ALL
          SELECT p.unit_id, m.measure_id, f.fiscal_year, f.scenario_id, f.project_id, 1, NULL
          FROM fact_project f JOIN dim_project p USING (project_id)
          JOIN dim_measure m ON m.code = 'expenditure.project' WHERE f.is_conflicted = 1
          UNION ALL
          SELECT d.unit_id, o.measure_id, o.fiscal_year, o.scenario_id, o.project_id, 0, o.reason
          FROM unsure_reading o
          JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id
            AND d.status = 'loaded'
          JOIN dim_unit u ON u.unit_id = d.unit_id
          JOIN dim_measure m ON m.measure_id = o.measure_id
          JOIN dim_scenario s ON s.scenario_id = o.scenario_id
          LEFT JOIN dim_project p ON p.project_id = o.project_id
          LEFT JOIN fact_figure f ON o.project_id IS NULL AND f.unit_id = d.unit_id AND f.measure_id = o.measure_id
            AND f.fiscal_year = o.fiscal_year AND f.scenario_id = o.scenario_id
          LEFT JOIN fact_project g ON g.project_id = o.project_id AND g.fiscal_year = o.fiscal_year
            AND g.scenario_id = o.scenario_id
          WHERE coalesce(f.is_conflicted, g.is_conflicted, 0) = 0
            AND (o.value_fen IS NULL OR o.value_fen IS NOT coalesce(f.value_fen, g.value_fen))
            AND NOT (
              o.number_mantissa IS NOT NULL AND f.number_mantissa IS NOT NULL
              AND o.number_mantissa * pow(10, 9 - o.number_scale) = f.number_mantissa * pow(10, 9 - f.number_scale))
            AND NOT EXISTS (
              \(PrintedStatement.decisions)
                AND (k.value_fen IS NOT NULL OR k.value_mantissa IS NOT NULL OR \(PrintedStatement.isPrintedValue)))
        )
        SELECT
          u.unit_id, u.name, u.division_code, m.code, w.fiscal_year, s.code, p.name, m.label_zh, m.label_en,
          s.label_zh, s.label_en, max(w.is_conflicted), group_concat(w.reason)
        FROM waiting w
        JOIN dim_unit u USING (unit_id)
        JOIN dim_measure m USING (measure_id)
        JOIN dim_scenario s USING (scenario_id)
        LEFT JOIN dim_project p ON p.project_id = w.project_id
        WHERE (:unit IS NULL OR u.unit_id = :unit) AND (:division IS NULL OR u.division_code = :division)
          AND (:year IS NULL OR w.fiscal_year = :year) AND (:measure IS NULL OR m.code = :measure)
        GROUP BY w.unit_id, w.measure_id, w.fiscal_year, w.scenario_id, w.project_id
        ORDER BY max(w.is_conflicted) DESC, m.parent_id IS NOT NULL OR w.project_id IS NOT NULL, u.division_code, u.name,
          w.fiscal_year, m.measure_id, s.scenario_id, p.name
        """
}
