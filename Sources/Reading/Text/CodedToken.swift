/// A word of a line of a table that lost its columns: what blanks part, and what stands glued together.
///
/// ```
/// 2010506统计管理 1,200 1,200       code, word, amount, amount
/// 208 05 行政事业单位养老支出 6,103,096  code, pair, word, amount
/// ```
enum CodedToken: Equatable {
    /// Three, five or seven digits, as function and economic classes have them, or as many after pairs were joined.
    case code(String)
    /// Two digits: 款 or 项 where 类款项 have a column each.
    case pair(String)
    /// A figure as printed, or a dash.
    case amount(String)
    case word(String)

    /// The words of a line; nil where the line reads as a sentence.
    static func tokens(_ line: ArraySlice<UInt8>) -> [CodedToken]? {
        var tokens: [CodedToken] = []
        var index = line.startIndex
        while index < line.endIndex {
            let blank = blankLength(line, index)
            if blank > 0 {
                index += blank
                continue
            }
            let start = index
            while index < line.endIndex, blankLength(line, index) == 0 { index += 1 }
            let part = line[start..<index]
            if isSentence(part) { return nil }
            let figure = part.prefix(while: isOfFigure)
            if figure.count == part.count {
                tokens.append(kind(of: part))
            } else if [3, 5, 7].contains(figure.count) || figure.contains(0x2C) || figure.contains(0x2E),
                figure.count >= 3
            {
                // A code or an amount whose column ended where the next began.
                tokens += [kind(of: figure), .word(string(part[figure.endIndex...]))]
            } else {
                let tail = part.reversed().prefix(while: isOfFigure).count
                let isTail = tail >= 4 && part.suffix(tail).contains(0x2E)
                let word = isTail ? part.dropLast(tail) : part
                tokens.append(
                    part.elementsEqual("—".utf8) || part.elementsEqual("－".utf8) ? .amount("—") : .word(string(word)))
                if isTail { tokens.append(kind(of: part.suffix(tail))) }
            }
        }
        return tokens
    }

    private static func kind(of figure: ArraySlice<UInt8>) -> CodedToken {
        let text = string(figure)
        let isPlain = figure.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        guard isPlain, let first = figure.first else {
            return figure.contains { $0 >= 0x30 && $0 <= 0x39 } || figure.count == 1 ? .amount(text) : .word(text)
        }
        switch figure.count {
        case 2: return .pair(text)
        case 3, 5, 7: return first == 0x32 || first == 0x33 || first == 0x35 ? .code(text) : .amount(text)
        default: return .amount(text)
        }
    }

    /// Digits, thousands commas, the point and the sign.
    private static func isOfFigure(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x2C || byte == 0x2E || byte == 0x2D
    }

    /// Sentences have marks that no cell of a table has.
    private static func isSentence(_ part: ArraySlice<UInt8>) -> Bool {
        part.count > 120 || part.contains("。") || part.contains("；") || part.contains("，")
    }

    /// Bytes of the blank at an index: ASCII, U+00A0, U+3000; 0 where there is none.
    private static func blankLength(_ line: ArraySlice<UInt8>, _ index: Int) -> Int {
        let byte = line[index]
        if byte <= 0x20 { return 1 }
        if byte == 0xC2, index + 1 < line.endIndex, line[index + 1] == 0xA0 { return 2 }
        if byte == 0xE3, index + 2 < line.endIndex, line[index + 1] == 0x80, line[index + 2] == 0x80 { return 3 }
        return 0
    }

    private static func string(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The amount in hundredths of hundredths, 0 for a dash; nil where it is too long or has more digits than that.
    static func scaled(_ amount: String) -> Int64? {
        var value: Int64 = 0
        var fraction: Int?
        var isNegative = false
        for byte in amount.utf8 {
            switch byte {
            case 0x30...0x39:
                guard value < .max / 100_000, fraction ?? 0 < 4 else { return nil }
                value = value * 10 + Int64(byte - 0x30)
                fraction = fraction.map { $0 + 1 }
            case 0x2E:
                guard fraction == nil else { return nil }
                fraction = 0
            case 0x2D: isNegative = true
            default: break
            }
        }
        for _ in (fraction ?? 0)..<4 {
            guard value < .max / 10 else { return nil }
            value *= 10
        }
        return isNegative ? -value : value
    }
}
