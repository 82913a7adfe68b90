/// Whether a text was broken into lines of one width, as printing to a file does.
///
/// Such lines cut sentences, words and numbers anywhere.  Most of them are equally long and none is longer; in a text of
/// whole paragraphs the lengths scatter.
struct WrappedLines {
    private enum Measure { case characters, columns }
    private let measure: Measure
    private let width: Int

    /// Nil where the lines are whole paragraphs.
    init?(_ text: TextLines) {
        var characters: [Int: Int] = [:]
        var columns: [Int: Int] = [:]
        var filled = 0
        for line in text.lines where !line.isBlank {
            if line.tabs > 0 || text.isPageNumber(line) { continue }
            filled += 1
            if line.whole.count > 600 { return nil }
            let width = text.width(line.whole.lowerBound..<line.trimmed.upperBound)
            characters[width.characters, default: 0] += 1
            columns[width.columns, default: 0] += 1
        }
        guard filled >= 8 else { return nil }
        let byCharacters = Self.edge(characters, filled: filled, slack: 1)
        let byColumns = Self.edge(columns, filled: filled, slack: 2)
        guard let best = [byCharacters, byColumns].compactMap(\.self).max(by: { $0.share < $1.share }) else {
            return nil
        }
        let isCharacters = byCharacters.map { $0.share >= best.share } ?? false
        measure = isCharacters ? .characters : .columns
        width = best.width
    }

    /// The width that at least two fifths of the lines reach and hardly one exceeds.
    private static func edge(_ counts: [Int: Int], filled: Int, slack: Int) -> (width: Int, share: Int)? {
        var best: (width: Int, share: Int)?
        for width in counts.keys.sorted() where width >= 20 && width <= 160 {
            let share = (width - slack...width).reduce(0) { $0 + (counts[$1] ?? 0) }
            let longer = counts.reduce(0) { $0 + ($1.key > width ? $1.value : 0) }
            guard share * 5 >= filled * 2, longer * 33 <= filled else { continue }
            if share > best?.share ?? 0 { best = (width, share) }
        }
        return best
    }

    /// True where a line is as long as the width allows, so that the next one may go on.
    func isFull(_ line: TextLines.Line, in text: TextLines) -> Bool {
        let own = text.width(line.whole.lowerBound..<line.trimmed.upperBound)
        return switch measure {
        case .characters: own.characters >= width - 1
        case .columns: own.columns >= width - 3
        }
    }
}
