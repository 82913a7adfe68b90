import FiscalModel

/// What analysts own: divisions, measures and their printed forms, classifications, identities, population.
///
/// The seeds built into the program serve everywhere; a folder of the same files replaces them (`--seeds DIR`).
/// Loading checks every cross reference, and all faults come in one error.
///
/// ```swift
/// let reference = try ReferenceData.embedded()
/// reference.divisions.division("431124", in: 2023)?.name         // "道县"
/// reference.lexicon.measure(named: "“三公”经费支出")              // three_public.total
/// reference.measure("expenditure.function.2012801")?.labelZH     // "行政运行"
/// ```
public struct ReferenceData: Sendable {
    /// A code with its words, as `scenarios.csv` and `unsure_reasons.csv` have them.
    public struct Label: Hashable, Sendable {
        public var code: String
        public var labelZH: String
        public var labelEN: String
    }

    public let measures: MeasureCatalog
    public let classifications: ClassificationCodes
    public let divisions: DivisionRegistry
    public let population: Population
    public let lexicon: Lexicon
    public let tableTerms: TableTerms
    public let kindsOfBody: KindsOfBody
    public let documentKinds: DocumentKinds
    public let unitNames: UnitNames
    public let identityTerms: IdentityTerms
    public let identities: Identities
    public let findingWords: FindingWords
    public let perHeadLimits: [PerHeadLimit]
    /// The words of running text, in the file's order; of equal terms the first stands.
    public let narrativeTerms: [NarrativeTerm]
    /// In the order of the stages.
    public let scenarios: [Label]
    public let unsureReasons: [Label]
    /// Longer words before those that they begin with, as in the file.
    public let scoreGrades: [ScoreGrade]
    private let digest: Deferred<String>

    /// The seeds as they stood when the program was built.
    public static func embedded() throws(SeedError) -> ReferenceData { try ReferenceData(files: .embedded) }

    /// The seeds of a folder, which has to hold every file.
    public init(folder: String) throws(SeedError) { try self.init(files: .folder(folder)) }

    private init(files: SeedFiles) throws(SeedError) {
        var reader = SeedReader(files: files)
        let measures = MeasureCatalog.load(from: &reader)
        let divisions = DivisionRegistry.load(from: &reader)
        self.measures = measures
        self.divisions = divisions
        classifications = ClassificationCodes.load(from: &reader)
        population = Population.load(from: &reader, divisions: divisions)
        let isMeasure = { (code: MeasureCode) in measures[code] != nil || Classification.code(of: code) != nil }
        lexicon = Lexicon.load(from: &reader, isMeasure: isMeasure)
        tableTerms = TableTerms.load(from: &reader, measures: measures)
        kindsOfBody = KindsOfBody.load(from: &reader)
        documentKinds = DocumentKinds.load(from: &reader)
        unitNames = UnitNames.load(from: &reader, divisions: divisions)
        identityTerms = IdentityTerms.load(from: &reader)
        identities = Identities.load(from: &reader, measures: measures)
        findingWords = FindingWords.load(from: &reader)
        perHeadLimits = PerHeadLimit.load(from: &reader, measures: measures)
        narrativeTerms = NarrativeTerm.load(from: &reader, isMeasure: isMeasure)
        scenarios = Self.loadLabels(of: "scenarios", from: &reader) { Scenario(rawValue: $0) != nil }
        unsureReasons = Self.loadLabels(of: "unsure_reasons", from: &reader) { _ in true }
        scoreGrades = ScoreGrade.load(from: &reader)
        digest = Deferred {
            var bytes: [UInt8] = []
            for name in SeedFiles.names {
                bytes += Array(name.utf8) + [0]
                bytes += files.bytes(of: name) ?? []
                bytes.append(0)
            }
            return SHA256.hexDigest(of: bytes)
        }
        guard reader.faults.isEmpty else { throw SeedError(faults: reader.faults) }
    }

    /// SHA-256 over all seed files: another one means that reports may be read otherwise.
    public var fingerprint: String { digest.value }

    /// A measure of the catalog, or one made of a function or economic class; nil for a code that is neither.
    public func measure(_ code: MeasureCode) -> Measure? {
        if let measure = measures[code] { return measure }
        guard let (classification, digits) = Classification.code(of: code),
            classifications.isWellFormed(digits, in: classification)
        else { return nil }
        let parent = classifications.ancestors(of: digits, in: classification).last
        return Measure(
            code: code, labelZH: classifications.name(of: digits, in: classification) ?? digits,
            labelEN: "\(classification == .function ? "Function" : "Economic class") \(digits)", unit: .yuan,
            scheme: classification.rawValue, parent: parent.map { classification.measure($0) } ?? "expenditure.total",
            definition: "", isScored: true)
    }

    /// The unit of a measure; nil for a code that is none.
    public func unit(of code: MeasureCode) -> Measure.Unit? { measures.unit(of: code) ?? measure(code)?.unit }

    private static func loadLabels(
        of file: String, from reader: inout SeedReader, isCode: (String) -> Bool
    ) -> [Label] {
        var labels: [Label] = []
        for row in reader.rows(
            of: file, columns: ["code", "label_zh", "label_en"], notEmpty: ["code", "label_zh", "label_en"])
        {
            if !isCode(row["code"]) {
                reader.report(.badValue(column: "code", value: row["code"]), in: file, line: row.line)
            }
            if labels.contains(where: { $0.code == row["code"] }) {
                reader.report(.duplicate(row["code"]), in: file, line: row.line)
            }
            labels.append(Label(code: row["code"], labelZH: row["label_zh"], labelEN: row["label_en"]))
        }
        return labels
    }
}

extension Classification {
    /// The classification and digits of an `expenditure.function.…` or `expenditure.economic.…` measure.
    public static func code(of measure: MeasureCode) -> (classification: Classification, code: String)? {
        for (classification, prefix) in prefixes where measure.rawValue.hasPrefix(prefix) {
            return (classification, String(Substring(measure.rawValue.utf8.dropFirst(prefix.utf8.count))))
        }
        return nil
    }

    private static let prefixes = allCases.map { ($0, $0.measure("").rawValue) }
}
