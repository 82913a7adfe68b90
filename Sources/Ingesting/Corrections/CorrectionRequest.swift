import FiscalModel

/// A decision as a person states it: names and digits still to be looked up.
public struct CorrectionRequest: Sendable {
    /// A full name of the unit, or its name without the place.
    public var unit: String
    /// Narrows the unit where its name stands for several.
    public var division: String?
    public var year: Int
    /// Code or Chinese label.
    public var measure: String
    /// nil where only one stage is stated.
    public var scenario: Scenario?
    public var project: String?
    /// What the figure is; for a rejection the printed value that is none.  Money in yuan, or with 元, 万元, 亿元.
    public var value: String?
    /// The printed value that is wrong; nil for the one chosen today.
    public var printed: String?
    public var isRejection: Bool
    public var reason: String
    public var madeBy: String

    public init(
        unit: String, division: String? = nil, year: Int, measure: String, scenario: Scenario? = nil,
        project: String? = nil, value: String?, printed: String? = nil, isRejection: Bool = false, reason: String,
        madeBy: String
    ) {
        self.unit = unit
        self.division = division
        self.year = year
        self.measure = measure
        self.scenario = scenario
        self.project = project
        self.value = value
        self.printed = printed
        self.isRejection = isRejection
        self.reason = reason
        self.madeBy = madeBy
    }
}
