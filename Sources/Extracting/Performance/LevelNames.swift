/// The names that levels of indicators have, and what is no name.
enum LevelNames {
    /// “产出指标（50分）” without its points.
    static func cleaned(_ label: String) -> String {
        guard label.utf8.last == UInt8(ascii: ")") else { return label }
        var rest = label[...]
        while rest.hasSuffix(")"), let open = rest.lastIndex(of: "(") {
            let inner = rest[rest.index(after: open)...].dropLast()
            guard inner.hasSuffix("分") || inner.hasSuffix("%") || inner.allSatisfy({ $0.isNumber || $0 == "." }),
                !inner.isEmpty
            else { break }
            rest = rest[..<open]
        }
        return String(rest)
    }

    /// The same for a name as printed.
    static func cleanedName(_ text: String) -> String {
        for (open, close) in [("（", "）"), ("(", ")")] where text.ends(withBytesOf: close) {
            guard let start = text.lastIndex(of: Character(open)) else { continue }
            let inner = text[text.index(after: start)...].dropLast()
            if inner.hasSuffix("分"), inner.dropLast().allSatisfy({ $0.isNumber || $0 == "." }), inner.count > 1 {
                return String(text[..<start])
            }
        }
        return text
    }

    /// False for what stands where no indicator was set.
    static func isIndicator(_ label: String) -> Bool {
        let label = withoutNumber(label)
        guard !label.isEmpty, !notSet.contains(where: label.equals(bytesOf:)) else { return false }
        return label.contains { character in
            character.isLetter
        }
    }

    private static let notSet = ["无", "不涉及", "略", "无此项"]

    /// “指标1：展览场次” without the number that the form prints before it.
    static func withoutNumber(_ text: String) -> String {
        guard text.begins(withBytesOf: "指标") else { return text }
        let rest = text.dropFirst(2)
        let number = rest.prefix { $0.isNumber || "一二三四五六七八九十".contains($0) }
        guard !number.isEmpty, let mark = rest.dropFirst(number.count).first,
            mark == ":" || mark == "：" || mark == "、" || mark == "."
        else { return text }
        return Words.oneLine(String(rest.dropFirst(number.count + 1)))
    }

    /// “40个” and “46个” of “目标：40个；实际：46个”; nil for a text that does not name both.
    static func targetAndActual(_ text: String) -> (String?, String?)? {
        guard let first = targetMarks.first(where: text.begins(withBytesOf:)) else { return nil }
        let rest = text.dropFirst(first.count)
        for mark in actualMarks {
            guard let range = rest.firstRange(of: mark) else { continue }
            var target = rest[..<range.lowerBound]
            while let last = target.last, "；;，,/、 。".contains(last) { target = target.dropLast() }
            let actual = rest[range.upperBound...]
            guard !target.isEmpty, !actual.isEmpty else { return nil }
            return (Words.oneLine(String(target)), Words.oneLine(String(actual)))
        }
        return nil
    }

    private static let targetMarks = ["目标值：", "目标：", "目标值:", "目标:", "计划：", "计划:", "年初目标：", "年初目标:"]
    private static let actualMarks = [
        "实际完成值：", "实际完成：", "实际值：", "实际：", "完成值：", "完成：", "实际完成值:", "实际完成:", "实际值:", "实际:", "完成值:", "完成:",
    ]

    /// True for a name whose quotation mark or bracket never closes.
    static func isCut(_ name: String) -> Bool {
        for (open, close) in [("“", "”"), ("（", "）"), ("(", ")"), ("《", "》")] as [(Character, Character)] {
            if name.count(where: { $0 == open }) > name.count(where: { $0 == close }) { return true }
        }
        return false
    }

    /// 总分, 合计 …
    static func isTotal(_ label: String) -> Bool {
        // Every total holds one of them; most names hold neither.
        guard label.has(bytesOf: "分") || label.has(bytesOf: "计") else { return false }
        var bare = label[...]
        if let bracket = bare.firstIndex(of: "("), bracket > bare.startIndex { bare = bare[..<bracket] }
        while bare.last == ":" { bare = bare.dropLast() }
        return totals.contains(Label(text: String(bare)))
    }

    private typealias Label = TableVocabulary.Label

    private static let totals = names([
        "总分", "合计", "总计", "总得分", "自评总分", "得分合计", "合计得分", "总分值", "综合得分", "自评得分合计", "总体得分", "分值合计", "合计分值", "评价总分",
        "自评得分", "最终得分",
    ])

    private static func names(_ names: [String]) -> Set<Label> { Set(names.map(Label.init)) }

    /// 预算执行（10分）, 预算执行率.
    static func isBudgetExecution(_ label: String) -> Bool {
        budgetExecution.contains(Label(text: cleaned(label)))
    }

    private static let budgetExecution = names([
        "预算执行", "预算执行率", "预算执行情况", "预算资金执行率", "资金执行率", "预算执行率指标", "预算执行指标",
    ])

    static func isFirstLevel(_ label: String) -> Bool { firstLevelNames.contains(Label(text: cleaned(label))) }

    private static let firstLevelNames = names(["产出指标", "效益指标", "满意度指标", "产出", "效益", "满意度"])

    static func isSecondLevel(_ label: String) -> Bool { secondLevelNames.contains(Label(text: cleaned(label))) }

    private static let secondLevelNames = names([
        "数量指标", "质量指标", "时效指标", "成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标", "经济效益", "社会效益",
        "生态效益", "可持续影响", "经济成本指标", "社会成本指标", "生态环境成本指标", "满意度指标", "服务对象满意度",
    ])

    /// 年度绩效指标 beside all levels names a part of the form, not a level.
    static func isPartOfForm(_ label: String) -> Bool { partsOfForm.contains(where: label.equals(bytesOf:)) }

    private static let partsOfForm = ["年度绩效指标", "绩效指标", "年度绩效目标"]

    /// True where a second level of the form never stands below that first one: 社会效益指标 below 产出指标.
    static func contradict(_ level1: String, _ level2: String) -> Bool {
        func place(_ label: String, _ names: [(String, String)]) -> String? {
            names.first { label.begins(withBytesOf: $0.0) }?.1
        }
        guard let own = place(level1, firstLevels), let other = place(level2, secondLevels) else { return false }
        return own != other
    }

    private static let firstLevels = [("产出", "产出"), ("效益", "效益"), ("满意度", "满意度")]
    private static let secondLevels = [
        ("数量指标", "产出"), ("质量指标", "产出"), ("时效指标", "产出"), ("经济效益", "效益"), ("社会效益", "效益"), ("生态效益", "效益"),
        ("可持续影响", "效益"),
    ]

    static func isLevelName(_ label: String) -> Bool {
        let name = cleaned(label)
        return name.ends(withBytesOf: "指标") && (isFirstLevel(label) || isSecondLevel(label))
    }

    /// 指标性质 and 指标值 in columns of their own: “≥” and “90%” are “≥90%”; “=” says nothing more.
    static func joined(_ sign: String, _ value: String) -> String {
        guard !value.isEmpty else { return value }
        switch sign {
        case "≥", "≤", ">", "<", "＞", "＜": return value.hasPrefix(sign) ? value : sign + value
        case "大于等于", ">=": return "≥" + value
        case "小于等于", "<=": return "≤" + value
        default: return value
        }
    }
}
