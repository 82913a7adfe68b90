import DocumentModel
import FiscalModel
import ReferenceData

/// Withdraws what the narrative says of a figure that it gives more than two values.
///
/// A report that contradicts itself states two.  Three and more come from reading the amounts of projects, sub-units or
/// indicators as the unit's own: `项目支出852.75万元` and below it one item after another with 支出148.20万元.  What a table
/// states, an identity or a stated change bears out, or a second sentence repeats stays; the others wait in `v_unsure`.
struct CrowdedFigures {
    static let reason = "crowded"
    /// Different values of one figure, roundings of each other counted once, that a report may state.
    static let mostValues = 2

    let identities: Identities

    /// What stays of an extraction with these figures, and its figures.
    func withdraw(
        _ extraction: Extraction, _ figures: ReportFigures, of identity: ReportIdentity
    ) -> (Extraction, ReportFigures) {
        let crowded = figures.keysWith(moreThan: Self.mostValues).filter { $0.project == nil }
        guard !crowded.isEmpty else { return (extraction, figures) }
        let borneOut = borneOut(figures)
        let repeats = Repeats(of: crowded, in: extraction.observations)
        var settled = extraction
        settled.observations = []
        for observation in extraction.observations {
            if crowded.contains(FigureKey(observation)), observation.source == .narrative,
                !borneOut.contains(observation.span), !repeats.contains(observation)
            {
                settled.unsure.append(UnsureReading(observation, reason: Self.reason))
            } else {
                settled.observations.append(observation)
            }
        }
        return (settled, ReportFigures(settled, of: identity))
    }

    private func borneOut(_ figures: ReportFigures) -> Set<SourceSpan> {
        var spans: Set<SourceSpan> = []
        for check in IdentityCheck.betweenMeasures(identities, in: figures) {
            if case .holds(let terms) = check.outcome { spans.formUnion(terms.map(\.span)) }
        }
        for claim in figures.claims {
            for pair in ClaimMismatch.fittingFigures(claim, in: figures) { spans.formUnion(pair.map(\.span)) }
        }
        return spans
    }

    /// Which statements of crowded figures another place bears out, in the same digits or in others.
    private struct Repeats {
        private struct Statement: Hashable {
            var key: FigureKey
            var value: Value
        }

        private var values: [FigureKey: PrintedValues] = [:]
        private var places: [Statement: Set<SourceSpan>] = [:]

        init(of crowded: Set<FigureKey>, in observations: [Observation]) {
            for observation in observations {
                let key = FigureKey(observation)
                guard crowded.contains(key) else { continue }
                values[key, default: PrintedValues()].insert(observation.value)
                places[Statement(key: key, value: observation.value), default: []].insert(observation.span)
            }
        }

        func contains(_ observation: Observation) -> Bool {
            let key = FigureKey(observation)
            return places[Statement(key: key, value: observation.value)]?.count ?? 0 > 1
                || values[key]?.holdsOtherPrint(of: observation.value) == true
        }
    }
}
