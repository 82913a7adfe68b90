import FiscalModel

/// Which of several statements of one figure is the figure: the one readable place of that rule.
///
/// The steps are taken in order; each leaves those it prefers, and the first that leaves one value decides:
///
/// 1. what a person accepted or corrected; what a person rejected is out
/// 2. the report of the figure's own year before another year's mention of it
/// 3. a reading that is sure before one that is not
/// 4. a value before its own roundings
/// 5. an official table before another table, a table before a sentence
/// 6. what satisfies the identities of its report before what breaks them
/// 7. the later publication of the same kind of report before the earlier
///
/// What is left with two values is a tie: the fact has no value.
enum Choosing {
    private struct Step: Sendable {
        let won: ChoiceReason
        let lost: ChoiceReason
        /// Smaller is better; equal ones stay together.
        let rank: @Sendable ([Candidate]) -> [Int]
    }

    private static let steps: [Step] = [
        Step(won: .ownYear, lost: .otherYear) { candidates in
            candidates.map { $0.reportFiscalYear == $0.observation.fiscalYear ? 0 : 1 }
        },
        Step(won: .moreConfident, lost: .lessConfident) { candidates in
            candidates.map { $0.observation.confidence >= .trusted ? 0 : 1 }
        },
        Step(won: .moreExact, lost: .rounded) { candidates in
            var values = PrintedValues()
            for candidate in candidates { values.insert(candidate.value) }
            return candidates.map { values.holdsFiner(than: $0.value) ? 1 : 0 }
        },
        Step(won: .betterSource, lost: .weakerSource) { candidates in
            candidates.map { Observation.Source.allCases.firstIndex(of: $0.observation.source) ?? 0 }
        },
        Step(won: .balances, lost: .unbalanced) { candidates in
            candidates.map { $0.balance == .holds ? 0 : $0.balance == .unchecked ? 1 : 2 }
        },
        Step(won: .laterPublication, lost: .earlierPublication) { candidates in
            let latest = Dictionary(candidates.map { ($0.reportKind, $0.publishedOn ?? "") }, uniquingKeysWith: max)
            return candidates.map { candidate in
                guard let own = candidate.publishedOn else { return 0 }
                return own < latest[candidate.reportKind] ?? "" ? 1 : 0
            }
        },
    ]

    static func choose(among candidates: [Candidate]) -> Choice {
        // Most figures are stated once.
        if candidates.count == 1, candidates[0].verdict == nil { return Choice(chosen: 0, reasons: [.onlyStatement]) }
        var reasons: [ChoiceReason?] = Array(repeating: nil, count: candidates.count)
        var left: [Int] = []
        for (index, candidate) in candidates.enumerated() {
            if candidate.verdict == .rejected { reasons[index] = .rejected } else { left.append(index) }
        }
        if let decided = decidedByPerson(left, candidates) { return decided }
        guard left.count > 1 else {
            return Choice(chosen: left.first, reasons: reasons.map { $0 ?? .onlyStatement })
        }
        var decidedBy: ChoiceReason = .allAgree
        for step in steps where !agree(left, candidates) {
            let ranks = step.rank(left.map { candidates[$0] })
            guard let best = ranks.min() else { break }
            var kept: [Int] = []
            for (position, index) in left.enumerated() {
                if ranks[position] == best { kept.append(index) } else { reasons[index] = step.lost }
            }
            if kept.count < left.count { decidedBy = step.won }
            left = kept
        }
        guard agree(left, candidates) else {
            for index in left { reasons[index] = .tie }
            return Choice(chosen: nil, reasons: reasons.map { $0 ?? .tie })
        }
        let chosen = left.min { isBetterPlaced(candidates[$0], candidates[$1]) }
        for index in left { reasons[index] = index == chosen ? decidedBy : .repeats }
        if let chosen {
            for index in candidates.indices where index != chosen {
                if candidates[index].observation.value.isWorth(candidates[chosen].observation.value) {
                    reasons[index] = .repeats
                }
            }
        }
        return Choice(chosen: chosen, reasons: reasons.map { $0 ?? .repeats })
    }

    /// The choice where a person accepted or corrected one of those left.
    private static func decidedByPerson(_ left: [Int], _ candidates: [Candidate]) -> Choice? {
        let favoured = left.filter { candidates[$0].verdict != nil }
        guard let chosen = favoured.min(by: { isBetterPlaced(candidates[$0], candidates[$1]) }) else { return nil }
        let reasons: [ChoiceReason] = candidates.indices.map { index in
            if candidates[index].verdict == .rejected { return .rejected }
            if index == chosen { return candidates[index].verdict == .corrected ? .corrected : .accepted }
            return favoured.contains(index) ? .repeats : .overruled
        }
        return Choice(chosen: chosen, reasons: reasons)
    }

    private static func agree(_ indices: [Int], _ candidates: [Candidate]) -> Bool {
        guard let first = indices.first else { return true }
        return indices.allSatisfy {
            candidates[$0].observation.value.isWorth(candidates[first].observation.value)
        }
    }

    /// Among equals the one to show: own year, sure, official table first, then the first in the report.
    private static func isBetterPlaced(_ a: Candidate, _ b: Candidate) -> Bool {
        func place(_ candidate: Candidate) -> [Int] {
            [
                candidate.reportFiscalYear == candidate.observation.fiscalYear ? 0 : 1,
                candidate.observation.confidence >= .trusted ? 0 : 1,
                Observation.Source.allCases.firstIndex(of: candidate.observation.source) ?? 0,
            ]
        }
        let (x, y) = (place(a), place(b))
        if x != y { return x.lexicographicallyPrecedes(y) }
        if a.value.quantum != b.value.quantum { return a.value.quantum < b.value.quantum }
        if a.digest != b.digest { return a.digest < b.digest }
        return a.ordinal < b.ordinal
    }
}

extension Candidate {
    fileprivate var value: Value { observation.value }
}
