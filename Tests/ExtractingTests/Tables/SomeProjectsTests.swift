import DocumentModel
import FiscalModel
import Testing

@testable import Extracting

/// The total of a list of chosen projects is not what the unit spent on projects, unless the report says so.
struct SomeProjectsTests {
    private static func totals(_ title: String, _ sentence: String) throws -> [String] {
        let document = TableSketch.document([
            sentence, title,
            """
            序号 | 项目名称 | 全年预算数 | 全年执行数
            1 | 学前教育发展资金 | 486.50 | 402.18
            2 | 校园安保服务经费 | 285.00 | 271.40
            合计 | < | 771.50 | 673.58
            """,
        ])
        let reference = try TableSketch.reference.get()
        let unit = BudgetUnit(name: "青溪县教育局", divisionCode: "430000", kindOfBody: "bureau")
        let extraction = Extractor(reference: reference).extract(
            from: document,
            of: ReportIdentity(unit: unit, fiscalYear: 2023, kind: .performanceSelfEvaluation))
        return extraction.observations.filter { $0.measure == "expenditure.project" && $0.project == nil }
            .map { "\($0.scenario) \($0.value) \($0.rule)" }
    }

    /// 重点项目 leave the others out.
    @Test func chosenProjects() throws {
        #expect(
            try Self.totals("2023年度重点项目支出情况表（单位：万元）", "项目支出1374.36万元。").count == 1)
        #expect(
            try Self.totals("2023年度重点项目支出情况表（单位：万元）", "2023年召开3次会议。").isEmpty)
    }

    /// A sentence that tells the unit of money does not tell that the list has them all.
    @Test func chosenProjectsWithoutUnit() throws {
        let sentence = "项目支出1374.36万元，其中校园安保服务经费271.40万元、学前教育发展资金402.18万元。"
        #expect(try Self.totals("2023年度重点项目支出情况表", sentence).count == 1)
        #expect(try Self.totals("2023年度重点项目支出情况表", "项目支出673.58万元。").count == 3)
    }

    /// Where a sentence gives the same sum for all projects, the list has them all.
    @Test func chosenProjectsThatAreAll() throws {
        #expect(
            try Self.totals("2023年度重点项目支出情况表（单位：万元）", "项目支出673.58万元。").count == 3)
    }

    @Test func allProjects() throws {
        #expect(try Self.totals("2023年度项目支出情况表（单位：万元）", "2023年召开3次会议。").count == 2)
    }
}
