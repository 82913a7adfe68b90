import Testing

@testable import Extracting

/// The many shapes of the “三公” table.
struct ThreePublicTests {
    /// Twelve columns in two halves, three levels of header, and a row of column numbers that adds up like money.
    @Test func twelveColumns() throws {
        let extraction = try TableSketch.extraction([
            "财政拨款“三公”经费支出决算表", "单位：万元",
            """
            预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <
            合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费
            ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^
            1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
            6.00 | 0.00 | 4.00 | | 4.00 | 2.00 | 4.10 | — | 3.50 | 0.00 | 3.50 | 0.60
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 budget 60000.00元", "three_public.overseas 2023 budget 0.00元",
                "three_public.vehicle 2023 budget 40000.00元", "three_public.vehicle_operation 2023 budget 40000.00元",
                "three_public.reception 2023 budget 20000.00元", "three_public.total 2023 actual 41000.00元",
                "three_public.vehicle 2023 actual 35000.00元", "three_public.vehicle_purchase 2023 actual 0.00元",
                "three_public.vehicle_operation 2023 actual 35000.00元", "three_public.reception 2023 actual 6000.00元",
            ])
    }

    /// Without spans a title stands above the first of its columns only: the halves below it bear it out, or nothing is said
    /// of the others.
    @Test func titlesWithoutSpans() throws {
        func lines(_ titles: String) throws -> [String] {
            TableSketch.lines(
                try TableSketch.extraction(
                    [
                        "财政拨款“三公”经费支出决算表", "单位：元",
                        """
                        \(titles)
                        合计 | 因公出国（境）费 | 公务接待费 | 合计 | 因公出国（境）费 | 公务接待费
                        9000 | 1000 | 8000 | 7000 | 0 | 7000
                        """,
                    ], hasSpans: false))
        }
        #expect(
            try lines("预算数 | | | 决算数 | | ") == [
                "three_public.total 2023 budget 9000.00元", "three_public.overseas 2023 budget 1000.00元",
                "three_public.reception 2023 budget 8000.00元", "three_public.total 2023 actual 7000.00元",
                "three_public.overseas 2023 actual 0.00元", "three_public.reception 2023 actual 7000.00元",
            ])
    }

    /// The scenario stands below the measure.
    @Test func scenarioAtTheBottom() throws {
        let extraction = try TableSketch.extraction([
            "财政拨款“三公”经费支出决算表", "单位：元",
            """
            财政拨款“三公”经费 | < | < | < | < | <
            合计 | < | 因公出国（境）费 | < | 公务接待费 | <
            预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
            9000 | 8000 | 0 | 0 | 9000 | 8000
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 budget 9000.00元", "three_public.total 2023 actual 8000.00元",
                "three_public.overseas 2023 budget 0.00元", "three_public.overseas 2023 actual 0.00元",
                "three_public.reception 2023 budget 9000.00元", "three_public.reception 2023 actual 8000.00元",
            ])
    }

    /// Years in the halves of a budget's table.
    @Test func yearsOfABudget() throws {
        let extraction = try TableSketch.extraction(
            [
                "一般公共预算“三公”经费支出表", "单位：万元",
                """
                2022年预算数 | < | < | 2023年预算数 | < | <
                “三公”经费合计 | 因公出国（境）费 | 公务接待费 | “三公”经费合计 | 因公出国（境）费 | 公务接待费
                1.00 | 0.00 | 1.00 | 0.80 | 0.00 | 0.80
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2022 initial_budget 10000.00元", "three_public.overseas 2022 initial_budget 0.00元",
                "three_public.reception 2022 initial_budget 10000.00元",
                "three_public.total 2023 initial_budget 8000.00元",
                "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.reception 2023 initial_budget 8000.00元",
            ])
    }

    /// Rows under two years, with a column of changes that is no figure of the unit.
    @Test func measuresInRows() throws {
        let extraction = try TableSketch.extraction([
            "2023年度“三公”经费支出情况表", "单位：万元",
            """
            项目 | 2023年度 | < | 2022年度决算数 | 增减额
            ^ | 预算数 | 决算数 | ^ | ^
            合计 | 2.60 | 0.84 | 1.92 | -1.08
            1.因公出国（境）费用 | | | |
            2.公务接待费 | 2.60 | 0.84 | 1.92 | -1.08
            3.公务用车购置及运行维护费 | 0.00 | | — |
            其中：（1）公务用车运行维护费 | 0.00 | | |
            """,
        ])
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 budget 26000.00元", "three_public.total 2023 actual 8400.00元",
                "three_public.total 2022 actual 19200.00元", "three_public.reception 2023 budget 26000.00元",
                "three_public.reception 2023 actual 8400.00元", "three_public.reception 2022 actual 19200.00元",
                "three_public.vehicle 2023 budget 0.00元", "three_public.vehicle_operation 2023 budget 0.00元",
            ])
    }

    /// 合计 counts meetings and training in: only 小计 below “三公” is the “三公” total.
    @Test func withMeetingsAndTraining() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费、会议费、培训费支出预算表", "单位：万元",
                """
                合计 | “三公”经费 | < | < | < | < | < | 会议费 | 培训费
                ^ | 小计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | ^ | ^
                ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^
                18.00 | 10.00 | 1.00 | 6.00 | | 6.00 | 3.00 | 5.00 | 3.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 initial_budget 100000.00元",
                "three_public.overseas 2023 initial_budget 10000.00元",
                "three_public.vehicle 2023 initial_budget 60000.00元",
                "three_public.vehicle_operation 2023 initial_budget 60000.00元",
                "three_public.reception 2023 initial_budget 30000.00元", "meeting_cost 2023 initial_budget 50000.00元",
                "training_cost 2023 initial_budget 30000.00元",
            ])
    }

    /// Sub-units have rows of their own: the department's total is the row 合计.
    @Test func subUnits() throws {
        let extraction = try TableSketch.extraction(
            [
                "“三公”经费预算表", "单位：万元",
                """
                单位编码 | 单位名称 | 合计 | 因公出国（境）费 | 公务接待费
                | 合计 | 3.00 | 0.00 | 3.00
                101001 | 青溪县文化馆（本级） | 2.00 | 0.00 | 2.00
                101002 | 青溪县图书馆 | 1.00 | 0.00 | 1.00
                """,
            ], kind: .budget)
        #expect(
            TableSketch.lines(extraction) == [
                "three_public.total 2023 initial_budget 30000.00元", "three_public.overseas 2023 initial_budget 0.00元",
                "three_public.reception 2023 initial_budget 30000.00元",
            ])
    }

    /// Without a total row one unit's row is the report's; of two none can be chosen.
    @Test func soleUnit() throws {
        let table = """
            单位名称 | 合计 | 公务接待费
            青溪县文化馆 | 2.00 | 2.00
            """
        let one = try TableSketch.extraction(["“三公”经费预算表", "单位：万元", table], kind: .budget)
        #expect(
            TableSketch.lines(one) == [
                "three_public.total 2023 initial_budget 20000.00元",
                "three_public.reception 2023 initial_budget 20000.00元",
            ])
        let two = try TableSketch.extraction(
            ["“三公”经费预算表", "单位：万元", table + "\n青溪县图书馆 | 1.00 | 1.00"], kind: .budget)
        #expect(two.observations.isEmpty)
    }

    /// Two amounts whose sum no longer fits into 64 bits ended the whole run.
    @Test func unitsBeyondAllAmounts() throws {
        let table = """
            单位编码 | 单位名称 | 合计 | 公务接待费
            101 | 青溪县文化局 | 1.00 | 1.00
            101001 | 青溪县文化馆 | 9000000000000.00 | 1.00
            101002 | 青溪县图书馆 | 9000000000000.00 | 1.00
            """
        let extraction = try TableSketch.extraction(["“三公”经费预算表", "单位：万元", table], kind: .budget)
        #expect(extraction.observations.isEmpty)
    }
}
