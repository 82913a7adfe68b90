/// Finds all of many terms in one pass over folded bytes (Aho–Corasick, with every step a single table look-up).
///
/// The cost does not grow with the number of terms.  Terms are valid UTF-8, so a match never cuts a character.
///
/// ```swift
/// let automaton = TermAutomaton(terms: ["三公经费", "公务接待费", "接待费"])
/// automaton.longestMatches(in: FoldedText("“三公”经费，公务接待费0.28万元").bytes)
/// // term 0 at 0..<12, term 1 at 13..<28 — “接待费” lies inside a longer one
/// ```
public struct TermAutomaton: Sendable {
    /// A term found: its index in the list the automaton was made of, and the bytes it covers.
    public struct Match: Hashable, Sendable {
        public var term: Int
        public var range: Range<Int>

        public init(term: Int, range: Range<Int>) {
            self.term = term
            self.range = range
        }
    }

    private let byteClass: [UInt8]
    private let classCount: Int
    /// From `state * classCount + class` to the next state, as its row's offset, with `hit` where a term ends there.
    private let next: [UInt32]
    /// The term that ends at a state, or -1.
    private let termAt: [Int32]
    /// The nearest shorter suffix state at which a term ends, or 0.
    private let shorter: [UInt32]
    private let lengths: [Int32]

    private static let hit: UInt32 = 1 << 31

    /// - Parameter terms: folded already; empty ones never match, of equal ones the first does.
    public init(terms: [String]) {
        self.init(terms: terms.map { Array($0.utf8) })
    }

    public init(terms: [[UInt8]]) {
        var trie = TermTrie(terms)
        trie.connectFailures()
        byteClass = trie.byteClass
        classCount = trie.classCount
        lengths = terms.map { Int32($0.count) }
        // NB: in the order of their depth, so that the states that text is in nearly always lie side by side.
        let order = trie.order
        var number = Array(repeating: UInt32(0), count: order.count)
        for (new, old) in order.enumerated() { number[old] = UInt32(new) }
        var next: [UInt32] = []
        next.reserveCapacity(order.count * classCount)
        for old in order {
            for target in trie.next[(old * classCount)..<((old + 1) * classCount)].lazy.map(Int.init) {
                let isHit = trie.termAt[target] >= 0 || trie.shorter[target] != 0
                next.append(number[target] * UInt32(classCount) | (isHit ? Self.hit : 0))
            }
        }
        self.next = next
        termAt = order.map { trie.termAt[$0] }
        shorter = order.map { number[Int(trie.shorter[$0])] }
    }

    /// Calls `body` with every match, overlapping ones too, ordered by their end and the longer first.
    public func forEachMatch(in bytes: [UInt8], _ body: (Match) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            next.withUnsafeBufferPointer { next in
                byteClass.withUnsafeBufferPointer { byteClass in
                    var row: UInt32 = 0
                    for end in 0..<bytes.count {
                        let entry = next[Int(row) &+ Int(byteClass[Int(bytes[end])])]
                        row = entry & ~Self.hit
                        guard entry >= Self.hit else { continue }
                        var state = Int(row) / classCount
                        if termAt[state] < 0 { state = Int(shorter[state]) }
                        while state != 0 {
                            let term = Int(termAt[state])
                            body(Match(term: term, range: (end + 1 - Int(lengths[term]))..<(end + 1)))
                            state = Int(shorter[state])
                        }
                    }
                }
            }
        }
    }

    /// The matches that do not overlap, from the left, the longest at each place.
    public func longestMatches(in bytes: [UInt8]) -> [Match] {
        var kept: [Match] = []
        forEachMatch(in: bytes) { match in
            // NB: matches come by their end; one that starts no later than earlier ones swallows them, unless it
            // itself begins inside one that stays.
            var contained = 0
            while contained < kept.count, kept[kept.count - 1 - contained].range.lowerBound >= match.range.lowerBound {
                contained += 1
            }
            if kept.count > contained,
                kept[kept.count - 1 - contained].range.upperBound > match.range.lowerBound
            {
                return
            }
            kept.removeLast(contained)
            kept.append(match)
        }
        return kept
    }
}

/// The terms as a tree of bytes, in the making of an automaton.
private struct TermTrie {
    var byteClass = [UInt8](repeating: 0, count: 256)
    var classCount = 1
    /// `state * classCount + class` to the next state.
    var next: [UInt32]
    var termAt: [Int32] = [-1]
    var shorter: [UInt32] = []
    /// The states by their depth, once the failures are connected.
    var order: [Int] = [0]

    init(_ terms: [[UInt8]]) {
        for term in terms {
            for byte in term where byteClass[Int(byte)] == 0 {
                byteClass[Int(byte)] = UInt8(classCount)
                classCount += 1
            }
        }
        next = Array(repeating: 0, count: classCount)
        for (index, term) in terms.enumerated() where !term.isEmpty {
            var state = 0
            for byte in term {
                let edge = state * classCount + Int(byteClass[Int(byte)])
                if next[edge] == 0 {
                    next[edge] = UInt32(termAt.count)
                    termAt.append(-1)
                    next.append(contentsOf: repeatElement(0, count: classCount))
                }
                state = Int(next[edge])
            }
            if termAt[state] < 0 { termAt[state] = Int32(index) }
        }
    }

    /// Turns the trie into an automaton: a missing edge leads where the longest proper suffix would.
    mutating func connectFailures() {
        shorter = Array(repeating: 0, count: termAt.count)
        var failure = Array(repeating: 0, count: termAt.count)
        order.reserveCapacity(termAt.count)
        for edge in 0..<classCount where next[edge] != 0 { order.append(Int(next[edge])) }
        var head = 1
        while head < order.count {
            let state = order[head]
            head += 1
            let fallback = failure[state]
            shorter[state] = termAt[fallback] >= 0 ? UInt32(fallback) : shorter[fallback]
            for edge in 0..<classCount {
                let own = state * classCount + edge
                let other = next[fallback * classCount + edge]
                if next[own] == 0 {
                    next[own] = other
                } else {
                    failure[Int(next[own])] = Int(other)
                    order.append(Int(next[own]))
                }
            }
        }
    }
}
