/// Marks that fonts of symbols show in the place of letters: the tick in front of a choice, a box, ≥.
enum SymbolFont {
    static func isOne(_ font: String) -> Bool { marks[font] != nil }

    /// The mark of a code, which stands as it is (0xFE) or in the private area (0xF0FE); nil where it says nothing.
    static func mark(_ code: UInt32, font: String) -> String? {
        let low = code & 0xFF
        guard code == low || code == 0xF000 | low else { return Unicode.Scalar(code).map { String($0) } }
        if font == "Symbol", (0x20...0x3F).contains(low), ![0x22, 0x24, 0x27, 0x2A].contains(low) {
            return String(Unicode.Scalar(UInt8(low)))
        }
        return marks[font]?[low]
    }

    /// A run's text in the font.
    static func shown(_ text: [UInt8], font: String) -> [UInt8] {
        Array(
            String(decoding: text, as: UTF8.self).unicodeScalars.map { mark($0.value, font: font) ?? String($0) }
                .joined().utf8)
    }

    private static let marks: [String: [UInt32: String]] = [
        "Wingdings": [
            0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x9F: "•", 0xA1: "○",
            0xA8: "□",
            0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
        ],
        "Wingdings 2": [0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"],
        "Webdings": [0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×"],
        "Symbol": [
            0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
            0xD6: "√",
        ],
    ]
}
