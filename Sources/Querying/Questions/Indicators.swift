import FiscalModel
import GRDB
import Terminal

/// Performance indicators with target and actual as printed, weight, score and deviation.
public struct Indicators: Question {
    public var units: UnitSelection
    public var years: YearRange
    /// Words that the indicator's name, on any level, or its project's name holds; nil for all.
    public var name: String?
    /// Whether only those are shown that lost points.
    public var isLosingOnly: Bool

    public init(
        units: UnitSelection = .all, years: YearRange = .all, name: String? = nil, isLosingOnly: Bool = false
    ) {
        self.units = units
        self.years = years
        self.name = name
        self.isLosingOnly = isLosingOnly
    }

    public func answer(from db: Database) throws -> Answer {
        let units = try UnitCatalog(db).units(in: units)
        let filter = UnitFilter(units, isAll: self.units.isAll)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT division_code, unit_name, fiscal_year, project, level1, level2, level3, target, actual, weight,
                  score, deviation
                FROM v_indicator
                WHERE fiscal_year BETWEEN ? AND ?\(filter.condition)
                ORDER BY division_code, unit_name, fiscal_year, sha256, locator
                """, arguments: [years.first ?? 0, years.last ?? 9999] + filter.arguments)
        var answer = Answer(title: Wording(zh: "绩效指标", en: "Performance indicators"), columns: Self.columns)
        while let row = try rows.next() {
            let names = (3...6).map { row[$0] as String? }
            if let name, !names.contains(where: { $0?.contains(name) ?? false }) { continue }
            let weight = Number(row[9] as DatabaseValue)
            let score = Number(row[10] as DatabaseValue)
            if isLosingOnly {
                guard let weight, let score, score < weight else { continue }
            }
            answer.rows.append([
                .text(row[0]), .text(row[1]), .integer(row[2]), names[0].map { .text($0) } ?? .blank,
                Answer.Cell(names[1]), Answer.Cell(names[2]), Answer.Cell(names[3]), Answer.Cell(row[7] as String?),
                Answer.Cell(row[8] as String?), Answer.Cell(weight), Answer.Cell(score),
                Answer.Cell(row[11] as String?),
            ])
        }
        if answer.rows.isEmpty { answer.notes.append(.noRows) }
        return answer
    }

    private static let columns: [Answer.Column] =
        Unit.columns + [
            .init("fiscal_year", zh: "年度", en: "Year", .heading),
            .init("project", zh: "项目", en: "Project", .heading),
            .init("level1", zh: "一级指标", en: "Level 1", .heading),
            .init("level2", zh: "二级指标", en: "Level 2", .heading),
            .init("level3", zh: "三级指标", en: "Level 3"),
            .init("target", zh: "年度指标值", en: "Target"),
            .init("actual", zh: "实际完成值", en: "Actual"),
            .init("weight", zh: "分值", en: "Weight", .number),
            .init("score", zh: "得分", en: "Score", .number),
            .init("deviation", zh: "偏差原因及改进措施", en: "Deviation", .longText),
        ]
}

extension Number {
    /// A number that a public view gives as INTEGER or REAL, with the digits that name it; nil for NULL.
    ///
    /// Weights, scores, percentages and counts come so.  Money never does: it is read in fen.
    init?(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let whole): self.init(mantissa: whole)
        case .double(let real): self.init(parsing: real.description)
        case .null, .string, .blob: return nil
        }
    }
}
