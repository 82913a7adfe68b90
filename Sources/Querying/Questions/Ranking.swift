import FiscalModel
import GRDB
import Terminal

/// Units in the order of one figure in one year, with their share of all and their rank the year before.
///
/// Equal figures share a rank.  Units without a figure are not ranked but named, because who did not publish is the first
/// thing to ask; undecided figures likewise.
public struct Ranking: Question {
    /// Code or label of the measure.
    public var measure: String
    public var units: UnitSelection
    /// The year; nil for the latest with a figure.
    public var year: Int?
    public var scenario: Scenario
    public var isAscending: Bool
    /// How many are shown; nil for all.
    public var limit: Int?

    public init(
        measure: String = "three_public.total", units: UnitSelection = .all, year: Int? = nil,
        scenario: Scenario = .actual, isAscending: Bool = false, limit: Int? = nil
    ) {
        self.measure = measure
        self.units = units
        self.year = year
        self.scenario = scenario
        self.isAscending = isAscending
        self.limit = limit
    }

    public func answer(from db: Database) throws -> Answer {
        let measure = try MeasureCatalog(db).measure(called: measure)
        let catalog = try UnitCatalog(db)
        let lines = UnitLine.lines(of: try catalog.units(in: units), in: catalog)
        let figures = try FigureTable(
            db, units: lines.flatMap(\.units), measures: [measure], scenarios: [scenario])
        let findings = try FindingMarks(db, measures: [measure])
        guard let year = year ?? figures.years.last else {
            return Answer(title: title(measure, nil), columns: columns(measure), notes: [.noRows])
        }

        let ranked = ranks(lines, figures, measure, year)
        let before = Dictionary(
            uniqueKeysWithValues: ranks(lines, figures, measure, year - 1).map { ($0.unit.id, $0.rank) })
        // nil where it does not fit, and then no share of it is told.
        let sum = ranked.dropFirst().reduce(ranked.first?.value) { $0?.adding($1.value) }

        var answer = Answer(title: title(measure, year), columns: columns(measure))
        for entry in ranked.prefix(limit ?? ranked.count) {
            var row: [Answer.Cell] = [Answer.Cell(entry.rank)]
            row += entry.unit.cells
            row += [.text(entry.unit.placeName), entry.value.cell]
            if measure.isMoney { row.append(Answer.Cell(sum.flatMap { entry.value.percent(of: $0) })) }
            row.append(before[entry.unit.id].map { Answer.Cell($0) } ?? .missing)
            row.append(Mark.cell(findings.mark(entry.unit, measure, year: year).map { [$0] } ?? []))
            answer.rows.append(row)
        }
        answer.notes = notes(lines, figures, measure, year)
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private func ranks(
        _ lines: [UnitLine], _ figures: FigureTable, _ measure: Measure, _ year: Int
    ) -> [(rank: Int, unit: Unit, value: Value)] {
        let known = lines.compactMap { line in
            line.figure(figures, measure, year, scenario)?.figure.value.map { (unit: line.current, value: $0) }
        }
        // A stable order: units come sorted by code and name, and equal figures keep that order.
        let sorted = known.enumerated().sorted { a, b in
            a.element.value.isWorth(b.element.value)
                ? a.offset < b.offset : (a.element.value.worth < b.element.value.worth) == isAscending
        }
        var ranks: [(rank: Int, unit: Unit, value: Value)] = []
        for (position, entry) in sorted.map(\.element).enumerated() {
            let isShared = ranks.last.map { $0.value.isWorth(entry.value) } ?? false
            ranks.append((isShared ? ranks[position - 1].rank : position + 1, entry.unit, entry.value))
        }
        return ranks
    }

    private func notes(_ lines: [UnitLine], _ figures: FigureTable, _ measure: Measure, _ year: Int) -> [Wording] {
        let stated = lines.map { ($0.current.name, $0.figure(figures, measure, year, scenario)?.figure) }
        let undecided = stated.filter { $0.1 == .undecided }.map(\.0)
        let silent = stated.filter { $0.1 == nil }.map(\.0)
        var notes: [Wording] = []
        if !undecided.isEmpty {
            notes.append(
                Wording(
                    zh: "数值未定、未参加排名的单位 \(undecided.count) 个：" + Self.list(undecided, separator: "、", more: "等"),
                    en: "\(undecided.count) undecided and not ranked: "
                        + Self.list(undecided, separator: ", ", more: " …")))
        }
        if !silent.isEmpty {
            notes.append(
                Wording(
                    zh: "\(year) 年没有这项数据的单位 \(silent.count) 个：" + Self.list(silent, separator: "、", more: "等"),
                    en: "\(silent.count) without this figure in \(year): "
                        + Self.list(silent, separator: ", ", more: " …")))
        }
        return notes
    }

    private static func list(_ names: [String], separator: String, more: String) -> String {
        names.prefix(10).joined(separator: separator) + (names.count > 10 ? more : "")
    }

    private func title(_ measure: Measure, _ year: Int?) -> Wording {
        let stage = measure.isMoney ? scenario.wording : nil
        return Wording(
            zh: (year.map { "\($0) 年" } ?? "") + "\(measure.label.zh)排名" + (stage.map { "（\($0.zh)）" } ?? ""),
            en: "\(measure.label.en), ranked" + (year.map { ", \($0)" } ?? "") + (stage.map { " (\($0.en))" } ?? ""))
    }

    private func columns(_ measure: Measure) -> [Answer.Column] {
        var columns: [Answer.Column] = [
            .init("rank", zh: "位次", en: "Rank", .number),
            .init("division_code", zh: "区划代码", en: "Division"),
            .init("unit_name", zh: "单位", en: "Unit"),
            .init("place", zh: "地区", en: "Place"),
            .init("value", measure.isMoney ? scenario.wording : measure.label, measure.columnKind),
        ]
        if measure.isMoney { columns.append(.init("share", zh: "占比", en: "Share", .percent)) }
        return columns + [.init("rank_before", zh: "上年位次", en: "Rank before", .number), Mark.column]
    }
}
