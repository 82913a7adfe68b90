import FiscalModel
import GRDB
import Terminal

/// Why a figure is what it is: everything that reports state of one unit, year and measure, which statement was chosen,
/// and why each one was or was not.
///
/// Readings that are no observation yet stand below, as unsure; findings about the figure are the notes.
public struct Explanation: Question {
    /// Full name of the unit, a printed form of it, or a county with one unit.
    public var unit: String
    /// Narrows the unit where its name stands for several.
    public var places: UnitSelection
    public var year: Int
    /// Code or label of the measure.
    public var measure: String
    /// nil for all stages.
    public var scenario: Scenario?

    public init(
        unit: String, year: Int, measure: String, scenario: Scenario? = nil, places: UnitSelection = .all
    ) {
        self.unit = unit
        self.year = year
        self.measure = measure
        self.scenario = scenario
        self.places = places
    }

    public func answer(from db: Database) throws -> Answer {
        let measure = try MeasureCatalog(db).measure(called: measure)
        var selection = places
        selection.units = [unit]
        let unit = try UnitCatalog(db).units(in: selection)[0]
        let figures = try FigureTable(
            db, units: [unit], measures: [measure], years: YearRange(first: year, last: year),
            scenarios: scenario.map { [$0] } ?? Scenario.allCases)

        var answer = Answer(
            title: Wording(
                zh: "\(unit.name)（\(unit.divisionCode)）\(year) 年\(measure.label.zh)（\(measure.code)）的由来",
                en:
                    "\(unit.name) (\(unit.divisionCode)), \(year), \(measure.label.en) (\(measure.code)): where it comes from"
            ),
            columns: Self.columns(measure))
        for scenario in Scenario.allCases where self.scenario == nil || self.scenario == scenario {
            try appendCandidates(db, unit, measure, scenario, to: &answer)
            try appendUnsure(db, unit, measure, scenario, to: &answer)
            if figures[unit, measure, year, scenario] == .undecided {
                answer.notes.append(
                    Wording(
                        zh: "\(scenario.wording.zh)未定：各处数值不一，没有规则可以取舍；可用 county-ingest correct 人工裁定",
                        en:
                            "The \(scenario.wording.en) is undecided: statements differ and no rule decides; settle it with county-ingest correct"
                    ))
            }
        }
        answer.notes += try decisions(db, unit, measure)
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        answer.notes += try findings(db, unit, measure)
        return answer
    }

    private func appendCandidates(
        _ db: Database, _ unit: Unit, _ measure: Measure, _ scenario: Scenario, to answer: inout Answer
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT value_fen, printed_quantum_fen, value, accepted, reason, file_name, report_year, locator, rule,
                  confidence, quote
                FROM v_candidate
                WHERE unit_name = ? AND division_code = ? AND fiscal_year = ? AND measure = ? AND scenario = ?
                ORDER BY accepted DESC, report_year, sha256, observation_id
                """, arguments: [unit.name, unit.divisionCode, year, measure.code, scenario.rawValue])
        while let row = try rows.next() {
            let accepted: Int = row[3]
            let code: String? = row[4]
            let reason = code.flatMap(ChoiceReason.init(rawValue:))
            answer.rows.append(
                Self.row(
                    row, scenario,
                    choice: accepted == 1
                        ? .term("chosen", Wording(zh: "取用", en: "chosen"))
                        : accepted == 0
                            ? .term("not_chosen", Wording(zh: "未取", en: "not chosen"))
                            : .term("rejected", Wording(zh: "否定", en: "rejected")),
                    reason: code.map { .term($0, reason?.wording ?? Wording($0)) } ?? .missing))
        }
    }

    private func appendUnsure(
        _ db: Database, _ unit: Unit, _ measure: Measure, _ scenario: Scenario, to answer: inout Answer
    ) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT value_fen, printed_quantum_fen, value, accepted, reason, file_name, report_year, locator, rule,
                  confidence, quote
                FROM v_unsure
                WHERE unit_name = ? AND division_code = ? AND fiscal_year = ? AND measure = ? AND scenario = ?
                  AND project IS NULL
                ORDER BY report_year, sha256, locator, rule
                """, arguments: [unit.name, unit.divisionCode, year, measure.code, scenario.rawValue])
        while let row = try rows.next() {
            answer.rows.append(
                Self.row(
                    row, scenario, choice: .term("unsure", Wording(zh: "存疑", en: "unsure")),
                    reason: Self.unsureReason(row[4])))
        }
    }

    /// The words of `Seeds/unsure_reasons.csv`, shortened to a cell; a code of a newer program stands as it is.
    static func unsureReason(_ code: String) -> Answer.Cell {
        let wording: Wording? =
            switch code {
            case "two_readings": Wording(zh: "文字可作两种理解", en: "the words can be read in two ways")
            case "crowded":
                Wording(zh: "同一指标读出三个以上数额，这个没有佐证", en: "one of three or more values, with nothing to bear it out")
            case "unconfirmed_scan": Wording(zh: "扫描件识别未经印证", en: "read from a scan and not confirmed")
            case "unknown_unit_of_money": Wording(zh: "金额单位没有写明", en: "the unit of money is not stated")
            case "unknown_year": Wording(zh: "所指年度不明", en: "which year is meant is not clear")
            case "unknown_scenario": Wording(zh: "预算数还是决算数不明", en: "whether budget or actual is not clear")
            case "unmatched_parts": Wording(zh: "各部分之和与任何合计都不符", en: "the parts add up to no stated total")
            case "ragged_table": Wording(zh: "表格错位，列不能确定", en: "the table is ragged, the column is not certain")
            case "ambiguous_label": Wording(zh: "项目名称可指几个指标", en: "the label may mean several measures")
            case "implausible": Wording(zh: "数值与本报告其他数字相差悬殊", en: "far from the report’s other figures")
            case "damaged_text": Wording(zh: "文字残缺", en: "the text is damaged")
            case "possibly_other_body": Wording(zh: "可能是别的单位的数字", en: "it may be another body’s figure")
            case "suspect_column_number":
                Wording(zh: "疑为栏次、序号或年份", en: "it may be a column number, an item number or a year")
            default: nil
            }
        return wording.map { .term(code, $0) } ?? .text(code)
    }

    private static func row(_ row: Row, _ scenario: Scenario, choice: Answer.Cell, reason: Answer.Cell) -> [Answer.Cell]
    {
        let fen: Int64? = row[0]
        let value: Answer.Cell =
            fen.map { .money(Amount(fen: $0, quantum: row[1] ?? 1)) } ?? Answer.Cell(Number(row[2] as DatabaseValue))
        return [
            scenario.cell, value, choice, reason, .text(row[5]), .integer(row[6]), .place(row[7]),
            .text(row[8]), Answer.Cell(Number(row[9] as DatabaseValue)), .text(row[10]),
        ]
    }

    /// What people decided on the figure, with the value that it has by it.
    private func decisions(_ db: Database, _ unit: Unit, _ measure: Measure) throws -> [Wording] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT k.decision, k.standing, k.scenario, k.made_by, k.made_at, k.reason, c.printed_fen,
                  k.printed_value, c.value_fen, k.value
                FROM v_correction k JOIN correction c USING (correction_id)
                WHERE k.division_code = :division AND k.fiscal_year = :year AND k.measure = :measure
                  AND k.project IS NULL
                  AND (k.unit_name IN (SELECT name FROM unit_alias WHERE unit_id = :unit AND is_full_name = 1)
                    OR k.unit_name = (SELECT unit_key FROM dim_unit WHERE unit_id = :unit))
                ORDER BY k.scenario, k.made_at, k.correction_id
                """,
            arguments: ["division": unit.divisionCode, "year": year, "measure": measure.code, "unit": unit.id]
        ).compactMap { row in
            guard let stage = Scenario(rawValue: row[2]), scenario == nil || scenario == stage else { return nil }
            func digits(_ first: Int) -> Wording {
                if let fen = row[first] as Int64? {
                    let amount = Amount(fen: fen)
                    return Wording(zh: amount.description, en: amount.english)
                }
                return Wording(Number(row[first + 1] as DatabaseValue)?.description ?? "")
            }
            let (decision, standing): (String, String) = (row[0], row[1])
            let (printed, value) = (digits(6), digits(8))
            let (zh, en) =
                switch decision {
                case "accepted": ("采信印出的\(printed.zh)", "the printed \(printed.en) is accepted")
                case "rejected": ("否定印出的\(printed.zh)", "the printed \(printed.en) is rejected")
                default:
                    ("印出的\(printed.zh)更正为\(value.zh)", "the printed \(printed.en) is corrected to \(value.en)")
                }
            let (madeBy, madeAt, reason): (String, String, String) = (row[3], row[4], row[5])
            let isStale = standing == "stale"
            return Wording(
                zh: "人工裁定（\(stage.wording.zh)）：\(zh)；\(madeBy)，\(madeAt)，理由：\(reason)"
                    + (isStale ? "。现行报告已不印这个数，裁定不再适用" : ""),
                en: "Decided by a person (\(stage.wording.en)): \(en); \(madeBy), \(madeAt), because: \(reason)"
                    + (isStale ? ". No current report prints that value any more: it does not apply" : ""))
        }
    }

    private func findings(_ db: Database, _ unit: Unit, _ measure: Measure) throws -> [Wording] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT severity, rule, message, message_en FROM v_finding WHERE unit_id = ? AND fiscal_year = ? AND measure = ?
                ORDER BY rule, message
                """, arguments: [unit.id, year, measure.code]
        ).map { row in
            let rule = Finding.Rule(rawValue: row[1])?.wording ?? Wording(row[1])
            let severity = Finding.Severity(rawValue: row[0])?.wording ?? Wording(row[0])
            let (message, english): (String, String) = (row[2], row[3])
            return Wording(
                zh: "\(severity.zh)·\(rule.zh)：\(message)", en: "\(severity.en), \(rule.en): \(english)")
        }
    }

    private static func columns(_ measure: Measure) -> [Answer.Column] {
        [
            .init("scenario", zh: "口径", en: "Scenario", .heading),
            .init(
                "value", measure.isMoney ? Wording(zh: "金额", en: "Amount") : Wording(zh: "数值", en: "Value"),
                measure.columnKind),
            .init("choice", zh: "取舍", en: "Choice"),
            .init("reason", zh: "理由", en: "Reason"),
            .init("file_name", zh: "文件", en: "File"),
            .init("report_year", zh: "报告年度", en: "Report of", .number),
            .init("locator", zh: "位置", en: "Place"),
            .init("rule", zh: "识别规则", en: "Rule"),
            .init("confidence", zh: "可信度", en: "Confidence", .number),
            .init("quote", zh: "原文", en: "Quote", .longText),
        ]
    }
}

extension Number {
    /// A number that a public view gives as INTEGER or REAL, with the digits that name it; nil for NULL.
    ///
    /// Counts, percentages and scores come so.  Money never does: it is read in fen.
    fileprivate init?(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let whole): self.init(mantissa: whole)
        case .double(let real): self.init(parsing: real.description)
        case .null, .string, .blob: return nil
        }
    }
}
