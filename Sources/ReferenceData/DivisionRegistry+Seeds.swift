extension DivisionRegistry {
    static func load(from reader: inout SeedReader) -> DivisionRegistry {
        let file = "divisions"
        let rows = reader.rows(
            of: file,
            columns: ["code", "name", "level", "province", "city", "valid_from", "valid_until", "successor_codes"],
            notEmpty: ["code", "name", "province", "valid_from"])
        var divisions: [Division] = []
        divisions.reserveCapacity(rows.count)
        for row in rows {
            guard let level = Division.Level(rawValue: row["level"]) else {
                reader.report(.badValue(column: "level", value: row["level"]), in: file, line: row.line)
                continue
            }
            guard let from = reader.number(row, "valid_from", in: file) else { continue }
            let until = row["valid_until"].isEmpty ? nil : reader.number(row, "valid_until", in: file)
            if !isCode(row["code"]) {
                reader.report(.badValue(column: "code", value: row["code"]), in: file, line: row.line)
            }
            if let until, until <= from {
                reader.report(.badValue(column: "valid_until", value: row["valid_until"]), in: file, line: row.line)
            }
            divisions.append(
                Division(
                    code: row["code"], name: row["name"], level: level, province: row["province"], city: row["city"],
                    validFrom: from, validUntil: until,
                    successors: successors(of: row, reader: &reader, file: file)))
        }
        checkPlaces(of: divisions, rows: rows, reader: &reader, file: file)
        let registry = DivisionRegistry(divisions)
        checkCodes(of: registry, rows: rows, reader: &reader, file: file)
        return registry
    }

    /// No two rows of a code begin in one year, and every successor has a row.
    private static func checkCodes(
        of registry: DivisionRegistry, rows: [SeedReader.Row], reader: inout SeedReader, file: String
    ) {
        for (division, next) in zip(registry.all, registry.all.dropFirst())
        where division.code == next.code && division.validFrom == next.validFrom {
            let line = rows.last { $0["code"] == next.code && $0["valid_from"] == String(next.validFrom) }?.line ?? 0
            reader.report(.duplicate("\(next.code) \(next.validFrom)"), in: file, line: line)
        }
        for row in rows where !row["successor_codes"].isEmpty {
            for part in row["successor_codes"].split(separator: ";")
            where !registry.contains(String(part.prefix { $0 != "[" })) {
                reader.report(
                    .unknownReference(column: "successor_codes", value: String(part), file: "divisions.csv"), in: file,
                    line: row.line)
            }
        }
    }

    private static func isCode(_ code: String) -> Bool {
        code.utf8.count == 6 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// “110101”, “120113[2020]”, several with semicolons.
    private static func successors(
        of row: SeedReader.Row, reader: inout SeedReader, file: String
    ) -> [Division.Successor] {
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

    /// Every province and city that a row names has a row of its own.
    private static func checkPlaces(
        of divisions: [Division], rows: [SeedReader.Row], reader: inout SeedReader, file: String
    ) {
        let provinces = Set(divisions.filter { $0.level == .province }.map(\.name))
        let cities = Set(divisions.filter { $0.level == .city }.map { [$0.province, $0.name] })
        var checked = (province: "", city: "")
        for row in rows where row["province"] != checked.province || row["city"] != checked.city {
            checked = (row["province"], row["city"])
            if !provinces.contains(row["province"]) {
                reader.report(
                    .unknownReference(column: "province", value: row["province"], file: "divisions.csv"), in: file,
                    line: row.line)
            }
            if !row["city"].isEmpty, !cities.contains([row["province"], row["city"]]) {
                reader.report(
                    .unknownReference(column: "city", value: row["city"], file: "divisions.csv"), in: file,
                    line: row.line)
            }
        }
    }
}
