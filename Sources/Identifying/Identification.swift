import FiscalModel

/// What the clues in a document say about whose report it is, of which year and of what kind.
public enum Identification: Hashable, Sendable {
    /// Known, with the clues that decided, the heaviest first.
    case identified(ReportIdentity, clues: [Clue])
    /// Not known: why, and what it might be, the likeliest first.
    case unidentified(UnidentifiedReason, candidates: [IdentityCandidate])
}

/// Words of the document that speak for a unit, a year or a kind.
public struct Clue: Hashable, Sendable {
    public enum Subject: String, Hashable, Sendable, CaseIterable {
        case unit, division, fiscalYear, kind
    }

    public var subject: Subject
    /// What it speaks for: a name, a code, a year, a kind.
    public var value: String
    /// How it was found: `title`, `label`, `signature`, `credit_code` …
    public var source: String
    /// Summed over all places of that source.
    public var weight: Int

    public init(subject: Subject, value: String, source: String, weight: Int) {
        self.subject = subject
        self.value = value
        self.source = source
        self.weight = weight
    }
}

/// Why a report could not be identified; the raw value stands in the run log.
public enum UnidentifiedReason: String, Hashable, Sendable, CaseIterable {
    /// The document holds no text.
    case noText = "no_text"
    /// No name of a body is printed.
    case noUnit = "no_unit"
    /// Only a template's “XX局”.
    case placeholderUnit = "placeholder_unit"
    /// Two bodies are as likely.
    case ambiguousUnit = "ambiguous_unit"
    /// The body is known, but several divisions have the name of its county.
    case ambiguousDivision = "ambiguous_division"
    /// The body is known, but nothing says which county, city or province it belongs to.
    case noDivision = "no_division"
    /// Unit and division are known, but not the fiscal year.
    case noYear = "no_year"

    /// In Chinese, for the run log and the summary.
    public var textZH: String {
        switch self {
        case .noText: "没有可读的文字"
        case .noUnit: "没有写明单位名称"
        case .placeholderUnit: "单位名称是模板占位（XX局），未填写"
        case .ambiguousUnit: "有几个单位的可能性相当"
        case .ambiguousDivision: "单位所在的区划有重名，无法确定是哪一个"
        case .noDivision: "单位属于哪个县、市、省没有写明"
        case .noYear: "没有写明报告所属年度"
        }
    }

    public var textEN: String {
        switch self {
        case .noText: "there is no readable text"
        case .noUnit: "no name of a body is printed"
        case .placeholderUnit: "the name of the body is a template's placeholder (XX局)"
        case .ambiguousUnit: "several bodies are as likely"
        case .ambiguousDivision: "several divisions have the name of its county"
        case .noDivision: "nothing says which county, city or province the body belongs to"
        case .noYear: "the fiscal year is not stated"
        }
    }
}

/// What an unidentified report might be.
public struct IdentityCandidate: Hashable, Sendable {
    /// A unit's name, a division's code and name, or a year, as the reason asks.
    public var name: String
    public var divisionCode: String?
    public var weight: Int

    public init(name: String, divisionCode: String? = nil, weight: Int) {
        self.name = name
        self.divisionCode = divisionCode
        self.weight = weight
    }
}
