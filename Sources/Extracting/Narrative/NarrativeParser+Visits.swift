import FiscalModel
import ReferenceData

// Batches and visitors, groups and travellers: “23批次、187人次”, “团组0个，累计0人次”.
extension NarrativeParser {
    /// “23批次、187人次” in a sentence about reception; “团组0个，累计0人次” in one about travel abroad.
    mutating func bindVisit(_ figure: NarrativeFigure, at index: Int) {
        guard !section.isAchievement || section.topic?.isUnder("three_public") == true, !frame.isIgnored else { return }
        if sentence.isAboutOverseas {
            guard !frame.hasGapBefore else { return }
            switch figure.counter {
            case .visit, .person:
                emitTravellers(
                    figure,
                    subject: .init(measures: ["overseas.travellers"], position: tokens[frame.start].range.lowerBound))
            case .each where index > 0 && bytes[..<figure.range.lowerBound].ends(with: NarrativeWords.groups):
                // “因公出国（境）费。…，团组0个、0人次”
                emitCount(
                    figure,
                    subject: .init(
                        measures: ["overseas.groups"], position: tokens[index - 1].range.lowerBound),
                    rule: "narrative.overseas")
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

    func startsWithDomestic(_ subject: NarrativeSubject) -> Bool {
        bytes[subject.position...].starts(with: NarrativeWords.domestic)
    }

    /// “公务接待批次” names reception itself, “来访团组” does not.
    func isReceptionLabel(_ subject: NarrativeSubject) -> Bool {
        let end = min(bytes.count, subject.position + 24)
        return bytes[subject.position..<end].contains(Array("接待".utf8)[...])
    }

    mutating func emitTravellers(_ figure: NarrativeFigure, subject: NarrativeSubject) {
        var travellers = subject
        travellers.measures = ["overseas.travellers"]
        sentence.isAboutOverseas = true
        emitCount(figure, subject: travellers, rule: "narrative.overseas")
    }
}
