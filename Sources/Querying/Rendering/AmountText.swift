import FiscalModel

extension Amount {
    /// Digits of this amount in 元 or 万元: as many as the report printed, and never fewer than it takes to be exact.
    ///
    /// A report that prints yuan and fen gives six digits of 万元; of those, zeros at the end are left away down to the
    /// second digit, because nobody printed them.
    ///
    /// ```swift
    /// Amount(parsing: "0.50", in: .tenThousandYuan)!.digits(in: .wan)  // "0.50"
    /// Amount(parsing: "25595.00", in: .yuan)!.digits(in: .wan)         // "2.5595"
    /// Amount(parsing: "4", in: .tenThousandYuan)!.digits(in: .yuan)    // "40000"
    /// ```
    func digits(in unit: RenderingOptions.Money) -> String { number(in: unit).description }

    /// The same as a number.
    func number(in unit: RenderingOptions.Money) -> Number {
        let places = unit == .wan ? 6 : 2
        var mantissa = fen
        var scale = places
        var quantum = quantum
        while scale > 0, quantum >= 10, mantissa % 10 == 0 {
            mantissa /= 10
            quantum /= 10
            scale -= 1
        }
        if unit == .wan, self.quantum < 100 {
            while scale > 2, mantissa % 10 == 0 {
                mantissa /= 10
                scale -= 1
            }
        }
        return Number(mantissa: mantissa, scale: scale)
    }
}
