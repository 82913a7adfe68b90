import DocumentModel
import FiscalModel
import ReferenceData

/// Reads the running text of a report: paragraphs in order, under their headings.
struct NarrativeReader: Sendable {
    private let vocabulary: NarrativeVocabulary
    private let headings: HeadingWords
    private let reference: ReferenceData

    init(reference: ReferenceData) {
        self.reference = reference
        vocabulary = NarrativeVocabulary(
            terms: reference.narrativeTerms.filter { $0.role != "section" }, codes: reference.classifications)
        headings = HeadingWords(terms: reference.narrativeTerms)
    }

    func walk(_ report: ReportIdentity) -> Walk {
        Walk(
            environment: NarrativeEnvironment(
                vocabulary: vocabulary, headings: headings, reference: reference, report: NarrativeReport(report)))
    }

    /// One walk over a report's paragraphs.
    struct Walk {
        fileprivate let environment: NarrativeEnvironment
        private var outline = NarrativeOutline()
        /// What a paragraph that ended in a colon hands to the list below it.
        private var list: OpenList?
        private(set) var readings: [NarrativeReading] = []
        private(set) var claims: [Claim] = []
        private(set) var unknownTerms: [UnknownTerm] = []

        private struct OpenList {
            var topic: NarrativeSubject?
            var year: Int?
            var scenario: Scenario?
        }

        fileprivate init(environment: NarrativeEnvironment) { self.environment = environment }

        private var vocabulary: NarrativeVocabulary { environment.vocabulary }
        private var headings: HeadingWords { environment.headings }
        private var reference: ReferenceData { environment.reference }

        mutating func read(_ paragraph: Paragraph, block: Int, cell: CellPosition? = nil) {
            switch paragraph.role {
            case .header, .footer, .contents, .navigation, .footnote: return
            case .body, .heading, .listItem, .title: break
            }
            read(
                Array(paragraph.text.utf8), block: block, cell: cell, offset: 0,
                isHeading: paragraph.role == .heading)
        }

        /// The prose in a cell as wide as its table: layout tables and forms hold whole paragraphs there.
        mutating func read(_ table: Table, block: Int) {
            guard !table.isHidden else { return }
            for cell in table.cells
            where cell.columnSpan >= table.columnCount && !cell.isHidden && cell.text.utf8.count >= 60 {
                let position = CellPosition(row: cell.row, column: cell.column)
                var start = 0
                let text = Array(cell.text.utf8)
                for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
                    read(
                        Array(line), block: block, cell: position, offset: start, isHeading: false)
                    start += line.count + 1
                }
            }
        }

        private mutating func read(
            _ text: [UInt8], block: Int, cell: CellPosition?, offset: Int, isHeading: Bool
        ) {
            let folded = FoldedText(utf8: text)
            guard !folded.bytes.isEmpty else { return }
            let level = HeadingWords.level(of: folded.bytes)
            // Most lines of a page neither state nor head anything.
            guard
                NarrativeWords.mayState(folded.bytes) || level != nil || isHeading
                    || folded.bytes.last == UInt8(ascii: ":") || headings.isTitle(folded.bytes)
            else {
                if folded.bytes.count > 240 { list = nil }
                return
            }
            let tokens = NarrativeTokenizer(vocabulary: vocabulary).tokens(of: folded.bytes)
            if cell == nil {
                noteHeading(tokens, bytes: folded.bytes, level: level, isMarked: isHeading)
            }
            var section = outline.section
            if section.isDefinition { return }
            if let level, level <= 1 { list = nil }
            if level == nil, folded.bytes.count > 240 { list = nil }
            if let list {
                if section.topic == nil || list.topic?.measures == ["expenditure.project"] {
                    section.topic = list.topic
                }
                section.year = list.year
                section.scenario = list.scenario ?? section.scenario
            }
            guard list != nil || tokens.contains(where: { if case .word = $0.kind { true } else { false } }) else {
                return
            }
            var parser = NarrativeParser(
                environment: environment, section: section, tokens: tokens,
                place: .init(
                    text: text, folded: folded, block: block, cell: cell, offset: offset))
            parser.parse()
            if hasPath(tokens), let topic = parser.topic, parser.readings.isEmpty { outline.setTopic(topic) }
            readings += parser.readings
            claims += parser.claims
            unknownTerms += parser.unknownTerms
            if let last = tokens.last, case .colon = last.kind {
                list = OpenList(topic: parser.topic, year: parser.statedYear, scenario: parser.scenario)
            }
        }

        private func hasPath(_ tokens: [NarrativeToken]) -> Bool {
            tokens.contains { if case .level(let digits) = $0.kind { digits > 3 } else { false } }
        }

        /// A numbered first sentence without figures is a heading: its words say what stands below.
        private mutating func noteHeading(_ tokens: [NarrativeToken], bytes: [UInt8], level: Int?, isMarked: Bool) {
            guard let depth = level ?? (isMarked ? 1 : nil) else {
                let title = HeadingWords.title(of: tokens, bytes: bytes)
                if title.count == bytes.count, bytes.count <= 120, headings.isProjectTitle(bytes) {
                    outline.isProject = true
                } else if title.count == bytes.count, bytes.count <= 120, headings.isUnitTitle(bytes) {
                    outline.isProject = false
                }
                return
            }
            let title = HeadingWords.title(of: tokens, bytes: bytes)
            guard title.count <= 240 else { return }
            if depth == 1 {
                outline.isProject =
                    headings.isProjectSection(bytes[title])
                    || (outline.isProject && !headings.isUnitSection(bytes[title]))
            }
            var topic: NarrativeSubject?
            var year: Int?
            var scenario: Scenario?
            var path = outline.headings.last { $0.level < depth }?.path ?? ClassificationPath()
            for (index, token) in tokens.enumerated() where token.range.upperBound <= title.upperBound {
                switch token.kind {
                case .figure: return
                case .year(let printed): year = printed
                case .word(let term):
                    switch vocabulary.roles[term] {
                    case .label(let codes, _), .bareLabel(let codes, _):
                        if topic == nil || topic?.measures == ["revenue.total"]
                            || topic?.measures == ["expenditure.total"]
                        {
                            topic = .init(measures: codes, position: -1)
                        }
                    case .scenario(let printed): scenario = printed
                    case .part(.reception, let code): topic = .init(measures: [code], position: -1)
                    case .generic(let code): if topic == nil { topic = .init(measures: [code], position: -1) }
                    default: break
                    }
                case .level(3):
                    let start = index > 0 ? tokens[index - 1].range.lowerBound : 0
                    let name = String(decoding: bytes[start..<token.range.lowerBound], as: UTF8.self)
                    let codes = reference.classifications.codes(named: name, in: .function).filter {
                        $0.utf8.count == 3
                    }
                    if codes.count == 1 {
                        path.top = codes[0]
                        path.isFromHeading = true
                    }
                default: break
                }
            }
            // Last year's final accounts in a budget; otherwise a heading's year and stage say nothing new.
            let isPast = environment.report.identity.kind == .budget && scenario == .actual
            let past = isPast ? year.flatMap { $0 < environment.report.year ? $0 : nil } : nil
            outline.push(
                .init(
                    level: depth, kind: headings.kind(of: bytes[title]), topic: topic, path: path,
                    scenario: past == nil ? nil : .actual, year: past))
        }
    }
}

/// Tells headings by their number and what stands below them by their words.
struct HeadingWords: Sendable {
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
        for token in tokens {
            switch token.kind {
            case .stop, .colon, .semicolon, .open: return 0..<token.range.lowerBound
            default: break
            }
        }
        return 0..<bytes.count
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

    func isUnitTitle(_ bytes: [UInt8]) -> Bool {
        bytes.contains(Marks.report[...]) && bytes.contains(Marks.overall[...])
    }

    /// “一、项目基本情况” opens a project's report, “一、部门基本情况” the unit's.
    func isProjectSection(_ title: ArraySlice<UInt8>) -> Bool {
        title.contains(Marks.projectBasics[...]) || title.contains(Marks.projectOutline[...])
            || title.contains(Marks.projectSummary[...])
    }

    func isUnitSection(_ title: ArraySlice<UInt8>) -> Bool {
        title.contains(Marks.department[...]) || title.contains(Marks.unit[...])
    }

    private enum Marks {
        static let projectBasics = Array("项目基本".utf8)
        static let projectOutline = Array("项目概况".utf8)
        static let projectSummary = Array("项目概述".utf8)
        static let costs = Array("经费情况说明".utf8)
        static let department = Array("部门".utf8)
        static let unit = Array("单位".utf8)
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

extension NarrativeParser {
    /// The year that the last sentence stated itself.
    var statedYear: Int? { year ?? frame.year }
}
