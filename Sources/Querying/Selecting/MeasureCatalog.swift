import FiscalModel
import GRDB
import Terminal

/// A measure as the warehouse knows it.
struct Measure: Hashable, Sendable {
    var id: Int64
    var code: String
    var label: Wording
    /// yuan, person, count, percent or score.
    var unit: String
    /// nature, function, economic, three_public …: what its whole is divided by.
    var scheme: String
    var parentID: Int64?

    var isMoney: Bool { unit == "yuan" }

    /// The kind of column that shows its figures.
    var columnKind: Answer.Column.Kind {
        switch unit {
        case "yuan": .money
        case "percent": .percent
        default: .number
        }
    }
}

/// All measures that the warehouse has, in the order of its reference data, and the search for them by code and label.
struct MeasureCatalog {
    let measures: [Measure]
    private let index: [String: Int]

    init(_ db: Database) throws {
        let statement = try db.makeStatement(
            sql:
                "SELECT measure_id, code, label_zh, label_en, unit, scheme, parent_id FROM dim_measure ORDER BY measure_id"
        )
        var measures: [Measure] = []
        try statement.forEachRow { row in
            let label = row.text(2)
            measures.append(
                Measure(
                    id: row.int64(0), code: row.text(1), label: Wording(zh: label, en: row.optionalText(3) ?? label),
                    unit: row.text(4), scheme: row.text(5), parentID: row.optionalInt64(6)))
        }
        self.measures = measures
        index = Dictionary(uniqueKeysWithValues: measures.enumerated().map { ($1.code, $0) })
    }

    subscript(code: String) -> Measure? { index[code].map { measures[$0] } }

    /// The measures that are parts of one, in order, not the parts of parts.
    ///
    /// Parts of another scheme are left out: expenditure by nature and by economic class are the same money twice.
    func parts(of measure: Measure) -> [Measure] {
        measures.filter { $0.parentID == measure.id && $0.scheme == measure.scheme }
    }

    /// The measure with its parts and their parts, each after its whole, with its depth.
    func tree(of measure: Measure) -> [(measure: Measure, depth: Int)] {
        var tree = [(measure: measure, depth: 0)]
        func append(below parent: Measure, depth: Int) {
            for part in parts(of: parent) {
                tree.append((part, depth))
                append(below: part, depth: depth + 1)
            }
        }
        append(below: measure, depth: 1)
        return tree
    }

    /// The one measure with that code, or with that label in Chinese or English.
    ///
    /// Quotes, brackets and blanks in labels do not count: 三公经费 finds “三公”经费.
    func measure(called name: String) throws(QueryFailure) -> Measure {
        if let measure = self[name] { return measure }
        let folded = Self.folded(name)
        let matches = measures.filter {
            Self.folded($0.label.zh) == folded || Self.folded($0.label.en) == folded
        }
        if matches.count == 1 { return matches[0] }
        guard matches.isEmpty else {
            throw .ambiguousMeasure(name, matches: matches.map { .init(code: $0.code, name: $0.label.zh) })
        }
        var byName: [String: Measure] = [:]
        for measure in measures.reversed() {
            byName[measure.code] = measure
            byName[Self.folded(measure.label.zh)] = measure
            byName[Self.folded(measure.label.en)] = measure
        }
        var near: [QueryFailure.Match] = []
        for measure in nearest(to: folded, among: byName.keys, limit: 6).compactMap({ byName[$0] })
        where !near.contains(where: { $0.code == measure.code }) {
            near.append(.init(code: measure.code, name: measure.label.zh))
        }
        throw .unknownMeasure(name, nearest: Array(near.prefix(3)))
    }

    private static func folded(_ name: String) -> String {
        var folded = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "“", "”", "\"", "'", "‘", "’", "（", "）", "(", ")", " ", "\u{3000}", "、", "，", ",": continue
            case "A"..."Z": folded.unicodeScalars.append(Unicode.Scalar(scalar.value + 32)!)
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
