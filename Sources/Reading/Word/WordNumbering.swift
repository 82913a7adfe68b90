/// The numbers that Word generates before list paragraphs, counted through the document.
struct WordNumbering {
    private struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
        var suffix = "tab"
        var restart: Int?
        var isLegal = false
    }

    private struct List {
        var abstract: String
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private enum Tag: String, CaseIterable {
        case abstractNum, num, lvl, start, numFmt, lvlText, suff, lvlRestart, isLgl, abstractNumId, lvlOverride
        case startOverride, numStyleLink, styleLink
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    private var abstracts: [String: [Int: Level]] = [:]
    private var lists: [String: List] = [:]
    private var styleLinks: [String: String] = [:]
    private var numberStyles: [String: String] = [:]
    private var counters: [String: [Int: Int]] = [:]
    private var started: Set<String> = []

    init(_ part: [UInt8]) {
        guard !part.isEmpty else { return }
        do {
            try parse(part)
        } catch {
            // Without its numbers a list is still text; what was read before the damage stays in use.
            return
        }
    }

    private mutating func parse(_ part: [UInt8]) throws(XMLScanner.Fault) {
        var scanner = XMLScanner(part)
        var abstract = ""
        var number = ""
        var level = 0
        var current = Level()
        var isOverride = false
        while true {
            switch try scanner.next() {
            case .start:
                let value = scanner.attribute("val")
                switch Self.vocabulary[scanner] {
                case .abstractNum:
                    abstract = scanner.attribute("abstractNumId") ?? ""
                    number = ""
                    abstracts[abstract] = [:]
                case .num:
                    number = scanner.attribute("numId") ?? ""
                    lists[number] = List(abstract: "")
                case .abstractNumId: if !number.isEmpty { lists[number]?.abstract = value ?? "" }
                case .lvlOverride:
                    level = scanner.intAttribute("ilvl") ?? 0
                    isOverride = true
                case .startOverride:
                    lists[number]?.starts[level] =
                        value.flatMap { Int($0) }.flatMap { $0.magnitude < 1_000_000 ? $0 : nil } ?? 1
                case .lvl:
                    level = scanner.intAttribute("ilvl") ?? level
                    current = Level()
                case .start:
                    current.start = value.flatMap { Int($0) }.flatMap { $0.magnitude < 1_000_000 ? $0 : nil } ?? 1
                case .numFmt: current.format = value ?? "decimal"
                case .lvlText: current.text = value ?? ""
                case .suff: current.suffix = value ?? "tab"
                case .lvlRestart:
                    current.restart = value.flatMap { Int($0) }.flatMap { $0.magnitude < 1_000_000 ? $0 : nil }
                case .isLgl: current.isLegal = value != "0"
                case .numStyleLink: numberStyles[abstract] = value
                case .styleLink: if let value { styleLinks[value] = abstract }
                case nil: break
                }
            case .end:
                switch Self.vocabulary[scanner] {
                case .lvl:
                    if isOverride {
                        lists[number]?.levels[level] = current
                    } else {
                        abstracts[abstract]?[level] = current
                    }
                case .lvlOverride: isOverride = false
                default: break
                }
            case .text: break
            case .finished: return
            }
        }
    }

    /// The number of the next paragraph of a list with what parts it from the text (“（一）”, “1. ”); empty for bullets,
    /// nil where there is no such list.
    mutating func next(_ number: String, level: Int) -> String? {
        guard number != "0", let list = lists[number] else { return nil }
        var abstract = list.abstract
        if let style = numberStyles[abstract], let linked = styleLinks[style] { abstract = linked }
        let levels = (abstracts[abstract] ?? [:]).merging(list.levels) { $1 }
        guard let own = levels[level] else { return nil }
        var counts = counters[abstract] ?? [:]
        if started.insert(number).inserted {
            for (level, start) in list.starts { counts[level] = start - 1 }
        }
        counts[level] = (counts[level] ?? own.start - 1) + 1
        for (deeper, other) in levels where deeper > level {
            if let restart = other.restart, restart == 0 || level >= restart { continue }
            counts[deeper] = nil
        }
        counters[abstract] = counts
        if own.format == "bullet" { return "" }
        var text = ""
        var scalars = own.text.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            guard let digit = scalars.next(), let place = Int(String(digit)), place >= 1 else { continue }
            let other = levels[place - 1] ?? Level()
            let value = counts[place - 1] ?? other.start
            text += Numeral.text(value, format: own.isLegal ? "decimal" : other.format)
        }
        guard let last = text.unicodeScalars.last else { return "" }
        // “1.” and “2023年” must not run into 1.2023; “、” and “）” need no gap.
        let isOpen = last == "." || ("0"..."9").contains(last) || last.properties.isAlphabetic
        return own.suffix == "nothing" || !isOpen ? text : text + " "
    }
}

/// A count in the ways lists print it.
enum Numeral {
    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let legalDigits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

    static func text(_ value: Int, format: String) -> String {
        switch format {
        case "none": return ""
        case "chineseCounting", "chineseCountingThousand", "ideographTraditionalCounting", "taiwaneseCounting",
            "taiwaneseCountingThousand", "japaneseCounting":
            return chinese(value, digits: digits, units: ["", "十", "百", "千"])
        case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
            return chinese(value, digits: legalDigits, units: ["", "拾", "佰", "仟"])
        case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
            guard value >= 0 else { return String(value) }
            return String(value).utf8.map { digits[Int($0) - 0x30] }.joined()
        case "ideographTraditional":
            return cyclic(value, ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"])
        case "ideographZodiac":
            return cyclic(value, ["子", "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥"])
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
            return (1...20).contains(value) ? scalar(0x2460 + value - 1) : String(value)
        case "decimalEnclosedParen": return (1...20).contains(value) ? scalar(0x2474 + value - 1) : "(\(value))"
        case "decimalEnclosedFullstop": return (1...20).contains(value) ? scalar(0x2488 + value - 1) : "\(value)."
        case "ideographEnclosedCircle": return (1...10).contains(value) ? scalar(0x3220 + value - 1) : String(value)
        case "decimalFullWidth", "decimalFullWidth2":
            guard value >= 0 else { return String(value) }
            return String(value).utf8.map { scalar(0xFF10 + Int($0) - 0x30) }.joined()
        case "decimalZero": return value < 10 ? "0\(value)" : String(value)
        case "upperLetter": return letter(value, "A")
        case "lowerLetter": return letter(value, "a")
        case "upperRoman": return roman(value)
        case "lowerRoman": return roman(value).lowercased()
        default: return String(value)
        }
    }

    private static func scalar(_ value: Int) -> String { Unicode.Scalar(UInt32(value)).map { String($0) } ?? "" }

    private static func cyclic(_ value: Int, _ names: [String]) -> String {
        value >= 1 ? names[(value - 1) % names.count] : String(value)
    }

    private static func letter(_ value: Int, _ first: Unicode.Scalar) -> String {
        guard (1...780).contains(value) else { return String(value) }
        let letter = scalar(Int(first.value) + (value - 1) % 26)
        return String(repeating: letter, count: (value - 1) / 26 + 1)
    }

    /// 1…9999 in Chinese: 12 is 十二, 20 二十, 105 一百零五.
    static func chinese(_ value: Int, digits: [String], units: [String]) -> String {
        guard (1...9_999).contains(value) else { return value == 0 ? digits[0] : String(value) }
        var text = ""
        var hasGap = false
        let places = String(value).utf8.map { Int($0) - 0x30 }
        for (index, digit) in places.enumerated() {
            let unit = places.count - 1 - index
            if digit == 0 {
                hasGap = !text.isEmpty
                continue
            }
            if hasGap { text += "零" }
            hasGap = false
            if !(digit == 1 && unit == 1 && text.isEmpty && units[1] == "十") { text += digits[digit] }
            text += units[unit]
        }
        return text
    }

    private static func roman(_ value: Int) -> String {
        guard (1...3_999).contains(value) else { return String(value) }
        let steps = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = value
        var text = ""
        for (worth, sign) in steps {
            while rest >= worth {
                text += sign
                rest -= worth
            }
        }
        return text
    }
}
