/// A sum of money, held as a whole number of fen so that sums are exact.
///
/// Reports print the same figure in 元, 万元 or 亿元. An amount remembers how finely it was printed,
/// because that decides how far two rounded totals may drift before an identity is broken:
///
/// ```swift
/// let budget = Amount(parsing: "12.50", in: .tenThousandYuan)!
/// budget.fen      // 12_500_000
/// budget.quantum  // 10_000, the worth of the last printed digit
/// ```
///
/// A blank cell, “—” and “0.00” say three different things. Only the last is an amount.
public struct Amount: Hashable, Sendable {
    /// Whole fen; negative for a negative amount.
    public var fen: Int64
    /// Worth of the last printed digit in fen, at least 1.
    public var quantum: Int64

    public init(fen: Int64, quantum: Int64 = 1) {
        self.fen = fen
        self.quantum = max(1, quantum)
    }

    /// The amount that a printed number states in a unit; nil when it overflows 64 bits of fen.
    ///
    /// Digits below a fen are rounded half away from zero (25595.005元 is 25595.01元).
    public init?(_ number: Number, in unit: MoneyUnit) {
        let (product, overflow) = number.mantissa.multipliedReportingOverflow(by: unit.fen)
        guard !overflow else { return nil }
        var divisor: Int64 = 1
        for _ in 0..<number.scale { divisor *= 10 }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
        let isRoundedUp = remainder.magnitude * 2 >= divisor.magnitude && remainder != 0
        fen = quotient + (isRoundedUp ? product.signum() : 0)
        quantum = max(1, unit.fen / divisor)
    }

    /// The amount that digits as printed state in a unit: “1,234.50”, “-3.00”; nil when they are no number.
    public init?(parsing digits: some StringProtocol, in unit: MoneyUnit) {
        guard let number = Number(parsing: digits) else { return nil }
        self.init(number, in: unit)
    }
}

/// The unit a sum is printed in.
public enum MoneyUnit: String, Hashable, Sendable, CaseIterable {
    /// 元
    case yuan
    /// 千元
    case thousandYuan
    /// 万元
    case tenThousandYuan
    /// 亿元
    case hundredMillionYuan

    /// Fen in one of it.
    public var fen: Int64 {
        switch self {
        case .yuan: 100
        case .thousandYuan: 100_000
        case .tenThousandYuan: 1_000_000
        case .hundredMillionYuan: 10_000_000_000
        }
    }
}
