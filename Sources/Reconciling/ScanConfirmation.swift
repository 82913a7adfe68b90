import DocumentModel
import FiscalModel
import ReferenceData

/// Keeps a recognised amount only where something else in the report bears it out.
///
/// Recognition turns 2.80 into 12.80 without a sign.  An amount read from a picture is an observation when an identity
/// balances with it, when a stated change or share follows from it, or when it is stated a second time: for the same
/// figure, or for one that it is the whole or a part of (全部为公务接待费).  Otherwise it waits in `v_unsure`.
struct ScanConfirmation {
    static let reason = "unconfirmed_scan"

    let identities: Identities
    let measures: MeasureCatalog

    func confirm(_ extraction: Extraction, in document: Document, of identity: ReportIdentity) -> Extraction {
        guard document.blocks.contains(where: \.isRecognised) else { return extraction }
        let figures = ReportFigures(extraction, of: identity)
        // One printed amount may be several figures (86.47万元，全部为财政拨款): what confirms one confirms it.
        let alike = Dictionary(grouping: extraction.observations) { $0.value.worth }
        let borneOut = balancedSpans(figures).union(claimedSpans(figures)).union(
            extraction.observations.filter { isStatedTwice($0, in: alike[$0.value.worth] ?? []) }.map(\.span))
        var confirmed = extraction
        confirmed.observations = []
        for observation in extraction.observations {
            let isRecognised = document.blocks[observation.span.block].isRecognised
            guard isRecognised, case .money = observation.value, observation.value.worth != 0,
                !borneOut.contains(observation.span)
            else {
                confirmed.observations.append(observation)
                continue
            }
            confirmed.unsure.append(UnsureReading(observation, reason: Self.reason))
        }
        return confirmed
    }

    private func balancedSpans(_ figures: ReportFigures) -> Set<SourceSpan> {
        var spans: Set<SourceSpan> = []
        for check in IdentityCheck.betweenMeasures(identities, in: figures) {
            if case .holds(let terms) = check.outcome { spans.formUnion(terms.map(\.span)) }
        }
        return spans
    }

    private func claimedSpans(_ figures: ReportFigures) -> Set<SourceSpan> {
        var spans: Set<SourceSpan> = []
        for claim in figures.claims {
            for pair in ClaimMismatch.fittingFigures(claim, in: figures) { spans.formUnion(pair.map(\.span)) }
        }
        return spans
    }

    private func isStatedTwice(_ observation: Observation, in observations: [Observation]) -> Bool {
        observations.contains { other in
            other.span != observation.span && other.fiscalYear == observation.fiscalYear
                && other.scenario == observation.scenario && other.project == observation.project
                && other.value.isWorth(observation.value) && isKin(other.measure, observation.measure)
        }
    }

    /// The same measure, a whole and its part, or total revenue beside total expenditure.
    private func isKin(_ a: MeasureCode, _ b: MeasureCode) -> Bool {
        a == b || measures[a]?.parent == b || measures[b]?.parent == a
            || Set([a, b]) == ["revenue.total", "expenditure.total"]
    }
}

extension Block {
    fileprivate var isRecognised: Bool {
        switch self {
        case .paragraph(let paragraph): paragraph.isRecognised
        case .table(let table): table.isRecognised
        }
    }
}
