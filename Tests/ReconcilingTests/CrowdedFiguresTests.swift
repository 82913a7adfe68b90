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

    @Test("A value stated once more in fewer digits stays, as does the one that it rounds")
    func roundedRepeats() throws {
        let result = try result(
            """
            expenditure.project 2023 actual 148236.00元
            expenditure.project 2023 actual 14.82万元
            expenditure.project 2023 actual 6.53万元
            expenditure.project 2023 actual 9.10万元
            """)
        #expect(
            result.kept == [
                "expenditure.project 2023 actual 148236.00元", "expenditure.project 2023 actual 14.82万元",
            ])
    }

    @Test("Two thousand changes of one figure are read in seconds", .timeLimit(.minutes(1)))
    func manyChanges() throws {
        let count = 2_000
        let lines = (0..<count).map { number in
            "three_public.reception 2023 actual 1\(number).11万元\nthree_public.reception 2022 actual 2\(number).33万元"
        }
        let statements = observations(lines.joined(separator: "\n"))
        let claims = (0..<count).map { number in
            Claim(
                .change(
                    amount: value("-1.00万元"), percent: Number(parsing: "-3.00"),
                    base: .init(fiscalYear: 2022, scenario: .actual)),
                measure: "three_public.reception", figure: .init(fiscalYear: 2023, scenario: .actual),
                quote: "较上年减少", span: SourceSpan(block: number * 2, utf8Range: 0..<1), confidence: .sure)
        }
        let document = Document(format: .txt, blocks: statements.map { .paragraph(Paragraph($0.quote)) })
        let report = try Reconciler(reference: .embedded())
            .reconcile(Extraction(observations: statements, claims: claims), in: document, of: anyReport)
        #expect(report.extraction.observations == [])
        #expect(report.extraction.unsure.count == 2 * count)
        #expect(report.findings == [])
    }
}
