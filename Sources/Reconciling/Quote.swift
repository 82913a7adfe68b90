import FiscalModel

/// The words of several figures, one after the other, each once.
enum Quote {
    static func joining(_ observations: [Observation]) -> String {
        var words: [String] = []
        for observation in observations.sorted(by: { $0.span < $1.span }) where !words.contains(observation.quote) {
            words.append(observation.quote)
        }
        return words.joined(separator: " ‖ ")
    }
}

extension [Observation] {
    /// Their values in a row, as a message lists them.
    var values: Finding.Message {
        .init(
            zh: map { "\($0.value)" }.joined(separator: "、"), en: map(\.value.english).joined(separator: ", "))
    }
}

extension Value {
    /// A difference in `worth` as a value printed as finely as another.
    static func difference(_ worth: Int128, like value: Value) -> Value {
        switch value {
        case .money(let amount):
            .money(Amount(fen: Int64(clamping: abs(worth)), quantum: amount.quantum))
        case .number(let number):
            .number(Number(billionths: abs(worth), scale: number.scale))
        }
    }
}

extension Number {
    /// From 10⁻⁹, rounded to some digits after the point, half away from 0.
    init(billionths: Int128, scale: Int) {
        var step: Int128 = 1
        for _ in scale..<9 { step *= 10 }
        let half = billionths < 0 ? -step / 2 : step / 2
        self.init(mantissa: Int64(clamping: (billionths + half) / step), scale: scale)
    }
}
