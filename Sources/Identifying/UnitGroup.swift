import FiscalModel
import ReferenceData

/// The printed forms of one body: 新余市渝水区工商业联合会, 渝水区工商业联合会, 渝水区工商联, 区工商联.
struct UnitGroup {
    var mentions: [UnitMention]
    /// Where it is; several where that is open, none where nothing says.
    var divisions: [Division]

    var weight: Int { combined(\.key.limit) }
    /// Weight from places that are about the report's own body.
    var telling: Int { combined { $0.key == .mention ? 0 : $0.key.limit } }

    private var sources: [UnitSource: Int] {
        mentions.reduce(into: [:]) { $0.merge($1.sources, uniquingKeysWith: +) }
    }

    private func combined(_ limit: (Dictionary<UnitSource, Int>.Element) -> Int) -> Int {
        sources.reduce(0) { $0 + min($1.value, limit($1)) }
    }

    /// The weights by source, the heaviest first.
    var clues: [(source: UnitSource, weight: Int)] {
        sources.map { (source: $0.key, weight: min($0.value, $0.key.limit)) }
            .sorted { ($1.weight, $0.source.rawValue) < ($0.weight, $1.source.rawValue) }
    }

    /// The full name as published: the form most told of among those that are written out, of equal ones the longest.
    ///
    /// A report that prints only short forms (县工商联) has none; then the form is written out with the division's name.
    func name(_ names: UnitNames) -> String {
        let chained = mentions.filter { !$0.chain.isEmpty }
        let full = chained.filter { names.fullName(of: $0.name) == $0.name }
        let plain = full.filter { !$0.isUnderProvince }
        if let best = (plain.isEmpty ? full : plain).max(by: Self.isLessTold) { return best.name }
        if let short = chained.max(by: Self.isLessTold) { return names.fullName(of: short.name) }
        guard let local = mentions.max(by: Self.isLessTold) else { return "" }
        guard local.levelMark != nil, divisions.count == 1 else { return names.fullName(of: local.name) }
        return divisions[0].name + local.core
    }

    /// Printed forms that name the body beyond doubt, other than the given one.
    func aliases(of name: String) -> [String] {
        Set(mentions.filter { $0.levelMark == nil && $0.name != $0.core }.map(\.name)).subtracting([name]).sorted()
    }

    private static func isLessTold(_ a: UnitMention, _ b: UnitMention) -> Bool {
        (a.telling, a.weight, a.name.utf8.count, b.name) < (b.telling, b.weight, b.name.utf8.count, a.name)
    }
}

extension UnitGroup {
    /// Brings together the mentions that name one body.
    static func groups(of mentions: [UnitMention], context: DivisionContext, openings: [String]) -> [UnitGroup] {
        var groups: [UnitGroup] = []
        for mention in mentions where !mention.chain.isEmpty {
            let divisions = context.resolve(chain: mention.chain)
            let index = groups.firstIndex { group in
                group.mentions.contains { isSameCore($0, mention, openings: openings) }
                    && (group.divisions == divisions
                        || divisions.count == 1 && group.divisions.contains(divisions[0])
                        || group.divisions.count == 1 && divisions.contains(group.divisions[0]))
            }
            if let index {
                groups[index].mentions.append(mention)
                if divisions.count == 1 { groups[index].divisions = divisions }
            } else {
                groups.append(UnitGroup(mentions: [mention], divisions: divisions))
            }
        }
        groups.sort(by: isHeavier)
        for mention in mentions where mention.chain.isEmpty {
            let index = groups.firstIndex { group in
                fits(mention, group.divisions)
                    && group.mentions.contains { other in
                        isSameCore(other, mention, openings: openings)
                            || other.kind == mention.kind && other.core.hasSuffix(mention.core)
                    }
            }
            if let index {
                groups[index].mentions.append(mention)
            } else {
                groups.append(
                    UnitGroup(mentions: [mention], divisions: context.resolve(localName: mention.name)))
            }
        }
        return groups.sorted(by: isHeavier)
    }

    /// False for 市工商联 in the report of a county: that is the one above it.
    private static func fits(_ mention: UnitMention, _ divisions: [Division]) -> Bool {
        guard let mark = mention.levelMark, !divisions.isEmpty else { return true }
        return divisions.contains { $0.name.hasSuffix(mark) }
    }

    private static func isHeavier(_ a: UnitGroup, _ b: UnitGroup) -> Bool {
        (b.weight, a.mentions[0].name) < (a.weight, b.mentions[0].name)
    }

    /// The same name, or the same but for 中共 before it.
    private static func isSameCore(_ a: UnitMention, _ b: UnitMention, openings: [String]) -> Bool {
        if a.core == b.core { return true }
        guard a.kind == b.kind else { return false }
        let (short, long) = a.core.utf8.count < b.core.utf8.count ? (a.core, b.core) : (b.core, a.core)
        return openings.contains { $0 + short == long }
    }
}
