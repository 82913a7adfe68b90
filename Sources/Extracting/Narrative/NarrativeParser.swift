import DocumentModel
import FiscalModel
import ReferenceData

/// Reads one paragraph: a small state machine over its tokens that binds each figure to measure, year and scenario.
///
/// What a sentence leaves open comes from before: its subject from the sentence or heading above, its scenario from
/// the whole whose parts it lists, its year from the report.  A figure is only bound when every word between it and
/// its label is known; anything else is left alone.
struct NarrativeParser {
    let environment: NarrativeEnvironment
    let section: NarrativeSection
    let bytes: [UInt8]
    let tokens: [NarrativeToken]

    /// Figures among the tokens before each, so that nested brackets cost nothing.
    let figuresBefore: [Int32]
    /// From each token on the next that is an amount or begins a list item; the number of tokens where none is.
    let nextAmounts: [Int32]

    var frame = NarrativeFrame(start: 0)
    /// The subject of the sentence so far, carried over from the heading at the beginning.
    var topic: NarrativeSubject?
    /// True while the topic comes from an earlier sentence or the heading.
    var isTopicStale = true
    /// 绩效 stands anywhere in the paragraph; looked for once, because a paragraph may name thousands of projects.
    lazy var namesPerformance = bytes.contains(NarrativeWords.performance[...])
    /// The whole whose parts are listed after 其中.
    var whole: NarrativeSubject?
    /// True after 其中, until the sentence ends.
    var hasParts = false
    /// The stage of the whole: “…支出” among its parts has it too, whatever the part before said.
    var partsScenario: Scenario?
    /// Scenario and year that the sentence stated.
    var scenario: Scenario?
    /// No figure yet since the semicolon.
    var isNewClause = false
    var year: Int?
    /// The paragraph goes on with a sentence of the one before.
    var isTorn = false
    /// “2020—2023年，…分别为”
    var listedYears: [Int] = []
    /// Year that holds for the list that a colon opened.
    var lastPlain: NarrativeBinding?
    /// True where its stage was said with it, not taken over from the whole.
    var isLastExplicit = true
    /// “（单位：万元）” of this paragraph, looked for once.
    var knownUnit: MoneyUnit??
    /// Subjects of earlier frames without a figure, for “均为”.
    var pending: [NarrativeSubject] = []
    /// Kinds of budget listed before “均为0”.
    var pendingFunds: [NarrativeSubject] = []
    var sentence = NarrativeSentence()
    var path = ClassificationPath()
    /// Frames and states to come back to after “)”.
    var outer: [Outer] = []
    /// Where a project's name may have begun, before a “、”.
    var nameStart: Int?
    var change: PendingChange?
    /// “2022年初，”: the words up to the comma said nothing but that.
    var isAfterOpening = false
    /// “截至2023年12月31日”: when the paragraph's head-counts were taken.
    var asOfYear: Int?
    /// The points before: “10分，得9.8分”.
    var lastPoints: Number?
    /// Posts told since the last total of posts, the unit's own and those of the bodies below it.
    var posts: [NarrativePosts] = []
    /// The last figure of the report's own year.
    var lastOwn: NarrativeBinding?
    /// The project that the paragraph is about, by its title or heading: its figures are not the unit's.
    var scope: NarrativeSubject?
    /// “项目名称：…” names the project of the paragraphs below, too.
    var labelledProject: NarrativeSubject?
    /// What the paragraph lists.
    var projects = ListedProjects.Reading()
    /// “‘三公’经费支出均为公务接待费。2022年预算6000元，实际支出3260元”: the part that is all of what is told behind it.
    var onlyPart: (whole: MeasureCode, part: NarrativeSubject)?
    /// “‘党建引领’专项全年预算10万元，”: the sentence planned something that nobody knows.
    var hasUnknownBudget = false
    /// “年初安排1.80万元，均为公务接待费；实际支出1.26万元”: what goes on of the part is of its whole, too.
    var wholeOfPart: (whole: NarrativeSubject, part: NarrativeSubject)?
    /// The figures told by it, by their tokens, with what the words behind them speak of.
    var listed: [Int: NarrativeSubject] = [:]

    var readings: [NarrativeReading] = []
    /// Labels beside a figure that no seed knows.
    var unknownTerms: [UnknownTerm] = []
    var claims: [Claim] = []
    let place: Place

    /// Where the paragraph stands, to find quotes and spans.
    struct Place {
        var text: [UInt8]
        var folded: FoldedText
        var block: Int
        var cell: CellPosition?
        /// Where `text` begins in the paragraph or cell.
        var offset: Int
    }

    struct Outer {
        var frame: NarrativeFrame
        var topic: NarrativeSubject?
        var whole: NarrativeSubject?
        var scenario: Scenario?
        var year: Int?
        var lastPlain: NarrativeBinding?
        var hasParts: Bool
        var partsScenario: Scenario?
        var isForeign: Bool
        var isAboutReception: Bool
        var isReceptionOver: Bool
        var isAboutOverseas: Bool
        var close: Int
    }

    struct PendingChange {
        var binding: NarrativeBinding
        var base: Claim.Figure
    }

    init(
        environment: NarrativeEnvironment, section: NarrativeSection, tokens: [NarrativeToken], place: Place
    ) {
        self.environment = environment
        self.section = section
        self.bytes = place.folded.bytes
        self.tokens = tokens
        self.place = place
        figuresBefore = Self.figuresBefore(tokens)
        nextAmounts = Self.nextAmounts(tokens)
        topic = section.topic
        whole = section.topic
        if section.topic?.project != nil { scope = section.topic }
        year = section.year
        path = section.path
    }

    private static func figuresBefore(_ tokens: [NarrativeToken]) -> [Int32] {
        var counts: [Int32] = []
        counts.reserveCapacity(tokens.count + 1)
        var count: Int32 = 0
        for token in tokens {
            counts.append(count)
            if case .figure = token.kind { count += 1 }
        }
        counts.append(count)
        return counts
    }

    private static func nextAmounts(_ tokens: [NarrativeToken]) -> [Int32] {
        var nexts = Array(repeating: Int32(tokens.count), count: tokens.count + 1)
        for index in tokens.indices.reversed() {
            nexts[index] = nexts[index + 1]
            switch tokens[index].kind {
            case .item: nexts[index] = Int32(index)
            case .figure(let figure): if case .money = figure.counter { nexts[index] = Int32(index) }
            default: break
            }
        }
        return nexts
    }

    var vocabulary: NarrativeVocabulary { environment.vocabulary }
    var phrases: NarrativePhrases { environment.phrases }
    var reference: ReferenceData { environment.reference }
    var report: NarrativeReport { environment.report }

    mutating func parse() {
        readListedProjects()
        var index = 0
        while index < tokens.count {
            index = read(index)
        }
        endFrame(at: tokens.count)
    }

    // NB: inlined, here and elsewhere, because the parser is large and calling it may copy it.
    @inline(__always)
    func role(_ index: Int) -> NarrativeRole? {
        guard index >= 0, index < tokens.count, case .word(let term) = tokens[index].kind else { return nil }
        return vocabulary.roles[term]
    }

    /// Reads the token and returns the next to read.
    private mutating func read(_ index: Int) -> Int {
        let token = tokens[index]
        switch token.kind {
        case .word(let term): return read(vocabulary.roles[term], at: index)
        case .figure(let figure): return read(figure, at: index)
        case .year(let year):
            noteYear(year)
            return index + 1
        case .code: return readCode(at: index)
        case .level(let digits):
            readLevel(digits, at: index)
            return index + 1
        case .item:
            endFrame(at: index)
            // A new item of the list: another project.
            if section.topic?.project == nil, scope != nil {
                scope = nil
                topic = section.topic
                isTopicStale = true
            }
            return index + 1
        case .comma:
            endFrame(at: index)
            return index + 1
        case .semicolon:
            endFrame(at: index)
            isNewClause = true
            change = nil
            sentence.isPartRejected = false
            sentence.isPurpose = false
            if sentence.scored?.measure == "score.budget_execution" { sentence.scored = nil }
            pending = []
            pendingFunds = []
            return index + 1
        case .colon:
            // “下属单位某某中心：编制5名”, “自评得分：96分”
            let scored = frame.subjects.last { $0.isUnder("score") }
            let isProjectLabel = frame.isProjectLabel
            let wasForeign = frame.isForeign && frame.subjects.isEmpty
            let isName = isLoneName(before: index)
            // “项目支出由三块组成：”, “‘三公’经费控制情况：”
            if frame.subjects.count == 1, !frame.isPurpose { frame.hasGapAfter = false }
            endFrame(at: index)
            if wasForeign, scope == nil { sentence.isForeign = true }
            if isName, scope == nil, topic == nil || isTopicStale && topic?.project == nil {
                topic = .unknown(at: tokens[index - 1].range.lowerBound)
                isTopicStale = false
            }
            frame.isAfterColon = true
            frame.isProjectLabel = isProjectLabel
            if let scored { frame.subjects = [scored] }
            if let topic, !isTopicStale,
                topic.isUnder("three_public") || topic.isUnder("procurement") || topic.isUnder("agency_operating_cost")
                    || topic.project != nil
            {
                sentence.colonTopic = topic
            }
            return index + 1
        case .enumerationComma:
            endListed(at: index)
            return index + 1
        case .stop:
            endSentence(at: index)
            return index + 1
        case .dash:
            // “由三块组成——财政拨款598万元”
            if index + 1 < tokens.count, case .dash = tokens[index + 1].kind { endFrame(at: index) }
            return index + 1
        case .open(let close): return open(at: index, close: close)
        case .close:
            close(at: index)
            return index + 1
        case .gap:
            noteGap(token.range, at: index)
            return index + 1
        }
    }

    private mutating func read(_ role: NarrativeRole, at index: Int) -> Int {
        let position = tokens[index].range.lowerBound
        switch role {
        case .label(let codes, let scenario):
            if let scenario { noteScenario(scenario, at: index) }
            if codes == ["expenditure.project"], followsUnknownWords(index) {
                frame.isRejected = true
                return index + 1
            }
            // “基本工资、津贴补贴等人员经费”
            if bytes[tokens[index].range].starts(with: NarrativeWords.andSo) {
                frame.hasGapBefore = false
                frame.isIgnored = false
                // “在职人员工资福利、离退休人员生活补助等人员经费”
                if frame.subjects.last?.isUnder("staff.") == true { frame.isRejected = false }
            }
            if let end = readDashedPath(codes, at: index) { return end }
            name(NarrativeSubject(measures: codes, position: position), needsCleanLeft: false)
            noteProjectSpending(codes, at: index)
            if bytes[tokens[index].range].suffix(6).elementsEqual(NarrativeWords.expenditure),
                !codes[0].rawValue.hasPrefix("expenditure")
            {
                frame.hasExpenditureSuffix = true
            }
        case .bareLabel(let codes, let scenario):
            if let scenario { noteScenario(scenario, at: index) }
            if codes == ["expenditure.total"], isSpendingOfTopic(at: index) {
                // Whose it is then, nobody says.
                if spendsBeyondTopic(at: index, times: 3) { frame.isIgnored = true }
                noteGeneric("expenditure.total")
                noteProjectSpending(codes, at: index)
                return index + 1
            }
            if codes.contains("expenditure.project.maintenance") || codes.contains("expenditure.project.business"),
                index != frame.start
            {
                noteGap(tokens[index].range, at: index)
            } else {
                var subject = NarrativeSubject(measures: codes, position: position)
                subject.givesWay = bytes[tokens[index].range].contains(NarrativeWords.grandTotal[...])
                name(subject, needsCleanLeft: true)
                noteProjectSpending(codes, at: index)
            }
        case .generic(let code): noteGeneric(code)
        case .fund(let code), .appropriation(let code):
            frame.fund = code
            frame.fundPosition = position
            if case .appropriation = role { frame.isAppropriation = true }
        case .part(let context, let code): namePart(code, in: context, at: index)
        case .chambersHead(let code):
            frame.chambersHead = NarrativeSubject(measures: [code], position: position)
        case .staff(let code), .members(let code), .membersBare(let code), .chambers(let code),
            .vehicleCount(let code), .overseasCount(let code), .score(let code), .batchWord(let code):
            nameCount(code, role: role, at: index)
        case .got: frame.hasGot = true
        case .ignored where isDifference(index): frame.isDifference = true
        case .ignored:
            frame.isIgnored = true
            sentence.noteIgnored()
            if case .word(let term) = tokens[index].kind, vocabulary.fillers[term].contains(.members) {
                sentence.hasNewMembers = true
            }
            if case .word(let term) = tokens[index].kind, vocabulary.fillers[term].contains(.movement) {
                sentence.hasMovement = true
            }
        case .nilLabel(let code):
            stateNothing(of: [NarrativeSubject(measures: [code], position: position)], at: index, through: index)
        case .scenario(let printed): noteScenario(printed, at: index)
        case .year(let offset): noteRelativeYear(offset)
        case .compare: frame.isCompared = true
        case .compareWith: if isComparison(from: index) { frame.isCompared = true } else { frame.isListing = true }
        case .compareEnd: break
        case .same: frame.change = 0
        case .increase: frame.change = 1
        case .decrease: frame.change = -1
        case .reach:
            frame.isReached = true
            frame.change = 0
            // “年初预算98万元，因追加等调整为132万元”
            if frame.subjects.isEmpty, !frame.isForeign, let lastPlain, lastPlain.scenario != .actual {
                frame.hasGapBefore = false
            }
        case .from where beginsValue(at: index + 1) && isComposition(from: index): beginComposition(at: index)
        case .from:
            frame.isFrom = beginsValue(at: index + 1)
            frame.yearsBeforeFrom = frame.years.count
        case .share: frame.isShare = true
        case .completion: frame.isCompletion = true
        case .whereof: beginParts(at: index)
        case .respectively: return readRespectively(at: index)
        case .each, .wholly:
            // “仅为公务接待费”, but not “仅为0.52万元”
            if NarrativeWords.only.contains(where: { bytes[position...].starts(with: $0) }), isFigure(index + 1) {
                return index + 1
            }
            return readWholly(role, at: index)
        case .purpose:
            frame.isPurpose = true
            sentence.isPurpose = true
        case .nothing, .absent: return readNothing(role, at: index)
        case .projectStage(let printed):
            if scope != nil || topic?.project != nil {
                noteScenario(printed, at: index)
            } else {
                noteGap(tokens[index].range, at: index)
            }
        case .projectLabel:
            if index == frame.start || frame.isClean { frame.isProjectLabel = true }
            noteGap(tokens[index].range, at: index)
        case .filler: noteFiller(at: index)
        case .ownBody: noteBody(at: index)
        case .region: frame.hasRegion = true
        case .foreignBody:
            if let head = frame.chambersHead, let code = head.measure, position - head.position <= 24 {
                frame.chambersHead = nil
                frame.hasGapBefore = false
                nameCount(code, role: .chambers(code), at: index)
            } else if !report.isOwnName(bytes[tokens[index].range]) {
                frame.isForeign = true
                frame.hasGapBefore = true
            }
        case .gap: noteGap(tokens[index].range, at: index)
        }
        return index + 1
    }
}
