/// Whether a text was broken into lines of one width, as printing to a file does.
///
/// Such lines cut sentences, words and numbers anywhere.  Most of them are equally long and none is longer; in a text of
/// whole paragraphs the lengths scatter.
struct WrappedLines {
    private enum Measure { case characters, columns }
    private let measure: Measure
    private let width: Int
    /// How much shorter than the width a full line may be.
    private let slack: Int

    /// Nil where the lines are whole paragraphs.
    init?(_ text: TextLines) {
        if let wrapped = WrappedLines(ofEqualLines: text) {
            self = wrapped
        } else if text.lines.contains(where: \.startsPage) || Self.endsInsideSentences(text),
            let wrapped = WrappedLines(ofPages: text)
        {
            self = wrapped
        } else {
            return nil
        }
    }

    /// Pages written out as text: the cells of tables are short lines, and prose is as wide as the page, but for marks and
    /// digits that are narrower on paper than as characters.
    private init?(ofPages text: TextLines) {
        var columns: [Int: Int] = [:]
        var filled = 0
        for line in text.lines where !line.isBlank {
            guard line.tabs == 0, line.whole.count <= 600 else { return nil }
            let width = text.width(line.whole.lowerBound..<line.trimmed.upperBound).columns
            guard width >= Self.shortestProse, Self.isProse(text.bytes[line.trimmed]) else { continue }
            filled += 1
            columns[width, default: 0] += 1
        }
        guard filled >= 8, let best = Self.edge(columns, filled: filled, slack: Self.pageSlack, longest: 20) else {
            return nil
        }
        (measure, width, slack) = (.columns, best.width, Self.pageSlack + 1)
    }

    /// True where most lines as long as prose stop where no sentence does, and the next goes on: nobody writes paragraphs
    /// like that.
    private static func endsInsideSentences(_ text: TextLines) -> Bool {
        var long = 0
        var open = 0
        for (line, next) in zip(text.lines, text.lines.dropFirst()) where !line.isBlank && line.tabs == 0 {
            let printed = line.whole.lowerBound..<line.trimmed.upperBound
            // NB: no character takes fewer columns than half its bytes.
            guard printed.count >= shortestProse,
                printed.count >= shortestProse * 2 || text.width(printed).columns >= shortestProse,
                isProse(text.bytes[line.trimmed])
            else { continue }
            long += 1
            let isOpen =
                !next.isBlank && LineOpening.endsInsideWord(text.bytes[line.trimmed])
                && !LineOpening.startsItem(text.bytes[next.trimmed]) && !text.isIndented(next)
            open += isOpen ? 1 : 0
        }
        return long >= fewestProse && open * 2 > long
    }

    /// A line of a sentence has marks, one of a table has none.
    private static func isProse(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains("，") || line.contains("。") || line.contains("、") || line.contains("；") || line.contains("：")
    }

    private static let fewestProse = 8
    private static let shortestProse = 40
    private static let pageSlack = 8

    private init?(ofEqualLines text: TextLines) {
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
        (measure, width, slack) = isCharacters ? (.characters, best.width, 1) : (.columns, best.width, 3)
    }

    /// The width that at least two fifths of the lines reach and hardly one, of as many as `longest`, exceeds.
    private static func edge(
        _ counts: [Int: Int], filled: Int, slack: Int, longest: Int = 33
    ) -> (width: Int, share: Int)? {
        var best: (width: Int, share: Int)?
        for width in counts.keys.sorted() where width >= 20 && width <= 160 {
            let share = (width - slack...width).reduce(0) { $0 + (counts[$1] ?? 0) }
            let longer = counts.reduce(0) { $0 + ($1.key > width ? $1.value : 0) }
            guard share * 5 >= filled * 2, longer * longest <= filled else { continue }
            if share > best?.share ?? 0 { best = (width, share) }
        }
        return best
    }

    /// True where a line is as long as the width allows, so that the next one may go on.
    func isFull(_ line: TextLines.Line, in text: TextLines) -> Bool {
        let own = text.width(line.whole.lowerBound..<line.trimmed.upperBound)
        return (measure == .characters ? own.characters : own.columns) >= width - slack
    }
}
