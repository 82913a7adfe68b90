import GRDB
import Testing
import Warehouse

/// Protects the schema's own watch: a row that cannot be right is refused, whoever writes it.
@Suite struct ConstraintTests {
    let folder: TemporaryFolder
    let warehouse: Warehouse

    init() throws {
        folder = try TemporaryFolder()
        warehouse = try Warehouse.create(at: folder.database)
        try warehouse.queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO dim_year (fiscal_year) VALUES (2022), (2023);
                    INSERT INTO dim_division (division_code, name, level, province_name, county_name)
                      VALUES ('990121', '青禾县', 'county', '样省', '青禾县');
                    INSERT INTO dim_kind_of_body VALUES ('federation', '工商业联合会', 'Federation');
                    INSERT INTO dim_document_kind VALUES ('budget', '部门预算', 'Budget');
                    INSERT INTO dim_unit (unit_id, division_code, unit_key, name, kind_of_body)
                      VALUES (1, '990121', '工商业联合会', '青禾县工商业联合会', 'federation');
                    INSERT INTO dim_scenario VALUES (4, 'actual', '决算数', 'Actual');
                    INSERT INTO dim_measure (measure_id, code, label_zh, unit, scheme, is_seed)
                      VALUES (1, 'revenue.total', '收入合计', 'yuan', 'revenue', 1);
                    INSERT INTO rules_generation VALUES (1, 'rules 1');
                    INSERT INTO ingest_run (run_id, started_at, command, generation_id) VALUES (1, '2024', 'load', 1);
                    INSERT INTO dim_document (
                      document_id, sha256, size_bytes, folder, file_name, format, kind, unit_id, fiscal_year, status,
                      generation_id, run_id, ingested_at)
                      VALUES (1, '\(String(repeating: "a", count: 64))', 10, '/', 'a.txt', 'txt', 'budget', 1, 2023, 'loaded',
                      1, 1, '2024');
                    """)
            try db.execute(sql: Self.observation(id: 1))
        }
    }

    static func figure(_ values: String) -> String { "INSERT INTO fact_figure VALUES (\(values))" }

    static func observation(
        id: Int = 2, year: String = "2023", fen: String = "100", quantum: String = "1", mantissa: String = "NULL",
        quote: String = "'收入1元'", accepted: String = "1", source: String = "'table'"
    ) -> String {
        """
        INSERT INTO published_observation (
          observation_id, document_id, generation_id, ordinal, fiscal_year, measure_id, scenario_id, value_fen,
          printed_quantum_fen, number_mantissa, number_scale, quote, locator, block, byte_start, byte_end, source, rule,
          confidence_percent, balance, accepted)
        VALUES (\(id), 1, 1, 0, \(year), 1, 4, \(fen), \(quantum), \(mantissa), NULL, \(quote), '第1段', 0, 0, 1,
          \(source), 'table.sample', 95, 0, \(accepted))
        """
    }

    @Test(arguments: [
        // what is wrong, and what SQLite says
        (observation(fen: "'一百'"), "cannot store TEXT value in INTEGER column"),
        (observation(fen: "1.5"), "cannot store REAL value in INTEGER column"),
        (observation(fen: "NULL", quantum: "NULL"), "CHECK constraint failed"),
        (observation(quantum: "0"), "CHECK constraint failed"),
        (observation(mantissa: "5"), "CHECK constraint failed"),
        (observation(quote: "''"), "CHECK constraint failed"),
        (observation(quote: "NULL"), "NOT NULL constraint failed"),
        (observation(accepted: "2"), "CHECK constraint failed"),
        (observation(source: "'hearsay'"), "CHECK constraint failed"),
        (observation(year: "2024"), "FOREIGN KEY constraint failed"),
        ("UPDATE published_observation SET value_fen = 200", "published_observation is append only"),
        ("DELETE FROM published_observation", "published_observation is append only"),
        ("INSERT INTO dim_year (fiscal_year) VALUES (20230)", "CHECK constraint failed"),
        ("UPDATE dim_document SET sha256 = 'ABC'", "CHECK constraint failed"),
        ("UPDATE dim_document SET unit_id = NULL", "CHECK constraint failed"),
        ("UPDATE dim_document SET status = 'superseded'", "CHECK constraint failed"),
        ("UPDATE dim_document SET status = 'superseded', superseded_by_id = 1", "CHECK constraint failed"),
        ("UPDATE dim_document SET status = 'quarantined'", "CHECK constraint failed"),
        ("UPDATE dim_document SET published_on = '2024年6月'", "CHECK constraint failed"),
        ("DELETE FROM dim_unit", "FOREIGN KEY constraint failed"),
        (
            "INSERT INTO dim_unit (division_code, unit_key, name, kind_of_body) VALUES ('990121', '工商业联合会', 'x', 'federation')",
            "UNIQUE constraint failed"
        ),
        (
            figure("1, 2023, 1, 4, NULL, NULL, NULL, NULL, 2, 0, NULL, NULL"),
            "CHECK constraint failed"
        ),
        (figure("1, 2023, 1, 4, 1, NULL, NULL, NULL, 1, 0, NULL, NULL"), "CHECK constraint failed"),
        (figure("1, 2023, 1, 4, 1, 100, NULL, NULL, 2, 1, NULL, NULL"), "CHECK constraint failed"),
        (
            "INSERT INTO finding VALUES (1, 1, 0, 0, 0, 'sum_mismatch', 1, 2023, 'fatal', '不等', '', NULL)",
            "CHECK constraint failed"
        ),
    ]) func aRowThatCannotBeRightIsRefused(sql: String, says: String) throws {
        let error = #expect(throws: DatabaseError.self) {
            try warehouse.queue.write { db in
                try db.execute(sql: sql)
                try db.checkForeignKeys()
            }
        }
        #expect(error?.message?.contains(says) == true, "\(String(describing: error?.message))")
    }

    @Test func theChoiceOfAStatementMayChange() throws {
        try warehouse.queue.write { db in
            try db.execute(sql: "UPDATE published_observation SET accepted = 0, choice_reason = 'tie'")
            try db.execute(sql: Self.figure("1, 2023, 1, 4, NULL, NULL, NULL, NULL, 2, 1, NULL, NULL"))
        }
        #expect(try warehouse.faults() == [])
    }

    /// Every check has to see the fault that it is for.
    @Test(arguments: [
        (figure("1, 2022, 1, 4, 1, 100, NULL, NULL, 1, 0, NULL, 1"), "every_fact_has_provenance"),
        (figure("1, 2023, 1, 4, 1, 999, NULL, NULL, 1, 0, NULL, 1"), "every_fact_has_provenance"),
        (figure("1, 2023, 1, 4, 1, 100, NULL, NULL, 1, 0, NULL, 10"), "every_fact_has_provenance"),
        ("UPDATE published_observation SET choice_reason = NULL", "every_statement_is_judged"),
        (
            "UPDATE published_observation SET choice_reason = 'repeats'; UPDATE dim_measure SET unit = 'person'",
            "money_is_money"
        ),
        (
            """
            INSERT INTO dim_document (document_id, sha256, size_bytes, folder, file_name, format, kind, unit_id, fiscal_year,
              status, generation_id, run_id, ingested_at)
              SELECT 2, replace(sha256, 'a', 'b'), 1, folder, 'b.txt', format, kind, unit_id, fiscal_year, status,
              generation_id, run_id, ingested_at FROM dim_document;
            UPDATE dim_document SET status = 'superseded', superseded_by_id = 2 WHERE document_id = 1
            """, "old_readings_are_not_chosen"
        ),
        (
            """
            INSERT INTO dim_document (document_id, sha256, size_bytes, folder, file_name, format, kind, unit_id, fiscal_year,
              status, superseded_by_id, generation_id, run_id, ingested_at)
              SELECT 2, replace(sha256, 'a', 'b'), 1, folder, 'b.txt', format, kind, unit_id, fiscal_year, 'superseded', 1,
              generation_id, run_id, ingested_at FROM dim_document;
            UPDATE dim_document SET status = 'superseded', superseded_by_id = 2 WHERE document_id = 1
            """, "supersession_ends_in_a_standing_document"
        ),
        (
            """
            INSERT INTO dim_project VALUES (1, 1, '某项目');
            INSERT INTO published_observation
              SELECT 2, document_id, generation_id, 1, fiscal_year, measure_id, scenario_id, 1, value_fen,
              printed_quantum_fen, number_mantissa, number_scale, text_value, quote, locator, block, cell_row, cell_column,
              byte_start, byte_end, source, rule, confidence_percent, balance, accepted, 'repeats'
              FROM published_observation;
            INSERT INTO fact_project VALUES (1, 2022, 4, 2, 100, 1, 0, NULL)
            """, "every_project_fact_has_provenance"
        ),
        (
            """
            INSERT INTO dim_project VALUES (1, 1, '某项目');
            INSERT INTO published_observation
              SELECT 2, document_id, generation_id, 1, fiscal_year, measure_id, scenario_id, 1, value_fen,
              printed_quantum_fen, number_mantissa, number_scale, text_value, quote, locator, block, cell_row, cell_column,
              byte_start, byte_end, source, rule, confidence_percent, balance, accepted, 'repeats'
              FROM published_observation
            """, "project_amounts_are_project_expenditure"
        ),
        (
            """
            INSERT INTO dim_expense_category VALUES (1, 'nature', 'a', '甲', NULL, NULL);
            INSERT INTO dim_expense_category VALUES (2, 'economic', '302', '乙', NULL, 1)
            """, "tree_of_categories_has_one_scheme"
        ),
        ("UPDATE dim_measure SET scheme = 'nature'", "measures_fit_their_categories"),
    ]) func everyCheckSeesItsFault(sql: String, check: String) throws {
        try warehouse.queue.write { try $0.execute(sql: sql) }
        #expect(try warehouse.faults().contains { $0.hasPrefix(check + ": ") })
    }

    /// Protects the speed of loading: a CHECK with a list of three constants builds an index at every row.
    @Test(arguments: [
        "published_observation", "unsure_reading", "fact_figure", "fact_project", "fact_indicator", "finding",
        "unknown_term", "document_note", "dim_document", "dim_unit", "unit_alias", "dim_project", "dim_indicator",
    ]) func noRowNeedsATemporaryIndex(table: String) throws {
        let steps = try warehouse.queue.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN INSERT INTO \(table) DEFAULT VALUES").map { $0["opcode"] as String }
        }
        #expect(steps.contains("Insert") || steps.contains("IdxInsert"))
        #expect(!steps.contains("OpenEphemeral"))
    }
}
