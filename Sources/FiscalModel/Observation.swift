import DocumentModel

/// What a figure is about: a code of `Seeds/measures.csv`, or `expenditure.function.CODE` / `expenditure.economic.CODE`.
public struct MeasureCode: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    /// 支出功能分类, by its code of three, five or seven digits.
    public static func function(_ code: some StringProtocol) -> Self { .init("expenditure.function.\(code)") }
    /// 支出经济分类, by its code of three or five digits.
    public static func economic(_ code: some StringProtocol) -> Self { .init("expenditure.economic.\(code)") }

    public var description: String { rawValue }

    // NB: codes are ASCII and compared with many others; most differ in length.
    public static func == (a: Self, b: Self) -> Bool {
        a.rawValue.utf8.count == b.rawValue.utf8.count && a.rawValue == b.rawValue
    }

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    // NB: by the end alone, in which codes differ: figures are looked up by their measure many times a report.
    public func hash(into hasher: inout Hasher) { hasher.combine(ending) }

    var ending: Int {
        rawValue.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.suffix(8).reduce(bytes.count) { $0 &* 131 &+ Int($1) }
        } ?? rawValue.utf8.count
    }
}

/// The stage of the fiscal year that a figure speaks of.
public enum Scenario: String, Hashable, Sendable, CaseIterable, Comparable {
    /// 年初预算
    case initialBudget = "initial_budget"
    /// 全年预算／调整预算
    case adjustedBudget = "adjusted_budget"
    /// 预算数／指标数 whose stage the report leaves open
    case budget
    /// 决算／执行／支出; statistics such as head-counts too
    case actual

    public static func < (a: Self, b: Self) -> Bool { a.order < b.order }

    // NB: what Swift derives hashes the raw string.
    public func hash(into hasher: inout Hasher) { hasher.combine(order) }

    /// As in `allCases`.
    var order: Int {
        switch self {
        case .initialBudget: 0
        case .adjustedBudget: 1
        case .budget: 2
        case .actual: 3
        }
    }
}

/// The value that a report states.
public enum Value: Hashable, Sendable {
    case money(Amount)
    /// Persons, counts, percent, points: in the measure's unit.
    case number(Number)

    /// True when both state the same worth (0.50 and 0.5; 1万元 and 10000元).
    public func isWorth(_ other: Value) -> Bool {
        switch (self, other) {
        case (.money(let a), .money(let b)): a.fen == b.fen
        case (.number(let a), .number(let b)): a.isWorth(b)
        default: false
        }
    }
}

/// How sure a rule is of a reading, in whole percent.  90 and above means: at least 99 of 100 such are right.
public struct Confidence: Hashable, Sendable, Comparable {
    /// 0...100
    public var percent: Int

    public init(percent: Int) { self.percent = min(100, max(0, percent)) }

    public static let sure = Confidence(percent: 95)
    public static let likely = Confidence(percent: 80)
    public static let weak = Confidence(percent: 60)
    public static func < (a: Self, b: Self) -> Bool { a.percent < b.percent }
}

/// One number that one report states about its unit, one fiscal year and one measure under one scenario, with the
/// words it came from.  The unit is the report's.
public struct Observation: Hashable, Sendable {
    /// How the report states it; an official table is preferred to a form, a form to a sentence.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// 公开01…09 and other official tables
        case officialTable = "official_table"
        /// any other table
        case table
        case narrative
    }

    public var measure: MeasureCode
    /// The year the number is about, not the year of the report.
    public var fiscalYear: Int
    public var scenario: Scenario
    public var value: Value
    /// The project's name where the amount is one project's (then `measure` is `expenditure.project`).
    public var project: String?
    /// The words of the report that hold the figure as printed and what it is called.
    public var quote: String
    /// Where the printed figure stands.
    public var span: SourceSpan
    public var source: Source
    /// The rule that found it, `narrative.…` or `table.…`; stands in `v_observation.rule`.
    public var rule: String
    public var confidence: Confidence

    public init(
        measure: MeasureCode, fiscalYear: Int, scenario: Scenario, value: Value, project: String? = nil, quote: String,
        span: SourceSpan, source: Source, rule: String, confidence: Confidence
    ) {
        self.measure = measure
        self.fiscalYear = fiscalYear
        self.scenario = scenario
        self.value = value
        self.project = project
        self.quote = quote
        self.span = span
        self.source = source
        self.rule = rule
        self.confidence = confidence
    }
}

/// A reading that is no observation yet, because the words can be read in two ways or a scan is not confirmed.
public struct UnsureReading: Hashable, Sendable {
    public var observation: Observation
    /// Why, as a code with its Chinese text in `Seeds/unsure_reasons.csv`: `two_readings`, `unconfirmed_scan` …
    public var reason: String

    public init(_ observation: Observation, reason: String) {
        self.observation = observation
        self.reason = reason
    }
}

/// One row of a three-level performance indicator table, as printed.
public struct PerformanceIndicator: Hashable, Sendable {
    /// The project whose table it is; nil in the table of the whole unit.
    public var project: String?
    public var level1: String
    public var level2: String
    public var level3: String
    /// 年度指标值 as printed (“≥95%”); nil where there is no such column, empty where the cell is blank.
    public var target: String?
    public var actual: String?
    public var weight: Number?
    public var score: Number?
    /// 偏差原因分析及改进措施
    public var deviation: String?
    public var quote: String
    public var span: SourceSpan

    public init(
        project: String? = nil, level1: String, level2: String, level3: String, target: String? = nil,
        actual: String? = nil, weight: Number? = nil, score: Number? = nil, deviation: String? = nil, quote: String,
        span: SourceSpan
    ) {
        self.project = project
        self.level1 = level1
        self.level2 = level2
        self.level3 = level3
        self.target = target
        self.actual = actual
        self.weight = weight
        self.score = score
        self.deviation = deviation
        self.quote = quote
        self.span = span
    }
}

/// The score that a project's own table gives it.
public struct ProjectScore: Hashable, Sendable {
    public var project: String
    public var score: Number
    public var quote: String
    public var span: SourceSpan

    public init(project: String, score: Number, quote: String, span: SourceSpan) {
        self.project = project
        self.score = score
        self.quote = quote
        self.span = span
    }
}

/// A label beside a figure that no seed knows, for `county-ingest terms`.
public struct UnknownTerm: Hashable, Sendable {
    public var term: String
    public var quote: String
    public var span: SourceSpan

    public init(term: String, quote: String, span: SourceSpan) {
        self.term = term
        self.quote = quote
        self.span = span
    }
}

/// Everything that Extracting made of one report.
public struct Extraction: Hashable, Sendable {
    public var observations: [Observation]
    public var unsure: [UnsureReading]
    public var indicators: [PerformanceIndicator]
    public var projectScores: [ProjectScore]
    public var unknownTerms: [UnknownTerm]
    /// What the report says about its figures: changes, rates, shares, “无”.
    public var claims: [Claim]

    public init(
        observations: [Observation] = [], unsure: [UnsureReading] = [], indicators: [PerformanceIndicator] = [],
        projectScores: [ProjectScore] = [], unknownTerms: [UnknownTerm] = [], claims: [Claim] = []
    ) {
        self.observations = observations
        self.unsure = unsure
        self.indicators = indicators
        self.projectScores = projectScores
        self.unknownTerms = unknownTerms
        self.claims = claims
    }
}
