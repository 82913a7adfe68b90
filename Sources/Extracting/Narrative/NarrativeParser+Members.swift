import FiscalModel
import ReferenceData

// Members and chambers of the federation itself.
extension NarrativeParser {
    mutating func bindMembers(
        _ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject, at index: Int
    ) {
        // “会员企业56家参加招聘会”: some of them.
        if measure != "committee.executive", isGap(index + 1), !frame.hasExistence, !frame.hasRegion { return }
        let isBare = frame.subjects.last?.measures == [measure] && !sentence.hasMembers && measure == "members.total"
        switch measure {
        case "members.total":
            if isBare, section.isAchievement { return }
            // “发展会员37个”: new ones, unless a date or the kinds of members follow.
            if isBare, isRecruiting, year == nil, !hasMembersAhead {
                sentence.hasNewMembers = true
                return
            }
            sentence.hasMembers = true
        case "members.enterprise", "members.group", "members.individual":
            // “新发展会员45家，其中企业会员30家”
            if sentence.hasNewMembers, hasParts || !outer.isEmpty { return }
            guard sentence.hasMembers || (!section.isAchievement && section.isBasic) else { return }
        case "committee.executive": break
        // “所属商会24家（其中乡镇商会14家…）”: of every kind.
        case "chambers.affiliated" where !startsWithDirect(subject) && hasOtherChambers(after: index):
            topic = subject
            isTopicStale = false
            return
        default:
            if frame.isFounding, section.kind != .basic, !frame.hasExistence, !frame.hasRegion { return }
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

    /// “会员2305个，较上年末的2168个增加137个”, “在职54人，较上年末的56人减少2人”: how many there were.
    mutating func bindEarlierMembers(_ figure: NarrativeFigure, at index: Int) {
        guard frame.isCompared, let earlier = frame.comparedYear, earlier < report.year, !frame.hasGapBefore,
            !frame.hasGapAfter, frame.subjects.isEmpty, !figure.isApproximate, figure.number.scale == 0,
            isPersonsOrThings(figure), !isTopicStale, let topic,
            topic.isUnder("members.") || topic.isUnder("staff.in_post"), isLastCount(topic, before: index)
        else { return }
        switch role(index + 1) {
        case .increase?, .decrease?: break
        default: return
        }
        emit(
            NarrativeBinding(
                subject: topic, year: earlier, scenario: .actual, value: .number(figure.number),
                figureRange: figure.range, quoteStart: quoteStart(for: topic, figure: figure),
                rule: "narrative.compared", confidence: .init(percent: 92)))
    }

    /// “在职54人，其中事业人员30人，较上年末的33人减少3人” compares the 30 alone.
    private func isLastCount(_ topic: NarrativeSubject, before index: Int) -> Bool {
        guard let stated = readings.last?.observation, topic.measures.contains(stated.measure) else { return false }
        for token in tokens[..<index].reversed() {
            if case .figure(let figure) = token.kind { return stated.value == .number(figure.number) }
        }
        return false
    }

    private func isGap(_ index: Int) -> Bool {
        if index < tokens.count, case .gap = tokens[index].kind { true } else { false }
    }

    private func startsWithDirect(_ subject: NarrativeSubject) -> Bool {
        bytes[max(0, subject.position)...].starts(with: NarrativeWords.direct)
    }

    /// Chambers of another kind stand among the parts of the sentence.
    private func hasOtherChambers(after index: Int) -> Bool {
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 24)) {
            if case .stop = tokens[next].kind { return false }
            if case .chambers(let code)? = role(next), code != "chambers.affiliated" { return true }
        }
        return false
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
    mutating func bindLeadingCount(_ figure: NarrativeFigure, at index: Int) -> Int? {
        guard frame.subjects.isEmpty, frame.generic == nil, index + 1 < tokens.count,
            case .word(let term) = tokens[index + 1].kind
        else { return nil }
        let end = tokens[index + 1].range.upperBound
        let isComplete = isListed(index + 2)
        switch vocabulary.roles[term] {
        case .staff(let code):
            guard isPersons(figure), !section.isAchievement, endsFrame(index + 2), frame.isClean, !isPartOfChange else {
                return nil
            }
            bindStaff(
                figure, measure: code, subject: .init(measures: [code], position: tokens[index].range.lowerBound),
                at: index)
            return index + 2
        case .chambers(let code):
            guard isPersonsOrThings(figure), !frame.hasGapBefore || isEverywhere(after: end) else { return nil }
            guard isEverywhere(after: end) || (section.isBasic && !section.isAchievement && isComplete && frame.isClean)
            // NB: past the label all the same, which is not that of a number behind it (“4家乡镇商会、2家…”).
            else { return index + 2 }
            emitCount(
                figure, subject: .init(measures: [code], position: tokens[index].range.lowerBound),
                rule: "narrative.members", confidence: .init(percent: 90))
            return index + 2
        case .vehicleCount(let code):
            // “单位现有1台公务用车，…”
            guard case .vehicle = figure.counter, frame.hasExistence, frame.isClean, endsFrame(index + 2),
                !section.isAchievement,
                // “下属科技馆现有2台公务用车”, “全县只有3台公务用车”
                !frame.hasRegion, !(frame.start..<index).contains(where: isGap)
            else { return nil }
            emitCount(
                figure, subject: .init(measures: [code], position: tokens[index].range.lowerBound),
                rule: "narrative.vehicles", confidence: .init(percent: 90))
            return index + 2
        default: return nil
        }
    }

    /// A mark follows, or more of the kind up to one: “1个异地商会和1个青年商会。”, but not “4家乡镇商会、2家行业商会被评为…”.
    private func isListed(_ index: Int) -> Bool {
        var next = index
        while next < tokens.count {
            switch tokens[next].kind {
            case .enumerationComma: break
            case .word(let term):
                guard case .compareWith = vocabulary.roles[term] else { return false }
            default: return endsFrame(next)
            }
            guard next + 1 < tokens.count, case .figure = tokens[next + 1].kind else { return endsFrame(next) }
            guard case .chambers? = role(next + 2) else { return true }
            next += 3
        }
        return true
    }

    private func isEverywhere(after end: Int) -> Bool {
        phrases.everywhere.contains {
            end + $0.count <= bytes.count && bytes[end..<(end + $0.count)].elementsEqual($0)
        }
    }
}
