import FiscalModel
import Reading
import ReferenceData
import Terminal

/// Decisions as a CSV file that stands under version control: sorted, so that the same decisions are the same bytes.
enum CorrectionFile {
    static let columns = [
        "division_code", "unit_name", "fiscal_year", "measure", "scenario", "project", "unit", "printed_value",
        "corrected_value", "reason", "made_by", "made_at", "source_sha256", "source_locator", "source_quote",
        "is_withdrawn",
    ]

    static func text(_ corrections: [Correction]) -> String {
        ([columns] + corrections.map(fields)).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
    }

    static func read(_ bytes: [UInt8], place: String) throws(Complaint) -> [Correction] {
        let table: CommaSeparatedTable
        do throws(CommaSeparatedTable.Malformed) {
            // NB: Excel on a Chinese system saves CSV as GBK.
            table = try CommaSeparatedTable(bytes: textAsUTF8(bytes) ?? bytes)
        } catch {
            let fault = SeedFault(file: place, line: error.line, problem: error.reason)
            throw Self.fault(place, error.line, Wording(zh: fault.problemZH, en: fault.problemEN))
        }
        guard table.header == columns else {
            throw fault(
                place, 1,
                Wording(
                    zh: "表头应为 \(columns.joined(separator: ","))",
                    en: "the header has to be \(columns.joined(separator: ","))"))
        }
        var corrections: [Correction] = []
        for row in 0..<table.rowCount {
            let fields = columns.indices.map { table[row, $0] }
            // NB: rows that were emptied in Excel stay as commas.
            if fields.allSatisfy(\.isEmpty) { continue }
            do throws(UnreadableField) { corrections.append(try correction(fields)) } catch {
                throw fault(place, table.line(ofRow: row), error.wording(of: fields))
            }
        }
        return corrections
    }

    private static func fields(_ correction: Correction) -> [String] {
        let isMoney = if case .money = correction.printed { true } else { false }
        return [
            correction.divisionCode, correction.unitName, String(correction.key.fiscalYear),
            correction.key.measure.rawValue, correction.key.scenario.rawValue, correction.key.project ?? "",
            isMoney ? "yuan" : "number", correction.printed.exactDigits, correction.value?.exactDigits ?? "",
            correction.reason, correction.madeBy, correction.madeAt, correction.source.digest,
            correction.source.locator, correction.source.quote, correction.isWithdrawn ? "1" : "0",
        ]
    }

    private static func correction(_ fields: [String]) throws(UnreadableField) -> Correction {
        func field(_ name: String) -> String { fields[columns.firstIndex(of: name)!] }
        func check(_ name: String, _ isRight: Bool) throws(UnreadableField) {
            if !isRight { throw UnreadableField(column: name) }
        }
        func digits(_ name: String, isMoney: Bool) throws(UnreadableField) -> Value {
            // NB: an exponent is a number that lost digits.
            guard !field(name).lowercased().contains("e"),
                let value = Value(exactDigits: field(name), isMoney: isMoney)
            else {
                throw UnreadableField(column: name)
            }
            return value
        }
        let isMoney = field("unit") == "yuan"
        try check("division_code", field("division_code").wholeMatch(of: /[0-9]{6}/) != nil)
        for name in ["unit_name", "measure", "reason", "made_by"] { try check(name, !field(name).isEmpty) }
        try check("unit", isMoney || field("unit") == "number")
        try check("made_at", isTime(field("made_at")))
        try check("is_withdrawn", ["0", "1"].contains(field("is_withdrawn")))
        guard let year = Int(field("fiscal_year")), (1949...2100).contains(year) else {
            throw UnreadableField(column: "fiscal_year")
        }
        guard let scenario = Scenario(rawValue: field("scenario")) else { throw UnreadableField(column: "scenario") }
        return Correction(
            divisionCode: field("division_code"), unitName: field("unit_name"),
            key: FigureKey(
                measure: MeasureCode(field("measure")), fiscalYear: year, scenario: scenario,
                project: field("project").isEmpty ? nil : field("project")),
            printed: try digits("printed_value", isMoney: isMoney),
            value: field("corrected_value").isEmpty ? nil : try digits("corrected_value", isMoney: isMoney),
            reason: field("reason"), madeBy: field("made_by"), madeAt: field("made_at"),
            source: .init(
                digest: field("source_sha256"), locator: field("source_locator"), quote: field("source_quote")),
            isWithdrawn: field("is_withdrawn") == "1")
    }

    /// In this century: behind the last second there is, no later decision could be the last word.
    private static func isTime(_ field: String) -> Bool {
        field.wholeMatch(
            of: /20[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z/)
            != nil
    }

    /// A field that is not what its column holds.
    private struct UnreadableField: Error {
        var column: String

        func wording(of fields: [String]) -> Wording {
            let found = fields[columns.firstIndex(of: column)!]
            let wanted: Wording =
                switch column {
                case "division_code": Wording(zh: "六位数字", en: "six digits")
                case "fiscal_year": Wording(zh: "年份", en: "a year")
                case "scenario":
                    Wording(
                        zh: Scenario.allCases.map(\.rawValue).joined(separator: "、"),
                        en: Scenario.allCases.map(\.rawValue).joined(separator: ", "))
                case "unit": Wording(zh: "yuan 或 number", en: "yuan or number")
                case "printed_value", "corrected_value":
                    Wording(
                        zh: "写全的数，如 25595.00（Excel 会把长数缩成 1.2E+11）",
                        en: "a number in full, such as 25595.00 (Excel shortens long ones to 1.2E+11)")
                case "made_at": Wording(zh: "2025-01-31T08:00:00Z 这样的时间", en: "a time such as 2025-01-31T08:00:00Z")
                case "is_withdrawn": Wording(zh: "0 或 1", en: "0 or 1")
                default: Wording(zh: "不能空着", en: "not blank")
                }
            return Wording(
                zh: "\(column) 是“\(found)”，应为：\(wanted.zh)", en: "\(column) is “\(found)”, it has to be: \(wanted.en)")
        }
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func fault(_ place: String, _ line: Int, _ what: Wording) -> Complaint {
        Complaint(
            place: "\(place):\(line)", what: what,
            consequence: Wording(zh: "一行也没有记录", en: "none of its rows is on record"),
            help: Wording(zh: "改正后再运行", en: "mend it and run again"), status: .quarantined)
    }
}
