import FiscalModel
import GRDB

extension Settlement {
    /// Replaces the findings between the unit's reports where they are not the same as before; returns how many more, 0
    /// where a mended report leaves fewer.
    ///
    /// What a person rejected is no statement of the report, and contradicts nothing.
    func writeFindings(between reports: [Report], _ corrections: UnitCorrections) throws -> Int {
        var wanted: [ReportFinding] = []
        if reports.count > 1 {
            let current = reports.map {
                CurrentReport(
                    digest: $0.digest, kind: $0.kind, fiscalYear: $0.fiscalYear, publishedOn: $0.publishedOn,
                    candidates: $0.statements.map(\.candidate).filter { $0.verdict != .rejected })
            }
            wanted = judge.findings(between: current)
        }
        let stale = corrections.staleFindings(among: reports)
        if !stale.isEmpty {
            wanted = reports.flatMap { report in
                wanted.filter { $0.digest == report.digest } + stale.filter { $0.digest == report.digest }
            }
        }
        let recorded = try findingsOnRecord()
        if recorded == wanted { return 0 }
        try tables.db.run(
            sql: """
                DELETE FROM finding WHERE is_between_reports = 1 AND is_between_units = 0
                AND document_id IN (SELECT document_id FROM dim_document WHERE unit_id = ?)
                """,
            arguments: [unitID])
        var ordinals: [String: Int] = [:]
        let places = Dictionary(uniqueKeysWithValues: reports.enumerated().map { ($1.digest, $0) })
        for found in wanted {
            guard let report = places[found.digest].map({ reports[$0] }) else { continue }
            try tables.insert(
                found.finding, documentID: report.documentID, generationID: report.generationID,
                place: .betweenReports, ordinal: ordinals[found.digest, default: 0])
            ordinals[found.digest, default: 0] += 1
        }
        return max(0, wanted.count - recorded.count)
    }

    /// In the order of `UnitJudge.findings`, as far as that goes by report; else they are written again.
    private func findingsOnRecord() throws -> [ReportFinding] {
        let rows = try Row.fetchAll(
            tables.db.cachedStatement(
                sql: """
                    SELECT d.sha256, f.rule, f.measure_id, f.fiscal_year, f.severity, f.message, f.message_en, f.quote
                    FROM dim_document d
                    JOIN finding f ON f.document_id = d.document_id AND f.is_between_reports = 1 AND f.is_between_units = 0
                    WHERE d.unit_id = ? ORDER BY d.fiscal_year, d.sha256, f.ordinal
                    """), arguments: [unitID])
        return rows.compactMap { ReportFinding($0, tables) }
    }
}

extension ReportFinding {
    /// From the columns sha256, rule, measure_id, fiscal_year, severity, message, message_en, quote; nil for what no rule
    /// writes.  A finding of an older program has no English, and so is none that is found today.
    init?(_ row: Row, _ tables: Tables) {
        guard let rule = Finding.Rule(rawValue: row[1]), let severity = Finding.Severity(rawValue: row[4]) else {
            return nil
        }
        self.init(
            digest: row[0],
            finding: Finding(
                rule: rule, measure: (row[2] as Int64?).map { tables.measure($0) }, fiscalYear: row[3],
                severity: severity, message: .init(zh: row[5], en: row[6] ?? ""), quote: row[7]))
    }
}

/// What a finding holds a report's figures against.
enum FindingPlace {
    case insideReport, betweenReports, betweenUnits
}

extension Tables {
    func insert(
        _ finding: Finding, documentID: Int64, generationID: Int64, place: FindingPlace, ordinal: Int
    ) throws {
        try ensureYear(finding.fiscalYear)
        let measureID = try finding.measure.map { try self.measureID($0) }
        let insert = statements.insertFinding
        insert.bind(1, documentID)
        insert.bind(2, generationID)
        insert.bind(3, place != .insideReport)
        insert.bind(4, ordinal)
        insert.bind(5, finding.rule.rawValue)
        insert.bind(6, measureID)
        insert.bind(7, finding.fiscalYear)
        insert.bind(8, finding.severity.rawValue)
        insert.bind(9, finding.message.zh)
        insert.bind(10, finding.quote)
        insert.bind(11, place == .betweenUnits)
        insert.bind(12, finding.message.en)
        try insert.run()
    }
}
