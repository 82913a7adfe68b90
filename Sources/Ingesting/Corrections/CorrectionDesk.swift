import FiscalModel
import GRDB
import Loading
import Reconciling
import ReferenceData
import Terminal
import Warehouse

/// Where people's decisions on figures are taken in: one by one, or as a file.
///
/// ```swift
/// let desk = try CorrectionDesk(path: "warehouse.sqlite", reference: reference, clock: { "2025-01-31T08:00:00Z" })
/// let correction = try desk.make(request)   // looked up, on record, the figure chosen again
/// try desk.close()
/// ```
///
/// Throws `Complaint`; nothing is on record then.
public final class CorrectionDesk {
    let warehouse: Warehouse
    let loader: WarehouseLoader
    private let clock: () -> String

    /// Opens a warehouse that is there; a missing one is not created.
    public init(path: String, reference: ReferenceData, clock: @escaping () -> String) throws(Complaint) {
        do throws(WarehouseError) { warehouse = try Warehouse.open(at: path) } catch { throw Complaint(error) }
        loader = WarehouseLoader(
            warehouse, generation: rulesGeneration(seeds: reference.fingerprint, reading: ""),
            judge: Reconciler(reference: reference))
        self.clock = clock
    }

    /// Puts a decision on record.
    @discardableResult
    public func make(_ request: CorrectionRequest) throws(Complaint) -> Correction {
        try complaining { desk in
            var correction = try desk.correction(for: request)
            if let later = try desk.moment(after: correction) { correction.madeAt = later }
            _ = try desk.loader.record([correction])
            return correction
        }
    }

    /// One second after the last decision on the same figure, where the clock says no later time: the last word is this
    /// one, also where two are made in one second or another machine's clock is ahead.
    private func moment(after correction: Correction) throws -> String? {
        let last = try loader.corrections().map(\.correction).filter {
            $0.key == correction.key && $0.divisionCode == correction.divisionCode && $0.unitName == correction.unitName
        }.map(\.madeAt).max()
        guard let last, last >= correction.madeAt else { return nil }
        return try warehouse.queue.read {
            try String.fetchOne($0, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', ?, '+1 second')", arguments: [last])
        }
    }

    /// Takes the decision with a number of `corrections list` back.
    public func withdraw(_ number: Int64) throws(Complaint) {
        try complaining { desk in
            guard var found = try desk.loader.corrections().map(\.correction).first(where: { $0.id == number }) else {
                throw Complaint(
                    what: Wording(zh: "没有第 \(number) 号裁定", en: "there is no decision number \(number)"),
                    help: Wording(
                        zh: "county-ingest corrections list 列出编号", en: "county-ingest corrections list has the numbers"),
                    status: .usage)
            }
            found.isWithdrawn = true
            _ = try desk.loader.record([found])
        }
    }

    /// All on record, for `corrections list`.
    public func list(in language: Language) throws(Complaint) -> String {
        try complaining { desk in
            let names = try desk.warehouse.queue.read { try CorrectionList.Names($0) }
            return CorrectionList.text(try desk.loader.corrections(), names, in: language)
        }
    }

    /// All on record as CSV; the same decisions give the same bytes.
    public func exported() throws(Complaint) -> String {
        try complaining { CorrectionFile.text(try $0.loader.corrections().map(\.correction)) }
    }

    /// Takes in a file as `exported` writes it; returns how many rows changed by it.
    public func importing(_ path: String) throws(Complaint) -> Int {
        let bytes: [UInt8]
        do throws(FileFault) { bytes = try content(of: Array(path.utf8)) } catch {
            let fault = OpeningFault(error)
            throw Complaint(place: path, what: fault.what, help: fault.help, status: .noInput)
        }
        return try complaining { desk in
            let corrections = try CorrectionFile.read(bytes, place: path)
            return try desk.loader.record(corrections)
        }
    }

    public func close() throws(Complaint) {
        loader.release()
        do throws(WarehouseError) { try warehouse.close() } catch { throw Complaint(error) }
    }

    /// Whatever is thrown, as a complaint.
    func complaining<T>(_ body: (CorrectionDesk) throws -> T) throws(Complaint) -> T {
        do { return try body(self) } catch let complaint as Complaint {
            throw complaint
        } catch let error as LoadingError {
            throw Complaint(error, database: warehouse.path)
        } catch let error as WarehouseError {
            throw Complaint(error)
        } catch {
            throw Complaint(
                place: warehouse.path, what: Wording("\(error)"),
                help: Wording(zh: "请报告这条信息", en: "please report this message"), status: .fault)
        }
    }

    private func correction(for request: CorrectionRequest) throws -> Correction {
        guard !request.reason.isEmpty else {
            throw Complaint(what: Wording(zh: "要写明理由（--reason）", en: "a reason is needed (--reason)"), status: .usage)
        }
        return try warehouse.queue.read { db in
            let unit = try Self.unit(named: request.unit, division: request.division, db)
            let measure = try Self.measure(named: request.measure, db)
            let all = try PrintedStatement.all(
                db, unitID: unit.id, year: request.year, measure: measure.code, scenario: request.scenario,
                project: request.project)
            let scenarios = Set(all.map(\.scenario)).sorted()
            guard let scenario = scenarios.first else {
                throw Complaint(
                    place: "\(unit.name) \(request.year) \(measure.code)",
                    what: Wording(zh: "现行报告里没有读到这个数", en: "no current report states this figure"),
                    help: Wording(
                        zh: "county-query explain 看看读出了什么；项目的数要加 --project",
                        en: "look at it with county-query explain; a project's figure needs --project"),
                    status: .noInput)
            }
            guard scenarios.count == 1 else {
                throw Complaint(
                    place: "\(unit.name) \(request.year) \(measure.code)",
                    what: Wording(
                        zh: "有几个口径：\(scenarios.map(\.rawValue).joined(separator: "、"))",
                        en: "there are several stages: \(scenarios.map(\.rawValue).joined(separator: ", "))"),
                    help: Wording(zh: "用 --scenario 指明", en: "say which with --scenario"), status: .usage)
            }
            let value = try request.value.map { try Self.value($0, isMoney: measure.isMoney) }
            let printed = try request.printed.map { try Self.value($0, isMoney: measure.isMoney) }
            let statement = try Self.statement(
                among: all, value: value, printed: printed, isRejection: request.isRejection)
            return Correction(
                divisionCode: unit.division, unitName: unit.name,
                key: FigureKey(
                    measure: MeasureCode(measure.code), fiscalYear: request.year, scenario: scenario,
                    project: request.project),
                printed: statement.value, value: request.isRejection ? nil : value, reason: request.reason,
                madeBy: request.madeBy, madeAt: clock(), source: statement.source)
        }
    }

    /// The statement that a decision is about: the printed value named, else the one that it agrees with, else the one
    /// chosen; in a tie the first.
    private static func statement(
        among all: [PrintedStatement], value: Value?, printed: Value?, isRejection: Bool
    ) throws -> PrintedStatement {
        if let named = printed ?? (isRejection ? value : nil) {
            if let found = all.first(where: { $0.value.isWorth(named) }) { return found }
            let printedValues = Set(all.map(\.value.exactDigits)).sorted()
            throw Complaint(
                what: Wording(
                    zh: "现行报告没有印 \(named.exactDigits)；印的是 \(printedValues.joined(separator: "、"))",
                    en:
                        "no current report prints \(named.exactDigits); printed are \(printedValues.joined(separator: ", "))"
                ),
                status: .usage)
        }
        if let value, let agreeing = all.first(where: { $0.value.isWorth(value) }) { return agreeing }
        if let chosen = all.first(where: \.isChosen) { return chosen }
        guard !isRejection, let first = all.first(where: { !$0.isUnsure }) ?? all.first else {
            throw Complaint(
                what: Wording(zh: "这个数未定，要指明否定哪一个", en: "the figure is undecided: say which value is rejected"),
                help: Wording(zh: "用 --value 写出印的数", en: "give the printed value with --value"), status: .usage)
        }
        return first
    }

    private static func value(_ digits: String, isMoney: Bool) throws -> Value {
        guard let value = Value(exactDigits: digits, isMoney: isMoney) else {
            throw Complaint(
                what: Wording(zh: "“\(digits)”不是数", en: "“\(digits)” is no number"),
                help: isMoney
                    ? Wording(
                        zh: "金额写元，或写明单位：25595.00、2.5595万元", en: "money is in yuan, or with its unit: 25595.00, 2.5595万元"
                    )
                    : nil, status: .usage)
        }
        return value
    }

    /// The one unit with a name or alias.
    static func unit(
        named name: String, division: String?, _ db: Database
    ) throws -> (id: Int64, name: String, division: String) {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT unit_id, name, division_code FROM dim_unit u
                WHERE (name = :name OR unit_key = :name
                    OR unit_id IN (SELECT unit_id FROM unit_alias WHERE name = :name))
                  AND (:division IS NULL OR division_code = :division)
                ORDER BY division_code, name
                """, arguments: ["name": name, "division": division])
        guard let row = rows.first else {
            throw Complaint(
                what: Wording(zh: "没有叫“\(name)”的单位", en: "no unit is called “\(name)”"),
                help: Wording(zh: "county-query units 列出单位", en: "county-query units names them"),
                status: .noInput)
        }
        guard rows.count == 1 else {
            let names = rows.map { "\($0[1] as String) \($0[2] as String)" }.joined(separator: "、")
            throw Complaint(
                what: Wording(zh: "“\(name)”有几家：\(names)", en: "“\(name)” are several: \(names)"),
                help: Wording(zh: "写全称，或加 --division", en: "give the full name, or --division"), status: .usage)
        }
        return (row[0], row[1], row[2])
    }

    /// The measure with a code, or with a Chinese label; 公务接待费 is the “三公” one before the economic class.
    static func measure(named name: String, _ db: Database) throws -> (code: String, isMoney: Bool) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT code, unit = 'yuan' FROM dim_measure WHERE code = :name OR label_zh = :name
                ORDER BY code <> :name, scheme IN ('function', 'economic'), code LIMIT 1
                """, arguments: ["name": name])
        guard let row else {
            throw Complaint(
                what: Wording(zh: "没有指标“\(name)”", en: "there is no measure “\(name)”"),
                help: Wording(zh: "county-query measures 列出指标", en: "county-query measures names them"),
                status: .usage)
        }
        return (row[0], row[1])
    }
}
