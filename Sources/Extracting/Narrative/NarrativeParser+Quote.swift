import DocumentModel
import FiscalModel

extension NarrativeParser {
    /// Turns a binding into readings, one for each of its measures.
    mutating func emit(_ binding: NarrativeBinding, unsure reason: String? = nil) {
        let (quote, span) = quote(from: binding.quoteStart, figure: binding.figureRange)
        if let onlyPart, binding.subject.measures == [onlyPart.whole], binding.scenario == .actual, reason == nil,
            binding.year == report.year
        {
            self.onlyPart = nil
            var part = binding
            part.subject = onlyPart.part
            part.rule = "narrative.wholly"
            emit(part)
        }
        if let wholeOfPart, binding.subject.measures == wholeOfPart.part.measures, binding.value.isMoney, reason == nil,
            frame.subjects.isEmpty, frame.comparedSubject == nil,
            binding.rule == "narrative.subject" || binding.rule == "narrative.compared"
        {
            var whole = binding
            whole.subject = wholeOfPart.whole
            whole.confidence = .init(percent: 90)
            emit(whole)
        }
        let measures = binding.subject.project == nil ? binding.subject.measures : ["expenditure.project"]
        for measure in measures {
            var scenario = binding.scenario
            if isStatistic(measure) { scenario = .actual }
            readings.append(
                NarrativeReading(
                    observation: Observation(
                        measure: measure, fiscalYear: binding.year, scenario: scenario, value: binding.value,
                        project: binding.subject.project, quote: quote, span: span, source: .narrative,
                        rule: binding.rule, confidence: binding.confidence),
                    isNarrower: binding.subject.isNarrower || binding.subject.givesWay,
                    unsureReason: reason))
        }
    }

    /// Where the quote begins: at the label, if it stands near, else with the frame.
    func quoteStart(for subject: NarrativeSubject, figure: NarrativeFigure) -> Int {
        let frameStart = min(
            frame.start < tokens.count ? tokens[frame.start].range.lowerBound : figure.range.lowerBound,
            figure.range.lowerBound)
        let position = subject.position
        guard position >= 0, position <= figure.range.lowerBound, figure.range.lowerBound - position <= 300 else {
            return frameStart
        }
        return min(position, frameStart)
    }

    /// Folding dropped the quotation mark before “三公”.
    func withOpeningQuote(_ words: Range<Int>) -> Range<Int> {
        guard words.lowerBound >= 3 else { return words }
        let mark = place.text[(words.lowerBound - 3)..<words.lowerBound]
        let isOpening = mark.elementsEqual([0xE2, 0x80, 0x9C]) || mark.elementsEqual([0xE3, 0x80, 0x8C])
        return isOpening ? (words.lowerBound - 3)..<words.upperBound : words
    }

    /// The report's own words from `start` to the end of the figure, and the figure's place.
    func quote(from start: Int, figure: Range<Int>) -> (String, SourceSpan) {
        var start = max(0, min(start, figure.lowerBound))
        if figure.upperBound - start > 360 {
            start = figure.lowerBound - 300
            while start < figure.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        var words = place.folded.originalRange(start..<figure.upperBound)
        words = withOpeningQuote(words)
        let original = place.folded.originalRange(figure)
        return (
            String(decoding: place.text[words], as: UTF8.self),
            SourceSpan(
                block: place.block, cell: place.cell,
                utf8Range: (original.lowerBound + place.offset)..<(original.upperBound + place.offset))
        )
    }

    /// Keeps the words right before a figure that no seed knows, where they look like a label.
    mutating func noteUnknownTerm(before index: Int, figure: NarrativeFigure) {
        guard !section.isAchievement, !section.isProject, index > 0 else { return }
        var first = index - 1
        while first > frame.start, index - first < 6 {
            if case .gap = tokens[first].kind { break }
            guard case .word = tokens[first].kind else { return }
            first -= 1
        }
        guard first < index, case .gap = tokens[first].kind else { return }
        let range = tokens[first].range.lowerBound..<tokens[index - 1].range.upperBound
        guard range.count >= 6, range.count <= 60 else { return }
        let words = place.folded.originalRange(range)
        let (quote, span) = quote(from: range.lowerBound, figure: figure.range)
        unknownTerms.append(
            UnknownTerm(term: String(decoding: place.text[words], as: UTF8.self), quote: quote, span: span))
    }
}
