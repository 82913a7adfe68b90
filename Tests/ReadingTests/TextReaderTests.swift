import DocumentModel
import Testing

@testable import Reading

/// Protects how plain text becomes paragraphs and tables: the first format that everything else was built on.
@Suite struct TextReaderTests {
    @Test func paragraphsStayApart() throws {
        let document = try read("\u{FEFF}一、部门概况\r\n\r\n　　核定编制6名，在职5人。\r\n")
        #expect(document.format == .txt)
        #expect(document.outline == ["body: 一、部门概况", "body: 核定编制6名，在职5人。"])
        #expect(document.notes.isEmpty)
    }

    @Test func chineseEncodingsAreToldByTheirBytes() throws {
        // “三公经费”
        let gbk: [UInt8] = [0xC8, 0xFD, 0xB9, 0xAB, 0xBE, 0xAD, 0xB7, 0xD1]
        let fromGBK = try read(gbk)
        #expect(fromGBK.outline == ["body: 三公经费"])
        #expect(fromGBK.notes == [ReadingNote(.encodingGuessed, detail: "GB18030")])
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in "三公经费".utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try read(utf16).outline == ["body: 三公经费"])
    }

    /// Word processors write a cell a line, each behind a tab, and part rows by blank lines; a cell may begin with blank
    /// lines of its own.
    @Test func cellsALineBecomeATable() throws {
        let text = """
            基础数据表

            \t
            在编人数(人)
            \t编制数
            \t实有数

            \t
            \t6
            \t5

            \t


            产出指标
            (50分)
            \t数量指标
            \t

            说明：本表由单位填写。
            填表人：
            """
        #expect(
            try read(text).outline == [
                "body: 基础数据表", "table 3x3", "  0: 0=在编人数(人) | 1=编制数 | 2=实有数", "  1: 0= | 1=6 | 2=5",
                "  2: 0=产出指标⏎(50分) | 1=数量指标 | 2=", "body: 说明：本表由单位填写。", "body: 填表人：",
            ])
    }

    @Test func aTitleAboveCellsEndsTheTableBefore() throws {
        let text = "\t总分\n\t96\n\t\n\n\n项目支出自评表\n\t项目名称\n\t办公经费\n"
        #expect(
            try read(text).outline == [
                "table 1x3", "  0: 0=总分 | 1=96 | 2=", "body: 项目支出自评表", "table 1x2", "  0: 0=项目名称 | 1=办公经费",
            ])
    }

    @Test func rowsALineBecomeATable() throws {
        let text = "收支情况如下：\n科目\t预算数\t决算数\t差额\n合计\t12.50\t11.80\t\n\n\t其中\t1.00\t0.90\n\n以上为全部收支。\n"
        #expect(
            try read(text).outline == [
                "body: 收支情况如下：", "table 3x4", "  0: 0=科目 | 1=预算数 | 2=决算数 | 3=差额", "  1: 0=合计 | 1=12.50 | 2=11.80 | 3=",
                "  2: 0= | 1=其中 | 2=1.00 | 3=0.90", "body: 以上为全部收支。",
            ])
    }

    @Test func tabsBehindNumbersAreNoTable() throws {
        #expect(
            try read("1.\t加强管理\n2.\t严格执行\n").outline == ["body: 1.\t加强管理", "body: 2.\t严格执行"])
    }

    /// A copied two-sided table that kept only the order of its cells: a row a line with one blank between, or a cell a
    /// line with a blank line for an empty cell.  It ends with its totals; what follows is text.
    @Test func pairsInOrderBecomeATable() throws {
        let rowPerLine = "单位：元\n项目 决算数 项　目 决算数\n一、财政拨款收入 37.00 一、教育支出\n六、其他收入 1.00\n总计 38.00 总计 38.00\n一、说明\n"
        #expect(
            try read(rowPerLine).outline == [
                "body: 单位：元", "table 4x4", "  0: 0=项目 | 1=决算数 | 2=项目 | 3=决算数",
                "  1: 0=一、财政拨款收入 | 1=37.00 | 2=一、教育支出 | 3=",
                "  2: 0=六、其他收入 | 1=1.00 | 2= | 3=", "  3: 0=总计 | 1=38.00 | 2=总计 | 3=38.00", "body: 一、说明",
            ])
        let cellPerLine =
            "收入\n支出\n项目\n金额\n项目\n金额\n一、财政拨款收入\n37.00\n一、教育支出\n\n二、其他收入\n1.00\n\n\n总计\n38.00\n总计\n38.00\n\n第三部分　说明\n"
        #expect(
            try read(cellPerLine).outline == [
                "table 5x4", "  0: 0=收入 | 1= | 2=支出 | 3=", "  1: 0=项目 | 1=金额 | 2=项目 | 3=金额",
                "  2: 0=一、财政拨款收入 | 1=37.00 | 2=一、教育支出 | 3=", "  3: 0=二、其他收入 | 1=1.00 | 2= | 3=",
                "  4: 0=总计 | 1=38.00 | 2=总计 | 3=38.00", "body: 第三部分　说明",
            ])
        let glued = """
            单位：元
            本年收入 本年支出
            项目 预算数 项目 预算数
            一、财政拨款收入 1,037一、教育支出 1,037
            1. 一般公共预算 1,037
            二、其他收入
            收入总计 1,037 支出总计 1,037
            """
        #expect(
            try read(glued).outline == [
                "body: 单位：元", "table 6x4", "  0: 0=本年收入 | 1= | 2=本年支出 | 3=", "  1: 0=项目 | 1=预算数 | 2=项目 | 3=预算数",
                "  2: 0=一、财政拨款收入 | 1=1,037 | 2=一、教育支出 | 3=1,037", "  3: 0=1. 一般公共预算 | 1=1,037 | 2= | 3=",
                "  4: 0=二、其他收入 | 1= | 2= | 3=", "  5: 0=收入总计 | 1=1,037 | 2=支出总计 | 3=1,037",
            ])
        // Words without a total are words.
        #expect(
            try read("项目 金额 项目 金额\n办公费 3.00 水费 1.00\n").outline == ["body: 项目 金额 项目 金额", "body: 办公费 3.00 水费 1.00"])
    }

    @Test func barsAndColumnsBecomeTables() throws {
        let barred = "| 科目 | 决算数 |\n|------|-------|\n| 合计 | 12.30 |\n"
        #expect(try read(barred).outline == ["table 2x2", "  0: 0=科目 | 1=决算数", "  1: 0=合计 | 1=12.30"])
        // Bars between cells alone: one at an end has a blank cell beside it, and several together are one wide cell.
        let bare = "预算数 ||| 决算数 |||\n合计 | 公务用车购置 || 合计 | 公务用车购置 ||\n | 小计 | 购置费 |  | 小计 | 购置费\n1 | 2 | 3 | 4 | 5 |\n"
        #expect(
            try read(bare).outline == [
                "table 4x6", "  0: 0=预算数 | 1= | 2= | 3=决算数 | 4= | 5=",
                "  1: 0=合计 | 1=公务用车购置 | 2= | 3=合计 | 4=公务用车购置 | 5=",
                "  2: 0= | 1=小计 | 2=购置费 | 3= | 4=小计 | 5=购置费", "  3: 0=1 | 1=2 | 2=3 | 3=4 | 4=5 | 5=",
            ])
        // A line without the outer bars that has all its cells moves no other.
        let uneven = "项目 | 合计 | 基本支出\n| 支出合计 | 25.00 |  |\n| 卫生支出 | 5.00 | 5.00 |\n"
        #expect(
            try read(uneven).outline == [
                "table 3x3", "  0: 0=项目 | 1=合计 | 2=基本支出", "  1: 0=支出合计 | 1=25.00 | 2=", "  2: 0=卫生支出 | 1=5.00 | 2=5.00",
            ])
        let spaced = "科目        预算数    决算数\n基本支出     10.00     9.80\n项目支出               2.00\n"
        #expect(
            try read(spaced).outline == [
                "table 3x3", "  0: 0=科目 | 1=预算数 | 2=决算数", "  1: 0=基本支出 | 1=10.00 | 2=9.80", "  2: 0=项目支出 | 1= | 2=2.00",
            ])
    }

    /// Text printed to a file is cut at a fixed width, inside numbers and over pages.
    /// A row whose figures are blank is a row, not the end of the table; a title behind the table is no row of it.
    @Test func rowsWithoutFiguresStayInTheirTable() throws {
        let document = try read(
            """
            经费控制情况（万元）         2020年决算数      2021年决算数
            三公经费                        1.45              1.12
              1、公务用车购置和维护经费
                 其中：公车购置
              2、公务接待                   1.45              1.12
            项目支出                       37.60             42.25
                        2021年度部门整体支出自评表
            """)
        #expect(
            document.outline == [
                "table 6x3", "  0: 0=经费控制情况（万元） | 1=2020年决算数 | 2=2021年决算数", "  1: 0=三公经费 | 1=1.45 | 2=1.12",
                "  2: 0=1、公务用车购置和维护经费 | 1= | 2=", "  3: 0=其中：公车购置 | 1= | 2=", "  4: 0=2、公务接待 | 1=1.45 | 2=1.12",
                "  5: 0=项目支出 | 1=37.60 | 2=42.25", "body: 2021年度部门整体支出自评表",
            ])
    }

    /// “部门编码及名称：…    单位：万元” directly above a header is no row, and lines drawn around the header part nothing.
    @Test func captionsAndDrawnLinesAroundATable() throws {
        let captioned = """
            预算05表
            部门编码及名称：[419]某县退役军人事务局                    单位：万元
            功能分类科目编码  科目名称                          合计     基本支出  项目支出
                              合计                              4322.25    433.00   3889.25
                         208  社会保障和就业支出                4174.97    383.72   3791.25
                     2080801  死亡抚恤                            86.40               86.40
            """
        #expect(
            try read(captioned).outline.suffix(4) == [
                "  0: 0=功能分类科目编码 | 1=科目名称 | 2=合计 | 3=基本支出 | 4=项目支出",
                "  1: 0= | 1=合计 | 2=4322.25 | 3=433.00 | 4=3889.25",
                "  2: 0=208 | 1=社会保障和就业支出 | 2=4174.97 | 3=383.72 | 4=3791.25",
                "  3: 0=2080801 | 1=死亡抚恤 | 2=86.40 | 3= | 4=86.40",
            ])
        let drawn = """
            ------------------------------------------------------------------
              项  目                      2020年决算   2021年预算   2021年决算
            ------------------------------------------------------------------
              合  计                        16.05        22.00        14.62
              1.因公出国（境）费             0.00         0.00         0.00
              2.公务接待费                   5.42        10.00         4.75
            ------------------------------------------------------------------
            """
        #expect(
            try read(drawn).outline.filter { $0.hasPrefix("  ") } == [
                "  0: 0=项  目 | 1=2020年决算 | 2=2021年预算 | 3=2021年决算",
                "  1: 0=合  计 | 1=16.05 | 2=22.00 | 3=14.62",
                "  2: 0=1.因公出国（境）费 | 1=0.00 | 2=0.00 | 3=0.00",
                "  3: 0=2.公务接待费 | 1=5.42 | 2=10.00 | 3=4.75",
            ])
    }

    @Test func hardWrappedLinesAreJoined() throws {
        let line = "本单位年初预算一百二十三万元，全年执行数为一百二十万元，执行率较高，支出1"
        func item(_ number: Int) -> String { "　　\(number)、\(line)\n2\(number).50万元。\n" }
        let overPage = "　　5、\(line)\n\n                 - 1 -\n\n98.60万元。\n"
        let text = (1...4).map(item).joined() + overPage + (6...9).map(item).joined() + "\n                 - 2 -\n"
        let document = try read(text)
        #expect(document.blocks.count == 9)
        #expect(document.blocks[0] == .paragraph(Paragraph("1、\(line)21.50万元。", page: 1)))
        #expect(document.blocks[4] == .paragraph(Paragraph("5、\(line)98.60万元。", page: 1)))
        #expect(document.blocks[5].page == 2)
        #expect(document.metadata.pageCount == 2)
    }

    /// Broken where a number or mark would be cut, so that no two lines are equally long.
    @Test func unindentedLinesGoOnWithAnIndentedSentence() throws {
        let document = try read(
            """
            　　某县林业局2021年度部门整体支出绩效自评报告及其附表的公开说明

            　　（一）收入。本年收入合计7842.36万元，其中：一般公
            共预算财政拨款收入6905.21万元，政府性基金预算财政拨款
            收入420.00万元，其他收入517.15万元（国有林场木材销售）
            。年初结转和结余316.48万元。
            　　（二）支出。本年支出合计7698.50万元，按性质分，情况如下：
            基本支出2986.42万元。
            """)
        #expect(
            document.outline == [
                "body: 某县林业局2021年度部门整体支出绩效自评报告及其附表的公开说明",
                "body: （一）收入。本年收入合计7842.36万元，其中：一般公共预算财政拨款收入6905.21万元，政府性基金预算财政拨款"
                    + "收入420.00万元，其他收入517.15万元（国有林场木材销售）",
                "body: 。年初结转和结余316.48万元。", "body: （二）支出。本年支出合计7698.50万元，按性质分，情况如下：",
                "body: 基本支出2986.42万元。",
            ])
    }

    @Test func pageFurnitureIsNoBody() throws {
        let document = try read(
            "当前位置：首页 >> 决算公开\n某县档案馆2023年度决算\n发布时间：2024-09-02 10:00   来源：县档案馆   浏览次数：17次\n全年支出98.60万元。\n【打印本页】\n")
        #expect(
            document.outline == [
                "navigation: 当前位置：首页 >> 决算公开", "body: 某县档案馆2023年度决算",
                "navigation: 发布时间：2024-09-02 10:00   来源：县档案馆   浏览次数：17次", "body: 全年支出98.60万元。",
                "navigation: 【打印本页】",
            ])
        #expect(document.metadata.publishedOn == "2024-09-02")
        #expect(document.metadata.publisher == "县档案馆")
    }

    @Test func separatedTablesKeepQuotedCells() throws {
        let document = try read("科目,决算数\n\"办公费,印刷费\",\"1,234.50\"\n\"两行\n说明\",\n", "表.csv")
        #expect(document.format == .csv)
        #expect(
            document.outline == ["table 3x2", "  0: 0=科目 | 1=决算数", "  1: 0=办公费,印刷费 | 1=1,234.50", "  2: 0=两行⏎说明 | 1="])
    }

    @Test func emptyAndUnreadableFilesAreRefused() {
        #expect(refusal([], "空.txt")?.reason == .empty)
        #expect(refusal(Array("\n\n  \n".utf8), "空.txt")?.reason == .empty)
        #expect(refusal([UInt8](repeating: 0xFF, count: 400), "坏.txt")?.reason == .unreadableText)
        #expect(refusal([0x00, 0x01, 0x02, 0x03, 0x00, 0x05, 0x06, 0x07], "怪.bin")?.reason == .unsupported)
    }
}
