import FiscalModel
import Foundation
import Loading
import Terminal

extension ReprocessSummary {
    /// The same for programs: one object, keys sorted.
    public func json(in language: Language) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Object(self, in: language)), as: UTF8.self) + "\n"
    }
}

/// The object as it is printed; keys are the names in snake case.
private struct Object: Encodable {
    struct File: Encodable {
        var path: String
        var code: String?
        var reason: String?

        init(_ named: ReprocessSummary.Named, in language: Language) {
            path = named.path
            code = named.code.isEmpty ? nil : named.code
            reason = named.reason[language].isEmpty ? nil : named.reason[language]
        }
    }

    struct Measure: Encodable {
        var measure, label: String
        var added, removed, changed: Int
        var examples: [Fact]
    }

    /// Values as digits in the measure's unit, “undecided”, or nothing.
    struct Fact: Encodable {
        var divisionCode, unitName: String
        var fiscalYear: Int
        var scenario: String
        var project: String?
        var before: String?
        var after: String?

        init(_ fact: DataChanges.Fact) {
            divisionCode = fact.divisionCode
            unitName = fact.unitName
            fiscalYear = fact.fiscalYear
            scenario = fact.scenario.rawValue
            project = fact.project
            before = Self.digits(fact.before)
            after = Self.digits(fact.after)
        }

        private static func digits(_ figure: DataChanges.Figure?) -> String? {
            switch figure {
            case nil: nil
            case .value(let value): value.exactDigits
            case .undecided: "undecided"
            }
        }
    }

    struct Decision: Encodable {
        var correctionId: Int64
        var before, after: String
    }

    struct Count: Encodable {
        var before, after: Int

        init(_ count: DataChanges.Count) { (before, after) = (count.before, count.after) }
    }

    var documents, unchanged, changed, stillQuarantined: Int
    var dryRun, interrupted: Bool
    var newlyReadable, newlyQuarantined, notReread: [File]
    var factsAdded, factsRemoved, factsChanged: Int
    var measures: [Measure]
    var decisions: [Decision]
    var observations, unsure, indicators, findings: Count

    init(_ summary: ReprocessSummary, in language: Language) {
        let changes = summary.changes
        documents = summary.documents
        unchanged = summary.unchanged
        changed = summary.changed
        stillQuarantined = summary.stillQuarantined
        dryRun = summary.isDryRun
        interrupted = summary.interruption != nil
        newlyReadable = summary.readable.map { File($0, in: language) }
        newlyQuarantined = summary.quarantined.map { File($0, in: language) }
        notReread = summary.unread.map { File($0, in: language) }
        factsAdded = changes.added
        factsRemoved = changes.removed
        factsChanged = changes.changed
        measures = changes.measures.map {
            Measure(
                measure: $0.measure, label: $0.label[language], added: $0.added, removed: $0.removed,
                changed: $0.changed,
                examples: $0.examples.map(Fact.init))
        }
        decisions = changes.decisions.map {
            Decision(correctionId: $0.correction.id, before: $0.before.rawValue, after: $0.after.rawValue)
        }
        observations = Count(changes.observations)
        unsure = Count(changes.unsure)
        indicators = Count(changes.indicators)
        findings = Count(changes.findings)
    }
}
