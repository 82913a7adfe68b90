extension StringProtocol {
    /// Columns that a terminal gives this text: two for a Chinese character or full-width form, none for a combining
    /// mark or control character, one for the rest.
    ///
    /// Characters of ambiguous width (“ ” ‘ ’ … — ±) take one, as UTF-8 terminals draw them.
    ///
    /// ```swift
    /// "公务接待费".displayWidth    // 10
    /// "（万元）0.28".displayWidth  // 12
    /// ```
    public var displayWidth: Int {
        var width = 0
        var isPlain = true
        for byte in utf8 {
            isPlain = isPlain && (0x20...0x7E).contains(byte)
            width += 1
        }
        // ASCII, which figures are made of, needs no look at its scalars.
        return isPlain ? width : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    /// The text with spaces after it (or before it) up to a width; longer text is left as it is.
    public func padded(to width: Int, onLeft: Bool = false) -> String {
        let blank = String(repeating: " ", count: Swift.max(0, width - displayWidth))
        return onLeft ? blank + self : self + blank
    }

    /// The longest beginning that fits in a width.
    public func prefix(displayWidth width: Int) -> SubSequence {
        var used = 0
        var end = unicodeScalars.startIndex
        for index in unicodeScalars.indices {
            used += unicodeScalars[index].displayWidth
            if used > width { break }
            end = unicodeScalars.index(after: index)
        }
        return self[startIndex..<end]
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The width of a text whose UTF-8 these are, from an index on: wide answers measure a hundred thousand cells.
    func displayWidth(from start: Int, to end: Int) -> Int {
        // ASCII, which figures are made of, is as wide as it is long.
        var index = start
        while index < end, self[index] &- 0x20 < 0x5F { index += 1 }
        var width = index - start
        while index < end {
            let byte = self[index]
            if byte < 0x80 {
                width += byte >= 0x20 && byte < 0x7F ? 1 : 0
                index += 1
                continue
            }
            // U+5000 to U+9FFF, most of what is Chinese.
            if byte >= 0xE5, byte <= 0xE9 {
                width += 2
                index += 3
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            var value = UInt32(byte) & (0xFF >> UInt32(length + 1))
            for next in index + 1..<Swift.min(index + length, end) { value = value << 6 | UInt32(self[next]) & 0x3F }
            switch value {
            case 0x4E00...0x9FFF, 0x3000: width += 2
            case 0x2010...0x2027: width += 1  // dashes and quotation marks
            default: width += Unicode.Scalar(value)?.displayWidth ?? 1
            }
            index += length
        }
        return width
    }
}

extension Unicode.Scalar {
    /// Columns of this scalar: 0, 1 or 2.
    public var displayWidth: Int {
        switch value {
        case 0x20...0x7E: 1
        case 0..<0x20, 0x7F..<0xA0: 0
        case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x20D0...0x20FF,
            0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0100...0xE01EF:
            0
        default: Self.isWide(value) ? 2 : 1
        }
    }

    /// East Asian Width W and F of UAX #11, in the blocks that print text and emoji.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F,  // Hangul leading consonants
            0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3, 0x25FD...0x25FE,
            0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE,
            0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD,
            0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757,
            0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55,  // emoji shown wide
            0x2E80...0x303E,  // radicals, CJK punctuation
            0x3041...0x33FF,  // kana, bopomofo, enclosed and squared CJK
            0x3400...0x4DBF, 0x4E00...0x9FFF,  // ideographs
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,  // Yi, Hangul
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility and vertical forms
            0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
            0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF,  // Tangut, kana supplement
            0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F265, 0x1F300...0x1F320, 0x1F32D...0x1F335,
            0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4,
            0x1F3F8...0x1F43E, 0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567,
            0x1F57A, 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC, 0x1F6D0...0x1F6D2,
            0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0,
            0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF,
            0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default: false
        }
    }
}
