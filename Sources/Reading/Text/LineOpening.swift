/// What the first characters of a line say about it: a new item begins, or a sentence goes on.
enum LineOpening {
    /// True for `一、`, `（二）`, `3.`, `4、`, `(5)`, `①`, `第三部分`, `一是`, `附件`, `注：`, a bullet: such a line never goes on from
    /// the line before.
    static func startsItem(_ text: ArraySlice<UInt8>) -> Bool {
        var scan = Scan(text)
        guard let first = scan.next() else { return false }
        switch first {
        case "-", "*", "•", "·", "●", "■", "◆", "★", "○", "►", "▲", "—": return true
        case "①"..."⑳", "㈠"..."㈩", "⒈"..."⒛": return true
        case "（", "(", "〔", "[", "【":
            var count = 0
            while let next = scan.next() {
                if next == "）" || next == ")" || next == "〕" || next == "]" { return count > 0 }
                guard isNumeral(next), count < 4 else { return false }
                count += 1
            }
            return false
        case "第":
            guard let next = scan.next(), isNumeral(next) else { return false }
            while let after = scan.next() {
                if isNumeral(after) { continue }
                return after == "部" || after == "章" || after == "条" || after == "节"
            }
            return false
        case "附":
            guard let next = scan.next() else { return true }
            return next == "件" || next == "表" || next == "：" || next == ":"
        case "注", "备":
            guard let next = scan.next() else { return true }
            return next == "：" || next == ":" || next == "注"
        default:
            guard isNumeral(first) else { return false }
            while let next = scan.next() {
                if isNumeral(next) { continue }
                switch next {
                case "、", "．", "）", ")": return true
                case "是": return !isDigit(first)
                case ".":
                    // 3.5 is a number, 3.加强 and 3. are items.
                    guard let after = scan.next() else { return true }
                    return !isDigit(after)
                default: return false
                }
            }
            return false
        }
    }

    /// True where a sentence cannot end: after a comma or an enumeration comma.
    static func isOpenEnded(_ text: ArraySlice<UInt8>) -> Bool {
        guard let last = lastScalar(text) else { return false }
        return last == "，" || last == "、" || last == ","
    }

    /// True for a line that ends as text does in the middle of a sentence: a Chinese character, a digit or a letter.
    static func endsInsideWord(_ text: ArraySlice<UInt8>) -> Bool {
        guard let last = lastScalar(text) else { return false }
        return isHan(last) || isDigit(last) || ("a"..."z").contains(last) || ("A"..."Z").contains(last)
    }

    /// True for a line that ends with a mark behind which nothing has to follow.
    static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
        switch lastScalar(text) {
        case "。", "；", "：", "！", "？", ";", ":", "!", "?", "”", "》", "）", ")": true
        default: false
        }
    }

    static func endsWithDigit(_ text: ArraySlice<UInt8>) -> Bool { lastScalar(text).map(isDigit) ?? false }

    static func startsWithHan(_ text: ArraySlice<UInt8>) -> Bool {
        var scan = Scan(text)
        return scan.next().map(isHan) ?? false
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        if isDigit(scalar) { return true }
        switch scalar {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": return true
        default: return false
        }
    }

    static func lastScalar(_ text: ArraySlice<UInt8>) -> Unicode.Scalar? {
        var start = text.endIndex
        repeat {
            guard start > text.startIndex else { return nil }
            start -= 1
        } while text[start] & 0xC0 == 0x80
        var scan = Scan(text[start...])
        return scan.next()
    }

    /// Decodes valid UTF-8 scalar by scalar.
    private struct Scan {
        let text: ArraySlice<UInt8>
        var index: Int

        init(_ text: ArraySlice<UInt8>) {
            self.text = text
            index = text.startIndex
        }

        mutating func next() -> Unicode.Scalar? {
            guard index < text.endIndex else { return nil }
            let byte = text[index]
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard index + length <= text.endIndex else { return nil }
            var value = length == 1 ? UInt32(byte) : UInt32(byte) & (0x7F >> UInt32(length))
            for offset in 1..<max(length, 1) where length > 1 {
                value = value << 6 | UInt32(text[index + offset] & 0x3F)
            }
            index += length
            return Unicode.Scalar(value)
        }
    }
}
