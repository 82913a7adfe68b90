import FiscalModel

/// A row's label with everything taken off that is no name: “其中：（一）公务接待费（万元）” is 公务接待费.
///
/// It is made for every cell of words, so it works on bytes.
struct RowLabel: Hashable {
    /// Folded name without item number, 其中 and unit.
    let name: String
    /// Unit printed behind the name.
    let unit: MoneyUnit?
    let hasItemNumber: Bool

    /// A label that is nothing but its name.
    init(name: String) {
        self.name = name
        unit = nil
        hasItemNumber = false
    }

    init(_ label: String) { self.init(label, bytes: Array(label.utf8)) }

    /// - Parameter bytes: the label's UTF-8.
    init(_ label: String, bytes: [UInt8]) {
        var rest = bytes[...]
        var hasItemNumber = false
        trimming: while let first = rest.first {
            if let prefix = Self.prefixes.first(where: { $0[0] == first && rest.starts(with: $0) }),
                rest.count > prefix.count
            {
                rest = rest.dropFirst(prefix.count)
                continue trimming
            }
            guard let end = Self.itemNumberEnd(rest) else { break }
            rest = rest[end...]
            hasItemNumber = true
        }
        while let last = rest.last, Self.endMarks.contains(last) { rest = rest.dropLast() }
        var unit: MoneyUnit?
        if rest.last == UInt8(ascii: ")"),
            let (suffix, money) = Self.unitSuffixes.first(where: {
                rest.count > $0.0.count && rest.suffix($0.0.count) == $0.0[...]
            })
        {
            rest = rest.dropLast(suffix.count)
            unit = money
            while rest.last == UInt8(ascii: ":") { rest = rest.dropLast() }
        }
        name = rest.count == bytes.count ? label : String(decoding: rest, as: UTF8.self)
        self.unit = unit
        self.hasItemNumber = hasItemNumber
    }

    private static let prefixes: [[UInt8]] =
        ["其中:", "其中", "减:", "加:", "注:", ":", "★", "*", "#", "、", "."].map { Array($0.utf8) }
    private static let endMarks: [UInt8] = Array(":;,".utf8)

    private static let unitSuffixes: [([UInt8], MoneyUnit?)] =
        [
            ("(万元)", MoneyUnit.tenThousandYuan), ("(单位:万元)", .tenThousandYuan), ("(单位:元)", .yuan), ("(元)", .yuan),
            ("(亿元)", .hundredMillionYuan), ("(千元)", .thousandYuan), ("(人)", nil), ("(个)", nil), ("(辆)", nil),
            ("(批次)", nil), ("(批)", nil), ("(人次)", nil), ("(次)", nil), ("(台,套)", nil), ("(台、套)", nil),
            ("(台/套)", nil), ("(名)", nil), ("(台套)", nil), ("(台(套))", nil), ("(%)", nil),
        ].map { (Array($0.0.utf8), $0.1) }

    /// “一” … “十”, and “①” … “⑩”.
    private static let numerals: [[UInt8]] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map { Array($0.utf8) }
    private static let circled: [[UInt8]] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"].map { Array($0.utf8) }
    private static let comma: [UInt8] = Array("、".utf8)

    /// Where the text behind “一、”, “（一）”, “1.”, “1、”, “①”, “（1）” begins; nil when it begins with none of them.
    private static func itemNumberEnd(_ text: ArraySlice<UInt8>) -> Int? {
        var index = text.startIndex
        let end = text.endIndex
        if text[index] == 0xE2, circled.contains(where: { text.starts(with: $0) }) {
            return index + 3 < end ? index + 3 : nil
        }
        let isBracketed = text[index] == UInt8(ascii: "(")
        if isBracketed { index += 1 }
        var digits = 0
        while index < end, digits < 4 {
            if text[index] >= 0x30, text[index] <= 0x39 {
                index += 1
            } else if text[index] == 0xE4 || text[index] == 0xE5,
                numerals.contains(where: { text[index...].starts(with: $0) })
            {
                index += 3
            } else {
                break
            }
            digits += 1
        }
        guard digits > 0, digits <= 3, index < end else { return nil }
        if isBracketed {
            guard text[index] == UInt8(ascii: ")") else { return nil }
            index += 1
            if text[index...].starts(with: comma) {
                index += 3
            } else if index < end, text[index] == UInt8(ascii: ".") {
                index += 1
            }
            return index < end ? index : nil
        }
        if text[index...].starts(with: comma) {
            index += 3
        } else if text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",")
            || text[index] == UInt8(ascii: ":")
        {
            index += 1
        } else {
            return nil
        }
        // NB: “1.50” is a figure, not item 1.
        guard index < end, !(text[index] >= 0x30 && text[index] <= 0x39) else { return nil }
        return index
    }
}
