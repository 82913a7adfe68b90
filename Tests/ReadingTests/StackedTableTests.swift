import DocumentModel
import Testing

@testable import Reading

/// Protects tables that lie with each cell on a line: a figure belongs to its header by exact count, or to none.
@Suite struct StackedTableTests {
    private func outline(_ cells: String) throws -> [String] {
        let lines = cells.replacing("|", with: "\n")
        return try read("某县教育局部门决算\n\n" + lines + "\n").outline.dropFirst().map { $0 }
    }

    private func read(_ text: String) throws -> Document {
        try DocumentReader().read(SourceFile(name: "a.txt", folder: "", bytes: Array(text.utf8)))
    }

    @Test func codesAndOrdinals() throws {
        #expect(
            try outline(
                "项目|本年支出合计|基本支出|项目支出|功能分类科目编码|科目名称|栏次|1|2|3|合计|9.00|7.00|2.00|201|一般公共服务支出|4.00|4.00|0.00|205|教育支出|5.00|3.00|2.00||支出说明如下。"
            ) == [
                "table 4x5", "  0: 0=科目编码 | 1=科目名称 | 2=本年支出合计 | 3=基本支出 | 4=项目支出",
                "  1: 0= | 1=合计 | 2=9.00 | 3=7.00 | 4=2.00", "  2: 0=201 | 1=一般公共服务支出 | 2=4.00 | 3=4.00 | 4=0.00",
                "  3: 0=205 | 1=教育支出 | 2=5.00 | 3=3.00 | 4=2.00", "body: 支出说明如下。",
            ])
    }

    /// 本年支出 is divided on the header's second line, and an empty line inside a row is an empty cell.
    @Test func dividedHeaderAndEmptyCells() throws {
        #expect(
            try outline(
                "项目|年初结转|本年支出|年末结转|功能分类科目编码|科目名称|小计|基本支出|项目支出|合计|1.00|6.00||6.00|2.00|229|其他支出|1.00|6.00||6.00|2.00|22960|彩票公益金安排的支出|1.00|6.00||6.00|2.00"
            ) == [
                "table 5x7",
                "  0: 0v2=科目编码 | 1v2=科目名称 | 2v2=年初结转 | 3+3=本年支出 | 6v2=年末结转", "  1: 3=小计 | 4=基本支出 | 5=项目支出",
                "  2: 0= | 1=合计 | 2=1.00 | 3=6.00 | 4= | 5=6.00 | 6=2.00",
                "  3: 0=229 | 1=其他支出 | 2=1.00 | 3=6.00 | 4= | 5=6.00 | 6=2.00",
                "  4: 0=22960 | 1=彩票公益金安排的支出 | 2=1.00 | 3=6.00 | 4= | 5=6.00 | 6=2.00",
            ])
    }

    /// Blocks of codes beside each other come row by row; the code says which item a figure is.
    @Test func blocksOfCodes() throws {
        #expect(
            try outline(
                "人员经费|公用经费|科目编码|科目名称|决算数|科目编码|科目名称|决算数|301|工资福利支出|8.00|302|商品和服务支出|1.00|30101|基本工资|8.00|30201|办公费|30102|津贴补贴|1.50"
            )
                == [
                    "table 6x3", "  0: 0=科目编码 | 1=科目名称 | 2=决算数", "  1: 0=301 | 1=工资福利支出 | 2=8.00",
                    "  2: 0=302 | 1=商品和服务支出 | 2=1.00", "  3: 0=30101 | 1=基本工资 | 2=8.00", "  4: 0=30201 | 1=办公费 | 2=",
                    "  5: 0=30102 | 1=津贴补贴 | 2=1.50",
                ])
    }

    @Test func roundsWithoutLabels() throws {
        let round = "合计|因公出国（境）费|公务用车购置及运行费|公务接待费"
        let parts = "小计|公务用车购置费|公务用车运行费"
        #expect(
            try outline("预算数|决算数|\(round)|\(round)|\(parts)|\(parts)|9|0|6|2|4|3|8|0|6|2|4|2||注：本表为决算数。").prefix(5) == [
                "table 4x12", "  0: 0+6=预算数 | 6+6=决算数",
                "  1: 0v2=合计 | 1v2=因公出国（境）费 | 2+3=公务用车购置及运行费 | 5v2=公务接待费 | 6v2=合计 | 7v2=因公出国（境）费 | 8+3=公务用车购置及运行费 | 11v2=公务接待费",
                "  2: 2=小计 | 3=公务用车购置费 | 4=公务用车运行费 | 8=小计 | 9=公务用车购置费 | 10=公务用车运行费",
                "  3: 0=9 | 1=0 | 2=6 | 3=2 | 4=4 | 5=3 | 6=8 | 7=0 | 8=6 | 9=2 | 10=4 | 11=2",
            ])
    }

    /// Empty cells were left out, or the last row's may be: nothing is read where the count does not come out.
    @Test(arguments: [
        "项目|预算数|决算数|合计|9.00|8.00|因公出国费|公务接待费|3.00|2.00", "项目|预算数|决算数|合计|9.00|8.00|接待费|3.00||其他说明",
        "项目|预算数|决算数|决算数|合计|9.00|8.00|8.00|接待费|3.00|2.00|2.00",
    ])
    func counts(_ cells: String) throws {
        #expect(try !outline(cells).contains { $0.hasPrefix("table") })
    }
}
