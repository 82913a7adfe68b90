import DocumentModel
import FiscalModel
import GRDB

/// The statements that run for every row of a document.
struct LoadingStatements {
    static let readingColumns = """
        fiscal_year, measure_id, scenario_id, project_id, value_fen, printed_quantum_fen, number_mantissa, number_scale,
        text_value, quote, locator, block, cell_row, cell_column, byte_start, byte_end, source, rule, confidence_percent
        """
    static let readingMarks = Array(repeating: "?", count: 19).joined(separator: ", ")

    /// One decision of a person, from table `correction k`.
    static let correctionColumns = """
        k.correction_id, k.division_code, k.unit_name, k.fiscal_year, k.measure, k.scenario, k.project, k.printed_fen,
        k.printed_mantissa, k.printed_scale, k.value_fen, k.value_mantissa, k.value_scale, k.reason, k.made_by,
        k.made_at, k.source_sha256, k.source_locator, k.source_quote, k.is_withdrawn
        """

    let insertObservations: RowBatches
    let insertUnsure: BoundStatement
    let insertProjectScore: BoundStatement
    let insertIndicator: BoundStatement
    let insertUnknownTerm: BoundStatement
    let insertNote: BoundStatement
    let insertFinding: BoundStatement
    let observationsOfDocument: BoundStatement
    let judgeObservation: BoundStatement
    let putFigures: RowBatches
    let dropFigure: BoundStatement
    let figuresOfUnit: BoundStatement
    let putProject: BoundStatement
    let dropProject: BoundStatement
    let projectsOfUnit: BoundStatement
    let anyCorrection: BoundStatement
    let correctionsOfUnit: BoundStatement
    /// Decisions made from a document of the unit, on a unit that no current document reports for.
    let strayCorrectionsOfUnit: BoundStatement
    let unsureOfDocument: BoundStatement
    /// The statement chosen for a figure, with its document.
    let statementOfFigure: BoundStatement

    init(_ db: Database) throws {
        insertObservations = try .init(
            db,
            """
            INSERT INTO published_observation (
              observation_id, document_id, generation_id, ordinal, balance, accepted, choice_reason,
              \(Self.readingColumns))
            """, columns: 26)
        insertUnsure = try .init(
            db,
            """
            INSERT INTO unsure_reading (document_id, generation_id, ordinal, reason, \(Self.readingColumns))
            VALUES (?, ?, ?, ?, \(Self.readingMarks))
            """)
        insertProjectScore = try .init(
            db,
            """
            INSERT INTO published_project_score (
              document_id, generation_id, ordinal, project_id, score_mantissa, score_scale, quote, locator)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertIndicator = try .init(
            db,
            """
            INSERT INTO fact_indicator (
              document_id, generation_id, ordinal, indicator_id, project_id, target, actual, weight_mantissa,
              weight_scale, score_mantissa, score_scale, deviation, quote, locator)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertUnknownTerm = try .init(
            db,
            """
            INSERT INTO unknown_term (document_id, generation_id, ordinal, term, quote, locator)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        insertNote = try .init(
            db,
            """
            INSERT INTO document_note (document_id, generation_id, ordinal, code, page, detail)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        insertFinding = try .init(
            db,
            """
            INSERT INTO finding (
              document_id, generation_id, is_between_reports, ordinal, rule, measure_id, fiscal_year, severity, message,
              quote, is_between_units, message_en)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        observationsOfDocument = try .init(
            db,
            """
            SELECT observation_id, generation_id, ordinal, balance, accepted, choice_reason, \(Self.readingColumns)
            FROM published_observation WHERE document_id = ? ORDER BY observation_id
            """)
        judgeObservation = try .init(
            db, "UPDATE published_observation SET accepted = ?, choice_reason = ? WHERE observation_id = ?")
        putFigures = try .init(
            db,
            """
            INSERT INTO fact_figure (
              unit_id, fiscal_year, measure_id, scenario_id, observation_id, value_fen, number_mantissa, number_scale,
              candidate_count, is_conflicted, correction_id, printed_quantum_fen)
            """, columns: 12,
            conflict: """
                DO UPDATE SET
                  observation_id = excluded.observation_id, value_fen = excluded.value_fen,
                  number_mantissa = excluded.number_mantissa, number_scale = excluded.number_scale,
                  candidate_count = excluded.candidate_count, is_conflicted = excluded.is_conflicted,
                  correction_id = excluded.correction_id, printed_quantum_fen = excluded.printed_quantum_fen
                """)
        dropFigure = try .init(
            db,
            "DELETE FROM fact_figure WHERE unit_id = ? AND fiscal_year = ? AND measure_id = ? AND scenario_id = ?")
        figuresOfUnit = try .init(
            db,
            """
            SELECT measure_id, fiscal_year, scenario_id, observation_id, candidate_count, correction_id
            FROM fact_figure WHERE unit_id = ?
            """)
        putProject = try .init(
            db,
            """
            INSERT INTO fact_project (
              project_id, fiscal_year, scenario_id, observation_id, value_fen, candidate_count, is_conflicted,
              correction_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
              observation_id = excluded.observation_id, value_fen = excluded.value_fen,
              candidate_count = excluded.candidate_count, is_conflicted = excluded.is_conflicted,
              correction_id = excluded.correction_id
            """)
        dropProject = try .init(
            db, "DELETE FROM fact_project WHERE project_id = ? AND fiscal_year = ? AND scenario_id = ?")
        projectsOfUnit = try .init(
            db,
            """
            SELECT f.project_id, f.fiscal_year, f.scenario_id, f.observation_id, f.candidate_count,
              f.correction_id
            FROM dim_project p JOIN fact_project f USING (project_id) WHERE p.unit_id = ?
            """)
        anyCorrection = try .init(db, "SELECT 1 FROM correction LIMIT 1")
        correctionsOfUnit = try .init(
            db,
            """
            SELECT \(Self.correctionColumns), k.standing, m.measure_id, s.scenario_id, p.project_id,
              EXISTS (
                SELECT 1 FROM dim_document x
                WHERE x.sha256 = k.source_sha256 AND x.status = 'loaded' AND x.unit_id <> u.unit_id) AS is_elsewhere
            FROM dim_unit u
            JOIN correction k ON k.division_code = u.division_code AND (
              k.unit_name = u.unit_key
              OR EXISTS (
                SELECT 1 FROM unit_alias a
                WHERE a.unit_id = u.unit_id AND a.name = k.unit_name AND a.is_full_name = 1))
            LEFT JOIN dim_measure m ON m.code = k.measure
            LEFT JOIN dim_scenario s ON s.code = k.scenario
            LEFT JOIN dim_project p ON p.unit_id = u.unit_id AND p.name = k.project
            WHERE u.unit_id = ? AND k.is_withdrawn = 0
            ORDER BY k.made_at, k.correction_id
            """)
        strayCorrectionsOfUnit = try .init(
            db,
            """
            SELECT \(Self.correctionColumns), k.standing, m.measure_id, NULL, NULL, 1
            FROM dim_document d
            JOIN correction k ON k.source_sha256 = d.sha256 AND k.is_withdrawn = 0
            LEFT JOIN dim_measure m ON m.code = k.measure
            WHERE d.unit_id = ? AND d.status = 'loaded' AND NOT EXISTS (
              SELECT 1 FROM dim_unit u
              JOIN dim_document x ON x.unit_id = u.unit_id AND x.status = 'loaded'
              WHERE u.division_code = k.division_code AND (
                u.unit_key = k.unit_name
                OR EXISTS (
                  SELECT 1 FROM unit_alias a
                  WHERE a.unit_id = u.unit_id AND a.name = k.unit_name AND a.is_full_name = 1)))
            ORDER BY k.made_at, k.correction_id
            """)
        unsureOfDocument = try .init(
            db,
            """
            SELECT ordinal, \(Self.readingColumns)
            FROM unsure_reading WHERE document_id = ? AND generation_id = ? ORDER BY ordinal
            """)
        statementOfFigure = try .init(
            db,
            """
            SELECT document_id, sha256, report_year, \(Self.readingColumns)
            FROM published_observation
            JOIN (SELECT document_id, sha256, fiscal_year AS report_year FROM dim_document) USING (document_id)
            WHERE observation_id = ?
            """)
    }
}

/// The dimension rows that a reading hangs on.
struct ReadingKeys: Hashable {
    var measureID: Int64
    var fiscalYear: Int
    var scenarioID: Int64
    /// 0 for the unit's own figure.
    var projectID: Int64
}

extension BoundStatement {
    /// Binds the columns of `LoadingStatements.readingColumns` from an index on.
    func bindReading(
        from first: Int32, _ observation: Observation, keys: ReadingKeys, words: String?, locator: String
    ) {
        bind(first, keys.fiscalYear)
        bind(first + 1, keys.measureID)
        bind(first + 2, keys.scenarioID)
        bind(first + 3, keys.projectID == 0 ? nil : keys.projectID)
        switch observation.value {
        case .money(let amount):
            bind(first + 4, amount.fen)
            bind(first + 5, amount.quantum)
            bindNull(first + 6)
            bindNull(first + 7)
        case .number(let number):
            bindNull(first + 4)
            bindNull(first + 5)
            bind(first + 6, number.mantissa)
            bind(first + 7, number.scale)
        }
        bind(first + 8, words)
        bind(first + 9, observation.quote)
        bind(first + 10, locator)
        bind(first + 11, observation.span.block)
        bind(first + 12, observation.span.cell?.row)
        bind(first + 13, observation.span.cell?.column)
        bind(first + 14, observation.span.utf8Range.lowerBound)
        bind(first + 15, observation.span.utf8Range.upperBound)
        bind(first + 16, observation.source.rawValue)
        bind(first + 17, observation.rule)
        bind(first + 18, observation.confidence.percent)
    }
}

extension RowReader {
    /// The reading whose columns begin at an index.
    func reading(from first: Int32, tables: Tables) throws -> (observation: Observation, keys: ReadingKeys) {
        let keys = ReadingKeys(
            measureID: int64(first + 1), fiscalYear: int(first), scenarioID: int64(first + 2),
            projectID: optionalInt64(first + 3) ?? 0)
        let value: Value =
            if let fen = optionalInt64(first + 4) {
                .money(Amount(fen: fen, quantum: int64(first + 5)))
            } else {
                .number(Number(mantissa: int64(first + 6), scale: int(first + 7)))
            }
        let cell = optionalInt(first + 12).map { CellPosition(row: $0, column: int(first + 13)) }
        let observation = Observation(
            measure: tables.measure(keys.measureID), fiscalYear: keys.fiscalYear,
            scenario: tables.scenario(keys.scenarioID), value: value,
            project: keys.projectID == 0 ? nil : try tables.projectName(keys.projectID), quote: text(first + 9),
            span: SourceSpan(
                block: int(first + 11), cell: cell, utf8Range: int(first + 14)..<max(int(first + 14), int(first + 15))),
            source: Observation.Source(rawValue: text(first + 16)) ?? .narrative, rule: text(first + 17),
            confidence: Confidence(percent: int(first + 18)))
        return (observation, keys)
    }
}
