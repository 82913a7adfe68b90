import FiscalModel
import GRDB

/// The prepared statements of a loader, and the numbers of the dimension rows that it has met.
///
/// Everything in it belongs to one connection and to transactions that succeeded.
final class Tables {
    let db: Database
    private let generation: String
    private var knownGenerationID: Int64?
    private var years: Set<Int> = []
    private var measures: [MeasureCode: Int64] = [:]
    private var measureCodes: [Int64: MeasureCode] = [:]
    /// Labels of measures that no seed lists, as far as a report printed one.
    private var printedLabels: [Int64: String] = [:]
    private var scenarios: [Scenario: Int64] = [:]
    private var scenarioCodes: [Int64: Scenario] = [:]
    /// Divisions that wholly became another or came from one.
    private(set) var linkedDivisions: Set<String> = []
    private var projects: [ProjectName: Int64] = [:]
    private var projectNames: [Int64: String] = [:]
    private var indicators: [IndicatorName: Int64] = [:]

    private struct ProjectName: Hashable {
        var unitID: Int64
        var name: String
    }

    private struct IndicatorName: Hashable {
        var level1: String
        var level2: String
        var level3: String
    }

    /// Names that are kept in memory; beyond that the oldest knowledge is thrown away and looked up again.
    private let nameLimit = 20_000

    let statements: LoadingStatements
    let owed: JudgingOwed
    private let addYear: BoundStatement
    private let findProject: BoundStatement
    private let addProject: BoundStatement
    private let findProjectName: BoundStatement
    private let findIndicator: BoundStatement
    private let addIndicator: BoundStatement

    init(_ db: Database, generation: String) throws {
        self.db = db
        self.generation = generation
        statements = try LoadingStatements(db)
        owed = try JudgingOwed(db)
        addYear = try .init(db, "INSERT INTO dim_year (fiscal_year) VALUES (?) ON CONFLICT DO NOTHING")
        findProject = try .init(db, "SELECT project_id FROM dim_project WHERE unit_id = ? AND name = ?")
        addProject = try .init(db, "INSERT INTO dim_project (unit_id, name) VALUES (?, ?)")
        findProjectName = try .init(db, "SELECT name FROM dim_project WHERE project_id = ?")
        findIndicator = try .init(
            db, "SELECT indicator_id FROM dim_indicator WHERE level1 = ? AND level2 = ? AND level3 = ?")
        addIndicator = try .init(db, "INSERT INTO dim_indicator (level1, level2, level3) VALUES (?, ?, ?)")
        try readReference()
    }

    /// Reads the dimensions that come from the seeds; again after they were brought up to date.
    func readReference() throws {
        measures = [:]
        measureCodes = [:]
        printedLabels = [:]
        for row in try db.rows(sql: "SELECT measure_id, code, label_zh, is_seed FROM dim_measure") {
            note(MeasureCode(row[1]), row[0])
            if row[3] == 0 { printedLabels[row[0]] = row[2] }
        }
        for row in try db.rows(sql: "SELECT scenario_id, code FROM dim_scenario") {
            guard let scenario = Scenario(rawValue: row[1]) else { continue }
            scenarios[scenario] = row[0]
            scenarioCodes[row[0]] = scenario
        }
        linkedDivisions = []
        for row in try db.rows(
            sql: "SELECT division_code, successor_code FROM division_successor WHERE partial_year = 0")
        {
            linkedDivisions.formUnion([row[0], row[1]])
        }
    }

    /// The row of the rules and seeds that read the reports of this run.
    func generationID() throws -> Int64 {
        if let knownGenerationID { return knownGenerationID }
        try db.run(
            sql: "INSERT INTO rules_generation (fingerprint) VALUES (?) ON CONFLICT DO NOTHING", arguments: [generation]
        )
        let found: Int64? = try db.value(
            sql: "SELECT generation_id FROM rules_generation WHERE fingerprint = ?", arguments: [generation])
        guard let found else { throw LoadingError(.noRun) }
        knownGenerationID = found
        return found
    }

    func ensureYear(_ year: Int) throws {
        if years.contains(year) { return }
        addYear.bind(1, year)
        try addYear.run()
        years.insert(year)
    }

    func scenarioID(_ scenario: Scenario) throws -> Int64 {
        if let known = scenarios[scenario] { return known }
        throw LoadingError(.unknownMeasure(scenario.rawValue))
    }

    func scenario(_ id: Int64) -> Scenario { scenarioCodes[id] ?? .actual }

    func measure(_ id: Int64) -> MeasureCode { measureCodes[id] ?? "" }

    /// The measure's row; a function or economic class that no seed lists gets one, under its prefix.
    func measureID(_ code: MeasureCode) throws -> Int64 {
        if let known = measures[code] { return known }
        guard let unlisted = UnlistedClass(code) else { throw LoadingError(.unknownMeasure(code.rawValue)) }
        let parent = unlisted.parent
        // The 类 stands under the unit's whole expenditure.
        let parentMeasureID = try measureID(parent?.measure ?? "expenditure.total")
        let parentCategoryID = try parent.flatMap { try categoryID(of: $0) }
        try db.run(
            sql: """
                INSERT INTO dim_expense_category (scheme, code, label_zh, parent_id) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [unlisted.scheme, unlisted.code, unlisted.code, parentCategoryID])
        try db.run(
            sql: """
                INSERT INTO dim_measure (code, label_zh, unit, scheme, parent_id, expense_category_id, is_seed)
                VALUES (?, ?, 'yuan', ?, ?, ?, 0)
                """,
            arguments: [
                code.rawValue, unlisted.code, unlisted.scheme, parentMeasureID, try categoryID(of: unlisted),
            ])
        let id = db.lastInsertedRowID
        note(code, id)
        printedLabels[id] = unlisted.code
        return id
    }

    /// Gives a class that no seed lists the name that a report prints: any name before the bare code, and of several
    /// the one that sorts first, so that the order of loading does not matter.
    func label(_ code: MeasureCode, _ label: String) throws {
        guard !label.isEmpty, let unlisted = UnlistedClass(code), let id = measures[code],
            let known = printedLabels[id],
            known == unlisted.code || label < known
        else { return }
        try db.run(sql: "UPDATE dim_measure SET label_zh = ? WHERE measure_id = ?", arguments: [label, id])
        try db.run(
            sql: "UPDATE dim_expense_category SET label_zh = ? WHERE scheme = ? AND code = ?",
            arguments: [label, unlisted.scheme, unlisted.code])
        printedLabels[id] = label
    }

    func projectID(_ name: String, of unitID: Int64) throws -> Int64 {
        let key = ProjectName(unitID: unitID, name: name)
        if let known = projects[key] { return known }
        findProject.bind(1, unitID)
        findProject.bind(2, name)
        var id = try findProject.integer()
        if id == nil {
            addProject.bind(1, unitID)
            addProject.bind(2, name)
            try addProject.run()
            id = db.lastInsertedRowID
        }
        if projects.count >= nameLimit { projects = [:] }
        projects[key] = id
        return id ?? 0
    }

    func projectName(_ id: Int64) throws -> String {
        if let known = projectNames[id] { return known }
        var name = ""
        findProjectName.bind(1, id)
        try findProjectName.forEachRow { name = $0.text(0) }
        if projectNames.count >= nameLimit { projectNames = [:] }
        projectNames[id] = name
        return name
    }

    func indicatorID(_ indicator: PerformanceIndicator) throws -> Int64 {
        let key = IndicatorName(level1: indicator.level1, level2: indicator.level2, level3: indicator.level3)
        if let known = indicators[key] { return known }
        for statement in [findIndicator, addIndicator] {
            statement.bind(1, key.level1)
            statement.bind(2, key.level2)
            statement.bind(3, key.level3)
        }
        var id = try findIndicator.integer()
        if id == nil {
            try addIndicator.run()
            id = db.lastInsertedRowID
        }
        if indicators.count >= nameLimit { indicators = [:] }
        indicators[key] = id
        return id ?? 0
    }

    private func categoryID(of unlisted: UnlistedClass) throws -> Int64? {
        try db.value(
            sql: "SELECT expense_category_id FROM dim_expense_category WHERE scheme = ? AND code = ?",
            arguments: [unlisted.scheme, unlisted.code])
    }

    private func note(_ code: MeasureCode, _ id: Int64) {
        measures[code] = id
        measureCodes[id] = code
    }
}

/// A function or economic class that a report prints, by its official code.
struct UnlistedClass {
    /// function or economic
    let scheme: String
    let code: String

    init?(_ measure: MeasureCode) {
        for (scheme, prefix) in Self.prefixes where measure.rawValue.hasPrefix(prefix) {
            let code = String(Substring(measure.rawValue.utf8.dropFirst(prefix.utf8.count)))
            guard code.utf8.count >= 3, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            self.init(scheme: scheme, code: code)
            return
        }
        return nil
    }

    private static let prefixes = ["function", "economic"].map { ($0, "expenditure.\($0).") }

    private init(scheme: String, code: String) {
        self.scheme = scheme
        self.code = code
    }

    var measure: MeasureCode { .init("expenditure.\(scheme).\(code)") }

    /// 2012801 stands under 20128, and that under 201.
    var parent: UnlistedClass? {
        guard let length = [5, 3].first(where: { $0 < code.utf8.count }) else { return nil }
        return UnlistedClass(scheme: scheme, code: String(code.prefix(length)))
    }
}
