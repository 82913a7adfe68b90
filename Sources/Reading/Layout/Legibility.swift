/// Tells text from the noise that a font without a map to Unicode leaves.
///
/// Such fonts yield private-use characters, control characters, Western letters with accents in the place of Chinese, or
/// a heap of punctuation: the file shows text, but nobody can know which.
struct Legibility {
    /// Characters that are neither spaces nor common punctuation.
    private(set) var characters = 0
    private var impossible = 0
    private var accented = 0
    private var chinese = 0
    /// Of the Chinese characters, those without which no report is written.
    private var common = 0
    /// Letters of scripts that no report uses, and rare Chinese characters: numbers of glyphs taken for characters.
    private var foreign = 0
    private var asciiLetters = 0
    private var asciiMarks = 0

    mutating func add(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20, 0x3000, 0x2E: continue
            case 0x00...0x1F, 0x7F...0x9F, 0xE000...0xF8FF, 0xFFFD, 0xFFFE, 0xFFFF, 0xF0000...0x10FFFF: impossible += 1
            case 0xC0...0xFF, 0x100...0x24F: accented += 1
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: asciiLetters += 1
            case 0x21...0x7E: asciiMarks += 1
            case 0x250...0x36F, 0x4FF...0x1FFF, 0x3400...0x4DBF, 0xA000...0xD7FF: foreign += 1
            case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
                chinese += 1
                if Self.commonCharacters.contains(scalar) { common += 1 }
            default: break
            }
            characters += 1
        }
    }

    static func of(_ words: [PlacedWord]) -> Legibility {
        var legibility = Legibility()
        for word in words { legibility.add(word.text) }
        return legibility
    }

    static func + (a: Legibility, b: Legibility) -> Legibility {
        var sum = a
        sum.characters += b.characters
        sum.impossible += b.impossible
        sum.accented += b.accented
        sum.chinese += b.chinese
        sum.common += b.common
        sum.foreign += b.foreign
        sum.asciiLetters += b.asciiLetters
        sum.asciiMarks += b.asciiMarks
        return sum
    }

    private static let commonCharacters = Set(
        "的一不了在有和是为年月日元万本部门单位预算决收入支出财政公共务项目经费合计总中国人大会县市区省情况管理服社保障业用".unicodeScalars)

    /// A whole document of Chinese characters without the common ones: shifted by a font's own numbering.
    var isShifted: Bool { chinese >= 100 && common * 40 < chinese }

    var isGarbled: Bool {
        guard characters >= 12 else { return false }
        if (impossible + foreign) * 5 >= characters { return true }
        if accented * 4 >= characters && chinese * 3 < characters { return true }
        return chinese * 50 < characters && asciiMarks * 5 > (asciiMarks + asciiLetters) * 2
    }
}
