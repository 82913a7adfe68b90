import DocumentModel
import FiscalModel
import ReferenceData

/// Keeps a recognised amount only where something else in the report bears it out.
///
/// Recognition turns 2.80 into 12.80 without a sign.  An amount read from a picture is an observation when an identity
/// balances with it, or when the same figure is stated a second time; otherwise it waits in `v_unsure`.
enum ScanConfirmation {
    static let reason = "unconfirmed_scan"

    static func confirm(
        _ extraction: Extraction, in document: Document, of identity: ReportIdentity,
        by identities: [Identities.Identity]
    ) -> Extraction {
        guard document.blocks.contains(where: \.isRecognised) else { return extraction }
        let balanced = balancedSpans(extraction, of: identity, by: identities)
        var confirmed = extraction
        confirmed.observations = []
        for observation in extraction.observations {
            guard document.blocks[observation.span.block].isRecognised, case .money = observation.value else {
                confirmed.observations.append(observation)
                continue
            }
            let isRepeated = extraction.observations.contains {
                $0.span != observation.span && FigureKey($0) == FigureKey(observation)
                    && $0.value.isWorth(observation.value)
            }
            if isRepeated || balanced.contains(observation.span) || observation.value.worth == 0 {
                confirmed.observations.append(observation)
            } else {
                confirmed.unsure.append(UnsureReading(observation, reason: reason))
            }
        }
        return confirmed
    }

    private static func balancedSpans(
        _ extraction: Extraction, of identity: ReportIdentity, by identities: [Identities.Identity]
    ) -> Set<SourceSpan> {
        var spans: Set<SourceSpan> = []
        for check in IdentityCheck.all(identities, in: ReportFigures(extraction, of: identity)) {
            guard case .holds(let terms) = check.outcome,
                terms.count > 2 || terms.contains(where: { $0.value.worth != 0 })
            else { continue }
            spans.formUnion(terms.map(\.span))
        }
        return spans
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
