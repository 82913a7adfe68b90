/// The names most like a given one, nearest first, for “did you mean”.
///
/// A name counts as near when one holds the other or is short for it, or when at most half of its characters (and at most three) have to be
/// changed, added or left out.
func nearest<Names: Sequence<String>>(to name: String, among names: Names, limit: Int = 3) -> [String] {
    let wanted = Array(name.unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    var ranked: [(distance: Int, name: String)] = []
    for candidate in Set(names) {
        let other = Array(candidate.unicodeScalars)
        let distance = editDistance(wanted, other)
        let isHeld =
            candidate.contains(name) || (other.count > 1 && name.contains(candidate)) || isShortForm(wanted, of: other)
        if isHeld || distance <= min(3, wanted.count / 2) {
            ranked.append((isHeld ? min(distance, 1) : distance, candidate))
        }
    }
    ranked.sort {
        ($0.distance, $0.name.unicodeScalars.count, $0.name) < ($1.distance, $1.name.unicodeScalars.count, $1.name)
    }
    return ranked.prefix(limit).map(\.name)
}

/// True for 道县工商联 of 道县工商业联合会: three characters or more, all in the name and in its order.
private func isShortForm(_ short: [Unicode.Scalar], of name: [Unicode.Scalar]) -> Bool {
    guard short.count >= 3 else { return false }
    var rest = short[...]
    for character in name where character == rest.first { rest.removeFirst() }
    return rest.isEmpty
}

/// Characters to change, add or leave out to get from one text to the other (Levenshtein).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, y) in b.enumerated() {
            let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
            diagonal = row[j + 1]
            row[j + 1] = cost
        }
    }
    return row[b.count]
}
