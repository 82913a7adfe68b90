import FiscalModel
import GRDB

/// The units of the warehouse: one row a body, whatever form of its name a report prints.
struct Units {
    let db: Database
    /// Divisions that wholly became another or came from one; nil where nobody looked.
    var linkedDivisions: Set<String>?

    /// The unit's row, made where there is none, with its names of the report's year noted.
    func unitID(for unit: BudgetUnit, reportYear: Int) throws -> Int64 {
        let id = try unitID(for: unit)
        var isNamedAnew = try note(unit.name, isFullName: true, of: id, year: reportYear)
        for alias in unit.furtherNames {
            if try note(alias, isFullName: false, of: id, year: reportYear) { isNamedAnew = true }
        }
        if isNamedAnew { try refreshName(of: id) }
        return id
    }

    /// The unit's row, made where there is none.
    func unitID(for unit: BudgetUnit) throws -> Int64 {
        guard
            let place = try db.row(
                sql: "SELECT province_name, city_name, county_name FROM dim_division WHERE division_code = ?",
                arguments: [unit.divisionCode])
        else { throw LoadingError(.unknownDivision(unit.divisionCode)) }
        let formerNames = try db.rows(
            sql: "SELECT DISTINCT name FROM division_name WHERE division_code = ? ORDER BY name",
            arguments: [unit.divisionCode]
        ).map { $0[0] as String }
        let placeNames: [[String]] = [
            [place[0]], [place[1]].compactMap { $0 as String? }, [place[2] as String?].compactMap { $0 } + formerNames,
        ]
        let key = Self.key(of: unit.name, placeNames: placeNames)
        return try find(key, in: unit) ?? insert(key, unit)
    }

    /// A name without the places in front of it: 湖南省永州市道县某局, 道县某局 and 某局 are one body of 431124.
    static func key(of name: String, placeNames: [[String]]) -> String {
        var rest = name[...]
        for names in placeNames {
            guard let place = names.first(where: { !$0.isEmpty && rest.hasPrefix($0) && rest != $0 }) else { continue }
            rest = rest.dropFirst(place.count)
        }
        return String(rest)
    }

    private func find(_ key: String, in unit: BudgetUnit) throws -> Int64? {
        guard
            let row = try db.row(
                sql: "SELECT unit_id, kind_of_body FROM dim_unit WHERE division_code = ? AND unit_key = ?",
                arguments: [unit.divisionCode, key])
        else { return nil }
        let (id, kind): (Int64, String) = (row[0], row[1])
        // Two reports may tell two kinds; a rule that does not ask which came first.
        if kind != unit.kindOfBody, kind == "other" || (unit.kindOfBody != "other" && unit.kindOfBody < kind) {
            try owePeers(of: id)
            try db.run(
                sql: "UPDATE dim_unit SET kind_of_body = ? WHERE unit_id = ?", arguments: [unit.kindOfBody, id])
        }
        return id
    }

    /// Notes that the bodies of a unit's kind have to be held against each other again: it may leave them.
    func owePeers(of id: Int64) throws {
        try db.run(
            sql: """
                INSERT INTO peer_judging_owed (kind_of_body)
                SELECT kind_of_body FROM dim_unit WHERE unit_id = ? ON CONFLICT DO NOTHING
                """,
            arguments: [id])
    }

    private func insert(_ key: String, _ unit: BudgetUnit) throws -> Int64 {
        let isKind: Bool? = try db.value(
            sql: "SELECT EXISTS (SELECT 1 FROM dim_kind_of_body WHERE kind_of_body = ?)",
            arguments: [unit.kindOfBody])
        guard isKind == true else { throw LoadingError(.unknownKindOfBody(unit.kindOfBody)) }
        try db.run(
            sql: "INSERT INTO dim_unit (division_code, unit_key, name, kind_of_body) VALUES (?, ?, ?, ?)",
            arguments: [unit.divisionCode, key, unit.name, unit.kindOfBody])
        let id = db.lastInsertedRowID
        try linkSuccessors(of: id, key: key, division: unit.divisionCode)
        return id
    }

    /// Links a new unit with the same body of the divisions that its own became or came from.
    private func linkSuccessors(of id: Int64, key: String, division: String) throws {
        if linkedDivisions?.contains(division) == false { return }
        try db.run(
            sql: """
                UPDATE dim_unit SET successor_unit_id = (
                  SELECT n.unit_id FROM division_successor s
                  JOIN dim_unit n ON n.division_code = s.successor_code AND n.unit_key = dim_unit.unit_key
                  WHERE s.division_code = dim_unit.division_code AND s.partial_year = 0
                  GROUP BY s.division_code HAVING count(*) = 1)
                WHERE unit_id IN (
                  SELECT :id
                  UNION ALL
                  SELECT o.unit_id FROM division_successor s
                  JOIN dim_unit o ON o.division_code = s.division_code AND o.unit_key = :key
                  WHERE s.successor_code = :division AND s.partial_year = 0)
                """,
            arguments: ["id": id, "key": key, "division": division])
    }

    /// True where that says more than was on record.
    private func note(_ name: String, isFullName: Bool, of id: Int64, year: Int) throws -> Bool {
        try db.run(
            sql: """
                INSERT INTO unit_alias (unit_id, name, is_full_name, first_year, last_year) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                  is_full_name = max(is_full_name, excluded.is_full_name),
                  first_year = min(first_year, excluded.first_year), last_year = max(last_year, excluded.last_year)
                WHERE is_full_name < excluded.is_full_name OR first_year > excluded.first_year
                  OR last_year < excluded.last_year
                """,
            arguments: [id, name, isFullName, year, year])
        return db.changesCount > 0
    }

    /// The name that the unit goes by: of its full names the one printed last, of several the longest.
    func refreshName(of id: Int64) throws {
        try db.run(
            sql: """
                UPDATE dim_unit SET name = x.name
                FROM (
                  SELECT name FROM unit_alias WHERE unit_id = :id AND is_full_name = 1
                  ORDER BY last_year DESC, length(name) DESC, name LIMIT 1) x
                WHERE unit_id = :id AND dim_unit.name <> x.name
                """,
            arguments: ["id": id])
    }
}

extension BudgetUnit {
    /// Its printed forms besides its full name, each once.
    var furtherNames: [String] {
        var seen: Set<String> = [name, ""]
        return aliases.filter { seen.insert($0).inserted }
    }
}
