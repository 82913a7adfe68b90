import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Text that no sentence is made of: the words of the genre in any order must neither crash nor take long.
struct NarrativeRobustnessTests {
    /// xorshift: the same words in every run.
    private struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(sides))
        }
    }

    private static let identity = ReportIdentity(
        unit: BudgetUnit(name: "道县工商业联合会", divisionCode: "431124", kindOfBody: "federation"),
        fiscalYear: 2023, kind: .performanceSelfEvaluation)

    private func extraction(of text: String) throws -> Extraction {
        let document = Document(format: .txt, blocks: [.paragraph(Paragraph(text))])
        return try NarrativeCase.extractor.get().extract(from: document, of: Self.identity)
    }

    /// What is not even parsed would have given nothing, under whatever heading that does not name a part.
    @Test func aParagraphThatNamesNothingBindsNothing() throws {
        let reference = try ReferenceData.embedded()
        let vocabulary = NarrativeVocabulary(terms: reference.narrativeTerms, codes: reference.classifications)
        let names = reference.narrativeTerms.map(\.term).filter { term in
            let tokens = NarrativeTokenizer(vocabulary: vocabulary).tokens(of: FoldedText(term).bytes)
            return !vocabulary.mayBind(tokens, in: FoldedText(term).bytes, under: nil)
        }
        let environment = NarrativeEnvironment(
            vocabulary: vocabulary, headings: HeadingWords(terms: reference.narrativeTerms),
            projects: ProjectNames(terms: reference.narrativeTerms, codes: reference.classifications),
            phrases: NarrativePhrases(terms: reference.narrativeTerms), reference: reference,
            report: NarrativeReport(Self.identity, codes: PrintedCodes([]), shortForms: reference.unitNames.shortForms),
            breaksLines: false)
        let marks = [
            "，", "。", "；", "：", "、", "（", "）", "-", " ", "17", "3人", "20%", "2022年", "1.", "201", "2012801", "5批次",
            "9分", "2辆", "8个", "4次", "6人次", "某某", "①", "~", "其中", "分别为", "均为", "无", "编制",
        ]
        var dice = Dice(state: 20_261_122)
        var skipped = 0
        for _ in 0..<4_000 {
            var text = ""
            for _ in 0..<(1 + dice.roll(24)) {
                text += dice.roll(2) == 0 ? marks[dice.roll(marks.count)] : names[dice.roll(names.count)]
            }
            let folded = FoldedText(text)
            let tokens = NarrativeTokenizer(vocabulary: vocabulary).tokens(of: folded.bytes)
            for topic in [nil, NarrativeSubject(measures: ["expenditure.total"], position: -1)] {
                guard !vocabulary.mayBind(tokens, in: folded.bytes, under: topic) else { continue }
                skipped += 1
                var section = NarrativeSection()
                section.topic = topic
                section.isUnderProjects = dice.roll(4) == 0
                var parser = NarrativeParser(
                    environment: environment, section: section, tokens: tokens,
                    place: .init(text: Array(text.utf8), folded: folded, block: 0, cell: nil, offset: 0))
                parser.parse()
                #expect(
                    parser.readings.isEmpty && parser.claims.isEmpty && parser.unknownTerms.isEmpty
                        && parser.labelledProject == nil && parser.projects.wholes.isEmpty, "\(text)")
            }
        }
        #expect(skipped > 1_000)
    }

    @Test func wordsInAnyOrder() throws {
        let marks = [
            "，", "。", "；", "：", "、", "（", "）", "《", "》", "-", " ", "0", "12.5万元", "3人", "20%", "2022年", "1.", "（类）",
            "（项）",
            "201", "2012801", "[2024]5号", "5批次", "9分", "元", "某某", "\n", "①", "1 265.8万元", "~",
        ]
        let terms = try ReferenceData.embedded().narrativeTerms.map(\.term)
        var dice = Dice(state: 20_230_618)
        for _ in 0..<600 {
            var text = ""
            for _ in 0..<(1 + dice.roll(40)) {
                text += dice.roll(2) == 0 ? marks[dice.roll(marks.count)] : terms[dice.roll(terms.count)]
            }
            let found = try extraction(of: text)
            let document = Document(format: .txt, blocks: [.paragraph(Paragraph(text))])
            for observation in found.observations where observation.rule != "narrative.nothing" {
                #expect(!document.text(at: observation.span).isEmpty, "\(text)")
            }
        }
    }

    /// Ten times the text takes about ten times as long, also where brackets never close and commas never end.
    @Test(arguments: [
        "公务接待费和会议费与其他经费、", "（", "无公务接待费、", "123.45万元，", "12345、", "公务接待费1.25、", "与上年", "其中：",
        "甲项目到位3万元；",
    ])
    func timeGrowsLinearly(_ piece: String) throws {
        let clock = ContinuousClock()
        let short = String(repeating: piece, count: 2_000)
        let long = String(repeating: piece, count: 20_000)
        _ = try extraction(of: short)
        let one = try clock.measure { _ = try extraction(of: short) }
        let ten = try clock.measure { _ = try extraction(of: long) }
        #expect(ten < one * 40 + .milliseconds(200))
    }

    /// Each clause may begin a list of projects, and a list goes on to the sentence's end: no list is looked for farther
    /// than lists reach.  Without that bound four times the clauses took sixteen times as long.
    @Test func clausesThatMayBeginListsAreReadOnce() throws {
        func sentence(_ clauses: Int) -> String {
            "项目支出500万元" + String(repeating: "，其中商会建设用于培训", count: clauses) + "。"
        }
        let clock = ContinuousClock()
        _ = try extraction(of: sentence(1_000))
        let first = try clock.measure { _ = try extraction(of: sentence(3_000)) }
        let second = try clock.measure { _ = try extraction(of: sentence(12_000)) }
        #expect(second < first * 8 + .milliseconds(200))
    }
}
