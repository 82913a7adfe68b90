import ReferenceData

/// Tells headings by their number and what stands below them by their words.
final class HeadingWords: Sendable {
    private let kinds: [NarrativeSection.Kind]
    private let automaton: TermAutomaton

    init(terms: [NarrativeTerm]) {
        var words: [[UInt8]] = []
        var kinds: [NarrativeSection.Kind] = []
        for term in terms where term.role == "section" {
            guard let kind = NarrativeSection.Kind(rawValue: term.value) else { continue }
            words.append(FoldedText(term.term).bytes)
            kinds.append(kind)
        }
        self.kinds = kinds
        automaton = TermAutomaton(terms: words)
    }

    /// The first kind of the list one of whose words the heading holds.
    func kind(of heading: ArraySlice<UInt8>) -> NarrativeSection.Kind? {
        var first = Int.max
        automaton.forEachMatch(in: Array(heading)) { first = min(first, $0.term) }
        return first < kinds.count ? kinds[first] : nil
    }

    /// 0 for “第三部分”, 1 for “一、”, 2 for “（一）”, 3 for “1.”, 4 for “（1）”, 5 for “①”.
    static func level(of bytes: [UInt8]) -> Int? {
        guard let first = bytes.first else { return nil }
        if bytes.starts(with: Marks.ordinal), bytes.prefix(24).contains(Marks.part[...]) { return 0 }
        if bytes.starts(with: [0xE2, 0x91]) { return 5 }
        let isBracketed = first == UInt8(ascii: "(")
        let start = isBracketed ? 1 : 0
        var end = start
        while end < bytes.count, end - start < 2, bytes[end].isDigit { end += 1 }
        if end > start {
            guard end < bytes.count else { return nil }
            if isBracketed { return bytes[end] == UInt8(ascii: ")") ? 4 : nil }
            let isPoint =
                bytes[end] == UInt8(ascii: ".")
                && (end + 1 == bytes.count || !bytes[end + 1].isDigit
                    || end + 5 < bytes.count && bytes[end + 5] >= 0x80)
            return isPoint || bytes[end...].starts(with: Marks.enumerationComma)
                ? 3 : bytes[end] == UInt8(ascii: ")") ? 4 : nil
        }
        while end - start < 9, let numeral = Marks.numerals.first(where: { bytes[end...].starts(with: $0) }) {
            end += numeral.count
        }
        guard end > start, end < bytes.count else { return nil }
        if isBracketed { return bytes[end] == UInt8(ascii: ")") ? 2 : nil }
        return bytes[end...].starts(with: Marks.enumerationComma) ? 1 : nil
    }

    /// The first sentence, which is the heading where it has no figure.
    static func title(of tokens: [NarrativeToken], bytes: [UInt8]) -> Range<Int> {
        0..<(tokens.first(where: \.endsTitle)?.range.lowerBound ?? bytes.count)
    }

    /// True for prose that ends within a sentence, as lines do that a page's width broke.
    static func breaksOff(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 60, let last = bytes.last, !Marks.sentenceEnds.contains(last),
            !bytes.suffix(3).elementsEqual(NarrativeWords.fullStop)
        else { return false }
        return bytes.contains(UInt8(ascii: ",")) || bytes.contains(NarrativeWords.fullStop[...])
    }

    /// True for what stands behind a word that is explained: “：指…”, “：是…”.
    static func defines(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: ":") else { return false }
        return Marks.definitions.contains { rest.dropFirst().starts(with: $0) }
    }

    /// “…专项资金支出绩效自评报告”: the report of one project, attached to the unit's.
    func isProjectTitle(_ bytes: [UInt8]) -> Bool {
        (bytes.contains(Marks.report[...]) || bytes.contains(Marks.costs[...]))
            && (bytes.contains(Marks.project[...]) || bytes.contains(Marks.special[...]))
            && !bytes.contains(Marks.overall[...])
    }

    /// True for a line that may be the title of a report.
    func isTitle(_ bytes: [UInt8]) -> Bool {
        bytes.count <= 120 && (bytes.contains(Marks.report[...]) || bytes.contains(Marks.costs[...]))
    }

    /// “…2024年‘三公’经费财政拨款预算情况说明”
    func isBudgetTitle(_ bytes: [UInt8]) -> Bool {
        isBudgetSection(bytes) && bytes.contains(Marks.budget[...])
    }

    /// “二、2025年‘三公’经费预算安排情况”
    func isBudgetSection(_ bytes: [UInt8]) -> Bool {
        bytes.contains(Marks.threePublic[...])
            && (bytes.contains(Marks.budget[...]) || bytes.contains(Marks.plan[...]))
            && !Marks.spent.contains { bytes.contains($0[...]) }
    }

    func isUnitTitle(_ bytes: [UInt8]) -> Bool {
        bytes.contains(Marks.report[...]) && bytes.contains(Marks.overall[...])
    }

    /// “一、项目基本情况” opens a project's report, “一、部门基本情况” the unit's.
    func isProjectSection(_ title: ArraySlice<UInt8>) -> Bool {
        title.contains(Marks.projectBasics[...]) || title.contains(Marks.projectOutline[...])
            || title.contains(Marks.projectSummary[...])
    }

    func isUnitSection(_ title: ArraySlice<UInt8>) -> Bool {
        title.contains(Marks.department[...])
            || (title.contains(Marks.unit[...]) && !Marks.projectUnits.contains { title.contains($0[...]) })
    }

    enum Marks {
        static let threePublic = Array("三公".utf8)
        static let budget = Array("预算情况".utf8)
        static let plan = Array("预算安排".utf8)
        static let spent = ["决算", "执行", "使用", "支出情况", "开支"].map { Array($0.utf8) }
        static let projectName = Array("项目名称:".utf8)
        static let years = ["年度", "年"].map { Array($0.utf8) }
        static let reportEnds = ["支出绩效", "绩效自评", "绩效评价", "资金使用绩效", "支出自评"].map { Array($0.utf8) }
        static let overallPerformance = Array("整体支出绩效".utf8)
        static let ofYear = Array("年度".utf8)
        static let projectBasics = Array("项目基本".utf8)
        static let projectOutline = Array("项目概况".utf8)
        static let projectSummary = Array("项目概述".utf8)
        static let definitions = ["指", "是", "反映"].map { Array($0.utf8) }
        static let costs = Array("经费情况说明".utf8)
        static let department = Array("部门".utf8)
        static let unit = Array("单位".utf8)
        static let sentenceEnds = Array(".;:!?)".utf8)
        static let projectUnits = ["实施单位", "项目单位", "承担单位", "承办单位"].map { Array($0.utf8) }
        static let ordinal = Array("第".utf8)
        static let part = Array("部分".utf8)
        static let enumerationComma = Array("、".utf8)
        static let report = Array("报告".utf8)
        static let project = Array("项目".utf8)
        static let special = Array("专项".utf8)
        static let overall = Array("整体".utf8)
        static let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].map { Array($0.utf8) }
    }
}
