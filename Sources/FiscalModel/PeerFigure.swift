/// The figure of one unit beside those of other bodies of its kind, as a judge sees it.
public struct PeerFigure: Hashable, Sendable {
    /// Tells units apart and says nothing else.
    public var unitID: Int64
    /// The report that states it.
    public var digest: String
    public var reportFiscalYear: Int
    /// The chosen statement.
    public var observation: Observation
    /// What the facts have: the statement's value, or what a person put in its place.
    public var amount: Amount
    /// True where a person decided that the figure is right, or where its unit is suspected already.
    public var isSettled: Bool

    public init(
        unitID: Int64, digest: String, reportFiscalYear: Int, observation: Observation, amount: Amount,
        isSettled: Bool = false
    ) {
        self.unitID = unitID
        self.digest = digest
        self.reportFiscalYear = reportFiscalYear
        self.observation = observation
        self.amount = amount
        self.isSettled = isSettled
    }
}

/// The same measure under the same scenario, over the units and years.
public struct PeerSeries: Hashable, Sendable {
    public var measure: MeasureCode
    public var scenario: Scenario

    public init(measure: MeasureCode, scenario: Scenario) {
        self.measure = measure
        self.scenario = scenario
    }
}

/// Bodies of one kind on one level of government, with those of their figures that a judge has to look at.
public struct PeerGroup: Hashable, Sendable {
    public var kindOfBody: String
    /// The median in fen over all units and years.
    public var medians: [PeerSeries: Int64]
    /// Whole series, and every figure of the units that stand far from the median of one.
    public var figures: [PeerFigure]

    public init(kindOfBody: String, medians: [PeerSeries: Int64], figures: [PeerFigure]) {
        self.kindOfBody = kindOfBody
        self.medians = medians
        self.figures = figures
    }
}
