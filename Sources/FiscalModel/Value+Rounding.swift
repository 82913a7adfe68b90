extension Value {
    /// Worth in the value's smallest common unit: fen for money, 10⁻⁹ for other numbers.
    public var worth: Int128 {
        switch self {
        case .money(let amount): Int128(amount.fen)
        case .number(let number): number.billionths
        }
    }

    /// Worth of the last printed digit, in the same unit as `worth`.
    public var quantum: Int128 {
        switch self {
        case .money(let amount): Int128(amount.quantum)
        case .number(let number): Number(mantissa: 1, scale: number.scale).billionths
        }
    }

    /// True when this is the other one printed with no more digits: 0.28万元 of 2,813.50元.
    ///
    /// Both are of one kind, and differ by at most half of this one's last digit.  Every value is a rounding of itself.
    public func isRounding(of exact: Value) -> Bool {
        switch (self, exact) {
        case (.money, .money), (.number, .number):
            worth == exact.worth || quantum > exact.quantum && abs(worth - exact.worth) * 2 <= quantum
        default: false
        }
    }
}

extension Number {
    fileprivate var billionths: Int128 {
        var value = Int128(mantissa)
        for _ in scale..<9 { value *= 10 }
        return value
    }
}
