import FiscalModel
import GRDB
import Terminal

/// The contradictions found in reports and between them.
public struct Findings: Question {
    public var units: UnitSelection
    public var years: YearRange
    public var rules: [Finding.Rule]
    public var severities: [Finding.Severity]
    /// Code or label of the measure at fault; nil for any and none.
    public var measure: String?

    public init(
        units: UnitSelection = .all, years: YearRange = .all, rules: [Finding.Rule] = [],
        severities: [Finding.Severity] = [], measure: String? = nil
    ) {
        self.units = units
        self.years = years
        self.rules = rules
        self.severities = severities
        self.measure = measure
    }

    public func answer(from db: Database) throws -> Answer {
        let measure = try measure.map { name in try MeasureCatalog(db).measure(called: name) }
        let units = try UnitCatalog(db).units(in: units)
        // By number: a statement takes as many of these as there are units, but only some thousand arguments.
        let condition =
            self.units.isAll ? "" : " AND unit_id IN (\(units.map { String($0.id) }.joined(separator: ",")))"
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT division_code, unit_name, fiscal_year, severity, rule, measure, label_zh, message, quote, file_name, label_en,
                  message_en
                FROM v_finding
                WHERE fiscal_year BETWEEN ? AND ?\(condition)
                ORDER BY division_code, unit_name, fiscal_year,
                  CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, rule, measure, sha256, message
                """, arguments: [years.first ?? 0, years.last ?? 9999])
        var answer = Answer(title: Wording(zh: "疑点", en: "Findings"), columns: Self.columns)
        while let row = try rows.next() {
            let severity: String = row[3]
            let rule: String = row[4]
            let code: String? = row[5]
            if !severities.isEmpty && !severities.contains(where: { $0.rawValue == severity }) { continue }
            if !rules.isEmpty && !rules.contains(where: { $0.rawValue == rule }) { continue }
            if let measure, measure.code != code { continue }
            answer.rows.append([
                .text(row[0]), .text(row[1]), .integer(row[2]),
                .term(severity, Finding.Severity(rawValue: severity)?.wording ?? Wording(severity)),
                .term(rule, Finding.Rule(rawValue: rule)?.wording ?? Wording(rule)),
                code.map { .term($0, Wording(zh: row[6], en: row[10] ?? row[6])) } ?? .missing,
                .wording(Wording(zh: row[7], en: row[11])), .text(row[8]), .text(row[9]),
            ])
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private static let columns: [Answer.Column] =
        Unit.columns + [
            .init("fiscal_year", zh: "年度", en: "Year", .heading),
            .init("severity", zh: "程度", en: "Severity"),
            .init("rule", zh: "疑点", en: "Finding"),
            .init("measure", zh: "指标", en: "Measure"),
            .init("message", zh: "说明", en: "Message", .longText),
            .init("quote", zh: "原文", en: "Quote", .longText),
            .init("file_name", zh: "文件", en: "File"),
        ]
}
