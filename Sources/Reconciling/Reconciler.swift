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
    private let identities: Identities
    private let measures: MeasureCatalog
    private let kinds: KindsOfBody
    private let words: FindingWords
    private let limits: [PerHeadLimit]

    public init(reference: ReferenceData) {
        identities = reference.identities
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
            extraction: confirmed, balances: balances(of: confirmed.observations, figures, checks),
            findings: findings(figures, checks, surroundings))
    }

    public func choose(among candidates: [Candidate]) -> Choice { Choosing.choose(among: candidates) }

    public func findings(between reports: [CurrentReport]) -> [ReportFinding] {
        BetweenReports.findings(reports, limits) { measures.parent(of: $0) }
    }

    public func findings(among peers: PeerGroup) -> [ReportFinding] {
        guard kinds[peers.kindOfBody]?.hasPeers == true else { return [] }
        return UnitSlipAmongPeers.findings(peers) { measures.parent(of: $0) }
    }

    private func findings(
        _ figures: ReportFigures, _ checks: [IdentityCheck], _ surroundings: Surroundings
    ) -> [Finding] {
        let slips = UnitSuspect.findings(checks, in: figures) { measures.parent(of: $0) }
        return SumMismatch.findings(checks, in: figures, surroundings)
            + slips + UnitSlipPerHead.findings(in: figures, limits, beside: slips)
            + ValueConflict.findings(in: figures, surroundings, except: UnitSuspect.suspects(checks))
            + OverBudget.findings(in: figures, surroundings, beside: slips) { measures.parent(of: $0) }
            + OverEstablishment.findings(in: figures, surroundings)
            + ScoreMismatch.findings(in: figures)
            + ClaimMismatch.findings(in: figures, surroundings.words) { measures.parent(of: $0) }
    }

    private func balances(
        of observations: [Observation], _ figures: ReportFigures, _ checks: [IdentityCheck]
    ) -> [Balance] {
        var balanced = [[Value]](repeating: [], count: figures.sorted.count)
        for check in checks {
            guard case .holds(let terms) = check.outcome else { continue }
            for term in terms {
                if let place = figures.place(of: FigureKey(term)) { balanced[place].append(term.value) }
            }
        }
        return observations.map { observation in
            guard let place = figures.place(of: FigureKey(observation)), !balanced[place].isEmpty else {
                return .unchecked
            }
            return balanced[place].contains { $0.isWorth(observation.value) } ? .holds : .broken
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
