import FiscalModel

/// Observations by the figure that they state: by measure, year, stage and project, those of one figure as they come.
///
/// Every report is sorted so, and most of the time a code of twenty letters would be compared with another: measures get
/// numbers in the order of their codes first.
struct FigureOrder {
    /// Places of the observations, those of one figure together.
    private(set) var figures: [ArraySlice<Int>] = []
    /// The place of each measure among those stated.
    let ranks: [MeasureCode: Int]
    private let places: [Place]

    private struct Place {
        var measure: Int
        var fiscalYear: Int
        var scenario: Scenario
    }

    var measureCount: Int { ranks.count }

    init(_ observations: [Observation]) {
        var numbers = [MeasureCode: Int](minimumCapacity: min(64, observations.count))
        var measures: [MeasureCode] = []
        var places = observations.map { observation in
            let number = numbers[observation.measure] ?? measures.count
            if number == measures.count {
                numbers[observation.measure] = number
                measures.append(observation.measure)
            }
            return Place(measure: number, fiscalYear: observation.fiscalYear, scenario: observation.scenario)
        }
        var rank = [Int](repeating: 0, count: measures.count)
        let sorted = measures.indices.sorted { measures[$0] < measures[$1] }
        for (place, number) in sorted.enumerated() { rank[number] = place }
        for index in places.indices { places[index].measure = rank[places[index].measure] }
        ranks = numbers.mapValues { rank[$0] }
        self.places = places

        let order = places.indices.sorted { x, y in
            let (a, b) = (places[x], places[y])
            if a.measure != b.measure { return a.measure < b.measure }
            if a.fiscalYear != b.fiscalYear { return a.fiscalYear < b.fiscalYear }
            if a.scenario != b.scenario { return a.scenario < b.scenario }
            let (project, other) = (observations[x].project, observations[y].project)
            return project == other ? x < y : Self.isBefore(project, other)
        }
        var first = 0
        for index in order.indices where index == order.count - 1 || !areOfOneFigure(order[index], order[index + 1]) {
            figures.append(order[first...index])
            first = index + 1
        }

        func areOfOneFigure(_ x: Int, _ y: Int) -> Bool {
            places[x].measure == places[y].measure && places[x].fiscalYear == places[y].fiscalYear
                && places[x].scenario == places[y].scenario && observations[x].project == observations[y].project
        }
    }

    /// The rank of an observation's measure.
    func measure(of observation: Int) -> Int { places[observation].measure }

    /// The order of two figures of one measure.
    static func isBefore(_ a: FigureKey, _ b: FigureKey) -> Bool {
        if a.fiscalYear != b.fiscalYear { return a.fiscalYear < b.fiscalYear }
        if a.scenario != b.scenario { return a.scenario < b.scenario }
        return isBefore(a.project, b.project)
    }

    /// The unit's own figure stands before the projects'.
    private static func isBefore(_ a: String?, _ b: String?) -> Bool {
        guard let b else { return false }
        return a.map { $0 < b } ?? true
    }
}
