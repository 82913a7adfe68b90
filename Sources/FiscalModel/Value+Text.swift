extension Amount: CustomStringConvertible {
    /// In 万元 with the digits that were printed, in 元 where it was printed more finely or is small: “2.56万元”, “5.19元”.
    public var description: String { printed.isInTenThousands ? "\(printed.digits)万元" : "\(printed.digits)元" }

    /// The same in English: “2.56 wan yuan”, “5.19 yuan”; a wan is 10,000.
    public var english: String { printed.isInTenThousands ? "\(printed.digits) wan yuan" : "\(printed.digits) yuan" }

    private var printed: (digits: Number, isInTenThousands: Bool) {
        let isCoarse =
            quantum >= 100 && quantum % 100 == 0 && (fen.magnitude >= 1_000_000 || quantum >= 10_000 || fen == 0)
        let unit: Int64 = isCoarse ? MoneyUnit.tenThousandYuan.fen : MoneyUnit.yuan.fen
        var scale = 0
        var step = unit
        while step > quantum, step % 10 == 0 {
            step /= 10
            scale += 1
        }
        return (Number(mantissa: fen / max(1, step), scale: scale), isCoarse)
    }
}

extension Value: CustomStringConvertible {
    /// As a reader of the report would write it: “2.56万元”, “86.17”.
    public var description: String {
        switch self {
        case .money(let amount): amount.description
        case .number(let number): number.description
        }
    }

    /// The same in English: “2.56 wan yuan”, “86.17”.
    public var english: String {
        switch self {
        case .money(let amount): amount.english
        case .number(let number): number.description
        }
    }
}
