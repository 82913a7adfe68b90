import DocumentModel
import FiscalModel
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
        guard !others.isEmpty, let words = WordsBefore(figure, in: document, findingWords) else { return nil }
        func isLeft(by test: (WordsBefore) -> Bool) -> Bool {
            others.contains { other in WordsBefore(other, in: document, findingWords).map { !test($0) } ?? true }
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
}
