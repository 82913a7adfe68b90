import FiscalModel
import GRDB
import Terminal

/// An amount of money for each member of staff, each member or each resident.
///
/// Staff are those in post and members all members, of the same unit and year; residents are those of the last census,
/// whose year is shown.  The quotient is computed exactly and rounded half away from zero: to the fen, and to a hundredth of
/// it among residents, of whom there are many.  Without heads, with none or
/// with an undecided count there is no amount a head.
public struct PerCapita: Question {
    /// Whose heads are counted.
    public enum Head: String, Hashable, Sendable, CaseIterable {
        case staff, member, resident

        var wording: Wording {
            switch self {
            case .staff: Wording(zh: "在职人数", en: "Staff in post")
            case .member: Wording(zh: "会员总数", en: "Members")
            case .resident: Wording(zh: "常住人口", en: "Residents")
            }
        }

        /// Digits of yuan in the amount a head.
        var digits: Int { self == .resident ? 4 : 2 }

        /// The measure that counts them; nil where the census does.
        var measure: String? {
            switch self {
            case .staff: "staff.in_post"
            case .member: "members.total"
            case .resident: nil
            }
        }
    }

    /// Code or label of an amount of money.
    public var measure: String
    public var head: Head
    public var units: UnitSelection
    public var years: YearRange
    public var scenario: Scenario

    public init(
        measure: String = "three_public.total", per head: Head = .staff, units: UnitSelection = .all,
        years: YearRange = .all, scenario: Scenario = .actual
    ) {
        self.measure = measure
        self.head = head
        self.units = units
        self.years = years
        self.scenario = scenario
    }

    public func answer(from db: Database) throws -> Answer {
        let measures = try MeasureCatalog(db)
        let money = try measures.measure(called: measure)
        guard money.isMoney else { throw QueryFailure.unsuitableMeasure(money.label.zh, needs: .money) }
        let heads = try head.measure.map { code in try measures.measure(called: code) }
        let units = try UnitCatalog(db).units(in: units)
        let figures = try FigureTable(
            db, units: units, measures: [money] + (heads.map { [$0] } ?? []), years: years)
        let residents = head == .resident ? try Census(db) : nil

        var answer = Answer(title: title(money), columns: columns())
        for unit in units {
            for year in figures.years {
                guard let amount = figures[unit, money, year, scenario] else { continue }
                let count: Figure? =
                    if let residents {
                        residents[unit].map { .stated(.number(Number(mantissa: $0.population))) }
                    } else {
                        heads.flatMap { figures[unit, $0, year, .actual] }
                    }
                var row =
                    unit.cells + [
                        .integer(Int64(year)), amount.cell, count.cell, quotient(amount, count),
                    ]
                if residents != nil { row.append(residents?[unit].map { .integer(Int64($0.year)) } ?? .missing) }
                let isUndecided = amount == .undecided || count == .undecided
                answer.rows.append(row + [Mark.cell(isUndecided ? [Mark.undecided] : [])])
            }
        }
        answer.notes.append(answer.rows.isEmpty ? .noRows : roundingNote)
        return answer
    }

    private func quotient(_ amount: Figure, _ count: Figure?) -> Answer.Cell {
        guard amount != .undecided, count != .undecided else { return .undecided }
        guard case .stated(.money(let money)) = amount, case .stated(.number(let heads)) = count else {
            return .missing
        }
        return Answer.Cell(money.yuan(among: heads, digits: head.digits))
    }

    private var roundingNote: Wording {
        Wording(
            zh: "人均由金额除以人数得出，四舍五入，保留 \(head.digits) 位小数；缺金额或人数（或人数为 0）的不计算",
            en:
                "Amounts a head are the amount over the heads, rounded half up to \(head.digits) digits; none without either, or for no heads"
        )
    }

    private func title(_ money: Measure) -> Wording {
        Wording(
            zh: "人均\(money.label.zh)（\(scenario.wording.zh)，按\(head.wording.zh)）",
            en: "\(money.label.en) a head (\(scenario.wording.en); heads: \(head.wording.en))")
    }

    private func columns() -> [Answer.Column] {
        var columns =
            Unit.columns + [
                Answer.Column("fiscal_year", zh: "年度", en: "Year", .number),
                Answer.Column("value", scenario.wording, .money),
                Answer.Column("heads", head.wording, .number),
                Answer.Column("per_head", zh: "人均", en: "A head", .yuan),
            ]
        if head == .resident { columns.append(.init("census_year", zh: "普查年份", en: "Census", .number)) }
        return columns + [Mark.column]
    }
}

/// Residents of each division in its last census.
private struct Census {
    private var counts: [String: (year: Int, population: Int64)] = [:]

    init(_ db: Database) throws {
        // The greatest year's row comes with max(), as SQLite defines for bare columns beside it.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT division_code, max(census_year), resident_population FROM dim_population
                WHERE division_code IN (SELECT division_code FROM dim_unit) GROUP BY division_code
                """)
        while let row = try rows.next() { counts[row[0]] = (row[1], row[2]) }
    }

    subscript(unit: Unit) -> (year: Int, population: Int64)? { counts[unit.divisionCode] }
}
