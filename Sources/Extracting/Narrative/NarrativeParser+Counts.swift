import FiscalModel
import ReferenceData

// What is counted and not paid: “行政编制5名”, “会员企业326家”, “23批次、187人次”, “公务用车1辆”.
extension NarrativeParser {
    mutating func nameCount(_ code: MeasureCode, role: NarrativeRole, at index: Int) {
        let subject = NarrativeSubject(measures: [code], position: tokens[index].range.lowerBound)
        // A line may begin with the name of what is counted.
        if isTorn, frame.start == 0,
            !tokens[..<index].contains(where: { if case .gap = $0.kind { true } else { false } })
        {
            frame.hasGapBefore = false
        }
        switch role {
        case .score:
            var subject = subject
            // “预算执行率自评得分9.8分”
            if let last = frame.subjects.last?.measure,
                last == "budget_execution_rate" || last == "score.budget_execution"
            {
                subject.measures = ["score.budget_execution"]
            }
            // “‘聘用制书记员经费’自评得分100分”: the project's.
            if environment.projects.isBehindQuotation(subject.position, in: place.folded, of: place.text) {
                sentence.scored = .ignored(at: subject.position)
                frame.hasGapBefore = true
                return
            }
            sentence.scored = subject
            if !frame.hasGapBefore { frame.subjects = [subject] }
            frame.hasGapAfter = false
            return
        case .vehicleCount:
            // “保有执法执勤及应急保障车辆4辆”
            if frame.start < index, bytes[tokens[frame.start].range].elementsEqual(NarrativeWords.kept) {
                frame.hasGapBefore = false
            }
            return name(subject, needsCleanLeft: true)
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
            // “行业商会会员320人”: theirs.
            switch role {
            case .members, .membersBare:
                if frame.subjects.last?.isUnder("chambers") == true {
                    frame.isRejected = true
                    return
                }
            default: break
            }
            // “指导学会、协会18个，会员2316人”
            if sentence.countsOtherBodies, !frame.hasExistence, !frame.hasRegion {
                frame.isRejected = true
                return
            }
            if case .members = role { sentence.hasMembers = true }
        default: break
        }
        if case .chambers = role { allowNamesBefore(index) }
        // “…号文件核定行政编制3名”: what stands before 核定 belongs to another clause.
        if bytes[subject.position...].starts(with: NarrativeWords.approved) {
            frame.hasGapBefore = false
            frame.isIgnored = false
        }
        guard !frame.isCompared, !frame.isShare else { return }
        guard !frame.isForeign, !frame.isIgnored, !frame.hasGapBefore, !frame.hasGapAfter, !sentence.isForeign else {
            if frame.isForeign { sentence.isForeign = true }
            frame.isRejected = true
            if subject.isUnder("staff.authorized") { frame.othersPosts = subject }
            return
        }
        frame.subjects = [subject]
        frame.generic = nil
    }

    /// “茶业、餐饮、建筑等行业商会8个”, “在长沙、广州设立异地商会5个” after other chambers: trades and places.
    private mutating func allowNamesBefore(_ index: Int) {
        guard frame.hasGapBefore, !frame.hasGapAfter, !frame.isForeign, !frame.isIgnored, index > frame.start,
            let last = readings.last?.observation.measure.rawValue,
            last.hasPrefix("chambers.") || last.hasPrefix("members."), endsList(tokens[index - 1])
        else { return }
        frame.hasGapBefore = false
        sentence.isListRejected = false
    }

    /// “设立”, “的”; “佛山等地”, whose words nobody knows.
    private func endsList(_ token: NarrativeToken) -> Bool {
        switch token.kind {
        case .word: phrases.listEnd.contains { bytes[token.range].elementsEqual($0) }
        case .gap: NarrativeWords.andOthers.contains { bytes[..<token.range.upperBound].ends(with: $0) }
        default: false
        }
    }

    /// Binds a count; returns the next token, past a label that follows the number.
    mutating func bindCount(_ figure: NarrativeFigure, at index: Int) -> Int {
        defer { afterFigureOfCount(at: index) }
        bindEarlierMembers(figure, at: index)
        if frame.change != 0 { sentence.hasCountChange = true }
        guard !figure.isApproximate, figure.number.scale == 0, figure.number.mantissa >= 0, frame.change == 0,
            !frame.isCompared, !frame.isShare, !section.isDefinition
        else { return index + 1 }
        if bindReachedCount(figure, at: index) { return index + 1 }
        if let end = bindLeadingCount(figure, at: index) { return end }
        if bindAllPosts(figure) { return index + 1 }
        if let subject = frame.subjects.last, let measure = subject.measure {
            if bindLabelledCount(figure, measure: measure, subject: subject, at: index) { return index + 1 }
            if !subject.isUnder("three_public"), !subject.isUnder("reception"), !subject.isUnder("overseas") {
                return index + 1
            }
        }
        if bindAfterColon(figure, at: index) { return index + 1 }
        if bindActualVehicles(figure, at: index) || bindActualStaff(figure) || bindSumOfStaff(figure)
            || bindKindOfPost(figure)
        {
            return index + 1
        }
        bindVisit(figure, at: index)
        return index + 1
    }

    /// “会员总数由1230家增加到1286家”: of which year the first is, nobody says.
    private mutating func bindReachedCount(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard frame.isFrom else { return false }
        if !frame.isReached {
            guard let subject = frame.subjects.last, !subject.measures.allSatisfy({ isMoney($0) }),
                frame.years.count == frame.yearsBeforeFrom
            else { return false }
            topic = frame.isClean ? subject : .unknown(at: subject.position)
            isTopicStale = false
            return true
        }
        guard frame.subjects.isEmpty, frame.isClean, !isTopicStale, let topic, let measure = topic.measure,
            !isMoney(measure)
        else { return false }
        return bindLabelledCount(figure, measure: measure, subject: topic, at: index)
    }

    /// “车辆编制6辆，实有6辆”
    private mutating func bindActualVehicles(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, case .vehicle = figure.counter, frame.start >= 2,
            frame.start < index,
            case .word(let term) = tokens[frame.start].kind, vocabulary.fillers[term].contains(.inPost),
            case .figure(let posts) = tokens[frame.start - 2].kind, case .vehicle = posts.counter,
            frame.start >= 3, bytes[..<posts.range.lowerBound].ends(with: NarrativeWords.posts)
        else { return false }
        let subject = NarrativeSubject(measures: ["vehicles.count"], position: tokens[frame.start].range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.vehicles")
        return true
    }

    /// “在职人数：6人。退休人数：8人。”
    private mutating func bindAfterColon(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard frame.isAfterColon, frame.start == index, frame.isClean, !isTopicStale, endsFrame(index + 1),
            let topic, topic.isUnder("staff.") || topic.isUnder("members."), let measure = topic.measure
        else { return false }
        return bindLabelledCount(figure, measure: measure, subject: topic, at: index)
    }

    private mutating func afterFigureOfCount(at index: Int) {
        if let subject = frame.subjects.last, subject.measures.allSatisfy({ isMoney($0) }) { noteFrameSubject() }
        // “共涉及项目4个，资金86.5万元”, “列支项目6个，全年预算876万元”: all projects' money, not the unit's total.
        let start = tokens[min(frame.start, tokens.count - 1)].range.lowerBound
        let countsProjects = bytes[start..<max(start, tokens[index].range.upperBound)].contains(
            NarrativeWords.project[...])
        if countsProjects {
            sentence.namesProject = true
            if !ListedProjects.isOthersWork(bytes[start..<tokens[index].range.upperBound]) {
                sentence.namesProjects = true
            }
        }
        if frame.subjects.isEmpty || frame.isRejected, countsProjects || frame.isIgnored,
            topic == nil || topic?.isUnder("expenditure") == true, scope == nil,
            frame.isIgnored || topic?.measures != ["expenditure.project"]
        {
            topic = .unknown(at: start)
            isTopicStale = false
            sentence.countsProjects = countsProjects
        }
        if frame.subjects.isEmpty, frame.isForeign || frame.hasGapBefore, case .each = countedAs(index),
            phrases.bodyEnd.contains(where: { bytes[..<tokens[index].range.lowerBound].ends(with: $0) })
        {
            sentence.countsOtherBodies = true
        }
        // “慰问困难党员12名，支出0.60万元”, “购置公务用车0辆，支出0万元”
        if frame.isRejected || frame.hasGapBefore || frame.subjects.last?.isUnder("three_public.vehicle") == true,
            // “形成部门整体支出绩效目标1个，全年预算数4700万元”
            !bytes[start..<tokens[index].range.upperBound].contains(NarrativeWords.whole[...])
        {
            sentence.isStrange = true
        }
        let wasRejected = frame.isRejected || frame.isForeign || frame.hasGapBefore
        let isStrange = (frame.isRejected || frame.isForeign || frame.hasGapBefore) && !frame.hasExistence
        afterFigure(at: index)
        sentence.isListRejected = wasRejected
        sentence.isPartRejected = isStrange
    }

    private func countedAs(_ index: Int) -> NarrativeFigure.Counter {
        if case .figure(let figure) = tokens[index].kind { figure.counter } else { .none }
    }

    @discardableResult mutating func emitCount(
        _ figure: NarrativeFigure, subject: NarrativeSubject, rule: String, confidence: Confidence = .sure,
        unsure reason: String? = nil
    ) -> Bool {
        // “全年国内公务接待26批次、213人次，其中委本级14批次、112人次”
        if subject.isUnder("reception."), hasParts, let measure = subject.measure,
            readings.contains(where: { $0.observation.measure == measure })
        {
            return false
        }
        let isHeadCount = ["staff.", "members.", "chambers.", "committee."].contains { subject.isUnder($0) }
        let asOf = isHeadCount ? asOfYear : nil
        // “2024年工作计划：发展会员100家” in the report of 2023; “截至2024年3月，在职12人” is so.
        if asOf == nil, frame.year ?? year ?? report.year > report.year, report.identity.kind != .budget {
            return false
        }
        sentence.hasCountChange = false
        emit(
            NarrativeBinding(
                subject: subject, year: frame.year ?? year ?? asOf ?? report.year, scenario: .actual,
                value: .number(figure.number), figureRange: figure.range,
                quoteStart: quoteStart(for: subject, figure: figure), rule: rule, confidence: confidence),
            unsure: reason)
        return true
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
            if code.hasPrefix("committee."), case .person = figure.counter {
            } else if code.hasPrefix("committee.") {
                return true
            }
            guard isPersonsOrThings(figure), frame.isClean || (code.hasPrefix("committee.") && !frame.isForeign) else {
                return true
            }
            // “其中‘四好’商会6家，乡镇商会4家、行业商会2家”
            if frame.isAfterEnumeration && sentence.isListRejected || hasParts && sentence.isPartRejected {
                frame.isRejected = true
                return true
            }
            bindMembers(figure, measure: measure, subject: subject, at: index)
            return true
        }
        switch code {
        case "vehicles.count":
            guard case .vehicle = figure.counter, frame.isClean, !frame.isAfterWhereof,
                // “本年度购置（更新）公务用车0辆”
                !bytes[..<subject.position].suffix(max(0, subject.position - tokens[frame.start].range.lowerBound))
                    .contains(
                        NarrativeWords.bought[...]),
                // “车辆1辆，其中：一般公务用车1辆，其他用车0辆”
                !(hasParts && readings.contains { $0.observation.measure == "vehicles.count" })
            else { return true }
            emitCount(figure, subject: subject, rule: "narrative.vehicles")
            return true
        case "reception.batches":
            switch figure.counter {
            case .batch, .time, .each: break
            // “来访24批次，来访人员210人次”
            case .visit where readings.last?.observation.measure == "reception.batches":
                var visitors = subject
                visitors.measures = ["reception.visitors"]
                if frame.isClean, !sentence.isReceptionOver {
                    emitCount(figure, subject: visitors, rule: "narrative.reception")
                }
                return true
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

    func isPersons(_ figure: NarrativeFigure) -> Bool {
        switch figure.counter {
        case .person, .visit, .each: true
        default: false
        }
    }

    func isPersonsOrThings(_ figure: NarrativeFigure) -> Bool {
        switch figure.counter {
        case .person, .each: true
        default: false
        }
    }
}
