import FiscalModel
import ReferenceData

/// Cuts a folded paragraph into tokens: one automaton pass for the words, one for numbers and punctuation.
struct NarrativeTokenizer {
    let vocabulary: NarrativeVocabulary

    func tokens(of bytes: [UInt8]) -> [NarrativeToken] {
        let matches = vocabulary.automaton.longestMatches(in: bytes)
        return bytes.withUnsafeBufferPointer { bytes in
            var walker = Walker(bytes: bytes, matches: matches)
            return walker.walk()
        }
    }
}

extension NarrativeTokenizer {
    /// One walk over the bytes of a paragraph.
    fileprivate struct Walker {
        let bytes: UnsafeBufferPointer<UInt8>
        let matches: [TermAutomaton.Match]
        var tokens: [NarrativeToken] = []
        var openParentheses: [Int] = []
        var gapStart = -1
        /// Index of the first match not yet passed.
        var match = 0
        /// True where a sentence or list item may begin.
        var isAtStart = true

        init(bytes: UnsafeBufferPointer<UInt8>, matches: [TermAutomaton.Match]) {
            self.bytes = bytes
            self.matches = matches
            tokens.reserveCapacity(bytes.count / 8 + 8)
        }

        mutating func walk() -> [NarrativeToken] {
            var index = 0
            while index < bytes.count {
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
            }
            closeGap(before: bytes.count)
            return tokens
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
    fileprivate func endOfTitle(from index: Int) -> Int? {
        var end = index + 3
        while end + 3 <= bytes.count, end - index < 400 {
            if bytes[end] == 0xE3, bytes[end + 1] == 0x80, bytes[end + 2] == 0x8B { return end + 3 }
            end += 1
        }
        return nil
    }

    /// “(类)”, “(款)”, “(项)”.
    fileprivate func level(at index: Int) -> Int? {
        guard index + 4 < bytes.count, bytes[index + 4] == UInt8(ascii: ")") else { return nil }
        if has(NumberText.class, at: index + 1) { return 3 }
        if has(NumberText.section, at: index + 1) { return 5 }
        return has(NumberText.item, at: index + 1) ? 7 : nil
    }

    /// The end of “(一)”, “一、”, “1.”, “(1)”, “1、”, “①” at `index`; nil where no list item begins.
    fileprivate func itemEnd(at index: Int) -> Int? {
        var end = index
        if has([0xE2, 0x91], at: index), index + 3 <= bytes.count { return index + 3 }  // ①…
        let isBracketed = bytes[index] == UInt8(ascii: "(")
        if isBracketed { end += 1 }
        let start = end
        while end - start < 2, end < bytes.count, bytes[end].isDigit { end += 1 }
        if end == start {
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

    /// Reads a year, a date, a code or a figure; returns where it ends.
    fileprivate mutating func number(at start: Int) -> Int {
        let (end, digits) = scanDigits(from: start)
        if digits.count == 4, end == start + 4, let yearEnd = yearEnd(after: end, value: digits) {
            append(.year(digits.reduce(0) { $0 * 10 + Int($1 - Ascii.zero) }), start..<yearEnd)
            return yearEnd
        }
        if end < bytes.count,
            has(NumberText.month, at: end) || has(NumberText.day, at: end) || has(NumberText.year, at: end)
        {
            return dateEnd(from: end)
        }
        if [3, 5, 7].contains(end - start), isCode(digits), end < bytes.count,
            bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: ")")
                || (bytes[end] >= 0xE4 && counter(at: end).length == 0)
        {
            append(.code, start..<end)
            return end
        }
        guard let value = Number(ascii: digits[...]) else {
            startNumberGap(start)
            return end
        }
        var (kind, length) = counter(at: end)
        var isApproximate = hasApproximation(before: start)
        // “5万余元”, “60多家”
        if let word = NumberText.about.first(where: { has($0, at: end) }) {
            isApproximate = true
            (kind, length) = counter(at: end + word.count)
            length += word.count
        } else if length > 0,
            NumberText.about.contains(where: { has($0, at: end + length) }) || hasLimit(at: end + length)
        {
            isApproximate = true
        }
        if has(NumberText.every, at: end + length)
            || (end + length < bytes.count && bytes[end + length] == UInt8(ascii: "/"))
        {
            isApproximate = true
        }
        length += alternativeUnitLength(at: end + length)
        append(
            .figure(.init(number: value, counter: kind, range: start..<(end + length), isApproximate: isApproximate)),
            start..<(end + length))
        return end + length
    }

    private mutating func startNumberGap(_ index: Int) { append(.gap, index..<(index + 1)) }

    /// Digits with thousands commas, a point, and the single spaces that broken lines left; only digits and the point
    /// are returned.
    private func scanDigits(from start: Int) -> (end: Int, digits: [UInt8]) {
        var digits: [UInt8] = []
        var index = start
        var hasPoint = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isDigit {
                digits.append(byte)
                index += 1
                continue
            }
            let space = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: " ") ? 1 : 0
            if byte == UInt8(ascii: "."), !hasPoint, index + 1 + space < bytes.count, bytes[index + 1 + space].isDigit {
                // “3.2023年” begins a list item.
                if space == 0, digits.count <= 2, has(NumberText.year, at: index + 5),
                    bytes[index + 1] == UInt8(ascii: "2")
                {
                    break
                }
                hasPoint = true
                digits.append(byte)
                index += 1 + space
                continue
            }
            if byte == UInt8(ascii: ","), !hasPoint, isGroup(at: index + 1 + space), digits.count <= 15 {
                index += 1 + space
                continue
            }
            if byte == UInt8(ascii: " "), !hasPoint, digits.count <= 3, isGroup(at: index + 1) {
                index += 1
                continue
            }
            if byte == UInt8(ascii: " "), index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "."),
                bytes[index + 2].isDigit, !hasPoint
            {
                index += 1
                continue
            }
            break
        }
        return (index, digits)
    }

    /// Three digits and no fourth.
    private func isGroup(at index: Int) -> Bool {
        guard index + 3 <= bytes.count, (0..<3).allSatisfy({ bytes[index + $0].isDigit }) else { return false }
        return index + 3 == bytes.count || !bytes[index + 3].isDigit
    }

    private func isCode(_ digits: [UInt8]) -> Bool {
        guard digits.count >= 3, digits.allSatisfy(\.isDigit) else { return false }
        switch digits[0] {
        case UInt8(ascii: "2"): return digits.count != 3 || digits[1] <= UInt8(ascii: "3")
        case UInt8(ascii: "3"): return digits.count < 7 && (digits[1] == Ascii.zero || digits[1] == UInt8(ascii: "1"))
        default: return false
        }
    }

    /// The end of “2022年”, “2022年度”, “2022年12月31日”; “年初”, “年末” stay for the words.
    private func yearEnd(after end: Int, value: [UInt8]) -> Int? {
        guard
            value[0] == UInt8(ascii: "2") && value[1] == Ascii.zero
                || value[0] == UInt8(ascii: "1") && value[1] == Ascii.nine,
            has(NumberText.year, at: end)
        else { return nil }
        if NumberText.partsOfYear.contains(where: { has($0, at: end + 3) }) || wordBegins(at: end) { return end }
        var next = end + 3
        if has(NumberText.degree, at: next) { next += 3 }
        return dateEnd(from: next, isAfterYear: true)
    }

    /// True when a word of more than “年度” begins here: “2023年度收入合计” is a year and “年度收入合计”.
    private func wordBegins(at index: Int) -> Bool {
        var next = match
        while next < matches.count, matches[next].range.lowerBound < index { next += 1 }
        return next < matches.count && matches[next].range.lowerBound == index && matches[next].range.count > 6
    }

    /// Past “12月31日” and the like.
    private func dateEnd(from start: Int, isAfterYear: Bool = false) -> Int {
        var index = start
        while index < bytes.count {
            var digit = index
            while digit < bytes.count, digit - index < 2, bytes[digit].isDigit { digit += 1 }
            guard digit < bytes.count else { return index }
            // “2023年日常公用经费” is no date.
            let isNumbered = digit > index || (index == start && !isAfterYear)
            if isNumbered, has(NumberText.month, at: digit) || has(NumberText.day, at: digit) {
                index = digit + 3
            } else if !isAfterYear, digit == index, has(NumberText.year, at: digit) {
                index = digit + 3
            } else {
                return index
            }
        }
        return index
    }

    private func hasApproximation(before start: Int) -> Bool {
        if start >= 1 {
            let byte = bytes[start - 1]
            if byte == UInt8(ascii: "~") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return true }
            if byte == UInt8(ascii: "-"), start >= 2, bytes[start - 2].isDigit || bytes[start - 2] == UInt8(ascii: "%")
            {
                return true
            }
        }
        guard start >= 1 else { return false }
        return NumberText.nearly[Int(bytes[start - 1])].contains { has($0, at: start - $0.count) }
    }

    private func hasLimit(at index: Int) -> Bool {
        if index < bytes.count, bytes[index] == UInt8(ascii: "~") { return true }
        if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "-"), bytes[index + 1].isDigit { return true }
        var index = index
        if has(NumberText.inclusive, at: index) { index += NumberText.inclusive.count }
        guard index + 2 < bytes.count else { return false }
        return NumberText.limits[Int(bytes[index + 2])].contains { has($0, at: index) }
    }

    /// “1128户(人)”: the second unit in brackets belongs to the figure.
    private func alternativeUnitLength(at index: Int) -> Int {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return 0 }
        let inner = counter(at: index + 1).length
        guard inner > 0, index + 1 + inner < bytes.count, bytes[index + 1 + inner] == UInt8(ascii: ")") else {
            return 0
        }
        return inner + 2
    }

    private func counter(at index: Int) -> (kind: NarrativeFigure.Counter, length: Int) {
        guard index < bytes.count else { return (.none, 0) }
        if bytes[index] == UInt8(ascii: "%") { return (.percent, 1) }
        guard bytes[index] >= 0x80 else { return (.none, 0) }
        guard index + 2 < bytes.count else { return (.none, 0) }
        for counter in NumberText.counters[Int(bytes[index + 2])] where has(counter.text, at: index) {
            return (counter.kind, counter.text.count)
        }
        return (.none, 0)
    }
}

enum Ascii {
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

/// Characters that numbers are made of, as UTF-8.
private enum NumberText {
    static let `class` = bytes("类")
    static let section = bytes("款")
    static let item = bytes("项")
    static let year = bytes("年")
    static let month = bytes("月")
    static let day = bytes("日")
    static let degree = bytes("度")
    static let every = bytes("每")
    static let enumerationComma = bytes("、")
    static let inclusive = bytes("(含)")
    static let partsOfYear = ["初", "末", "底", "终", "中"].map(bytes)
    static let about = ["余", "多", "来", "几"].map(bytes)
    /// By their last byte.
    static let nearly = byByte(
        ["近", "超", "逾", "约", "不足", "不到", "突破", "≥", "≤", "≧", "≦", "～", "第", "超过", "每"].map(bytes)
    ) { $0[$0.count - 1] }
    /// By the third byte, the last of their first character.
    static let limits = byByte(["以上", "以下", "以内", "左右", "不等", "～", "至"].map(bytes)) { $0[2] }
    static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map(bytes)

    /// By the third byte, which tells first characters apart best; longer ones first.
    static let counters = byByte(printedCounters.map { (text: bytes($0.0), kind: $0.1) }) { $0.text[2] }

    private static func byByte<Word>(_ words: [Word], _ byte: (Word) -> UInt8) -> [[Word]] {
        var lists = Array(repeating: [Word](), count: 256)
        for word in words { lists[Int(byte(word))].append(word) }
        return lists
    }

    private static let printedCounters: [(String, NarrativeFigure.Counter)] = [
        ("个百分点", .other), ("亿美元", .other), ("万美元", .other), ("美元", .other),
        ("亿元", .money(.hundredMillionYuan)), ("万元", .money(.tenThousandYuan)), ("千元", .money(.thousandYuan)),
        ("万余元", .other), ("万人民币", .money(.tenThousandYuan)), ("元", .money(.yuan)), ("万人", .other),
        ("万份", .other), ("万亩", .other), ("万户", .other), ("万家", .other), ("万次", .other), ("万吨", .other),
        ("万平", .other), ("万名", .other), ("万", .money(.tenThousandYuan)), ("亿", .money(.hundredMillionYuan)),
        ("人次", .visit), ("人", .person), ("名", .person), ("位", .person), ("批次", .batch), ("批", .batch),
        ("个项目", .other), ("个科", .other), ("个内设", .other), ("个股", .other), ("个月", .other), ("个", .each),
        ("家", .each), ("户", .each), ("辆", .vehicle), ("台", .vehicle), ("次", .time), ("％", .percent),
        ("分钟", .other), ("分", .point), ("件", .other), ("期", .other), ("篇", .other), ("场", .other),
        ("项", .other), ("条", .other), ("所", .other), ("亩", .other), ("岁", .other), ("号", .other),
        ("平方", .other), ("公里", .other), ("册", .other), ("份", .other), ("吨", .other), ("届", .other),
        ("只", .other), ("天", .other), ("时", .other), ("倍", .other), ("级", .other), ("周年", .other),
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
