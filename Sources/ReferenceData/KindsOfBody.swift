/// The kinds of body that publish reports, told by the form of a name.
///
/// ```swift
/// kinds.kind(of: "道县工商业联合会")            // "federation"
/// kinds.kind(of: "中共普陀区委社会工作部")        // "party_department"
/// kinds.kind(of: "金堂县官仓镇人民政府")          // "township_government"
/// ```
public struct KindsOfBody: Sendable {
    public struct Kind: Hashable, Sendable {
        public var code: String
        public var labelZH: String
        public var labelEN: String
        /// True where bodies of another kind carry its name before their own (中共道县县委 + 组织部).
        public var holdsBodies: Bool
        /// True where its bodies do the same work, so that their figures compare; false for what is left over.
        public var hasPeers: Bool
        /// Forms of names; `*` stands for any characters.
        public var patterns: [String]
    }

    /// A form of names taken apart at its stars.
    struct Pattern: Sendable {
        var kind: Int
        /// Folded; the first opens the name and the last ends it, each unless empty.
        var pieces: [[UInt8]]
        /// Bytes that are no star: the pattern with most of them decides.
        var weight: Int
    }

    /// What stands for bodies no pattern knows.
    public static let other = "other"

    /// In the file's order.
    public let all: [Kind]
    /// By the last character of the names they fit, the most telling first; those that fit any end under nothing.
    private let patterns: Deferred<[[UInt8]: [Pattern]]>

    init(_ all: [Kind]) {
        self.all = all
        patterns = Deferred {
            let patterns = all.enumerated().flatMap { index, kind in
                kind.patterns.map { pattern in
                    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map {
                        FoldedText(String($0)).bytes
                    }
                    return Pattern(kind: index, pieces: pieces, weight: pieces.reduce(0) { $0 + $1.count })
                }
            }
            return Dictionary(grouping: patterns) { Self.lastCharacter(of: $0.pieces.last ?? []) }
                .mapValues { $0.sorted { ($1.weight, $0.kind) < ($0.weight, $1.kind) } }
        }
    }

    /// The last three bytes: a Chinese character.
    private static func lastCharacter(of name: [UInt8]) -> [UInt8] { Array(name.suffix(3)) }

    public subscript(code: String) -> Kind? { all.first { $0.code == code } }

    /// The kind whose most telling form fits the name; `other` where none fits.
    public func kind(of name: String) -> String {
        let folded = FoldedText(name).bytes
        let index = patterns.value
        let fitting = [Self.lastCharacter(of: folded), []].compactMap { end in
            index[end]?.first { $0.fits(folded) }
        }
        return fitting.max { $0.weight < $1.weight }.map { all[$0.kind].code } ?? Self.other
    }

    /// What names of bodies end with (工商业联合会, 教育局, 镇人民政府) and the kind of each, longest first.
    ///
    /// An ending that several kinds share has the kind whose own form is shortest.
    public var nameEndings: [(ending: String, kind: Kind)] {
        pieces { $0.last }
    }

    /// What names of bodies begin with (中共, 共青团, 政协), longest first.
    public var nameOpenings: [String] {
        pieces { $0.first }.map(\.ending)
    }

    private func pieces(_ choose: ([String]) -> String?) -> [(ending: String, kind: Kind)] {
        var best: [String: (length: Int, kind: Int)] = [:]
        for (index, kind) in all.enumerated() {
            for pattern in kind.patterns {
                let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
                guard let piece = choose(pieces), !piece.isEmpty else { continue }
                if let other = best[piece], other.length <= pattern.utf8.count { continue }
                best[piece] = (pattern.utf8.count, index)
            }
        }
        return best.sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }
            .map { ($0.key, all[$0.value.kind]) }
    }
}

extension KindsOfBody.Pattern {
    func fits(_ name: [UInt8]) -> Bool {
        guard let first = pieces.first, let last = pieces.last else { return false }
        guard pieces.count > 1 else { return name == first }
        guard name.count >= weight, ends(name, with: last), name.starts(with: first) else { return false }
        var rest = name[first.count..<(name.count - last.count)]
        for piece in pieces[1..<(pieces.count - 1)] where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    // NB: from the end, because of the patterns asked nearly all end with one character and differ in the one before.
    private func ends(_ name: [UInt8], with last: [UInt8]) -> Bool {
        let gap = name.count - last.count
        return last.indices.reversed().allSatisfy { name[gap + $0] == last[$0] }
    }
}

extension KindsOfBody {
    static func load(from reader: inout SeedReader) -> KindsOfBody {
        let file = "kinds_of_body"
        var kinds: [Kind] = []
        var lineOfPattern: [String: Int] = [:]
        var codes: Set<String> = []
        for row in reader.rows(
            of: file, columns: ["code", "label_zh", "label_en", "holds_bodies", "has_peers", "patterns"],
            notEmpty: ["code", "label_zh", "label_en"])
        {
            if !codes.insert(row["code"]).inserted {
                reader.report(.duplicate(row["code"]), in: file, line: row.line)
            }
            for column in ["holds_bodies", "has_peers"] where row[column] != "0" && row[column] != "1" {
                reader.report(.badValue(column: column, value: row[column]), in: file, line: row.line)
            }
            let patterns = row["patterns"].split(separator: ";").map(String.init)
            for pattern in patterns {
                if let line = lineOfPattern.updateValue(row.line, forKey: pattern) {
                    reader.report(
                        .contradiction(term: pattern, line: line, file: file + ".csv"), in: file, line: row.line)
                }
            }
            kinds.append(
                Kind(
                    code: row["code"], labelZH: row["label_zh"], labelEN: row["label_en"],
                    holdsBodies: row["holds_bodies"] == "1", hasPeers: row["has_peers"] == "1",
                    patterns: patterns))
        }
        if !kinds.isEmpty, !codes.contains(other) {
            reader.report(.unknownReference(column: "code", value: other, file: file + ".csv"), in: file, line: 0)
        }
        return KindsOfBody(kinds)
    }
}
