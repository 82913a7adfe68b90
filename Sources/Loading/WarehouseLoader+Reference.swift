import FiscalModel
import GRDB

extension WarehouseLoader {
    /// Brings the dimensions to the seeds; writes nothing, and asks for no rows, when the fingerprint is that of the
    /// seeds that are in.  Returns whether it wrote.
    ///
    /// Rows that facts may hang on are never deleted, only changed; names, successors and population are replaced.
    @discardableResult
    public func sync(seedsFingerprint: String, rows: () -> ReferenceRows) throws(LoadingError) -> Bool {
        try transaction { db, tables in try sync(seedsFingerprint: seedsFingerprint, rows: rows, db, tables) }
    }

    @discardableResult
    func sync(
        seedsFingerprint: String, rows: () -> ReferenceRows, _ db: Database, _ tables: Tables
    ) throws -> Bool {
        let known = try String.fetchOne(db, sql: "SELECT seeds_fingerprint FROM reference_state")
        if known == seedsFingerprint { return false }
        try ReferenceWriter(db: db).write(rows())
        try db.execute(
            sql: """
                INSERT INTO reference_state (reference_state_id, seeds_fingerprint) VALUES (1, ?)
                ON CONFLICT DO UPDATE SET seeds_fingerprint = excluded.seeds_fingerprint
                """,
            arguments: [seedsFingerprint])
        try tables.readReference()
        return true
    }
}

/// Writes the seeds' rows into the dimensions.
private struct ReferenceWriter {
    let db: Database

    func write(_ rows: ReferenceRows) throws {
        try writeDivisions(rows.divisions)
        try writeDependents(rows)
        try writeLabels(rows.kindsOfBody, table: "dim_kind_of_body", key: "kind_of_body")
        try writeLabels(rows.documentKinds, table: "dim_document_kind", key: "kind")
        for (index, scenario) in rows.scenarios.enumerated() {
            try execute(
                """
                INSERT INTO dim_scenario (scenario_id, code, label_zh, label_en) VALUES (?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET label_zh = excluded.label_zh, label_en = excluded.label_en
                """,
                [index + 1, scenario.code, scenario.zh, scenario.en])
        }
        try writeMeasures(rows.measures)
    }

    /// One row a code, under the name that stands or stood last.
    private func writeDivisions(_ divisions: [ReferenceRows.Division]) throws {
        var latest: [String: ReferenceRows.Division] = [:]
        for division in divisions {
            let age = { (division: ReferenceRows.Division) in (division.validUntil ?? .max, division.validFrom ?? 0) }
            if let other = latest[division.code], age(other) >= age(division) { continue }
            latest[division.code] = division
        }
        let batches = try RowBatches(
            db,
            """
            INSERT INTO dim_division (
              division_code, name, level, province_name, city_name, county_name, valid_from, valid_until)
            """, columns: 8,
            conflict: """
                DO UPDATE SET
                  name = excluded.name, level = excluded.level, province_name = excluded.province_name,
                  city_name = excluded.city_name, county_name = excluded.county_name,
                  valid_from = excluded.valid_from, valid_until = excluded.valid_until
                """)
        try batches.write(latest.values.sorted { $0.code < $1.code }) { statement, first, division in
            statement.bind(first, division.code)
            statement.bind(first + 1, division.name)
            statement.bind(first + 2, division.level)
            statement.bind(first + 3, division.province)
            statement.bind(first + 4, division.cityName)
            statement.bind(first + 5, division.level == "county" ? division.name : nil)
            statement.bind(first + 6, division.validFrom)
            statement.bind(first + 7, division.validUntil)
        }
    }

    private func writeDependents(_ rows: ReferenceRows) throws {
        try db.execute(sql: "DELETE FROM division_name; DELETE FROM division_successor; DELETE FROM dim_population")
        let codes = Set(rows.divisions.map(\.code))
        let names = try RowBatches(
            db, "INSERT INTO division_name (division_code, name, valid_from, valid_until)",
            columns: 4, conflict: "DO NOTHING")
        try names.write(rows.divisions) { statement, first, division in
            statement.bind(first, division.code)
            statement.bind(first + 1, division.name)
            statement.bind(first + 2, division.validFrom ?? 0)
            statement.bind(first + 3, division.validUntil)
        }
        let successors = try BoundStatement(
            db,
            """
            INSERT INTO division_successor (division_code, successor_code, partial_year) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        for division in rows.divisions {
            for successor in division.successors where successor.code != division.code && codes.contains(successor.code)
            {
                successors.bind(1, division.code)
                successors.bind(2, successor.code)
                successors.bind(3, successor.partialYear ?? 0)
                try successors.run()
            }
        }
        let populations = try RowBatches(
            db, "INSERT INTO dim_population (division_code, census_year, resident_population)",
            columns: 3)
        try populations.write(rows.populations.filter { codes.contains($0.divisionCode) }) {
            statement, first, population in
            statement.bind(first, population.divisionCode)
            statement.bind(first + 1, population.year)
            statement.bind(first + 2, population.residents)
        }
    }

    private func writeLabels(_ labels: [ReferenceRows.Label], table: String, key: String) throws {
        for label in labels {
            try execute(
                """
                INSERT INTO \(table) (\(key), label_zh, label_en) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET label_zh = excluded.label_zh, label_en = excluded.label_en
                """,
                [label.code, label.zh, label.en])
        }
    }

    /// Categories and measures first without their parents, so that their order in the seeds does not matter.
    private func writeMeasures(_ measures: [ReferenceRows.Measure]) throws {
        let categories = try RowBatches(
            db, "INSERT INTO dim_expense_category (scheme, code, label_zh, label_en)", columns: 4,
            conflict: "DO UPDATE SET label_zh = excluded.label_zh, label_en = excluded.label_en")
        try categories.write(measures.filter { $0.category != nil }) { statement, first, measure in
            statement.bind(first, measure.scheme)
            statement.bind(first + 1, measure.category)
            statement.bind(first + 2, measure.labelZH)
            statement.bind(first + 3, measure.labelEN)
        }
        let batches = try RowBatches(
            db,
            """
            INSERT INTO dim_measure (
              code, label_zh, label_en, unit, scheme, expense_category_id, definition, is_seed)
            """,
            row: """
                (?, ?, ?, ?, ?, (SELECT expense_category_id FROM dim_expense_category WHERE scheme = ? AND code = ?), ?,
                  1)
                """, columns: 8,
            conflict: """
                DO UPDATE SET
                  label_zh = excluded.label_zh, label_en = excluded.label_en, unit = excluded.unit,
                  scheme = excluded.scheme, expense_category_id = excluded.expense_category_id,
                  definition = excluded.definition, is_seed = 1
                """)
        try batches.write(measures) { statement, first, measure in
            statement.bind(first, measure.code.rawValue)
            statement.bind(first + 1, measure.labelZH)
            statement.bind(first + 2, measure.labelEN)
            statement.bind(first + 3, measure.unit)
            statement.bind(first + 4, measure.scheme)
            statement.bind(first + 5, measure.scheme)
            statement.bind(first + 6, measure.category)
            statement.bind(first + 7, measure.definition)
        }
        let schemes = Dictionary(measures.map { ($0.code, $0.scheme) }) { first, _ in first }
        let putParent = try BoundStatement(
            db,
            """
            UPDATE dim_measure SET parent_id = (SELECT p.measure_id FROM dim_measure p WHERE p.code = ?)
            WHERE code = ?
            """)
        let putParentCategory = try BoundStatement(
            db,
            """
            UPDATE dim_expense_category SET parent_id = (
              SELECT p.expense_category_id FROM dim_expense_category p WHERE p.scheme = ?1 AND p.code = ?2)
            WHERE scheme = ?1 AND code = ?3
            """)
        for measure in measures {
            putParent.bind(1, measure.parent?.rawValue)
            putParent.bind(2, measure.code.rawValue)
            try putParent.run()
            guard let category = measure.category else { continue }
            putParentCategory.bind(1, measure.scheme)
            putParentCategory.bind(
                2, measure.parent.flatMap { schemes[$0] == measure.scheme ? measure.category(of: $0) : nil })
            putParentCategory.bind(3, category)
            try putParentCategory.run()
        }
        for measure in measures where measure.scheme == "statistic" {
            try execute(
                """
                INSERT INTO dim_indicator (measure_id, level1, level2, level3)
                SELECT measure_id, '统计指标', code, label_zh FROM dim_measure WHERE code = ?
                ON CONFLICT (measure_id) DO UPDATE SET level3 = excluded.level3
                """,
                [measure.code.rawValue])
        }
    }

    private func execute(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }
}

extension ReferenceRows.Division {
    fileprivate var cityName: String? {
        switch level {
        case "province": nil
        case "city": name
        default: city.isEmpty ? nil : city
        }
    }
}

extension ReferenceRows.Measure {
    /// The code of the expense category that it measures; nil for what is no expense.
    fileprivate var category: String? { category(of: code) }

    fileprivate func category(of measure: MeasureCode) -> String? {
        switch scheme {
        case "nature", "three_public", "procurement": measure.rawValue
        case "function", "economic": UnlistedClass(measure)?.code
        default: nil
        }
    }
}
