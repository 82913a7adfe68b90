import DocumentModel
import Testing

@testable import Extracting

/// Protects headers whose wide cells were printed once when a table was copied into text.
@Suite struct LostSpansTests {
    @Test func cellsAboveNamesAreAsWideAsTheirRun() {
        let table = Table(rows: [
            ["某县水利局", "预算年度：2024", "单位：万元"],
            ["序号", "功能分类科目", "合计", "本年收入", "上年结转"],
            ["", "科目编码", "科目名称", "", "小计", "一般公共预算", ""],
            ["1", "208", "社会保障和就业支出", "72.34", "72.34", "72.34", ""],
        ])
        let restored = LostSpans.restored(table)
        #expect(restored.hasSpans)
        #expect(
            restored.cells.filter { $0.row == 1 }.map { "\($0.text) \($0.column)+\($0.columnSpan)×\($0.rowSpan)" } == [
                "序号 0+1×2", "功能分类科目 1+2×1", "合计 3+1×2", "本年收入 4+2×1", "上年结转 6+1×2",
            ])
        #expect(restored.cells.filter { $0.row == 2 }.map(\.text) == ["科目编码", "科目名称", "小计", "一般公共预算"])
    }

    /// Where the cells do not come out even, or a row is shorter, which column is whose stays open.
    @Test(arguments: [
        [["项目", "2022年", "备注"], ["", "决算数", "", "预算数"], ["三公", "1", "2", "3"]],
        [["序号", "科目", "合计"], ["", "编码", "名称", ""], ["1", "208", "社保", "9.00"], ["合计", "9.00", "8.00"]],
        [["序号", "科目", "合计"], ["1", "208", "社保", "9.00"], ["2", "210", "卫生", "9.00"]],
    ])
    func whatIsOpenStaysAsPrinted(rows: [[String]]) {
        let table = Table(rows: rows)
        #expect(LostSpans.restored(table) == table)
    }
}
