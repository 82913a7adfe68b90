import FiscalModel
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
        do throws(CommaSeparatedTable.Malformed) { table = try CommaSeparatedTable(bytes: bytes) } catch {
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
            guard let correction = correction(fields) else {
                throw fault(place, table.line(ofRow: row), Wording(zh: "这一行读不懂", en: "this row cannot be read"))
            }
            corrections.append(correction)
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

    private static func correction(_ fields: [String]) -> Correction? {
        let isMoney = fields[6] == "yuan"
        let value = fields[8].isEmpty ? nil : Value(exactDigits: fields[8], isMoney: isMoney)
        guard let year = Int(fields[2]), let scenario = Scenario(rawValue: fields[4]),
            let printed = Value(exactDigits: fields[7], isMoney: isMoney), fields[8].isEmpty || value != nil,
            isMoney || fields[6] == "number", fields[15] == "0" || fields[15] == "1",
            ![0, 1, 3, 9, 10, 11].contains(where: { fields[$0].isEmpty })
        else { return nil }
        return Correction(
            divisionCode: fields[0], unitName: fields[1],
            key: FigureKey(
                measure: MeasureCode(fields[3]), fiscalYear: year, scenario: scenario,
                project: fields[5].isEmpty ? nil : fields[5]),
            printed: printed, value: value, reason: fields[9], madeBy: fields[10], madeAt: fields[11],
            source: .init(digest: fields[12], locator: fields[13], quote: fields[14]), isWithdrawn: fields[15] == "1")
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
