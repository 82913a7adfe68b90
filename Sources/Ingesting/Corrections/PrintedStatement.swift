import FiscalModel
import GRDB

/// A current statement, or unsure reading, of a figure, as a person decides on it.
struct PrintedStatement: Hashable, Sendable {
    var scenario: Scenario
    var value: Value
    var isChosen: Bool
    /// A person decided that it is not this figure.
    var isRejected: Bool
    /// 0 for an unsure reading.
    var observationID: Int64
    var isUnsure: Bool { observationID == 0 }
    var fileName: String
    var reportYear: Int
    var source: Correction.Source

    /// Decisions that stand on the figure of a row of `dim_document d`, a reading `o`, `dim_measure m`, `dim_scenario s`
    /// and `dim_project p`; to be narrowed with AND.
    static let decisions = """
        SELECT 1 FROM correction k JOIN dim_unit ku ON ku.unit_id = d.unit_id
        WHERE k.is_withdrawn = 0 AND k.division_code = ku.division_code
          AND (k.unit_name = ku.unit_key OR k.unit_name IN (
            SELECT a.name FROM unit_alias a WHERE a.unit_id = ku.unit_id AND a.is_full_name = 1))
          AND k.fiscal_year = o.fiscal_year AND k.measure = m.code AND k.scenario = s.code AND k.project IS p.name
        """
    /// The decision is on the value that the reading prints.
    static let isPrintedValue = """
        (k.printed_fen = o.value_fen
          OR k.printed_mantissa * pow(10, 9 - k.printed_scale) = o.number_mantissa * pow(10, 9 - o.number_scale))
        """

    /// All of a unit's figure, over its current reports: (report year, digest), observations before unsure readings.
    static func all(
        _ db: Database, unitID: Int64, year: Int, measure: String, scenario: Scenario?, project: String?
    ) throws -> [PrintedStatement] {
        let unsureVerdict = """
            CASE WHEN EXISTS (
              \(decisions) AND k.value_fen IS NULL AND k.value_mantissa IS NULL AND \(isPrintedValue)
            ) THEN -1 ELSE 0 END
            """
        func select(_ table: String, _ identity: String, _ accepted: String) -> String {
            """
            SELECT \(identity) AS id, \(accepted) AS accepted, s.code, o.value_fen, o.printed_quantum_fen,
              o.number_mantissa, o.number_scale, d.file_name, d.fiscal_year, d.sha256, o.locator, o.quote, o.ordinal, \(table == "unsure_reading" ? 1 : 0)
            FROM dim_document d
            JOIN \(table) o ON o.document_id = d.document_id AND o.generation_id = d.generation_id
            JOIN dim_measure m ON m.measure_id = o.measure_id
            JOIN dim_scenario s ON s.scenario_id = o.scenario_id
            LEFT JOIN dim_project p ON p.project_id = o.project_id
            WHERE d.status = 'loaded' AND d.unit_id = :unit AND o.fiscal_year = :year AND m.code = :measure
              AND p.name IS :project AND (:scenario IS NULL OR s.code = :scenario)
            """
        }
        return try Row.fetchAll(
            db,
            sql: select("published_observation", "o.observation_id", "o.accepted") + "\nUNION ALL\n"
                + select("unsure_reading", "0", unsureVerdict) + "\nORDER BY 9, 10, 14, 13",
            arguments: [
                "unit": unitID, "year": year, "measure": measure, "project": project, "scenario": scenario?.rawValue,
            ]
        ).map { row in
            PrintedStatement(
                scenario: Scenario(rawValue: row[2]) ?? .actual,
                value: (row[3] as Int64?).map { .money(Amount(fen: $0, quantum: row[4])) }
                    ?? .number(Number(mantissa: row[5], scale: row[6])),
                isChosen: row[1] == 1, isRejected: row[1] == -1, observationID: row[0], fileName: row[7],
                reportYear: row[8],
                source: .init(digest: row[9], locator: row[10], quote: row[11]))
        }
    }
}
