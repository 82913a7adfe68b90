import FiscalModel
import Terminal

/// What reading documents again does to the data that analysts see.
public struct DataChanges: Hashable, Sendable {
    /// A figure as the facts have it.
    public enum Figure: Hashable, Sendable {
        case value(Value)
        /// Its statements disagree, and no rule decides.
        case undecided
    }

    /// A fact that comes, goes or changes.
    public struct Fact: Hashable, Sendable {
        public var divisionCode: String
        public var unitName: String
        public var fiscalYear: Int
        public var measure: String
        public var measureLabel: Wording
        public var scenario: Scenario
        public var scenarioLabel: Wording
        public var project: String?
        /// nil where there was none.
        public var before: Figure?
        /// nil where there is none any more.
        public var after: Figure?
    }

    /// How many facts of a measure come, go and change.
    public struct Tally: Hashable, Sendable {
        public var measure: String
        public var label: Wording
        public var added = 0
        public var removed = 0
        public var changed = 0
        /// The first of them, by unit and year.
        public var examples: [Fact] = []
    }

    /// A person's decision that stands otherwise than before.
    public struct Decision: Hashable, Sendable {
        public var correction: Correction
        public var before: CorrectionStanding
        public var after: CorrectionStanding
    }

    /// Rows of a public view.
    public struct Count: Hashable, Sendable {
        public var before: Int
        public var after: Int

        public init(before: Int, after: Int) {
            self.before = before
            self.after = after
        }
    }

    /// By measure; only those with a change.
    public var measures: [Tally] = []
    public var decisions: [Decision] = []
    public var observations = Count(before: 0, after: 0)
    public var unsure = Count(before: 0, after: 0)
    public var indicators = Count(before: 0, after: 0)
    public var findings = Count(before: 0, after: 0)

    public init() {}

    /// Facts that come, go and change, of all measures.
    public var added: Int { measures.reduce(0) { $0 + $1.added } }
    public var removed: Int { measures.reduce(0) { $0 + $1.removed } }
    public var changed: Int { measures.reduce(0) { $0 + $1.changed } }
}
