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

    /// What the tables say of one measure, year and stage.
    private struct Told {
        /// By tables of all the unit's money.
        var overall: [Value] = []
        /// By tables of basic expenditure.
        var economic: [Value] = []
        var hasLabel = false
    }

    static func weighed(_ figures: [TableFigure]) -> [TableFigure] {
        var places: [Key: Int] = [:]
        places.reserveCapacity(figures.count)
        var told: [Told] = []
        var carryOver: Set<Int> = []
        // For each figure the place of what is told of its key; none for a project's.
        let own = figures.map { figure -> Int? in
            let observation = figure.observation
            guard observation.project == nil else { return nil }
            let key = key(of: figure)
            let place = places[key] ?? told.count
            if place == told.count {
                places[key] = place
                told.append(Told())
            }
            if figure.scope == .overall, figure.standing == .plain {
                told[place].overall.append(observation.value)
            }
            if figure.form == .basicExpenditure { told[place].economic.append(observation.value) }
            if figure.standing != .fallback { told[place].hasLabel = true }
            if observation.measure.rawValue.hasSuffix(".carryover"),
                case .money(let amount) = observation.value,
                amount.fen != 0
            {
                carryOver.insert(figure.table)
            }
            return place
        }
        let rows = figures.map(CodeRow.init)
        let repeated = repeatedCodes(figures, rows)
        return figures.indices.compactMap { index in
            var figure = figures[index]
            guard let place = own[index] else { return figure }
            let others = told[place]
            if let row = rows[index], repeated.contains(row) { figure.doubt = "two_readings" }
            switch figure.standing {
            case .fallback: if others.hasLabel { return nil }
            case .grandTotal:
                if !others.overall.isEmpty { return nil }
                if carryOver.contains(figure.table) { figure.observation.confidence = .init(percent: 80) }
            case .plain: break
            }
            if figure.scope == .other { return nil }
            let measure = figure.observation.measure
            if figure.form != .basicExpenditure, !others.economic.isEmpty,
                measure.rawValue.hasPrefix("expenditure.economic.")
            {
                return others.economic.contains { $0.isWorth(figure.observation.value) } ? figure : nil
            }
            guard figure.scope != .overall, isOverallMatter(measure) else { return figure }
            if isTotal(measure) { return nil }
            if !others.overall.isEmpty {
                return others.overall.contains { $0.isWorth(figure.observation.value) } ? figure : nil
            }
            switch figure.scope {
            case .governmentFund, .stateCapital:
                // Only the rows by function say something that no other table says.
                return measure.rawValue.hasPrefix("expenditure.function.") ? figure : nil
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
            guard
                code.hasPrefix("expenditure.function.") || code.hasPrefix("expenditure.economic.")
            else { return nil }
            table = figure.table
            key = FigureWeighing.key(of: figure)
        }
    }

    /// Codes that one table prints more than once with different amounts: by sub-unit or by project, and none of the
    /// rows is the unit's.
    ///
    /// - Parameter rows: of each figure.
    private static func repeatedCodes(_ figures: [TableFigure], _ rows: [CodeRow?]) -> Set<CodeRow> {
        var first: [CodeRow: Value] = [:]
        first.reserveCapacity(figures.count)
        var repeated: Set<CodeRow> = []
        for (figure, row) in zip(figures, rows) {
            guard let row else { continue }
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
        measure == "revenue.total" || measure == "expenditure.total" || measure == "revenue.carryover"
            || measure == "expenditure.carryover"
    }

    /// Measures of which a table of appropriations may print less than the whole.
    private static func isOverallMatter(_ measure: MeasureCode) -> Bool {
        let code = measure.rawValue
        return isTotal(measure) || code == "expenditure.basic" || code == "expenditure.project"
            || code == "expenditure.basic.personnel" || code == "expenditure.basic.operating"
            || code.hasPrefix("expenditure.function.") || code == "revenue.other"
            || code == "expenditure.reserve"
    }
}
