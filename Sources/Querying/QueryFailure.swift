/// Why a question has no answer: what happened, apart from how it is said (`QueryFailure+Message.swift`).
public enum QueryFailure: Error, Hashable, Sendable {
    /// No unit of that name is in the warehouse; the nearest names that are.
    case unknownUnit(String, nearest: [String])
    /// Several units answer to that name.
    case ambiguousUnit(String, matches: [Match])
    /// No report of that place is in the warehouse; the nearest places that have one.
    case unknownPlace(String, level: PlaceLevel, nearest: [Match])
    /// There is such a place, but no report of it.
    case placeWithoutReport(Match)
    /// Several places are called that.
    case ambiguousPlace(String, level: PlaceLevel, matches: [Match])
    /// Units match each of the options alone, and none matches all of them.
    case noUnitMatchesAll
    case unknownMeasure(String, nearest: [Match])
    case ambiguousMeasure(String, matches: [Match])
    /// The measure is not what the question needs, such as money to share out.
    case unsuitableMeasure(String, needs: MeasureNeed)
    case malformedYears(String)
    /// No report of any unit says anything for the question's years.
    case nothingLoaded

    /// SQL that is no single statement, or that SQLite cannot compile, with SQLite's words.
    case malformedSQL(String)
    case severalStatements
    /// A statement that gives no rows, such as COMMIT.
    case noQuery
    /// A statement with `?` or `:name`, for which nobody gives a value.
    case hasParameters
    /// SQL that reaches for what a reader may not use, in SQLite's words.
    case notAllowed(String)
    /// The answer needs more memory than a query may take.
    case tooLarge

    /// A code and the name that goes with it.
    public struct Match: Hashable, Sendable {
        public var code: String
        public var name: String

        public init(code: String, name: String) {
            self.code = code
            self.name = name
        }
    }

    public enum MeasureNeed: Hashable, Sendable {
        /// an amount of money
        case money
        /// something that can be added up over units, which rates and scores cannot
        case sum
    }
}

/// The levels at which reports are selected and grouped.
public enum PlaceLevel: String, Hashable, Sendable, CaseIterable {
    case county, city, province
}
