import DocumentModel
import FiscalModel
import ReferenceData

@testable import Extracting

/// Tables for tests as text: a line a row, cells between bars; `^` joins the cell above, `<` the cell to the left.
///
///     项目   | <   | 合计
///     编码   | 名称 | ^
///     201   | 一般公共服务支出 | 12.30
enum TableSketch {
    static func table(_ text: String, hasSpans: Bool = true, isRecognised: Bool = false) -> Table {
        let rows = text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                String(cell).trimmed.replacing("/n", with: "\n")
            }
        }
        var cells: [Cell] = []
        for (row, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() where text != "<" && text != "^" {
                var width = 1
                while column + width < texts.count, texts[column + width] == "<" { width += 1 }
                var height = 1
                while row + height < rows.count, column < rows[row + height].count, rows[row + height][column] == "^" {
                    height += 1
                }
                cells.append(Cell(row: row, column: column, rowSpan: height, columnSpan: width, text: text))
            }
        }
        return Table(
            rowCount: rows.count, columnCount: rows.map(\.count).max() ?? 0, cells: cells, hasSpans: hasSpans,
            isRecognised: isRecognised)
    }

    /// A report of paragraphs and tables: a piece that holds a bar is a table.
    static func document(_ pieces: [String], hasSpans: Bool = true) -> Document {
        Document(
            format: .docx,
            blocks: pieces.map { piece in
                piece.contains("|") ? .table(table(piece, hasSpans: hasSpans)) : .paragraph(Paragraph(piece))
            })
    }

    static let reference: Result<ReferenceData, SeedError> = Result { () throws(SeedError) in
        try ReferenceData.embedded()
    }

    static func extraction(
        _ pieces: [String], year: Int = 2023, kind: ReportKind = .finalAccounts, hasSpans: Bool = true
    ) throws -> Extraction {
        extraction(of: document(pieces, hasSpans: hasSpans), year: year, kind: kind, try reference.get())
    }

    static func extraction(
        of document: Document, year: Int = 2023, kind: ReportKind = .finalAccounts, _ reference: ReferenceData
    ) -> Extraction {
        let unit = BudgetUnit(name: "青溪县文化馆", divisionCode: "430000", kindOfBody: "institution")
        return TableExtractor(reference: reference)
            .extraction(of: document, identity: ReportIdentity(unit: unit, fiscalYear: year, kind: kind))
    }

    /// Observations as lines, in the order of the report: “expenditure.total 2023 actual 12300.00”.
    static func lines(_ extraction: Extraction) -> [String] { extraction.observations.map(line) }

    static func line(_ observation: Observation) -> String {
        let value =
            switch observation.value {
            case .money(let amount): "\(Number(mantissa: amount.fen, scale: 2))元"
            case .number(let number): "\(number)"
            }
        return "\(observation.measure) \(observation.fiscalYear) \(observation.scenario.rawValue) \(value)"
            + (observation.project.map { " [\($0)]" } ?? "")
    }

    /// Indicators as lines: “产出/数量/培训期数 | ≥3期 | 4期 | 10 | 10”, with ∅ for a column that is not there.
    static func indicatorLines(_ extraction: Extraction) -> [String] {
        extraction.indicators.map { indicator in
            ([
                "\(indicator.level1)/\(indicator.level2)/\(indicator.level3)", indicator.target ?? "∅",
                indicator.actual ?? "∅", indicator.weight?.description ?? "∅", indicator.score?.description ?? "∅",
            ] + (indicator.project.map { ["[\($0)]"] } ?? [])).joined(separator: " | ")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest = rest.dropFirst() }
        while rest.last == " " { rest = rest.dropLast() }
        return String(rest)
    }
}
