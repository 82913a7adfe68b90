import FiscalModel
import GRDB
import Terminal

/// Compares the data before and after units are judged anew.
struct ChangeLedger {
    private struct Key: Hashable {
        var fiscalYear: Int
        var measureID: Int64
        var scenarioID: Int64
        var projectID: Int64
    }

    /// Examples kept of each measure.
    private static let exampleCount = 3

    private var found: [DataChanges.Fact] = []
    private let decisions: [Int64: CorrectionStanding]
    private let counts: [Int]

    /// The state before the units are judged; `counts` from before anything was written.
    init(_ db: Database, counts: [Int]) throws {
        self.counts = counts
        decisions = try Self.standings(db)
    }

    /// Rows of the views that analysts ask, in the order of `DataChanges`.
    static func counts(_ db: Database) throws -> [Int] {
        try ["v_observation", "v_unsure", "v_indicator", "v_finding"].map {
            try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0
        }
    }

    /// Notes what judging a unit does to its facts.
    mutating func compare(_ unitID: Int64, _ db: Database, judging: () throws -> Void) throws {
        let facts = try Self.facts(of: unitID, db)
        try judging()
        let now = try Self.facts(of: unitID, db)
        for (key, fact) in now where facts[key]?.after != fact.after {
            var fact = fact
            fact.before = facts[key]?.after
            found.append(fact)
        }
        for (key, fact) in facts where now[key] == nil {
            var fact = fact
            (fact.before, fact.after) = (fact.after, nil)
            found.append(fact)
        }
    }

    /// What is otherwise now.
    func changes(_ db: Database) throws -> DataChanges {
        var changes = DataChanges()
        for fact in found.sorted(by: { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }) {
            changes.note(fact, examples: Self.exampleCount)
        }

        let standings = try Self.standings(db)
        for (id, correction) in try Self.corrections(db) {
            guard let before = decisions[id], let after = standings[id], before != after else { continue }
            changes.decisions.append(.init(correction: correction, before: before, after: after))
        }
        let after = try Self.counts(db)
        let pairs = zip(counts, after).map { DataChanges.Count(before: $0, after: $1) }
        (changes.observations, changes.unsure, changes.indicators, changes.findings) =
            (pairs[0], pairs[1], pairs[2], pairs[3])
        return changes
    }

    private static func order(_ fact: DataChanges.Fact) -> [String] {
        [
            fact.measure, fact.divisionCode, fact.unitName, String(fact.fiscalYear), fact.project ?? "",
            fact.scenario.rawValue,
        ]
    }

    private static func facts(of unitID: Int64, _ db: Database) throws -> [Key: DataChanges.Fact] {
        let query = try db.cachedStatement(
            sql: """
                SELECT f.fiscal_year, f.measure_id, f.scenario_id, f.project_id, u.division_code, u.name, m.code,
                  m.label_zh, s.code, s.label_zh, p.name, f.value_fen, f.number_mantissa, f.number_scale,
                  coalesce(m.label_en, m.label_zh), s.label_en
                FROM dim_unit u
                JOIN (
                  SELECT unit_id, fiscal_year, measure_id, scenario_id, 0 AS project_id, value_fen, number_mantissa,
                    number_scale
                  FROM fact_figure WHERE unit_id = :unit
                  UNION ALL
                  SELECT q.unit_id, x.fiscal_year,
                    (SELECT measure_id FROM dim_measure WHERE code = 'expenditure.project'), x.scenario_id, x.project_id,
                    x.value_fen, NULL, NULL
                  FROM dim_project q JOIN fact_project x ON x.project_id = q.project_id WHERE q.unit_id = :unit
                ) f ON f.unit_id = u.unit_id
                JOIN dim_measure m ON m.measure_id = f.measure_id
                JOIN dim_scenario s ON s.scenario_id = f.scenario_id
                LEFT JOIN dim_project p ON p.project_id = f.project_id
                WHERE u.unit_id = :unit
                """)
        var facts: [Key: DataChanges.Fact] = [:]
        for row in try Row.fetchAll(query, arguments: ["unit": unitID]) {
            let figure: DataChanges.Figure =
                if let fen = row[11] as Int64? {
                    .value(.money(Amount(fen: fen)))
                } else if let mantissa = row[12] as Int64? {
                    .value(.number(Number(mantissa: mantissa, scale: row[13])))
                } else {
                    .undecided
                }
            facts[
                Key(fiscalYear: row[0], measureID: row[1], scenarioID: row[2], projectID: row[3])] =
                DataChanges.Fact(
                    divisionCode: row[4], unitName: row[5], fiscalYear: row[0], measure: row[6],
                    measureLabel: Wording(zh: row[7], en: row[14]), scenario: Scenario(rawValue: row[8]) ?? .actual,
                    scenarioLabel: Wording(zh: row[9], en: row[15]),
                    project: row[10], before: nil, after: figure)
        }
        return facts
    }

    private static func standings(_ db: Database) throws -> [Int64: CorrectionStanding] {
        var standings: [Int64: CorrectionStanding] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT correction_id, standing FROM correction WHERE is_withdrawn = 0") {
            standings[row[0]] = CorrectionStanding(rawValue: row[1])
        }
        return standings
    }

    private static func corrections(_ db: Database) throws -> [(Int64, Correction)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(LoadingStatements.correctionColumns) FROM correction k WHERE is_withdrawn = 0
                ORDER BY correction_id
                """
        ).map { ($0[0], Correction($0)) }
    }
}

extension DataChanges {
    /// Counts a fact, whose measure is the last one met or the next.
    fileprivate mutating func note(_ fact: Fact, examples: Int) {
        if measures.last?.measure != fact.measure {
            measures.append(Tally(measure: fact.measure, label: fact.measureLabel))
        }
        let last = measures.count - 1
        switch (fact.before, fact.after) {
        case (nil, _): measures[last].added += 1
        case (_, nil): measures[last].removed += 1
        default: measures[last].changed += 1
        }
        if measures[last].examples.count < examples { measures[last].examples.append(fact) }
    }
}
