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

    /// The figures of a measure, of the unit and those it grew out of.
    func series(_ figures: FigureTable, _ measure: Measure) -> LineSeries {
        LineSeries(
            own: figures.series(of: current, measure), others: units.dropFirst().map { figures.series(of: $0, measure) }
        )
    }
}

/// The figures of one measure along a line of units.
struct LineSeries {
    fileprivate var own: FigureTable.Series
    /// Of the units that it grew out of, in the line's order.
    fileprivate var others: [FigureTable.Series]

    /// The figure of a year, with the place in the line of the unit that states it; the latest unit's where two do.
    func figure(_ year: Int, _ scenario: Scenario) -> (place: Int, figure: Figure)? {
        if let figure = own[year, scenario] { return (0, figure) }
        for (index, series) in others.enumerated() {
            if let figure = series[year, scenario] { return (index + 1, figure) }
        }
        return nil
    }

    func budget(_ year: Int) -> (figure: Figure, scenario: Scenario)? {
        if let budget = own.budget(year) { return budget }
        for series in others {
            if let budget = series.budget(year) { return budget }
        }
        return nil
    }

    /// From the first to the last of some years with a figure of a stage, of any where none is given; nil where there is
    /// none.
    func span(in years: YearRange, _ scenario: Scenario?) -> ClosedRange<Int>? {
        others.reduce(own.span(in: years, scenario)) { span, series in
            guard let other = series.span(in: years, scenario) else { return span }
            guard let span else { return other }
            return min(span.lowerBound, other.lowerBound)...max(span.upperBound, other.upperBound)
        }
    }
}

extension FigureTable.Series {
    fileprivate func span(in years: YearRange, _ wanted: Scenario?) -> ClosedRange<Int>? {
        var span: ClosedRange<Int>?
        for (year, scenario) in places where (wanted ?? scenario) == scenario && years.contains(year) {
            span = min(span?.lowerBound ?? year, year)...max(span?.upperBound ?? year, year)
        }
        return span
    }
}
