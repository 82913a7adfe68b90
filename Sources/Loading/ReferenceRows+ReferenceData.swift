import FiscalModel
import ReferenceData

extension ReferenceRows {
    /// The rows of all seeds.
    public init(_ reference: ReferenceData) {
        let divisions = reference.divisions.all.map { division in
            Division(
                code: division.code, name: division.name, level: division.level.rawValue, province: division.province,
                city: division.city, validFrom: division.validFrom, validUntil: division.validUntil,
                successors: division.successors.map { Successor(code: $0.code, partialYear: $0.year) })
        }
        let populations = Set(divisions.map(\.code)).sorted().compactMap { code in
            reference.population.residents(of: code).map {
                Population(divisionCode: code, year: $0.year, residents: $0.count)
            }
        }
        let classes = Classification.allCases.flatMap { classification in
            reference.classifications.codes(in: classification).compactMap {
                reference.measure(classification.measure($0))
            }
        }
        self.init(
            divisions: divisions, populations: populations,
            measures: (reference.measures.all + classes).map {
                Measure(
                    code: $0.code, labelZH: $0.labelZH, labelEN: $0.labelEN, unit: $0.unit.rawValue, scheme: $0.scheme,
                    parent: $0.parent, definition: $0.definition)
            },
            scenarios: reference.scenarios.map { Label(code: $0.code, zh: $0.labelZH, en: $0.labelEN) },
            kindsOfBody: reference.kindsOfBody.all.map { Label(code: $0.code, zh: $0.labelZH, en: $0.labelEN) },
            documentKinds: reference.documentKinds.labels.map {
                Label(code: $0.kind.rawValue, zh: $0.labelZH, en: $0.labelEN)
            })
    }
}
