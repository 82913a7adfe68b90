import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects that each rule reports what breaks it and is silent on what holds: a finding that cries wolf is worse than
/// none.
@Suite struct FindingTests {
    let reconciler: Reconciler

    init() throws { reconciler = Reconciler(reference: try ReferenceData.embedded()) }

    private func findings(
        _ lines: String, claims: [Claim] = [], indicators: [PerformanceIndicator] = []
    ) -> [String] {
        findings(of: Extraction(observations: observations(lines), indicators: indicators, claims: claims))
    }

    private func findings(of extraction: Extraction) -> [String] {
        reconciler.reconcile(extraction, in: Document(format: .txt), of: anyReport).findings.map {
            "\($0.rule.rawValue) \($0.measure?.rawValue ?? "-") \($0.severity.rawValue)"
        }
    }

    @Test(arguments: [
        // the parts add up
        """
        three_public.total 2023 actual 1.86万元
        three_public.overseas 2023 actual 0万元
        three_public.vehicle 2023 actual 0.80万元
        three_public.reception 2023 actual 1.06万元
        """,
        // off by less than half a last digit a term
        """
        expenditure.basic 2023 actual 105.58万元
        expenditure.basic.personnel 2023 actual 95.36万元
        expenditure.basic.operating 2023 actual 10.23万元
        """,
        // the vehicles' two parts stand for the whole that is not stated
        """
        three_public.total 2023 actual 3万元
        three_public.overseas 2023 actual 0万元
        three_public.vehicle_purchase 2023 actual 0万元
        three_public.vehicle_operation 2023 actual 2万元
        three_public.reception 2023 actual 1万元
        """,
        // a part is not stated
        """
        three_public.total 2023 actual 0.92万元
        three_public.reception 2023 actual 0.51万元
        """,
        // another year
        """
        expenditure.total 2023 actual 10万元
        expenditure.basic 2022 actual 8万元
        expenditure.project 2022 actual 3万元
        """,
        // one rounds the other
        """
        expenditure.total 2023 actual 153.47万元
        expenditure.total 2023 actual 1534672.10元 table
        """,
        // the adjusted budget covers it
        """
        expenditure.total 2023 initial_budget 123.62万元
        expenditure.total 2023 adjusted_budget 191.44万元
        expenditure.total 2023 actual 164.96万元
        """,
        // as many as posts
        """
        staff.authorized 2023 actual 7
        staff.in_post 2023 actual 7
        """,
        // all funds beside appropriations only: the difference is the other revenue
        """
        revenue.other 2023 actual 80万元
        expenditure.basic 2023 actual 5916.27万元
        expenditure.basic.personnel 2023 actual 4704.35万元
        expenditure.basic.operating 2023 actual 1131.92万元
        """,
        // one item named under two scopes
        """
        expenditure.economic.30211 2023 actual 200万元
        expenditure.economic.30211 2023 actual 794.80万元
        """,
        // posts of kinds that no measure names
        """
        staff.authorized 2023 actual 338
        staff.authorized.administrative 2023 actual 200
        staff.authorized.institution 2023 actual 34
        """,
        // a reading that is not sure bears the whole out
        """
        three_public.total 2023 actual 2万元
        three_public.overseas 2023 actual 0万元
        three_public.vehicle 2023 actual 0万元
        three_public.reception 2023 actual 1万元
        three_public.reception 2023 actual 2万元 80%
        """,
        // a hundred times the unit's spending even in the smaller unit: another body's money
        """
        expenditure.total 2023 actual 100.00万元
        agency_operating_cost 2023 actual 12000000.00万元
        """,
        // what is not sure proves nothing
        """
        three_public.total 2023 actual 0万元
        three_public.reception 2023 actual 2万元 80%
        """,
    ]) func silent(_ lines: String) {
        #expect(findings(lines) == [])
    }

    @Test(arguments: [
        (
            """
            three_public.total 2023 actual 0万元
            three_public.reception 2023 actual 2万元
            """, ["sum_mismatch three_public.total error"]
        ),
        (
            """
            expenditure.total 2023 actual 169.98万元
            expenditure.basic 2023 actual 169.98万元
            expenditure.project 2023 actual 40.2万元
            """, ["sum_mismatch expenditure.total error"]
        ),
        (
            """
            procurement.total 2023 actual 5.19万元
            procurement.goods 2023 actual 5.19元
            procurement.works 2023 actual 0万元
            procurement.services 2023 actual 0万元
            """, ["unit_suspect procurement.goods warning"]
        ),
        (
            """
            expenditure.basic 2023 actual 1046976.55元
            expenditure.basic.personnel 2023 actual 898356.20元
            expenditure.basic.operating 2023 actual 148620.35万元
            """, ["unit_suspect expenditure.basic.operating warning"]
        ),
        // the parts' other two are not stated
        (
            """
            procurement.total 2023 actual 5.19万元
            procurement.goods 2023 actual 5.19元
            """, ["unit_suspect procurement.goods warning"]
        ),
        // no identity holds it
        (
            """
            expenditure.total 2023 actual 5859.34万元
            agency_operating_cost 2023 actual 1141200.00万元
            """, ["unit_suspect agency_operating_cost warning"]
        ),
        // more posts than there are
        (
            """
            staff.authorized 2023 actual 7
            staff.authorized.administrative 2023 actual 5
            staff.authorized.institution 2023 actual 4
            """, ["sum_mismatch staff.authorized error"]
        ),
        (
            """
            members.total 2023 actual 2858
            members.total 2023 actual 2810
            """, ["value_conflict members.total error"]
        ),
        (
            """
            expenditure.project 2023 actual 42.3022万元
            expenditure.project 2023 actual 42.0322万元 table
            """, ["table_text_mismatch expenditure.project error"]
        ),
        (
            """
            three_public.reception 2023 actual 0.84万元
            three_public.reception 2023 actual 0万元 nothing
            """, ["nil_contradiction three_public.reception error"]
        ),
        // the whole is over, its parts are not reported once more
        (
            """
            three_public.total 2023 budget 1.00万元
            three_public.total 2023 actual 1.26万元
            three_public.reception 2023 budget 1.00万元
            three_public.reception 2023 actual 1.26万元
            """, ["over_budget three_public.total warning"]
        ),
        (
            """
            staff.authorized 2023 actual 5
            staff.in_post 2023 actual 7
            """, ["over_establishment staff.in_post warning"]
        ),
    ]) func reports(_ lines: String, expected: [String]) {
        #expect(findings(lines) == expected)
    }

    private func claim(_ statement: Claim.Statement, _ measure: MeasureCode?) -> Claim {
        Claim(
            statement, measure: measure, figure: .init(fiscalYear: 2023, scenario: .actual), quote: "原文",
            span: SourceSpan(block: 99, utf8Range: 0..<6), confidence: .sure)
    }

    private func change(_ amount: String?, _ percent: String?) -> Claim {
        claim(
            .change(
                amount: amount.map(value), percent: percent.flatMap { Number(parsing: $0) },
                base: .init(fiscalYear: 2022, scenario: .actual)), "expenditure.total")
    }

    @Test(
        arguments: [
            ("-33.97万元", "-23.53", []), ("-33.97万元", "-23.54", []),
            ("-33.97万元", "-23.55", ["change_mismatch expenditure.total info"]),
            ("33.97万元", nil, ["change_mismatch expenditure.total warning"]),
            (nil, "-32.5", ["change_mismatch expenditure.total warning"]),
        ] as [(String?, String?, [String])]) func statedChange(amount: String?, percent: String?, expected: [String])
    {
        let figures = """
            expenditure.total 2022 actual 144.35万元
            expenditure.total 2023 actual 110.38万元
            """
        #expect(findings(figures, claims: [change(amount, percent)]) == expected)
    }

    @Test func aChangeAgainstTheBudget() {
        let figures = """
            expenditure.total 2022 actual 0.29万元
            expenditure.total 2023 budget 2.56万元
            expenditure.total 2023 actual 0.28万元
            """
        #expect(findings(figures, claims: [change("-2.28万元", nil)]) == [])
    }

    @Test(
        arguments: [
            ("85.61", []), ("85.62", []), ("85.63", ["share_mismatch expenditure.basic.personnel info"]),
            ("14.39", ["share_mismatch expenditure.basic.personnel warning"]),
        ] as [(String, [String])]) func statedShare(percent: String, expected: [String])
    {
        let figures = """
            expenditure.basic 2023 actual 87.08万元
            expenditure.basic.personnel 2023 actual 74.55万元
            """
        var share = claim(
            .share(percent: Number(parsing: percent)!, whole: "expenditure.basic"), "expenditure.basic.personnel")
        share.quote = "人员经费74.55万元，占基本支出的\(percent)%"
        #expect(findings(figures, claims: [share]) == expected)
    }

    @Test(arguments: [("本年支出合计", []), ("支出总计", ["share_mismatch expenditure.basic warning"])] as [(String, [String])])
    func aShareOfAGrandTotal(total: String, expected: [String]) {
        var figures = observations(
            """
            expenditure.total 2023 actual 2125.07万元
            expenditure.basic 2023 actual 1526.80万元
            """)
        figures[0].quote = total
        var share = claim(.share(percent: Number(parsing: "71.1")!, whole: "expenditure.total"), "expenditure.basic")
        share.quote = "基本支出1,526.80万元，占支出总计的71.1%"
        #expect(findings(of: Extraction(observations: figures, claims: [share])) == expected)
    }

    @Test func aShareThatAnUnsureTotalBearsOut() {
        let figures = """
            expenditure.total 2023 actual 2125.07万元
            expenditure.total 2023 actual 2148.07万元 80%
            expenditure.basic 2023 actual 1526.80万元
            """
        var share = claim(.share(percent: Number(parsing: "71.1")!, whole: "expenditure.total"), "expenditure.basic")
        share.quote = "基本支出1,526.80万元，占71.1%"
        #expect(findings(figures, claims: [share]) == [])
    }

    @Test func aShareOfSomethingElseProvesNothing() {
        let figures = """
            procurement.total 2023 actual 61.38万元
            procurement.services 2023 actual 15.00万元
            """
        var share = claim(.share(percent: Number(mantissa: 100), whole: "procurement.total"), "procurement.services")
        share.quote = "政府采购服务支出15.00万元。授予中小企业合同金额61.38万元，占政府采购支出总额的100%"
        #expect(findings(figures, claims: [share]) == [])
    }

    @Test func denialBesideAnAmount() {
        #expect(
            findings("procurement.total 2023 actual 1.2万元", claims: [claim(.none, "procurement.total")])
                == ["nil_contradiction procurement.total error"])
        #expect(findings("procurement.total 2023 actual 0万元", claims: [claim(.none, "procurement.total")]) == [])
    }

    @Test func yearLeftOver() {
        #expect(findings("", claims: [claim(.foreignYear(2021), nil)]) == ["year_suspect - warning"])
    }

    private func indicators(_ rows: [(weight: String, score: String)]) -> [PerformanceIndicator] {
        rows.enumerated().map { index, row in
            PerformanceIndicator(
                level1: "产出指标", level2: "数量指标", level3: "指标\(index)", weight: Number(parsing: row.weight),
                score: Number(parsing: row.score), quote: "", span: SourceSpan(block: index, utf8Range: 0..<1))
        }
    }

    @Test(
        arguments: [
            ("97", "7", []), ("96.5", "7", ["score_mismatch score.self_evaluation warning"]),
        ] as [(String, String, [String])]) func scoresBesideTheExecutionRate(
            total: String, execution: String, expected: [String]
        )
    {
        let rows = indicators([("40", "40"), ("40", "40"), ("10", "10")])
        let figures = """
            score.self_evaluation 2023 actual \(total)
            score.budget_execution 2023 actual \(execution)
            """
        #expect(findings(figures, indicators: rows) == expected)
    }

    @Test func weightsOverAHundred() {
        let rows = indicators([("50", "46"), ("30", "28"), ("20", "18")])
        let figures = """
            score.self_evaluation 2023 actual 92
            score.budget_execution 2023 actual 8.62
            """
        #expect(findings(figures, indicators: rows) == ["score_mismatch score.self_evaluation warning"])
        #expect(findings("score.self_evaluation 2023 actual 92", indicators: rows) == [])
    }

    private func scores(_ parts: [(String, String)]) -> Claim {
        var claim = claim(
            .scores(parts.map { .init(weight: Number(parsing: $0.0)!, score: Number(parsing: $0.1)!) }),
            "score.self_evaluation")
        claim.span = SourceSpan(block: 0, utf8Range: 0..<6)
        return claim
    }

    @Test(
        arguments: [
            ("93", []), ("95", ["score_mismatch score.self_evaluation warning"]),
            // a total of another paragraph is not theirs
            ("93\nscore.self_evaluation 2023 actual 95", []),
        ] as [(String, [String])]) func scoresOfParts(total: String, expected: [String])
    {
        let parts = scores([("15", "15"), ("25", "22"), ("30", "29"), ("30", "27")])
        let found = findings("score.self_evaluation 2023 actual \(total)", claims: [parts])
        #expect(found.filter { $0.hasPrefix("score_mismatch") } == expected)
    }

    @Test(
        arguments: [
            ("92", 90, nil, []), ("90", 90, nil, []), ("89.9", 80, 90, []), ("59", nil, 60, []),
            ("85", 90, nil, ["score_mismatch score.self_evaluation warning"]),
            ("90", 80, 90, ["score_mismatch score.self_evaluation warning"]),
            // what is not sure may be the score that has the grade
            ("85\nscore.self_evaluation 2023 actual 95 80%", 90, nil, []),
        ] as [(String, Int?, Int?, [String])]) func gradeOfAScore(
            score: String, lowest: Int?, below: Int?, expected: [String]
        )
    {
        let grade = claim(.grade(lowest: lowest, below: below), "score.self_evaluation")
        #expect(findings("score.self_evaluation 2023 actual \(score)", claims: [grade]) == expected)
    }
}
