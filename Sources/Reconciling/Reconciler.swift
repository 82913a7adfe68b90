import DocumentModel
import FiscalModel
import ReferenceData

/// Holds a report's figures against each other, and a unit's reports against each other.  The room's one door.
///
/// ```swift
/// let reconciler = Reconciler(reference: reference)
/// let reconciled = reconciler.reconcile(extraction, in: document, of: identity)
/// reconciled.findings   // [sum_mismatch three_public.total …]
/// ```
///
/// It changes no figure: a contradiction is a finding, and of two values none is dropped.  Findings rest on readings with
/// confidence ≥ 90 only.
public struct Reconciler: UnitJudge {
    private let identities: [Identities.Identity]
    private let measures: MeasureCatalog
    private let kinds: KindsOfBody
    private let words: FindingWords
    private let limits: [PerHeadLimit]

    public init(reference: ReferenceData) {
        identities = reference.identities.all
        measures = reference.measures
        kinds = reference.kindsOfBody
        words = reference.findingWords
        limits = reference.perHeadLimits
    }

    /// A report's figures with what they satisfy, and what they contradict.
    public func reconcile(
        _ extraction: Extraction, in document: Document, of identity: ReportIdentity
    ) -> ReconciledReport {
        let scans = ScanConfirmation(identities: identities, measures: measures)
        var confirmed = scans.confirm(extraction, in: document, of: identity)
        var figures = ReportFigures(confirmed, of: identity)
        (confirmed, figures) = NarrowerFigures(document: document, findingWords: words)
            .withdraw(confirmed, figures, of: identity)
        (confirmed, figures) = CrowdedFigures(identities: identities).withdraw(confirmed, figures, of: identity)
        let surroundings = Surroundings(document: document, words: words)
        let checks = IdentityCheck.all(identities, in: figures, surroundings)
        return ReconciledReport(
            extraction: confirmed, balances: balances(of: confirmed.observations, checks),
            findings: findings(figures, checks, surroundings))
    }

    public func choose(among candidates: [Candidate]) -> Choice { Choosing.choose(among: candidates) }

    public func findings(between reports: [CurrentReport]) -> [ReportFinding] {
        BetweenReports.findings(reports, limits) { measures[$0]?.parent }
    }

    public func findings(among peers: PeerGroup) -> [ReportFinding] {
        guard kinds[peers.kindOfBody]?.hasPeers == true else { return [] }
        return UnitSlipAmongPeers.findings(peers) { measures[$0]?.parent }
    }

    private func findings(
        _ figures: ReportFigures, _ checks: [IdentityCheck], _ surroundings: Surroundings
    ) -> [Finding] {
        let slips = UnitSuspect.findings(checks, in: figures) { measures[$0]?.parent }
        return SumMismatch.findings(checks, in: figures, surroundings)
            + slips + UnitSlipPerHead.findings(in: figures, limits, beside: slips)
            + ValueConflict.findings(in: figures, surroundings, except: UnitSuspect.suspects(checks))
            + OverBudget.findings(in: figures, surroundings, beside: slips) { measures[$0]?.parent }
            + OverEstablishment.findings(in: figures, surroundings)
            + ScoreMismatch.findings(in: figures)
            + ClaimMismatch.findings(in: figures, surroundings.words) { measures[$0]?.parent }
    }

    private func balances(of observations: [Observation], _ checks: [IdentityCheck]) -> [Balance] {
        var balanced: [FigureKey: [Observation]] = [:]
        for check in checks {
            guard case .holds(let terms) = check.outcome else { continue }
            for term in terms { balanced[FigureKey(term), default: []].append(term) }
        }
        return observations.map { observation in
            guard let terms = balanced[FigureKey(observation)] else { return .unchecked }
            return terms.contains { $0.value.isWorth(observation.value) } ? .holds : .broken
        }
    }
}

/// One report after reconciling.
public struct ReconciledReport: Hashable, Sendable {
    /// As extracted, less what a scan could not confirm, what is a part's figure and what crowds a figure.
    public var extraction: Extraction
    /// One for each observation, in their order.
    public var balances: [Balance]
    /// Contradictions inside this report.
    public var findings: [Finding]

    public init(extraction: Extraction, balances: [Balance], findings: [Finding]) {
        self.extraction = extraction
        self.balances = balances
        self.findings = findings
    }
}
