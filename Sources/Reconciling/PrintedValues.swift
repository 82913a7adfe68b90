import FiscalModel

/// The values that are stated for one figure, in order of what they are worth: roundings are found by halving, because a
/// long list may state a figure ten thousand times.
///
/// ```swift
/// var values = PrintedValues()
/// values.insert(.money(Amount(parsing: "2813.50", in: .yuan)!))
/// values.holdsExact(of: .money(Amount(parsing: "0.28", in: .tenThousandYuan)!))  // true
/// ```
struct PrintedValues {
    /// Values printed alike, by their `worth`, ascending, each once.
    private struct Column {
        var isMoney: Bool
        var quantum: Int128
        var worths: [Int128]
    }

    private var columns: [Column] = []

    mutating func insert(_ value: Value) {
        let (isMoney, quantum, worth) = (value.isMoney, value.quantum, value.worth)
        guard let column = columns.firstIndex(where: { $0.isMoney == isMoney && $0.quantum == quantum }) else {
            columns.append(Column(isMoney: isMoney, quantum: quantum, worths: [worth]))
            return
        }
        let place = Self.firstIndex(in: columns[column].worths, notBelow: worth)
        if place < columns[column].worths.count, columns[column].worths[place] == worth { return }
        columns[column].worths.insert(worth, at: place)
    }

    /// True where the value is a rounding of one of them, the same worth included.
    func holdsExact(of value: Value) -> Bool {
        let (quantum, worth) = (value.quantum, value.worth)
        return columns(of: value).contains {
            Self.holds($0.worths, around: worth, reach: $0.quantum < quantum ? quantum / 2 : 0)
        }
    }

    /// True where the value is a rounding of one of them that is worth something else.
    func holdsFiner(than value: Value) -> Bool {
        let (quantum, worth) = (value.quantum, value.worth)
        return columns(of: value).contains {
            $0.quantum < quantum && Self.holds($0.worths, around: worth, reach: quantum / 2, exceptWorth: true)
        }
    }

    /// True where the value is stated once more in other digits: rounded, more exactly, or with another last digit.
    func holdsOtherPrint(of value: Value) -> Bool {
        let (quantum, worth) = (value.quantum, value.worth)
        return columns(of: value).contains {
            $0.quantum != quantum && Self.holds($0.worths, around: worth, reach: max($0.quantum, quantum) / 2)
        }
    }

    private func columns(of value: Value) -> some Sequence<Column> {
        let isMoney = value.isMoney
        return columns.lazy.filter { $0.isMoney == isMoney }
    }

    private static func holds(
        _ worths: [Int128], around worth: Int128, reach: Int128, exceptWorth: Bool = false
    ) -> Bool {
        var place = firstIndex(in: worths, notBelow: worth - reach)
        while place < worths.count, worths[place] <= worth + reach {
            if !exceptWorth || worths[place] != worth { return true }
            place += 1
        }
        return false
    }

    private static func firstIndex(in worths: [Int128], notBelow worth: Int128) -> Int {
        var (low, high) = (0, worths.count)
        while low < high {
            let middle = (low + high) / 2
            if worths[middle] < worth { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Value {
    fileprivate var isMoney: Bool {
        if case .money = self { true } else { false }
    }
}
