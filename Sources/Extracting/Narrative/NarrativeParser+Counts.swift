import FiscalModel
import ReferenceData

// Staff, members, chambers, batches and visitors, vehicles: “行政编制5名”, “3个行政编”, “23批次、187人次”.
extension NarrativeParser {
    mutating func nameCount(_ code: MeasureCode, role: NarrativeRole, at index: Int) {
        let subject = NarrativeSubject(measures: [code], position: tokens[index].range.lowerBound)
        switch role {
        case .score:
            var subject = subject
            // “预算执行率自评得分9.8分”
            if let last = frame.subjects.last?.measure,
                last == "budget_execution_rate" || last == "score.budget_execution"
            {
                subject.measures = ["score.budget_execution"]
            }
            sentence.scored = subject
            if !frame.hasGapBefore { frame.subjects = [subject] }
            frame.hasGapAfter = false
            return
        case .vehicleCount: return name(subject, needsCleanLeft: true)
        case .batchWord: return name(subject, needsCleanLeft: false)
        case .overseasCount:
            sentence.isAboutOverseas = true
            sentence.isAboutReception = false
            if !frame.isCompared, !frame.isIgnored {
                frame.subjects = [subject]
                frame.hasGapAfter = false
            }
            return
        case .members, .membersBare, .chambers:
            // “接待异地商会、兄弟县工商联来访共17批”
            if sentence.isAboutReception { return noteGap(tokens[index].range, at: index) }
            if case .members = role { sentence.hasMembers = true }
        default: break
        }
        // “…号文件核定行政编制3名”: what stands before 核定 belongs to another clause.
        if bytes[subject.position...].starts(with: NarrativeWords.approved) {
            frame.hasGapBefore = false
            frame.isIgnored = false
        }
        guard !frame.isCompared, !frame.isShare else { return }
        guard !frame.isForeign, !frame.isIgnored, !frame.hasGapBefore, !frame.hasGapAfter, !sentence.isForeign else {
            if frame.isForeign { sentence.isForeign = true }
            frame.isRejected = true
            return
        }
        frame.subjects = [subject]
        frame.generic = nil
    }

    /// Binds a count; returns the next token, past a label that follows the number.
    mutating func bindCount(_ figure: NarrativeFigure, at index: Int) -> Int {
        defer { afterFigureOfCount(at: index) }
        guard !figure.isApproximate, figure.number.scale == 0, figure.number.mantissa >= 0, frame.change == 0,
            !frame.isCompared, !frame.isShare, !section.isDefinition
        else { return index + 1 }
        if let end = bindLeadingCount(figure, at: index) { return end }
        if let subject = frame.subjects.last, let measure = subject.measure {
            if bindLabelledCount(figure, measure: measure, subject: subject, at: index) { return index + 1 }
            if !subject.isUnder("three_public"), !subject.isUnder("reception"), !subject.isUnder("overseas") {
                return index + 1
            }
        }
        if bindActualStaff(figure) || bindSumOfStaff(figure) || bindKindOfPost(figure) { return index + 1 }
        bindVisit(figure, at: index)
        return index + 1
    }

    /// “行政编制9名，实有9人”
    private mutating func bindActualStaff(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, !section.isAchievement, frame.scenarios.isEmpty,
            case .person = figure.counter, topic?.isUnder("staff.authorized") == true, !isTopicStale,
            let word = tokens[frame.start...].first(where: { if case .word = $0.kind { true } else { false } }),
            NarrativeWords.inPost.contains(where: { bytes[word.range].elementsEqual($0) })
        else { return false }
        let subject = NarrativeSubject(measures: ["staff.in_post"], position: word.range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.staff")
        topic = subject
        return true
    }

    /// “在职35人，退休4人，合计39人”
    private mutating func bindSumOfStaff(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, frame.hasSum, case .person = figure.counter,
            readings.suffix(2).map(\.observation.measure) == ["staff.in_post", "staff.retired"]
        else { return false }
        let subject = NarrativeSubject(measures: ["staff.total"], position: tokens[frame.start].range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .init(percent: 90))
        return true
    }

    /// “编制49名（其中行政24名、事业25名）”
    private mutating func bindKindOfPost(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, case .person = figure.counter, !section.isAchievement,
            frame.scenarios.isEmpty, whole?.measures == ["staff.authorized"], !outer.isEmpty || hasParts,
            let word = tokens[frame.start...].first(where: { if case .word = $0.kind { true } else { false } }),
            word.range.upperBound == figure.range.lowerBound,
            let kind = NarrativeWords.kindsOfPost.first(where: { bytes[word.range].elementsEqual($0.word) })
        else { return false }
        let subject = NarrativeSubject(measures: [kind.measure], position: word.range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .init(percent: 90))
        return true
    }

    /// “编制数17，实有人数27人”: a number without a counter after a head-count's own name.
    mutating func bindBareCount(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard let subject = frame.subjects.last, subject.isUnder("staff."), endsFrame(index + 1), outer.isEmpty,
            figure.number.scale == 0, figure.number < Number(mantissa: 10_000), frame.isClean, frame.change == 0,
            !frame.isCompared, !frame.isShare, !section.isAchievement, !section.isDefinition
        else { return false }
        bindStaff(figure, measure: subject.measures[0], subject: subject, at: index)
        return true
    }

    private mutating func afterFigureOfCount(at index: Int) {
        if let subject = frame.subjects.last, subject.measures.allSatisfy({ isMoney($0) }) { noteFrameSubject() }
        // “共涉及项目4个，资金86.5万元”, “列支项目6个，全年预算876万元”: all projects' money, not the unit's total.
        let start = tokens[min(frame.start, tokens.count - 1)].range.lowerBound
        let countsProjects = bytes[start..<max(start, tokens[index].range.upperBound)].contains(
            NarrativeWords.project[...])
        if countsProjects { sentence.namesProjects = true }
        if frame.subjects.isEmpty || frame.isRejected, countsProjects || frame.isIgnored,
            topic == nil || topic?.isUnder("expenditure") == true, scope == nil,
            frame.isIgnored || topic?.measures != ["expenditure.project"]
        {
            topic = .unknown(at: start)
            isTopicStale = false
        }
        let wasRejected = frame.isRejected || frame.isForeign || frame.hasGapBefore
        afterFigure(at: index)
        sentence.isListRejected = wasRejected
    }

    private mutating func emitCount(
        _ figure: NarrativeFigure, subject: NarrativeSubject, rule: String, confidence: Confidence = .sure,
        unsure reason: String? = nil
    ) {
        let asOf = subject.isUnder("staff.") ? asOfYear : nil
        emit(
            NarrativeBinding(
                subject: subject, year: frame.year ?? year ?? asOf ?? report.year, scenario: .actual,
                value: .number(figure.number), figureRange: figure.range,
                quoteStart: quoteStart(for: subject, figure: figure), rule: rule, confidence: confidence),
            unsure: reason)
    }

    private mutating func bindLabelledCount(
        _ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject, at index: Int
    ) -> Bool {
        let code = measure.rawValue
        if code.hasPrefix("staff.") {
            guard isPersons(figure), frame.isClean, frame.scenarios.isEmpty, !section.isAchievement else { return true }
            bindStaff(figure, measure: measure, subject: subject, at: index)
            return true
        }
        if code.hasPrefix("members.") || code.hasPrefix("chambers.") || code.hasPrefix("committee.") {
            guard isPersonsOrThings(figure), frame.isClean || (code.hasPrefix("committee.") && !frame.isForeign) else {
                return true
            }
            if frame.isAfterEnumeration, sentence.isListRejected { return true }
            bindMembers(figure, measure: measure, subject: subject)
            return true
        }
        switch code {
        case "vehicles.count":
            guard case .vehicle = figure.counter, frame.isClean, !frame.isAfterWhereof else { return true }
            emitCount(figure, subject: subject, rule: "narrative.vehicles")
            return true
        case "reception.batches":
            switch figure.counter {
            case .batch, .time, .each: break
            default: return true
            }
            if startsWithDomestic(subject) { sentence.isReceptionOver = false }
            guard !sentence.isReceptionOver else { return true }
            if sentence.isAboutReception || topic?.isUnder("three_public") == true
                || subject.position >= 0 && isReceptionLabel(subject)
            {
                sentence.isAboutReception = true
                emitCount(figure, subject: subject, rule: "narrative.reception")
            }
            return true
        case "reception.visitors":
            if startsWithDomestic(subject) { sentence.isReceptionOver = false }
            guard isPersons(figure), !sentence.isReceptionOver else { return true }
            emitCount(figure, subject: subject, rule: "narrative.reception")
            return true
        case "overseas.groups":
            switch figure.counter {
            case .batch, .time, .each: emitCount(figure, subject: subject, rule: "narrative.overseas")
            case .person, .visit: emitTravellers(figure, subject: subject)
            default: break
            }
            return true
        case "overseas.travellers", "three_public.overseas":
            switch figure.counter {
            case .person, .visit: emitTravellers(figure, subject: subject)
            case .batch, .time, .each:
                guard code == "three_public.overseas" else { break }
                var groups = subject
                groups.measures = ["overseas.groups"]
                if frame.isClean { emitCount(figure, subject: groups, rule: "narrative.overseas") }
            default: break
            }
            return true
        default: return false
        }
    }

    private func startsWithDomestic(_ subject: NarrativeSubject) -> Bool {
        bytes[subject.position...].starts(with: NarrativeWords.domestic)
    }

    /// “公务接待批次” names reception itself, “来访团组” does not.
    private func isReceptionLabel(_ subject: NarrativeSubject) -> Bool {
        let end = min(bytes.count, subject.position + 24)
        return bytes[subject.position..<end].contains(Array("接待".utf8)[...])
    }

    private mutating func emitTravellers(_ figure: NarrativeFigure, subject: NarrativeSubject) {
        var travellers = subject
        travellers.measures = ["overseas.travellers"]
        sentence.isAboutOverseas = true
        emitCount(figure, subject: travellers, rule: "narrative.overseas")
    }

    private func isPersons(_ figure: NarrativeFigure) -> Bool {
        switch figure.counter {
        case .person, .visit, .each: true
        default: false
        }
    }

    private func isPersonsOrThings(_ figure: NarrativeFigure) -> Bool {
        switch figure.counter {
        case .person, .each: true
        default: false
        }
    }

    // MARK: - Staff

    private mutating func bindStaff(
        _ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject, at index: Int
    ) {
        let isPart = frame.isAfterWhereof || !outer.isEmpty
        let wholeIsStaff = whole?.isUnder("staff") == true
        switch measure {
        case "staff.authorized.administrative", "staff.authorized.institution", "staff.authorized.worker":
            // “实有在职人员7人，其中行政编制5人”: posts by kind, or persons by the kind of their post?
            if isPart || wholeIsStaff, whole?.isUnder("staff.in_post") == true || whole?.isUnder("staff.total") == true
            {
                emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .weak, unsure: "two_readings")
                return
            }
        case "staff.retired":
            if sentence.hasRetired { return }
            sentence.hasRetired = true
        case "staff.total":
            if !isTotalOfKinds(at: index) {
                var inPost = subject
                inPost.measures = ["staff.in_post"]
                // “实有人员49人，离退休人员21人” beside posts are those in post; 供养人员 may be either.
                let words = bytes[subject.position...]
                let isSure =
                    !words.starts(with: NarrativeWords.supported)
                    && !words.starts(with: NarrativeWords.supportedByState)
                    && readings.contains { $0.observation.measure.rawValue.hasPrefix("staff.authorized") }
                emitCount(
                    figure, subject: isSure ? inPost : subject, rule: "narrative.staff",
                    confidence: isSure ? .init(percent: 90) : .weak, unsure: isSure ? nil : "two_readings")
                topic = inPost
                isTopicStale = false
                return
            }
        case "staff.in_post": break
        default: break
        }
        emitCount(figure, subject: subject, rule: "narrative.staff")
        topic = subject
        isTopicStale = false
        if let explicit = frame.year { year = explicit }
    }

    /// “实有人数27人，其中：在职16人；退休11人”: those in post follow, or the retired as a part.
    private func isTotalOfKinds(at index: Int) -> Bool {
        var hasParts = false
        for next in (index + 1)..<min(tokens.count, index + 40) {
            switch tokens[next].kind {
            case .stop: return false
            case .open: if next <= index + 2 { hasParts = true }
            case .word(let term):
                switch vocabulary.roles[term] {
                case .whereof: if next <= index + 3 { hasParts = true }
                case .staff("staff.in_post"): return true
                case .staff("staff.retired"): if hasParts { return true }
                default: break
                }
            default: break
            }
        }
        return false
    }

    // MARK: - Members

    private mutating func bindMembers(_ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject) {
        let isBare = frame.subjects.last?.measures == [measure] && !sentence.hasMembers && measure == "members.total"
        switch measure {
        case "members.total":
            if isBare, section.isAchievement { return }
            // “发展会员37个”: new ones, unless a date or the kinds of members follow.
            if isBare, isRecruiting, year == nil, !hasMembersAhead { return }
            sentence.hasMembers = true
        case "members.enterprise", "members.group", "members.individual":
            guard sentence.hasMembers || (!section.isAchievement && section.isBasic) else { return }
        case "committee.executive": break
        default:
            guard !section.isAchievement || frame.hasExistence || frame.hasRegion else { return }
            guard
                section.isBasic || sentence.hasMembers || frame.hasExistence || frame.hasRegion
                    || frame.isAfterEnumeration
            else { return }
        }
        emitCount(figure, subject: subject, rule: "narrative.members")
        topic = subject
        isTopicStale = false
    }

    private var isRecruiting: Bool {
        guard let subject = frame.subjects.last, subject.position >= 6 else { return false }
        return bytes[(subject.position - 6)..<subject.position].elementsEqual(NarrativeWords.recruit)
    }

    private var hasMembersAhead: Bool {
        for next in frame.start..<min(tokens.count, frame.start + 24) {
            if case .stop = tokens[next].kind { return false }
            if case .part(.members, _)? = role(next) { return true }
        }
        return false
    }

    /// “3个行政编，2个事业编”, “24个乡镇商会实现全覆盖”: the label follows.
    private mutating func bindLeadingCount(_ figure: NarrativeFigure, at index: Int) -> Int? {
        guard frame.subjects.isEmpty, frame.generic == nil, index + 1 < tokens.count,
            case .word(let term) = tokens[index + 1].kind
        else { return nil }
        let end = tokens[index + 1].range.upperBound
        let isComplete = endsFrame(index + 2) || isFollowed(by: index + 2)
        switch vocabulary.roles[term] {
        case .staff(let code):
            guard isPersons(figure), !section.isAchievement, endsFrame(index + 2), frame.isClean else { return nil }
            bindStaff(
                figure, measure: code, subject: .init(measures: [code], position: tokens[index].range.lowerBound),
                at: index)
            return index + 2
        case .chambers(let code):
            guard isPersonsOrThings(figure), !frame.hasGapBefore || isEverywhere(after: end) else { return nil }
            guard isEverywhere(after: end) || (section.isBasic && !section.isAchievement && isComplete && frame.isClean)
            else { return nil }
            emitCount(
                figure, subject: .init(measures: [code], position: tokens[index].range.lowerBound),
                rule: "narrative.members", confidence: .init(percent: 90))
            return index + 2
        default: return nil
        }
    }

    private func isEverywhere(after end: Int) -> Bool {
        NarrativeWords.everywhere.contains {
            end + $0.count <= bytes.count && bytes[end..<(end + $0.count)].elementsEqual($0)
        }
    }

    private func isFollowed(by index: Int) -> Bool { false }

    // MARK: - Visits

    /// “23批次、187人次” in a sentence about reception; “团组0个，累计0人次” in one about travel abroad.
    private mutating func bindVisit(_ figure: NarrativeFigure, at index: Int) {
        guard !section.isAchievement || section.topic?.isUnder("three_public") == true, !frame.isIgnored else { return }
        if sentence.isAboutOverseas {
            guard !frame.hasGapBefore else { return }
            switch figure.counter {
            case .visit, .person:
                emitTravellers(
                    figure,
                    subject: .init(measures: ["overseas.travellers"], position: tokens[frame.start].range.lowerBound))
            default: break
            }
            return
        }
        let isAbout =
            sentence.isAboutReception || (isTopicStale && section.topic?.isUnder("three_public.reception") == true)
            || (topic?.isUnder("three_public.reception") == true && isTopicStale)
        guard isAbout, !sentence.isReceptionOver else { return }
        let position = tokens[min(frame.start, index)].range.lowerBound
        switch figure.counter {
        case .batch:
            emitCount(
                figure, subject: .init(measures: ["reception.batches"], position: position), rule: "narrative.reception"
            )
        case .visit:
            emitCount(
                figure, subject: .init(measures: ["reception.visitors"], position: position),
                rule: "narrative.reception")
        case .time where frame.subjects.last?.isUnder("three_public.reception") == true && !frame.hasGapAfter:
            // “国内公务接待41次”
            emitCount(
                figure, subject: .init(measures: ["reception.batches"], position: position),
                rule: "narrative.reception",
                confidence: .init(percent: 90))
        case .person:
            guard frame.isAfterEnumeration || frame.isClean, hasBatch else { return }
            emitCount(
                figure, subject: .init(measures: ["reception.visitors"], position: position),
                rule: "narrative.reception",
                confidence: .init(percent: 90))
        default: break
        }
    }

    private var hasBatch: Bool { readings.last?.observation.measure == "reception.batches" }
}
