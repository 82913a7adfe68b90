/// A figure on record that could stand in the fact table: an observation with the report that states it.
///
/// Loading collects all candidates of a unit over its current reports, and asks a `UnitJudge` which of them is the
/// figure.  Candidates always come sorted by (report year, digest, ordinal), never in the order of loading, so that a
/// judge that takes the first of equals takes the same one every time.
public struct Candidate: Hashable, Sendable, Identifiable {
    /// The observation's number in the warehouse.  It depends on the order of loading: never decide by it.
    public var id: Int64
    /// SHA-256 of the report's bytes.
    public var digest: String
    public var reportKind: ReportKind
    /// The year the report is of; the figure's own year is `observation.fiscalYear`.
    public var reportFiscalYear: Int
    /// ISO 8601 day, where one is known.
    public var publishedOn: String?
    /// Position among the report's observations, in reading order.
    public var ordinal: Int
    public var observation: Observation
    public var balance: Balance
    /// What a person decided on its printed value; nil where nobody did.
    public var verdict: Verdict?

    public init(
        id: Int64, digest: String, reportKind: ReportKind, reportFiscalYear: Int, publishedOn: String? = nil,
        ordinal: Int, observation: Observation, balance: Balance = .unchecked, verdict: Verdict? = nil
    ) {
        self.id = id
        self.digest = digest
        self.reportKind = reportKind
        self.reportFiscalYear = reportFiscalYear
        self.publishedOn = publishedOn
        self.ordinal = ordinal
        self.observation = observation
        self.balance = balance
        self.verdict = verdict
    }

    public var key: FigureKey { .init(observation) }
}

/// Whether a figure satisfies the identities of its own report.
public enum Balance: Int, Hashable, Sendable, CaseIterable {
    /// No identity of the report holds it.
    case unchecked = 0
    /// At least one holds, none is broken.
    case holds = 1
    /// At least one is broken.
    case broken = 2
}

/// What one figure of a unit is: measure, year, scenario and, for a project's amount, the project.
public struct FigureKey: Hashable, Sendable {
    public var measure: MeasureCode
    public var fiscalYear: Int
    public var scenario: Scenario
    public var project: String?

    public init(measure: MeasureCode, fiscalYear: Int, scenario: Scenario, project: String? = nil) {
        self.measure = measure
        self.fiscalYear = fiscalYear
        self.scenario = scenario
        self.project = project
    }

    public init(_ observation: Observation) {
        self.init(
            measure: observation.measure, fiscalYear: observation.fiscalYear, scenario: observation.scenario,
            project: observation.project)
    }

    // NB: in as few steps as tell keys apart, because every rule looks figures up by them.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(measure.ending &* 65_536 &+ fiscalYear &* 4 &+ scenario.order)
        if let project { hasher.combine(project) }
    }
}

/// Which of several candidates for one figure is the figure, and why each one is or is not.
public struct Choice: Hashable, Sendable {
    /// Index of the chosen candidate; nil where no rule decides: then the fact has no value and is marked conflicted.
    public var chosen: Int?
    /// One for each candidate, in their order.
    public var reasons: [ChoiceReason]

    public init(chosen: Int?, reasons: [ChoiceReason]) {
        self.chosen = chosen
        self.reasons = reasons
    }
}

/// Why a candidate is chosen or not; the raw value stands in `v_candidate.reason`.
public enum ChoiceReason: String, Hashable, Sendable, CaseIterable {
    // chosen, by the rule that decided
    /// nothing else states the figure
    case onlyStatement = "only_statement"
    /// all statements agree; the first of the best placed
    case allAgree = "all_agree"
    /// the report of the year itself, before another year's mention of it
    case ownYear = "own_year"
    /// an official table before a form, a form before a sentence
    case betterSource = "better_source"
    /// satisfies the identities where the others do not
    case balances
    /// printed more finely, the others are its roundings
    case moreExact = "more_exact"
    /// read with more confidence
    case moreConfident = "more_confident"
    /// published later, by the same kind of report
    case laterPublication = "later_publication"
    /// a person accepted it
    case accepted
    /// a person put another value in the place of the printed one
    case corrected

    // not chosen, by the rule that put it behind
    /// states the chosen figure once more
    case repeats
    /// rounds the chosen figure
    case rounded
    /// another year's report, where the year's own states the figure
    case otherYear = "other_year"
    case weakerSource = "weaker_source"
    case unbalanced
    case lessConfident = "less_confident"
    case earlierPublication = "earlier_publication"
    /// no rule decides between it and another value
    case tie
    /// a person decided for another value
    case overruled
    /// a person rejected it
    case rejected
}

/// A current report of a unit with its figures, as a judge sees it.
public struct CurrentReport: Hashable, Sendable {
    public var digest: String
    public var kind: ReportKind
    public var fiscalYear: Int
    public var publishedOn: String?
    /// In reading order.
    public var candidates: [Candidate]

    public init(
        digest: String, kind: ReportKind, fiscalYear: Int, publishedOn: String? = nil, candidates: [Candidate] = []
    ) {
        self.digest = digest
        self.kind = kind
        self.fiscalYear = fiscalYear
        self.publishedOn = publishedOn
        self.candidates = candidates
    }
}

/// A finding with the report it stands with: between two reports, the one of the later year.
public struct ReportFinding: Hashable, Sendable {
    public var digest: String
    public var finding: Finding

    public init(digest: String, finding: Finding) {
        self.digest = digest
        self.finding = finding
    }
}

/// Decides over all current reports of one unit: which figure is chosen, and what the reports contradict each other in;
/// and over the units of one kind, whose figure cannot be meant as it stands.
///
/// The answers must follow from their arguments alone, so that loading in any order ends in the same facts.
public protocol UnitJudge: Sendable {
    /// The figure among the candidates of one key (never empty; sorted by report year, digest, ordinal).
    func choose(among candidates: [Candidate]) -> Choice
    /// Findings between reports, for all current reports of a unit sorted by (year, digest).  Findings inside one
    /// report are the report's own and come with it.
    func findings(between reports: [CurrentReport]) -> [ReportFinding]
    /// Findings of figures against those of other bodies of the kind, in the order of their digests.
    func findings(among peers: PeerGroup) -> [ReportFinding]
}
