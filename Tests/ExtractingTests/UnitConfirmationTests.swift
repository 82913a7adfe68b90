import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Protects that a table without a unit is believed only where the report says one of its figures with a unit.
@Suite struct UnitConfirmationTests {
    private func totals(_ sentence: String) throws -> [String] {
        let table = Table(rows: [
            ["功能分类科目编码", "科目名称", "本年支出合计"], ["合计", "", "585.34"], ["201", "一般公共服务支出", "585.34"],
        ])
        let document = Document(
            format: .html,
            blocks: [.paragraph(Paragraph("支出决算表")), .table(table), .paragraph(Paragraph(sentence))])
        let report = ReportIdentity(
            unit: BudgetUnit(name: "某县档案馆", divisionCode: "431124", kindOfBody: "institution"), fiscalYear: 2023,
            kind: .finalAccounts)
        let extraction = try Extractor(reference: .embedded()).extract(from: document, of: report)
        return extraction.observations.filter { $0.span.block == 1 }.map { "\($0.measure) \($0.value)" }.sorted()
    }

    @Test func aStatedFigureConfirmsTheUnit() throws {
        #expect(
            try totals("2023年度本年支出合计585.34万元。")
                == ["expenditure.function.201 585.34万元", "expenditure.total 585.34万元"])
    }

    /// Four digits that the table prints and a sentence states are the same money, whatever the sentence calls it.
    @Test func aFigureOfAnotherNameConfirmsTheUnit() throws {
        #expect(
            try totals("2023年度收入合计585.34万元。")
                == ["expenditure.function.201 585.34万元", "expenditure.total 585.34万元"])
        #expect(try totals("2023年度培训费5.85万元。") == [])
    }

    @Test func otherwiseTheTableWaits() throws {
        #expect(try totals("2023年度工作圆满完成。") == [])
        #expect(try totals("2023年度本年支出合计600.00万元。") == [])
    }
}
