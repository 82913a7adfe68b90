import DocumentModel
import FiscalModel
import Foundation
import ReferenceData
import Testing

@testable import Extracting

/// Sentences as the genre writes them, with everything that may come out of them and nothing else.
///
/// A case in `NarrativeCases/*.cases` is a block of lines: an optional `> kind year` (a 2023 self-evaluation without
/// one), the paragraphs, `= measure year scenario value[; project]` for each observation, `? …` for what has to stand
/// among the unsure.
struct NarrativeTests {
    @Test(arguments: NarrativeCase.all)
    func onlyTheStatedFiguresComeOut(_ example: NarrativeCase) throws {
        let extractor = try NarrativeCase.extractor.get()
        let document = Document(
            format: .txt, blocks: example.paragraphs.map { .paragraph(Paragraph($0)) })
        let identity = ReportIdentity(
            unit: BudgetUnit(name: "道县工商业联合会", divisionCode: "431124", kindOfBody: "federation"),
            fiscalYear: example.year, kind: example.kind)
        let extraction = extractor.extract(from: document, of: identity)
        let found = Set(
            extraction.observations.map { "= " + NarrativeCase.line($0) }
                + extraction.unsure.map { "? " + NarrativeCase.line($0.observation) })
        #expect(found.sorted() == example.expected.sorted(), "\(example.paragraphs.joined(separator: "\n"))")
        for observation in extraction.observations {
            let printed = document.text(at: observation.span)
            #expect(
                observation.quote.contains(printed) || observation.rule == "narrative.nothing", "\(observation.quote)")
        }
    }
}

struct NarrativeCase: Sendable, CustomTestStringConvertible {
    var file: String
    var kind: ReportKind
    var year: Int
    var paragraphs: [String]
    var expected: Set<String>

    var testDescription: String { "\(file): \(paragraphs.first ?? "")" }

    static let extractor = Result { Extractor(reference: try ReferenceData.embedded()) }

    static let all: [NarrativeCase] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "NarrativeCases")
        // NB: a folder that cannot be listed gives no case, and `casesAreThere` fails.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.sorted().filter { $0.hasSuffix(".cases") }.flatMap { name in
            // NB: as above.
            let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
            return cases(in: text, file: name)
        }
    }()

    private static func cases(in text: String, file: String) -> [NarrativeCase] {
        text.components(separatedBy: "\n\n").compactMap { block in
            var example = NarrativeCase(
                file: file, kind: .performanceSelfEvaluation, year: 2023, paragraphs: [], expected: [])
            for line in block.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
                if line.hasPrefix(">") {
                    let words = line.dropFirst().split(separator: " ").map(String.init)
                    example.kind = ReportKind(rawValue: words[0]) ?? .other
                    example.year = Int(words[1]) ?? 0
                } else if line.hasPrefix("= ") || line.hasPrefix("? ") {
                    example.expected.insert(canonical(line))
                } else {
                    example.paragraphs.append(line)
                }
            }
            return example.paragraphs.isEmpty ? nil : example
        }
    }

    /// “= m 2023 actual 0.28万元” with its value in fen or as a bare number.
    private static func canonical(_ line: String) -> String {
        let parts = line.components(separatedBy: "; ")
        var words = parts[0].split(separator: " ").map(String.init)
        let printed = words.removeLast()
        let units: [(String, MoneyUnit)] = [("亿元", .hundredMillionYuan), ("万元", .tenThousandYuan), ("元", .yuan)]
        if let (suffix, unit) = units.first(where: { printed.hasSuffix($0.0) }) {
            words.append("\(Amount(parsing: String(printed.dropLast(suffix.count)), in: unit)?.fen ?? -1)分")
        } else {
            words.append(printed)
        }
        return words.joined(separator: " ") + (parts.count > 1 ? "; " + parts[1] : "")
    }

    static func line(_ observation: Observation) -> String {
        let value =
            switch observation.value {
            case .money(let amount): "\(amount.fen)分"
            case .number(let number): number.description
            }
        let project = observation.project.map { "; " + $0 } ?? ""
        return "\(observation.measure) \(observation.fiscalYear) \(observation.scenario.rawValue) \(value)\(project)"
    }
}

/// The files are found: an empty list of cases would pass silently.
@Test func casesAreThere() {
    #expect(NarrativeCase.all.count >= 150)
}
