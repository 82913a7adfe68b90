import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects that an amount from a picture is no observation until something else in the report bears it out.
@Suite struct ScanConfirmationTests {
    private func unsure(_ lines: String, claims: [Claim] = []) throws -> [String] {
        let statements = observations(lines)
        let document = Document(
            format: .pdf, blocks: statements.map { .paragraph(Paragraph($0.quote, isRecognised: true)) })
        return try Reconciler(reference: .embedded())
            .reconcile(Extraction(observations: statements, claims: claims), in: document, of: anyReport)
            .extraction.unsure.map { "\($0.observation.quote) \($0.reason)" }
    }

    @Test func anAmountAloneWaits() throws {
        #expect(
            try unsure("procurement.total 2023 actual 12.80万元") == [
                "procurement.total 2023 actual 12.80万元 unconfirmed_scan"
            ])
        #expect(try unsure("members.total 2023 actual 412") == [])
        #expect(try unsure("three_public.overseas 2023 actual 0万元") == [])
    }

    @Test func anIdentityConfirms() throws {
        #expect(
            try unsure(
                """
                expenditure.total 2023 actual 86.47万元
                expenditure.basic 2023 actual 65.12万元
                expenditure.project 2023 actual 21.35万元
                """) == [])
    }

    @Test func aSecondStatementConfirms() throws {
        #expect(
            try unsure(
                """
                three_public.total 2023 actual 0.28万元
                three_public.reception 2023 actual 0.28万元
                """) == [])
        #expect(
            try unsure(
                """
                three_public.total 2023 actual 0.28万元
                procurement.total 2023 actual 0.28万元
                """
            ).count == 2)
    }

    @Test func aStatedChangeConfirms() throws {
        let change = Claim(
            .change(amount: value("4.16万元"), percent: nil, base: .init(fiscalYear: 2022, scenario: .actual)),
            measure: "expenditure.total", figure: .init(fiscalYear: 2023, scenario: .actual), quote: "",
            span: SourceSpan(block: 0, utf8Range: 0..<1), confidence: .sure)
        let figures = """
            expenditure.total 2023 actual 86.47万元
            expenditure.total 2022 actual 82.31万元
            """
        #expect(try unsure(figures, claims: [change]) == [])
        #expect(try unsure(figures).count == 2)
    }
}
