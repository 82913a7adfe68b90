import Testing

@testable import Extracting

/// The official forms of final accounts and budgets: which figures are the unit's, and which are not.
struct OfficialFormTests {
    /// Labels stand in both halves, line and column numbers between them; 本年合计 counts, not 总计.
    @Test func twoSidedTable() throws {
        let extraction = try TableSketch.extraction([
            "收入支出决算总表", "公开01表", "部门：青溪县文化馆    金额单位：万元",
            """
            收入 | < | < | 支出 | < | <
            项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
            栏次 | | 1 | 栏次 | | 2
            一、一般公共预算财政拨款收入 | 1 | 312.40 | 一、一般公共服务支出 | 32 |
            二、政府性基金预算财政拨款收入 | 2 | 0.00 | 七、文化旅游体育与传媒支出 | 38 | 290.10
            五、事业收入 | 5 | — | 八、社会保障和就业支出 | 39 | 31.55
            八、其他收入 | 8 | 6.10 | | 40 |
            本年收入合计 | 27 | 318.50 | 本年支出合计 | 58 | 321.65
            年初结转和结余 | 29 | 8.00 | 年末结转和结余 | 60 | 4.85
            总计 | 31 | 326.50 | 总计 | 62 | 326.50
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.general_public_budget 2023 actual 3124000.00元",
                "revenue.government_fund 2023 actual 0.00元",
                "expenditure.function.207 2023 actual 2901000.00元",
                "expenditure.function.208 2023 actual 315500.00元",
                "revenue.other 2023 actual 61000.00元",
                "revenue.total 2023 actual 3185000.00元",
                "expenditure.total 2023 actual 3216500.00元",
                "revenue.carryover 2023 actual 80000.00元",
                "expenditure.carryover 2023 actual 48500.00元",
            ])
        #expect(extraction.observations.allSatisfy { $0.source == .officialTable })
        #expect(extraction.observations.last?.quote == "年末结转和结余 | 支出 决算数 | 4.85")
    }

    /// What a narrow page does to a form: its unit goes on in the next line, a fund's name is two words above each other, and
    /// a figure that lost its end is none.
    @Test func narrowPage() throws {
        let extraction = try TableSketch.extraction([
            "财政拨款收入支出决算总表", "部门：青溪县文化馆    金额单位：", "元",
            """
            收入 | < | 支出 | < | < | <
            项目 | 金额 | 项目 | 合计 | 一般公共预算 | 国有资本经营
            ^ | ^ | ^ | ^ | 财政拨款 | 预算财政拨款
            一、一般公共预算财政拨款 | 1,150,000.00 | 一、一般公共服务支出 | 1,150,000.00 | 1,150,000.00 | 0.00
            二、政府性基金预算财政拨款 | 1,150. | 二、外交支出 | 0.00 | 0.00 | 0.00
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.general_public_budget 2023 actual 1150000.00元",
                "expenditure.function.201 2023 actual 1150000.00元", "expenditure.function.202 2023 actual 0.00元",
            ])
    }

    /// 小计 beside a 合计 is a part of it, whosever name the table lost.
    @Test func subtotalIsNoTotal() throws {
        let extraction = try TableSketch.extraction([
            "部门整体支出绩效自评表", "单位：万元",
            """
            支出类别 | 年初预算数 | 全年预算数 | 全年执行数
            人员经费 | 90.20 | 101.66 | 101.66
            公用经费 | 8.16 | 8.76 | 8.19
            小计 | 98.36 | 110.42 | 109.85
            项目支出 | 20.00 | 36.50 | 33.70
            合计 | 118.36 | 146.92 | 143.55
            """,
        ])
        #expect(
            TableSketch.lines(extraction).filter { $0.hasPrefix("expenditure.total") } == [
                "expenditure.total 2023 initial_budget 1183600.00元",
                "expenditure.total 2023 adjusted_budget 1469200.00元", "expenditure.total 2023 actual 1435500.00元",
            ])
    }

    /// Three scenarios side by side in one half.
    @Test func scenariosByColumn() throws {
        let extraction = try TableSketch.extraction([
            "收入支出决算总表", "单位：元",
            """
            收入 | < | < | < | 支出 | < | < | <
            项目 | 年初预算数 | 全年预算数 | 决算数 | 项目 | 年初预算数 | 全年预算数 | 决算数
            一、一般公共预算财政拨款收入 | 1,000,000.00 | 1,200,000.00 | 1,150,000.00 | 一、一般公共服务支出 | 1,000,000.00 | 1,200,000.00 | 1,150,000.00
            本年收入合计 | 1,000,000.00 | 1,200,000.00 | 1,150,000.00 | 本年支出合计 | 1,000,000.00 | 1,200,000.00 | 1,150,000.00
            """,
        ])
        #expect(
            TableSketch.lines(extraction).filter { $0.hasPrefix("expenditure.total") } == [
                "expenditure.total 2023 initial_budget 1000000.00元",
                "expenditure.total 2023 adjusted_budget 1200000.00元",
                "expenditure.total 2023 actual 1150000.00元",
            ])
    }

    /// Rows by function in the table of revenue are not expenditure; 财政拨款收入 is not one fund.
    @Test func revenueTable() throws {
        let extraction = try TableSketch.extraction([
            "收入决算表", "单位：万元",
            """
            项目 | < | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 其他收入
            功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ | ^
            栏次 | < | 1 | 2 | 3 | 4 | 5
            合计 | < | 318.50 | 312.40 | 0.00 | | 6.10
            207 | 文化旅游体育与传媒支出 | 286.95 | 280.85 | | | 6.10
            2070109 | 群众文化 | 286.95 | 280.85 | | | 6.10
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.total 2023 actual 3185000.00元", "revenue.superior_subsidy 2023 actual 0.00元",
                "revenue.other 2023 actual 61000.00元",
            ])
    }

    /// 类款项 in three columns, printed in full, or only the row's own part.
    @Test(arguments: [
        """
        项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出
        支出功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
        类 | 款 | 项 | ^ | ^ | ^ | ^
        | | | 合计 | 290.10 | 200.00 | 90.10
        207 | | | 文化旅游体育与传媒支出 | 290.10 | 200.00 | 90.10
        207 | 01 | | 文化和旅游 | 290.10 | 200.00 | 90.10
        207 | 01 | 09 | 群众文化 | 290.10 | 200.00 | 90.10
        """,
        """
        科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        | | | 合计 | 290.10 | 200.00 | 90.10
        207 | | | 文化旅游体育与传媒支出 | 290.10 | 200.00 | 90.10
        | 1 | | 文化和旅游 | 290.10 | 200.00 | 90.10
        | | 9 | 群众文化 | 290.10 | 200.00 | 90.10
        """,
        """
        科目 | 合计 | 基本支出 | 项目支出
        合计 | 290.10 | 200.00 | 90.10
        207文化旅游体育与传媒支出 | 290.10 | 200.00 | 90.10
        20701-文化和旅游 | 290.10 | 200.00 | 90.10
        [2070109]群众文化 | 290.10 | 200.00 | 90.10
        """,
    ])
    func expenditureByFunction(table: String) throws {
        let extraction = try TableSketch.extraction(["支出决算表", "单位：万元", table])
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 actual 2901000.00元", "expenditure.basic 2023 actual 2000000.00元",
                "expenditure.project 2023 actual 901000.00元", "expenditure.function.207 2023 actual 2901000.00元",
                "expenditure.function.20701 2023 actual 2901000.00元",
                "expenditure.function.2070109 2023 actual 2901000.00元",
            ])
    }

    /// The table of appropriations: its totals are not the unit's, and carry-over repeats the names of the funds.
    @Test func appropriations() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门收支总表", "单位：万元",
                """
                收入 | < | 支出 | <
                项目 | 预算数 | 项目 | 预算数
                一、一般公共预算拨款收入 | 80.00 | 一、一般公共服务支出 | 95.00
                五、单位资金 | 10.00 | |
                本年收入合计 | 90.00 | 本年支出合计 | 95.00
                上年结转 | 5.00 | 年终结转结余 |
                收入总计 | 95.00 | 支出总计 | 95.00
                """,
                "财政拨款收支总表", "单位：万元",
                """
                收入 | < | 支出 | < | < | <
                项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算
                一、本年收入 | 80.00 | 一、本年支出 | 85.00 | 85.00 |
                （一）一般公共预算拨款 | 80.00 | （一）一般公共服务支出 | 85.00 | 85.00 |
                二、上年结转 | 5.00 | 二、年终结转结余 | | |
                （一）一般公共预算拨款 | 5.00 | | | |
                收入总计 | 85.00 | 支出总计 | 85.00 | 85.00 |
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.general_public_budget 2023 initial_budget 800000.00元",
                "expenditure.function.201 2023 initial_budget 950000.00元",
                "revenue.total 2023 initial_budget 900000.00元", "expenditure.total 2023 initial_budget 950000.00元",
                "revenue.carryover 2023 initial_budget 50000.00元",
                "revenue.general_public_budget 2023 initial_budget 800000.00元",
            ])
    }

    /// 总计 stands for the total where the table prints no other.
    @Test func grandTotalAlone() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年部门财务收支预算总表", "编制部门：青溪县文化馆  单位：元",
                """
                本年收入 | < | 本年支出 | < | < | < | <
                项目 | 预算数 | 项目 | 预算数 | < | < | <
                ^ | ^ | ^ | 合计 | 基本支出 | < | 项目支出
                ^ | ^ | ^ | ^ | 人员经费 | 公用经费 | ^
                一、财政拨款收入 | 500,000 | 一、一般公共服务支出 | 500,000 | 300,000 | 80,000 | 120,000
                1.一般公共预算资金 | 500,000 | | | | |
                收入总计 | 500,000 | 支出总计 | 500,000 | 300,000 | 80,000 | 120,000
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.201 2023 initial_budget 500000.00元",
                "revenue.general_public_budget 2023 initial_budget 500000.00元",
                "revenue.total 2023 initial_budget 500000.00元", "expenditure.total 2023 initial_budget 500000.00元",
                "expenditure.basic.personnel 2023 initial_budget 300000.00元",
                "expenditure.basic.operating 2023 initial_budget 80000.00元",
                "expenditure.project 2023 initial_budget 120000.00元",
            ])
    }

    /// Codes beside each other in two or three blocks; 501… is not the department's classification.
    @Test func basicExpenditureInBlocks() throws {
        let extraction = try TableSketch.extraction([
            "一般公共预算财政拨款基本支出决算表", "单位：万元",
            """
            人员经费 | < | < | 公用经费 | < | < | < | < | <
            科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
            301 | 工资福利支出 | 100.00 | 302 | 商品和服务支出 | 20.00 | 310 | 资本性支出 | 1.50
            30101 | 基本工资 | 60.00 | 30201 | 办公费 | 12.00 | 31002 | 办公设备购置 | 1.50
            30103 | 奖金 | 40.00 | 30216 | 培训费 | 8.00 | 502 | 机关商品和服务支出 | 9.99
            人员经费合计 | < | 100.00 | 公用经费合计 | < | < | < | < | 21.50
            """,
        ])
        #expect(
            Set(TableSketch.lines(extraction)) == [
                "expenditure.economic.301 2023 actual 1000000.00元", "expenditure.economic.302 2023 actual 200000.00元",
                "expenditure.economic.310 2023 actual 15000.00元", "expenditure.economic.30101 2023 actual 600000.00元",
                "expenditure.economic.30201 2023 actual 120000.00元", "expenditure.economic.31002 2023 actual 15000.00元",
                "expenditure.economic.30103 2023 actual 400000.00元", "expenditure.economic.30216 2023 actual 80000.00元",
                "expenditure.basic.personnel 2023 actual 1000000.00元",
                "expenditure.basic.operating 2023 actual 215000.00元",
            ])
    }

    /// Rows of the table of agency operating cost repeat economic codes in another scope: only its total is read.
    @Test func agencyOperatingCost() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算机关运行经费支出预算表", "单位：万元",
                """
                科目编码 | 科目名称 | 机关运行经费支出
                | 合计 | 33.20
                302 | 商品和服务支出 | 33.20
                30201 | 办公费 | 33.20
                """,
            ], kind: .budget)
        #expect(TableSketch.lines(extraction) == ["agency_operating_cost 2023 initial_budget 332000.00元"])
    }

    /// Goods, works and services are rows among items and cost names.
    @Test func procurementByItem() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年政府采购预算表", "单位：万元",
                """
                采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 总计
                合计 | | | | 44.00
                一、货物A | | | | 14.00
                | 设备更新 | 办公设备购置 | | 14.00
                | | | 台式计算机 | 14.00
                二、工程B | | | | 0.00
                三、服务C | | | | 30.00
                | 保洁 | 公务用车运行维护费 | | 30.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "procurement.total 2023 initial_budget 440000.00元", "procurement.goods 2023 initial_budget 140000.00元",
                "procurement.works 2023 initial_budget 0.00元", "procurement.services 2023 initial_budget 300000.00元",
            ])
    }

    /// 机构运行信息表: money and counts in one column, headings without figures, 支出合计 of the heading above.
    @Test func operationInformation() throws {
        let extraction = try TableSketch.extraction([
            "机构运行信息表", "公开10表", "金额单位：元",
            """
            项目 | 行次 | 统计数 | 项目 | 行次 | 统计数
            栏次 | | 1 | 栏次 | | 2
            一、“三公”经费支出 | 1 | — | 四、机关运行经费支出 | 19 | 52,300.00
            （一）支出合计 | 2 | 4,200.00 | 五、国有资产占用情况 | 21 | —
            1．因公出国（境）费 | 3 | 0.00 | （一）车辆数合计（辆） | 22 | 3
            2．公务用车购置及运行维护费 | 4 | 3,000.00 | 六、政府采购支出信息 | 31 | —
            （1）公务用车购置费 | 5 | | （一）政府采购支出合计 | 32 | 8,000.00
            （2）公务用车运行维护费 | 6 | 3,000.00 | 1．政府采购货物支出 | 33 | 8,000.00
            3．公务接待费 | 7 | 1,200.00 | （二）政府采购授予中小企业合同金额 | 36 | 8,000.00
            （二）相关统计数 | 10 | — | | |
            4．公务用车保有量（辆） | 14 | 2 | | |
            5．国内公务接待批次（个） | 15 | 6 | | |
            6．国内公务接待人次（人） | 16 | 52 | | |
            """,
        ])
        #expect(
            Set(TableSketch.lines(extraction)) == [
                "three_public.total 2023 actual 4200.00元", "three_public.overseas 2023 actual 0.00元",
                "three_public.vehicle 2023 actual 3000.00元", "three_public.vehicle_operation 2023 actual 3000.00元",
                "three_public.reception 2023 actual 1200.00元", "agency_operating_cost 2023 actual 52300.00元",
                "procurement.total 2023 actual 8000.00元", "procurement.goods 2023 actual 8000.00元",
                "vehicles.count 2023 actual 2", "reception.batches 2023 actual 6", "reception.visitors 2023 actual 52",
            ])
    }

    /// A fund's table adds rows that no other table has, and no totals of the unit.
    @Test func governmentFund() throws {
        let extraction = try TableSketch.extraction([
            "政府性基金预算财政拨款收入支出决算表", "单位：万元",
            """
            项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
            功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
            合计 | < | 0.00 | 8.60 | 8.60 | 0.00 | 8.60 | 0.00
            229 | 其他支出 | 0.00 | 8.60 | 8.60 | 0.00 | 8.60 | 0.00
            """,
        ])
        #expect(TableSketch.lines(extraction) == ["expenditure.function.229 2023 actual 86000.00元"])
    }

    /// Codes in brackets are codes.
    @Test func codesInBrackets() throws {
        let extraction = try TableSketch.extraction([
            "支出决算表", "单位：万元",
            """
            功能科目编码 | 科目名称 | 合计 | 基本支出
            | 合计 | 9.00 | 9.00
            [201] | 一般公共服务支出 | 9.00 | 9.00
            [20128] | 民主党派及工商联事务 | 9.00 | 9.00
            [2012801] | 行政运行 | 9.00 | 9.00
            """,
        ])
        #expect(TableSketch.lines(extraction).contains("expenditure.function.2012801 2023 actual 90000.00元"))
    }

    /// 经济分类编码 is a column of codes, whatever the classification is called.
    @Test func codesUnderAnyName() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算基本支出表（按经济分类）", "单位：万元",
                """
                部门经济分类代码 | 经济分类名称 | 2024年预算数
                301 | 工资福利支出 | 76.96
                30101 | 基本工资 | 26.34
                合计 | < | 84.84
                """,
            ], year: 2024, kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.economic.301 2024 initial_budget 769600.00元",
                "expenditure.economic.30101 2024 initial_budget 263400.00元",
                "expenditure.basic 2024 initial_budget 848400.00元",
            ])
    }

    /// What is spent from the special account alone is neither the unit's total nor all of a function.
    @Test func specialAccountIsNoWhole() throws {
        let extraction = try TableSketch.extraction(
            [
                "财政专户管理资金预算支出表", "单位：万元",
                """
                科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
                合计 | < | 8.00 | | 8.00
                2070199 | 其他文化和旅游支出 | 8.00 | | 8.00
                """,
            ], year: 2024, kind: .budget)
        #expect(TableSketch.lines(extraction) == [])
    }
}
