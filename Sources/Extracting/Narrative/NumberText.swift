import FiscalModel

enum Ascii {
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

/// Characters that numbers are made of, as UTF-8.
enum NumberText {
    static let `class` = bytes("类")
    static let section = bytes("款")
    static let item = bytes("项")
    static let year = bytes("年")
    static let month = bytes("月")
    static let day = bytes("日")
    static let degree = bytes("度")
    static let every = bytes("每")
    static let enumerationComma = bytes("、")
    static let inclusive = bytes("(含)")
    static let partsOfYear = ["初", "末", "底", "终", "中"].map(bytes)
    static let about = ["余", "多", "来", "几"].map(bytes)
    /// By their last byte.
    static let nearly = byByte(
        ["近", "超", "逾", "约", "不足", "不到", "突破", "≥", "≤", "≧", "≦", "～", "第", "超过", "每"].map(bytes)
    ) { $0[$0.count - 1] }
    /// By the third byte, the last of their first character.
    static let limits = byByte(["以上", "以下", "以内", "之内", "左右", "不等", "～", "至"].map(bytes)) { $0[2] }
    static let ceilings = ["以内", "之内"].map(bytes)
    static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map(bytes)

    /// By the third byte, which tells first characters apart best; longer ones first.
    static let counters = byByte(printedCounters.map { (text: bytes($0.0), kind: $0.1) }) { $0.text[2] }

    private static func byByte<Word>(_ words: [Word], _ byte: (Word) -> UInt8) -> [[Word]] {
        var lists = Array(repeating: [Word](), count: 256)
        for word in words { lists[Int(byte(word))].append(word) }
        return lists
    }

    private static let printedCounters: [(String, NarrativeFigure.Counter)] = [
        ("个百分点", .other), ("亿美元", .other), ("万美元", .other), ("美元", .other),
        ("亿元", .money(.hundredMillionYuan)), ("万元", .money(.tenThousandYuan)), ("千元", .money(.thousandYuan)),
        ("万余元", .other), ("万人民币", .money(.tenThousandYuan)), ("元", .money(.yuan)), ("万人", .other),
        ("万份", .other), ("万亩", .other), ("万户", .other), ("万家", .other), ("万次", .other), ("万吨", .other),
        ("万平", .other), ("万名", .other), ("万", .money(.tenThousandYuan)), ("亿", .money(.hundredMillionYuan)),
        ("人次", .visit), ("人", .person), ("名", .person), ("位", .person), ("批次", .batch), ("批", .batch),
        ("个项目", .other), ("个批次", .batch), ("个科", .other), ("个内设", .other), ("个股", .other), ("个月", .other), ("个", .each),
        ("家", .each), ("户", .each), ("辆", .vehicle), ("台", .vehicle), ("次", .time), ("％", .percent),
        ("分钟", .other), ("分", .point), ("件", .other), ("期", .other), ("篇", .other), ("场", .other),
        ("项", .other), ("条", .other), ("所", .other), ("亩", .other), ("岁", .other), ("号", .other),
        ("平方", .other), ("公里", .other), ("册", .other), ("份", .other), ("吨", .other), ("届", .other),
        ("只", .other), ("天", .other), ("时", .other), ("倍", .other), ("级", .other), ("周年", .other),
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
