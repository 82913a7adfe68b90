import DocumentModel
import Testing

@testable import Reading

/// Protects that a report pasted into one sheet is read as one, and that a table is not cut by its own headings.
@Suite struct SheetBlocksTests {
    /// Rows of cells separated by `|`; a row that is one text is merged over all columns.
    private func blocks(_ sheet: String, columns: Int) -> [String] {
        var cells: [Cell] = []
        let rows = sheet.split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in rows.enumerated() {
            let texts = line.split(separator: "|", omittingEmptySubsequences: false)
            for (column, text) in texts.enumerated() where !text.isEmpty {
                cells.append(
                    Cell(row: row, column: column, columnSpan: texts.count == 1 ? columns : 1, text: String(text)))
            }
        }
        let table = Table(rowCount: rows.count, columnCount: columns, cells: cells)
        return SheetBlocks(table).blocks().map { block in
            switch block {
            case .paragraph(let paragraph): paragraph.text
            case .table(let table):
                "[" + table.cells.map { "\($0.row),\($0.column) \($0.text)" }.joined(separator: "; ") + "]"
            }
        }
    }

    @Test func linesBeforeBetweenAndAfterTables() {
        let sheet = """
            某县文化馆2023年度决算
            项目|金额
            合计|12.30

            支出决算表
            单位：万元
            科目|金额
            合计|4.50
            注：本表以万元列示。
            """
        #expect(
            blocks(sheet, columns: 2) == [
                "某县文化馆2023年度决算", "[0,0 项目; 0,1 金额; 1,0 合计; 1,1 12.30]", "支出决算表", "单位：万元",
                "[0,0 科目; 0,1 金额; 1,0 合计; 1,1 4.50]", "注：本表以万元列示。",
            ])
    }

    @Test func aHeadingInsideATableDoesNotCutIt() {
        let sheet = """
            项目|金额
            一、基本支出
            人员经费|3.00
            """
        #expect(blocks(sheet, columns: 2) == ["[0,0 项目; 0,1 金额; 1,0 一、基本支出; 2,0 人员经费; 2,1 3.00]"])
    }

    @Test func aTitleBeforeAnotherHeaderCuts() {
        let sheet = """
            项目|金额
            合计|3.00
            绩效指标
            一级指标|指标值
            产出|5期
            """
        #expect(
            blocks(sheet, columns: 2) == [
                "[0,0 项目; 0,1 金额; 1,0 合计; 1,1 3.00]", "绩效指标", "[0,0 一级指标; 0,1 指标值; 1,0 产出; 1,1 5期]",
            ])
    }

    @Test("A mark far below a table costs no look at every row from every row", .timeLimit(.minutes(1)))
    func aStrayCell() {
        let sheet = "项目|金额\n合计|12.30" + String(repeating: "\n", count: 60_000) + "备注|"
        #expect(blocks(sheet, columns: 2) == ["[0,0 项目; 0,1 金额; 1,0 合计; 1,1 12.30; 60001,0 备注]"])
    }
}
