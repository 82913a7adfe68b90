import FiscalModel

/// Weighs the figures of a report's tables against each other: the unit's totals are the overall ones.
///
/// A table of appropriations repeats the rows of the overall one with less money.  Where both print a figure of one
/// measure and they differ, the overall one stands.  Totals of appropriations alone are never the unit's totals.
enum FigureWeighing {
    private struct Key: Hashable {
        var measure: MeasureCode
        var year: Int
        var scenario: Scenario
    }

    static func weighed(_ figures: [TableFigure]) -> [TableFigure] {
        var overall: [Key: [Value]] = [:]
        var economic: [Key: [Value]] = [:]
        var plain: Set<Key> = []
        var tableMeasures: Set<Key> = []
        var carryOver: Set<Int> = []
        plain.reserveCapacity(figures.count)
        tableMeasures.reserveCapacity(figures.count)
        for figure in figures where figure.observation.project == nil {
            let key = key(of: figure)
            if figure.scope == .overall, figure.standing == .plain {
                overall[key, default: []].append(figure.observation.value)
                plain.insert(key)
            }
            if figure.form == .basicExpenditure { economic[key, default: []].append(figure.observation.value) }
            if figure.standing != .fallback { tableMeasures.insert(key) }
            if figure.observation.measure.rawValue.hasSuffix(".carryover"),
                case .money(let amount) = figure.observation.value,
                amount.fen != 0
            {
                carryOver.insert(figure.table)
            }
        }
        let repeated = repeatedCodes(figures)
        return figures.compactMap { figure in
            guard figure.observation.project == nil else { return figure }
            var figure = figure
            if let code = CodeRow(figure), repeated.contains(code) { figure.doubt = "two_readings" }
            let key = key(of: figure)
            switch figure.standing {
            case .fallback: if tableMeasures.contains(key) { return nil }
            case .grandTotal:
                if plain.contains(key) { return nil }
                if carryOver.contains(figure.table) { figure.observation.confidence = .init(percent: 80) }
            case .plain: break
            }
            if figure.scope == .other { return nil }
            if figure.form != .basicExpenditure, figure.observation.measure.rawValue.hasPrefix("expenditure.economic."),
                let printed = economic[key]
            {
                return printed.contains { $0.isWorth(figure.observation.value) } ? figure : nil
            }
            guard figure.scope != .overall, isOverallMatter(figure.observation.measure) else { return figure }
            if isTotal(figure.observation.measure) { return nil }
            if let stated = overall[key] {
                return stated.contains { $0.isWorth(figure.observation.value) } ? figure : nil
            }
            switch figure.scope {
            case .governmentFund, .stateCapital:
                // Only the rows by function say something that no other table says.
                guard figure.observation.measure.rawValue.hasPrefix("expenditure.function.") else { return nil }
                return figure
            default:
                figure.observation.confidence = min(figure.observation.confidence, .init(percent: 91))
                return figure
            }
        }
    }

    /// A row by code in one table.
    private struct CodeRow: Hashable {
        var table: Int
        var key: Key

        init?(_ figure: TableFigure) {
            let code = figure.observation.measure.rawValue
            guard code.hasPrefix("expenditure.function.") || code.hasPrefix("expenditure.economic.") else { return nil }
            table = figure.table
            key = FigureWeighing.key(of: figure)
        }
    }

    /// Codes that one table prints more than once with different amounts: by sub-unit or by project, and none of the
    /// rows is the unit's.
    private static func repeatedCodes(_ figures: [TableFigure]) -> Set<CodeRow> {
        var first: [CodeRow: Value] = [:]
        first.reserveCapacity(figures.count)
        var repeated: Set<CodeRow> = []
        for figure in figures {
            guard let row = CodeRow(figure) else { continue }
            if let value = first[row] {
                if !value.isWorth(figure.observation.value) { repeated.insert(row) }
            } else {
                first[row] = figure.observation.value
            }
        }
        return repeated
    }

    private static func key(of figure: TableFigure) -> Key {
        Key(
            measure: figure.observation.measure, year: figure.observation.fiscalYear,
            scenario: figure.observation.scenario)
    }

    private static func isTotal(_ measure: MeasureCode) -> Bool {
        ["revenue.total", "expenditure.total", "revenue.carryover", "expenditure.carryover"].contains(measure)
    }

    /// Measures of which a table of appropriations may print less than the whole.
    private static func isOverallMatter(_ measure: MeasureCode) -> Bool {
        let code = measure.rawValue
        return isTotal(measure) || code == "expenditure.basic" || code == "expenditure.project"
            || code == "expenditure.basic.personnel" || code == "expenditure.basic.operating"
            || code.hasPrefix("expenditure.function.") || code == "revenue.other" || code == "expenditure.reserve"
    }
}
