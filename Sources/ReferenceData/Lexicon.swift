import FiscalModel

/// Where a printed form has to stand to mean its measure.  `Seeds/measure_terms.csv` names them in its `context`.
public enum TermContext: String, Hashable, Sendable, CaseIterable {
    /// A table, section or sentence about “三公” costs.
    case threePublic = "three_public"
    /// The 经济分类 table.
    case economic
    /// The 功能分类 table.
    case function
    /// Among sources of revenue.
    case revenue
    /// Among kinds of expenditure.
    case expenditure
    /// A form of 绩效自评.
    case selfEvaluation = "self_evaluation"
    case procurement
    /// Assets and liabilities.
    case balance
    /// Staff, members and other counts.
    case statistic
    /// A project's own table or sentence.
    case project
}

/// The printed forms of measures and scenarios, folded, and the automata that find them.
///
/// ```swift
/// let text = FoldedText("公务接待费决算数为0.28万元")
/// for match in lexicon.measureAutomaton.longestMatches(in: text.bytes) {
///     lexicon.measureTerms[match.term].measure()   // three_public.reception
/// }
/// lexicon.scenario(named: "全年预算数")              // .adjustedBudget
/// ```
///
/// Ignored terms stand among the measure terms, without a meaning: they keep a shorter term inside them from matching
/// (“政府采购执行率” is no “政府采购”).
public struct Lexicon: Sendable {
    /// A printed form of one or several measures.
    public struct MeasureTerm: Hashable, Sendable {
        public struct Meaning: Hashable, Sendable {
            public var measure: MeasureCode
            /// nil: wherever the term stands.
            public var context: TermContext?
        }

        /// As in the seeds.
        public var text: String
        public var folded: [UInt8]
        /// Empty for an ignored term.
        public var meanings: [Meaning]

        public var isIgnored: Bool { meanings.isEmpty }

        /// The measure it means in a context: the context's own meaning, else the one it has everywhere.
        public func measure(in context: TermContext? = nil) -> MeasureCode? {
            if let context, let own = meanings.first(where: { $0.context == context }) { return own.measure }
            return meanings.first { $0.context == nil }?.measure
        }
    }

    /// A printed form of a scenario.
    public struct ScenarioTerm: Hashable, Sendable {
        public var text: String
        public var folded: [UInt8]
        public var scenario: Scenario
    }

    /// Sorted by folded bytes, each form once.
    public let measureTerms: [MeasureTerm]
    /// Sorted by folded bytes, each form once.
    public let scenarioTerms: [ScenarioTerm]
    private let measureMachine: Deferred<TermAutomaton>
    private let scenarioMachine: Deferred<TermAutomaton>
    private let measureIndex: Deferred<[[UInt8]: Int]>
    private let scenarioIndex: Deferred<[[UInt8]: Int]>

    init(measureTerms: [MeasureTerm], scenarioTerms: [ScenarioTerm]) {
        let measureTerms = measureTerms.sorted { $0.folded.lexicographicallyPrecedes($1.folded) }
        let scenarioTerms = scenarioTerms.sorted { $0.folded.lexicographicallyPrecedes($1.folded) }
        self.measureTerms = measureTerms
        self.scenarioTerms = scenarioTerms
        measureMachine = Deferred { TermAutomaton(terms: measureTerms.map(\.folded)) }
        scenarioMachine = Deferred { TermAutomaton(terms: scenarioTerms.map(\.folded)) }
        measureIndex = Deferred { Self.index(measureTerms.map(\.folded)) }
        scenarioIndex = Deferred { Self.index(scenarioTerms.map(\.folded)) }
    }

    private static func index(_ terms: [[UInt8]]) -> [[UInt8]: Int] {
        Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($0.element, $0.offset) })
    }

    /// Finds `measureTerms`, by index.  Made at first use.
    public var measureAutomaton: TermAutomaton { measureMachine.value }

    /// Finds `scenarioTerms`, by index.  Made at first use.
    public var scenarioAutomaton: TermAutomaton { scenarioMachine.value }

    /// The term that a whole label is, typography apart.
    public func measureTerm(named label: String) -> MeasureTerm? { measureTerm(folded: FoldedText(label).bytes) }

    /// The same with the label folded already.
    public func measureTerm(folded label: [UInt8]) -> MeasureTerm? {
        measureIndex.value[label].map { measureTerms[$0] }
    }

    /// The measure that a whole label means in a context; nil where it is unknown, ignored, or means none there.
    public func measure(named label: String, in context: TermContext? = nil) -> MeasureCode? {
        measureTerm(named: label)?.measure(in: context)
    }

    /// The scenario that a whole label means.
    public func scenario(named label: String) -> Scenario? { scenario(folded: FoldedText(label).bytes) }

    /// The same with the label folded already.
    public func scenario(folded label: [UInt8]) -> Scenario? {
        scenarioIndex.value[label].map { scenarioTerms[$0].scenario }
    }
}

extension Lexicon {
    /// - Parameter isMeasure: tells the codes that a term may mean.
    static func load(from reader: inout SeedReader, isMeasure: (MeasureCode) -> Bool) -> Lexicon {
        Lexicon(
            measureTerms: loadMeasureTerms(from: &reader, isMeasure: isMeasure),
            scenarioTerms: loadScenarioTerms(from: &reader))
    }

    private static func loadMeasureTerms(
        from reader: inout SeedReader, isMeasure: (MeasureCode) -> Bool
    ) -> [MeasureTerm] {
        let file = "measure_terms"
        var terms: [[UInt8]: MeasureTerm] = [:]
        var lines: [[UInt8]: Int] = [:]
        for row in reader.rows(
            of: file, columns: ["term", "measure", "context", "note"], notEmpty: ["term", "measure"])
        {
            let measure = MeasureCode(row["measure"])
            if !isMeasure(measure) {
                reader.report(
                    .unknownReference(column: "measure", value: row["measure"], file: "measures.csv"), in: file,
                    line: row.line)
            }
            let context = TermContext(rawValue: row["context"])
            if context == nil, !row["context"].isEmpty {
                reader.report(.badValue(column: "context", value: row["context"]), in: file, line: row.line)
            }
            let folded = FoldedText(row["term"]).bytes
            var term = terms[folded] ?? MeasureTerm(text: row["term"], folded: folded, meanings: [])
            if let other = term.meanings.first(where: { $0.context == context }) {
                // Typographic variants of one form say the same; only different measures contradict.
                if other.measure != measure {
                    reader.report(
                        .contradiction(term: row["term"], line: lines[folded] ?? 0, file: file + ".csv"), in: file,
                        line: row.line)
                }
                continue
            }
            term.meanings.append(.init(measure: measure, context: context))
            terms[folded] = term
            lines[folded] = row.line
        }
        let ignored = "ignored_terms"
        for row in reader.rows(of: ignored, columns: ["term", "note"], notEmpty: ["term"]) {
            let folded = FoldedText(row["term"]).bytes
            if let other = terms[folded] {
                if !other.isIgnored {
                    reader.report(
                        .contradiction(term: row["term"], line: lines[folded] ?? 0, file: file + ".csv"),
                        in: ignored, line: row.line)
                }
                continue
            }
            terms[folded] = MeasureTerm(text: row["term"], folded: folded, meanings: [])
        }
        return Array(terms.values)
    }

    private static func loadScenarioTerms(from reader: inout SeedReader) -> [ScenarioTerm] {
        let file = "scenario_terms"
        var terms: [[UInt8]: (term: ScenarioTerm, line: Int)] = [:]
        for row in reader.rows(of: file, columns: ["term", "scenario", "note"], notEmpty: ["term"]) {
            guard let scenario = Scenario(rawValue: row["scenario"]) else {
                reader.report(
                    .unknownReference(column: "scenario", value: row["scenario"], file: "scenarios.csv"), in: file,
                    line: row.line)
                continue
            }
            let folded = FoldedText(row["term"]).bytes
            if let (other, line) = terms[folded] {
                if other.scenario != scenario {
                    reader.report(
                        .contradiction(term: row["term"], line: line, file: file + ".csv"), in: file, line: row.line)
                }
                continue
            }
            terms[folded] = (ScenarioTerm(text: row["term"], folded: folded, scenario: scenario), row.line)
        }
        return terms.values.map(\.term)
    }
}
