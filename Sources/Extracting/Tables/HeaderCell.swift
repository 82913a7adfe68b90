import FiscalModel

/// What one header cell says: a time, a scenario, a unit, and what its column is for.
struct HeaderCell {
    let label: String
    var meanings: [TableVocabulary.Meaning] = []
    /// The year that the header names (2023年决算数).
    var year: Int?
    /// 上年 −1, 本年 0, relative to the report's year.
    var yearOffset: Int?
    var scenario: Scenario?
    var unit: MoneyUnit?
    /// Whose money the words in front of a measure say (一般公共预算基本支出).
    var scope: FundScope?

    var isKnown: Bool { !meanings.isEmpty || year != nil || scenario != nil }

    /// True for words that say a year or a scenario and nothing else: 预算数, 2022年决算数, 上年.
    var isTimeOnly: Bool {
        (scenario != nil || year != nil || yearOffset != nil) && isResolved
            && meanings.allSatisfy { $0.role == .amount }
    }

    /// False while words are left that nothing explains.
    private(set) var isResolved = false

    private static let codeWords = ["编码", "代码"]
    private static let classificationWords = ["分类", "功能", "经济", "科目"]
    private static let changeWords = ["增减", "增长率", "增幅", "变动率", "数比", "数较"]

    func has(_ role: TableVocabulary.Role) -> Bool { meanings.contains { $0.role == role } }

    init(_ label: String, form: TableForm, vocabulary: TableVocabulary) {
        self.label = label
        unit = TableContext.unitInBrackets(label)
        guard label.utf8.count <= 180 else { return }
        // 2021年预算数比2020年预算数增减%: a change, whatever figures it names.
        if HeaderCell.changeWords.contains(where: { label.has(bytesOf: $0) }) {
            meanings = [.init(role: .ignored, meaning: "")]
            return
        }
        read(label, form, vocabulary)
        if scenario == .budget, let stage = HeaderCell.stageInBrackets(label, vocabulary) { scenario = stage }
    }

    private mutating func read(_ label: String, _ form: TableForm, _ vocabulary: TableVocabulary) {
        if resolve(label, form, vocabulary) { return }
        var rest = HeaderCell.withoutBrackets(label)
        if rest != label, resolve(rest, form, vocabulary) { return }
        if let named = RowLabel(rest).nonEmptyName, named != rest {
            rest = named
            if resolve(rest, form, vocabulary) { return }
        }
        if let (year, without) = HeaderCell.takingYear(rest) {
            self.year = year
            rest = without
            if rest.isEmpty { isResolved = true }
            if rest.isEmpty || resolve(rest, form, vocabulary) { return }
        }
        if let (offset, text) = vocabulary.yearOffset(in: rest) {
            yearOffset = offset
            rest = String(rest.dropFirst(text.count))
            if rest.isEmpty { isResolved = true }
            if rest.isEmpty || resolve(rest, form, vocabulary) { return }
        }
        if let (scenario, text) = vocabulary.scenario(in: rest), let range = rest.lastRange(of: text) {
            let before = String(rest[..<range.lowerBound])
            let after = String(rest[range.upperBound...])
            let isLast = ["", "数", "额", "金额", "总额", "资金", "情况"].contains(after)
            if isLast || before.isEmpty {
                self.scenario = scenario
                rest = before.isEmpty && !isLast ? after : before
                if rest.isEmpty {
                    meanings = [.init(role: .amount, meaning: "")]
                    isResolved = true
                    return
                }
                if resolve(rest, form, vocabulary) { return }
            }
        }
        for (prefix, scope) in HeaderCell.scopePrefixes where rest.begins(withBytesOf: prefix) {
            var words = rest.dropFirst(prefix.count)
            for filler in ["安排的", "开支的", "安排"] where words.begins(withBytesOf: filler) {
                words = words.dropFirst(filler.count)
            }
            guard resolve(String(words), form, vocabulary) else { continue }
            self.scope = scope
            return
        }
    }

    /// Looks the words up; a plain amount (决算数) also says its scenario.
    private mutating func resolve(_ words: String, _ form: TableForm, _ vocabulary: TableVocabulary) -> Bool {
        meanings = vocabulary.meanings(of: words, in: form)
        // 工资福利支出 or 办公费 heads a part by cost that is no measure of its own.
        if meanings.isEmpty, vocabulary.economicClass(named: words) != nil || vocabulary.isEconomicSection(words) {
            meanings = [.init(role: .neutral, meaning: "")]
        }
        // 单位、项目名称, 专项资金（项目）名称: whatever stands before it, the rows are projects.
        if meanings.isEmpty, words.hasSuffix("项目名称") { meanings = [.init(role: .projectName, meaning: "")] }
        // 经济分类编码, 支出功能科目代码: whatever the classification is called.
        if meanings.isEmpty, HeaderCell.codeWords.contains(where: { words.hasSuffix($0) }),
            HeaderCell.classificationWords.contains(where: { words.has(bytesOf: $0) })
        {
            meanings = [.init(role: .code, meaning: "")]
        }
        guard !meanings.isEmpty else { return false }
        isResolved = true
        if has(.amount), scenario == nil { scenario = vocabulary.scenario(in: words)?.scenario }
        return true
    }

    /// 预算（调整后）, 预算数（年初）: the stage of the budget that stands in brackets behind it.
    private static func stageInBrackets(_ label: String, _ vocabulary: TableVocabulary) -> Scenario? {
        guard label.hasSuffix(")"), let open = label.lastIndex(of: "(") else { return nil }
        let inner = label[label.index(after: open)...].dropLast()
        guard let (scenario, text) = vocabulary.scenario(in: inner + "预算"), text.hasPrefix(inner) else { return nil }
        return scenario == .initialBudget || scenario == .adjustedBudget ? scenario : nil
    }

    private static let scopePrefixes: [(String, FundScope)] = [
        ("一般公共预算财政拨款", .general), ("一般公共预算拨款", .general), ("一般公共预算", .general),
        ("政府性基金预算", .governmentFund), ("政府性基金", .governmentFund), ("国有资本经营预算", .stateCapital),
        ("财政拨款", .appropriation),
    ]

    /// The label without bracketed remarks at its end: “执行率（B/A）”, “预算数（万元）”.
    private static func withoutBrackets(_ label: String) -> String {
        var rest = label[...]
        while rest.hasSuffix(")"), let open = rest.lastIndex(of: "("), open > rest.startIndex { rest = rest[..<open] }
        if let equal = rest.firstIndex(of: "="), equal > rest.startIndex { rest = rest[..<equal] }
        return String(rest)
    }

    /// A year that stands in the label, and the label without it: “2023年度决算数” is 2023 and 决算数.
    static func takingYear(_ label: String) -> (year: Int, rest: String)? {
        guard let year = Years.first(in: label), let range = label.firstRange(of: String(year)) else { return nil }
        var after = label[range.upperBound...]
        if after.hasPrefix("年度") {
            after = after.dropFirst(2)
        } else if after.hasPrefix("年") {
            after = after.dropFirst()
        }
        return (year, String(label[..<range.lowerBound]) + after)
    }
}

extension RowLabel {
    var nonEmptyName: String? { name.isEmpty ? nil : name }
}

extension StringProtocol where Self == String {
    /// The last range of some words.
    func lastRange(of words: String) -> Range<String.Index>? { ranges(of: words).last }
}
