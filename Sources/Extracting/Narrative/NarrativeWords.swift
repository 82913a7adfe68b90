import FiscalModel
import Glibc

/// Words looked at by their text.
enum NarrativeWords {
    /// True where a digit or a negation stands: nothing else can state a figure.
    static func mayState(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isDigit { return true }
            if byte >= 0xE6, byte <= 0xE9, index + 2 < bytes.count {
                // 无, 没, 未, 零
                switch (byte, bytes[index + 1], bytes[index + 2]) {
                case (0xE6, 0x97, 0xA0), (0xE6, 0xB2, 0xA1), (0xE6, 0x9C, 0xAA), (0xE9, 0x9B, 0xB6): return true
                default: break
                }
            }
            index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        }
        return false
    }

    /// True where an amount may stand, or one of the marks that say of what: “12万元”, “0”, “1.5”, “（类）”, “单位：”.
    static func mayTellMoney(_ bytes: [UInt8]) -> Bool {
        if amountUnits.contains(where: { bytes.contains($0[...]) }) { return true }
        return bytes.withUnsafeBytes { bytes in
            bytes.contains(UInt8(ascii: ":")) { _ in true }
                || bytes.contains(UInt8(ascii: "(")) { $0 + 4 < bytes.count && bytes[$0 + 4] == UInt8(ascii: ")") }
                // A nought that no other digit stands before.
                || bytes.contains(UInt8(ascii: "0")) { $0 == 0 || !bytes[$0 - 1].isDigit }
                || bytes.contains(UInt8(ascii: ".")) {
                    $0 + 1 < bytes.count && (bytes[$0 + 1].isDigit || bytes[$0 + 1] == UInt8(ascii: " "))
                }
        }
    }

    private static let amountUnits = [yuan, tenThousand, hundredMillion]

    static let yuan = Array("元".utf8)
    static let tenThousand = Array("万".utf8)
    static let hundredMillion = Array("亿".utf8)
    static let by = Array("由".utf8)
    static let fullStop = Array("。".utf8)
    static let finance = Array("财政".utf8)
    static let bureau = Array("局".utf8)
    static let unit = Array("单位:".utf8)
    static let unitOfTenThousand = Array("单位:万元".utf8)
    static let unitOfYuan = Array("单位:元".utf8)
    static let expenditure = Array("支出".utf8)
    static let grandTotal = Array("总计".utf8)
    static let recruit = Array("发展".utf8)
    static let gained = Array("得".utf8)
    static let account = Array("科目".utf8)
    static let approved = Array("核定".utf8)
    static let domestic = Array("国内".utf8)
    static let project = Array("项目".utf8)
    static let spentByProject = Array("项目支出".utf8)
    static let performance = Array("绩效".utf8)
    static let andOthers = ["等", "等地", "等省", "等市"].map { Array($0.utf8) }
    static let andSo = Array("等".utf8)
    static let dateWords = ["截至", "截止", "到", "至"].map { Array($0.utf8) }
    static let until = ["至", "到"].map { Array($0.utf8) }
    static let system = Array("系统".utf8)
    static let others = ["其他", "其它"].map { Array($0.utf8) }
    static let appropriationTotal = Array("财政拨款收入总计".utf8)
    static let whole = Array("整体".utf8)
    static let only = ["仅", "只"].map { Array($0.utf8) }
    static let kept = Array("保有".utf8)
    static let posts = Array("编制".utf8)
    static let bought = Array("购".utf8)
    static let rate = Array("执行率".utf8)
    static let supported = Array("供养".utf8)
    static let supportedByState = Array("财政供养".utf8)
    static let isWord = ["为", "系", "即"].map { Array($0.utf8) }
    static let wholeYear = ["全年", "本年", "当年"].map { Array($0.utf8) }
    static let changeRates = ["变动率", "增长率", "变化率", "降低率", "下降率"].map { Array($0.utf8) }
    static let dividing = ["/", "÷"].map { Array($0.utf8) }
    static let thisYear = ["本年", "当年", "今年"].map { Array($0.utf8) }
    static let after = Array("后".utf8)
    static let allRetired = Array("离退".utf8)
    static let direct = Array("直属".utf8)
    static let opening = ["年初", "期初"].map { Array($0.utf8) }
    static let thatIs = ["即", "即为", "也即", "亦即", "即为此数", "也为此数", "亦为此数"].map { Array($0.utf8) }
    static let institution = Array("事业单位".utf8)
    static let together = Array("共".utf8)
    static let of = Array("的".utf8)
    static let composed = ["组成", "构成"].map { Array($0.utf8) }
    static let groups = Array("团组".utf8)
    static let teachers = Array("教职工".utf8)
    static let school = Array("学校".utf8)
    static let counterOfSchools = Array("所".utf8)
}

extension UnsafeRawBufferPointer {
    /// True where a byte stands at a place that fits.
    fileprivate func contains(_ byte: UInt8, at fits: (Int) -> Bool) -> Bool {
        var index = 0
        while index < count, let start = baseAddress, let found = memchr(start + index, Int32(byte), count - index) {
            index = start.distance(to: found)
            if fits(index) { return true }
            index += 1
        }
        return false
    }
}
