import FiscalModel

/// Exact arithmetic on figures of one measure; nil where a result does not fit or makes no sense.
extension Value {
    /// This figure less another, printed as finely as the finer of both.
    func subtracting(_ other: Value) -> Value? {
        switch (self, other) {
        case (.money(let a), .money(let b)):
            let (fen, overflow) = a.fen.subtractingReportingOverflow(b.fen)
            return overflow ? nil : .money(Amount(fen: fen, quantum: min(a.quantum, b.quantum)))
        case (.number(let a), .number(let b)): return a.adding(b, sign: -1).map(Value.number)
        default: return nil
        }
    }

    /// This figure and another together, printed as finely as the finer of both.
    func adding(_ other: Value) -> Value? {
        switch (self, other) {
        case (.money(let a), .money(let b)):
            let (fen, overflow) = a.fen.addingReportingOverflow(b.fen)
            return overflow ? nil : .money(Amount(fen: fen, quantum: min(a.quantum, b.quantum)))
        case (.number(let a), .number(let b)): return a.adding(b, sign: 1).map(Value.number)
        default: return nil
        }
    }

    /// This figure in percent of another, with two digits, rounded half away from zero; nil of zero or less.
    func percent(of whole: Value) -> Number? {
        whole.worth > 0 ? Number(worth * 10_000, over: whole.worth, scale: 2) : nil
    }

    /// The cell that shows it.
    var cell: Answer.Cell {
        switch self {
        case .money(let amount): .money(amount)
        case .number(let number): .number(number)
        }
    }
}

extension Amount {
    /// Yuan of this amount for each of a count of heads, rounded half away from zero; nil among none.
    func yuan(among heads: Number, digits: Int) -> Number? {
        guard heads.mantissa > 0 else { return nil }
        var numerator = Int128(fen)
        for _ in 0..<(heads.scale + digits) { numerator *= 10 }
        return Number(numerator, over: Int128(heads.mantissa) * Int128(MoneyUnit.yuan.fen), scale: digits)
    }
}

extension Number {
    /// A quotient that is already multiplied by 10 to the power of `scale`, rounded half away from zero to a whole.
    init?(_ numerator: Int128, over denominator: Int128, scale: Int) {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let isRoundedUp = remainder.magnitude * 2 >= denominator.magnitude
        let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
        guard let mantissa = Int64(exactly: quotient + (isRoundedUp ? sign : 0)) else { return nil }
        self.init(mantissa: mantissa, scale: scale)
    }

    fileprivate func adding(_ other: Number, sign: Int128) -> Number? {
        let scale = max(scale, other.scale)
        return Int64(exactly: mantissa(at: scale) + sign * other.mantissa(at: scale)).map {
            Number(mantissa: $0, scale: scale)
        }
    }

    fileprivate func mantissa(at common: Int) -> Int128 {
        var value = Int128(mantissa)
        for _ in scale..<max(scale, common) { value *= 10 }
        return value
    }
}
