import DocumentModel

@testable import Reading

/// Reads text or bytes as a file of a name.
func read(_ bytes: [UInt8], _ name: String = "报告.txt") throws -> Document {
    try DocumentReader().read(SourceFile(name: name, folder: "", bytes: bytes))
}

func read(_ text: String, _ name: String = "报告.txt") throws -> Document { try read(Array(text.utf8), name) }

/// The reason for which a file is refused; nil when it is read.
func refusal(_ bytes: [UInt8], _ name: String) -> ReadingFailure? {
    do {
        _ = try DocumentReader().read(SourceFile(name: name, folder: "", bytes: bytes))
        return nil
    } catch {
        return error
    }
}

extension Document {
    /// Blocks as one line each: a paragraph as `role: text`, a table as its rows with ` | ` between cells, spans behind `+`
    /// and `v`, `H` for a header and `X` for a hidden cell.
    var outline: [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let paragraph): return ["\(paragraph.role.rawValue): \(paragraph.text)"]
            case .table(let table):
                var rows: [Int: [String]] = [:]
                for cell in table.cells {
                    var mark = "\(cell.column)"
                    if cell.columnSpan > 1 { mark += "+\(cell.columnSpan)" }
                    if cell.rowSpan > 1 { mark += "v\(cell.rowSpan)" }
                    if cell.isHeader { mark += "H" }
                    if cell.isHidden { mark += "X" }
                    let text = cell.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
                    rows[cell.row, default: []].append("\(mark)=\(text)")
                }
                let head =
                    "table \(table.rowCount)x\(table.columnCount)" + (table.caption.map { " \($0)" } ?? "")
                    + (table.isHidden ? " hidden" : "")
                return [head] + rows.keys.sorted().map { "  \($0): " + (rows[$0] ?? []).joined(separator: " | ") }
            }
        }
    }
}

/// A Word document with a body of our own.
func word(_ body: String, styles: String = "", numbering: String = "", more: [(String, String)] = []) -> [UInt8] {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    var members = [
        ("word/document.xml", "<?xml version=\"1.0\"?><w:document \(names)><w:body>\(body)</w:body></w:document>")
    ]
    if !styles.isEmpty { members.append(("word/styles.xml", "<w:styles \(names)>\(styles)</w:styles>")) }
    if !numbering.isEmpty { members.append(("word/numbering.xml", "<w:numbering \(names)>\(numbering)</w:numbering>")) }
    return ZipArchive(members + more).bytes
}

/// A Word paragraph with properties of our own.
func p(_ text: String, _ properties: String = "") -> String {
    "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
}

func tc(_ text: String, _ properties: String = "") -> String { "<w:tc><w:tcPr>\(properties)</w:tcPr>\(p(text))</w:tc>" }

/// A workbook of sheets (name, attributes of the sheet, XML of the rows and what follows them).
func workbook(
    _ sheets: [(name: String, state: String, xml: String)], strings: [String] = [], styles: String = ""
) -> [UInt8] {
    var members: [(String, String)] = []
    var list = ""
    var relations = ""
    for (index, sheet) in sheets.enumerated() {
        list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" \(sheet.state) r:id=\"rId\(index + 1)\"/>"
        relations += "<Relationship Id=\"rId\(index + 1)\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
        members.append(("xl/worksheets/sheet\(index + 1).xml", "<worksheet>\(sheet.xml)</worksheet>"))
    }
    members.append(("xl/workbook.xml", "<workbook><sheets>\(list)</sheets></workbook>"))
    members.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
    if !strings.isEmpty {
        members.append(("xl/sharedStrings.xml", "<sst>" + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"))
    }
    if !styles.isEmpty { members.append(("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")) }
    return ZipArchive(members).bytes
}
