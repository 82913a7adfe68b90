/// A figure that a narrow column or the end of a page broke in two: “21,736,211” above “.20”, “5,218,450.” above “00”.
///
/// Two figures below each other are one only where the shape of both says so: together they are an amount with two
/// decimals, or a code, and the upper one alone is none.
enum BrokenFigure {
    /// Both pieces as one figure; nil where they may be two.
    ///
    /// - Parameter codes: true where they may be a code; 2080 above 501 are amounts elsewhere.
    static func joined(_ head: String, _ tail: String, codes: Bool) -> String? {
        let (upper, lower) = (Array(head.utf8), Array(tail.utf8))
        guard let last = upper.last, let first = lower.first, upper.allSatisfy(isPart), lower.allSatisfy(isPart),
            lower.first != UInt8(ascii: "-"), upper.contains(where: isDigit), lower.contains(where: isDigit),
            !isAmount(upper[...])
        else { return nil }
        let whole = upper + lower
        if isCode(whole), !isCode(upper), upper.count > 3 { return codes ? head + tail : nil }
        guard isAmount(whole[...]) else { return nil }
        // Without commas the break has to lie at the point or behind it.
        let isPlain = !whole.contains(UInt8(ascii: ","))
        guard !isPlain || upper.contains(UInt8(ascii: ".")) || first == UInt8(ascii: ".") || !isDigit(last) else {
            return nil
        }
        return head + tail
    }

    /// Digits, grouped by threes or not at all, with two decimals.
    static func isAmount(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes
        guard let point = digits.lastIndex(of: UInt8(ascii: ".")), digits.endIndex - point == 3,
            digits[(point + 1)...].allSatisfy(isDigit)
        else { return false }
        let groups = digits[..<point].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, groups.allSatisfy({ $0.allSatisfy(isDigit) }), !first.isEmpty else {
            return false
        }
        return groups.count == 1 || first.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// 20805, 2080505, 30201: what the classifications number.
    private static func isCode(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, [3, 5, 7].contains(bytes.count), bytes.allSatisfy(isDigit) else { return false }
        return first == UInt8(ascii: "2") || first == UInt8(ascii: "3") && bytes.count == 5
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension BrokenFigure {
    /// Joins the pieces in rows of cells: the lower ones stand directly below, begin or end at the same place and have no other
    /// figure beside them, and all other amounts of the table have two decimals.
    ///
    /// - Parameter lines: the line of the text that each row stands on.
    static func join(_ cells: inout [[PositionedTable.Cell]], in data: Range<Int>, lines: [Int]) {
        var breaks: [(row: Int, pairs: [(upper: Int, lower: Int)])] = []
        var heads: [Int: Set<Int>] = [:]
        let codeColumns = codeColumns(of: cells[data])
        for row in data.dropLast() where lines[row + 1] == lines[row] + 1 {
            var pairs: [(upper: Int, lower: Int)] = []
            var isBroken = true
            for (lower, cell) in cells[row + 1].enumerated() where cell.isFigure {
                let upper = cells[row].firstIndex { other in
                    other.column == cell.column && other.span == cell.span && other.isFigure
                        && (abs(other.extent.upperBound - cell.extent.upperBound) <= 2
                            || abs(other.extent.lowerBound - cell.extent.lowerBound) <= 1)
                        && joined(other.text, cell.text, codes: codeColumns.contains(cell.column)) != nil
                }
                guard let upper else {
                    isBroken = false
                    break
                }
                pairs.append((upper, lower))
            }
            guard isBroken, !pairs.isEmpty else { continue }
            breaks.append((row, pairs))
            heads[row, default: []].formUnion(pairs.map(\.upper))
            heads[row + 1, default: []].formUnion(pairs.map(\.lower))
        }
        guard !breaks.isEmpty else { return }
        let others = data.flatMap { row in
            cells[row].indices.filter { heads[row]?.contains($0) != true }.map { cells[row][$0] }
        }
        let amounts = others.filter { $0.isFigure && $0.text.utf8.contains(UInt8(ascii: ".")) }
        guard amounts.allSatisfy({ isAmount(Array($0.text.utf8)[...]) }) else { return }
        for (row, pairs) in breaks.reversed() {
            for (upper, lower) in pairs { cells[row][upper].text += cells[row + 1][lower].text }
            let lowers = Set(pairs.map(\.lower))
            cells[row + 1] = cells[row + 1].indices.filter { !lowers.contains($0) }.map { cells[row + 1][$0] }
        }
    }

    /// Columns of codes: one of them stands there whole, no words stand before them, and none has a point.
    private static func codeColumns(of rows: ArraySlice<[PositionedTable.Cell]>) -> Set<Int> {
        var codes: Set<Int> = []
        var others: Set<Int> = []
        for row in rows {
            var isBehindWords = false
            for cell in row {
                if cell.isWords { isBehindWords = true }
                guard cell.isFigure else { continue }
                let bytes = Array(cell.text.utf8)
                if isBehindWords || !bytes.allSatisfy(isDigit) { others.insert(cell.column) }
                if isCode(bytes) { codes.insert(cell.column) }
            }
        }
        return codes.subtracting(others)
    }
}
