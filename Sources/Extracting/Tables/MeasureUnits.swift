import FiscalModel

/// How the values of measures are held.
enum MeasureUnits {
    enum Kind {
        case money, number
    }

    static func unit(of measure: MeasureCode) -> Kind {
        let code = measure.rawValue
        // Most are revenue and expenditure of some kind.
        guard code.utf8.first != UInt8(ascii: "e") else { return .money }
        return numberPrefixes.contains(where: code.hasPrefix) ? .number : .money
    }

    /// Rates and scores have decimals, heads have none.
    static func mayBeBroken(_ measure: MeasureCode) -> Bool {
        isRate(measure) || measure.rawValue.hasPrefix("score.")
    }

    /// Heads, cars and assets there are on a day, rather than money of a year.
    static func isStock(_ measure: MeasureCode) -> Bool {
        stocks.contains(where: measure.rawValue.hasPrefix)
    }

    static func isRate(_ measure: MeasureCode) -> Bool { measure.rawValue.hasSuffix("_rate") }

    private static let stocks = ["staff.", "vehicles.", "assets.", "liabilities.", "members."]

    private static let numberPrefixes = [
        "staff.", "members.", "chambers.", "committee.", "reception.", "vehicles.", "overseas.", "score.",
        "budget_execution_rate",
    ]
}
