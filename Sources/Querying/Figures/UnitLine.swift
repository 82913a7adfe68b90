import FiscalModel

/// A unit together with those it grew out of, when its county became a city or a district: one line through the years.
struct UnitLine {
    /// The unit as it stands now.
    var current: Unit
    /// It and its predecessors that were asked for or belong to it, the current one first.
    var units: [Unit]

    /// The lines that selected units belong to, in the order of their current units.
    static func lines(of selected: [Unit], in catalog: UnitCatalog) -> [UnitLine] {
        guard catalog.units.contains(where: { $0.successorID != nil }) else {
            return selected.map { UnitLine(current: $0, units: [$0]) }
        }
        var predecessors: [Int64: [Unit]] = [:]
        for unit in catalog.units {
            let last = catalog.lastSuccessor(of: unit)
            if last.id != unit.id { predecessors[last.id, default: []].append(unit) }
        }
        let wanted = Set(selected.map { catalog.lastSuccessor(of: $0).id })
        return catalog.units.filter { wanted.contains($0.id) }.map {
            UnitLine(current: $0, units: [$0] + (predecessors[$0.id] ?? []))
        }
    }

    /// The figure of a year, with the unit that states it; the latest unit's where two do.
    func figure(
        _ figures: FigureTable, _ measure: Measure, _ year: Int, _ scenario: Scenario
    ) -> (unit: Unit, figure: Figure)? {
        for unit in units {
            if let figure = figures[unit, measure, year, scenario] { return (unit, figure) }
        }
        return nil
    }

    func budget(_ figures: FigureTable, _ measure: Measure, _ year: Int) -> (figure: Figure, scenario: Scenario)? {
        for unit in units {
            if let budget = figures.budget(of: unit, measure, year: year) { return budget }
        }
        return nil
    }

    /// True when a row of that year has something to show.
    func says(_ figures: FigureTable, _ measure: Measure, _ year: Int, _ scenario: Scenario) -> Bool {
        figure(figures, measure, year, scenario) != nil
            || (scenario == .actual && measure.isMoney && budget(figures, measure, year) != nil)
    }
}
