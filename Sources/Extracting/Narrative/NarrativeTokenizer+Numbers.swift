import FiscalModel
import ReferenceData

// Years, dates, codes and figures with what they count.
extension NarrativeTokenizer.Walker {
    /// Reads a year, a date, a code or a figure; returns where it ends.
    mutating func number(at start: Int) -> Int {
        let end = scanDigits(from: start)
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
        var isCeiling = false
        // “5万余元”, “60多家”
        if let word = NumberText.about.first(where: { has($0, at: end) }) {
            isApproximate = true
            (kind, length) = counter(at: end + word.count)
            length += word.count
        } else if length > 0,
            // “1498.20万元多支…”, “比上年288.40万元多13.78万元” is no “多” of the number.
            NumberText.about.contains(where: {
                has($0, at: end + length) && !isDigit(at: end + length + $0.count)
            }) && !wordBegins(at: end + length, bytes: 6)
                || hasLimit(at: end + length)
        {
            isCeiling = !isApproximate && NumberText.ceilings.contains { has($0, at: end + length) }
            isApproximate = true
        }
        if has(NumberText.every, at: end + length)
            || (end + length < bytes.count && bytes[end + length] == UInt8(ascii: "/")
                && !wordBegins(at: end + length + 1, bytes: 9))
        {
            isApproximate = true
        }
        length += alternativeUnitLength(at: end + length)
        append(
            .figure(
                .init(
                    number: value, counter: kind, range: start..<(end + length), isApproximate: isApproximate,
                    isCeiling: isCeiling)),
            start..<(end + length))
        return end + length
    }

    private func isDigit(at index: Int) -> Bool { index < bytes.count && bytes[index].isDigit }

    private mutating func startNumberGap(_ index: Int) { append(.gap, index..<(index + 1)) }

    /// The end of digits with thousands commas, a point, and the single spaces that broken lines left; only digits and the
    /// point stand in `digits` then.
    private mutating func scanDigits(from start: Int) -> Int {
        digits.removeAll(keepingCapacity: true)
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
                    bytes[index + 1] == UInt8(ascii: "2"),
                    // and “97.27%,年末” does not
                    bytes[(index + 2)..<(index + 5)].allSatisfy(\.isDigit)
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
        return index
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
                || value[0] == UInt8(ascii: "1") && value[1] == Ascii.nine
        else { return nil }
        if beginsRange(at: end) { return end }
        guard has(NumberText.year, at: end) else { return nil }
        if NumberText.partsOfYear.contains(where: { has($0, at: end + 3) }) || wordBegins(at: end, bytes: 7) {
            return end
        }
        var next = end + 3
        if has(NumberText.degree, at: next) { next += 3 }
        return dateEnd(from: next, isAfterYear: true)
    }

    /// “2021-2023年”
    private func beginsRange(at end: Int) -> Bool {
        end + 5 < bytes.count && bytes[end] == UInt8(ascii: "-") && bytes[end + 1] == UInt8(ascii: "2")
            && bytes[end + 2] == Ascii.zero && bytes[end + 3].isDigit && bytes[end + 4].isDigit
            && has(NumberText.year, at: end + 5)
    }

    /// True when a word of at least so many bytes begins here: “2023年度收入合计” is a year and “年度收入合计”.
    private func wordBegins(at index: Int, bytes length: Int) -> Bool {
        var next = match
        while next < matches.count, matches[next].range.lowerBound < index { next += 1 }
        return next < matches.count && matches[next].range.lowerBound == index && matches[next].range.count >= length
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
