import DocumentModel
import Testing

/// Protects that a span leads back to its words, and its locator to the place on the page.
@Suite struct SourceSpanTests {
    private let document = Document(
        format: .docx,
        blocks: [
            .paragraph(Paragraph("一、收入说明", page: 1)),
            .table(
                Table(
                    rowCount: 3, columnCount: 3,
                    cells: [
                        Cell(row: 0, column: 0, columnSpan: 2, text: "项目"), Cell(row: 0, column: 2, text: "决算数"),
                        Cell(row: 1, column: 1, text: "其中：接待费"), Cell(row: 1, column: 2, text: "0.28"),
                        Cell(row: 2, column: 0, text: "合计", page: 3), Cell(row: 2, column: 2, text: "12.30", page: 3),
                    ], page: 2)),
            .paragraph(Paragraph("二、支出说明：支出12.30万元。", page: 3)),
        ])

    @Test func aSpanLeadsBackToItsWords() {
        #expect(document.text(at: SourceSpan(block: 2, utf8Range: 27..<32)) == "12.30")
        #expect(document.text(at: SourceSpan(block: 1, cell: .init(row: 1, column: 2), utf8Range: 0..<4)) == "0.28")
        #expect(document.text(at: SourceSpan(block: 1, cell: .init(row: 0, column: 2), utf8Range: 0..<9)) == "决算数")
    }

    @Test func aSpanThatDoesNotFitHasNoWords() {
        // No cell is anchored under a span, in a gap, or behind the last row.
        for position in [(0, 1), (1, 0), (2, 1), (9, 0)] {
            let cell = CellPosition(row: position.0, column: position.1)
            #expect(document.text(at: SourceSpan(block: 1, cell: cell, utf8Range: 0..<3)) == "")
        }
        #expect(document.text(at: SourceSpan(block: 9, utf8Range: 0..<3)) == "")
        #expect(document.text(at: SourceSpan(block: 1, utf8Range: 0..<3)) == "")
    }

    @Test func aLocatorNamesPageAndPlace() {
        #expect(document.blockOrdinals == [1, 1, 2])
        #expect(document.locator(of: SourceSpan(block: 2, utf8Range: 0..<3)) == "第3页第2段")
        let first = SourceSpan(block: 1, cell: .init(row: 1, column: 2), utf8Range: 0..<4)
        #expect(document.locator(of: first) == "第2页表1第2行第3列")
        // A cell on a later page of the same table.
        let last = SourceSpan(block: 1, cell: .init(row: 2, column: 2), utf8Range: 0..<5)
        #expect(document.locator(of: last) == "第3页表1第3行第3列")
    }
}
