/// A province, city or county with one name over the years in which it stood.
///
/// A county that was renamed or moved to another city is several divisions with one code.
public struct Division: Hashable, Sendable {
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case province, city, county
    }

    /// What became of it, wholly or in part.
    public struct Successor: Hashable, Sendable {
        public var code: String
        /// The year of a partial change; nil for the whole.
        public var year: Int?
    }

    /// GB/T 2260, six digits.
    public var code: String
    public var name: String
    public var level: Level
    public var province: String
    /// Empty for a province and for a county run by a province or municipality; a city's own name for a city.
    public var city: String
    /// The first year it stood.
    public var validFrom: Int
    /// The first year it no longer stood; nil while it stands.
    public var validUntil: Int?
    public var successors: [Successor]

    /// True when it stood in the year: 2010 for a division of 1981 until 2011.
    public func isValid(in year: Int) -> Bool { validFrom <= year && year < validUntil ?? .max }

    /// Years between a year and the nearest one in which it stood; 0 when it stood.
    func distance(to year: Int) -> Int {
        if year < validFrom { return validFrom - year }
        return max(0, year - ((validUntil ?? .max) - 1))
    }
}

/// Province, city and county of a code, by name; the lower ones nil for a city or province.
public struct DivisionPlace: Hashable, Sendable {
    public var province: String
    public var city: String?
    public var county: String?

    public init(province: String, city: String? = nil, county: String? = nil) {
        self.province = province
        self.city = city
        self.county = county
    }
}
