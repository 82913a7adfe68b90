import DocumentModel
import FiscalModel
import ReferenceData

/// The identities whose parts are rows of a table: the classes below a class, the highest classes of a total, the projects
/// of a total.  Each is held against one column of one table, in one year and scenario.
///
/// Rows that were not read, a page that ends in the middle, or a second list in the column prove nothing, and leave the
/// identity open:
/// - a class with more below it than it has is always broken, one with less only where every row down to the next class
///   was read
/// - a total of classes or projects is only held against a list whose every amount was read
///
/// One cause gives one finding: the classes above a class at fault are open, and so is a total of them.
struct TableSums {
    /// One column of figures of one table.
    private struct Column: Hashable {
        var block: Int
        var column: Int
        var fiscalYear: Int
        var scenario: Scenario

        init?(_ observation: Observation) {
            guard observation.source != .narrative, let cell = observation.span.cell else { return nil }
            block = observation.span.block
            column = cell.column
            fiscalYear = observation.fiscalYear
            scenario = observation.scenario
        }
    }

    /// A row of the column with its code.
    private struct Row {
        var observation: Observation
        var code: String
        var number: Int

        func isAbove(_ other: Row) -> Bool {
            code.utf8.count < other.code.utf8.count && other.code.utf8.starts(with: code.utf8)
        }
    }

    /// What a column holds.
    private struct List {
        var column: Column
        var observations: [Observation] = []
        /// From above; none where a code stands twice: it belongs to two lists.
        var functions: [Row] = []
        var economics: [Row] = []

        subscript(classification: Classification) -> [Row] {
            get { classification == .function ? functions : economics }
            set { if classification == .function { functions = newValue } else { economics = newValue } }
        }
    }

    private let figures: ReportFigures
    private let surroundings: Surroundings
    /// In reading order.
    private var lists: [List] = []
    private var faulty: Set<FigureKey> = []

    /// In the order of the seeds, but that trees of classes come first: what is wrong in them explains the totals.
    static func checks(
        _ identities: [Identities.Identity], in figures: ReportFigures, _ surroundings: Surroundings
    ) -> [IdentityCheck] {
        var sums = TableSums(figures, surroundings)
        var (trees, totals): ([IdentityCheck], [IdentityCheck]) = ([], [])
        for case (let identity, .codesBelow(let classification)) in identities.map({ ($0, $0.terms) }) {
            for list in sums.lists where list[classification].count > 1 {
                trees += sums.tree(identity, of: list[classification], in: list.column)
            }
        }
        for identity in identities {
            for list in sums.lists {
                switch identity.terms {
                case .topCodes(let classification): totals += sums.total(identity, of: classification, in: list)
                case .projects: totals += sums.projects(identity, in: list)
                case .measures, .codesBelow: break
                }
            }
        }
        return trees + totals
    }

    private init(_ figures: ReportFigures, _ surroundings: Surroundings) {
        self.figures = figures
        self.surroundings = surroundings
        var places: [Column: Int] = [:]
        for observation in figures.observations {
            guard let column = Column(observation) else { continue }
            let place = places[column] ?? lists.count
            if place == lists.count {
                places[column] = place
                lists.append(List(column: column))
            }
            lists[place].observations.append(observation)
            guard observation.project == nil, let (classification, code) = Classification.code(of: observation.measure)
            else { continue }
            let row = Row(observation: observation, code: code, number: observation.span.cell?.row ?? 0)
            switch classification {
            case .function: lists[place].functions.append(row)
            case .economic: lists[place].economics.append(row)
            }
        }
        for place in lists.indices {
            for classification in Classification.allCases {
                let rows = lists[place][classification]
                if rows.isEmpty { continue }
                lists[place][classification] =
                    Set(rows.map(\.code)).count == rows.count ? rows.sorted { $0.number < $1.number } : []
            }
        }
    }

    private mutating func tree(
        _ identity: Identities.Identity, of rows: [Row], in column: Column
    ) -> [IdentityCheck] {
        var checks: [IdentityCheck] = []
        for index in rows.indices.reversed() {
            let whole = rows[index]
            let below = rows[(index + 1)...].prefix { whole.isAbove($0) }
            let parts = Self.highest(of: below)
            guard !parts.isEmpty, !below.contains(where: { faulty.contains(FigureKey($0.observation)) }) else {
                continue
            }
            var outcome = outcome(whole.observation, parts.map(\.observation))
            if case .broken(_, let difference, _) = outcome {
                if difference > 0, !isComplete(below, under: whole, before: rows[(index + below.count + 1)...].first) {
                    outcome = .open
                } else {
                    faulty.insert(FigureKey(whole.observation))
                }
            }
            checks.append(check(identity, column, outcome))
        }
        return checks.reversed()
    }

    /// The rows that stand below no other of them in the tree.
    private static func highest(of rows: ArraySlice<Row>) -> [Row] {
        let codes = Codes(rows)
        return rows.filter { !codes.holdOneAbove($0.code) }
    }

    /// The codes of some rows.
    private struct Codes {
        private let all: Set<String>
        private let lengths: Set<Int>

        init(_ rows: some Collection<Row>) {
            all = Set(rows.lazy.map(\.code))
            lengths = Set(all.lazy.map(\.utf8.count))
        }

        func contains(_ code: String) -> Bool { all.contains(code) }

        func holdOneAbove(_ code: String) -> Bool {
            lengths.contains { $0 < code.utf8.count && all.contains(String(Substring(code.utf8.prefix($0)))) }
        }
    }

    /// Every row from the class down to the next one was read, and there is a next one.
    private func isComplete(_ below: ArraySlice<Row>, under whole: Row, before next: Row?) -> Bool {
        guard let next else { return false }
        return (whole.number...next.number).count == below.count + 2
    }

    private func total(
        _ identity: Identities.Identity, of classification: Classification, in list: List
    ) -> [IdentityCheck] {
        let rows = list[classification]
        guard rows.count > 1, let whole = whole(of: identity, in: list) else { return [] }
        let parts = Self.highest(of: rows[...])
        guard parts.count > 1, !rows.contains(where: { faulty.contains(FigureKey($0.observation)) }),
            holds(rows.map(\.observation), allOf: whole), isClosed(rows, of: whole, classification)
        else { return [] }
        return [check(identity, list.column, outcome(whole, parts.map(\.observation)))]
    }

    private func projects(_ identity: Identities.Identity, in list: List) -> [IdentityCheck] {
        let projects = list.observations.filter { $0.project != nil && $0.measure == identity.whole }
        guard projects.count > 1, let whole = whole(of: identity, in: list), let place = whole.span.cell else {
            return []
        }
        let isBelow = surroundings.rowsWithAmounts(inTheColumnOf: whole).allSatisfy { $0 >= place.row }
        let listed = projects.filter { project in project.span.cell.map { ($0.row > place.row) == isBelow } == true }
        guard listed.count > 1, holds(listed, allOf: whole) else { return [] }
        return [check(identity, list.column, outcome(whole, listed))]
    }

    /// The total that a column prints; nil where it prints two.
    private func whole(of identity: Identities.Identity, in list: List) -> Observation? {
        let wholes = list.observations.filter { $0.project == nil && $0.measure == identity.whole }
        guard let first = wholes.first, wholes.allSatisfy({ $0.value.isWorth(first.value) }) else { return nil }
        return first
    }

    /// True where the column shows no other amounts above the total, or below one that comes first, than those listed, one
    /// a row.
    private func holds(_ listed: [Observation], allOf total: Observation) -> Bool {
        guard let place = total.span.cell, !surroundings.isRagged(total.span.block) else { return false }
        let rows = surroundings.rowsWithAmounts(inTheColumnOf: total)
        let above = rows.filter { $0 < place.row }
        let numbers = listed.compactMap(\.span.cell?.row)
        let wanted = above.isEmpty ? rows.filter { $0 > place.row } : above
        let read = Set(numbers)
        return wanted.count > 1 && read.count == numbers.count && read.isSuperset(of: wanted)
            && numbers.allSatisfy { ($0 < place.row) != above.isEmpty }
            && !surroundings.showsOtherDigits(inTheColumnOf: total) { row in
                row != place.row && (row < place.row) != above.isEmpty && !read.contains(row)
            }
    }

    /// True where the list cannot go on in another table: the total stands below it, or no other table has a class of its
    /// year and scenario that it lacks and nothing that looks like rows follows it.
    private func isClosed(_ rows: [Row], of total: Observation, _ classification: Classification) -> Bool {
        guard let place = total.span.cell, let first = rows.first else { return false }
        let codes = Codes(rows)
        // A class that only another column of the table has: its line lost the cells before it.
        let isBeside = lists.contains { list in
            list.column.block == total.span.block && list.column.column != place.column
                && list.column.fiscalYear == total.fiscalYear && list.column.scenario == total.scenario
                && list[classification].contains { !codes.contains($0.code) }
        }
        if isBeside { return false }
        if first.number < place.row { return true }
        let isElsewhere = figures.sorted.contains { key, _ in
            guard key.fiscalYear == total.fiscalYear, key.scenario == total.scenario,
                let (found, code) = Classification.code(of: key.measure), found == classification
            else { return false }
            return !codes.contains(code) && !codes.holdOneAbove(code)
        }
        return !isElsewhere && !surroundings.hasRowsBehind(total.span.block)
    }

    private func outcome(_ whole: Observation, _ parts: [Observation]) -> IdentityOutcome {
        let terms = [whole] + parts
        let difference = whole.value.worth - parts.reduce(0) { $0 + $1.value.worth }
        let tolerance = terms.reduce(0) { $0 + $1.value.quantum } / 2
        if abs(difference) <= tolerance { return .holds(terms) }
        // What is stated twice with different values is a conflict, and not this.
        guard terms.allSatisfy({ figures.values(FigureKey($0)).count == 1 }) else { return .open }
        return .broken(terms, difference: difference, tolerance: tolerance)
    }

    private func check(
        _ identity: Identities.Identity, _ column: Column, _ outcome: IdentityOutcome
    ) -> IdentityCheck {
        IdentityCheck(
            identity: identity, fiscalYear: column.fiscalYear, scenario: column.scenario, outcome: outcome)
    }
}
