/// Resident population (常住人口) by county, from the census.
///
/// ```swift
/// reference.population.residents(of: "431124")  // (count: 605_153, year: 2020)
/// ```
public struct Population: Sendable {
    public struct Residents: Hashable, Sendable {
        public var count: Int
        /// The year of the census.
        public var year: Int
    }

    private let counties: [String: Residents]
    /// Of cities and provinces by the beginning of their code: 4 or 2 digits.
    private let wholes: [Substring: Residents]
    private let divisions: DivisionRegistry

    init(counties: [String: Residents], divisions: DivisionRegistry) {
        self.counties = counties
        var wholes: [Substring: Residents] = [:]
        for (code, residents) in counties {
            for prefix in [code.prefix(2), code.prefix(4)] {
                let others = wholes[prefix]
                wholes[prefix] = Residents(
                    count: (others?.count ?? 0) + residents.count, year: min(others?.year ?? .max, residents.year))
            }
        }
        self.wholes = wholes
        self.divisions = divisions
    }

    /// Residents of a county, or of all counties of a city or province; of a county that no longer stands, those of its
    /// successor if there is one only.  nil where nothing is known.
    public func residents(of code: String) -> Residents? {
        if let own = counties[code] { return own }
        if code.hasSuffix("00") { return wholes[code.hasSuffix("0000") ? code.prefix(2) : code.prefix(4)] }
        let current = divisions.current(of: code).filter { $0 != code }
        guard current.count == 1 else { return nil }
        return counties[current[0]]
    }
}

extension Population {
    static func load(from reader: inout SeedReader, divisions: DivisionRegistry) -> Population {
        let file = "population"
        var counties: [String: Residents] = [:]
        for row in reader.rows(
            of: file, columns: ["division_code", "name", "year", "resident_population"], notEmpty: ["division_code"])
        {
            let code = row["division_code"]
            if !divisions.contains(code) {
                reader.report(
                    .unknownReference(column: "division_code", value: code, file: "divisions.csv"), in: file,
                    line: row.line)
            }
            guard let year = reader.number(row, "year", in: file),
                let count = reader.number(row, "resident_population", in: file)
            else { continue }
            // The newest census counts.
            if let other = counties[code], other.year >= year {
                if other.year == year { reader.report(.duplicate(code), in: file, line: row.line) }
                continue
            }
            counties[code] = Residents(count: count, year: year)
        }
        return Population(counties: counties, divisions: divisions)
    }
}
