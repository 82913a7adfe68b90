import Testing

@testable import Extracting

/// Indicator tables: levels carried down, rows that slipped, columns that are no target.
struct IndicatorTests {
    /// Blank levels are carried down where the merged cells were lost, and slipped rows put right.
    @Test func flattened() throws {
        let extraction = try TableSketch.extraction(
            [
                "项目支出绩效目标自评表",
                """
                项目名称 | | 馆藏整理 | | | |
                绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 未完成原因和改进措施
                | 产出指标 | 数量指标 | 整理件数 | 300件 | 320件 |
                | | | 修复件数 | 20件 | 18件 | 人手不足
                | | 质量指标 | 合格率 | ≥98% | 99% |
                | | 满意度指标 | 服务对象满意度指标 | 读者满意度 | ≥95% | 96%
                | 成本指标 | 经费控制 | 107.5 | 105.9 | | 略有节约
                | 说明 | 无 | | | |
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: false)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/整理件数 | 300件 | 320件 | ∅ | ∅ | [馆藏整理]",
                "产出指标/数量指标/修复件数 | 20件 | 18件 | ∅ | ∅ | [馆藏整理]",
                "产出指标/质量指标/合格率 | ≥98% | 99% | ∅ | ∅ | [馆藏整理]",
                "满意度指标/服务对象满意度指标/读者满意度 | ≥95% | 96% | ∅ | ∅ | [馆藏整理]",
                "成本指标/成本指标/经费控制 | 107.5 | 105.9 | ∅ | ∅ | [馆藏整理]",
            ])
        #expect(extraction.indicators[1].deviation == "人手不足")
    }

    /// A first level that stands beside the middle of its rows, on a page without rulings, is not the one above; a row
    /// without it has not slipped, and 年度绩效指标 is no level.
    @Test func levelsBesideTheMiddle() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门整体支出绩效自评表",
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                数量指标 | 培训班期数 | ≥4期 | 5期 | 20 | 20
                产出指标 | 质量指标 | 培训合格率 | ≥95% | 97% | 15 | 15
                年度绩效指标
                | 时效指标 | 按时完成率 | 100% | 100% | 15 | 14
                | 社会效益指标 | 服务群众人数 | ≥1200人 | 1350人 | 30 | 28
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: false)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "/数量指标/培训班期数 | ≥4期 | 5期 | 20 | 20", "产出指标/质量指标/培训合格率 | ≥95% | 97% | 15 | 15",
                "产出指标/时效指标/按时完成率 | 100% | 100% | 15 | 14", "/社会效益指标/服务群众人数 | ≥1200人 | 1350人 | 30 | 28",
            ])
    }

    /// 评分标准 is no target: a scoring table has none.
    @Test func scoringTable() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门整体支出绩效自评评分表",
                """
                一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 自评得分
                投入 | 目标设定 | 目标合理性 | 5 | 符合实际得5分 | 5
                ^ | ^ | 指标明确性 | 5 | 细化量化得满分 | 4.5
                过程 | 预算执行 | 预算执行率 | 10 | 100%得满分 | 9
                合计 | < | < | 20 | | 18.5
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "投入/目标设定/目标合理性 | ∅ | ∅ | 5 | 5", "投入/目标设定/指标明确性 | ∅ | ∅ | 5 | 4.5",
                "过程/预算执行/预算执行率 | ∅ | ∅ | 10 | 9",
            ])
        #expect(TableSketch.lines(extraction) == ["score.self_evaluation 2023 actual 18.5"])
    }

    /// Several projects in one table of targets, the sign in a column of its own.
    @Test func targetsOfProjects() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年项目支出绩效目标表",
                """
                项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
                送戏下乡 | 丰富文化生活 | 产出指标 | 数量指标 | 演出场次 | ≥ | 30 | 场
                ^ | ^ | ^ | 时效指标 | 完成时间 | = | 12月前 |
                免费开放 | 开放场馆 | 产出指标 | 数量指标 | 开放天数 | ≥ | 300 | 天
                """,
            ], kind: .budget)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/演出场次 | ≥30场 | ∅ | ∅ | ∅ | [送戏下乡]",
                "产出指标/时效指标/完成时间 | 12月前 | ∅ | ∅ | ∅ | [送戏下乡]",
                "产出指标/数量指标/开放天数 | ≥300天 | ∅ | ∅ | ∅ | [免费开放]",
            ])
        #expect(extraction.observations.isEmpty)
    }

    /// One level only, with the weight beside it.
    @Test func singleLevel() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年度部门整体绩效自评表",
                """
                部门名称 | < | 青溪县文化馆 | < | < | <
                指标名称 | 年度指标值 | < | 全年完成值 | 指标权重 | 得分
                办展场次 | ≥4期 | < | 5期 | 60 | 60
                观众满意度 | ≥90% | < | 95% | 40 | 39.5
                合计 | < | < | < | 100 | 99.5
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "//办展场次 | ≥4期 | 5期 | 60 | 60", "//观众满意度 | ≥90% | 95% | 40 | 39.5",
            ])
        #expect(TableSketch.lines(extraction) == ["score.self_evaluation 2023 actual 99.5"])
    }

    /// The total row lost its label; a name cut by the page end where its quotation was open goes on in the next row.
    @Test func shapelessTotalAndCutName() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门整体支出绩效自评表",
                """
                一级指标 | 二级指标 | 三级指标 | 分值 | 得分
                过程 | 预算执行 | “三公经 | 60 | 55
                | | 费”控制率 | |
                产出 | 职责履行 | 完成率 | 40 | 40
                | | | 100 | 95
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: false)
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "过程/预算执行/“三公经费”控制率 | ∅ | ∅ | 60 | 55", "产出/职责履行/完成率 | ∅ | ∅ | 40 | 40",
            ])
        #expect(TableSketch.lines(extraction) == ["score.self_evaluation 2023 actual 95"])
    }
}
