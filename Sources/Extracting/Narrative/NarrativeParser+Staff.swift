import FiscalModel
import ReferenceData

// Posts and the staff in them: “行政编制9名，实有9人”, “3个行政编”.
extension NarrativeParser {
    mutating func bindStaff(
        _ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject, at index: Int
    ) {
        if isOfOwnLevel(figure, measure: measure, subject: subject) || isPartOfChange || isOfRegion(subject)
            || isOfSchools(before: index)
        {
            return
        }
        if isSomeOf(figure, measure: measure, subject: subject) { return }
        let isPart = frame.isAfterWhereof || !outer.isEmpty
        let wholeIsStaff = whole?.isUnder("staff") == true
        if measure == "staff.retired", !outer.isEmpty, frame.hasSum, bindAllRetired(figure, subject: subject) { return }
        // “事业编制62人（含参公管理事业编制0人）”
        if !outer.isEmpty, whole?.measures == [measure] || whole?.isUnder("staff.authorized.") == true { return }
        switch measure {
        case "staff.authorized.administrative", "staff.authorized.institution", "staff.authorized.worker":
            // “实有在职人员7人，其中行政编制5人”: posts by kind, or persons by the kind of their post?
            if isPart || wholeIsStaff, whole?.isUnder("staff.in_post") == true || whole?.isUnder("staff.total") == true
            {
                emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .weak, unsure: "two_readings")
                return
            }
        case "staff.retired":
            // “新招录1名，调出1名，退休1名”
            if sentence.hasMovement || hasMovementAhead(of: index) { return }
            if sentence.hasRetired, frame.hasSum, bindAllRetired(figure, subject: subject) { return }
            if sentence.hasRetired {
                noteKindOfRetired(figure, isPart: isPart)
                return
            }
            sentence.hasRetired = true
        case "staff.total":
            if isOfContractsToo(figure, at: index) {
                emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .weak, unsure: "two_readings")
                return
            }
            if !isTotalOfKinds(figure, at: index) {
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
        let isRead = emitCount(figure, subject: subject, rule: "narrative.staff")
        if isRead, subject.isUnder("staff.authorized") {
            posts.append(.init(figure: figure, subject: subject, isOwn: true))
        }
        if isRead, measure == "staff.in_post", let kind = kindOfPost(before: subject.position), !readings.isEmpty {
            readings[readings.count - 1].inPostsOf = kind
        }
        topic = subject
        isTopicStale = false
        if let explicit = frame.year { year = explicit }
    }

    /// “在职人员1180人…。局本级在职19人”: those of the unit's own level, where the paragraph has told of all.
    private func isOfOwnLevel(_ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject) -> Bool {
        let start = tokens[min(frame.start, tokens.count - 1)].range.lowerBound
        guard subject.position > start,
            phrases.ownLevel.contains(where: { bytes[start..<subject.position].contains($0[...]) })
        else { return false }
        // The unit's count stands near its level's; a text of thousands of them is none of a unit.
        return readings.suffix(40).contains {
            guard $0.observation.measure == measure, case .number(let all) = $0.observation.value else { return false }
            return figure.number < all
        }
    }

    /// “离退休人员1046人…；由养老保险基金发放养老金的离退休人员1043人”: some of those told before.
    private func isSomeOf(_ figure: NarrativeFigure, measure: MeasureCode, subject: NarrativeSubject) -> Bool {
        guard subject.position > 0, bytes[..<subject.position].ends(with: NarrativeWords.of) else { return false }
        let counted = frame.year ?? year ?? asOfYear ?? report.year
        return readings.suffix(40).contains {
            guard $0.observation.measure == measure, $0.observation.fiscalYear == counted,
                case .number(let all) = $0.observation.value
            else { return false }
            return figure.number < all
        }
    }

    /// “行政在编4人，事业在编2人”
    private func kindOfPost(before position: Int) -> MeasureCode? {
        for token in tokens[frame.start...] {
            if token.range.upperBound > position { return nil }
            if token.range.upperBound == position, case .word(let term) = token.kind {
                return vocabulary.kindsOfPost[term]
            }
        }
        return nil
    }

    /// “全县工商联系统在职干部120人”: of every body of the kind.
    private func isOfRegion(_ subject: NarrativeSubject) -> Bool {
        let start = tokens[min(frame.start, tokens.count - 1)].range.lowerBound
        return frame.hasRegion && subject.position > start
            && bytes[start..<subject.position].contains(NarrativeWords.system[...])
    }

    /// “全县共有学校120所，在职教职工5623人”: of the schools that the sentence counts.
    private func isOfSchools(before index: Int) -> Bool {
        var first = index
        while first > 0, index - first < 40 {
            if case .stop = tokens[first - 1].kind { break }
            first -= 1
        }
        let words = bytes[tokens[first].range.lowerBound..<tokens[index].range.lowerBound]
        guard words.contains(NarrativeWords.teachers[...]), words.contains(NarrativeWords.school[...]) else {
            return false
        }
        return words.indices.dropFirst().contains { place in
            words[place...].starts(with: NarrativeWords.counterOfSchools) && (0x30...0x39).contains(words[place - 1])
        }
    }

    /// “比上年减少1人，其中1人退休”
    var isPartOfChange: Bool { hasParts && sentence.isPartOfChange }

    private func hasMovementAhead(of index: Int) -> Bool {
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 12)) {
            switch tokens[next].kind {
            case .stop, .semicolon, .open, .close: return false
            case .word(let term):
                // “退休人员6人，其中当年退休1人”
                if case .whereof = vocabulary.roles[term] { return false }
                if vocabulary.fillers[term].contains(.movement) { return true }
            default: break
            }
        }
        return false
    }

    /// “离休人员1人，退休人员46人（离退休小计47人）”: all of them, and not those told before.
    private mutating func bindAllRetired(_ figure: NarrativeFigure, subject: NarrativeSubject) -> Bool {
        guard bytes[max(0, subject.position)...].starts(with: NarrativeWords.allRetired),
            let last = readings.lastIndex(where: { $0.observation.measure == "staff.retired" }),
            case .number(let part) = readings[last].observation.value, part < figure.number
        else { return false }
        if emitCount(figure, subject: subject, rule: "narrative.staff") { readings.remove(at: last) }
        return true
    }

    /// “退休干部8人，退休职工2人”: neither is all of them.
    private mutating func noteKindOfRetired(_ figure: NarrativeFigure, isPart: Bool) {
        guard !isPart, !hasParts, let last = readings.indices.last,
            readings[last].observation.measure == "staff.retired",
            !readings[last].observation.value.isWorth(.number(figure.number)),
            !FoldedText(readings[last].observation.quote).bytes.starts(with: NarrativeWords.allRetired)
        else { return }
        readings[last].unsureReason = "two_readings"
    }

    /// “实有人数27人，其中：在职16人；退休11人”: those in post follow, or the retired as a part; but no part of “实有人员49人，
    /// 其中行政13人、事业36人；退休31人”, whose parts are all of them.
    private func isTotalOfKinds(_ total: NarrativeFigure, at index: Int) -> Bool {
        var hasParts = false
        var end = min(tokens.count, index + 40)
        var parts: Int128 = 0
        var next = index + 1
        while next < end {
            defer { next += 1 }
            switch tokens[next].kind {
            case .stop: return false
            case .open(let close):
                if next <= index + 2 {
                    hasParts = true
                    if close > next { end = min(end, close) }
                }
            case .figure(let part):
                guard hasParts, case .person = part.counter, part.number.scale == 0, total.number.scale == 0 else {
                    break
                }
                parts += Int128(part.number.mantissa)
                if parts == Int128(total.number.mantissa) { return false }
            case .word(let term):
                switch vocabulary.roles[term] {
                case .whereof: if next <= index + 3 { hasParts = true }
                // “实有人员9人，均为在职”
                case .each, .wholly: return false
                case .staff("staff.in_post"): return true
                case .staff("staff.retired"): if hasParts { return true }
                default: break
                }
            default: break
            }
        }
        return false
    }

    /// “现有工作人员49人，其中在编40人，聘用9人”: no total of those in post and the retired.
    private func isOfContractsToo(_ total: NarrativeFigure, at index: Int) -> Bool {
        var parts: Int128 = 0
        var hasContracts = false
        for next in (index + 1)..<max(index + 1, min(tokens.count, index + 40)) {
            switch tokens[next].kind {
            case .stop: return false
            case .figure(let part):
                guard case .person = part.counter, part.number.scale == 0, total.number.scale == 0 else { return false }
                parts += Int128(part.number.mantissa)
                if parts == Int128(total.number.mantissa) { return hasContracts }
            case .word(let term):
                switch vocabulary.roles[term] {
                case .staff("staff.contract"): hasContracts = true
                case .staff("staff.retired"): return false
                default: break
                }
            default: break
            }
        }
        return false
    }

    /// “行政编制9名，实有9人”
    mutating func bindActualStaff(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, !section.isAchievement, frame.scenarios.isEmpty,
            case .person = figure.counter, topic?.isUnder("staff.authorized") == true, !isTopicStale || followsPosts,
            let word = inPostWord(before: figure)
        else { return false }
        let subject = NarrativeSubject(measures: ["staff.in_post"], position: word.range.lowerBound)
        let post = topic?.measure
        let isRead = emitCount(figure, subject: subject, rule: "narrative.staff")
        if isRead, post != "staff.authorized", !readings.isEmpty { readings[readings.count - 1].inPostsOf = post }
        topic = subject
        return true
    }

    /// “在职35人，退休4人，合计39人”
    mutating func bindSumOfStaff(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, frame.hasSum, case .person = figure.counter,
            readings.suffix(2).map(\.observation.measure) == ["staff.in_post", "staff.retired"]
        else { return false }
        let subject = NarrativeSubject(measures: ["staff.total"], position: tokens[frame.start].range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .init(percent: 90))
        return true
    }

    /// “编制49名（其中行政24名、事业25名）”
    mutating func bindKindOfPost(_ figure: NarrativeFigure) -> Bool {
        guard frame.subjects.isEmpty, frame.isClean, isPersons(figure), !section.isAchievement,
            frame.scenarios.isEmpty, whole?.measures == ["staff.authorized"], !outer.isEmpty || hasParts,
            let (word, term) = firstWord, word.range.upperBound == figure.range.lowerBound,
            let kind = vocabulary.kindsOfPost[term]
        else { return false }
        let subject = NarrativeSubject(measures: [kind], position: word.range.lowerBound)
        emitCount(figure, subject: subject, rule: "narrative.staff", confidence: .init(percent: 90))
        return true
    }

    /// “编制数17，实有人数27人”: a number without a counter after a head-count's own name.
    mutating func bindBareCount(_ figure: NarrativeFigure, at index: Int) -> Bool {
        guard let subject = frame.subjects.last, subject.isUnder("staff.") || subject.isUnder("members."),
            endsFrame(index + 1), outer.isEmpty,
            figure.number.scale == 0, figure.number < Number(mantissa: 10_000), frame.isClean, frame.change == 0,
            !frame.isCompared, !frame.isShare, !section.isAchievement, !section.isDefinition
        else { return false }
        if subject.isUnder("staff.") {
            bindStaff(figure, measure: subject.measures[0], subject: subject, at: index)
        } else {
            bindMembers(figure, measure: subject.measures[0], subject: subject, at: index)
        }
        return true
    }

    /// “编制34名。年末实有33人”: nothing else was told since.
    private var followsPosts: Bool {
        readings.last?.observation.measure.rawValue.hasPrefix("staff.authorized") == true
    }

    /// 实有, 现有 since the last mark or figure.
    private func inPostWord(before figure: NarrativeFigure) -> NarrativeToken? {
        tokens[frame.start...].prefix { $0.range.upperBound <= figure.range.lowerBound }.first {
            if case .word(let term) = $0.kind { vocabulary.fillers[term].contains(.inPost) } else { false }
        }
    }

    /// The first known word since the last mark or figure.
    private var firstWord: (NarrativeToken, Int)? {
        for token in tokens[frame.start...] {
            if case .word(let term) = token.kind { return (token, term) }
        }
        return nil
    }
}
