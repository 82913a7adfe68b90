import FiscalModel
import Loading
import Testing
import Warehouse

/// Protects what analysts see of a loaded report: the values, the choice, the tie, and nothing of what is not sure.
@Suite struct LoadTests {
    let world: SmallWorld
    let loader: WarehouseLoader

    init() throws {
        world = try SmallWorld()
        loader = try world.loader()
    }

    @Test func aReportShowsInTheViews() throws {
        let outcome = try loader.load(
            SampleReport(
                name: "甲.txt",
                figures: [
                    "expenditure.total 2023 actual 110.38", "three_public.total 2023 initial_budget 无",
                    "staff.in_post 2023 actual 7", "budget_execution_rate 2023 actual 86.17",
                ], unsure: ["revenue.total 2023 actual 9.90"],
                projects: ["道路商会建设": "expenditure.project 2023 actual 3.5"]
            ).report, at: "2024-07-01T08:00:01Z")
        #expect(outcome == LoadOutcome(isLoaded: true, observationCount: 5))
        #expect(
            try world.rows("SELECT measure, scenario, value, value_fen, unit, text_value, accepted FROM v_observation")
                == [
                    "expenditure.total | actual | 1103800.0 | 110380000 | yuan | ∅ | 1",
                    "three_public.total | initial_budget | 0.0 | 0 | yuan | 无 | 1",
                    "staff.in_post | actual | 7 | ∅ | person | ∅ | 1",
                    "budget_execution_rate | actual | 86.17 | ∅ | percent | ∅ | 1",
                    "expenditure.project | actual | 35000.0 | 3500000 | yuan | ∅ | 1",
                ])
        #expect(
            try world.rows(
                "SELECT unit_name, province, city, county, measure, label_zh, value FROM v_fact ORDER BY measure")
                == [
                    "白水县工商业联合会 | 样省 | 样州市 | 白水县 | budget_execution_rate | 预算执行率 | 86.17",
                    "白水县工商业联合会 | 样省 | 样州市 | 白水县 | expenditure.total | 支出合计 | 1103800.0",
                    "白水县工商业联合会 | 样省 | 样州市 | 白水县 | staff.in_post | 在职人数 | 7",
                    "白水县工商业联合会 | 样省 | 样州市 | 白水县 | three_public.total | “三公”经费 | 0.0",
                ])
        #expect(
            try world.rows("SELECT measure, value, reason, locator FROM v_unsure") == [
                "revenue.total | 99000.0 | two_readings | 第5段"
            ])
        #expect(
            try world.rows("SELECT project, fiscal_year, scenario, amount, score FROM v_project") == [
                "道路商会建设 | 2023 | actual | 35000.0 | ∅"
            ])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aTieHasNoValueAndKeepsItsCandidates() throws {
        try loader.take(
            SampleReport(
                name: "甲.txt", figures: ["revenue.total 2023 actual 10.00", "revenue.total 2023 actual 12.00"]))
        #expect(try world.rows("SELECT value, conflicted, sha256 FROM v_fact") == ["∅ | 1 | ∅"])
        #expect(
            try world.rows("SELECT value, accepted, reason, conflicted FROM v_candidate ORDER BY value") == [
                "100000.0 | 0 | tie | 1", "120000.0 | 0 | tie | 1",
            ])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func theOwnYearsReportTakesOverFromTheNextYearsMention() throws {
        try loader.take(
            SampleReport(name: "2023.txt", figures: ["revenue.total 2023 actual 12", "revenue.total 2022 actual 9.5"]))
        #expect(
            try world.rows("SELECT fiscal_year, value, reason FROM v_fact ORDER BY 1") == [
                "2022 | 95000.0 | only_statement", "2023 | 120000.0 | only_statement",
            ])
        let outcome = try loader.load(
            SampleReport(name: "2022.txt", year: 2022, figures: ["revenue.total 2022 actual 9.8"]).report,
            at: "2024-07-01T08:00:02Z")
        #expect(outcome.findingCount == 1)
        #expect(
            try world.rows("SELECT fiscal_year, value, file_name, reason FROM v_fact ORDER BY 1") == [
                "2022 | 98000.0 | 2022.txt | own_year", "2023 | 120000.0 | 2023.txt | only_statement",
            ])
        #expect(
            try world.rows("SELECT file_name, fiscal_year, rule, measure FROM v_finding") == [
                "2023.txt | 2022 | prior_year_restated | revenue.total"
            ])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func anUnlistedClassIsAddedUnderItsPrefix() throws {
        var report = SampleReport(name: "甲.txt", figures: ["expenditure.function.2013802 2023 actual 1.2"]).report
        report.measureLabels = ["expenditure.function.2013802": "一般行政管理事务"]
        try loader.load(report, at: "2024-07-01T08:00:01Z")
        #expect(
            try world.rows(
                """
                SELECT m.code, m.label_zh, p.code, c.code, m.is_seed FROM dim_measure m
                JOIN dim_measure p ON p.measure_id = m.parent_id
                JOIN dim_expense_category c ON c.expense_category_id = m.expense_category_id
                WHERE m.scheme = 'function' ORDER BY 1
                """) == [
                    "expenditure.function.201 | 一般公共服务支出 | expenditure.total | 201 | 1",
                    "expenditure.function.20138 | 20138 | expenditure.function.201 | 20138 | 0",
                    "expenditure.function.2013802 | 一般行政管理事务 | expenditure.function.20138 | 2013802 | 0",
                ])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func whatNoSeedKnowsIsRefusedWhole() throws {
        let sample = SampleReport(name: "甲.txt", division: "110101", figures: ["revenue.total 2023 actual 1"])
        #expect(throws: LoadingError(.unknownDivision("110101"))) {
            try loader.load(sample.report, at: "2024-07-01T08:00:01Z")
        }
        let measure = SampleReport(name: "乙.txt", figures: ["revenue.unheard 2023 actual 1"])
        #expect(throws: LoadingError(.unknownMeasure("revenue.unheard"))) {
            try loader.load(measure.report, at: "2024-07-01T08:00:01Z")
        }
        #expect(try world.rows("SELECT count(*) FROM dim_document") == ["0"])
        // The loader goes on with the next document.
        try loader.take(SampleReport(name: "丙.txt", figures: ["revenue.total 2023 actual 1"]))
        #expect(try world.rows("SELECT file_name, status FROM v_document") == ["丙.txt | loaded"])
    }

    @Test func aUnitIsOneUnderAllFormsOfItsName() throws {
        try loader.take(SampleReport(name: "a.txt", year: 2022, figures: ["revenue.total 2022 actual 1"]))
        try loader.take(
            SampleReport(
                name: "b.txt", unit: "样州市白水县工商业联合会", aliases: ["白水县工商联"],
                figures: ["revenue.total 2023 actual 2"]))
        #expect(try world.rows("SELECT name, unit_key FROM dim_unit") == ["样州市白水县工商业联合会 | 工商业联合会"])
        #expect(
            try world.rows("SELECT name, is_full_name, first_year, last_year FROM unit_alias ORDER BY 1") == [
                "样州市白水县工商业联合会 | 1 | 2023 | 2023", "白水县工商业联合会 | 1 | 2022 | 2022", "白水县工商联 | 0 | 2023 | 2023",
            ])
    }

    @Test(arguments: [true, false]) func aUnitIsLinkedWithItselfAfterItsCountyBecameACity(isOlderFirst: Bool) throws {
        let older = SampleReport(
            name: "a.txt", unit: "青禾县工商业联合会", division: "990121", year: 2022,
            figures: ["revenue.total 2022 actual 1"])
        let newer = SampleReport(
            name: "b.txt", unit: "青禾市工商业联合会", division: "990181", figures: ["revenue.total 2023 actual 2"])
        for sample in isOlderFirst ? [older, newer] : [newer, older] { try loader.take(sample) }
        #expect(
            try world.rows("SELECT unit_name, successor_name, successor_division_code FROM v_unit ORDER BY 1")
                == [
                    "青禾县工商业联合会 | 青禾市工商业联合会 | 990181", "青禾市工商业联合会 | ∅ | ∅",
                ].sorted())
    }
}
