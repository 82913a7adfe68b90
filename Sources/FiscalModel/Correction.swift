/// What a person decided on one candidate; see `Correction`.
public enum Verdict: Hashable, Sendable {
    /// The printed value is the figure.
    case accepted
    /// The printed value is wrong and the person knows the right one.
    case corrected
    /// The printed value is not this figure.
    case rejected
}

/// A person's decision on a printed value: that it is the figure, that another is, or that it is not.
///
/// It names the figure by what does not change when documents are loaded again (division and name of the unit, year,
/// measure, scenario, project), and the printed value that it expects.  It applies only while a current report prints
/// that value; once none does, it becomes a finding.
///
/// ```swift
/// correction.verdict  // .corrected, where `value` is worth another sum than `printed`
/// ```
public struct Correction: Hashable, Sendable {
    /// Number in the warehouse; 0 for one that is not on record yet.
    public var id: Int64
    public var divisionCode: String
    /// A full name of the unit.
    public var unitName: String
    public var key: FigureKey
    /// The printed value that it expects.
    public var printed: Value
    /// What the figure is; nil where the printed value is rejected.
    public var value: Value?
    public var reason: String
    public var madeBy: String
    /// ISO 8601 in UTC.
    public var madeAt: String
    public var source: Source
    /// Taken back, or replaced by a later decision on the same figure.
    public var isWithdrawn: Bool

    /// The statement that it was made from.
    public struct Source: Hashable, Sendable {
        /// SHA-256 of the document.
        public var digest: String
        public var locator: String
        public var quote: String

        public init(digest: String, locator: String, quote: String) {
            self.digest = digest
            self.locator = locator
            self.quote = quote
        }
    }

    public init(
        id: Int64 = 0, divisionCode: String, unitName: String, key: FigureKey, printed: Value, value: Value?,
        reason: String, madeBy: String, madeAt: String, source: Source, isWithdrawn: Bool = false
    ) {
        self.id = id
        self.divisionCode = divisionCode
        self.unitName = unitName
        self.key = key
        self.printed = printed
        self.value = value
        self.reason = reason
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.source = source
        self.isWithdrawn = isWithdrawn
    }

    public var verdict: Verdict {
        guard let value else { return .rejected }
        return value.isWorth(printed) ? .accepted : .corrected
    }
}

/// Whether a correction changes anything; the raw value stands in `v_correction.standing`.
public enum CorrectionStanding: String, Hashable, Sendable, CaseIterable {
    /// No current report of its unit is in.
    case waiting
    /// A current report prints the value that it expects.
    case applies
    /// There are current reports, and none prints it.
    case stale
}

extension Value {
    /// Digits that give the value back exactly: money in yuan with two decimals (“25595.00”), others as they are.
    public var exactDigits: String {
        switch self {
        case .money(let amount): Number(mantissa: amount.fen, scale: 2).description
        case .number(let number): number.description
        }
    }

    /// Reads digits as `exactDigits` writes them; money also with 元, 万元 or 亿元 behind it.  A person's figure counts
    /// as exact to the fen.
    public init?(exactDigits text: String, isMoney: Bool) {
        guard isMoney else {
            guard let number = Number(parsing: text) else { return nil }
            self = .number(number)
            return
        }
        let units: [(word: String, unit: MoneyUnit)] = [
            ("亿元", .hundredMillionYuan), ("万元", .tenThousandYuan), ("元", .yuan),
        ]
        let found = units.first { text.hasSuffix($0.word) }
        let digits = found.map { text.dropLast($0.word.count) } ?? text[...]
        guard let amount = Amount(parsing: digits, in: found?.unit ?? .yuan) else { return nil }
        self = .money(Amount(fen: amount.fen))
    }
}
