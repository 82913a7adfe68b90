import FiscalModel

/// `over_budget`: actual spending above the budget that covers it (adjusted, else the stage left open, else initial).
///
/// Holds: 145.16 of 全年预算 191.44, though the initial budget was 123.62.  Breaks: 公用经费 45.77 of 25.16.
/// The initial budget alone proves nothing where the report tells that it was added to (`年中追加874.44万元`), in that year.
/// One cause gives one finding: where a whole is over, its parts are not reported; and spending of ten thousand times the
/// budget, but for a factor of two, is a slip of the unit (`unit_suspect`).
enum OverBudget {
    /// - Parameter slips: what is known to be in the wrong unit already.
    static func findings(
        in figures: ReportFigures, _ surroundings: Surroundings, beside slips: [Finding],
        parents: (MeasureCode) -> MeasureCode?
    ) -> [Finding] {
        let over: [(FigureKey, (budget: Observation, actual: Observation))] = figures.sorted.compactMap { key, _ in
            guard key.scenario == .actual, key.project == nil, isSpending(key.measure) else { return nil }
            return excess(key, in: figures).map { (key, $0) }
        }
        let measures = Set(over.map { $0.0.measure })
        return over.compactMap { key, pair in
            var ancestor = parents(key.measure)
            while let measure = ancestor {
                if measures.contains(measure) { return nil }
                ancestor = parents(measure)
            }
            let (budget, actual) = (pair.budget.value.worth, pair.actual.value.worth)
            if budget > 0, (5_000...20_000).contains(actual / budget) {
                let isKnown = slips.contains { $0.fiscalYear == key.fiscalYear }
                return isKnown ? nil : UnitSuspect.finding(pair.actual, beside: [pair.budget, pair.actual])
            }
            guard
                pair.budget.scenario != .initialBudget
                    || !isAddedTo(pair.budget, pair.actual, in: figures, surroundings)
            else {
                return nil
            }
            return Finding(
                rule: .overBudget, measure: key.measure, fiscalYear: key.fiscalYear, severity: .warning,
                message: .init(
                    zh: "支出\(pair.actual.value)超出预算\(pair.budget.value)",
                    en: "spending of \(pair.actual.value.english) exceeds the budget of \(pair.budget.value.english)"),
                quote: Quote.joining([pair.budget, pair.actual]))
        }
    }

    private static func isAddedTo(
        _ budget: Observation, _ actual: Observation, in figures: ReportFigures, _ surroundings: Surroundings
    ) -> Bool {
        let (fiscalYear, reportYear) = (actual.fiscalYear, figures.identity.fiscalYear)
        let words = surroundings.words
        return surroundings.paragraphs(of: [budget, actual]).contains { paragraph in
            words[.budgetChange].contains { word in
                surroundings.places(of: word, in: paragraph).contains {
                    surroundings.speaks(of: fiscalYear, before: $0, in: paragraph, reportYear: reportYear)
                }
            }
        }
            || budget.measure.rawValue.hasPrefix("expenditure.")
                && words[.budgetAddition].contains {
                    surroundings.namesAmount(of: $0, in: fiscalYear, reportYear: reportYear)
                }
    }

    /// Rows by classification code are budgeted in total, not row by row.
    private static func isSpending(_ measure: MeasureCode) -> Bool {
        let code = measure.rawValue
        return
            (code.hasPrefix("expenditure.") || code.hasPrefix("three_public.") || code == "agency_operating_cost"
            || code == "meeting_cost" || code == "training_cost")
            && !code.hasPrefix("expenditure.function.") && !code.hasPrefix("expenditure.economic.")
            && code != "expenditure.carryover"
    }

    private static func excess(
        _ key: FigureKey, in figures: ReportFigures
    ) -> (budget: Observation, actual: Observation)? {
        for scenario in [Scenario.adjustedBudget, .budget, .initialBudget] {
            let budgets = figures.values(key.measure, key.fiscalYear, scenario)
            guard let highest = budgets.max(by: { $0.value.worth < $1.value.worth }) else { continue }
            let actuals = figures.values(key)
            guard let lowest = actuals.min(by: { $0.value.worth < $1.value.worth }),
                lowest.value.worth > highest.value.worth + lowest.value.quantum + highest.value.quantum
            else { return nil }
            return (highest, lowest)
        }
        return nil
    }
}
