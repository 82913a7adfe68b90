/// Finds all of many terms in one pass over folded bytes (Aho–Corasick, a step a character).
///
/// The cost does not grow with the number of terms.  Terms and texts are valid UTF-8, so a match never cuts a character.
///
/// ```swift
/// let automaton = TermAutomaton(terms: ["三公经费", "公务接待费", "接待费"])
/// automaton.longestMatches(in: FoldedText("“三公”经费，公务接待费0.28万元").bytes)
/// // term 0 at 0..<12, term 1 at 13..<28 — “接待费” lies inside a longer one
/// ```
public final class TermAutomaton: Sendable {
    /// A term found: its index in the list the automaton was made of, and the bytes it covers.
    public struct Match: Hashable, Sendable {
        public var term: Int
        public var range: Range<Int>

        public init(term: Int, range: Range<Int>) {
            self.term = term
            self.range = range
        }
    }

    /// The class of a character by its scalar, 0 for one that is in no term.
    private let classes: [UInt16]
    /// From the root by class, 0 where no term begins so; with `hit` where a term ends.
    private let first: [UInt32]
    private let edges: EdgeTable
    /// The longest proper suffix of a state that is a state too.
    private let failure: [UInt32]
    /// The term that ends at a state, or -1.
    private let termAt: [Int32]
    /// The nearest shorter suffix state at which a term ends, or 0.
    private let shorter: [UInt32]
    private let lengths: [Int32]

    fileprivate static let hit: UInt32 = 1 << 23

    /// - Parameter terms: folded already; empty ones never match, of equal ones the first does.
    public convenience init(terms: [String]) {
        self.init(terms: terms.map { Array($0.utf8) })
    }

    /// - Parameter terms: valid UTF-8.
    public init(terms: [[UInt8]]) {
        var trie = TermTrie(terms)
        trie.connectFailures()
        classes = trie.classes
        first = trie.first
        edges = trie.edges
        failure = trie.failure
        termAt = trie.termAt
        shorter = trie.shorter
        lengths = terms.map { Int32($0.count) }
    }

    /// Calls `body` with every match, overlapping ones too, ordered by their end and the longer first.
    ///
    /// - Parameter bytes: valid UTF-8.
    public func forEachMatch(in bytes: [UInt8], _ body: (Match) -> Void) {
        // NB: buffers, because a check of every index would take a good part of the time.
        bytes.withUnsafeBufferPointer { bytes in
            classes.withUnsafeBufferPointer { classes in
                first.withUnsafeBufferPointer { first in
                    failure.withUnsafeBufferPointer { failure in
                        edges.withLookUp { edges in
                            var state: UInt32 = 0
                            var index = 0
                            while index < bytes.count {
                                let (scalar, length) = bytes.scalar(at: index)
                                index &+= length
                                let characterClass = scalar < classes.count ? classes[scalar] : 0
                                var entry: UInt32 = 0
                                if characterClass != 0 {
                                    while state != 0 {
                                        entry = edges.next(of: state, characterClass)
                                        if entry != 0 { break }
                                        state = failure[Int(state)]
                                    }
                                    if state == 0 { entry = first[Int(characterClass)] }
                                }
                                state = entry & ~Self.hit
                                if entry >= Self.hit { report(state, endingAt: index, body) }
                            }
                        }
                    }
                }
            }
        }
    }

    // NB: apart, so that the walk keeps its registers.
    @inline(never)
    private func report(_ state: UInt32, endingAt end: Int, _ body: (Match) -> Void) {
        var state = Int(state)
        if termAt[state] < 0 { state = Int(shorter[state]) }
        while state != 0 {
            let term = Int(termAt[state])
            body(Match(term: term, range: (end - Int(lengths[term]))..<end))
            state = Int(shorter[state])
        }
    }

    /// The matches that do not overlap, from the left, the longest at each place.
    public func longestMatches(in bytes: [UInt8]) -> [Match] {
        var kept: [Match] = []
        kept.reserveCapacity(bytes.count / 12)
        // Where the last one kept ends.
        var end = 0
        forEachMatch(in: bytes) { match in
            if match.range.lowerBound < end {
                // NB: matches come by their end; one that starts no later than earlier ones swallows them, unless it
                // itself begins inside one that stays.
                let first = match.range.lowerBound
                guard let last = kept.lastIndex(where: { $0.range.lowerBound < first }) else {
                    kept.removeAll(keepingCapacity: true)
                    kept.append(match)
                    end = match.range.upperBound
                    return
                }
                if kept[last].range.upperBound > first { return }
                kept.removeLast(kept.count - 1 - last)
            }
            kept.append(match)
            end = match.range.upperBound
        }
        return kept
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The scalar whose UTF-8 begins at an index, and its length; bytes that are none count as one each.
    @inline(__always)
    fileprivate func scalar(at index: Int) -> (scalar: Int, length: Int) {
        let lead = Int(self[index])
        // CJK first, by far the most.
        if lead >= 0xE0, lead < 0xF0, index &+ 3 <= count {
            return ((lead & 0x0F) << 12 | Int(self[index + 1] & 0x3F) << 6 | Int(self[index + 2] & 0x3F), 3)
        }
        if lead < 0x80 { return (lead, 1) }
        if lead >= 0xC0, lead < 0xE0, index &+ 2 <= count {
            return ((lead & 0x1F) << 6 | Int(self[index + 1] & 0x3F), 2)
        }
        if lead >= 0xF0, index &+ 4 <= count {
            let high = (lead & 0x07) << 18 | Int(self[index + 1] & 0x3F) << 12
            return (high | Int(self[index + 2] & 0x3F) << 6 | Int(self[index + 3] & 0x3F), 4)
        }
        return (0xFFFD, 1)
    }
}

/// Where a state goes with a class of characters, in one look-up (open addressing).
///
/// NB: a table of every class for every state is much larger than the processor's caches, and text runs through all of it.
private struct EdgeTable: Sendable {
    /// State, class and next state in 24, 16 and 24 bits; 0 for a free slot.
    private var slots = Array(repeating: UInt64(0), count: 16)
    /// A bit for each of four times as many places, set where an edge is: most steps have none, and these bits stay in
    /// the processor's caches where the slots do not.
    private var filter: [UInt64] = [0]
    private var count = 0
    private var shift: UInt64 = 60

    /// The table while it is only read.
    struct LookUp {
        let slots: UnsafeBufferPointer<UInt64>
        let filter: UnsafeBufferPointer<UInt64>
        let shift: UInt64

        /// The next state; 0 where there is no edge.
        @inline(__always)
        func next(of state: UInt32, _ characterClass: UInt16) -> UInt32 {
            let key = EdgeTable.key(state, characterClass)
            let bit = EdgeTable.bit(of: key, shift)
            guard filter[bit &>> 6] &>> UInt64(bit & 63) & 1 != 0 else { return 0 }
            return UInt32(truncatingIfNeeded: slots[slot(of: key)] & 0xFF_FFFF)
        }

        /// The slot of a key, or the free one where it would stand.
        @inline(__always)
        func slot(of key: UInt64) -> Int {
            var slot = Int(truncatingIfNeeded: EdgeTable.hash(key) &>> shift)
            while slots[slot] != 0, slots[slot] &>> 24 != key { slot = (slot &+ 1) & (slots.count &- 1) }
            return slot
        }
    }

    @inline(__always)
    func withLookUp<Result>(_ body: (LookUp) -> Result) -> Result {
        slots.withUnsafeBufferPointer { slots in
            filter.withUnsafeBufferPointer { body(LookUp(slots: slots, filter: $0, shift: shift)) }
        }
    }

    func next(of state: UInt32, _ characterClass: UInt16) -> UInt32 {
        withLookUp { $0.next(of: state, characterClass) }
    }

    /// - Parameters:
    ///   - state: not the root.
    ///   - next: not 0; in place of an earlier one.
    mutating func set(_ state: UInt32, _ characterClass: UInt16, next: UInt32) {
        let key = Self.key(state, characterClass)
        let slot = withLookUp { $0.slot(of: key) }
        if slots[slot] == 0 { count += 1 }
        slots[slot] = key << 24 | UInt64(next)
        note(key)
        if count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        filter = Array(repeating: 0, count: slots.count / 16)
        shift -= 1
        for entry in old where entry != 0 {
            slots[withLookUp { $0.slot(of: entry >> 24) }] = entry
            note(entry >> 24)
        }
    }

    private mutating func note(_ key: UInt64) {
        let bit = Self.bit(of: key, shift)
        filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    @inline(__always)
    fileprivate static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }

    /// The place of a key in the filter.
    @inline(__always)
    fileprivate static func bit(of key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: hash(key) &>> (shift &- 2))
    }

    @inline(__always)
    fileprivate static func key(_ state: UInt32, _ characterClass: UInt16) -> UInt64 {
        UInt64(state) << 16 | UInt64(characterClass)
    }
}

/// The terms as a tree of characters, in the making of an automaton.
private struct TermTrie {
    var classes: [UInt16]
    var first: [UInt32]
    var edges = EdgeTable()
    var termAt: [Int32] = [-1]
    var shorter: [UInt32] = []
    var failure: [UInt32] = []
    /// How each state was reached.
    private var arrivals: [(parent: UInt32, characterClass: UInt16, depth: UInt16)] = [(0, 0, 0)]

    init(_ terms: [[UInt8]]) {
        let texts = terms.map(Self.scalars)
        classes = Array(repeating: 0, count: 1 + (texts.lazy.flatMap { $0 }.max() ?? 0))
        var classCount = 1
        for text in texts {
            for scalar in text where classes[scalar] == 0 {
                classes[scalar] = UInt16(classCount)
                classCount += 1
            }
        }
        first = Array(repeating: 0, count: classCount)
        for (index, text) in texts.enumerated() where !text.isEmpty {
            var state: UInt32 = 0
            for (depth, scalar) in text.enumerated() {
                let characterClass = classes[scalar]
                var next = self.next(of: state, characterClass)
                if next == 0 {
                    next = UInt32(termAt.count)
                    termAt.append(-1)
                    arrivals.append((state, characterClass, UInt16(clamping: depth + 1)))
                    set(state, characterClass, next: next)
                }
                state = next
            }
            if termAt[Int(state)] < 0 { termAt[Int(state)] = Int32(index) }
        }
        precondition(termAt.count < TermAutomaton.hit, "too many terms")
    }

    /// Finds the longest suffix of every state, and marks the edges to states at which a term ends.
    mutating func connectFailures() {
        failure = Array(repeating: 0, count: termAt.count)
        shorter = failure
        // A suffix is shorter, so that it is connected before.
        for state in arrivals.indices.dropFirst().sorted(by: { arrivals[$0].depth < arrivals[$1].depth }) {
            let (parent, characterClass, _) = arrivals[state]
            if parent != 0 {
                var fallback = failure[Int(parent)]
                while fallback != 0, next(of: fallback, characterClass) == 0 { fallback = failure[Int(fallback)] }
                failure[state] = next(of: fallback, characterClass)
            }
            let suffix = Int(failure[state])
            shorter[state] = termAt[suffix] >= 0 ? UInt32(suffix) : shorter[suffix]
        }
        for (state, arrival) in arrivals.enumerated().dropFirst() where termAt[state] >= 0 || shorter[state] != 0 {
            set(arrival.parent, arrival.characterClass, next: UInt32(state) | TermAutomaton.hit)
        }
    }

    private func next(of state: UInt32, _ characterClass: UInt16) -> UInt32 {
        state == 0 ? first[Int(characterClass)] : edges.next(of: state, characterClass)
    }

    private mutating func set(_ state: UInt32, _ characterClass: UInt16, next: UInt32) {
        if state == 0 { first[Int(characterClass)] = next } else { edges.set(state, characterClass, next: next) }
    }

    private static func scalars(of term: [UInt8]) -> [Int] {
        term.withUnsafeBufferPointer { bytes in
            var scalars: [Int] = []
            var index = 0
            while index < bytes.count {
                let (scalar, length) = bytes.scalar(at: index)
                scalars.append(scalar)
                index += length
            }
            return scalars
        }
    }
}
