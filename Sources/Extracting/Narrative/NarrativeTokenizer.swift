import FiscalModel
import ReferenceData

/// Cuts a folded paragraph into tokens: one automaton pass for the words, one for numbers and punctuation.
struct NarrativeTokenizer {
    let vocabulary: NarrativeVocabulary

    func tokens(of bytes: [UInt8]) -> [NarrativeToken] {
        tokens(of: bytes, matches: vocabulary.automaton.longestMatches(in: bytes))
    }

    /// - Parameters:
    ///   - matches: the words found in the bytes.
    ///   - isTitleOnly: up to the mark that ends the first sentence, or the first bracket.
    func tokens(
        of bytes: [UInt8], matches: [TermAutomaton.Match], isTitleOnly: Bool = false
    ) -> [NarrativeToken] {
        bytes.withUnsafeBufferPointer { bytes in
            var walker = Walker(bytes: bytes, matches: matches)
            return walker.walk(isTitleOnly: isTitleOnly)
        }
    }
}

extension NarrativeTokenizer {
    /// One walk over the bytes of a paragraph.
    struct Walker {
        let bytes: UnsafeBufferPointer<UInt8>
        let matches: [TermAutomaton.Match]
        var tokens: [NarrativeToken] = []
        var openParentheses: [Int] = []
        var gapStart = -1
        /// Index of the first match not yet passed.
        var match = 0
        /// True where a sentence or list item may begin.
        var isAtStart = true
        /// Of the number that was read last.
        var digits: [UInt8] = []

        init(bytes: UnsafeBufferPointer<UInt8>, matches: [TermAutomaton.Match]) {
            self.bytes = bytes
            self.matches = matches
            tokens.reserveCapacity(bytes.count / 8 + 8)
        }

        mutating func walk(isTitleOnly: Bool) -> [NarrativeToken] {
            var index = 0
            while index < bytes.count, !(isTitleOnly && tokens.last?.endsTitle == true) {
                while match < matches.count, matches[match].range.lowerBound < index { match += 1 }
                if isAtStart, let end = itemEnd(at: index) {
                    append(.item, index..<end)
                    index = end
                    continue
                }
                if match < matches.count, matches[match].range.lowerBound == index {
                    append(.word(matches[match].term), matches[match].range)
                    index = matches[match].range.upperBound
                    match += 1
                    isAtStart = false
                    continue
                }
                index = step(at: index)
                if gapStart >= 0, !isAtStart { index = endOfIdeographs(from: index) }
            }
            closeGap(before: index)
            return tokens
        }

        /// Past the unexplained ideographs before the next word: no mark and no number is among them.
        private func endOfIdeographs(from start: Int) -> Int {
            var next = match
            while next < matches.count, matches[next].range.lowerBound < start { next += 1 }
            let limit = next < matches.count ? matches[next].range.lowerBound : bytes.count
            var end = start
            while end + 3 <= limit, bytes[end] >= 0xE4, bytes[end] <= 0xE9 { end += 3 }
            return end
        }

        /// One number, mark or character of unexplained text; returns where it ends.
        private mutating func step(at index: Int) -> Int {
            let byte = bytes[index]
            switch byte {
            case Ascii.zero...Ascii.nine:
                isAtStart = false
                return number(at: index)
            case UInt8(ascii: ","): return mark(.comma, index, 1)
            case UInt8(ascii: ";"): return mark(.semicolon, index, 1, startsSentence: true)
            case UInt8(ascii: ":"): return mark(.colon, index, 1, startsSentence: true)
            case UInt8(ascii: "!"), UInt8(ascii: "?"): return mark(.stop, index, 1, startsSentence: true)
            case UInt8(ascii: "."): return mark(.stop, index, 1, startsSentence: true)
            case UInt8(ascii: "-"): return mark(.dash, index, 1)
            case UInt8(ascii: " "):
                closeGap(before: index)
                return index + 1
            case UInt8(ascii: "("):
                if let level = level(at: index) {
                    append(.level(level), index..<(index + 5))
                    return index + 5
                }
                openParentheses.append(tokens.count + (gapStart >= 0 ? 1 : 0))
                append(.open(-1), index..<(index + 1))
                return index + 1
            case UInt8(ascii: ")"):
                var partner = -1
                closeGap(before: index)
                if let open = openParentheses.popLast() {
                    partner = open
                    tokens[open].kind = .open(tokens.count)
                }
                append(.close(partner), index..<(index + 1))
                return index + 1
            case UInt8(ascii: "["):
                // A document number “[2024]5号” is no figure.
                var end = index + 1
                while end < bytes.count, end - index < 24, bytes[end] != UInt8(ascii: "]") { end += 1 }
                guard end < bytes.count, bytes[end] == UInt8(ascii: "]") else { break }
                end += 1
                while end < bytes.count, bytes[end].isDigit { end += 1 }
                startGap(at: index)
                return end
            default: break
            }
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if length == 3, index + 3 <= bytes.count {
                switch (byte, bytes[index + 1], bytes[index + 2]) {
                case (0xE3, 0x80, 0x82): return mark(.stop, index, 3, startsSentence: true)  // 。
                case (0xE3, 0x80, 0x81): return mark(.enumerationComma, index, 3)  // 、
                case (0xE3, 0x80, 0x8A):  // 《…》: a title's words say nothing of the unit
                    if let end = endOfTitle(from: index) {
                        startGap(at: index)
                        isAtStart = false
                        return end
                    }
                default: break
                }
            }
            startGap(at: index)
            isAtStart = false
            return min(bytes.count, index + length)
        }

        private mutating func mark(
            _ kind: NarrativeToken.Kind, _ index: Int, _ length: Int, startsSentence: Bool = false
        ) -> Int {
            append(kind, index..<(index + length))
            isAtStart = startsSentence
            return index + length
        }

        mutating func startGap(at index: Int) { if gapStart < 0 { gapStart = index } }

        mutating func closeGap(before index: Int) {
            if gapStart >= 0 { tokens.append(.init(kind: .gap, range: gapStart..<index)) }
            gapStart = -1
        }

        mutating func append(_ kind: NarrativeToken.Kind, _ range: Range<Int>) {
            closeGap(before: range.lowerBound)
            tokens.append(.init(kind: kind, range: range))
        }
    }
}

extension NarrativeTokenizer.Walker {
    func has(_ text: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index + text.count <= bytes.count else { return false }
        for offset in 0..<text.count where bytes[index + offset] != text[offset] { return false }
        return true
    }

    /// Past the 》 of a title, if it is near.
    func endOfTitle(from index: Int) -> Int? {
        var end = index + 3
        while end + 3 <= bytes.count, end - index < 400 {
            if bytes[end] == 0xE3, bytes[end + 1] == 0x80, bytes[end + 2] == 0x8B { return end + 3 }
            end += 1
        }
        return nil
    }

    /// “(类)”, “(款)”, “(项)”.
    func level(at index: Int) -> Int? {
        guard index + 4 < bytes.count, bytes[index + 4] == UInt8(ascii: ")") else { return nil }
        if has(NumberText.class, at: index + 1) { return 3 }
        if has(NumberText.section, at: index + 1) { return 5 }
        return has(NumberText.item, at: index + 1) ? 7 : nil
    }

    /// The end of “(一)”, “一、”, “1.”, “(1)”, “1、”, “①” at `index`; nil where no list item begins.
    func itemEnd(at index: Int) -> Int? {
        var end = index
        if has([0xE2, 0x91], at: index), index + 3 <= bytes.count { return index + 3 }  // ①…
        let isBracketed = bytes[index] == UInt8(ascii: "(")
        if isBracketed { end += 1 }
        let start = end
        while end - start < 2, end < bytes.count, bytes[end].isDigit { end += 1 }
        if end == start {
            // 一 to 十 begin with these bytes.
            guard end < bytes.count, bytes[end] == 0xE4 || bytes[end] == 0xE5 else { return nil }
            while end - start < 9, let numeral = NumberText.numerals.first(where: { has($0, at: end) }) {
                end += numeral.count
            }
        }
        guard end > start, end < bytes.count else { return nil }
        if isBracketed { return bytes[end] == UInt8(ascii: ")") ? end + 1 : nil }
        if has(NumberText.enumerationComma, at: end) { return end + 3 }
        if bytes[end] == UInt8(ascii: ")") { return end + 1 }
        guard bytes[start].isDigit, bytes[end] == UInt8(ascii: ".") else { return nil }
        // “1.2023年…” is an item, “1.20万元” is not.
        guard end + 1 < bytes.count, bytes[end + 1].isDigit else { return end + 1 }
        return has(NumberText.year, at: end + 5) && bytes[end + 2].isDigit && bytes[end + 4].isDigit ? end + 1 : nil
    }
}
