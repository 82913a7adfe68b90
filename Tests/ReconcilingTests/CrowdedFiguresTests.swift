import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects the unit's figures from the amounts of projects and indicators that were read as its own.
@Suite struct CrowdedFiguresTests {
    private func result(_ lines: String) throws -> (kept: [String], unsure: [String], findings: [Finding]) {
        let statements = observations(lines)
        let document = Document(format: .txt, blocks: statements.map { .paragraph(Paragraph($0.quote)) })
        let report = try Reconciler(reference: .embedded())
            .reconcile(Extraction(observations: statements), in: document, of: anyReport)
        return (
            report.extraction.observations.map(\.quote),
            report.extraction.unsure.map { "\($0.observation.quote) \($0.reason)" }, report.findings
        )
    }

    @Test("Of three values, those that nothing bears out wait, and accuse nobody")
    func threeValues() throws {
        let result = try result(
            """
            expenditure.total 2023 actual 86.47万元
            expenditure.basic 2023 actual 65.12万元
            expenditure.project 2023 actual 21.35万元
            expenditure.project 2023 actual 14.82万元
            expenditure.project 2023 actual 6.53万元
            """)
        #expect(
            result.unsure == [
                "expenditure.project 2023 actual 14.82万元 crowded", "expenditure.project 2023 actual 6.53万元 crowded",
            ])
        #expect(result.findings == [])
    }

    @Test("A table's value and one stated twice stay")
    func repeatedValues() throws {
        let result = try result(
            """
            score.self_evaluation 2023 actual 95.6
            score.self_evaluation 2023 actual 19.5
            score.self_evaluation 2023 actual 95.6
            score.self_evaluation 2023 actual 28.2
            score.self_evaluation 2023 actual 90 table
            """)
        #expect(
            result.kept == [
                "score.self_evaluation 2023 actual 95.6", "score.self_evaluation 2023 actual 95.6",
                "score.self_evaluation 2023 actual 90 table",
            ])
    }

    @Test("Two values are the report's contradiction")
    func twoValues() throws {
        let result = try result("three_public.total 2023 actual 0.28万元\nthree_public.total 2023 actual 0.35万元")
        #expect(result.unsure == [])
        #expect(result.findings.map(\.rule) == [.valueConflict])
    }
}
