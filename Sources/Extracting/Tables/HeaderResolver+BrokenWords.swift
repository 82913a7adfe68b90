// Words of a header that narrow columns or levels broke apart.
extension HeaderResolver {
    /// Joins the two lowest words of a column where they stand above nothing else and are one fund or measure together:
    /// 国有资本经营 | 预算财政拨款, whose end alone would be a budget's.
    func joiningAlone(_ path: [HeaderCell], _ spans: [Range<Int>]) -> [HeaderCell] {
        guard path.count > 1, spans[path.count - 1] == spans[path.count - 2] else { return path }
        let whole = parse(path[path.count - 2].label + path[path.count - 1].label)
        guard let role = whole.meanings.first?.role, role == .fund || role == .measure, whole.isResolved else {
            return path
        }
        return path.dropLast(2) + [whole]
    }

    /// Joins words that a narrow column broke over cells or lines, where only together they are known: 公务用车 | 购置费.
    func joiningBroken(_ path: [HeaderCell]) -> [HeaderCell] {
        guard path.count > 1, path.contains(where: { !$0.isResolved }) else { return path }
        // Lines without figures may be thousands, and no word is broken over as many.
        for count in stride(from: min(path.count, 6), through: 2, by: -1) {
            for start in 0...(path.count - count) {
                let pieces = path[start..<start + count]
                guard pieces.contains(where: { !$0.isResolved }) else { continue }
                let whole = parse(pieces.map(\.label).joined())
                guard !whole.meanings.isEmpty else { continue }
                return Array(path[..<start]) + [whole] + Array(path[(start + count)...])
            }
        }
        return path
    }
}
