/// A decimal number exactly as printed: 86.17 is mantissa 8617 with scale 2, and 86.170 is another number of digits.
///
/// ```swift
/// Number(parsing: "1,302,118.43")!.mantissa  // 130_211_843
/// Number(parsing: "1.1038E+2")               // 110.38
/// ```
public struct Number: Hashable, Sendable {
    public var mantissa: Int64
    /// Digits after the point, 0...9.
    public var scale: Int

    public init(mantissa: Int64, scale: Int = 0) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// Reads ASCII digits with optional sign, thousands commas, point and exponent; nil when that is not all there is,
    /// when it has no digit, or when it needs more than 18 digits.
    ///
    /// A comma has one to three digits before and three behind it: “2,56” is a misprint that could be 2.56 or 256, or
    /// two numbers, and so is none.
    public init?(parsing text: some StringProtocol) {
        self.init(ascii: Array(text.utf8)[...])
    }

    /// The same over bytes.
    public init?(ascii bytes: ArraySlice<UInt8>) {
        var mantissa: Int64 = 0
        var scale = 0
        var isNegative = false
        var hasPoint = false
        var digits = 0
        /// Digits since the last comma; nil while there was none.
        var group: Int?
        var index = bytes.startIndex
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        let first = index
        scan: while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits < 18 else { return nil }
                mantissa = mantissa * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
                if mantissa != 0 || hasPoint { digits += 1 }
                if hasPoint { scale += 1 } else if let size = group { group = size + 1 }
            case UInt8(ascii: ",") where !hasPoint:
                guard group.map({ $0 == 3 }) ?? (1...3).contains(index - first) else { return nil }
                group = 0
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
            default: return nil
            }
            index += 1
        }
        guard bytes[..<index].contains(where: { $0 >= 0x30 && $0 <= 0x39 }), group.map({ $0 == 3 }) ?? true else {
            return nil
        }
        if index < bytes.endIndex {
            guard let exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)),
                (-12...12).contains(exponent)
            else { return nil }
            scale -= exponent
            while scale < 0 {
                let (next, overflow) = mantissa.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                mantissa = next
                scale += 1
            }
        }
        while scale > 9 {
            guard mantissa % 10 == 0 else { return nil }
            mantissa /= 10
            scale -= 1
        }
        self.mantissa = isNegative ? -mantissa : mantissa
        self.scale = scale
    }
}

extension Number: Comparable {
    public static func < (a: Self, b: Self) -> Bool { a.compare(b) < 0 }

    /// True when both are worth the same, whatever the digits printed (86.170 and 86.17).
    public func isWorth(_ other: Number) -> Bool { compare(other) == 0 }

    private func compare(_ other: Number) -> Int {
        let common = max(scale, other.scale)
        let (x, y) = (scaled(to: common), other.scaled(to: common))
        return x == y ? 0 : (x < y ? -1 : 1)
    }

    private func scaled(to common: Int) -> Int128 {
        var value = Int128(mantissa)
        for _ in scale..<max(scale, common) { value *= 10 }
        return value
    }
}

extension Number: CustomStringConvertible {
    /// As printed, without thousands commas: “86.17”, “-0.50”.
    public var description: String {
        scale > 0 ? withDigits { String(decoding: $0, as: UTF8.self) } : String(mantissa)
    }

    /// Appends the description as ASCII.
    public func write(to bytes: inout [UInt8]) { withDigits { bytes.append(contentsOf: $0) } }

    /// Digits are put byte by byte from the end: wide answers print a hundred thousand of these.
    private func withDigits<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
            var start = bytes.count
            func put(_ byte: UInt8) {
                start -= 1
                bytes[start] = byte
            }
            var rest = mantissa.magnitude
            var digits = 0
            while rest > 0 || digits <= scale {
                if digits == scale, scale > 0 { put(UInt8(ascii: ".")) }
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
                rest = quotient
                digits += 1
            }
            if mantissa < 0 { put(UInt8(ascii: "-")) }
            return body(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }
}
