import FiscalModel
import GRDB

/// Holds the figures of the units of one kind of body against each other, and writes what was found.
///
/// All units of the kind are looked at each time, so that the findings follow from the facts and not from the order in
/// which these came.  Most series have nothing that stands far from its median: their statements are not read.
struct PeerJudging {
    let tables: Tables
    let judge: any UnitJudge
    let kindOfBody: String

    /// How far from the median of its series a figure is worth a look; a slip between 元 and 万元 is further off.
    private static let far: Int64 = 100

    /// Money that a unit of any size has more or less of.
    private static let measures = """
        SELECT measure_id FROM dim_measure
        WHERE unit = 'yuan' AND is_seed = 1 AND scheme IN ('revenue', 'nature', 'three_public', 'procurement')
        """

    private struct SeriesKey: Hashable {
        var measureID: Int64
        var scenarioID: Int64
    }

    private struct Worth {
        var unitID: Int64
        var fen: Int64
    }

    /// Replaces the findings between units of the kind where they are not the same as before; returns how many more, 0
    /// for fewer.
    func run() throws -> Int {
        let wanted = try levels().flatMap { try findings(on: $0) }
        try tables.db.run(sql: "DELETE FROM peer_judging_owed WHERE kind_of_body = ?", arguments: [kindOfBody])
        let recorded = try findingsOnRecord()
        if Set(recorded) == Set(wanted), recorded.count == wanted.count { return 0 }
        try tables.db.run(
            sql: """
                DELETE FROM finding WHERE is_between_reports = 1 AND is_between_units = 1 AND document_id IN (
                  SELECT d.document_id FROM dim_unit u JOIN dim_document d ON d.unit_id = u.unit_id
                  WHERE u.kind_of_body = ?)
                """,
            arguments: [kindOfBody])
        var ordinals: [String: Int] = [:]
        for found in wanted {
            let document = try tables.db.row(
                sql: "SELECT document_id, generation_id FROM dim_document WHERE sha256 = ?", arguments: [found.digest])
            guard let document else { continue }
            try tables.insert(
                found.finding, documentID: document[0], generationID: document[1], place: .betweenUnits,
                ordinal: ordinals[found.digest, default: 0])
            ordinals[found.digest, default: 0] += 1
        }
        return max(0, wanted.count - recorded.count)
    }

    private func levels() throws -> [String] {
        try tables.db.rows(
            sql: """
                SELECT DISTINCT v.level FROM dim_unit u JOIN dim_division v ON v.division_code = u.division_code
                WHERE u.kind_of_body = ? ORDER BY v.level
                """,
            arguments: [kindOfBody]
        ).map { $0[0] }
    }

    private func findings(on level: String) throws -> [ReportFinding] {
        let series = try worths(on: level)
        var medians: [SeriesKey: Int64] = [:]
        var farSeries: Set<SeriesKey> = []
        var farUnits: Set<Int64> = []
        for (key, worths) in series {
            let median = worths.map(\.fen).sorted()[(worths.count - 1) / 2]
            medians[key] = median
            let isFar = { (worth: Worth) in worth.fen / Self.far >= median || median / Self.far >= worth.fen }
            let units = worths.filter(isFar).map(\.unitID)
            if units.isEmpty { continue }
            farSeries.insert(key)
            farUnits.formUnion(units)
        }
        if farSeries.isEmpty { return [] }
        let figures = try figures(on: level) { farUnits.contains($0) || farSeries.contains($1) }
        return judge.findings(
            among: PeerGroup(
                kindOfBody: kindOfBody,
                medians: Dictionary(
                    uniqueKeysWithValues: medians.map {
                        (
                            PeerSeries(
                                measure: tables.measure($0.key.measureID),
                                scenario: tables.scenario($0.key.scenarioID)), $0.value
                        )
                    }), figures: figures))
    }

    /// Every positive amount of the kind's units, without its words.
    private func worths(on level: String) throws -> [SeriesKey: [Worth]] {
        let query = try tables.db.cachedStatement(
            sql: """
                SELECT f.measure_id, f.scenario_id, u.unit_id, f.value_fen
                FROM dim_unit u
                JOIN dim_division v ON v.division_code = u.division_code AND v.level = ?
                JOIN fact_figure f ON f.unit_id = u.unit_id AND f.value_fen > 0
                WHERE u.kind_of_body = ? AND f.measure_id IN (\(Self.measures))
                """)
        var series: [SeriesKey: [Worth]] = [:]
        let rows = try Row.fetchCursor(query, arguments: [level, kindOfBody])
        while let row = try rows.next() {
            series[SeriesKey(measureID: row[0], scenarioID: row[1]), default: []].append(
                Worth(unitID: row[2], fen: row[3]))
        }
        return series
    }

    private func figures(
        on level: String, where isWanted: (Int64, SeriesKey) -> Bool
    ) throws -> [PeerFigure] {
        let suspected = try suspectedAlready()
        let query = try tables.db.cachedStatement(
            sql: """
                SELECT f.measure_id, f.scenario_id, u.unit_id, f.value_fen, f.observation_id, f.correction_id
                FROM dim_unit u
                JOIN dim_division v ON v.division_code = u.division_code AND v.level = ?
                JOIN fact_figure f ON f.unit_id = u.unit_id AND f.value_fen > 0 AND f.observation_id IS NOT NULL
                WHERE u.kind_of_body = ? AND f.measure_id IN (\(Self.measures))
                """)
        var figures: [PeerFigure] = []
        let rows = try Row.fetchCursor(query, arguments: [level, kindOfBody])
        while let row = try rows.next() {
            let (unitID, measureID): (Int64, Int64) = (row[2], row[0])
            guard isWanted(unitID, SeriesKey(measureID: measureID, scenarioID: row[1])) else { continue }
            let statement = tables.statements.statementOfFigure
            statement.bind(1, row[4] as Int64)
            try statement.forEachRow { statement in
                let observation = try statement.reading(from: 3, tables: tables).observation
                guard case .money(let printed) = observation.value else { return }
                figures.append(
                    PeerFigure(
                        unitID: unitID, digest: statement.text(1), reportFiscalYear: statement.int(2),
                        observation: observation, amount: Amount(fen: row[3], quantum: printed.quantum),
                        isSettled: (row[5] as Int64?) != nil
                            || suspected.contains(.document(statement.int64(0)))
                            || suspected.contains(.measure(measureID, ofUnit: unitID))))
            }
        }
        return figures
    }

    private enum Suspected: Hashable {
        case document(Int64)
        case measure(Int64, ofUnit: Int64)
    }

    /// Documents, and measures of units, that a report or the unit's years show to be in the wrong unit: one cause gives
    /// one finding.
    private func suspectedAlready() throws -> Set<Suspected> {
        let rows = try tables.db.rows(
            sql: """
                SELECT d.document_id, d.unit_id, f.measure_id
                FROM dim_unit u
                JOIN dim_document d ON d.unit_id = u.unit_id AND d.status = 'loaded'
                JOIN finding f ON f.document_id = d.document_id AND f.generation_id = d.generation_id
                WHERE u.kind_of_body = ? AND f.rule = ? AND f.is_between_units = 0
                """,
            arguments: [kindOfBody, Finding.Rule.unitSuspect.rawValue])
        return Set(
            rows.flatMap { row in
                [.document(row[0])] + ((row[2] as Int64?).map { [.measure($0, ofUnit: row[1])] } ?? [])
            })
    }

    private func findingsOnRecord() throws -> [ReportFinding] {
        try tables.db.rows(
            sql: """
                SELECT d.sha256, f.rule, f.measure_id, f.fiscal_year, f.severity, f.message, f.message_en, f.quote
                FROM dim_unit u
                JOIN dim_document d ON d.unit_id = u.unit_id
                JOIN finding f ON f.document_id = d.document_id AND f.is_between_reports = 1 AND f.is_between_units = 1
                WHERE u.kind_of_body = ? ORDER BY d.sha256, f.ordinal
                """,
            arguments: [kindOfBody]
        ).compactMap { ReportFinding($0, tables) }
    }
}
