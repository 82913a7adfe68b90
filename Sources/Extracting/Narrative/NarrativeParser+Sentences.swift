import FiscalModel
import ReferenceData

// Frames, sentences and brackets: where words stop belonging together, and what outlives them.
extension NarrativeParser {
    mutating func beginFrame(at index: Int) {
        frame = NarrativeFrame(start: index)
        nameStart = nil
    }

    /// A comma, colon or item number: a subject named without a figure becomes the topic.
    mutating func endFrame(at index: Int) {
        noteSubordinate()
        let isOpeningClause = opensYear(before: index)
        defer { isAfterOpening = isOpeningClause }
        if stateWhole(before: index) { return }
        noteFrameSubject()
        noteStrangeClause(before: index)
        if frame.isProjectLabel, frame.isAfterColon {
            openLabelledProject(before: index)
        } else {
            openProject(before: index)
        }
        beginFrame(at: index + 1)
    }

    /// “2022年初，县财政批复我会预算498.60万元”: the clause names the beginning of the year, and nothing else.
    private func opensYear(before index: Int) -> Bool {
        guard frame.start < index, index < tokens.count, index - frame.start <= 3, frame.subjects.isEmpty,
            !frame.hasGapBefore
        else { return false }
        let words = bytes[tokens[frame.start].range.lowerBound..<tokens[index - 1].range.upperBound]
        return NarrativeWords.opening.contains { words.ends(with: $0) }
    }

    mutating func noteFrameSubject() {
        guard !frame.isShare, !frame.isCompared, !sentence.isPurpose, frame.change == 0 else { return }
        if let subject = frame.subjects.last, !frame.hasGapAfter, !frame.isRejected, !subject.isUnder("score"),
            subject.measure != "budget_execution_rate"
        {
            topic = subject
            isTopicStale = false
            pending += frame.subjects
            if let year = frame.year { self.year = year }
            if let scenario = frame.scenario { self.scenario = scenario }
        } else if frame.hasGapAfter, !frame.isRejected, isTopicStale || topic == nil, let subject = frame.subjects.last,
            subject.measures != ["expenditure.total"], !subject.isUnder("revenue"), !subject.isUnder("score"),
            subject.measure != "budget_execution_rate"
        {
            // “人员经费按时发放，全年支出156万元”: whatever it is, it is not the unit's total.
            if subject.measures.allSatisfy({ isMoney($0) }) {
                topic = .unknown(at: subject.position)
                isTopicStale = false
            }
            sentence.isStrange = true
        } else if frame.subjects.isEmpty {
            if frame.years.count > 1 { listedYears = frame.years }
            // “购置费18万元，上年未安排；运行维护费9万元”
            if let year = frame.year, !frame.isForeign, !frame.isAboutNothing || year >= report.year {
                self.year = year
            }
            if let scenario = frame.scenario, frame.isClean, frame.generic == nil { self.scenario = scenario }
            if let code = frame.generic, frame.isClean, frame.fund == nil {
                topic = NarrativeSubject(measures: [code], position: tokens[frame.start].range.lowerBound)
                isTopicStale = false
            }
        }
    }

    /// “党建工作扎实推进，”: words that name nothing known, before anything is told.
    private mutating func noteStrangeClause(before index: Int) {
        guard isTopicStale || topic == nil, frame.hasGapBefore, frame.subjects.isEmpty, frame.fund == nil,
            frame.generic == nil, frame.scenario == nil, index < tokens.count, case .comma = tokens[index].kind,
            !sentence.isPurpose
        else { return }
        let words = bytes[tokens[min(frame.start, index)].range.lowerBound..<tokens[index].range.lowerBound]
        if phrases.circumstanceStart.contains(where: { words.starts(with: $0) })
            || phrases.circumstanceEnd.contains(where: { words.ends(with: $0) })
        {
            return
        }
        sentence.isStrange = true
    }

    /// “（县综合服务中心，编制5名）”, “下属县公证处，编制3名”: what follows is that body's.
    private mutating func noteSubordinate() {
        guard frame.isForeign, frame.subjects.isEmpty || frame.isRejected, frame.start < tokens.count else { return }
        let words = bytes[tokens[frame.start].range.lowerBound...].prefix(120)
        if !outer.isEmpty || phrases.subordinate.contains(where: { words.contains($0[...]) }) {
            sentence.isForeign = true
        }
    }

    /// “支出0.92万元，为公务接待费，…”: the part is the whole.
    private mutating func stateWhole(before index: Int) -> Bool {
        if let fund = frame.fund, frame.subjects.isEmpty, frame.generic == nil || frame.generic == "revenue.total" {
            frame.subjects = [
                NarrativeSubject(
                    measures: [fund], isNarrower: frame.isAppropriation, position: frame.fundPosition)
            ]
            defer { if frame.fund != nil { frame.subjects = [] } }
            return stateNamedWhole(before: index)
        }
        return stateNamedWhole(before: index)
    }

    private mutating func stateNamedWhole(before index: Int) -> Bool {
        guard frame.start < index, case .word = tokens[frame.start].kind, frame.isClean, frame.subjects.count == 1,
            frame.change == 0, !frame.isCompared, !frame.isShare, frame.scenarios.isEmpty,
            NarrativeWords.isWord.contains(where: { bytes[tokens[frame.start].range].elementsEqual($0) }),
            let lastPlain, lastPlain.subject.project == nil, frame.subjects[0] != lastPlain.subject
        else { return false }
        return statePart(frame.subjects[0], at: frame.start, through: index - 1)
    }

    /// True where this paragraph has stated what was spent of the same measure and year.
    func hasActual(of binding: NarrativeBinding) -> Bool {
        guard report.identity.kind != .budget, binding.subject.project == nil else { return false }
        return readings.contains {
            $0.observation.scenario == .actual && $0.observation.fiscalYear == binding.year
                && $0.observation.project == nil && $0.unsureReason == nil
                && binding.subject.measures.contains($0.observation.measure)
        }
    }

    /// “、”: the next words go on with the list.
    mutating func endListed(at index: Int) {
        if frame.isProjectLabel { return }
        noteListedFund()
        if frame.subjects.isEmpty, frame.hasGapBefore || frame.isIgnored {
            let start = nameStart ?? frame.start
            let wasWhereof = frame.isAfterWhereof
            beginFrame(at: index + 1)
            nameStart = start
            frame.isAfterWhereof = wasWhereof
            frame.isAfterEnumeration = true
            return
        }
        frame.isListing = true
        frame.isAfterEnumeration = true
        if frame.subjects.isEmpty {
            let kept = frame
            beginFrame(at: index + 1)
            frame.isAfterEnumeration = true
            frame.scenarios = kept.scenarios
            frame.years = kept.years
            frame.change = kept.change
            frame.isAfterWhereof = kept.isAfterWhereof
        }
    }

    mutating func endSentence(at index: Int) {
        let isName = isLoneName(before: index)
        // “（四）‘三公’经费。全年支出26.38万元”
        let label = frame.isClean && index < tokens.count && figuresBefore[index] == 0 ? frame.subjects.last : nil
        endFrame(at: index)
        // “换届工作经费。年初无预算，…实际支出13.87万元”: of that, whatever list it is from.
        if isName, topic == nil || isTopicStale { topic = .unknown(at: tokens[index - 1].range.lowerBound) }
        pending = []
        pendingFunds = []
        wholeOfPart = nil
        hasUnknownBudget = false
        let namedProjects = sentence.namesProjects
        let gained = sentence.gained
        let isPartRejected = sentence.isPartRejected && startsWithWhereof(at: index + 1)
        sentence = NarrativeSentence()
        sentence.isPartRejected = isPartRejected
        if let label, label.isUnder("three_public") || label.isUnder("procurement") || label.isUnder("agency_operating")
        {
            sentence.colonTopic = label
        }
        sentence.gained = gained
        // “2023年安排项目12个。其中：…”
        sentence.namesProjects = namedProjects
        isTopicStale = true
        let goesOn = startsWithWhereof(at: index + 1)
        if hasParts, !goesOn, let whole { topic = whole }
        hasParts = goesOn && hasParts
        if !goesOn {
            scenario = nil
            year = section.year
            listedYears = []
            whole = section.topic
            change = nil
            if section.isAchievement { topic = section.topic }
        }
        if let scope { topic = scope }
        if !path.isFromHeading { path.section = nil }
    }

    /// The sentence is nothing but words that end as a project's name does.
    func isLoneName(before index: Int) -> Bool {
        guard scope == nil, frame.subjects.isEmpty, frame.hasGapBefore, frame.start < index,
            frame.start == 0 || startsSentence(frame.start)
        else { return false }
        let words = tokens[frame.start].range.lowerBound..<tokens[index - 1].range.upperBound
        return environment.projects.name(in: place.folded, of: place.text, words, needsEnding: true) != nil
    }

    private func startsSentence(_ index: Int) -> Bool {
        switch tokens[index - 1].kind {
        case .stop, .item: true
        default: false
        }
    }

    private func startsWithWhereof(at index: Int) -> Bool {
        if case .whereof? = role(index) { return true }
        return false
    }

    mutating func beginParts(at index: Int) {
        noteFrameSubject()
        whole = topic
        // “增加141.90万元，增长3.39%。其中：基本支出减少3.90万元，下降0.89%”
        change = nil
        hasParts = true
        sentence.isPartOfChange = sentence.hasCountChange
        partsScenario = lastPlain?.scenario ?? scenario
        // “决算3.86万元，年初预算4.20万元。其中：…”: the parts are of what was spent.
        if outer.isEmpty, let lastPlain, lastPlain.scenario != .actual, hasActual(of: lastPlain) {
            partsScenario = .actual
            scenario = .actual
        }
        let kept = frame
        beginFrame(at: index + 1)
        frame.isAfterWhereof = true
        // “2022年其中：…”
        if kept.subjects.isEmpty { frame.years = kept.years }
    }

    /// “由人员经费98万元和公用经费9万元组成”: parts of what was told, but not “全年预算…，由当年收入412万元和年初结转3万元组成”.
    mutating func beginComposition(at index: Int) {
        var isOfRevenue = false
        switch role(index + 1) {
        case .label(let codes, _)?, .bareLabel(let codes, _)?: isOfRevenue = codes[0].rawValue.hasPrefix("revenue.")
        default: break
        }
        if isOfRevenue, topic?.isUnder("revenue") != true {
            endFrame(at: index)
            scenario = nil
        } else {
            beginParts(at: index)
        }
    }

    /// True where 组成 or 构成 ends the list that begins at `index`.
    func isComposition(from index: Int) -> Bool {
        for next in (index + 1)..<min(tokens.count, index + 40) {
            switch tokens[next].kind {
            case .semicolon, .stop, .colon: return false
            case .word:
                if NarrativeWords.composed.contains(where: { bytes[tokens[next].range].elementsEqual($0) }) {
                    return true
                }
            default: break
            }
        }
        return false
    }

    mutating func open(at index: Int, close: Int) -> Int {
        guard close > index else { return index + 1 }
        if bindScoreInBracket(at: index, close: close) { return close + 1 }
        guard hasFigure(between: index + 1, and: close), !isWeight(at: index + 1) else {
            // “行政运行（2012801）1,378,900.12元”
            if case .code = tokens[index + 1].kind, close <= index + 3 {
                let end = readCode(at: index + 1)
                return isPiece(end - 1) ? end : close + 1
            }
            // “0.52万元（均为公务接待费）”
            // “近三年（2021-2023年）”
            if close == index + 4, isYear(index + 1), isYear(index + 3) {
                for year in [index + 1, index + 3] { if case .year(let year) = tokens[year].kind { noteYear(year) } }
                return close + 1
            }
            switch role(index + 1) {
            case .each?, .wholly?: return max(close + 1, readWholly(.wholly, at: index + 1))
            default:
                stateSameAmount(from: index, to: close)
                return close + 1
            }
        }
        outer.append(
            Outer(
                frame: frame, topic: topic, whole: whole, scenario: scenario, year: year, lastPlain: lastPlain,
                hasParts: hasParts, partsScenario: partsScenario, isForeign: sentence.isForeign,
                isAboutReception: sentence.isAboutReception, isReceptionOver: sentence.isReceptionOver,
                isAboutOverseas: sentence.isAboutOverseas, close: close))
        // “所属县残疾人康复中心（编制5名、在编5人）”
        if frame.subjects.isEmpty, namesSubordinate(before: index) || namesOtherBody(before: index) {
            sentence.isForeign = true
        }
        let subject = frame.subjects.last
        noteFormula(of: subject, at: index)
        beginFrame(at: index + 1)
        if let subject { topic = subject }
        isTopicStale = false
        whole = topic
        return index + 1
    }

    mutating func close(at index: Int) {
        guard let last = outer.last, last.close == index else { return }
        outer.removeLast()
        noteFrameSubject()
        frame = last.frame
        topic = last.topic
        whole = last.whole
        scenario = last.scenario
        year = last.year
        lastPlain = last.lastPlain
        hasParts = last.hasParts
        partsScenario = last.partsScenario
        sentence.isForeign = last.isForeign
        sentence.isAboutReception = last.isAboutReception
        sentence.isReceptionOver = last.isReceptionOver
        sentence.isAboutOverseas = last.isAboutOverseas
    }

    /// “所属…中心” before a bracket.
    private func namesSubordinate(before index: Int) -> Bool {
        guard frame.start < index else { return false }
        let words = bytes[tokens[frame.start].range.lowerBound..<tokens[index].range.lowerBound].prefix(120)
        return phrases.subordinate.contains { words.contains($0[...]) }
    }

    /// “某县青石冈国有林场（在职23人，退休41人）”: its staff.
    private func namesOtherBody(before index: Int) -> Bool {
        guard index > frame.start, index + 1 < tokens.count, frame.hasGapBefore else { return false }
        let words = bytes[tokens[frame.start].range.lowerBound..<tokens[index - 1].range.upperBound]
        guard words.count >= 12, phrases.bodyEnd.contains(where: { words.ends(with: $0) }),
            !report.isOwnName(words), !report.endsWithOwnName(words)
        else {
            return false
        }
        switch role(index + 1) {
        case .staff?: return true
        default: return false
        }
    }

    private func hasFigure(between start: Int, and end: Int) -> Bool {
        figuresBefore[end] > figuresBefore[start]
    }

    /// “（得分10分）”, “（10分）”, “（不含…）”: not what the heading before it scored.
    private func isWeight(at index: Int) -> Bool {
        if case .got? = role(index) { return true }
        if case .ignored? = role(index) { return true }
        if case .figure(let figure) = tokens[index].kind, case .point = figure.counter { return true }
        let start = tokens[index].range.lowerBound
        return bytes[start...].starts(with: Array("不含".utf8)) || bytes[start...].starts(with: Array("扣除".utf8))
    }
}
