import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Protects that a report is held against the parts and the grade it gives itself, and against nothing it only explains.
@Suite struct ScoreStatementsTests {
    private let identity = ReportIdentity(
        unit: BudgetUnit(name: "某县妇女联合会", divisionCode: "431124", kindOfBody: "federation"), fiscalYear: 2023,
        kind: .performanceSelfEvaluation)

    /// What the paragraphs claim, where the first states the unit's score.
    private func claims(_ paragraphs: String...) throws -> [String] {
        let score = Observation(
            measure: "score.self_evaluation", fiscalYear: 2023, scenario: .actual, value: .number(Number(mantissa: 95)),
            quote: "95分", span: SourceSpan(block: 0, utf8Range: 0..<5), source: .narrative, rule: "test",
            confidence: .sure)
        let document = Document(format: .txt, blocks: paragraphs.map { .paragraph(Paragraph($0)) })
        return try ScoreStatements(grades: ReferenceData.embedded().scoreGrades)
            .claims(in: document, folded: document.foldedParagraphs, of: identity, beside: [score]).map { claim in
                switch claim.statement {
                case .scores(let parts): parts.map { "\($0.score)/\($0.weight)" }.joined(separator: " ")
                case .grade(let lowest, let below):
                    "\(lowest.map(String.init) ?? "-")..\(below.map(String.init) ?? "-")"
                default: "?"
                }
            }
    }

    @Test func partsAndGrade() throws {
        #expect(
            try claims("投入15分，得15分；过程25分，得22分；产出30分，得29分；效果30分，得27分。综合得分95分，评价等级为“优”。")
                == ["15/15 22/25 29/30 27/30", "90..-"])
        #expect(
            try claims("自评95分：投入得15分（满分20分），产出得50分（满分50分），效果得30分（满分30分），等级：良好")
                == ["15/20 50/50 30/30", "80..90"])
    }

    @Test func partsThatAreNotAllProveNothing() throws {
        #expect(try claims("投入15分，得15分；过程25分，得22分。总得分95分") == [])
        #expect(try claims("得95分", "投入50分，得50分；产出50分，得40分") == [])
    }

    @Test func gradesThatAreOnlyExplained() throws {
        #expect(try claims("自评95分，评价等级分为优、良、中、差四档") == [])
        #expect(try claims("自评95分，评定等级为“优良”") == [])
        #expect(try claims("自评95分", "该项目评价等级为“良”") == [])
    }

    @Test func bandsOfTheReportsOwn() throws {
        #expect(try claims("自评95分，评价等级为“良”", "96分以上为优，80-96分为良，60-80分为中") == [])
        #expect(try claims("自评95分，评价等级为“良”", "90分以上为优，80-90分为良，60-80分为中") == ["80..90"])
    }
}
