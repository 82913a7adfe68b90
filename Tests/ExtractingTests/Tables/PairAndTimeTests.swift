import Testing

@testable import Extracting

/// Rows that name times, and labels directly beside their figures.
struct PairAndTimeTests {
    /// 预算数 and 决算数 in rows under the measures.
    @Test func timesInRows() throws {
        let extraction = try TableSketch.extraction([
            "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "公开07表", "金额单位：万元",
            """
            项目 | 一般公共预算财政拨款安排的“三公”经费 | < | < | < | < | < | 会议费 | 培训费
            ^ | 小计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置及运行维护费 | < | < | ^ | ^
            ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^
            栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
            预算数 | 2.00 | 0.00 | 2.00 | 0.00 | | | 1.00 | 0.50
            决算数 | 1.30 | 0.00 | 1.30 | 0.00 | | | 0.80 | 0.50
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 budget 20000.00元", "three_public.overseas 2023 budget 0.00元",
                "three_public.reception 2023 budget 20000.00元", "three_public.vehicle 2023 budget 0.00元",
                "meeting_cost 2023 budget 10000.00元",
                "training_cost 2023 budget 5000.00元", "three_public.total 2023 actual 13000.00元",
                "three_public.overseas 2023 actual 0.00元",
                "three_public.reception 2023 actual 13000.00元", "three_public.vehicle 2023 actual 0.00元",
                "meeting_cost 2023 actual 8000.00元", "training_cost 2023 actual 5000.00元",
            ])
    }

    /// Years in rows of a budget.
    @Test func yearsInRows() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费预算表", "单位：元",
                """
                年度 | 合计 | 因公出国（境）费 | 公务接待费
                2022年 | 9000 | 0 | 9000
                2023年 | 8000 | 0 | 8000
                增减额 | -1000 | 0 | -1000
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2022 initial_budget 9000.00元", "three_public.overseas 2022 initial_budget 0.00元",
                "three_public.reception 2022 initial_budget 9000.00元",
                "three_public.total 2023 initial_budget 8000.00元",
                "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.reception 2023 initial_budget 8000.00元",
            ])
    }

    /// Posts and heads in a form's opening rows.
    @Test func heads() throws {
        let extraction = try TableSketch.extraction(
            [
                "一、部门（单位）基本概况",
                """
                联系人 | 某某 | 联络电话 | 8690000
                人员编制 | 21 | 实有人数 | 20
                职能职责概述 | 组织群众文化活动 | < | <
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(TableSketch.lines(extraction) == ["staff.authorized 2023 actual 21", "staff.total 2023 actual 20"])
    }

    /// 预算数： and 执行数： beside their amounts in a project's form; numbered names, and numbers without a name.
    @Test func amountsOfAProject() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年部门预算项目绩效目标完成情况表",
                """
                项目名称 | 免费开放 | < | < | <
                预算执行情况(万元) | 预算数： | 12.00 | 执行数： | 11.80
                ^ | 其中-财政拨款： | 12.00 | 其中-财政拨款： | 11.80
                一级指标 | 二级指标 | 三级指标 | 预期指标值（包含数字及文字描述） | 实际完成指标值（包含数字及文字描述）
                产出指标 | 数量指标 | 指标1：开放天数 | ≥300天 | 310天
                ^ | ^ | 指标2： | |
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 120000.00元 [免费开放]",
                "expenditure.project 2023 actual 118000.00元 [免费开放]",
            ])
        #expect(TableSketch.indicatorLines(extraction) == ["产出指标/数量指标/开放天数 | ≥300天 | 310天 | ∅ | ∅ | [免费开放]"])
    }
}

extension PairAndTimeTests {
    /// A project's form of targets states what the budget gives it.
    @Test func targetsOfOneProject() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出绩效目标表（2023年度）",
                """
                项目名称 | 展厅维护 | < | <
                项目资金（万元） | 年度资金总额： | 6.50 | <
                ^ | 其中：财政拨款 | 6.50 | <
                一级指标 | 二级指标 | 三级指标 | 指标值
                产出指标 | 数量指标 | 维护展厅 | ≥2个
                """,
            ], kind: .budget)
        #expect(TableSketch.lines(extraction) == ["expenditure.project 2023 initial_budget 65000.00元 [展厅维护]"])
        #expect(TableSketch.indicatorLines(extraction) == ["产出指标/数量指标/维护展厅 | ≥2个 | ∅ | ∅ | ∅ | [展厅维护]"])
    }

    /// Titles of a table without spans head the columns from their own 项目 on; 栏次 below the names changes nothing, and a
    /// column that 预算数 and 决算数 leave without a stage has none.
    @Test func titlesWithoutSpans() throws {
        let sides = try TableSketch.extraction(
            [
                "收支预算总表", "单位：元",
                """
                本年收入 | 本年支出
                项目 | 预算数 | 项目 | 预算数
                1.一般公共预算资金 | 2,000 | 一、一般公共服务支出 | 1,200
                收入总计 | 2,000 | 支出总计 | 2,000
                """,
            ], kind: .budget, hasSpans: false)
        #expect(
            TableSketch.lines(sides) == [
                "revenue.general_public_budget 2023 initial_budget 2000.00元",
                "expenditure.function.201 2023 initial_budget 1200.00元", "revenue.total 2023 initial_budget 2000.00元",
                "expenditure.total 2023 initial_budget 2000.00元",
            ])
        func threePublic(_ names: String) throws -> [String] {
            TableSketch.lines(
                try TableSketch.extraction(
                    ["“三公”经费支出决算表", "单位：万元", names + "\n1 | 2 | 3 | 4\n20.50 | 2.50 | 17.28 | 1.34"],
                    hasSpans: false))
        }
        #expect(
            try threePublic("预算数 | | 决算数 |\n合计 | 公务接待费 | 合计 | 公务接待费") == [
                "three_public.total 2023 budget 205000.00元", "three_public.reception 2023 budget 25000.00元",
                "three_public.total 2023 actual 172800.00元", "three_public.reception 2023 actual 13400.00元",
            ])
        #expect(
            try threePublic("预算数 | | 决算数 |\n合计 | 公务接待费 | 合计 | 公务用车") == [
                "three_public.total 2023 budget 205000.00元", "three_public.total 2023 actual 172800.00元",
            ])
    }

    /// Rows shorter than their header are read where their figures fill its columns, and only there.
    @Test func raggedRows() throws {
        let extraction = try TableSketch.extraction(
            [
                "支出决算表", "单位：万元",
                """
                科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
                合计 | 12.00 | 8.00 | 4.00
                2070109 | 群众文化 | 12.00 | 8.00 | 4.00
                2070199 | 其他 | 4.00 | 4.00
                """,
            ], hasSpans: false)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 actual 120000.00元", "expenditure.basic 2023 actual 80000.00元",
                "expenditure.project 2023 actual 40000.00元", "expenditure.function.2070109 2023 actual 120000.00元",
            ])
    }

    /// Where inner blanks are kept as cells, a short row only lost blanks at its end.
    @Test func rowsThatLostBlanksAtTheirEnd() throws {
        let extraction = try TableSketch.extraction(
            [
                "支出决算表", "单位：万元",
                """
                科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
                20701 | 文化和旅游 | 16.00 | 12.00 | 4.00
                2070109 | 群众文化 | 12.00 | 12.00
                2070199 | 其他 | 4.00 | | 4.00
                """,
            ], hasSpans: false)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.20701 2023 actual 160000.00元",
                "expenditure.function.2070109 2023 actual 120000.00元",
                "expenditure.function.2070199 2023 actual 40000.00元",
            ])
    }

    /// A row that lost its first cell, or a table whose rows keep their blanks: columns stay a guess.
    @Test(arguments: [
        "2070109 | 12.00 | 12.00\n2070199 | 其他 | 4.00 | | 4.00",
        "2070109 | 群众文化 | 12.00 | 12.00\n2070199 | 其他 | 4.00 | 4.00 |",
    ]) func rowsThatMayHaveSlipped(rows: String) throws {
        let header = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
        let extraction = try TableSketch.extraction(["支出决算表", "单位：万元", header + rows], hasSpans: false)
        #expect(!TableSketch.lines(extraction).contains { $0.contains("2070109") })
    }
}
