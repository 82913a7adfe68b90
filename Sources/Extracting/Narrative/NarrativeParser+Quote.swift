import DocumentModel
import FiscalModel

extension NarrativeParser {
    /// Turns a binding into readings, one for each of its measures.
    mutating func emit(_ binding: NarrativeBinding, unsure reason: String? = nil) {
        let (quote, span) = quote(from: binding.quoteStart, figure: binding.figureRange)
        let measures = binding.subject.project == nil ? binding.subject.measures : ["expenditure.project"]
        for measure in measures {
            var scenario = binding.scenario
            if !isMoney(measure) { scenario = .actual }
            readings.append(
                NarrativeReading(
                    observation: Observation(
                        measure: measure, fiscalYear: binding.year, scenario: scenario, value: binding.value,
                        project: binding.subject.project, quote: quote, span: span, source: .narrative,
                        rule: binding.rule, confidence: binding.confidence),
                    isNarrower: binding.subject.isNarrower,
                    unsureReason: reason ?? (place.isRecognised ? "unconfirmed_scan" : nil)))
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

    /// The report's own words from `start` to the end of the figure, and the figure's place.
    func quote(from start: Int, figure: Range<Int>) -> (String, SourceSpan) {
        var start = max(0, min(start, figure.lowerBound))
        if figure.upperBound - start > 360 {
            start = figure.lowerBound - 300
            while start < figure.lowerBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
        }
        let words = place.folded.originalRange(start..<figure.upperBound)
        let original = place.folded.originalRange(figure)
        return (
            String(decoding: place.text[words], as: UTF8.self),
            SourceSpan(block: place.block, cell: place.cell, utf8Range: original)
        )
    }
}
