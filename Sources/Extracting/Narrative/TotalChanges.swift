import DocumentModel
import FiscalModel
import ReferenceData

/// What a paragraph says a 总计 has changed by: “收、支总计各增加50.10万元，增长24.29%”.
///
/// A 总计 with carry-overs gives way to the year's own total, and last year's stands nowhere: amount, rate and total of the
/// sentence are held against each other.  Taken is only the plain run of total, comparison, amount and rate, with neither
/// another figure nor the name of anything else between:
///
/// - 2023年度收、支总计256.36万元。与上年相比，收、支总计各增加50.10万元，增长24.29%
/// - 收入总计789.49万元，支出总计789.49万元，较2021年减少36.72万元，下降4.44%
struct TotalChanges {
    /// Where and what, in offsets of the text.
    struct Change {
        var range: Range<Int>
        var measure: MeasureCode?
        var total: Value
        /// Negative for a decrease, as the rate.
        var amount: Value
        var percent: Number
    }

    private static let grandTotal = Array("总计".utf8)
    private static let appropriations = "拨款"
    private static let percentSign = UInt8(ascii: "%")
    /// Longer paragraphs are no text that a person wrote.
    private static let longest = 20_000

    /// The changes that a folded text tells.
    static func all(in folded: [UInt8]) -> [Change] {
        guard folded.count < longest, folded.contains(grandTotal[...]), folded.contains(percentSign) else { return [] }
        let text = String(decoding: folded, as: UTF8.self)
        let plain =
            /总计(?:均为|各为|分别为|为|是)?([0-9,.]+)(万元|亿元|元)(?:[^0-9。;%]{0,12}总计(?:均为|为|是)?([0-9,.]+)(万元|亿元|元))?([^0-9;%]{0,16}?)[较比与同](?:上年|去年|上一年|20[0-9][0-9]年)([^0-9;%。]{0,24}?)(增加|增长|减少|下降|降低)了?([0-9,.]+)(万元|亿元|元)[,、](?:同比)?(增长|增加|上升|增幅|下降|减少|降低|降幅)(?:率|幅度)?(?:为|达|达到|了)?([0-9.]+)%/
        return text.matches(of: plain).compactMap { match in
            let words = match.output
            guard let total = amount(words.1, words.2), let change = amount(words.8, words.9),
                let percent = Number(parsing: words.11), isIncrease(words.7) == isIncrease(words.10),
                namesNothingElse(words.5), namesNothingElse(words.6)
            else { return nil }
            if let digits = words.3, let unit = words.4, amount(digits, unit).map({ $0.fen != total.fen }) ?? true {
                return nil
            }
            let sign: Int64 = isIncrease(words.7) ? 1 : -1
            let before = text[..<match.range.lowerBound]
            let name = String(before.reversed().prefix { "收入支出、和及".contains($0) }.reversed())
            let isOfAppropriations = before.dropLast(name.count).hasSuffix(appropriations)
            guard isOfAppropriations || !(words.5 + words.6).contains(appropriations) else { return nil }
            let end = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
            return Change(
                range: before.utf8.count - name.utf8.count..<end,
                measure: measure(named: name, behind: before.dropLast(name.count)), total: .money(total),
                amount: .money(Amount(fen: change.fen * sign, quantum: change.quantum)),
                percent: Number(mantissa: percent.mantissa * sign, scale: percent.scale))
        }
    }

    /// False for “其中：人员经费”, “财政拨款收入”: what changed is then not the 总计.
    private static func namesNothingElse(_ between: Substring) -> Bool {
        let rest = totals.reduce(between) { $0.replacing($1, with: "")[...] }
        return rest.allSatisfy { "，,。:、 相比较与同上年初末度决算预数额都均各分别也本全".contains($0) }
    }

    /// How a sentence takes up its totals again, the longest first.
    private static let totals = [
        "财政拨款收入支出总计", "财政拨款收、支总计", "财政拨款收支总计", "财政拨款总计", "收入支出总计", "收入总计", "支出总计", "收、支总计", "收支总计",
        "收入、支出", "收入和支出", "收入支出", "收、支", "收支", "总计",
    ]

    private static func isIncrease(_ word: Substring) -> Bool { ["增加", "增长", "上升", "增幅"].contains(word) }

    private static func amount(_ digits: Substring, _ unit: Substring) -> Amount? {
        let units: [Substring: MoneyUnit] = ["万元": .tenThousandYuan, "亿元": .hundredMillionYuan, "元": .yuan]
        return units[unit].flatMap { Amount(parsing: String(digits), in: $0) }
    }

    /// 收入, 收、支 before 总计 are the unit's revenue, 支出 its spending; nil for those of appropriations or other things.
    private static func measure(named name: String, behind before: Substring) -> MeasureCode? {
        guard !["拨款", "经费", "预算", "采购", "基金"].contains(where: before.hasSuffix) else {
            return nil
        }
        return name.contains("收") ? "revenue.total" : name.contains("支") ? "expenditure.total" : nil
    }
}
