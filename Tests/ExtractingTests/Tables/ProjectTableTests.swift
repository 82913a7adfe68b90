import FiscalModel
import Testing

@testable import Extracting

/// Tables whose rows are projects, whatever their titles call them.
struct ProjectTableTests {
    /// A title about spending does not make the total of the projects the unit's.
    @Test func tasksWithBudgetAndSpendingAreProjects() throws {
        let extraction = try TableSketch.extraction(
            [
                "5.主要任务支出情况如下表：",
                """
                任务名称 | 主要内容 | 年初预算（万元） | 全年预算（万元） | 实际执行（万元）
                商会建设与管理 | 指导换届 | 15.00 | 15.00 | 14.86
                驻企特派员工作 | 补助 | 0.00 | 5.50 | 5.50
                合 计 | | 15.00 | 20.50 | 20.36
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 150000.00元 [商会建设与管理]",
                "expenditure.project 2023 adjusted_budget 150000.00元 [商会建设与管理]",
                "expenditure.project 2023 actual 148600.00元 [商会建设与管理]",
                "expenditure.project 2023 initial_budget 0.00元 [驻企特派员工作]",
                "expenditure.project 2023 adjusted_budget 55000.00元 [驻企特派员工作]",
                "expenditure.project 2023 actual 55000.00元 [驻企特派员工作]",
                "expenditure.project 2023 initial_budget 150000.00元",
                "expenditure.project 2023 adjusted_budget 205000.00元",
                "expenditure.project 2023 actual 203600.00元",
            ])
    }

    /// The item of the classification that pays for a project is no row of its own.
    @Test func aFunctionCodeBesideAProjectLeavesItAProject() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出明细表", "单位：万元",
                """
                序号 | 项目名称 | 功能科目 | 合计 | 其中：一般公共预算
                 | 合计 | | 93.6 | 93.6
                1 | 第五次全国经济普查经费 | 2010507 | 65 | 65
                2 | 城乡住户调查记账补贴 | 2010508 | 28.6 | 28.6
                """,
            ], year: 2023, kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 936000.00元",
                "expenditure.project 2023 initial_budget 650000.00元 [第五次全国经济普查经费]",
                "expenditure.project 2023 initial_budget 286000.00元 [城乡住户调查记账补贴]",
            ])
    }

    /// 项目名称 | name | 预算金额 | figure opens the form of one project; only words would be the header of a list.
    @Test func aFigureInTheRowOfTheNameMakesItOneProjectsForm() throws {
        let extraction = try TableSketch.extraction(
            [
                """
                项目名称 | 旅游宣传营销 | 预算金额（万元） | 280.00
                一级指标 | 二级指标 | 三级指标 | 指标值
                产出指标 | 数量指标 | 举办推介会场次 | ≥6场
                """
            ], year: 2024, kind: .budget)
        #expect(
            TableSketch.lines(extraction) == ["expenditure.project 2024 initial_budget 2800000.00元 [旅游宣传营销]"])
    }

    /// The unit's own form adds up its tasks; what they cost together is not what the unit spent.
    @Test func theSumOfTasksIsNotTheUnitsTotal() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年度部门整体支出绩效自评表", "金额单位：万元",
                """
                部门名称 | 道县工商业联合会 | < | <
                二、部门年度重点工作任务 | < | < | <
                任务名称 | 主要内容 | 批复金额 | 实际支出金额
                企业家教育培训 | 培训 | 20.00 | 18.75
                商会改革发展 | 补助 | 16.00 | 14.50
                合计 | < | 36.00 | 33.25
                三、部门整体支出绩效指标 | < | < | <
                一级指标 | 二级指标 | 三级指标 | 指标值
                产出指标 | 数量指标 | 培训人次 | ≥300人次
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 200000.00元 [企业家教育培训]",
                "expenditure.project 2023 actual 187500.00元 [企业家教育培训]",
                "expenditure.project 2023 budget 160000.00元 [商会改革发展]",
                "expenditure.project 2023 actual 145000.00元 [商会改革发展]",
            ])
        #expect(extraction.unsure.map(\.reason) == ["two_readings", "two_readings"])
    }

    /// 小计 counts a group of projects; the unit's total is the 总计 below.
    @Test func subtotalsAreNoTotals() throws {
        let extraction = try TableSketch.extraction(
            [
                "某局2023年度部门整体支出绩效自评", "三、项目支出安排及执行",
                """
                类别 | 项目 | 2023年预算（万元） | 2023年支出（万元）
                上级专项 | 自然灾害救灾 | 312 | 312
                ^ | 森林防火 | 150 | 148.2
                ^ | 小计 | 462 | 460.2
                本级项目 | 安全监管 | 98 | 96.5
                ^ | 小计 | 98 | 96.5
                总计 | < | 560 | 556.7
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 3120000.00元 [自然灾害救灾]",
                "expenditure.project 2023 actual 3120000.00元 [自然灾害救灾]",
                "expenditure.project 2023 budget 1500000.00元 [森林防火]",
                "expenditure.project 2023 actual 1482000.00元 [森林防火]",
                "expenditure.project 2023 budget 980000.00元 [安全监管]",
                "expenditure.project 2023 actual 965000.00元 [安全监管]",
                "expenditure.project 2023 budget 5600000.00元",
                "expenditure.project 2023 actual 5567000.00元",
            ])
    }

    /// 资金来源 above 合计 heads the whole, and above a fund a part of it.
    @Test func sourcesBesideTheirTotalAreParts() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出预算表", "单位：万元",
                """
                单位名称 | 项目名称 | 资金来源 | < | < | 备注
                ^ | ^ | 合计 | 一般公共预算拨款 | 政府性基金 | ^
                合计 | < | 140.00 | 80.00 | 60.00 |
                青溪县文化馆 | 非遗传承 | 80.00 | 80.00 | 0 |
                青溪县文化馆 | 库区移民扶持 | 60.00 | 0 | 60.00 |
                """,
            ], year: 2024, kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2024 initial_budget 1400000.00元",
                "expenditure.project 2024 initial_budget 800000.00元 [非遗传承]",
                "expenditure.project 2024 initial_budget 600000.00元 [库区移民扶持]",
            ])
    }

    /// 资金安排 is a budget, 资金使用 what was spent.
    @Test func whatWasGivenAndWhatWasUsed() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目资金安排及使用情况表（单位：万元）",
                """
                项目名称 | 资金安排情况 | < | 资金使用情况 | < | 执行率（%）
                ^ | 合计 | 上级资金 | 实际支出 | 结余 | ^
                基本公卫服务 | 3200 | 2800 | 3180 | 20 | 99.38
                村医补助 | 420 | 0 | 420 | 0 | 100
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 32000000.00元 [基本公卫服务]",
                "expenditure.project 2023 actual 31800000.00元 [基本公卫服务]",
                "expenditure.project 2023 budget 4200000.00元 [村医补助]",
                "expenditure.project 2023 actual 4200000.00元 [村医补助]",
            ])
    }

    /// The only row of figures below the stages needs no label in a project's own form.
    @Test func fundsWithoutALabel() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出绩效自评表",
                """
                项目名称 | < | 民营经济发展工作经费 | < | < | < | <
                主管部门 | < | 青溪县文化馆 | < | 实施单位 | 青溪县文化馆 | <
                项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分
                ^ | ^ | 30.00 | 32.00 | 29.47 | 10 | 9.82
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                产出指标 | 数量指标 | 培训场次 | ≥3场 | 4场 | 90 | 88
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 300000.00元 [民营经济发展工作经费]",
                "expenditure.project 2023 adjusted_budget 320000.00元 [民营经济发展工作经费]",
                "expenditure.project 2023 actual 294700.00元 [民营经济发展工作经费]",
            ])
    }

    /// Target and actual in one cell are two.
    @Test func targetAndActualInOneCell() throws {
        let extraction = try TableSketch.extraction(
            [
                """
                一级指标 | 二级指标 | 三级指标 | 指标值（目标/实际） | 分值 | 得分
                产出指标 | 数量指标 | 审计项目数 | 目标：40个；实际：46个 | 20 | 20
                ^ | 质量指标 | 报告采纳率 | 90% | 20 | 20
                """
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/审计项目数 | 40个 | 46个 | 20 | 20", "产出指标/质量指标/报告采纳率 | 90% | ∅ | 20 | 20",
            ])
    }

    /// The code that the budget system prints before a name is no part of it.
    @Test(arguments: [
        ("51202124T000011326789-民营经济人士素质提升项目", "民营经济人士素质提升项目"), ("1.商会建设", "商会建设"),
        ("4050-人员补贴", "4050-人员补贴"),
    ]) func codesBeforeNames(printed: String, name: String) {
        #expect(Words.projectName(printed) == name)
    }
}
