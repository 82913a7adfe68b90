import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Forms that print the whole report as rows of label and text are read like one; other forms are not.
@Suite struct ProseCellsTests {
    private let prose = "2023年“三公”经费预算3.80万元，支出2.94万元，其中公务用车运行维护费1.88万元，公务接待费1.06万元。"

    private func table(_ rows: [[String]]) -> Table {
        var table = Table(rows: rows)
        table.hasSpans = true
        return table
    }

    private func statements(_ table: Table) throws -> [String] {
        let identity = ReportIdentity(
            unit: BudgetUnit(name: "道县工商业联合会", divisionCode: "431124", kindOfBody: "federation"),
            fiscalYear: 2023, kind: .performanceSelfEvaluation)
        let document = Document(format: .docx, blocks: [.table(table)])
        return try NarrativeCase.extractor.get().extract(from: document, of: identity).observations.map {
            "\($0.measure.rawValue) \($0.scenario) \(document.text(at: $0.span))"
        }
    }

    @Test("The text beside a label is narrative, and its spans point into the cell")
    func labelledProse() throws {
        let found = try statements(
            table([["一、部门基本情况", "（五）严控“三公”经费支出情况", prose], ["二、问题", "（一）不足", "无"]]))
        #expect(
            found == [
                "three_public.total budget 3.80万元",
                "three_public.total actual 2.94万元",
                "three_public.vehicle_operation actual 1.88万元",
                "three_public.reception actual 1.06万元",
            ])
    }

    @Test("A project's form, indicators and rows of figures are left to their readers")
    func otherForms() throws {
        #expect(try statements(table([["项目名称", "商会建设"], ["项目概况", prose]])).isEmpty)
        #expect(ProseCells(table([["三级指标", "说明"], ["走访企业", prose]])).pieces.isEmpty)
        #expect(ProseCells(table([["三公经费", "2.94", prose]])).pieces.isEmpty)
        #expect(ProseCells(table([["甲", "乙", "丙", prose]])).pieces.isEmpty)
    }
}
