import ReferenceData

/// All terms found in a report, sorted into what they are, from one pass.
struct ClueMatches: Sendable {
    typealias Match = TermAutomaton.Match

    /// Divisions that do not overlap, the longest at each place; by place.
    private(set) var divisions: [Match] = []
    /// Ends of names; by end, the longest first.
    private(set) var endings: [Match] = []
    /// Beginnings of names; by end.
    private(set) var openings: [Match] = []
    /// Words for kinds of report that do not overlap; by place.
    private(set) var kinds: [Match] = []
    /// Labels, stops and other words; by end.
    private(set) var roles: [Match] = []

    init(_ text: ReportText, _ clues: ClueTerms) {
        var divisions: [Match] = []
        var endings: [Match] = []
        var openings: [Match] = []
        var kinds: [Match] = []
        var roles: [Match] = []
        clues.automaton.forEachMatch(in: text.bytes) { match in
            let classes = clues.classes[match.term]
            if classes.contains(.opening) { openings.append(match) }
            if classes.contains(.division) {
                // NB: 中共和县委 is 中共 and 和县, not 共和县.
                if let opening = openings.last(where: { $0.range.upperBound <= match.range.lowerBound }),
                    opening.range.upperBound == match.range.lowerBound, let last = divisions.last,
                    opening.range.contains(last.range.lowerBound), last.range.lowerBound > opening.range.lowerBound
                {
                    divisions.removeLast()
                }
                Self.keepLongest(match, in: &divisions)
            }
            if classes.contains(.ending) { endings.append(match) }
            if classes.contains(.kind) { Self.keepLongest(match, in: &kinds) }
            if classes.contains(.role) { roles.append(match) }
        }
        self.divisions = divisions
        self.endings = endings
        self.openings = openings
        self.kinds = kinds
        self.roles = roles
    }

    /// As `TermAutomaton.longestMatches`, over one class of terms.
    private static func keepLongest(_ match: Match, in kept: inout [Match]) {
        while let last = kept.last, last.range.lowerBound >= match.range.lowerBound { kept.removeLast() }
        if let last = kept.last, last.range.upperBound > match.range.lowerBound { return }
        kept.append(match)
    }

    /// The matches of a list sorted by end that end within a range (its lower bound excluded).
    static func ending(in range: Range<Int>, of matches: [Match]) -> ArraySlice<Match> {
        let first = firstIndex(in: matches) { $0.range.upperBound > range.lowerBound }
        let last = firstIndex(in: matches) { $0.range.upperBound > range.upperBound }
        return matches[first..<max(first, last)]
    }

    private static func firstIndex(in matches: [Match], where isPast: (Match) -> Bool) -> Int {
        var low = 0
        var high = matches.count
        while low < high {
            let middle = (low + high) / 2
            if isPast(matches[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
