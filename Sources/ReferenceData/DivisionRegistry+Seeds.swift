extension DivisionRegistry {
    private static let file = "divisions"

    static func load(from reader: inout SeedReader) -> DivisionRegistry {
        let rows = reader.rows(
            of: file,
            columns: ["code", "name", "level", "province", "city", "valid_from", "valid_until", "successor_codes"],
            notEmpty: ["code", "name", "province", "valid_from"])
        var divisions: [Division] = []
        var lines: [Int] = []
        divisions.reserveCapacity(rows.count)
        lines.reserveCapacity(rows.count)
        for row in rows {
            guard let division = division(row, reader: &reader) else { continue }
            divisions.append(division)
            lines.append(row.line)
        }
        checkPlaces(of: divisions, lines: lines, reader: &reader)
        let registry = DivisionRegistry(divisions)
        checkCodes(of: registry, divisions: divisions, lines: lines, reader: &reader)
        return registry
    }

    private static func division(_ row: SeedReader.Row, reader: inout SeedReader) -> Division? {
        let code = row["code"]
        if code.utf8.count != 6 || !code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            reader.report(.badValue(column: "code", value: code), in: file, line: row.line)
        }
        let level = Division.Level(rawValue: row["level"])
        if level == nil { reader.report(.badValue(column: "level", value: row["level"]), in: file, line: row.line) }
        guard let from = reader.number(row, "valid_from", in: file) else { return nil }
        let end = row["valid_until"]
        let until = end.isEmpty ? nil : reader.number(row, "valid_until", in: file)
        if let until, until <= from {
            reader.report(.badValue(column: "valid_until", value: end), in: file, line: row.line)
        }
        return Division(
            // NB: a row with a fault goes on being checked; loading fails at the end.
            code: code, name: row["name"], level: level ?? .county, province: row["province"], city: row["city"],
            validFrom: from, validUntil: until, successors: successors(of: row, reader: &reader))
    }

    /// “110101”, “120113[2020]”, several with semicolons.
    private static func successors(of row: SeedReader.Row, reader: inout SeedReader) -> [Division.Successor] {
        let field = row["successor_codes"]
        guard !field.isEmpty else { return [] }
        return field.split(separator: ";").compactMap { part in
            let code = String(part.prefix { $0 != "[" })
            guard part.utf8.count > code.utf8.count else { return .init(code: code, year: nil) }
            guard part.hasSuffix("]"), let year = Int(part.dropFirst(code.count + 1).dropLast()) else {
                reader.report(.badValue(column: "successor_codes", value: String(part)), in: file, line: row.line)
                return nil
            }
            return .init(code: code, year: year)
        }
    }

    /// No two rows of a code begin in one year, and every successor has a row.
    private static func checkCodes(
        of registry: DivisionRegistry, divisions: [Division], lines: [Int], reader: inout SeedReader
    ) {
        for (division, next) in zip(registry.all, registry.all.dropFirst())
        where division.code == next.code && division.validFrom == next.validFrom {
            let index = divisions.lastIndex { $0.code == next.code && $0.validFrom == next.validFrom }
            reader.report(
                .duplicate("\(next.code) \(next.validFrom)"), in: file, line: index.map { lines[$0] } ?? 0)
        }
        for (division, line) in zip(divisions, lines) {
            for successor in division.successors where !registry.contains(successor.code) {
                reader.report(
                    .unknownReference(column: "successor_codes", value: successor.code, file: "divisions.csv"),
                    in: file, line: line)
            }
        }
    }

    /// Every province and city that a row names has a row of its own.
    private static func checkPlaces(of divisions: [Division], lines: [Int], reader: inout SeedReader) {
        let provinces = Set(divisions.filter { $0.level == .province }.map(\.name))
        let cities = Set(divisions.filter { $0.level == .city }.map { [$0.province, $0.name] })
        var checked = (province: "", city: "")
        for (division, line) in zip(divisions, lines)
        where division.province != checked.province || division.city != checked.city {
            checked = (division.province, division.city)
            if !provinces.contains(division.province) {
                reader.report(
                    .unknownReference(column: "province", value: division.province, file: "divisions.csv"), in: file,
                    line: line)
            }
            if !division.city.isEmpty, !cities.contains([division.province, division.city]) {
                reader.report(
                    .unknownReference(column: "city", value: division.city, file: "divisions.csv"), in: file,
                    line: line)
            }
        }
    }
}
