import Testing

@testable import Extracting

/// Forms as provinces print them in their own way, with figures of our own.
struct ProvincialFormTests {
    /// Unit codes and names stand in the columns of the classification, a department above its only unit.
    @Test func unitRowsAmongFunctions() throws {
        let extraction = try TableSketch.extraction(
            [
                "支出总表", "部门：青溪县文化馆    单位：万元",
                """
                科目 | < | < | 单位代码 | 单位名称（功能分类科目） | 合计 | 基本支出 | < | 项目支出
                类 | 款 | 项 | ^ | ^ | ^ | 人员经费 | 公用经费 | ^
                | | | 207 | 青溪县文化馆 | 96.00 | 60.00 | 16.00 | 20.00
                | | | 207001 | 青溪县文化馆本级 | 96.00 | 60.00 | 16.00 | 20.00
                207 | | | 207 | 文化旅游体育与传媒支出 | 96.00 | 60.00 | 16.00 | 20.00
                207 | 01 | | 20701 | 文化和旅游 | 96.00 | 60.00 | 16.00 | 20.00
                207 | 01 | 09 | 2070109 | 群众文化 | 96.00 | 60.00 | 16.00 | 20.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 initial_budget 960000.00元",
                "expenditure.basic.personnel 2023 initial_budget 600000.00元",
                "expenditure.basic.operating 2023 initial_budget 160000.00元",
                "expenditure.project 2023 initial_budget 200000.00元",
                "expenditure.function.207 2023 initial_budget 960000.00元",
                "expenditure.function.20701 2023 initial_budget 960000.00元",
                "expenditure.function.2070109 2023 initial_budget 960000.00元",
            ])
    }

    /// Sheets print the form's number and the unit in a row of the table itself.
    @Test(arguments: ["公开01表", "部门公开表1", "附表二", "财决01-1表"]) func formNumberBesideTheUnit(_ number: String) throws {
        let extraction = try TableSketch.extraction(
            [
                """
                支出总表 | < | < | < | <
                \(number) | | | | 单位：万元
                科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
                207 | 文化旅游体育与传媒支出 | 96.00 | 76.00 | 20.00
                合　计 | < | 96.00 | 76.00 | 20.00
                """
            ], kind: .budget)
        #expect(
            Set(TableSketch.lines(extraction)) == [
                "expenditure.total 2023 initial_budget 960000.00元", "expenditure.basic 2023 initial_budget 760000.00元",
                "expenditure.project 2023 initial_budget 200000.00元",
                "expenditure.function.207 2023 initial_budget 960000.00元",
            ])
    }

    /// A column of changes is no figure, though it names the years and stages of two.
    @Test func columnOfChanges() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费预算表", "单位：万元",
                """
                项目 | 2022年预算数 | 2023年预算数 | 2023年预算数比2022年预算数增减%
                合计 | 0.60 | 0.50 | -16.67
                公务接待费 | 0.60 | 0.50 | -16.67
                """,
            ], kind: .budget)
        #expect(
            Set(TableSketch.lines(extraction)) == [
                "three_public.total 2022 initial_budget 6000.00元", "three_public.total 2023 initial_budget 5000.00元",
                "three_public.reception 2022 initial_budget 6000.00元",
                "three_public.reception 2023 initial_budget 5000.00元",
            ])
    }

    /// Amounts whose sum no 64 bits hold are not added up to the total, and do not end the run.
    @Test func projectsBeyondAllBounds() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出表", "单位：万元",
                """
                单位名称（科目） | 金额
                合计 | 27.00
                救灾物资储备更新 | 9000000000000
                综合指挥平台维护 | 9000000000000
                防火物资储备更新 | 9000000000000
                """,
            ], kind: .budget)
        #expect(extraction.observations.allSatisfy { $0.project == nil })
    }

    /// Four blocks beside each other: revenue, function, the department's and the government's economic classification.
    @Test func fourBlocks() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门综合预算收支总表", "单位：元",
                """
                收入 | < | 支出 | < | < | < | < | <
                项目 | 预算数 | 支出功能分科目（按大类） | 预算数 | 部门经济科目（按大类） | 预算数 | 政府经济分类科目（按大类） | 预算数
                一、部门预算 | 880,000 | 一、部门预算 | 880,000 | 一、部门预算 | 880,000 | 一、部门预算 | 880,000
                （1）一般公共预算拨款 | 880,000 | 7.文化旅游体育与传媒支出 | 800,000 | 1、人员经费和公用经费支出 | 700,000 | 1、机关工资福利支出 | 0
                （2）政府性基金拨款 | 0 | 8.社会保障和就业支出 | 80,000 | 2、专项业务经费支出 | 180,000 | 5、对事业单位经常性补助 | 880,000
                本年收入合计 | 880,000 | 本年支出合计 | 880,000 | 本年支出合计 | 880,000 | 本年支出合计 | 880,000
                """,
            ], kind: .budget)
        #expect(
            Set(TableSketch.lines(extraction)) == [
                "revenue.general_public_budget 2023 initial_budget 880000.00元",
                "revenue.government_fund 2023 initial_budget 0.00元",
                "expenditure.function.207 2023 initial_budget 800000.00元",
                "expenditure.function.208 2023 initial_budget 80000.00元",
                "expenditure.basic 2023 initial_budget 700000.00元",
                "expenditure.project 2023 initial_budget 180000.00元",
                "revenue.total 2023 initial_budget 880000.00元", "expenditure.total 2023 initial_budget 880000.00元",
            ])
    }

    /// The government's classification beside the department's: only the department's code is read.
    @Test func twoEconomicClassifications() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）", "单位：元",
                """
                部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计 | 人员经费支出 | 公用经费支出 | 备注
                | 合计 | | | 700,000 | 600,000 | 100,000 |
                301 | 工资福利支出 | | | 600,000 | 600,000 | |
                30101 | 基本工资 | 50501 | 工资福利支出 | 600,000 | 600,000 | |
                302 | 商品和服务支出 | | | 100,000 | | 100,000 |
                30201 | 办公费 | 50502 | 商品和服务支出 | 100,000 | | 100,000 |
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.basic 2023 initial_budget 700000.00元",
                "expenditure.basic.personnel 2023 initial_budget 600000.00元",
                "expenditure.basic.operating 2023 initial_budget 100000.00元",
                "expenditure.economic.301 2023 initial_budget 600000.00元",
                "expenditure.economic.30101 2023 initial_budget 600000.00元",
                "expenditure.economic.302 2023 initial_budget 100000.00元",
                "expenditure.economic.30201 2023 initial_budget 100000.00元",
            ])
    }

    /// Last year's actual beside this year's budget, with columns of change.
    @Test func lastYearsActual() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算支出表", "单位：万元",
                """
                功能分类科目 | < | 2022年执行数 | 2023年预算数 | < | < | 2023年预算数比2022年执行数 | <
                科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
                207 | 文化旅游体育与传媒支出 | 90.00 | 96.00 | 76.00 | 20.00 | 6.00 | 6.67%
                合计 | < | 90.00 | 96.00 | 76.00 | 20.00 | 6.00 | 6.67%
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.207 2022 actual 900000.00元",
                "expenditure.function.207 2023 initial_budget 960000.00元",
                "expenditure.basic 2023 initial_budget 760000.00元",
                "expenditure.project 2023 initial_budget 200000.00元",
            ])
    }

    /// Final accounts before 2020: carry-over and revenue by part of the budget beside 本年支出.
    @Test func carryOverBesideExpenditure() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算财政拨款支出决算表", "公开05表", "金额单位：万元",
                """
                项目 | < | 年初结转和结余 | < | < | 本年收入 | < | < | 本年支出 | < | < | < | < | 年末结转和结余 | <
                功能分类科目编码 | 科目名称 | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | < | < | 项目支出 | 合计 | 项目支出结转和结余
                ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 人员经费 | 日常公用经费 | ^ | ^ | ^
                栏次 | < | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13
                合计 | < | 5.00 | 0.00 | 5.00 | 90.00 | 70.00 | 20.00 | 92.00 | 70.00 | 60.00 | 10.00 | 22.00 | 3.00 | 3.00
                207 | 文化体育与传媒支出 | 5.00 | 0.00 | 5.00 | 90.00 | 70.00 | 20.00 | 92.00 | 70.00 | 60.00 | 10.00 | 22.00 | 3.00 | 3.00
                """,
            ], year: 2018)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.basic 2018 actual 700000.00元", "expenditure.basic.personnel 2018 actual 600000.00元",
                "expenditure.basic.operating 2018 actual 100000.00元", "expenditure.project 2018 actual 220000.00元",
                "expenditure.function.207 2018 actual 920000.00元",
            ])
    }

    /// “三公” and agency operating cost in one table with counts, three columns of money.
    @Test func threePublicWithStatistics() throws {
        let extraction = try TableSketch.extraction([
            "财政拨款“三公”经费、行政参公单位机关运行经费情况表", "公开10表", "金额单位：元",
            """
            项目 | 行次 | 年初预算数 | 全年预算数 | 决算统计数
            栏次 | | 1 | 2 | 3
            一、“三公”经费支出 | 1 | — | — | —
            （一）支出合计 | 2 | 30,000.00 | 28,000.00 | 25,600.00
            1．因公出国（境）费 | 3 | 0.00 | 0.00 | 0.00
            3．公务接待费 | 7 | 30,000.00 | 28,000.00 | 25,600.00
            （1）国内接待费 | 8 | — | — | 25,600.00
            （二）相关统计数 | 11 | — | — | —
            5．国内公务接待批次（个） | 16 | — | — | 21
            其中：外事接待批次（个） | 17 | — | — | 0
            6．国内公务接待人次（人） | 18 | — | — | 180
            二、机关运行经费 | 23 | — | — | 132,000.00
            （一）行政单位 | 24 | — | — | 132,000.00
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 initial_budget 30000.00元", "three_public.total 2023 adjusted_budget 28000.00元",
                "three_public.total 2023 actual 25600.00元", "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.overseas 2023 adjusted_budget 0.00元", "three_public.overseas 2023 actual 0.00元",
                "three_public.reception 2023 initial_budget 30000.00元",
                "three_public.reception 2023 adjusted_budget 28000.00元", "three_public.reception 2023 actual 25600.00元",
                "reception.batches 2023 actual 21", "reception.visitors 2023 actual 180",
                "agency_operating_cost 2023 actual 132000.00元",
            ])
    }

    /// Revenue by unit: 合计 counts the carry-over in where it has columns of its own.
    @Test func revenueByUnit() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门收入总表", "单位：万元",
                """
                部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | < | 上年结转结余 | <
                ^ | ^ | ^ | 小计 | 一般公共预算 | 事业收入 | 其他收入 | 小计 | 一般公共预算
                合计 | < | 105.00 | 100.00 | 90.00 | 6.00 | 4.00 | 5.00 | 5.00
                301001 | 青溪县文化馆 | 85.00 | 80.00 | 70.00 | 6.00 | 4.00 | 5.00 | 5.00
                301002 | 青溪县图书馆 | 20.00 | 20.00 | 20.00 | | | |
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.total 2023 initial_budget 1000000.00元",
                "revenue.general_public_budget 2023 initial_budget 900000.00元",
                "revenue.service 2023 initial_budget 60000.00元", "revenue.other 2023 initial_budget 40000.00元",
                "revenue.carryover 2023 initial_budget 50000.00元",
            ])
    }

    /// A table that lists the same codes once a unit says nothing sure about the department.
    @Test func codesByUnit() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门支出总表", "单位：万元",
                """
                科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
                | 青溪县文化馆 | 80.00 | 60.00 | 20.00
                2070109 | 群众文化 | 80.00 | 60.00 | 20.00
                | 青溪县图书馆 | 30.00 | 30.00 |
                2070109 | 群众文化 | 30.00 | 30.00 |
                """,
            ], kind: .budget)
        #expect(extraction.observations.isEmpty)
        #expect(
            extraction.unsure.map { "\($0.observation.measure) \($0.reason)" } == [
                "expenditure.function.2070109 two_readings", "expenditure.function.2070109 two_readings",
            ])
    }

    /// Assets of a budget are those of a day that only a header can name.
    @Test func assets() throws {
        let table = """
            项目 | 资产总额 | 流动资产 | 固定资产 | < | < | 无形资产
            ^ | ^ | ^ | 小计 | 房屋构筑物 | 车辆 | ^
            合计 | 120.50 | 20.00 | 100.50 | 90.00 | 10.50 |
            """
        let accounts = try TableSketch.extraction(["国有资产占有使用情况表", "单位：万元", table])
        #expect(
            TableSketch.lines(accounts) == [
                "assets.total 2023 actual 1205000.00元", "assets.fixed 2023 actual 1005000.00元",
            ])
        let budget = try TableSketch.extraction(["国有资产占有使用情况表", "单位：万元", table], kind: .budget)
        #expect(budget.observations.isEmpty)
        #expect(budget.unsure.map(\.reason) == ["unknown_year", "unknown_year"])
    }

    /// A table that goes on over the page without its header, with the code column still in place.
    @Test func continuation() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年部门支出预算总表", "编制部门：青溪县文化馆  单位：元",
                """
                功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
                类 | 款 | 项 | ^ | ^ | ^ | ^
                207 | | | 文化旅游体育与传媒支出 | 900,000 | 700,000 | 200,000
                """,
                """
                207 | 01 | | 文化和旅游 | 900,000 | 700,000 | 200,000
                | | | 合计 | 900,000 | 700,000 | 200,000
                """,
                "2023年部门政府性基金预算支出功能分类预算表", "单位：元",
                """
                功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
                类 | 款 | 项 | ^ | ^ | ^ | ^
                | | | | | |
                合计 | < | < | < | | |
                """,
                "注：本部门2023年无政府性基金预算财政拨款安排的预算，故本表为空表。",
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.207 2023 initial_budget 900000.00元",
                "expenditure.function.20701 2023 initial_budget 900000.00元",
                "expenditure.total 2023 initial_budget 900000.00元", "expenditure.basic 2023 initial_budget 700000.00元",
                "expenditure.project 2023 initial_budget 200000.00元",
            ])
    }

    /// Without a printed unit nothing is guessed; in the header's own words, or a cell's, it is found.
    @Test func units() throws {
        let table = """
            项目 | 预算数 | 决算数
            因公出国（境）费 | 0.00 | 0.00
            公务接待费 | 1.20 | 0.85
            合计 | 1.20 | 0.85
            """
        let none = try TableSketch.extraction(["“三公”经费支出情况表", table])
        #expect(none.observations.isEmpty)
        #expect(Set(none.unsure.map(\.reason)) == ["unknown_unit_of_money"])
        let inTitle = try TableSketch.extraction(["“三公”经费支出情况表（单位：元）", table])
        #expect(TableSketch.lines(inTitle).last == "three_public.total 2023 actual 0.85元")
        let inCell = try TableSketch.extraction([
            "“三公”经费支出情况表",
            """
            项目 | 决算数（元）
            因公出国（境）费 | 0.00
            公务接待费 | 0.85万元
            """,
        ])
        #expect(
            TableSketch.lines(inCell) == [
                "three_public.overseas 2023 actual 0.00元", "three_public.reception 2023 actual 8500.00元",
            ])
    }
}
