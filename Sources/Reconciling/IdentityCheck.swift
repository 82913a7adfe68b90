import FiscalModel
import ReferenceData

/// What an accounting identity says of the figures of one report, year and scenario.
enum IdentityOutcome: Sendable {
    /// One choice of the stated values balances; these are they.
    case holds([Observation])
    /// Nothing balances.  The values that come nearest, the whole first, with what the sides differ by (whole minus parts).
    case broken([Observation], difference: Int128, tolerance: Int128)
    /// It balances once this value is read in another unit (元 for 万元 or the other way round).
    case balancesInOtherUnit(Observation, with: [Observation])
    /// A needed value is not stated, and what is stated does not exceed the whole.
    case open
}

struct IdentityCheck: Sendable {
    let identity: Identities.Identity
    let fiscalYear: Int
    let scenario: Scenario
    let outcome: IdentityOutcome

    /// Every identity: first those between measures on every year and scenario that has a figure of the whole, in the order
    /// of the seeds, then those between rows of a table.
    static func all(
        _ identities: Identities, in figures: ReportFigures, _ surroundings: Surroundings
    ) -> [IdentityCheck] {
        betweenMeasures(identities, in: figures) + TableSums.checks(identities.withinTables, in: figures, surroundings)
    }

    /// Those that need no look at the tables.
    static func betweenMeasures(_ identities: Identities, in figures: ReportFigures) -> [IdentityCheck] {
        var checks: [IdentityCheck] = []
        for identity in identities.betweenMeasures {
            for key in figures.keys(of: identity.whole) where key.project == nil {
                let evaluation = IdentityEvaluation(
                    identity: identity, identities: identities, figures: figures, fiscalYear: key.fiscalYear,
                    scenario: key.scenario)
                checks.append(
                    IdentityCheck(
                        identity: identity, fiscalYear: key.fiscalYear, scenario: key.scenario,
                        outcome: evaluation.outcome))
            }
        }
        return checks
    }
}

/// One identity on one year and scenario.
private struct IdentityEvaluation {
    let identity: Identities.Identity
    let identities: Identities
    let figures: ReportFigures
    let fiscalYear: Int
    let scenario: Scenario

    /// A value with the weight of its term; the whole's is -1.
    private struct Weighted {
        var observation: Observation
        var weight: Int128
    }

    /// More choices than these are not tried: a report with so many different values of one thing proves nothing.
    private static let mostChoices = 256

    /// What balances with a reading that is not sure is no contradiction of the report.
    var outcome: IdentityOutcome {
        let outcome = outcome(over: figures.values)
        switch outcome {
        case .holds, .open: return outcome
        case .broken, .balancesInOtherUnit:
            if case .holds = self.outcome(over: figures.readings) { return .open }
            return outcome
        }
    }

    private typealias Statements = (MeasureCode, Int, Scenario) -> [Observation]

    private func outcome(over statements: Statements) -> IdentityOutcome {
        var alternatives: [[[Weighted]]] = []
        var isComplete = true
        var isCertain = true
        for part in identity.parts {
            let (stated, isWhole) = statedValues(of: part.measure, weight: Int128(part.weight), statements)
            isCertain = isCertain && isWhole
            if stated.isEmpty {
                isComplete = isComplete && !part.isRequired
            } else {
                alternatives.append(stated)
            }
        }
        if alternatives.isEmpty { return .open }
        let wholes = statements(identity.whole, fiscalYear, scenario)
        alternatives.insert(wholes.map { [Weighted(observation: $0, weight: -1)] }, at: 0)
        let choices = combinations(of: alternatives)
        guard let choices else { return .open }
        guard isComplete else { return partialOutcome(choices) }
        let outcome = completeOutcome(choices)
        if case .holds = outcome { return outcome }
        return isCertain ? outcome : .open
    }

    /// The values stated for a part; where none is, the sums of its own parts if an identity gives them all, or all that
    /// the paragraph of the whole names (“其中：公务用车运行维护费0.50万元，公务接待费…”: no car was bought).
    ///
    /// Sums that lack a part which need not be there (其他收入 of the revenue) may balance, but cannot accuse: they are not
    /// whole.
    private func statedValues(
        of measure: MeasureCode, weight: Int128, _ statements: Statements
    ) -> (values: [[Weighted]], isWhole: Bool) {
        let stated = statements(measure, fiscalYear, scenario)
        if !stated.isEmpty { return (stated.map { [Weighted(observation: $0, weight: weight)] }, true) }
        guard let parts = identities.parts(of: measure) else { return ([], true) }
        var lists: [[[Weighted]]] = []
        var isComplete = true
        var isWhole = true
        for part in parts {
            let values = statements(part.measure, fiscalYear, scenario)
            if values.isEmpty {
                isComplete = isComplete && !part.isRequired
                isWhole = isWhole && part.isRequired
            } else {
                lists.append(values.map { [Weighted(observation: $0, weight: weight * Int128(part.weight))] })
            }
        }
        let wholes = statements(identity.whole, fiscalYear, scenario)
        guard isComplete || lists.joined().joined().allSatisfy({ isNamed($0.observation, besideOneOf: wholes) }) else {
            return ([], true)
        }
        return (lists.isEmpty ? [] : combinations(of: lists) ?? [], isWhole)
    }

    private func isNamed(_ part: Observation, besideOneOf wholes: [Observation]) -> Bool {
        part.span.cell == nil && wholes.contains { $0.span.cell == nil && $0.span.block == part.span.block }
    }

    private func combinations(of lists: [[[Weighted]]]) -> [[Weighted]]? {
        // Most figures have one value.
        if lists.allSatisfy({ $0.count == 1 }) { return [lists.flatMap { $0[0] }] }
        var choices: [[Weighted]] = [[]]
        for list in lists {
            guard choices.count * list.count <= Self.mostChoices else { return nil }
            choices = choices.flatMap { choice in list.map { choice + $0 } }
        }
        return choices
    }

    private func completeOutcome(_ choices: [[Weighted]]) -> IdentityOutcome {
        if let balanced = choices.first(where: { abs(difference($0)) <= tolerance($0) }) {
            return .holds(balanced.map(\.observation))
        }
        for choice in choices {
            // The parts before the whole, which comes first: one slip is likelier among the many.
            for index in choice.indices.dropFirst() + [0] {
                for factor in [(10_000, 1), (1, 10_000)] as [(Int128, Int128)]
                where balances(choice, scaling: index, by: factor) {
                    return .balancesInOtherUnit(choice[index].observation, with: choice.map(\.observation))
                }
            }
        }
        let nearest = choices.min { abs(difference($0)) < abs(difference($1)) } ?? []
        return .broken(
            nearest.map(\.observation), difference: difference(nearest), tolerance: tolerance(nearest))
    }

    /// With a part missing the stated ones may fall short of the whole, but not exceed it.
    private func partialOutcome(_ choices: [[Weighted]]) -> IdentityOutcome {
        guard identity.parts.allSatisfy({ $0.weight > 0 }),
            choices.allSatisfy({ $0.allSatisfy { $0.observation.value.worth >= 0 } }),
            choices.allSatisfy({ difference($0) < -tolerance($0) }),
            let nearest = choices.max(by: { difference($0) < difference($1) })
        else { return .open }
        for index in nearest.indices where nearest[index].weight > 0 {
            let suspect = nearest[index].observation
            let remainder = difference(nearest) + suspect.value.worth
            let scaled = suspect.value.worth / 10_000
            // A part that exceeds its whole by less is another figure, not this one in another unit.
            let isFarAbove = suspect.value.worth >= wholeWorth(nearest) * 100
            if isMoney(suspect), isFarAbove, scaled > tolerance(nearest), scaled <= remainder {
                return .balancesInOtherUnit(suspect, with: nearest.map(\.observation))
            }
        }
        return .broken(
            nearest.map(\.observation), difference: difference(nearest), tolerance: tolerance(nearest))
    }

    private func balances(_ choice: [Weighted], scaling index: Int, by factor: (Int128, Int128)) -> Bool {
        let suspect = choice[index]
        guard isMoney(suspect.observation), suspect.observation.value.worth != 0 else { return false }
        var sum: Int128 = 0
        var slack: Int128 = 0
        for (position, term) in choice.enumerated() {
            let (up, down) = position == index ? factor : (1, 1)
            sum += term.weight * term.observation.value.worth * up / down
            slack += abs(term.weight) * max(1, term.observation.value.quantum * up / down)
        }
        // A value that vanishes among the roundings proves nothing.
        let scaled = abs(suspect.observation.value.worth) * factor.0 / factor.1
        return abs(sum) * 2 <= slack && scaled > slack
    }

    private func isMoney(_ observation: Observation) -> Bool {
        if case .money = observation.value { true } else { false }
    }

    private func wholeWorth(_ choice: [Weighted]) -> Int128 {
        choice.first { $0.weight == -1 }?.observation.value.worth ?? 0
    }

    /// The whole minus its parts.
    private func difference(_ choice: [Weighted]) -> Int128 {
        -choice.reduce(0) { $0 + $1.weight * $1.observation.value.worth }
    }

    /// Each term may be off by half its last printed digit; a nought is nought, and rounds at most what 0.00万元 would.
    /// Heads are counted, not rounded.
    private func tolerance(_ choice: [Weighted]) -> Int128 {
        choice.reduce(0) { sum, term in
            let value = term.observation.value
            guard isMoney(term.observation) else { return sum }
            return sum + abs(term.weight) * (value.worth == 0 ? min(value.quantum, 10_000) : value.quantum)
        } / 2
    }
}
