/// A number as a sheet stores it, held in decimal digits: no binary rounding on the way to the text that is shown.
struct DecimalDigits {
    var isNegative = false
    /// Digits without leading zeros; empty for zero.
    var digits: [UInt8] = []
    /// Power of ten of the last digit.
    var exponent = 0

    var isZero: Bool { digits.isEmpty }

    /// Reads `110.38`, `-1.1038E+2`, `.5`; nil for anything else.
    init?(_ text: String) {
        var seenDigit = false
        var afterPoint = false
        var bytes = text.utf8.drop { $0 <= 0x20 }
        if bytes.first == 0x2D || bytes.first == 0x2B {
            isNegative = bytes.first == 0x2D
            bytes = bytes.dropFirst()
        }
        while let byte = bytes.first {
            switch byte {
            case 0x30...0x39:
                seenDigit = true
                if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
                if afterPoint { exponent -= 1 }
            case 0x2E where !afterPoint: afterPoint = true
            case 0x45, 0x65:
                guard seenDigit, let power = Int(String(decoding: Array(bytes.dropFirst()), as: UTF8.self)),
                    power.magnitude < 400
                else { return nil }
                exponent += power
                bytes = bytes.dropFirst(bytes.count)
                continue
            default: return nil
            }
            bytes = bytes.dropFirst()
        }
        guard seenDigit, digits.count <= 400 else { return nil }
        // Sheets show at most 15 digits: what is behind them is the binary fraction's tail.
        round(toSignificant: 15)
    }

    /// The whole part as a number of days; 0 where it is too large.
    var wholeDays: Int { days.whole }

    /// Days and seconds of the day, for dates.
    var days: (whole: Int, seconds: Int) {
        guard digits.count + exponent <= 8, digits.count <= 20 else { return (0, 0) }
        var whole = 0
        var fraction: [UInt8] = []
        let point = digits.count + exponent
        for (index, digit) in digits.enumerated() {
            if index < point { whole = whole * 10 + Int(digit) } else { fraction.append(digit) }
        }
        if exponent > 0 { for _ in 0..<exponent { whole *= 10 } }
        var numerator = 0
        var denominator = 1
        for digit in ([UInt8](repeating: 0, count: max(0, -point)) + fraction).prefix(12) {
            numerator = numerator * 10 + Int(digit)
            denominator *= 10
        }
        let seconds = (numerator * 86_400 + denominator / 2) / denominator
        return seconds >= 86_400 ? (whole + 1, 0) : (whole, seconds)
    }

    mutating func shift(by power: Int) { exponent += power }

    /// Keeps a number of digits, rounding half up.
    mutating func round(toSignificant count: Int) {
        if digits.count > count { drop(digits.count - count) }
        while let last = digits.last, last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty { exponent = 0 }
    }

    /// Keeps decimals, rounding half up.
    mutating func round(toDecimals count: Int) {
        if -exponent > count { drop(-exponent - count) }
    }

    private mutating func drop(_ count: Int) {
        guard count <= digits.count else {
            digits = []
            exponent = 0
            return
        }
        let carries = digits[digits.count - count] >= 5
        digits.removeLast(count)
        exponent += count
        guard carries else { return }
        var index = digits.count - 1
        while index >= 0 {
            if digits[index] < 9 {
                digits[index] += 1
                return
            }
            digits[index] = 0
            index -= 1
        }
        digits.insert(1, at: 0)
    }

    /// Digits before and behind the point, no sign: at least so many of each, none lost.
    func parts(minimumWhole: Int, minimumDecimals: Int) -> (whole: String, decimals: String) {
        let point = digits.count + exponent
        var whole = ""
        var decimals = ""
        if point > 0 {
            for index in 0..<min(point, 340) {
                whole.unicodeScalars.append(Self.scalar(index < digits.count ? digits[index] : 0))
            }
        }
        for index in point..<max(point, digits.count) {
            decimals.unicodeScalars.append(Self.scalar(index >= 0 ? digits[index] : 0))
        }
        if whole.utf8.count < minimumWhole {
            whole = String(repeating: "0", count: minimumWhole - whole.utf8.count) + whole
        }
        if decimals.utf8.count < minimumDecimals {
            decimals += String(repeating: "0", count: minimumDecimals - decimals.utf8.count)
        }
        return (whole, decimals)
    }

    private static func scalar(_ digit: UInt8) -> Unicode.Scalar { Unicode.Scalar(0x30 + digit) }
}
