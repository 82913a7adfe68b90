/// Words that stand on one line, from left to right.
struct PlacedLine {
    var words: [PlacedWord]
    var box: Box
    /// The width of one Chinese character of this line: the measure for gaps, indents and margins.
    var em: Double

    init(_ words: [PlacedWord]) {
        self.words = words
        box = words[0].box
        for word in words.dropFirst() { box.formUnion(word.box) }
        var widest = 0.0
        em = box.height * 0.85
        for word in words {
            let measure = Measure(word.text)
            guard measure.wide > 0, word.box.width > 0 else { continue }
            if measure.units > widest {
                widest = measure.units
                em = word.box.width / measure.units
            }
        }
        em = min(max(em, 2), max(box.height * 1.6, 2))
    }

    /// The size that most characters of some lines have.
    static func usualEm(of lines: some Sequence<PlacedLine>) -> Double {
        var weights: [Int: Int] = [:]
        for line in lines {
            weights[Int((line.em * 2).rounded()), default: 0] += line.words.reduce(0) { $0 + $1.text.utf8.count }
        }
        return Double(weights.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 24) / 2
    }

    /// The line's text.  A gap becomes a space only where a writer typed one: between Latin words, or wider than the
    /// spacing that justification gives.
    var text: String { Self.text(of: words[...], em: em) }

    static func text(of words: ArraySlice<PlacedWord>, em: Double) -> String {
        var text = ""
        var before: PlacedWord?
        for word in words {
            if let before, let last = before.text.unicodeScalars.last, let first = word.text.unicodeScalars.first {
                let gap = word.box.left - before.box.right
                let bothNarrow = last.value < 0x2E80 && first.value < 0x2E80 && last.isASCII && first.isASCII
                if gap > (bothNarrow ? 0.12 : 0.8) * em { text += " " }
            }
            text += word.text
            before = word
        }
        return text
    }

    /// The line cut where the gap between words is wider than `gap` ems.
    func segments(gap: Double) -> [PlacedLine] {
        var segments: [PlacedLine] = []
        var current: [PlacedWord] = []
        for word in words {
            if let last = current.last, word.box.left - last.box.right > gap * em {
                segments.append(PlacedLine(current))
                current.removeAll()
            }
            current.append(word)
        }
        segments.append(PlacedLine(current))
        return segments
    }

    /// How wide a text is, in Chinese characters; a Latin letter or a digit counts half.
    struct Measure {
        var units = 0.0
        /// Chinese characters and full-width marks.
        var wide = 0

        init(_ text: String) {
            for scalar in text.unicodeScalars {
                if scalar.value >= 0x2E80 {
                    units += 1
                    wide += 1
                } else if (0x2010...0x2027).contains(scalar.value) || (0x2460...0x24FF).contains(scalar.value) {
                    units += 1
                } else {
                    units += 0.5
                }
            }
        }
    }

    /// Lines of a page or a cell, from top to bottom.  Words are of one line where they overlap by half their height.
    static func lines(of words: [PlacedWord]) -> [PlacedLine] {
        guard !words.isEmpty else { return [] }
        let sorted = words.sorted { ($0.box.middleY, $0.box.left) < ($1.box.middleY, $1.box.left) }
        var groups: [[PlacedWord]] = []
        var box = sorted[0].box
        for word in sorted {
            let overlap = min(box.bottom, word.box.bottom) - max(box.top, word.box.top)
            if !groups.isEmpty, overlap >= 0.5 * min(box.height, word.box.height) {
                groups[groups.count - 1].append(word)
                // The line keeps the height of its first words: a bracket over two lines must not join them.
                box.top = min(box.top, max(word.box.top, box.middleY - box.height * 0.6))
                box.bottom = max(box.bottom, min(word.box.bottom, box.middleY + box.height * 0.6))
            } else {
                groups.append([word])
                box = word.box
            }
        }
        return groups.map { PlacedLine($0.sorted { ($0.box.left, $0.box.top) < ($1.box.left, $1.box.top) }) }
    }
}
