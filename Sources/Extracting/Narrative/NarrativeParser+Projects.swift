import FiscalModel

// “商会建设经费12.46万元”, “培训项目，预算15.00万元，支出14.63万元”: projects are named by text nobody knows.
extension NarrativeParser {
    var isProjectContext: Bool {
        guard !section.isAchievement, !section.isDefinition else { return false }
        if let topic, topic.project != nil { return true }
        if topic?.measures == ["expenditure.project"] || whole?.measures == ["expenditure.project"] { return true }
        return section.topic?.measures == ["expenditure.project"] || section.listsProjects
    }

    mutating func bindProject(_ value: Value, figure: NarrativeFigure, at index: Int) -> Bool {
        guard isProjectContext, !figure.isApproximate, !frame.isShare, !frame.isCompared, frame.change == 0,
            !frame.isPurpose
        else { return false }
        guard let (name, start) = projectName(before: index) else { return false }
        let subject = NarrativeSubject(measures: ["expenditure.project"], project: name, position: start)
        let explicit = frame.scenario
        let binding = NarrativeBinding(
            subject: subject, year: frame.year ?? year ?? report.year,
            scenario: explicit ?? section.scenario ?? report.defaultScenario, value: value, figureRange: figure.range,
            quoteStart: start, rule: "narrative.project", confidence: .init(percent: 88))
        emit(binding)
        lastPlain = binding
        topic = subject
        isTopicStale = false
        scenario = explicit
        return true
    }

    /// At a comma or colon: a project's name without a figure becomes the topic.  True where the frame goes on.
    mutating func isProjectNameOpen(before index: Int) -> Bool {
        guard isProjectContext, frame.subjects.isEmpty || frame.isRejected, frame.hasGapBefore || frame.isRejected,
            !frame.isPurpose, !frame.isShare, frame.change == 0, let (name, start) = projectName(before: index),
            hasScenarioFigure(after: index)
        else { return false }
        topic = NarrativeSubject(measures: ["expenditure.project"], project: name, position: start)
        isTopicStale = false
        scenario = nil
        return false
    }

    /// “…项目，预算15.00万元”: only known words up to the next figure.
    private func hasScenarioFigure(after index: Int) -> Bool {
        var hasScenario = false
        guard index + 1 < tokens.count else { return false }
        for next in (index + 1)..<min(tokens.count, index + 8) {
            switch tokens[next].kind {
            case .figure(let figure):
                if case .money = figure.counter { return hasScenario }
                return false
            case .year: break
            case .word(let term):
                switch vocabulary.roles[term] {
                case .scenario, .generic: hasScenario = true
                case .filler: break
                default: return false
                }
            default: return false
            }
        }
        return false
    }

    /// The words from the beginning of the frame to the figure or its stage, without list words.
    private func projectName(before index: Int) -> (String, Int)? {
        var first = nameStart ?? frame.start
        var last = index
        trim: while first < last {
            switch tokens[first].kind {
            case .item, .enumerationComma, .dash: first += 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .whereof, .compareWith, .purpose, .respectively: first += 1
                default: break trim
                }
            case .year: first += 1
            default: break trim
            }
        }
        trim: while last > first {
            switch tokens[last - 1].kind {
            case .word(let term):
                switch vocabulary.roles[term] {
                case .scenario, .generic, .year: last -= 1
                case .filler:
                    if NarrativeWords.projectEndings.contains(where: { bytes[tokens[last - 1].range].elementsEqual($0) }
                    ) {
                        break trim
                    }
                    last -= 1
                default: break trim
                }
            case .colon, .comma, .year: last -= 1
            default: break trim
            }
        }
        guard first < last else { return nil }
        let range = tokens[first].range.lowerBound..<tokens[last - 1].range.upperBound
        guard range.count >= 12, range.count <= 180,
            NarrativeWords.projectEndings.contains(where: { bytes[range].suffix($0.count).elementsEqual($0) })
        else { return nil }
        let original = withOpeningQuote(place.folded.originalRange(range))
        var name = String(decoding: place.text[original], as: UTF8.self)
        name.removeAll { $0.isNewline || $0 == " " || $0 == "\u{3000}" }
        return (name, range.lowerBound)
    }
}
