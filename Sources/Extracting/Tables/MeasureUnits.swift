import FiscalModel

/// How the values of measures are held.
enum MeasureUnits {
    enum Kind {
        case money, number
    }

    static func unit(of measure: MeasureCode) -> Kind {
        let code = measure.rawValue
        for prefix in numberPrefixes where code.hasPrefix(prefix) { return .number }
        return .money
    }

    /// Rates and scores have decimals, heads have none.
    static func mayBeBroken(_ measure: MeasureCode) -> Bool { isRate(measure) || measure.rawValue.hasPrefix("score.") }

    /// Heads, cars and assets there are on a day, rather than money of a year.
    static func isStock(_ measure: MeasureCode) -> Bool {
        ["staff.", "vehicles.", "assets.", "liabilities.", "members."].contains { measure.rawValue.hasPrefix($0) }
    }

    static func isRate(_ measure: MeasureCode) -> Bool { measure.rawValue.hasSuffix("_rate") }

    private static let numberPrefixes = [
        "staff.", "members.", "chambers.", "committee.", "reception.", "vehicles.", "overseas.", "score.",
        "budget_execution_rate",
    ]
}
