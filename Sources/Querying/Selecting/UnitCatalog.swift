import GRDB

/// A budget unit as the warehouse knows it.
struct Unit: Hashable, Sendable {
    var id: Int64
    /// Full name as published last.
    var name: String
    var divisionCode: String
    var province: String?
    var city: String?
    var county: String?
    /// The same body after its county became a city or a district.
    var successorID: Int64?

    /// 湖南省永州市道县, as far down as the unit's own level.
    var placeName: String { (province ?? "") + (city ?? "") + (county ?? "") }

    /// The columns that every answer about units begins with, and a unit's cells in them.
    ///
    /// The code comes first, because bodies of two places may share a name and a heading hides what it repeats.
    static let columns: [Answer.Column] = [
        .init("division_code", zh: "区划代码", en: "Division", .heading),
        .init("unit_name", zh: "单位", en: "Unit", .heading),
    ]
    var cells: [Answer.Cell] { [.text(divisionCode), .text(name)] }
}

/// All units of the warehouse that documents report for, and the search for them by name, place and code.
struct UnitCatalog {
    /// By division code, then name.
    let units: [Unit]
    private let index: [Int64: Int]
    private let db: Database

    init(_ db: Database) throws {
        let statement = try db.makeStatement(
            sql: """
                SELECT u.unit_id, u.name, u.division_code, d.province_name, d.city_name, d.county_name,
                  u.successor_unit_id
                FROM dim_unit u JOIN dim_division d USING (division_code)
                WHERE EXISTS (SELECT 1 FROM dim_document x WHERE x.unit_id = u.unit_id)
                ORDER BY u.division_code, u.name
                """)
        var units: [Unit] = []
        try statement.forEachRow { row in
            units.append(
                Unit(
                    id: row.int64(0), name: row.text(1), divisionCode: row.text(2), province: row.optionalText(3),
                    city: row.optionalText(4), county: row.optionalText(5), successorID: row.optionalInt64(6)))
        }
        self.units = units
        self.db = db
        index = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1.id, $0) })
    }

    subscript(id: Int64) -> Unit? { index[id].map { units[$0] } }

    /// The unit that one became in the end, itself where it still stands.
    func lastSuccessor(of unit: Unit) -> Unit {
        var last = unit
        // NB: bounded, should a circle of successors ever stand in the warehouse.
        for _ in 0..<units.count {
            guard let next = last.successorID.flatMap({ self[$0] }), next.id != unit.id else { break }
            last = next
        }
        return last
    }

    /// The units that match every kind of condition given, and any of the names within each.
    ///
    /// - Throws: `QueryFailure`, for a name that is unknown or stands for several.
    func units(in selection: UnitSelection) throws -> [Unit] {
        guard !units.isEmpty else { throw QueryFailure.nothingLoaded }
        var matching = units
        // From the widest place inward, so that a city tells two counties of one name apart.
        for level in [PlaceLevel.province, .city, .county] {
            let names = selection.names(at: level)
            guard !names.isEmpty else { continue }
            var places: Set<Place> = []
            for name in names { places.insert(try place(called: name, at: level, among: matching)) }
            matching.removeAll { unit in Place(unit, at: level).map { !places.contains($0) } ?? true }
        }
        if !selection.units.isEmpty {
            var named: Set<Int64> = []
            for name in selection.units {
                named.insert(try unit(called: name, among: matching).id)
            }
            matching.removeAll { !named.contains($0.id) }
        }
        guard !matching.isEmpty else { throw QueryFailure.noUnitMatchesAll }
        return matching
    }

    /// The one unit with a name or printed form of it, or of a county that has one unit only.
    private func unit(called name: String, among candidates: [Unit]) throws -> Unit {
        var matches = candidates.filter { $0.name == name }
        if matches.isEmpty {
            let aliased = Set(
                try Int64.fetchAll(db, sql: "SELECT unit_id FROM unit_alias WHERE name = ?", arguments: [name]))
            matches = candidates.filter { aliased.contains($0.id) }
        }
        if matches.isEmpty {
            matches = candidates.filter { Place($0, at: .county)?.answers(to: name, exactly: false) ?? false }
        }
        if matches.count == 1 { return matches[0] }
        guard matches.isEmpty else {
            throw QueryFailure.ambiguousUnit(
                name, matches: matches.map { .init(code: $0.divisionCode, name: $0.name) })
        }
        guard candidates.count == units.count else { throw QueryFailure.noUnitMatchesAll }
        let printed = try String.fetchAll(db, sql: "SELECT name FROM unit_alias")
        throw QueryFailure.unknownUnit(name, nearest: nearest(to: name, among: units.map(\.name) + printed))
    }

    /// The one place of a level with that name or code.
    private func place(called name: String, at level: PlaceLevel, among candidates: [Unit]) throws -> Place {
        let places = Set(candidates.compactMap { Place($0, at: level) }).sorted { $0.code < $1.code }
        for isExact in [true, false] {
            let matches = places.filter { $0.answers(to: name, exactly: isExact) }
            if matches.count == 1 { return matches[0] }
            guard matches.isEmpty else {
                throw QueryFailure.ambiguousPlace(
                    name, level: level, matches: matches.map { .init(code: $0.code, name: $0.fullName) })
            }
        }
        guard candidates.count == units.count else { throw QueryFailure.noUnitMatchesAll }
        if let known = try division(called: name, at: level) {
            throw QueryFailure.placeWithoutReport(known)
        }
        var byName: [String: [Place]] = [:]
        for place in places { byName[place.name, default: []].append(place) }
        let near = nearest(to: name, among: byName.keys).flatMap { byName[$0] ?? [] }
        throw QueryFailure.unknownPlace(
            name, level: level, nearest: near.prefix(5).map { .init(code: $0.code, name: $0.fullName) })
    }

    /// A place of that name or code that exists but has no report here.
    private func division(called name: String, at level: PlaceLevel) throws -> QueryFailure.Match? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT division_code,
                  iif(level = 'province', '', province_name) || iif(level = 'county', ifnull(city_name, ''), '') || name
                FROM dim_division WHERE level = ? AND (name = ? OR division_code = ?) ORDER BY division_code LIMIT 1
                """, arguments: [level.rawValue, name, name]
        ).map { .init(code: $0[0], name: $0[1]) }
    }
}

/// A county, city or province that has a report.
struct Place: Hashable, Sendable {
    /// Six digits; those below the level are 0.
    var code: String
    var name: String
    /// Names of the places it lies in, widest first.
    var parents: [String]

    var fullName: String { parents.joined() + name }

    /// The place of a unit at a level; nil where the unit stands above it.
    init?(_ unit: Unit, at level: PlaceLevel) {
        let code = unit.divisionCode
        switch level {
        case .county:
            guard let county = unit.county else { return nil }
            self.init(code: code, name: county, parents: [unit.province, unit.city].compactMap { $0 })
        case .city:
            guard let city = unit.city else { return nil }
            self.init(code: code.prefix(4) + "00", name: city, parents: [unit.province].compactMap { $0 })
        case .province:
            guard let province = unit.province else { return nil }
            self.init(code: code.prefix(2) + "0000", name: province, parents: [])
        }
    }

    private init(code: String, name: String, parents: [String]) {
        self.code = code
        self.name = name
        self.parents = parents
    }

    /// True for the code, the name, and the name after those of any places it lies in (永州市道县, 湖南省道县); unless
    /// exactly, also for names without their last word (渝水 for 渝水区, 湖南永州道县).
    func answers(to text: String, exactly isExact: Bool) -> Bool {
        if text == code { return true }
        var rest = text[...]
        for parent in parents {
            if rest.hasPrefix(parent) {
                rest = rest.dropFirst(parent.count)
            } else if !isExact, let short = Self.short(parent), rest.hasPrefix(short), rest.count > short.count {
                rest = rest.dropFirst(short.count)
            }
        }
        return rest == name || (!isExact && rest == (Self.short(name) ?? name))
    }

    /// The name without the word that says what it is; nil when one character would be left, as of 道县.
    private static func short(_ name: String) -> String? {
        for kind in ["自治州", "自治县", "自治区", "地区", "省", "市", "县", "区", "州", "盟", "旗"] where name.hasSuffix(kind) {
            let short = name.dropLast(kind.count)
            return short.count > 1 ? String(short) : nil
        }
        return nil
    }
}
