import DocumentModel
import FiscalModel
import Testing

@testable import Reconciling

/// Protects a load from a paragraph without a stop, in which every word is looked around for its year.
@Suite struct OverBudgetTests {
    @Test("A paragraph of thousands of additions without a stop is read in seconds", .timeLimit(.minutes(1)))
    func longParagraph() throws {
        // No words around them: only the paragraph tells that something was added.
        let statements = observations(
            """
            three_public.total 2023 initial_budget 2.00万元
            three_public.total 2023 actual 3.00万元
            expenditure.total 2023 initial_budget 50.50万元
            expenditure.total 2023 actual 74.34万元
            """
        ).map { observation in
            var observation = observation
            observation.span = SourceSpan(block: 1, utf8Range: 0..<1)
            return observation
        }
        let text = String(repeating: "追加资金和年份", count: 20_000)
        let report = try Reconciler(reference: .embedded())
            .reconcile(
                Extraction(observations: statements),
                in: Document(format: .txt, blocks: [.paragraph(Paragraph(text))]), of: anyReport)
        #expect(Set(report.findings.map(\.measure)) == ["expenditure.total", "three_public.total"])
    }
}
