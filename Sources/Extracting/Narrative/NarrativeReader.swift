import DocumentModel
import FiscalModel
import ReferenceData

/// Reads the running text of a report: paragraphs in order, under their headings.
struct NarrativeReader: Sendable {
    private let vocabulary: NarrativeVocabulary
    private let headings: HeadingWords
    private let projects: ProjectNames
    private let phrases: NarrativePhrases
    private let reference: ReferenceData

    init(reference: ReferenceData) {
        self.reference = reference
        vocabulary = NarrativeVocabulary(terms: reference.narrativeTerms, codes: reference.classifications)
        headings = HeadingWords(terms: reference.narrativeTerms)
        projects = ProjectNames(terms: reference.narrativeTerms, codes: reference.classifications)
        phrases = NarrativePhrases(terms: reference.narrativeTerms)
    }

    /// - Parameters:
    ///   - codes: what the report's tables call the classes that its sentences name.
    ///   - breaksLines: the format may break a sentence's lines, as text and PDF do.
    func walk(_ report: ReportIdentity, codes: PrintedCodes, breaksLines: Bool) -> Walk {
        Walk(
            environment: NarrativeEnvironment(
                vocabulary: vocabulary, headings: headings, projects: projects, phrases: phrases, reference: reference,
                report: NarrativeReport(report, codes: codes, shortForms: reference.unitNames.shortForms),
                breaksLines: breaksLines))
    }

    /// One walk over a report's paragraphs.
    struct Walk {
        let environment: NarrativeEnvironment
        var outline = NarrativeOutline()
        /// What a paragraph that ended in a colon hands to the list below it.
        private var list: OpenList?
        /// “2024年‘三公’经费预算情况说明”: the stage of every figure without one of its own.
        private var titleScenario: Scenario?
        /// “项目名称：…”: the paragraphs below tell of this project, until a heading names something else.
        private var labelledProject: NarrativeSubject?
        /// What all projects of a list got together, and the readings of its items so far.
        var listed: (wholes: [ListedProjects.Stated], items: [Int])?
        /// The paragraph before broke off within a sentence.
        private var isTorn = false
        var readings: [NarrativeReading] = []
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

        mutating func read(_ paragraph: Paragraph, folded: FoldedText, block: Int) {
            switch paragraph.role {
            case .header, .footer, .contents, .navigation, .footnote: return
            case .body, .heading, .listItem, .title: break
            }
            defer { isTorn = environment.breaksLines && HeadingWords.breaksOff(folded.bytes) }
            read(
                Array(paragraph.text.utf8), folded, block: block, cell: nil, offset: 0,
                isHeading: paragraph.role == .heading)
        }

        /// The running text in a table's cells; headings inside it end with the table.
        mutating func read(_ table: Table, block: Int) {
            let outside = outline
            for piece in ProseCells(table).pieces {
                switch piece {
                case .heading(let cell):
                    let text = Array(cell.text.utf8)
                    let folded = FoldedText(utf8: text)
                    let tokens = NarrativeTokenizer(vocabulary: vocabulary).tokens(of: folded.bytes)
                    noteHeading(
                        tokens, in: folded, text: text, level: HeadingWords.level(of: folded.bytes), isMarked: true)
                case .prose(let cell):
                    let position = CellPosition(row: cell.row, column: cell.column)
                    var start = 0
                    for line in Array(cell.text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
                        let text = Array(line)
                        read(
                            text, FoldedText(utf8: text), block: block, cell: position, offset: start, isHeading: false)
                        start += line.count + 1
                    }
                }
            }
            outline = outside
        }

        private mutating func read(
            _ text: [UInt8], _ folded: FoldedText, block: Int, cell: CellPosition?, offset: Int, isHeading: Bool
        ) {
            guard !folded.bytes.isEmpty else { return }
            let level = HeadingWords.level(of: folded.bytes)
            // Most lines of a page neither state nor head anything.
            guard
                NarrativeWords.mayState(folded.bytes) || level != nil || isHeading
                    || folded.bytes.last == UInt8(ascii: ":") || headings.isTitle(folded.bytes)
                    || folded.bytes.starts(with: HeadingWords.Marks.projectName)
            else {
                if folded.bytes.count > 240 { list = nil }
                return
            }
            let tokenizer = NarrativeTokenizer(vocabulary: vocabulary)
            let matches = vocabulary.automaton.longestMatches(in: folded.bytes)
            let mayBind = vocabulary.mayBind(matches, in: folded.bytes)
            // What binds no figure may be a heading, or begin with one.
            var tokens = tokenizer.tokens(of: folded.bytes, matches: matches, isTitleOnly: !mayBind)
            if cell == nil {
                noteHeading(tokens, in: folded, text: text, level: level, isMarked: isHeading)
            }
            var section = outline.section
            if section.isDefinition { return }
            if let level, level <= 1 {
                list = nil
                listed = nil
            }
            if level == nil, folded.bytes.count > 240 { list = nil }
            if let list {
                if section.topic == nil || list.topic?.measures == ["expenditure.project"] {
                    section.topic = list.topic
                    section.isProjectList =
                        list.topic?.measures == ["expenditure.project"] && list.topic?.project == nil
                }
                section.year = list.year
                section.scenario = list.scenario ?? section.scenario
            }
            section.scenario = section.scenario ?? titleScenario
            if let labelledProject { section.topic = labelledProject }
            // A line that goes on with the one before: what its first words are of stands there.
            let goesOn = isTorn && cell == nil && level == nil && !isHeading && list == nil
            if goesOn, section.topic != nil { section.topic = .unknown(at: -1) }
            if !mayBind {
                guard
                    section.topic?.bindsFigures == true
                        || folded.bytes.contains(HeadingWords.Marks.overallPerformance[...])
                else { return }
                tokens = tokenizer.tokens(of: folded.bytes, matches: matches)
            }
            guard
                list != nil
                    || tokens.contains(where: {
                        switch $0.kind {
                        case .word, .code: true
                        default: false
                        }
                    })
            else {
                return
            }
            guard
                vocabulary.mayBind(tokens, in: folded.bytes, under: section.topic)
                    || folded.bytes.last == UInt8(ascii: ":")
            else {
                noteForeignYear(folded, text: text, block: block, cell: cell, offset: offset)
                return
            }
            var parser = NarrativeParser(
                environment: environment, section: section, tokens: tokens,
                place: .init(
                    text: text, folded: folded, block: block, cell: cell, offset: offset))
            parser.isTorn = goesOn
            parser.frame.hasGapBefore = goesOn
            parser.parse()
            if let labelled = parser.labelledProject { labelledProject = labelled }
            if hasPath(tokens), let topic = parser.topic, parser.readings.isEmpty { outline.setTopic(topic) }
            let first = readings.count
            readings += StaffDoubts.noted(in: parser.readings, of: folded.bytes, environment.phrases)
            noteList(parser.projects, isItem: section.topic?.project != nil, from: first)
            noteForeignYear(folded, text: text, block: block, cell: cell, offset: offset)
            noteTotalChanges(folded, text: text, block: block, cell: cell, offset: offset)
            claims += parser.claims
            unknownTerms += parser.unknownTerms
            if folded.bytes.last == UInt8(ascii: ":") {
                let isColon = tokens.last.map { if case .colon = $0.kind { true } else { false } } ?? false
                var topic = parser.topic
                // “对18个项目开展绩效自评，涉及资金3912万元。其中：”
                if parser.sentence.namesProjects || parser.projects.isOpen, topic?.isIgnored ?? true {
                    topic = NarrativeSubject(measures: ["expenditure.project"], position: -1)
                }
                // “其中：” is one word, and only of projects it is known what the list holds.
                if isColon || topic?.measures == ["expenditure.project"] {
                    list = OpenList(topic: topic, year: parser.statedYear, scenario: parser.scenario)
                }
            }
        }

        /// “2021年度部门整体支出绩效评价指标体系” in the report of 2023: left over from a template.
        private mutating func noteForeignYear(
            _ folded: FoldedText, text: [UInt8], block: Int, cell: CellPosition?, offset: Int
        ) {
            let bytes = folded.bytes
            guard bytes.count < 20_000, bytes.contains(HeadingWords.Marks.overallPerformance[...]) else { return }
            var index = 4
            while index + 3 < bytes.count {
                defer { index += 1 }
                guard bytes[index] == 0xE5, bytes[index...].starts(with: HeadingWords.Marks.ofYear),
                    bytes[(index - 4)..<index].allSatisfy(\.isDigit)
                else { continue }
                let year = bytes[(index - 4)..<index].reduce(0) { $0 * 10 + Int($1 - Ascii.zero) }
                let end = min(bytes.count, index + 90)
                let words = bytes[index..<end]
                guard (2000...2099).contains(year), year < report.year,
                    words.contains(HeadingWords.Marks.overallPerformance[...]),
                    !environment.phrases.document.contains(where: { words.contains($0[...]) })
                else { continue }
                var stop = end
                while stop < bytes.count, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
                let quoted = folded.originalRange((index - 4)..<stop)
                claims.append(
                    Claim(
                        .foreignYear(year), measure: nil,
                        figure: .init(fiscalYear: report.year, scenario: report.defaultScenario),
                        quote: String(decoding: text[quoted], as: UTF8.self),
                        span: SourceSpan(
                            block: block, cell: cell,
                            utf8Range: (quoted.lowerBound + offset)..<(quoted.upperBound + offset)),
                        confidence: .sure))
                return
            }
        }

        private mutating func noteTotalChanges(
            _ folded: FoldedText, text: [UInt8], block: Int, cell: CellPosition?, offset: Int
        ) {
            for change in TotalChanges.all(in: folded.bytes) {
                let quoted = folded.originalRange(change.range)
                claims.append(
                    Claim(
                        .changeOfTotal(change.total, amount: change.amount, percent: change.percent),
                        measure: change.measure,
                        figure: .init(fiscalYear: report.year, scenario: report.defaultScenario),
                        quote: String(decoding: text[quoted], as: UTF8.self),
                        span: SourceSpan(
                            block: block, cell: cell,
                            utf8Range: (quoted.lowerBound + offset)..<(quoted.upperBound + offset)),
                        confidence: .sure))
            }
        }

        private var report: NarrativeReport { environment.report }

        private func hasPath(_ tokens: [NarrativeToken]) -> Bool {
            tokens.contains { if case .level(let digits) = $0.kind { digits > 3 } else { false } }
        }

        /// A numbered first sentence without figures is a heading: its words say what stands below.
        private mutating func noteHeading(
            _ tokens: [NarrativeToken], in folded: FoldedText, text: [UInt8], level: Int?, isMarked: Bool
        ) {
            let bytes = folded.bytes
            guard let depth = level ?? (isMarked ? 1 : nil) else {
                let title = HeadingWords.title(of: tokens, bytes: bytes)
                if report.identity.kind == .threePublicDisclosure, title.count == bytes.count, bytes.count <= 180,
                    headings.isBudgetTitle(bytes)
                {
                    titleScenario = .initialBudget
                }
                if title.count == bytes.count, bytes.count <= 120, headings.isProjectTitle(bytes) {
                    outline.isProject = true
                    outline.reportProject = reportProject(in: folded, text: text)
                } else if title.count == bytes.count, bytes.count <= 120, headings.isUnitTitle(bytes) {
                    outline.isProject = false
                }
                return
            }
            let title = HeadingWords.title(of: tokens, bytes: bytes)
            guard title.count <= 240 else { return }
            if level == nil, title.count == bytes.count, bytes.count <= 120, headings.isProjectTitle(bytes) {
                outline.isProject = true
                outline.reportProject = reportProject(in: folded, text: text)
            }
            if depth == 0 { outline.isProject = false }
            if depth <= 1 { labelledProject = nil }
            if depth == 1 {
                outline.isProject =
                    (headings.isProjectSection(bytes[title]) && !headings.isUnitSection(bytes[title]))
                    || (outline.isProject && !headings.isUnitSection(bytes[title]))
            }
            var topic: NarrativeSubject?
            var year: Int?
            var scenario: Scenario?
            var hasFund = false
            var isAppropriation = false
            var fund: MeasureCode?
            var path = outline.headings.last { $0.level < depth }?.path ?? ClassificationPath()
            for (index, token) in tokens.enumerated() where token.range.upperBound <= title.upperBound {
                switch token.kind {
                case .figure: return
                case .year(let printed): year = printed
                case .word(let term):
                    switch vocabulary.roles[term] {
                    // “财政拨款收入支出决算总体情况”: no figure below it without a label is the unit's total.
                    case .bareLabel(let codes, _) where hasFund && codes.contains("revenue.total"):
                        isAppropriation = true
                        topic = .ignored(at: -1)
                    case .label(let codes, _), .bareLabel(let codes, _):
                        if topic == nil || topic?.measures == ["revenue.total"]
                            || topic?.measures == ["expenditure.total"]
                        {
                            topic = .init(measures: codes, position: -1)
                        }
                    case .scenario(let printed): scenario = printed
                    case .part(.reception, let code): topic = .init(measures: [code], position: -1)
                    case .fund(let code):
                        hasFund = true
                        fund = fund ?? code
                    case .appropriation: hasFund = true
                    case .generic("expenditure.total") where hasFund: isAppropriation = true
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
            // “（八）机关运行经费：指…” says what a word means, and nothing of what follows.
            if HeadingWords.defines(bytes[title.upperBound...]),
                !tokens.contains(where: { if case .figure = $0.kind { true } else { false } })
            {
                topic = nil
            }
            if topic != nil { labelledProject = nil }
            let kind = headings.kind(of: bytes[title])
            if topic == nil || topic?.measures == ["expenditure.project"], depth >= 2,
                let name = projectName(in: title, of: tokens, folded: folded, text: text, depth: depth)
            {
                topic = NarrativeSubject(
                    measures: ["expenditure.project"], project: ProjectNames.printed(name, in: folded, of: text),
                    position: -1)
            }
            // Last year's final accounts in a budget; otherwise a heading's year and stage say nothing new.
            let isPlan =
                report.identity.kind == .threePublicDisclosure && year ?? report.year == report.year
                && headings.isBudgetSection(Array(bytes[title]))
            let isPast = environment.report.identity.kind == .budget && scenario == .actual
            let past = isPast ? year.flatMap { $0 < environment.report.year ? $0 : nil } : nil
            outline.push(
                .init(
                    level: depth, kind: kind, topic: topic, path: path,
                    scenario: past == nil ? isPlan ? .initialBudget : nil : .actual, year: past,
                    isAppropriation: isAppropriation,
                    fund: isAppropriation || fund.map { $0 != "revenue.general_public_budget" } == true ? fund : nil))
        }
    }
}

extension NarrativeParser {
    /// The year that the last sentence stated itself.
    var statedYear: Int? { year ?? frame.year }
}
