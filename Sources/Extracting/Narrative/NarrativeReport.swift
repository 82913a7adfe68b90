import DocumentModel
import FiscalModel
import ReferenceData

/// What a reading is before the whole report is known: an observation, and whether a wider statement beats it.
struct NarrativeReading {
    var observation: Observation
    /// Of the appropriation only, or of a part that usually is the whole (国内公务接待): dropped where the report
    /// states another value for the whole.
    var isNarrower = false
    /// Set where the words can be read in two ways.
    var unsureReason: String?
    /// “行政编制9名，实有9人”: the staff in posts of one kind, and of all where no other kind has its own.
    var inPostsOf: MeasureCode?
}

/// What the reading of one report needs and never changes; one reference, however many paragraphs.
final class NarrativeEnvironment: Sendable {
    let vocabulary: NarrativeVocabulary
    let headings: HeadingWords
    let projects: ProjectNames
    let phrases: NarrativePhrases
    let reference: ReferenceData
    let report: NarrativeReport
    /// The format may break a sentence's lines.
    let breaksLines: Bool

    init(
        vocabulary: NarrativeVocabulary, headings: HeadingWords, projects: ProjectNames, phrases: NarrativePhrases,
        reference: ReferenceData,
        report: NarrativeReport, breaksLines: Bool
    ) {
        self.vocabulary = vocabulary
        self.headings = headings
        self.projects = projects
        self.phrases = phrases
        self.reference = reference
        self.report = report
        self.breaksLines = breaksLines
    }
}

/// What one report is: the constants of its reading; one reference, because every gap in every sentence asks it.
final class NarrativeReport: Sendable {
    let identity: ReportIdentity
    let codes: PrintedCodes
    /// Folded forms of the unit's name.
    let names: [[UInt8]]
    /// The same in one run, with a line feed between them, which is in no folded text.
    private let joinedNames: [UInt8]
    private let shortestName: Int
    /// “县” of “道县工商业联合会”; nil where the unit is no federation of a county or city.
    private let level: [UInt8]?

    /// - Parameter shortForms: “残联” for “残疾人联合会”.
    init(_ identity: ReportIdentity, codes: PrintedCodes, shortForms: [UnitNames.ShortForm]) {
        self.identity = identity
        self.codes = codes
        let name = identity.unit.name
        // NB: “总商会” is no name to look for pieces of: every 商会 is one. The vocabulary knows 工商联 by itself.
        let isCommerce = name.ends(withBytesOf: Self.commerce)
        let short = shortForms.filter { !isCommerce && name.ends(withBytesOf: $0.full) }.map {
            String(name.dropLast($0.full.count)) + $0.short
        }
        names = ([name] + identity.unit.aliases + short).map { FoldedText($0).bytes }.filter { !$0.isEmpty }
        joinedNames = Array(names.joined(separator: [0x0A]))
        shortestName = names.map(\.count).min() ?? 0
        level = names.first.flatMap { name in
            guard let end = Self.federations.compactMap({ name.firstRange(of: $0)?.lowerBound }).min(), end >= 3 else {
                return nil
            }
            return Self.levels.first { name[..<end].ends(with: $0) }
        }
    }

    private static let commerce = "工商业联合会"
    private static let federations = ["工商", "总商会"].map { Array($0.utf8) }
    private static let levels = ["省", "州", "市", "县", "区", "旗"].map { Array($0.utf8) }

    private static let counties = levels.suffix(3)

    /// True for “市工商联” in a county's report, and for “资阳市工商联” in another city's.
    ///
    /// - Parameters:
    ///   - place: the unexplained words right before it.
    ///   - body: “市工商联”.
    func isOtherFederation(_ bytes: [UInt8], place: Range<Int>, _ body: Range<Int>) -> Bool {
        guard let level, body.count >= 9,
            let printed = Self.levels.first(where: { bytes[body].starts(with: $0) }),
            Self.federations.contains(where: { bytes[body].dropFirst(3).starts(with: $0) })
        else { return false }
        let isCounty = Self.counties.contains(level) && Self.counties.contains(printed)
        if printed != level, !isCounty { return true }
        guard (6...12).contains(place.count) else { return false }
        let named = bytes[place] + printed
        return !names.contains { $0.contains(named[...]) }
    }

    var year: Int { identity.fiscalYear }

    /// Unless the sentence says otherwise.
    var defaultScenario: Scenario { identity.kind == .budget ? .initialBudget : .actual }

    /// A budget's “预算” is the initial one.
    func scenario(_ printed: Scenario) -> Scenario {
        identity.kind == .budget && printed == .budget ? .initialBudget : printed
    }

    /// True for “根据三定规定某县水利服务中心”.
    func endsWithOwnName(_ text: ArraySlice<UInt8>) -> Bool { names.contains { text.ends(with: $0) } }

    /// True when the text is the unit's name, a piece of it, or has it inside.
    func isOwnName(_ text: ArraySlice<UInt8>) -> Bool {
        // NB: every gap in every sentence asks, and hardly any is a name.
        if joinedNames.contains(text) { return true }
        guard text.count > shortestName else { return false }
        return names.contains { text.count > $0.count && text.count <= $0.count + 12 && text.contains($0[...]) }
    }
}

/// What a figure is about.
struct NarrativeSubject: Hashable {
    /// “收、支总计” is two.
    var measures: [MeasureCode]
    var project: String?
    /// A known thing that is no observation.
    var isIgnored = false
    var isNarrower = false
    /// “总计” with carry-over, a class of the appropriation only: gives way to another value of the same key.
    var givesWay = false
    /// Ignored because nobody knows the words.
    var isUnknown = false
    /// Where it was named, in folded bytes.
    var position: Int

    static func ignored(at position: Int) -> Self { .init(measures: [], isIgnored: true, position: position) }

    static func unknown(at position: Int) -> Self {
        .init(measures: [], isIgnored: true, isUnknown: true, position: position)
    }

    var measure: MeasureCode? { measures.first }

    /// False for what the unit spent or received in all, which no figure is bound to by a heading alone.
    var bindsFigures: Bool {
        !isIgnored && (project != nil || measures.contains { $0 != "expenditure.total" && $0 != "revenue.total" })
    }

    func isUnder(_ prefix: String) -> Bool {
        measures.contains { $0.rawValue.utf8.count >= prefix.utf8.count && $0.rawValue.hasPrefix(prefix) }
    }
}
