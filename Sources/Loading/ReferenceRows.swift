import FiscalModel

/// The seeds as the dimensions hold them.
public struct ReferenceRows: Sendable {
    public struct Division: Hashable, Sendable {
        public var code: String
        public var name: String
        /// province, city, county
        public var level: String
        public var province: String
        /// Empty for a province, and for a county that a province runs itself.
        public var city: String
        public var validFrom: Int?
        /// Exclusive; nil while it stands.
        public var validUntil: Int?
        public var successors: [Successor]

        public init(
            code: String, name: String, level: String, province: String, city: String, validFrom: Int?,
            validUntil: Int?, successors: [Successor] = []
        ) {
            self.code = code
            self.name = name
            self.level = level
            self.province = province
            self.city = city
            self.validFrom = validFrom
            self.validUntil = validUntil
            self.successors = successors
        }
    }

    public struct Successor: Hashable, Sendable {
        public var code: String
        /// The year in which a part passed over; nil where the whole did.
        public var partialYear: Int?

        public init(code: String, partialYear: Int? = nil) {
            self.code = code
            self.partialYear = partialYear
        }
    }

    public struct Population: Hashable, Sendable {
        public var divisionCode: String
        public var year: Int
        public var residents: Int

        public init(divisionCode: String, year: Int, residents: Int) {
            self.divisionCode = divisionCode
            self.year = year
            self.residents = residents
        }
    }

    public struct Measure: Hashable, Sendable {
        public var code: MeasureCode
        public var labelZH: String
        public var labelEN: String?
        public var unit: String
        public var scheme: String
        public var parent: MeasureCode?
        public var definition: String

        public init(
            code: MeasureCode, labelZH: String, labelEN: String? = nil, unit: String, scheme: String,
            parent: MeasureCode? = nil, definition: String = ""
        ) {
            self.code = code
            self.labelZH = labelZH
            self.labelEN = labelEN
            self.unit = unit
            self.scheme = scheme
            self.parent = parent
            self.definition = definition
        }
    }

    /// A code with its labels.
    public struct Label: Hashable, Sendable {
        public var code: String
        public var zh: String
        public var en: String

        public init(code: String, zh: String, en: String) {
            self.code = code
            self.zh = zh
            self.en = en
        }
    }

    /// One for each code and name that it bore.
    public var divisions: [Division]
    public var populations: [Population]
    /// Those of the contract and every function and economic class of the seeds, parents included.
    public var measures: [Measure]
    public var scenarios: [Label]
    public var kindsOfBody: [Label]
    public var documentKinds: [Label]

    public init(
        divisions: [Division], populations: [Population], measures: [Measure], scenarios: [Label],
        kindsOfBody: [Label], documentKinds: [Label]
    ) {
        self.divisions = divisions
        self.populations = populations
        self.measures = measures
        self.scenarios = scenarios
        self.kindsOfBody = kindsOfBody
        self.documentKinds = documentKinds
    }
}
