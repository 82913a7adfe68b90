import FiscalModel

/// Posts as a paragraph tells them, before it is known whose they are.
struct NarrativePosts {
    var figure: NarrativeFigure
    var subject: NarrativeSubject
    /// Read as the unit's own.
    var isOwn: Bool
}

// Posts that are told body by body, and their sum.
extension NarrativeParser {
    /// A text that tells of more before their sum is none of a unit.
    private static let mostPosts = 200

    /// “机关行政编制18名，所属服务站等事业单位编制47名，编制总数65名”: the sum of all that were told is the unit's, and so are its
    /// parts, whichever body they stand beside; “行政编制4名，事业编制2名，共6名”.
    mutating func bindAllPosts(_ figure: NarrativeFigure) -> Bool {
        guard isPersons(figure), !section.isAchievement, frame.scenarios.isEmpty, !frame.isForeign, !frame.hasGapBefore,
            !frame.hasGapAfter, !frame.isIgnored, (2...Self.mostPosts).contains(posts.count), figure.number.scale == 0,
            posts.reduce(Int128(0), { $0 + Int128($1.figure.number.mantissa) }) == Int128(figure.number.mantissa),
            let position = positionOfAllPosts
        else {
            noteOthersPosts(figure)
            return false
        }
        let told = posts
        let total = NarrativeSubject(measures: ["staff.authorized"], position: position)
        // “局机关编制12名，下属单位编制8名，共20名”: the first is no total.
        let parts = told.filter { $0.isOwn && $0.subject.measures == total.measures }.map { place(of: $0.figure) }
        readings.removeAll {
            $0.observation.measure == "staff.authorized" && parts.contains($0.observation.span.utf8Range)
        }
        for part in told where !part.isOwn && part.subject.measures != total.measures {
            guard told.filter({ $0.subject.measures == part.subject.measures }).count == 1 else { continue }
            emitCount(part.figure, subject: part.subject, rule: "narrative.staff", confidence: .init(percent: 90))
        }
        emitCount(figure, subject: total, rule: "narrative.staff", confidence: .init(percent: 90))
        posts = []
        sentence.isForeign = false
        frame.isRejected = false
        topic = total
        isTopicStale = false
        return true
    }

    private func place(of figure: NarrativeFigure) -> Range<Int>? {
        let original = place.folded.originalRange(figure.range)
        return (original.lowerBound + place.offset)..<(original.upperBound + place.offset)
    }

    /// Where “编制总数”, “共” or “合计” stands.
    private var positionOfAllPosts: Int? {
        if let named = frame.othersPosts ?? frame.subjects.last {
            return named.measures == ["staff.authorized"] ? named.position : nil
        }
        let start = tokens[frame.start].range.lowerBound
        return frame.isClean && (frame.hasSum || bytes[start...].starts(with: NarrativeWords.together)) ? start : nil
    }

    /// Keeps the posts that stand beside another body, until a sum says whether they are the unit's.
    private mutating func noteOthersPosts(_ figure: NarrativeFigure) {
        guard isPersons(figure), var subject = frame.othersPosts, figure.number.scale == 0, !section.isAchievement
        else {
            return
        }
        // “所属服务站等事业单位编制47名”
        if subject.measures == ["staff.authorized"], bytes[..<subject.position].ends(with: NarrativeWords.institution) {
            subject.measures = ["staff.authorized.institution"]
        }
        posts.append(.init(figure: figure, subject: subject, isOwn: false))
    }
}
