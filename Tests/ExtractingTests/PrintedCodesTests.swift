import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Protects that a class named in a sentence has the code that the report's own tables print beside its name: lists are
/// renumbered from year to year, and a figure under two codes is two figures.
@Suite struct PrintedCodesTests {
    private func spending(_ rows: [[String]], _ sentence: String) throws -> [String] {
        let table = Table(
            rows: [["功能分类科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"], ["合计", "", "92.06", "80.00", "12.06"]] + rows)
        let document = Document(
            format: .html,
            blocks: [
                .paragraph(Paragraph("支出决算表")), .paragraph(Paragraph("单位：万元")), .table(table),
                .paragraph(Paragraph("支出决算具体情况如下：")), .paragraph(Paragraph(sentence)),
            ])
        let report = ReportIdentity(
            unit: BudgetUnit(name: "某县档案馆", divisionCode: "431124", kindOfBody: "institution"), fiscalYear: 2020,
            kind: .finalAccounts)
        let extraction = try Extractor(reference: .embedded()).extract(from: document, of: report)
        return extraction.observations.filter { $0.span.block == 4 }.map { "\($0.measure) \($0.scenario) \($0.value)" }
            .sorted()
    }

    private static let sentence =
        "社会保障和就业支出（类）其他社会保障和就业支出（款）其他社会保障和就业支出（项）。年初预算为13.06万元，支出决算为12.06万元。"

    @Test func theTablesCodeBeatsTheListedOne() throws {
        let found = try spending(
            [
                ["201", "一般公共服务支出", "80.00", "80.00", ""], ["208", "社会保障和就业支出", "12.06", "", "12.06"],
                ["20899", "其他社会保障和就业支出", "12.06", "", "12.06"], ["2089901", "其他社会保障和就业支出", "12.06", "", "12.06"],
            ], Self.sentence)
        #expect(
            found == [
                "expenditure.function.2089901 actual 12.06万元", "expenditure.function.2089901 initialBudget 13.06万元",
            ])
    }

    @Test func whatNoTablePrintsIsAsListed() throws {
        let found = try spending([["201", "一般公共服务支出", "92.06", "80.00", "12.06"]], Self.sentence)
        #expect(
            found == [
                "expenditure.function.2089999 actual 12.06万元", "expenditure.function.2089999 initialBudget 13.06万元",
            ])
    }

    /// Two codes under one name: the tables do not tell which.
    @Test func ofTwoPrintedCodesNeitherIsTaken() throws {
        let codes = PrintedCodes(
            ["2089901", "2089902"].map { code in
                Observation(
                    measure: MeasureCode("expenditure.function." + code), fiscalYear: 2020, scenario: .actual,
                    value: .number(Number(parsing: "1")!), quote: "\(code) 其他支出 | 合计 | 1.00",
                    span: SourceSpan(block: 0, utf8Range: 0..<1), source: .officialTable, rule: "table",
                    confidence: .sure)
            })
        let name = FoldedText("其他支出").bytes
        #expect(codes.code(named: name, in: .function, digits: 7, under: "20899") == nil)
        #expect(codes.code(named: name, in: .function, digits: 7, under: "2089901") == "2089901")
    }
}
