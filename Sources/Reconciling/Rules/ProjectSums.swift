import FiscalModel

/// `sum_mismatch` in a table of projects: a 合计 of project expenditure that is not the sum of the projects above it.
///
/// Holds: 15.00 + 27.0322 = 合计 42.0322.  Breaks: 合计 43.00 below the same.
///
/// Only a list that is there as a whole proves something: every amount of the column above the 合计, or below one that
/// comes first, was read as a project's.  A 合计 that is stated twice with different values is a conflict and not this.
enum ProjectSums {
    private static let measure: MeasureCode = "expenditure.project"

    /// One column of a table, in one year and stage.
    private struct Column: Hashable {
        var block: Int
        var column: Int
        var fiscalYear: Int
        var scenario: Scenario

        init?(_ observation: Observation) {
            guard observation.measure == ProjectSums.measure, let cell = observation.span.cell else { return nil }
            block = observation.span.block
            column = cell.column
            fiscalYear = observation.fiscalYear
            scenario = observation.scenario
        }
    }

    static func findings(in figures: ReportFigures, _ surroundings: Surroundings) -> [Finding] {
        var projects: [Column: [Observation]] = [:]
        var totals: [(column: Column, total: Observation)] = []
        var seen: Set<Column> = []
        for observation in figures.observations {
            guard let column = Column(observation) else { continue }
            if observation.project != nil {
                projects[column, default: []].append(observation)
            } else if seen.insert(column).inserted {
                totals.append((column, observation))
            }
        }
        var reported: Set<FigureKey> = []
        return totals.compactMap { column, total in
            guard let read = projects[column], figures.values(FigureKey(total)).count == 1,
                let listed = list(of: total, among: read, surroundings)
            else { return nil }
            let difference = total.value.worth - listed.reduce(0) { $0 + $1.value.worth }
            let tolerance = ([total] + listed).reduce(0) { $0 + $1.value.quantum } / 2
            guard abs(difference) > tolerance, reported.insert(FigureKey(total)).inserted else { return nil }
            let gap = Value.difference(difference, like: total.value)
            return Finding(
                rule: .sumMismatch, measure: measure, fiscalYear: total.fiscalYear,
                severity: abs(difference) <= tolerance * 2 ? .info : .error,
                message: .init(
                    zh: "项目合计\(total.value)与各项目\(listed.values.zh)之和相差\(gap)，请核对合计或其中一个项目",
                    en:
                        "the projects' total of \(total.value.english) and the sum of the projects (\(listed.values.en)) differ by \(gap.english); check the total or one of the projects"
                ),
                quote: Quote.joining([total] + listed))
        }
    }

    /// The projects that a 合计 is of, where there are at least two and the column shows no other amount among them.
    private static func list(
        of total: Observation, among projects: [Observation], _ surroundings: Surroundings
    ) -> [Observation]? {
        guard let place = total.span.cell else { return nil }
        let rows = surroundings.rowsWithAmounts(inTheColumnOf: total)
        let above = rows.filter { $0 < place.row }
        let wanted = above.isEmpty ? rows.filter { $0 > place.row } : above
        let listed = projects.filter { project in
            project.span.cell.map { ($0.row < place.row) != above.isEmpty } == true
        }
        return wanted.count >= 2 && listed.map { $0.span.cell?.row } == wanted.map(Optional.some) ? listed : nil
    }
}
