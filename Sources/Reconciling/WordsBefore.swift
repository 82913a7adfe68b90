import DocumentModel
import FiscalModel
import ReferenceData

/// The words before an amount of the running text, in its sentence.
struct WordsBefore {
    /// Up to the amount, from the last stop or semicolon.
    private var part: Substring
    /// Up to the amount, from the last stop.
    private var sentence: Substring
    /// Up to the amount, from the last mark of any kind.
    private var clause: Substring
    private var sentenceStart: Int
    private let findingWords: FindingWords

    /// In bytes.
    private static let reach = 3_000

    init?(_ figure: Observation, in document: Document, _ findingWords: FindingWords) {
        guard figure.span.cell == nil, document.blocks.indices.contains(figure.span.block),
            let paragraph = document.blocks[figure.span.block].paragraph
        else { return nil }
        // NB: a paragraph may be a megabyte; no sentence that says whose its figure is is that long.
        let before = String(
            decoding: paragraph.text.utf8.prefix(figure.span.utf8Range.lowerBound).suffix(Self.reach), as: UTF8.self
        )
        func tail(after marks: String) -> Substring {
            before[(before.lastIndex(where: marks.contains).map(before.index(after:)) ?? before.startIndex)...]
        }
        self.findingWords = findingWords
        sentence = tail(after: "。")
        part = tail(after: "。；;")
        clause = tail(after: "。；;，,、（(")
        sentenceStart = figure.span.utf8Range.lowerBound - sentence.utf8.count
    }

    /// A body of the system is named after the system itself, if that is named.
    var areOfAPartOfTheSystem: Bool {
        guard let own = last(findingWords[.ownPartOfSystem]) else { return false }
        return last(findingWords[.wholeSystem]).map { $0 < own } ?? true
    }

    var areOfTheSystem: Bool { last(findingWords[.wholeSystem]) != nil && !areOfAPartOfTheSystem }

    var areOfRunningCosts: Bool { findingWords[.runningCosts].contains { sentence.has($0) } }

    /// The clause begins as one of the parts does.
    var nameAPart: Bool { findingWords[.partOpening].contains { clause.hasPrefix($0) } }

    /// True where a place of the same paragraph is in this sentence.
    func follow(_ offset: Int) -> Bool { offset >= sentenceStart }

    private func last(_ words: [String]) -> Substring.Index? {
        words.compactMap { part.places(of: $0).last?.lowerBound }.max()
    }
}
