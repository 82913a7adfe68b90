/// Words that a text may begin or end with, looked up by one byte instead of tried one after the other.
struct Affixes: Sendable {
    enum Side { case start, end }

    private let side: Side
    /// Longest first, by the last byte of their first character (start) or of their last (end), which tells Chinese
    /// characters apart best.
    private var lists: [[[UInt8]]]

    /// - Parameter words: UTF-8; empty ones are left out.
    init(_ words: [[UInt8]], at side: Side) {
        self.side = side
        lists = Array(repeating: [], count: 256)
        for word in words.sorted(by: { $0.count > $1.count }) where !word.isEmpty {
            switch side {
            case .start where word.count < 3: for byte in 0..<256 { lists[byte].append(word) }
            case .start: lists[Int(word[2])].append(word)
            case .end: lists[Int(word[word.count - 1])].append(word)
            }
        }
    }

    /// The length of the longest word that a range of a text begins (ends) with; 0 for none.
    ///
    /// - Parameter limit: only words shorter than it count.
    func length(in bytes: [UInt8], _ range: Range<Int>, below limit: Int = .max) -> Int {
        guard !range.isEmpty else { return 0 }
        let byte: UInt8
        switch side {
        case .start: byte = range.count > 2 ? bytes[range.lowerBound + 2] : 0
        case .end: byte = bytes[range.upperBound - 1]
        }
        for word in lists[Int(byte)] where word.count < limit && word.count <= range.count {
            let start = side == .start ? range.lowerBound : range.upperBound - word.count
            if Self.stands(word, in: bytes, at: start) { return word.count }
        }
        return 0
    }

    private static func stands(_ word: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
        for offset in 0..<word.count where bytes[start + offset] != word[offset] { return false }
        return true
    }
}
