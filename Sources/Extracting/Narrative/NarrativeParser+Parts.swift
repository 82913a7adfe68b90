import FiscalModel

// Words that mean a measure among the parts of another only: 购置费 among 三公, 货物 among procurement.
extension NarrativeParser {
    mutating func namePart(_ code: MeasureCode, in context: NarrativeRole.PartContext, at index: Int) {
        let position = tokens[index].range.lowerBound
        let prefix =
            switch context {
            case .threePublic: "three_public"
            case .procurement: "procurement"
            case .members: "members"
            case .reception: "three_public"
            case .staff: "staff"
            }
        if context == .reception {
            sentence.isAboutReception = true
            sentence.isReceptionOver = false
            var subject = NarrativeSubject(measures: [code], position: position)
            name(subject, needsCleanLeft: false)
            subject.isNarrower = true
            if !frame.subjects.isEmpty { frame.subjects[frame.subjects.count - 1].isNarrower = true }
            return
        }
        if context == .members { return nameCount(code, role: .part(context, code), at: index) }
        let isInContext =
            topic?.isUnder(prefix) == true || whole?.isUnder(prefix) == true || section.topic?.isUnder(prefix) == true
            || frame.subjects.contains { $0.isUnder(prefix) }
            // “现有公务用车2辆，全年支出运行维护费4.12万元”
            || (context == .threePublic && readings.last?.observation.measure == "vehicles.count")
        if isInContext {
            name(NarrativeSubject(measures: [code], position: position), needsCleanLeft: true)
        } else {
            noteGap(tokens[index].range, at: index)
        }
    }
}
