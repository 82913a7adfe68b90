/// A number format of a sheet: how a stored number is shown.
///
/// ```swift
/// NumberFormat("0.00").text(DecimalDigits("1.1038E+2")!)       // "110.38"
/// NumberFormat("#,##0.0;(#,##0.0)").text(DecimalDigits("-1234")!)   // "(1,234.0)"
/// ```
///
/// Colours, paddings and fills are dropped, as they are no text.  Formats are the same in .xlsx, .xls and .et.
struct NumberFormat: Sendable {
    enum Token: Sendable {
        case literal(String)
        /// Where the number's digits stand.
        case number
        case date(Character, Int)
        case elapsed(Character, Int)
        case halfDay
        case text
    }

    struct Section: Sendable {
        var tokens: [Token] = []
        var minimumWhole = 0
        var minimumDecimals = 0
        var maximumDecimals = 0
        var hasGroups = false
        var scale = 0
        var percents = 0
        var exponentDigits: Int?
        var isGeneral = false
        var isDate = false
        var hasNumber = false
        var condition: (sign: String, value: Double)?
        /// Literals between digits, such as the point of “0!.0,”, which shows 元 as 万元.
        var inner: [InnerLiteral] = []
    }

    struct InnerLiteral: Sendable {
        var text: String
        var isBehindPoint: Bool
        /// Digits to its right in the whole part, to its left behind the point.
        var place: Int
    }

    private let sections: [Section]
    private let startsIn1904: Bool

    init(_ code: String, startsIn1904: Bool = false) {
        sections = Self.split(code).map(Self.section)
        self.startsIn1904 = startsIn1904
    }

    static let general = NumberFormat("General")

    /// The number as the sheet shows it, blanks at the ends left away.
    func text(_ value: DecimalDigits) -> String {
        guard let choice = choose(value) else { return Self.generalText(value) }
        var shown = value
        if choice.dropsSign { shown.isNegative = false }
        let text = Self.render(choice.section, shown, startsIn1904: startsIn1904)
        return String(decoding: Array(text.utf8)[...].withoutBlanks, as: UTF8.self)
    }

    // MARK: Choosing

    private func choose(_ value: DecimalDigits) -> (section: Section, dropsSign: Bool)? {
        let numeric = sections.count == 4 ? Array(sections.dropLast()) : sections
        guard let first = numeric.first else { return nil }
        if numeric.contains(where: { $0.condition != nil }) {
            let plain = Self.plain(value)
            for section in numeric {
                guard let condition = section.condition else { return (section, false) }
                if Self.holds(condition, Double(plain) ?? 0) {
                    return (section, value.isNegative && numeric.count > 1 && !condition.sign.hasPrefix(">"))
                }
            }
            return nil
        }
        switch numeric.count {
        case 1: return (first, false)
        case 2: return value.isNegative && !value.isZero ? (numeric[1], true) : (first, false)
        default:
            if value.isZero { return (numeric[2], true) }
            return value.isNegative ? (numeric[1], true) : (first, false)
        }
    }

    private static func holds(_ condition: (sign: String, value: Double), _ number: Double) -> Bool {
        switch condition.sign {
        case ">": number > condition.value
        case ">=": number >= condition.value
        case "<": number < condition.value
        case "<=": number <= condition.value
        case "<>": number != condition.value
        default: number == condition.value
        }
    }

    // MARK: Rendering

    private static func plain(_ value: DecimalDigits) -> String {
        let parts = value.parts(minimumWhole: 1, minimumDecimals: 0)
        return (value.isNegative && !value.isZero ? "-" : "") + parts.whole
            + (parts.decimals.isEmpty ? "" : "." + parts.decimals)
    }

    /// Without a format a cell shows ten significant digits of a fraction and whole numbers in full.
    static func generalText(_ value: DecimalDigits) -> String {
        var shown = value
        if shown.exponent < 0 {
            let whole = max(shown.digits.count + shown.exponent, 1)
            shown.round(toDecimals: max(0, 10 - whole))
            shown.round(toSignificant: 15)
        }
        return plain(shown)
    }

    private static func render(_ section: Section, _ value: DecimalDigits, startsIn1904: Bool) -> String {
        if section.isGeneral {
            let body = generalText(value)
            return section.tokens.map { token in
                switch token {
                case .literal(let text): text
                case .number: body
                default: ""
                }
            }.joined()
        }
        if section.isDate { return dateText(section.tokens, value, startsIn1904: startsIn1904) }
        var number = value
        number.shift(by: 2 * section.percents - 3 * section.scale)
        var body = ""
        if let exponentDigits = section.exponentDigits {
            body = scientific(number, section, exponentDigits)
        } else {
            number.round(toDecimals: section.maximumDecimals)
            number.round(toSignificant: 400)
            var parts = number.parts(minimumWhole: section.minimumWhole, minimumDecimals: section.minimumDecimals)
            if section.hasGroups { parts.whole = grouped(parts.whole) }
            for literal in section.inner { insert(literal, into: &parts) }
            body = parts.whole + (parts.decimals.isEmpty ? "" : "." + parts.decimals)
        }
        let sign = number.isNegative && !number.isZero ? "-" : ""
        var text = ""
        var isSigned = !section.hasNumber
        for token in section.tokens {
            switch token {
            case .literal(let literal): text += literal
            case .number:
                if !isSigned {
                    text = sign + text + body
                    isSigned = true
                }
            default: break
            }
        }
        return text
    }

    private static func insert(_ literal: InnerLiteral, into parts: inout (whole: String, decimals: String)) {
        func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
        var digits = 0
        if literal.isBehindPoint {
            let place = parts.decimals.firstIndex { character in
                if isDigit(character) { digits += 1 }
                return digits > literal.place
            }
            parts.decimals.insert(contentsOf: literal.text, at: place ?? parts.decimals.endIndex)
        } else {
            let place = parts.whole.lastIndex { character in
                if isDigit(character) { digits += 1 }
                return digits == literal.place
            }
            parts.whole.insert(contentsOf: literal.text, at: place ?? parts.whole.startIndex)
        }
    }

    private static func scientific(_ value: DecimalDigits, _ section: Section, _ exponentDigits: Int) -> String {
        var number = value
        number.round(toSignificant: section.maximumDecimals + max(section.minimumWhole, 1))
        let power = number.isZero ? 0 : number.digits.count + number.exponent - 1
        number.shift(by: -power)
        let parts = number.parts(minimumWhole: 1, minimumDecimals: section.minimumDecimals)
        let digits = String(abs(power))
        let padded = String(repeating: "0", count: max(0, exponentDigits - digits.utf8.count)) + digits
        return parts.whole + (parts.decimals.isEmpty ? "" : "." + parts.decimals) + "E" + (power < 0 ? "-" : "+")
            + padded
    }

    private static func grouped(_ whole: String) -> String {
        var result: [UInt8] = []
        let digits = Array(whole.utf8)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(0x2C) }
            result.append(digit)
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: Dates

    private static func dateText(_ tokens: [Token], _ value: DecimalDigits, startsIn1904: Bool) -> String {
        let (serial, seconds) = value.days
        let day = civil(serial: serial + (startsIn1904 ? 1_462 : 0))
        let hours = seconds / 3_600
        let isHalfDay = tokens.contains { if case .halfDay = $0 { true } else { false } }
        var text = ""
        for (index, token) in tokens.enumerated() {
            switch token {
            case .literal(let literal): text += literal
            case .halfDay: text += hours < 12 ? "AM" : "PM"
            case .elapsed(let unit, let count):
                let total =
                    unit == "h"
                    ? serial * 24 + hours : unit == "m" ? (serial * 86_400 + seconds) / 60 : serial * 86_400 + seconds
                text += padded(total, count)
            case .date(let unit, let count):
                switch unit {
                case "y": text += count > 2 ? String(day.year) : padded(day.year % 100, 2)
                case "d":
                    let weekday = (serial + 6) % 7
                    let names = ["日", "一", "二", "三", "四", "五", "六"]
                    text += count > 2 ? (count == 3 ? "周" : "星期") + names[weekday] : padded(day.day, count)
                case "h": text += padded(isHalfDay ? (hours + 11) % 12 + 1 : hours, count)
                case "s": text += padded(seconds % 60, count)
                case "a":
                    let names = ["日", "一", "二", "三", "四", "五", "六"]
                    text += (count == 3 ? "" : "星期") + names[(serial + 6) % 7]
                default:
                    text +=
                        isMinute(tokens, index)
                        ? padded(seconds / 60 % 60, count) : count > 2 ? "\(day.month)月" : padded(day.month, count)
                }
            case .number, .text: break
            }
        }
        return text
    }

    /// `m` is minutes behind hours and before seconds, months elsewhere.
    private static func isMinute(_ tokens: [Token], _ index: Int) -> Bool {
        func unit(_ token: Token) -> Character? {
            switch token {
            case .date(let unit, _), .elapsed(let unit, _): unit
            default: nil
            }
        }
        let before = tokens[..<index].reversed().lazy.compactMap(unit).first
        let after = tokens[(index + 1)...].lazy.compactMap(unit).first
        return before == "h" || after == "s"
    }

    private static func padded(_ value: Int, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, min(count, 4) - digits.utf8.count)) + digits
    }

    /// Day 1 is 1900-01-01, and there is a 29 February 1900 that never was, as in the programs that write these files.
    static func civil(serial: Int) -> (year: Int, month: Int, day: Int) {
        if serial == 60 { return (1900, 2, 29) }
        let days = serial + (serial < 60 ? 1 : 0) - 25_569 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension ArraySlice<UInt8> {
    fileprivate var withoutBlanks: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first <= 0x20 { slice.removeFirst() }
        while let last = slice.last, last <= 0x20 { slice.removeLast() }
        return slice
    }
}
