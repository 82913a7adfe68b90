import Testing

@testable import Extracting

/// The forms of performance self-evaluation.
struct SelfEvaluationTests {
    /// Posts, then year columns in a section of their own; a broken budget line and an empty one say nothing.
    @Test(arguments: [true, false])
    func baseData(hasSpans: Bool) throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年度部门整体支出绩效评价基础数据表",
                """
                财政供养人员情况(人) | 编制数 | 2023年实际在职/n人数 | 控制率
                | 12 | 11 | 91.67%
                经费控制情况(万元) | 2022年决算数 | 2023年预算数 | 2023年决算数
                三公经费 | 3.10 | 4.00 | 2.875
                1、公务用车购置和维护经费 | | |
                其中：公车购置 | — | — | —
                3、公务接待 | 3.10 | 4.00 | 2.875
                项目支出： | 50 | 60.5 | 55
                1、业务工作经费 | 50 | 60.5 | 55
                3、县级专项资金（一个专项一行） | | |
                公用经费 | 20 | 21 | 20.5
                其中：办公经费 | 9 | 9.5 | 9.1
                水费、电费、差旅费 | 6 | 6 | 5.5
                会议费、培训费 | 0 | 1 | 0
                政府采购金额 | 1.2 | | 3.4
                部门基本支出预算调整 | | |
                楼堂馆所控制情况/n(2023年完工项目) | 批复规模(㎡) | 实际规模(㎡) | 规模控制率
                | | |
                厉行节约保障措施 | 压减开支 | |
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: hasSpans)
        #expect(
            TableSketch.lines(extraction) == [
                "staff.authorized 2023 actual 12", "staff.in_post 2023 actual 11",
                "staff.control_rate 2023 actual 91.67",
                "three_public.total 2022 actual 31000.00元", "three_public.total 2023 budget 40000.00元",
                "three_public.total 2023 actual 28750.00元", "three_public.reception 2022 actual 31000.00元",
                "three_public.reception 2023 budget 40000.00元", "three_public.reception 2023 actual 28750.00元",
                "expenditure.project 2022 actual 500000.00元", "expenditure.project 2023 budget 605000.00元",
                "expenditure.project 2023 actual 550000.00元", "expenditure.project.business 2022 actual 500000.00元",
                "expenditure.project.business 2023 budget 605000.00元",
                "expenditure.project.business 2023 actual 550000.00元",
                "expenditure.basic.operating 2022 actual 200000.00元",
                "expenditure.basic.operating 2023 budget 210000.00元",
                "expenditure.basic.operating 2023 actual 205000.00元",
                "expenditure.operating.office 2022 actual 90000.00元",
                "expenditure.operating.office 2023 budget 95000.00元",
                "expenditure.operating.office 2023 actual 91000.00元",
                "expenditure.operating.utilities_travel 2022 actual 60000.00元",
                "expenditure.operating.utilities_travel 2023 budget 60000.00元",
                "expenditure.operating.utilities_travel 2023 actual 55000.00元",
                "expenditure.operating.meeting_training 2022 actual 0.00元",
                "expenditure.operating.meeting_training 2023 budget 10000.00元",
                "expenditure.operating.meeting_training 2023 actual 0.00元", "procurement.total 2022 actual 12000.00元",
                "procurement.total 2023 actual 34000.00元",
            ])
        #expect(extraction.observations[5].quote == "三公经费 | 2023年决算数 | 2.875")
    }

    private static func overall(revenue: [String], total: String = "100 | 120 | 110") -> [String] {
        [
            "2023年度部门整体支出绩效自评表",
            """
            预算部门名称 | 青溪县文化馆 | < | < | < | < | < | <
            年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
            ^ | 年度资金总额 | \(total) | 10 | 91.67% | 9.17
            ^ | 按收入性质分： | < | < | 按支出性质分： | < | < | <
            ^ | \(revenue[0]) | < | < | 其中：基本支出：80.25 | < | < | <
            ^ | \(revenue[1]) | < | < | 项目支出：29.75 | < | < | <
            ^ | 其他资金： | < | < | | < | < | <
            年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
            ^ | 办好2场展览 | < | < | 办了3场 | < | < | <
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
            ^ | 产出指标（50分） | 数量指标 | 展览场次 | ≥2场 | 3场 | 50 | 50
            ^ | 效益指标/n(40分) | 社会效益指标 | 无 | | | |
            ^ | ^ | 可持续影响指标 | 群众文化氛围 | 提升 | 提升 | 40 | 38.5
            总分 | < | < | < | < | < | 100 | 97.67
            """,
        ]
    }

    /// Revenue by nature has no column: it belongs to the scenario whose total the parts add up to.
    @Test func natureOfTheUnit() throws {
        let extraction = try TableSketch.extraction(
            Self.overall(revenue: ["其中：一般公共预算：115", "政府性基金拨款：5.00"]), kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 initial_budget 1000000.00元",
                "expenditure.total 2023 adjusted_budget 1200000.00元",
                "expenditure.total 2023 actual 1100000.00元", "budget_execution_rate 2023 actual 91.67",
                "score.budget_execution 2023 actual 9.17",
                "revenue.general_public_budget 2023 adjusted_budget 1150000.00元",
                "expenditure.basic 2023 actual 802500.00元", "revenue.government_fund 2023 adjusted_budget 50000.00元",
                "expenditure.project 2023 actual 297500.00元", "score.self_evaluation 2023 actual 97.67",
            ])
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/展览场次 | ≥2场 | 3场 | 50 | 50", "效益指标/可持续影响指标/群众文化氛围 | 提升 | 提升 | 40 | 38.5",
            ])
    }

    /// No total fits, or two do: then the parts are no observations.
    @Test(arguments: [("其中：一般公共预算：99", "100 | 120 | 110"), ("其中：一般公共预算：115", "100 | 120 | 120")])
    func undecidedNature(revenue: String, total: String) throws {
        let extraction = try TableSketch.extraction(
            Self.overall(revenue: [revenue, "政府性基金拨款：5.00"], total: total), kind: .performanceSelfEvaluation)
        #expect(
            extraction.unsure.map(\.observation.measure) == [
                "revenue.general_public_budget", "revenue.government_fund",
            ])
        #expect(!extraction.observations.contains { $0.measure.rawValue.hasPrefix("revenue.") })
    }

    /// A project's form: its total is the project's, its sources are no rows, its score is its own.
    @Test(arguments: [true, false])
    func project(hasSpans: Bool) throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年度项目支出绩效自评表",
                """
                项目支出名称 | 非遗展演活动经费 | | | | | |
                主管部门 | 青溪县文化馆 | | | 实施单位 | 青溪县文化馆 | |
                项目资金/n（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
                | 年度资金总额 | 18.00 | 20.00 | 19.50 | 10 | 97.5% | 9.75
                | 其中：当年财政拨款 | 18.00 | 18.00 | 17.50 | | |
                | 上年结转资金 | | 2.00 | 2.00 | | |
                绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                | 产出指标 | 数量指标 | 演出场次 | 12场 | 12场 | 50 | 50
                | 满意度指标 | 服务对象满意/n度指标 | 观众满意度 | ≥90% | 95% | 40 | 38
                | | | | 总分 | | 100 | 97.75
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: hasSpans)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 180000.00元 [非遗展演活动经费]",
                "expenditure.project 2023 adjusted_budget 200000.00元 [非遗展演活动经费]",
                "expenditure.project 2023 actual 195000.00元 [非遗展演活动经费]",
            ])
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/演出场次 | 12场 | 12场 | 50 | 50 | [非遗展演活动经费]",
                "满意度指标/服务对象满意度指标/观众满意度 | ≥90% | 95% | 40 | 38 | [非遗展演活动经费]",
            ])
        #expect(extraction.projectScores.map { "\($0.project) \($0.score)" } == ["非遗展演活动经费 97.75"])
        #expect(extraction.unsure.isEmpty)
    }

    /// A template that nobody filled in gives nothing.
    @Test func emptyTemplate() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年度项目支出绩效自评表",
                """
                项目支出名称 | | | | | | |
                主管部门 | | | | 实施单位 | | |
                项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
                | 年度资金总额 | | | | 10 | |
                绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                | 产出指标 | 数量指标 | | | | |
                | ^ | 质量指标 | ……* | | | |
                总分 | < | < | < | < | < | 100 |
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(extraction == .init())
    }

    /// Tasks in rows under 预算数 and 执行数, with the money by source beside the total.
    @Test func tasks() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门（单位）整体支出绩效自评表",
                """
                部门（单位）名称 | 青溪县文化馆 | < | < | < | < | < | < | < | <
                年度主要任务完成情况（万元） | 任务名称 | 预算数（A） | < | < | 执行数（B） | < | < | 执行率（B/A） | 得分
                ^ | ^ | 总额 | 财政拨款 | 其他资金 | 总额 | 财政拨款 | 其他资金 | ^ | ^
                ^ | 基层文化辅导 | 12.50 | 9.50 | 3.00 | 12.00 | 9.00 | 3.00 | 96% | —
                ^ | 非遗展演活动 | 20.00 | 20.00 | | 20.00 | 20.00 | | 100% | —
                ^ | 金额合计 | 32.50 | 29.50 | 3.00 | 32.00 | 29.00 | 3.00 | 98.46% | 9.85
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 125000.00元 [基层文化辅导]",
                "expenditure.project 2023 actual 120000.00元 [基层文化辅导]",
                "expenditure.project 2023 budget 200000.00元 [非遗展演活动]",
                "expenditure.project 2023 actual 200000.00元 [非遗展演活动]",
                "expenditure.total 2023 budget 325000.00元", "expenditure.total 2023 actual 320000.00元",
                "budget_execution_rate 2023 actual 98.46", "score.budget_execution 2023 actual 9.85",
            ])
    }

    /// Projects as a list, with numbers, rates and a total that is the unit's project expenditure.
    @Test func projectList() throws {
        let extraction = try TableSketch.extraction(
            [
                "表1 2023年度项目支出执行情况表（单位：万元）",
                """
                序号 | 项目名称 | 年初预算 | 调整预算 | 决算数 | 执行率
                1 | 基层文化辅导经费 | 12.00 | 13.00 | 12.50 | 96.15%
                2 | 非遗展演活动经费 | 20.00 | 20.00 | 20.00 | 100.00%
                合计 | < | 32.00 | 33.00 | 32.50 | 98.48%
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 120000.00元 [基层文化辅导经费]",
                "expenditure.project 2023 adjusted_budget 130000.00元 [基层文化辅导经费]",
                "expenditure.project 2023 actual 125000.00元 [基层文化辅导经费]",
                "expenditure.project 2023 initial_budget 200000.00元 [非遗展演活动经费]",
                "expenditure.project 2023 adjusted_budget 200000.00元 [非遗展演活动经费]",
                "expenditure.project 2023 actual 200000.00元 [非遗展演活动经费]",
                "expenditure.project 2023 initial_budget 320000.00元",
                "expenditure.project 2023 adjusted_budget 330000.00元",
                "expenditure.project 2023 actual 325000.00元",
            ])
    }

    /// A budget's project table: units and types are no projects, money by source is no amount of its own.
    @Test func projectsOfABudget() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出表", "单位名称：青溪县文化馆  单位：万元",
                """
                类型 | 项目名称 | 项目单位 | 合计 | 本年拨款 | < | 上年结转
                ^ | ^ | ^ | ^ | 一般公共预算 | 政府性基金预算 | 一般公共预算
                合计 | | | 12.00 | 9.00 | | 3.00
                特定目标类 | 免费开放经费 | 青溪县文化馆 | 7.00 | 7.00 | |
                特定目标类 | 展厅维护经费 | 青溪县文化馆 | 5.00 | 2.00 | | 3.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 120000.00元",
                "expenditure.project 2023 initial_budget 70000.00元 [免费开放经费]",
                "expenditure.project 2023 initial_budget 50000.00元 [展厅维护经费]",
            ])
    }
}
