/// Fiscal years from one to another, both included; open on either side.
///
/// ```swift
/// try YearRange("2021-2023").contains(2022)  // true
/// try YearRange("-2022").contains(2023)      // false
/// ```
public struct YearRange: Hashable, Sendable {
    public var first: Int?
    public var last: Int?

    public static let all = YearRange()

    public init(first: Int? = nil, last: Int? = nil) {
        self.first = first
        self.last = last
    }

    /// Reads “2023”, “2021-2023”, “2021-” and “-2023”; `–`, `~` and `至` will do for the hyphen.
    ///
    /// - Throws: `QueryFailure.malformedYears`
    public init(_ text: String) throws(QueryFailure) {
        let parts = text.split(omittingEmptySubsequences: false) { "-–—~～至".contains($0) }
        let years = parts.map { part in
            part.utf8.count == 4 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
        }
        let isReadable = zip(parts, years).allSatisfy { $0.isEmpty || $1 != nil } && years.contains { $0 != nil }
        guard isReadable, parts.count <= 2 else { throw .malformedYears(text) }
        first = years[0]
        last = years[years.count - 1]
        if let first, let last, first > last { throw .malformedYears(text) }
    }

    /// The same with the year before it, which the first year is compared with.
    var withYearBefore: YearRange { YearRange(first: first.map { $0 - 1 }, last: last) }

    public func contains(_ year: Int) -> Bool {
        (first.map { $0 <= year } ?? true) && (last.map { year <= $0 } ?? true)
    }
}
