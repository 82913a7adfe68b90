import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects a load from a paragraph whose figures are looked at again for each of its figures.
@Suite struct NarrowerFiguresTests {
    @Test("A sentence of thousands of figures of one measure is settled in time", .timeLimit(.minutes(2)))
    func longSentence() throws {
        var text = ""
        var statements: [Observation] = []
        for index in 1...1_000 {
            text += "局机关会议费"
            var statement = try #require(observations("meeting_cost 2023 actual \(index)万元").first)
            let amount = "\(index)万元"
            statement.span = SourceSpan(
                block: 0, utf8Range: text.utf8.count..<(text.utf8.count + amount.utf8.count))
            text += amount + "，"
            statements.append(statement)
        }
        let document = Document(format: .txt, blocks: [.paragraph(Paragraph(text))])
        let report = try Reconciler(reference: .embedded())
            .reconcile(Extraction(observations: statements), in: document, of: anyReport)
        #expect(report.extraction.observations.count + report.extraction.unsure.count == 1_000)
    }
}
