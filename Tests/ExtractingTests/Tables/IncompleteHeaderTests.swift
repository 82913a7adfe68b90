import Testing

@testable import Extracting

/// Tables whose headers or titles do not say all: what the cells leave open is not read.
struct IncompleteHeaderTests {
    /// Words that divide a header are sub-headers even where they are no known columns: 250.00 is not 基本支出.
    @Test func partsByCost() throws {
        let extraction = try TableSketch.extraction(
            [
                "表5 支出预算分类汇总表（按部门预算经济分类）", "单位：万元",
                """
                功能科目 | < | < | 单位代码 | 单位名称（功能科目名称） | 总计 | 基本支出 | < | < | 项目支出 | < | <
                类 | 款 | 项 | ^ | ^ | ^ | 合计 | 工资福利支出 | 商品和服务支出 | 合计 | 商品和服务支出 | 债务利息及费用支出
                 | | | | 合计 | 410.00 | 310.00 | 250.00 | 60.00 | 100.00 | 100.00 |
                206 | | | 206 | 科学技术支出 | 410.00 | 310.00 | 250.00 | 60.00 | 100.00 | 100.00 |
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 initial_budget 4100000.00元",
                "expenditure.basic 2023 initial_budget 3100000.00元",
                "expenditure.project 2023 initial_budget 1000000.00元",
                "expenditure.function.206 2023 initial_budget 4100000.00元",
            ])
    }

    /// Two figures below one header cell that nothing divides: neither is read.
    @Test func undividedHeader() throws {
        let extraction = try TableSketch.extraction(
            [
                "支出决算表", "单位：万元",
                """
                科目编码 | 科目名称 | 本年支出合计 | 基本支出 | <
                201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00
                合计 | < | 30.00 | 20.00 | 10.00
                """,
            ])
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.201 2023 actual 300000.00元", "expenditure.total 2023 actual 300000.00元",
            ])
    }

    /// A header row without the cell above the labels: the amounts stand one column further to the right.
    @Test func slippedHeader() throws {
        let extraction = try TableSketch.extraction(
            [
                """
                项目支出绩效自评表 | < | < | < | < | < | <
                项目名称 | 流浪乞讨人员救助 | < | < | < | < | <
                项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分 |
                ^ | 年度资金总额 | 48.00 | 50.00 | 41.76 | 10 | 8.70
                ^ | 其中：财政拨款 | 48.00 | 50.00 | 41.76 | — | —
                """
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 480000.00元 [流浪乞讨人员救助]",
                "expenditure.project 2023 adjusted_budget 500000.00元 [流浪乞讨人员救助]",
                "expenditure.project 2023 actual 417600.00元 [流浪乞讨人员救助]",
            ])
    }

    /// 资金来源 above the only labels of the rows, in a table that lost its merged cells.
    @Test func sourcesAsLabels() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门（单位）整体支出绩效自评表",
                """
                部门（单位）名称 | 青溪县文化馆
                年度预算执行情况（万元） | 资金来源 | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分
                 | 年度资金总额 | 2,386.14 | 2,815.60 | 2,703.54 | 10 | 96.02% | 9.60
                 | 其中：一般公共预算 | 2,286.14 | 2,615.60 | 2,503.54 | — | — | —
                """,
            ], kind: .performanceSelfEvaluation, hasSpans: false)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.total 2023 initial_budget 23861400.00元",
                "expenditure.total 2023 adjusted_budget 28156000.00元",
                "expenditure.total 2023 actual 27035400.00元", "budget_execution_rate 2023 actual 96.02",
                "score.budget_execution 2023 actual 9.60",
                "revenue.general_public_budget 2023 initial_budget 22861400.00元",
                "revenue.general_public_budget 2023 adjusted_budget 26156000.00元",
                "revenue.general_public_budget 2023 actual 25035400.00元",
            ])
    }

    /// “**” numbers the columns without figures; the row of numbers is no unit's.
    @Test func starredColumnNumbers() throws {
        let extraction = try TableSketch.extraction(
            [
                "财政拨款“三公”经费支出表", "单位：万元",
                """
                单位编码 | 单位名称 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费
                 | | | | | 公务用车运行维护费 | 公务用车购置费
                ** | ** | 1 | 2 | 3 | 4 | 5
                135001 | 青溪县文化馆 | 18.60 | 0.00 | 15.60 | 3.00 | 0.00
                """,
            ], kind: .budget, hasSpans: false)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 initial_budget 186000.00元", "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.reception 2023 initial_budget 156000.00元",
                "three_public.vehicle_operation 2023 initial_budget 30000.00元",
                "three_public.vehicle_purchase 2023 initial_budget 0.00元",
            ])
    }

    /// Classes of cost by name, without codes; the government's own classification beside them is not the department's.
    @Test func economicClassesByName() throws {
        let extraction = try TableSketch.extraction(
            [
                "收支总表", "单位：万元",
                """
                收入 | < | 支出 | < | < | < | < | <
                项目 | 本年预算 | 项目（按功能分类） | 本年预算 | 项目（按部门预算经济分类） | 本年预算 | 项目（按政府预算经济分类） | 本年预算
                一、一般公共预算拨款收入 | 41.00 | 六、科学技术支出 | 41.00 | 一、基本支出 | 31.00 | 一、机关工资福利支出 | 24.00
                二、其他收入 | | | | 工资福利支出 | 25.00 | 二、对个人和家庭的补助 | 17.00
                 | | | | 商品和服务支出 | 6.00 | |
                 | | | | 二、项目支出 | 10.00 | |
                 | | | | 按项目管理的商品和服务支出 | 8.00 | |
                 | | | | 其他支出 | 2.00 | |
                本年收入合计 | 41.00 | 本年支出合计 | 41.00 | 本年支出合计 | 41.00 | 本年支出合计 | 41.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.general_public_budget 2023 initial_budget 410000.00元",
                "expenditure.function.206 2023 initial_budget 410000.00元",
                "expenditure.basic 2023 initial_budget 310000.00元",
                "expenditure.economic.301 2023 initial_budget 250000.00元",
                "expenditure.economic.302 2023 initial_budget 60000.00元",
                "expenditure.project 2023 initial_budget 100000.00元",
                "expenditure.economic.399 2023 initial_budget 20000.00元",
                "revenue.total 2023 initial_budget 410000.00元",
                "expenditure.total 2023 initial_budget 410000.00元", "expenditure.total 2023 initial_budget 410000.00元",
            ])
    }

    /// A table below “第二部分 部门决算表” and no title of its own is known by rows that no table of appropriations has.
    @Test func balanceWithoutTitle() throws {
        let extraction = try TableSketch.extraction([
            "第二部分 2023年度部门决算表",
            """
            收入 | < | 支出 | <
            项目 | 决算数（万元） | 项目 | 决算数（万元）
            一、一般公共预算财政拨款收入 | 84.00 | 一、社会保障和就业支出 | 6.00
            二、政府性基金预算财政拨款收入 | 0.00 | 二、农林水支出 | 79.00
            三、其他收入 | 1.00 | |
            本年收入合计 | 85.00 | 本年支出合计 | 85.00
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.general_public_budget 2023 actual 840000.00元",
                "expenditure.function.208 2023 actual 60000.00元",
                "revenue.government_fund 2023 actual 0.00元", "expenditure.function.213 2023 actual 790000.00元",
                "revenue.other 2023 actual 10000.00元", "revenue.total 2023 actual 850000.00元",
                "expenditure.total 2023 actual 850000.00元",
            ])
    }

    /// Names of head-counts interrupt the year columns, which go on below them.
    @Test func headCountsInBetween() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门整体支出绩效评价基础数据表",
                """
                项目 | 2022年决算 | 2023年预算 | 2023年决算 | 备注
                一、人员情况（人） | 编制数 | 实有人数 | 控制率 |
                 | 97 | 89 | 91.75% |
                二、经费控制情况（万元） | < | < | < | <
                1.“三公”经费 | 19.35 | 22.00 | 18.60 |
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "staff.authorized 2023 actual 97", "staff.in_post 2023 actual 89",
                "staff.control_rate 2023 actual 91.75",
                "three_public.total 2022 actual 193500.00元", "three_public.total 2023 budget 220000.00元",
                "three_public.total 2023 actual 186000.00元",
            ])
    }

    /// A list of projects without a title, with the stage of the budget in brackets.
    @Test func untitledProjectList() throws {
        let extraction = try TableSketch.extraction(
            [
                "全年共安排主要项目支出如下（单位：万元）：",
                """
                序号 | 项目 | 2023年预算（调整后） | 支出数 | 进度
                1 | 农村公路养护 | 1540.00 | 1540.00 | 100.00%
                2 | 治超站点运行 | 115.00 | 110.08 | 95.72%
                合计 | < | 1655.00 | 1650.08 | 99.70%
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 adjusted_budget 15400000.00元 [农村公路养护]",
                "expenditure.project 2023 actual 15400000.00元 [农村公路养护]",
                "expenditure.project 2023 adjusted_budget 1150000.00元 [治超站点运行]",
                "expenditure.project 2023 actual 1100800.00元 [治超站点运行]",
                "expenditure.project 2023 adjusted_budget 16550000.00元", "expenditure.project 2023 actual 16500800.00元",
            ])
    }

    /// Plans and results of the work are no money of projects.
    @Test func workIsNoProject() throws {
        let extraction = try TableSketch.extraction(
            [
                "2023年工作完成情况如下：",
                """
                项目 | 计划数 | 完成数
                巡展场次 | 12 | 14
                培训期数 | 3 | 4
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(extraction.observations.isEmpty && extraction.unsure.isEmpty)
    }

    /// The execution of the budget scored as a first level of its own.
    @Test func executionAmongIndicators() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门整体支出绩效自评表",
                """
                一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
                预算执行（10分） | < | < | < | < | 10 | 9.8
                产出指标 | 数量指标 | 救助人数 | ≥260人 | 268人 | 90 | 90
                合计 | < | < | < | < | 100 | 99.8
                """,
            ], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "score.budget_execution 2023 actual 9.8", "score.self_evaluation 2023 actual 99.8",
            ])
        #expect(TableSketch.indicatorLines(extraction) == ["产出指标/数量指标/救助人数 | ≥260人 | 268人 | 90 | 90"])
    }

    /// The next sheet's form is a table of its own, though its title names nothing known: no indicators of 项目名称.
    @Test func formsOnSheets() throws {
        let form = { (name: String, amount: String) in
            """
            2023年度\(name)自评表 | < | < | < | < | < | <
            项目名称 | \(name) | < | < | < | < | <
            主管部门 | 青溪县文化馆 | < | < | 项目实施单位 | 青溪县文化馆 | <
            预算执行情况（万元）（20分） | | 预算数（A） | < | 执行数（B） | 执行率（B/A） | 得分（20分×执行率）
            ^ | 年度财政资金总额 | \(amount) | < | \(amount) | 100.00% | 20
            一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 分值 | 得分
            产出指标（40分） | 数量指标 | 展出场次 | ≥12场 | 12场 | 80 | 80
            总分 | < | < | < | < | 100 | 100
            偏差大或目标未完成原因分析 | 无重大偏差 | < | < | < | < | <
            """
        }
        let extraction = try TableSketch.extraction(
            [form("流动展览", "12.00"), form("送戏下乡", "8.00")], kind: .performanceSelfEvaluation)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 budget 120000.00元 [流动展览]",
                "expenditure.project 2023 actual 120000.00元 [流动展览]",
                "expenditure.project 2023 budget 80000.00元 [送戏下乡]", "expenditure.project 2023 actual 80000.00元 [送戏下乡]",
            ])
        #expect(
            TableSketch.indicatorLines(extraction) == [
                "产出指标/数量指标/展出场次 | ≥12场 | 12场 | 80 | 80 | [流动展览]",
                "产出指标/数量指标/展出场次 | ≥12场 | 12场 | 80 | 80 | [送戏下乡]",
            ])
    }

    /// Functions, units and projects in one column of names: the rows without a code that add up to the total.
    @Test func projectsBelowFunctions() throws {
        let extraction = try TableSketch.extraction(
            [
                "表3-2 一般公共预算项目支出预算表", "金额单位：万元",
                """
                科目编码 | < | < | 单位代码 | 单位名称（科目） | 金额
                类 | 款 | 项 | ^ | ^ | ^
                 | | | | 合    计 | 50.00
                207 | 01 | 09 | 302001 | 群众文化 | 50.00
                 | | | | 流动展览经费 | 20.00
                 | | | | 送戏下乡经费 | 30.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 500000.00元",
                "expenditure.project 2023 initial_budget 200000.00元 [流动展览经费]",
                "expenditure.project 2023 initial_budget 300000.00元 [送戏下乡经费]",
            ])
    }

    /// A list of projects with their targets prints each amount once; a budget's list may have sources for columns.
    @Test func amountsBesideTargets() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门预算项目绩效目标表", "金额单位：万元",
                """
                单位名称 | 项目名称 | 资金总额 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
                青溪县文化馆 | 流动展览经费 | 20.00 | 产出指标 | 数量指标 | 展出场次 | ≥ | 12 | 场
                 | | | 产出指标 | 质量指标 | 完好率 | ≥ | 95 | %
                """,
                "项目支出预算明细（单位：万元）",
                """
                单位、项目名称 | 合计 | 本级财力安排 | 专项转移支付 | 单位自有资金
                送戏下乡经费 | 30.00 | 30.00 | |
                馆舍维修经费 | 8.00 | | | 8.00
                合计 | 38.00 | 30.00 | | 8.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.project 2023 initial_budget 200000.00元 [流动展览经费]",
                "expenditure.project 2023 initial_budget 300000.00元 [送戏下乡经费]",
                "expenditure.project 2023 initial_budget 80000.00元 [馆舍维修经费]",
                "expenditure.project 2023 initial_budget 380000.00元",
            ])
    }

    /// 编码 may be a unit's; what stands below says that it is a function's, with or without points between its parts.
    @Test(arguments: [("编码", "20103", "2010301"), ("科目编码", "201.03", "201.03.01"), ("科目代码", "201-03", "201-03-01")])
    func codes(header: String, section: String, item: String) throws {
        let extraction = try TableSketch.extraction(
            [
                "支出总表", "单位：万元",
                """
                功能分类科目 | < | 合计 | 基本支出 | 项目支出
                \(header) | 名称 | ^ | ^ | ^
                201 | 一般公共服务支出 | 9.00 | 8.00 | 1.00
                \(section) | 政府办公厅（室）及相关机构事务 | 9.00 | 8.00 | 1.00
                \(item) | 行政运行 | 8.00 | 8.00 |
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.201 2023 initial_budget 90000.00元",
                "expenditure.function.20103 2023 initial_budget 90000.00元",
                "expenditure.function.2010301 2023 initial_budget 80000.00元",
            ])
    }

    /// A label of `measure_terms.csv` is read in tables too; one of `ignored_terms.csv` is no unknown term.
    @Test func labelsOfTheLexicon() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门收支总表", "单位：万元",
                """
                收入 | < | 支出 | <
                项目 | 预算数 | 项目 | 预算数
                一、其他各类收入 | 3.00 | 一、科学技术支出 | 5.00
                二、非税收入 | 2.00 | 二、没有见过的支出 | 1.00
                本年收入合计 | 5.00 | 本年支出合计 | 6.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "revenue.other 2023 initial_budget 30000.00元", "expenditure.function.206 2023 initial_budget 50000.00元",
                "revenue.total 2023 initial_budget 50000.00元", "expenditure.total 2023 initial_budget 60000.00元",
            ])
        #expect(extraction.unknownTerms.map(\.term) == ["没有见过的支出"])
    }

    /// A narrow column broke its words over two cells that stand on each other; only together they name a measure.
    @Test func brokenWords() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费支出表", "单位：万元",
                """
                合计 | 因公出国 | 公务用车购置及运行费 | < | < | 公务接 | 2023年机关运行经
                ^ | （境）费 | 小计 | 公务用车 | 公务用车 | 待费 | 费预算数
                ^ | ^ | ^ | 购置费 | 运行费 | ^ | ^
                47.91 | 0 | 46.56 | 25 | 21.56 | 1.35 | 443.18
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 initial_budget 479100.00元", "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.vehicle 2023 initial_budget 465600.00元",
                "three_public.vehicle_purchase 2023 initial_budget 250000.00元",
                "three_public.vehicle_operation 2023 initial_budget 215600.00元",
                "three_public.reception 2023 initial_budget 13500.00元",
                "agency_operating_cost 2023 initial_budget 4431800.00元",
            ])
    }

    /// “编制单位：” above 元谋县 prints no unit of money, and the number of a line (行次) without a figure is none.
    @Test func neitherNamesNorNumbersOfLines() throws {
        let rows = "项目 | 支出合计 | 基本支出\n合计 | 25.00 | 20.00"
        let named = try TableSketch.extraction(["支出决算表", "编制单位：", "元谋县", rows])
        #expect(TableSketch.lines(named).isEmpty)
        let numbered = try TableSketch.extraction(
            ["收入支出决算总表", "单位：万元", "项目 | 行次 | 决算数\n基本支出 | 31 | 20.00\n项目支出 | 32\n支出合计 | 33 | 20.00"], hasSpans: false)
        #expect(
            TableSketch.lines(numbered) == [
                "expenditure.basic 2023 actual 200000.00元", "expenditure.total 2023 actual 200000.00元",
            ])
    }

    /// Titles of time that were printed once, behind 项目: where the same names stand below each, they head them; else no
    /// figure below a blank one is read as of the report's own stage.
    @Test func timesPrintedOnceBehindALabel() throws {
        let head = "项目 | 预算数 | | 决算数 | | 备注"
        func lines(_ names: String) throws -> [String] {
            TableSketch.lines(
                try TableSketch.extraction(
                    ["支出决算表", "单位：万元", "\(head)\n | \(names) |\n支出合计 | 25.00 | 20.00 | 26.00 | 19.00 | "],
                    hasSpans: false))
        }
        let totals = ["expenditure.total 2023 budget 250000.00元", "expenditure.total 2023 actual 260000.00元"]
        #expect(
            try lines("合计 | 基本支出 | 合计 | 基本支出") == [
                totals[0], "expenditure.basic 2023 budget 200000.00元", totals[1],
                "expenditure.basic 2023 actual 190000.00元",
            ])
        #expect(try lines("合计 | 基本支出 | 合计 | 项目支出") == totals)
    }

    /// 208 | 02 in a row without a blank cell is 20802, not 208 once more.
    @Test func partsOfACodeInAShortRow() throws {
        let extraction = try TableSketch.extraction(
            [
                "支出决算表", "单位：万元",
                """
                类 | 款 | 项 | 科目名称 | 合计 | 基本支出
                208 | 社会保障和就业支出 | 30.00 | 25.00
                208 | 02 | 民政管理事务 | 20.00 | 15.00
                """,
            ], hasSpans: false)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.208 2023 actual 300000.00元", "expenditure.function.20802 2023 actual 200000.00元",
            ])
    }

    /// A thousand rows of words without a figure are looked at in no more than a moment.
    @Test(.timeLimit(.minutes(1))) func rowsOfWordsAlone() throws {
        let rows = Array(repeating: "没有见过 | 没有 | 见过", count: 1_000).joined(separator: "\n")
        #expect(TableSketch.lines(try TableSketch.extraction(["支出决算表", "单位：万元", rows])).isEmpty)
    }

    /// 小计 beside 合计 is of a group; where the header lost the group's name it is nobody's.
    @Test func subtotalOfALostGroup() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费支出表", "单位：万元",
                """
                合计 | 因公出国（境）费 | 小计 | 公务用车购置费 | 公务用车运行费 | 公务接待费
                22.00 | 0 | 14.00 | 0 | 14.00 | 8.00
                """,
            ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 actual 220000.00元", "three_public.overseas 2023 actual 0.00元",
                "three_public.vehicle_purchase 2023 actual 0.00元",
                "three_public.vehicle_operation 2023 actual 140000.00元",
                "three_public.reception 2023 actual 80000.00元",
            ])
    }

    /// Items of cost head most columns of a 机关运行经费 table; its total is read, and none of them as something else.
    @Test func columnsOfCostItems() throws {
        let extraction = try TableSketch.extraction(
            [
                "机关运行经费预算表", "单位：万元",
                """
                单位名称 | 合计 | 办公费 | 印刷费 | 差旅费 | 福利费 | 日常维修费 | 办公用房水电费 | 其他费用
                合计 | 86.00 | 20.00 | 10.00 | 15.00 | 5.00 | 2.00 | 10.00 | 24.00
                """,
            ], kind: .budget)
        #expect(TableSketch.lines(extraction) == ["agency_operating_cost 2023 initial_budget 860000.00元"])
    }

    /// 实有人数 above its parts: each is read for itself.
    @Test func headcountsInTwoLevels() throws {
        let extraction = try TableSketch.extraction(
            [
                "部门人员情况表",
                """
                单位名称 | 编制人数 | < | < | 实有人数 | < | <
                ^ | 小计 | 行政 | 事业 | 在职小计 | 行政 | 离退休
                合计 | 45 | 25 | 20 | 42 | 23 | 30
                """,
            ])
        #expect(
            TableSketch.lines(extraction) == [
                "staff.authorized 2023 actual 45", "staff.in_post 2023 actual 42", "staff.retired 2023 actual 30",
            ])
    }
    /// A sheet begins with the report's name; title and unit stand below it.
    @Test func reportTitleAboveTheTable() throws {
        let extraction = try TableSketch.extraction(
            [
                """
                青溪县文化馆2023年部门预算公开 | < | <
                一般公共预算基本支出预算表 | < | <
                单位：万元 | < | <
                科目编码 | 科目名称 | 合计
                301 | 工资福利支出 | 560
                30101 | 基本工资 | 560
                """
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.economic.301 2023 initial_budget 5600000.00元",
                "expenditure.economic.30101 2023 initial_budget 5600000.00元",
            ])
    }
    /// A comparison in the header is a change even where the word for it stands in no cell of the header.
    @Test func comparisonWithoutItsWord() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算支出表", "单位：万元",
                """
                科目编码 | 科目名称 | 2023年预算数 | 2023年预算数比2022年执行数
                207 | 文化旅游体育与传媒支出 | 722.40 | 22.40
                20701 | 文化和旅游 | 722.40 | 22.40
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "expenditure.function.207 2023 initial_budget 7224000.00元",
                "expenditure.function.20701 2023 initial_budget 7224000.00元",
            ])
    }
}
