/// A page's lines as text whose words keep their places on paper.
///
/// Tables that no ruling draws are found in it as in laid-out text, by the same columns; blank lines stand for the room
/// between lines.
struct PlacedText {
    let text: TextLines
    /// The page's line that each line of text shows; nil for blank ones.
    let sources: [Int?]

    /// - Parameter em: the width of a Chinese character of the page; a column is half of it.
    init(_ lines: [PlacedLine], em: Double) {
        var bytes: [UInt8] = []
        var sources: [Int?] = []
        var places: [[SpacedLine.Field]] = []
        for (number, line) in lines.enumerated() {
            if number > 0 {
                let gap = line.box.top - lines[number - 1].box.bottom
                for _ in 0..<Self.blankLines(in: gap / em) {
                    bytes.append(0x0A)
                    sources.append(nil)
                    places.append([])
                }
                bytes.append(0x0A)
            }
            sources.append(number)
            places.append(Self.append(line, em: em, to: &bytes))
        }
        text = TextLines(bytes, places: places)
        self.sources = sources
    }

    /// Lines of one cell nearly touch; the widest gap in a table is what `PositionedRegion` allows.
    private static func blankLines(in ems: Double) -> Int {
        guard ems > 0.6 else { return 0 }
        return min(Int((ems / 1.5).rounded(.up)), 20)
    }

    /// Words with more than this many characters' width between them are in two columns.
    private static let columnGap = 1.0
    /// Beside other columns, less parts them, too.
    private static let closeColumnGap = 0.6
    /// Less is the room between two words of one cell that a writer parted.
    private static let wordGap = 0.12

    private static func append(_ line: PlacedLine, em: Double, to bytes: inout [UInt8]) -> [SpacedLine.Field] {
        let column = em / 2
        var fields: [SpacedLine.Field] = []
        bytes += [UInt8](repeating: 0x20, count: min(max(Int((line.box.left / column).rounded()), 0), 400))
        func gap(_ left: PlacedWord, _ right: PlacedWord) -> Double { (right.box.left - left.box.right) / em }
        let hasColumns = zip(line.words, line.words.dropFirst()).contains { gap($0, $1) > columnGap }
        var before: PlacedWord?
        for word in line.words {
            let text = word.text.utf8.filter { $0 > 0x20 }
            guard !text.isEmpty else { continue }
            let left = max(Int((word.box.left / column).rounded()), 0)
            let right = max(Int((word.box.right / column).rounded()), left + 1)
            if let last = before, let field = fields.last, gap(last, word) <= (hasColumns ? closeColumnGap : columnGap),
                !(hasColumns && gap(last, word) > wordGap && SpacedLine.parts(bytes[field.text], from: text[...]))
            {
                if gap(last, word) > wordGap { bytes.append(0x20) }
                bytes += text
                let places = field.columns.lowerBound..<max(right, field.columns.upperBound)
                fields[fields.count - 1] = SpacedLine.Field(
                    text: field.text.lowerBound..<bytes.count, characters: places, columns: places)
            } else {
                if !fields.isEmpty { bytes += [0x20, 0x20] }
                let start = bytes.count
                bytes += text
                fields.append(
                    SpacedLine.Field(text: start..<bytes.count, characters: left..<right, columns: left..<right))
            }
            before = word
        }
        return fields
    }
}
