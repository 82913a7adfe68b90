import DocumentModel
import FiscalModel
import Foundation
import ReferenceData

/// Withdraws what the narrative says of a part, where the report states the figure of the whole too.
///
/// The words of a figure are often those of its parts: `全系统收入合计3302万元，局机关收入1205万元` (a body of the system),
/// `公用经费300万元，包括…会议费0.46万元` beside 会议费支出1.10万元 (a class of one kind of cost), `项目支出114万元，主要为审计专项经费96万元` (a part
/// of the amount before it).  Such a figure accuses no report and makes no tie; it waits in `v_unsure`.  Where it is the
/// only one, it stays: the report may be of that part alone.
struct NarrowerFigures {
    static let otherBody = "possibly_other_body"
    static let otherLabel = "ambiguous_label"

    /// A figure that is stated more often is a list of other things.
    private static let mostStatements = 64

    let document: Document
    let findingWords: FindingWords

    /// What stays of an extraction with these figures, and its figures.
    func withdraw(
        _ extraction: Extraction, _ figures: ReportFigures, of identity: ReportIdentity
    ) -> (Extraction, ReportFigures) {
        let keys = figures.keysWith(moreThan: 1).filter { $0.project == nil }
        if keys.isEmpty { return (extraction, figures) }
        let stated = Dictionary(
            grouping: extraction.observations.filter { keys.contains(FigureKey($0)) }, by: FigureKey.init)
        var settled = extraction
        settled.observations = []
        for observation in extraction.observations {
            if observation.project == nil, let figures = stated[FigureKey(observation)],
                figures.count <= Self.mostStatements,
                let reason = reason(for: observation, among: figures)
            {
                settled.unsure.append(UnsureReading(observation, reason: reason))
            } else {
                settled.observations.append(observation)
            }
        }
        if settled.observations.count == extraction.observations.count { return (extraction, figures) }
        return (settled, ReportFigures(settled, of: identity))
    }

    /// Why a figure is one of a part; nil for others, and where no other value is one of the whole.
    private func reason(for figure: Observation, among figures: [Observation]) -> String? {
        guard figure.source == .narrative else { return nil }
        let others = figures.filter { !$0.value.isWorth(figure.value) }
        // Most figures are stated twice alike: their words need no look.
        guard !others.isEmpty, let words = Words(of: figure, in: document, findingWords) else { return nil }
        func isLeft(by test: (Words) -> Bool) -> Bool {
            others.contains { other in Words(of: other, in: document, findingWords).map { !test($0) } ?? true }
        }
        if words.areOfAPartOfTheSystem { return isLeft(by: \.areOfAPartOfTheSystem) ? Self.otherBody : nil }
        if Self.isAlsoAnEconomicItem(figure), words.areOfRunningCosts {
            return isLeft(by: \.areOfRunningCosts) ? Self.otherLabel : nil
        }
        let isPartOfOneBefore = others.contains { other in
            other.span.block == figure.span.block && other.value.worth > figure.value.worth
                && words.follow(other.span.utf8Range.upperBound)
        }
        return isPartOfOneBefore && words.nameAPart ? Self.otherLabel : nil
    }

    /// 会议费 and 培训费 have figures of their own, and are rows 30215 and 30216 of what a unit is run on.
    private static func isAlsoAnEconomicItem(_ figure: Observation) -> Bool {
        figure.measure == "meeting_cost" || figure.measure == "training_cost"
    }

    /// The words before an amount of the running text, in its sentence.
    private struct Words {
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

        init?(of figure: Observation, in document: Document, _ findingWords: FindingWords) {
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

        var areOfRunningCosts: Bool { findingWords[.runningCosts].contains { sentence.contains($0) } }

        /// The clause begins as one of the parts does.
        var nameAPart: Bool { findingWords[.partOpening].contains { clause.hasPrefix($0) } }

        /// True where a place of the same paragraph is in this sentence.
        func follow(_ offset: Int) -> Bool { offset >= sentenceStart }

        private func last(_ words: [String]) -> Substring.Index? {
            words.compactMap { part.range(of: $0, options: .backwards)?.lowerBound }.max()
        }
    }
}
