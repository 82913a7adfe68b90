import DocumentModel
import FiscalModel

/// Everything about one report that goes into the warehouse.
///
/// Made on the reading side, because it works out the locators; loading then only writes.
///
/// ```swift
/// let report = LoadableReport(
///     file: file, document: document, identity: identity, extraction: extraction,
///     balances: reconciled.balances, findings: reconciled.findings)
/// try loader.load(report)
/// ```
public struct LoadableReport: Sendable {
    /// A thing read from the report, with the place that a person can follow and the words printed there.
    public struct Located<Value: Sendable>: Sendable {
        public var value: Value
        /// “第3页第12段”
        public var locator: String

        public init(_ value: Value, locator: String) {
            self.value = value
            self.locator = locator
        }
    }

    public var file: ArrivedFile
    public var format: DocumentFormat
    public var metadata: DocumentMetadata
    public var notes: [ReadingNote]
    public var identity: ReportIdentity
    public var observations: [Located<Observation>]
    /// One for each observation.
    public var balances: [Balance]
    /// The words at each observation's span where they hold no digit (无, 未发生), else nil.
    public var statedWords: [String?]
    public var unsure: [Located<UnsureReading>]
    public var indicators: [Located<PerformanceIndicator>]
    public var projectScores: [Located<ProjectScore>]
    public var unknownTerms: [Located<UnknownTerm>]
    /// Contradictions inside the report.
    public var findings: [Finding]
    /// Printed names of function and economic classes that no seed lists.
    public var measureLabels: [MeasureCode: String]

    /// - Parameter balances: one for each observation; empty where nothing was checked.
    public init(
        file: ArrivedFile, document: Document, identity: ReportIdentity, extraction: Extraction,
        balances: [Balance] = [], findings: [Finding] = [], measureLabels: [MeasureCode: String] = [:]
    ) {
        let ordinals = document.blockOrdinals
        func located<Value: Sendable>(_ value: Value, _ span: SourceSpan) -> Located<Value> {
            guard ordinals.indices.contains(span.block) else { return .init(value, locator: "") }
            return .init(value, locator: document.locator(of: span, ordinal: ordinals[span.block]))
        }
        self.file = file
        format = document.format
        metadata = document.metadata
        notes = document.notes
        self.identity = identity
        observations = extraction.observations.map { located($0, $0.span) }
        self.balances =
            balances.count == extraction.observations.count
            ? balances : Array(repeating: .unchecked, count: extraction.observations.count)
        statedWords = extraction.observations.map { observation in
            let words = document.text(at: observation.span)
            return words.isEmpty || words.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) ? nil : words
        }
        unsure = extraction.unsure.map { located($0, $0.observation.span) }
        indicators = extraction.indicators.map { located($0, $0.span) }
        projectScores = extraction.projectScores.map { located($0, $0.span) }
        unknownTerms = extraction.unknownTerms.map { located($0, $0.span) }
        self.findings = findings
        self.measureLabels = measureLabels
    }
}

/// What loading one report did.
public struct LoadOutcome: Hashable, Sendable {
    /// False where the bytes were known already: then nothing was written.
    public var isLoaded: Bool
    /// Digests of the documents whose place it took.
    public var superseded: [String]
    /// The digest of a document from the same place that was published later: then the report is on record, superseded.
    public var supersededBy: String?
    public var observationCount: Int
    /// Findings inside the report, and between it and others of its unit.
    public var findingCount: Int

    public init(
        isLoaded: Bool, superseded: [String] = [], supersededBy: String? = nil, observationCount: Int = 0,
        findingCount: Int = 0
    ) {
        self.isLoaded = isLoaded
        self.superseded = superseded
        self.supersededBy = supersededBy
        self.observationCount = observationCount
        self.findingCount = findingCount
    }
}
