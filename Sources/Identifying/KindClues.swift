import FiscalModel
import ReferenceData

/// Weighs the words for kinds of report: a title's decide, the text's only where the title is silent.
struct KindClues {
    private var weights: [ReportKind: [String: Int]] = [:]

    init(text: ReportText, matches: ClueMatches, clues: ClueTerms) {
        var counts: [Int: Int] = [:]
        for match in matches.kinds {
            guard let kind = clues.terms[match.term].kind else { continue }
            let line = text.lines[text.lineIndex(at: match.range.lowerBound)]
            let (source, factor) = Self.factor(of: line)
            if source == "text" {
                // A word that is repeated on every page says no more.
                counts[match.term, default: 0] += 1
                if counts[match.term, default: 0] > 4 { continue }
            }
            weights[kind.kind, default: [:]][source, default: 0] += kind.weight * factor
        }
    }

    private static func factor(of line: ReportText.Line) -> (source: String, factor: Int) {
        switch line.zone {
        case .metadata, .title, .joinedTitle: ("title", 10)
        case .heading: ("heading", 2)
        case .body, .cell, .ending, .contents, .margin: ("text", 1)
        case .publisher, .navigation: ("text", 0)
        }
    }

    /// The kinds with their weights, the heaviest first; `other` where nothing speaks for any.
    var ranked: [(kind: ReportKind, weight: Int, sources: [String: Int])] {
        let ranked = weights.compactMap { kind, sources -> (kind: ReportKind, weight: Int, sources: [String: Int])? in
            let weight = sources.values.reduce(0, +)
            // “三公” stands in every budget and final account: only a title that speaks of it makes it the kind.
            if kind == .threePublicDisclosure, sources["title"] == nil { return nil }
            return weight > 0 ? (kind, weight, sources) : nil
        }
        let order = ReportKind.allCases
        return ranked.sorted {
            ($1.weight, order.firstIndex(of: $0.kind) ?? 0) < ($0.weight, order.firstIndex(of: $1.kind) ?? 0)
        }
    }
}
