import DocumentModel

/// Something a report says *about* its figures, which is no figure itself but can be checked against them.
///
/// “较上年144.35万元减少33.97万元，降幅达23.54%” states two figures and two claims: the change and the rate.  Claims are
/// only for findings; a number that has to be computed from a claim is never an observation.
public struct Claim: Hashable, Sendable {
    public enum Statement: Hashable, Sendable {
        /// A change against another figure of the same measure: by an amount (negative for a decrease), by a rate in
        /// percent (negative for a decrease), or both.
        case change(amount: Value?, percent: Number?, base: Figure)
        /// A change by an amount and a rate in percent (both negative for a decrease) of a total printed with them, which is
        /// no figure of its own: 收、支总计.
        case changeOfTotal(Value, amount: Value, percent: Number)
        /// A share of a whole, in percent.
        case share(percent: Number, whole: MeasureCode)
        /// “本单位无…”, “未发生…”, “故本表为空表”: there is nothing of this measure.
        case none
        /// The words name another year than the report's, as left over from a template.
        case foreignYear(Int)
        /// The parts of a score with what each could reach: “投入15分，得15分；过程25分，得22分…”.
        case scores([ScoredPart])
        /// The grade given for a score, as the scores that it stands for: 良 is from 80 to below 90.
        case grade(lowest: Int?, below: Int?)
    }

    /// A part of a score.
    public struct ScoredPart: Hashable, Sendable {
        public var weight: Number
        public var score: Number

        public init(weight: Number, score: Number) {
            self.weight = weight
            self.score = score
        }
    }

    /// A figure by its key: the measure is the claim's.
    public struct Figure: Hashable, Sendable {
        public var fiscalYear: Int
        public var scenario: Scenario

        public init(fiscalYear: Int, scenario: Scenario) {
            self.fiscalYear = fiscalYear
            self.scenario = scenario
        }
    }

    public var statement: Statement
    /// What the claim is about; nil for a year that no figure hangs on.
    public var measure: MeasureCode?
    public var figure: Figure
    public var quote: String
    public var span: SourceSpan
    public var confidence: Confidence

    public init(
        _ statement: Statement, measure: MeasureCode?, figure: Figure, quote: String, span: SourceSpan,
        confidence: Confidence
    ) {
        self.statement = statement
        self.measure = measure
        self.figure = figure
        self.quote = quote
        self.span = span
        self.confidence = confidence
    }
}
