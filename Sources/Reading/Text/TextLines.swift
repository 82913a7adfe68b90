/// The lines of a text, with what is needed to tell paragraphs from tables.
///
/// Line ends are LF, CRLF, CR; a form feed ends a line and starts a page.
struct TextLines {
    struct Line {
        /// The line without its end.
        var whole: Range<Int>
        /// The line without blanks at either end, ideographic spaces included.
        var trimmed: Range<Int>
        var tabs: Int
        /// True for the first line after a form feed.
        var startsPage: Bool

        var isBlank: Bool { trimmed.isEmpty }
    }

    let bytes: [UInt8]
    private(set) var lines: [Line] = []
    /// Where the words of each line stand on paper; nil where blanks say it.
    private(set) var places: [[SpacedLine.Field]]?

    /// Splits a text into its lines; what lies behind the limit is left off.
    init(_ bytes: [UInt8], limit: Int = .max) {
        self.bytes = bytes
        lines.reserveCapacity(bytes.count / 48 + 4)
        bytes.withUnsafeBufferPointer { buffer in
            let count = buffer.count
            var start = 0
            var index = 0
            var tabs = 0
            var startsPage = false
            while index <= count, lines.count <= limit {
                let byte = index < count ? buffer[index] : 0x0A
                if byte > 0x0D {
                    index += 1
                    continue
                }
                switch byte {
                case 0x09: tabs += 1
                case 0x0A, 0x0D, 0x0C, 0x0B:
                    let whole = start..<index
                    lines.append(
                        Line(whole: whole, trimmed: TextLines.trim(buffer, whole), tabs: tabs, startsPage: startsPage))
                    startsPage = byte == 0x0C
                    tabs = 0
                    if byte == 0x0D, index + 1 < count, buffer[index + 1] == 0x0A { index += 1 }
                    start = index + 1
                default: break
                }
                index += 1
            }
        }
    }

    /// Lines whose words have places of their own: one entry for each line.
    init(_ bytes: [UInt8], places: [[SpacedLine.Field]]) {
        self.init(bytes)
        self.places = places
    }

    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func trim(_ range: Range<Int>) -> Range<Int> {
        bytes.withUnsafeBufferPointer { TextLines.trim($0, range) }
    }

    /// Blanks are ASCII white space and controls, U+00A0, U+3000, U+FEFF and U+200B.
    static func trim(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper {
            let byte = buffer[lower]
            if byte <= 0x20 {
                lower += 1
            } else if byte == 0xC2, lower + 1 < upper, buffer[lower + 1] == 0xA0 {
                lower += 2
            } else if byte >= 0xE2, lower + 2 < upper, isWideBlank(byte, buffer[lower + 1], buffer[lower + 2]) {
                lower += 3
            } else {
                break
            }
        }
        while lower < upper {
            let byte = buffer[upper - 1]
            if byte <= 0x20 {
                upper -= 1
            } else if byte == 0xA0, upper - 2 >= lower, buffer[upper - 2] == 0xC2 {
                upper -= 2
            } else if upper - 3 >= lower, isWideBlank(buffer[upper - 3], buffer[upper - 2], byte) {
                upper -= 3
            } else {
                break
            }
        }
        return lower..<upper
    }

    private static func isWideBlank(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        (a == 0xE3 && b == 0x80 && c == 0x80) || (a == 0xEF && b == 0xBB && c == 0xBF)
            || (a == 0xE2 && b == 0x80 && c == 0x8B)
    }
}

extension TextLines {
    /// Characters in a range, and the columns they take: two for those above U+07FF, as Chinese ones are.
    func width(_ range: Range<Int>) -> (characters: Int, columns: Int) {
        var characters = 0
        var wide = 0
        for index in range {
            let byte = bytes[index]
            if byte & 0xC0 != 0x80 {
                characters += 1
                if byte >= 0xE0 { wide += 1 }
            }
        }
        return (characters, characters + wide)
    }

    /// True where the line starts with an indent: a tab, an ideographic space or two blanks.
    func isIndented(_ line: Line) -> Bool {
        let lead = line.trimmed.lowerBound - line.whole.lowerBound
        return lead >= 2 || (lead == 1 && bytes[line.whole.lowerBound] == 0x09)
    }

    /// `-- PAGE_BREAK --`, `Page 3`, `=== PAGE 3 ===`: what programs write between pages.
    private func isPageMark(_ line: Line) -> Bool {
        var letters: [UInt8] = []
        var digits = 0
        for byte in bytes[line.trimmed] {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A: letters.append(byte & 0xDF)
            case 0x20, 0x2D, 0x3D, 0x5F: break
            default: return false
            }
        }
        return letters.elementsEqual("PAGE".utf8) ? digits > 0 && digits <= 4 : letters.elementsEqual("PAGEBREAK".utf8)
    }

    /// `- 12 -`, `— 3 —`, `第3页`, `第 3 页 共 9 页`: what a printed page carries at its foot.
    func isPageNumber(_ line: Line) -> Bool {
        guard !line.isBlank, line.trimmed.count <= 48 else { return false }
        if isPageMark(line) { return true }
        var digits = 0
        var dashes = 0
        var pageWords = 0
        var index = line.trimmed.lowerBound
        let end = line.trimmed.upperBound
        while index < end {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x2F {
                index += 1
            } else if byte >= 0x30, byte <= 0x39 {
                digits += 1
                index += 1
            } else if byte == 0x2D {
                dashes += 1
                index += 1
            } else if byte >= 0xE0, index + 3 <= end {
                switch (byte, bytes[index + 1], bytes[index + 2]) {
                case (0xE2, 0x80, 0x92...0x95), (0xEF, 0xBC, 0x8D), (0xE2, 0x94, 0x80): dashes += 1
                case (0xE7, 0xAC, 0xAC), (0xE9, 0xA1, 0xB5), (0xE5, 0x85, 0xB1): pageWords += 1
                case (0xE3, 0x80, 0x80), (0xEF, 0xBC, 0x8C): break
                default: return false
                }
                index += 3
            } else {
                return false
            }
        }
        guard digits > 0, digits <= 8 else { return false }
        return (dashes >= 2 && digits <= 4 && pageWords == 0) || (pageWords >= 2 && dashes == 0)
    }
}
