import FiscalModel

// What a word does to the frame it stands in.
extension NarrativeParser {
    mutating func noteGap(_ range: Range<Int>, at index: Int) {
        if report.isOwnName(bytes[range]) { return }
        if isYear(index - 1), isYear(index + 1),
            NarrativeWords.until.contains(where: { bytes[range].elementsEqual($0) })
        {
            return
        }
        if case .ownBody? = role(index + 1) { return }
        // “（在职人员41人/编制数43人）”
        if !outer.isEmpty, frame.start == index, NarrativeWords.dividing.contains(where: bytes[range].elementsEqual) {
            frame.start = index + 1
            return
        }
        if frame.subjects.isEmpty, frame.generic == nil, frame.fund == nil {
            frame.hasGapBefore = true
        } else if !frame.hasCode {
            frame.hasGapAfter = true
        }
    }

    mutating func noteYear(_ value: Int) {
        if frame.isCompared {
            frame.comparedYear = value
        } else {
            frame.years.append(value)
            // “截止2023年12月统计，编制72人。…在职66人”
            let start = tokens[frame.start].range.lowerBound
            if NarrativeWords.dateWords.contains(where: { bytes[start...].starts(with: $0) }) { asOfYear = value }
        }
    }

    mutating func noteRelativeYear(_ offset: Int) {
        let base = (frame.isCompared ? frame.year : nil) ?? year ?? report.year
        if offset == 0 {
            if frame.isCompared { return }
            if frame.year == nil { frame.years.append(report.year) }
        } else if frame.isCompared {
            frame.comparedYear = base + offset
        } else {
            frame.years.append(report.year + offset)
        }
    }

    mutating func noteScenario(_ printed: Scenario, at index: Int) {
        var scenario = report.scenario(printed)
        // “年初人大批准的支出预算”
        if scenario == .budget, index < tokens.count,
            isAfterOpening || isOpening(before: tokens[index].range.lowerBound)
        {
            scenario = .initialBudget
        }
        if frame.isCompared || frame.isShare {
            frame.comparedScenario = scenario
        } else {
            // “年初预算98万元，专项下达后预算调整为132万元”
            if scenario == .adjustedBudget, frame.subjects.isEmpty, !frame.isForeign, !frame.isIgnored,
                lastPlain?.scenario == .initialBudget
            {
                frame.hasGapBefore = false
                // “年中追加救灾等资金后全年预算132万元”
                if index < tokens.count, bytes[..<tokens[index].range.lowerBound].ends(with: NarrativeWords.after) {
                    frame.change = 0
                }
            }
            // “上年是1.96万元，当年预算2.50万元”
            if index < tokens.count, frame.years.isEmpty, let told = year, told < report.year,
                NarrativeWords.thisYear.contains(where: { bytes[tokens[index].range.lowerBound...].starts(with: $0) }),
                isRelativeYear(before: index)
            {
                frame.years.append(report.year)
            }
            frame.scenarios.append(scenario)
        }
    }

    /// The last year named in the sentence is 上年, and no number.
    private func isRelativeYear(before index: Int) -> Bool {
        for token in tokens[..<index].reversed() {
            switch token.kind {
            case .stop, .year: return false
            case .word(let term): if case .year(let offset) = vocabulary.roles[term], offset < 0 { return true }
            default: break
            }
        }
        return false
    }

    mutating func noteGeneric(_ code: MeasureCode) {
        guard !frame.isShare else { return }
        if frame.isCompared {
            frame.comparedGeneric = code
            return
        }
        if !frame.subjects.isEmpty, !frame.isListing {
            if code == "expenditure.total" { frame.hasExpenditureSuffix = true }
            return
        }
        if frame.subjects.isEmpty, frame.hasGapBefore || frame.isForeign || frame.isIgnored || sentence.isForeign {
            if frame.fund == nil { frame.isRejected = true }
            return
        }
        frame.generic = code
    }

    mutating func noteFiller(at index: Int) {
        guard case .word(let term) = tokens[index].kind else { return }
        let traits = vocabulary.fillers[term]
        if traits.isEmpty { return }
        if traits.contains(.existence) { frame.hasExistence = true }
        // “人员经费及公用经费”
        if traits.contains(.listing), !frame.subjects.isEmpty, !frame.hasGapAfter { frame.isListing = true }
        // “12家乡镇商会中有3家”, “项目支出中有12万元”: of some of them.
        if traits.contains(.among), isFigure(index + 1) || isExistence(index + 1) && isFigure(index + 2) {
            if frame.subjects.isEmpty { frame.hasGapBefore = true } else { frame.hasGapAfter = true }
        }
        if traits.contains(.beginning), frame.subjects.isEmpty {
            frame.hasGapBefore = false
            if traits.contains(.approved) { frame.isIgnored = false }
            if followsCountedPlaces(index) { frame.isForeign = false }
        }
        if traits.contains(.founding) { frame.isFounding = true }
        if traits.contains(.sum) { frame.hasSum = true }
        if traits.contains(.project) {
            sentence.namesProject = true
            frame.namesProject = true
            if namesPerformance { sentence.namesProjects = true }
        }
        if traits.contains(.thisProject) {
            sentence.namesProject = true
            // “以‘路灯改造’为例，该项目预算50万元”: of a project, whoever knows which.
            if topic?.project == nil, !section.isProject {
                topic = .unknown(at: tokens[index].range.lowerBound)
                isTopicStale = false
            }
        }
        if traits.contains(.overall) { sentence.namesWholeUnit = true }
        if traits.contains(.receive), topic?.isUnder("three_public") == true || isReceptionAhead(of: index) {
            sentence.isAboutReception = true
        }
    }

    /// “全县18个镇（街道）已组建乡镇商会16个”: places that were only counted, and nobody's.
    private func followsCountedPlaces(_ index: Int) -> Bool {
        var place = index - 1
        if place >= 0, case .close(let open) = tokens[place].kind { place = open - 1 }
        guard case .foreignBody? = role(place) else { return false }
        return frame.start == place && isFigure(place - 1)
    }

    /// “资阳市工商联” in the report of a county's: the federation of another place.
    mutating func noteBody(at index: Int) {
        var start = tokens[index].range.lowerBound
        if index > frame.start, case .gap = tokens[index - 1].kind, tokens[index - 1].range.upperBound == start {
            start = tokens[index - 1].range.lowerBound
        }
        guard report.isOtherFederation(bytes, place: start..<tokens[index].range.lowerBound, tokens[index].range) else {
            return
        }
        frame.isForeign = true
        if frame.subjects.isEmpty { frame.hasGapBefore = true }
    }

    func isDifference(_ index: Int) -> Bool {
        guard case .word(let term) = tokens[index].kind else { return false }
        return vocabulary.fillers[term].contains(.difference)
    }

    /// “接待来访16批次118人次，共开支公务接待费0.72万元”: the label follows the counts.
    private func isReceptionAhead(of index: Int) -> Bool {
        guard frame.subjects.isEmpty, !section.isAchievement else { return false }
        var hasBatch = false
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 18)) {
            switch tokens[next].kind {
            case .stop, .semicolon: return false
            case .figure(let figure): if case .batch = figure.counter { hasBatch = true }
            case .word(let term):
                switch vocabulary.roles[term] {
                case .label(["three_public.reception"], _), .part(_, "three_public.reception"): return hasBatch
                default: break
                }
            default: break
            }
        }
        return false
    }

    private func isExistence(_ index: Int) -> Bool {
        guard index < tokens.count, case .word(let term) = tokens[index].kind else { return false }
        return vocabulary.fillers[term].contains(.existence)
    }

    func isYear(_ index: Int) -> Bool {
        guard tokens.indices.contains(index), case .year = tokens[index].kind else { return false }
        return true
    }

    func isFigure(_ index: Int) -> Bool {
        guard tokens.indices.contains(index), case .figure = tokens[index].kind else { return false }
        return true
    }

    /// “由上年的…”, “从100万元”, but not “由县财政…”.
    func beginsValue(at index: Int) -> Bool {
        guard index < tokens.count else { return false }
        switch tokens[index].kind {
        case .figure, .year: return true
        default: break
        }
        switch role(index) {
        case .year?, .scenario?, .label?, .bareLabel?: return true
        default: return false
        }
    }

    /// True when 相比, 持平 … follows before the next mark.
    func isComparison(from index: Int) -> Bool {
        for next in (index + 1)..<min(tokens.count, index + 16) {
            switch tokens[next].kind {
            case .comma, .semicolon, .stop, .colon, .enumerationComma: return false
            case .word(let term):
                switch vocabulary.roles[term] {
                case .compareEnd, .same, .compare: return true
                default: break
                }
            default: break
            }
        }
        return false
    }

    /// “儿童康复救助项目支出412万元”: the spending of a project whose name nobody knows.
    func followsUnknownWords(_ index: Int) -> Bool {
        guard index > frame.start, tokens[index - 1].range.upperBound == tokens[index].range.lowerBound else {
            return false
        }
        guard case .gap = tokens[index - 1].kind else { return false }
        let words = bytes[tokens[index - 1].range]
        return words.count >= 6 && !report.isOwnName(words) && !words.ends(with: NarrativeWords.of)
    }

    /// Notes a measure named in the frame.
    mutating func name(_ subject: NarrativeSubject, needsCleanLeft: Bool) {
        var subject = subject
        if frame.isCompared {
            frame.comparedSubject = subject
            return
        }
        if frame.isShare {
            frame.shareWhole = subject
            return
        }
        if frame.isIgnored || frame.isForeign {
            frame.isRejected = true
            return
        }
        // A training that was held is told with its cost; the unit's 培训费 stands elsewhere.
        if section.isAchievement, subject.isUnder("meeting_cost") || subject.isUnder("training_cost") {
            frame.isRejected = true
            return
        }
        // “14名在职职工工资、社保等人员经费”: who is paid is no second subject.
        if frame.subjects.last?.isUnder("staff.") == true, isMoney(subject.measures[0]) { frame.subjects = [] }
        let isListed = frame.isListing || frame.subjects.isEmpty
        // “政府采购执行率”, “项目资金执行率”: the rate of a part.
        if !isListed, subject.measure == "budget_execution_rate", frame.subjects.last?.measures != ["expenditure.total"]
        {
            frame.isRejected = true
            return
        }
        if let scope {
            // “项目资金28万元” under a project's name is the project's; its receipts are not the unit's.
            if subject.measures == ["expenditure.total"] || subject.measures == ["expenditure.project"] {
                subject.measures = scope.measures
                subject.project = scope.project
            } else if subject.isUnder("revenue") || subject.isUnder("meeting_cost") || subject.isUnder("training_cost")
            {
                frame.isRejected = true
                return
            }
        }
        // “财政拨款收入总计120万元，其中：本年收入118万元”: the year's part of one fund.
        if hasParts, let whole, whole.isUnder("revenue."), whole.measure != "revenue.total",
            subject.measures == ["revenue.total"] || subject.measures == ["revenue.carryover"]
        {
            frame.isRejected = true
            return
        }
        // Of a whole that nobody knows, 上级补助 is not the unit's.
        if frame.isAfterWhereof || hasParts, whole?.isIgnored == true, subject.isUnder("revenue") {
            frame.isRejected = true
            return
        }
        // “全县行政事业单位‘三公’经费…，其中公务接待费…”
        if sentence.isForeign, hasParts || !outer.isEmpty || frame.isAfterWhereof, whole?.isIgnored == true {
            frame.isRejected = true
            return
        }
        if sentence.isForeign, needsCleanLeft || frame.isAfterColon {
            frame.isRejected = true
            return
        }
        // “工资福利等人员经费、日常公用经费”: the words before the first of a list are not before the second.
        let hasGapBefore = frame.hasGapBefore && !(frame.isListing && !frame.subjects.isEmpty && !frame.isRejected)
        if needsCleanLeft, hasGapBefore || (frame.hasGapAfter && !frame.isListing) {
            frame.isRejected = true
            return
        }
        if subject.measures == ["expenditure.total"], let colonTopic = sentence.colonTopic {
            if colonTopic.isUnknown { subject = .unknown(at: subject.position) }
            subject.measures = colonTopic.measures
            subject.project = colonTopic.project
        }
        // “公务接待费全年支出共0.68万元”: the total's words only say that it was spent.
        if subject.measures == ["expenditure.total"], !isListed, !frame.hasGapAfter, let named = frame.subjects.last,
            !named.isUnder("revenue"), named.measures.allSatisfy({ isMoney($0) })
        {
            frame.hasExpenditureSuffix = true
            return
        }
        if frame.fund != nil, subject.measures == ["revenue.total"] {
            frame.generic = "revenue.total"
            return
        }
        // “政府性基金预算财政拨款年初结转结余0万元，本年收入5万元”
        if let fund = frame.fund, fund != "revenue.general_public_budget",
            subject.isUnder("revenue.carryover") || subject.isUnder("expenditure.carryover")
        {
            sentence.fund = fund
            subject = .ignored(at: subject.position)
        }
        // “部门预算项目8个，年初预算合计560万元，实际支出合计588万元”: of the projects.
        if subject.measures == ["expenditure.total"], sentence.countsProjects, topic?.isUnknown == true,
            !sentence.namesWholeUnit
        {
            subject = .unknown(at: subject.position)
        }
        // “财政拨款收入总计103.20万元，支出总计103.20万元”: of the appropriation, too.
        if subject.measures == ["expenditure.total"], followsAppropriationTotal(subject) {
            subject = .ignored(at: subject.position)
        }
        // “其他商品和服务支出4.28万元” is no class of cost.
        if subject.isUnder("expenditure."), subject.position > 0,
            NarrativeWords.others.contains(where: { bytes[..<subject.position].ends(with: $0) })
        {
            subject = .ignored(at: subject.position)
        }
        // “基本支出10万元，项目支出5万元，经营支出0万元，其他支出0万元”: no class of function.
        if subject.measures == ["expenditure.function.229"], isOtherKindOfSpending {
            subject = .ignored(at: subject.position)
        }
        // “公用经费9.15万元，主要包括：办公费…、公务接待费0.62万元”: an item of cost, and perhaps not all.
        if subject.isUnder("three_public"), isItemOfCost { subject = .ignored(at: subject.position) }
        // “项目支出30万元，其中会议费5万元”, “机关运行经费32万元，其中会议费2万元”: not all that meetings cost.
        if subject.isUnder("meeting_cost") || subject.isUnder("training_cost"), hasParts,
            isProjects(whole) || whole?.measures == ["agency_operating_cost"]
        {
            subject = .ignored(at: subject.position)
        }
        subject.isNarrower = frame.fund != nil && subject.isUnder("expenditure")
        if frame.fund != nil, subject.measures.contains("expenditure.total") {
            subject = .ignored(at: subject.position)
        }
        if isOfOneFund(subject) { subject = ofOneFund(subject) }
        frame.fund = nil
        if section.isAppropriation, subject.measures == ["revenue.total"] { subject.givesWay = true }
        if section.isAppropriation, subject.isUnder("expenditure") { subject.givesWay = true }
        frame.generic = nil
        frame.hasGapAfter = false
        if isListed { frame.subjects.append(subject) } else { frame.subjects[frame.subjects.count - 1] = subject }
        frame.isListing = false
        sentence.note(subject)
    }
}
