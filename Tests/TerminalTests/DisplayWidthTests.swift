import Testing

@testable import Terminal

/// Protects the widths that every aligned table rests on.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("公务接待费", 10), ("（万元）0.28", 12), ("“三公”", 6), ("１２％", 6), ("—", 1), ("e\u{301}", 1),
        ("\u{FEFF}a", 1), ("𠮷", 2), ("〇", 2), ("ｱ", 1), ("✅", 2), ("a\u{7}b", 2),
    ]) func width(_ text: String, _ expected: Int) {
        #expect(text.displayWidth == expected)
    }

    @Test func prefixNeverCutsAWideCharacter() {
        #expect("甲乙丙".prefix(displayWidth: 3) == "甲")
        #expect("a甲乙".prefix(displayWidth: 3) == "a甲")
        #expect("甲".prefix(displayWidth: 1) == "")
    }

    @Test func paddingLeavesLongTextAlone() {
        #expect("甲".padded(to: 4) == "甲  ")
        #expect("甲".padded(to: 4, onLeft: true) == "  甲")
        #expect("甲乙".padded(to: 3) == "甲乙")
    }

    /// Tables measure bytes, for speed: for every scalar there is they have to find what its own width is.
    @Test func bytesMeasureAsTheTextDoes() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array("a\(scalar)1".utf8)
            let width = bytes.withUnsafeBufferPointer { $0.displayWidth(from: 1, to: bytes.count) }
            if width != scalar.displayWidth + 1 { Issue.record("U+\(String(value, radix: 16)): \(width)") }
        }
    }
}
