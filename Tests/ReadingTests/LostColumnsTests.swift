import DocumentModel
import Testing

@testable import Reading

/// Protects tables copied as text so that only the order of their cells is left: by code, and a cell on each line.
@Suite struct LostColumnsTests {
    /// A row on a line, blank cells gone, codes glued to names or in three columns, names higher than a line.
    @Test func rowsByCodeKeepTheirFirstAmount() throws {
        let text = """
            支出决算表
            单位：万元
            项目 支出决算
            科目名称 本年支出合计 基本支出 项目支出
            科目编码
            合计 30.00 20.00 10.00
            201一般公共服务支出 18.00 8.00 10.00
            2012801 行政运行 8.00 8.00
            208 05 行政事业单位养老支出 12.00 12.00
            机关事业单位基本养老保
            2080505 8.00 8.00
            险缴费支出
            2080506 职业年金 4.00 4.00
            注：本表反映支出情况。
            """
        #expect(
            try read(text).outline == [
                "body: 支出决算表", "body: 单位：万元", "table 7x6",
                "  0: 0=科目编码 | 1=科目名称 | 2=本年支出合计 | 3=基本支出 | 4=项目支出 | 5=",
                "  1: 0= | 1=合计 | 2=30.00 | 3=20.00 | 4=10.00 | 5=",
                "  2: 0=201 | 1=一般公共服务支出 | 2=18.00 | 3=8.00 | 4=10.00 | 5=",
                "  3: 0=2012801 | 1=行政运行 | 2=8.00 | 3= | 4= | 5=8.00",
                "  4: 0=20805 | 1=行政事业单位养老支出 | 2=12.00 | 3= | 4= | 5=12.00",
                "  5: 0=2080505 | 1=机关事业单位基本养老保险缴费支出 | 2=8.00 | 3= | 4= | 5=8.00",
                "  6: 0=2080506 | 1=职业年金 | 2=4.00 | 3= | 4= | 5=4.00",
                "body: 注：本表反映支出情况。",
            ])
    }

    /// Tabs part the cells and blank ones were left out; a mark between pages ends no table.  Where blank cells were kept,
    /// the tabs alone say which column is which.
    @Test func tabbedRowsWithoutBlanks() throws {
        let text = """
            2025年部门支出预算总表
            编制部门：青溪街道办事处 \t单位：元
            项目 \t支出预算
            功能分类科目编码
            功能分类科目名称 \t合计 \t基本支出 \t项目支出
            类 \t款 \t项
            201 \t一般公共服务支出 \t3,000 \t0 \t3,000
            201 \t05 \t统计信息事务 \t1,000 \t0 \t1,000

            -- PAGE_BREAK --

            201 \t05 \t07 \t专项普查活动 \t1,000 \t0 \t1,000
            合计 \t3,000 \t0 \t3,000
            """
        #expect(
            try read(text).outline == [
                "body: 2025年部门支出预算总表", "body: 编制部门：青溪街道办事处 \t单位：元", "table 5x6",
                "  0: 0=科目编码 | 1=科目名称 | 2=合计 | 3=基本支出 | 4=项目支出 | 5=",
                "  1: 0=201 | 1=一般公共服务支出 | 2=3,000 | 3=0 | 4=3,000 | 5=",
                "  2: 0=20105 | 1=统计信息事务 | 2=1,000 | 3=0 | 4=1,000 | 5=",
                "  3: 0=2010507 | 1=专项普查活动 | 2=1,000 | 3=0 | 4=1,000 | 5=",
                "  4: 0= | 1=合计 | 2=3,000 | 3=0 | 4=3,000 | 5=",
            ])
        let kept = text.replacing("201 \t一般", with: "201 \t\t\t一般").replacing("05 \t统计", with: "05 \t\t统计")
        #expect(try read(kept).outline.contains { $0.contains("0=201 | 1= | 2= | 3=一般公共服务支出") })
    }

    /// Rows that all have as many amounts as the header has names keep their columns.
    @Test func fullRowsKeepTheirColumns() throws {
        let text = """
            支出决算表
            单位：元
            科目编码
            科目名称
            年初预算数
            决算数
            201
            一般公共服务支出
            300
            200
            20128
            民主党派及工商联事务
            300
            200
            2012801
            行政运行
            300
            0
            第三部分 说明
            """
        #expect(
            try read(text).outline == [
                "body: 支出决算表", "body: 单位：元", "table 4x4", "  0: 0=科目编码 | 1=科目名称 | 2=年初预算数 | 3=决算数",
                "  1: 0=201 | 1=一般公共服务支出 | 2=300 | 3=200", "  2: 0=20128 | 1=民主党派及工商联事务 | 2=300 | 3=200",
                "  3: 0=2012801 | 1=行政运行 | 2=300 | 3=0", "body: 第三部分 说明",
            ])
    }

    /// Blocks beside each other are one list of codes.
    @Test func blocksBesideEachOther() throws {
        let text = """
            一般公共预算财政拨款基本支出决算表
            单位：万元
            科目编码 科目名称 金额 科目编码 科目名称 金额
            301 工资福利支出 9.00 302 商品和服务支出 3.00
            30101 基本工资 9.00 30201 办公费 3.00
            人员经费合计 9.00
            """
        #expect(
            try read(text).outline.dropFirst(2) == [
                "table 6x3", "  0: 0=科目编码 | 1=科目名称 | 2=金额", "  1: 0=301 | 1=工资福利支出 | 2=9.00",
                "  2: 0=302 | 1=商品和服务支出 | 2=3.00", "  3: 0=30101 | 1=基本工资 | 2=9.00", "  4: 0=30201 | 1=办公费 | 2=3.00",
                "  5: 0= | 1=人员经费合计 | 2=9.00",
            ])
    }

    /// Where the first amount is not the whole of the others, nobody knows which column it stood in.
    @Test(arguments: ["3.00 9.00", "9.00 3.00 3.00"])
    func amountsThatDoNotAddUpAreNoTable(_ amounts: String) throws {
        let rows = ["201 一般公共服务支出", "20128 工商联事务", "2012801 行政运行"].map { "\($0) \(amounts)" }
        let text = "支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出 其他\n" + rows.joined(separator: "\n") + "\n"
        #expect(try !read(text).outline.contains { $0.hasPrefix("table") })
    }

    /// A cell a line with blank lines for blank cells: one width alone cuts them into columns.
    @Test func cellsALineFitOneWidth() throws {
        let text =
            "“三公”经费表\n表9\n单位：万元\n项目\n2023年预算\n2024年预算\n合计\n7.20\n6.80\n一、因公出国（境）费\n\n\n二、公务接待费\n7.20\n6.80\n【打印】\n"
        #expect(
            try read(text).outline.dropFirst(3) == [
                "table 4x3", "  0: 0=项目 | 1=2023年预算 | 2=2024年预算", "  1: 0=合计 | 1=7.20 | 2=6.80",
                "  2: 0=一、因公出国（境）费 | 1= | 2=", "  3: 0=二、公务接待费 | 1=7.20 | 2=6.80", "navigation: 【打印】",
            ])
        // A missing line shifts all cells behind it: then no width fits.
        let shifted = "“三公”经费表\n单位：万元\n项目\n2023年预算\n2024年预算\n合计\n7.20\n因公出国\n0\n0\n公务接待\n7.20\n6.80\n"
        #expect(try !read(shifted).outline.contains { $0.hasPrefix("table") })
    }

    private func firstTable(of text: String) throws -> Table? {
        for case .table(let table) in try read(text).blocks { return table }
        return nil
    }

    /// Amounts that look like codes, totals behind them, and headings behind the last row stay what they are.
    @Test func amountsThatLookLikeCodes() throws {
        let cells =
            "基本支出决算表\n单位：万元\n科目编码\n科目名称\n金额\n301\n工资福利支出\n900\n302\n商品和服务支出\n302\n303\n对个人和家庭的补助\n35\n合计\n1237\n四、情况说明\n"
        let table = try #require(try firstTable(of: cells))
        let rows = (0..<table.rowCount).map { row in table.cells.filter { $0.row == row }.map(\.text) }
        #expect(rows.contains(["302", "商品和服务支出", "302"]))
        #expect(rows.last == ["", "合计", "1237"])
        #expect(try read(cells).outline.last == "body: 四、情况说明")
        let lines =
            "支出决算表\n单位：元\n科目编码\n科目名称\n合计\n201\n一般公共服务支出\n30000\n20101\n人大事务\n20000\n2010199\n其他支出\n10000\n合计\n30000\n第四部分 说明\n"
        let other = try #require(try firstTable(of: lines))
        #expect(!other.cells.contains { $0.column == 0 && $0.text == "30000" || $0.column == 0 && $0.text == "10000" })
    }

    /// A whole that stands behind its parts is not the first amount.
    @Test func wholeBehindItsParts() throws {
        let rows = (1...8).map { "201010\($0) 行政运行\($0) 5.00 5.00\n" }.joined()
        let text = "支出决算表\n单位：万元\n科目编码 科目名称 基本支出 项目支出 合计\n" + rows + "合计 60.00 40.00 100.00\n"
        #expect(try firstTable(of: text) == nil)
    }

    /// A heading behind the last row of cells is no row, and the sentence below it none either.
    @Test func headingBehindCells() throws {
        let text =
            "“三公”经费表\n单位：万元\n项目\n决算数\n合计\n3.00\n公务用车\n0.00\n公务接待费\n3.00\n二、政府性基金预算财政拨款支出决算情况说明\n\n2023年度支出8.00万元，其中基本支出3.00万元。\n"
        #expect(
            try read(text).outline.suffix(2) == [
                "body: 二、政府性基金预算财政拨款支出决算情况说明", "body: 2023年度支出8.00万元，其中基本支出3.00万元。",
            ])
    }

    /// A table by code of many thousand rows, and one that never becomes one, take time by their length.
    @Test func longTablesTakeTheirLength() throws {
        func seconds(_ row: String, _ count: Int) throws -> Double {
            let text = "支出决算表\n单位：万元\n科目编码 科目名称 合计\n" + String(repeating: row, count: count)
            let clock = ContinuousClock()
            return try clock.measure { _ = try read(text) } / .seconds(1)
        }
        for row in [
            "2012801 行政运行 8.00\n", "2012801\n行政运行\n8.00\n", "行政运行表\n", "单位：万元\n", "科目\n", "张三\n",
            "项目\n金额\n甲\n1\n乙\n2\n丙\n",
        ] {
            _ = try seconds(row, 100)
            let first = try seconds(row, 1_000)
            #expect(try seconds(row, 10_000) < first * 25 + 0.5, "\(row)")
        }
    }

    /// The words of tables in any order, a cell a line and a row a line: a document, never a crash.
    @Test func wordsInAnyOrder() throws {
        let words = [
            "科目编码", "科目名称", "合计", "基本支出", "项目支出", "项目", "预算数", "决算数", "小计", "栏次", "1", "2", "3", "201", "20101",
            "2010101", "302", "30201", "行政运行", "办公费", "100.00", "1,234.56", "-5.00", "—", "-", "", "单位：万元", "支出决算表",
            "公用经费", "人员经费", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务接待费", "08", "01", "409.78302",
            "816.20一、一般公共服务支出", "本年支出合计", "总计", "金额", "收入", "支出", "30000", "注：说明", "第四部分 说明", "类", "款", "项",
            "2023年度支出8.00万元。", "99", "\u{3000}", "\t",
        ]
        var state: UInt64 = 20_230_618
        func roll(_ sides: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(sides))
        }
        for _ in 0..<300 {
            var text = "部门决算\n"
            for _ in 0..<12 {
                text += ["支出决算表\n", "单位：万元\n", "三公经费表\n"][roll(3)]
                let isCellPerLine = roll(2) == 0
                for _ in 0..<(3 + roll(30)) {
                    let gap = [" ", "  ", "      "][roll(3)]
                    let count = isCellPerLine ? 1 : 1 + roll(6)
                    if !isCellPerLine { text += String(repeating: " ", count: roll(7)) }
                    text += (0..<count).map { _ in words[roll(words.count)] }.joined(separator: gap) + "\n"
                }
            }
            #expect(try !read(text).blocks.isEmpty)
        }
    }
}
