import DocumentModel

/// A contradiction, inside a report or between reports: a value, not an error that is thrown.
public struct Finding: Hashable, Sendable {
    /// The finding rules of the public contract.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case sumMismatch = "sum_mismatch"
        case valueConflict = "value_conflict"
        case priorYearRestated = "prior_year_restated"
        case changeMismatch = "change_mismatch"
        case shareMismatch = "share_mismatch"
        case unitSuspect = "unit_suspect"
        case yearSuspect = "year_suspect"
        case overBudget = "over_budget"
        case overEstablishment = "over_establishment"
        case nilContradiction = "nil_contradiction"
        case scoreMismatch = "score_mismatch"
        case tableTextMismatch = "table_text_mismatch"
        /// a person's correction expects a printed value that no current report has any more
        case correctionStale = "correction_stale"
    }

    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// figures that cannot all be right
        case error
        /// likely a slip, or spending above a budget
        case warning
        /// rounding, posts, wording
        case info
    }

    /// What a finding says, in both languages.
    public struct Message: Hashable, Sendable {
        public var zh: String
        public var en: String

        public init(zh: String, en: String) {
            self.zh = zh
            self.en = en
        }
    }

    public var rule: Rule
    /// The measure at fault (for a sum, the whole); nil where none fits.
    public var measure: MeasureCode?
    public var fiscalYear: Int
    public var severity: Severity
    /// Which figures, by how much, and what would mend it.
    public var message: Message
    /// The words of the report, the figures at odds one after the other.
    public var quote: String

    public init(
        rule: Rule, measure: MeasureCode?, fiscalYear: Int, severity: Severity, message: Message, quote: String
    ) {
        self.rule = rule
        self.measure = measure
        self.fiscalYear = fiscalYear
        self.severity = severity
        self.message = message
        self.quote = quote
    }
}
