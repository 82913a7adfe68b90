import FiscalModel
import ReferenceData

/// `sum_mismatch` in a table by function or economic class: a class that is not the sum of the rows below it.
///
/// Holds: 210 卫生健康支出 6.80 = 21011 行政事业单位医疗 6.80 = 2101101 3.80 + 2101102 3.00.  Breaks: 6.30 above the same.
///
/// Rows that were not read, a page that ends in the middle, or a second column prove nothing: a class with more below it
/// than it has is always reported, one with less only where every row down to the next class was read.  One cause gives
/// one finding: the classes above one that is reported are not, nor one that is stated twice with different values.
enum ClassificationSums {
    /// A row of the table with its code.
    private struct Row {
        var observation: Observation
        var classification: Classification
        var code: String
        var number: Int

        func isAbove(_ other: Row) -> Bool {
            classification == other.classification && code.utf8.count < other.code.utf8.count
                && other.code.hasPrefix(code)
        }
    }

    /// One column of figures of one table.
    private struct Column: Hashable {
        var block: Int
        var column: Int
        var fiscalYear: Int
        var scenario: Scenario
    }

    static func findings(in figures: ReportFigures) -> [Finding] {
        var columns: [Column: [Row]] = [:]
        var order: [Column] = []
        for observation in figures.observations {
            guard observation.source != .narrative, observation.project == nil, let cell = observation.span.cell,
                let (classification, code) = Classification.code(of: observation.measure)
            else { continue }
            let column = Column(
                block: observation.span.block, column: cell.column, fiscalYear: observation.fiscalYear,
                scenario: observation.scenario)
            if columns[column] == nil { order.append(column) }
            columns[column, default: []].append(
                Row(observation: observation, classification: classification, code: code, number: cell.row))
        }
        var reported: Set<MeasureCode> = []
        return order.flatMap { findings(in: columns[$0] ?? [], of: figures, &reported) }
    }

    private static func findings(
        in rows: [Row], of figures: ReportFigures, _ reported: inout Set<MeasureCode>
    ) -> [Finding] {
        let rows = rows.sorted { $0.number < $1.number }
        // A code that stands twice in a column belongs to two lists.
        guard Set(rows.map(\.observation.measure)).count == rows.count else { return [] }
        var findings: [Finding] = []
        for index in rows.indices.reversed() {
            let whole = rows[index]
            let below = rows[(index + 1)...].prefix { whole.isAbove($0) }
            let parts = below.filter { part in !below.contains { $0.isAbove(part) } }
            guard !parts.isEmpty, !below.contains(where: { reported.contains($0.observation.measure) }) else {
                continue
            }
            let terms = [whole] + parts
            guard terms.allSatisfy({ figures.values(FigureKey($0.observation)).count == 1 }) else { continue }
            let difference =
                whole.observation.value.worth - parts.reduce(0) { $0 + $1.observation.value.worth }
            let tolerance = terms.reduce(0) { $0 + $1.observation.value.quantum } / 2
            guard abs(difference) > tolerance else { continue }
            guard difference < 0 || isComplete(below, under: whole, before: rows[(index + below.count + 1)...].first)
            else { continue }
            reported.insert(whole.observation.measure)
            findings.append(finding(whole, parts, difference, isRounding: abs(difference) <= tolerance * 2))
        }
        return findings.reversed()
    }

    /// Every row from the class down to the next one was read, and there is a next one.
    private static func isComplete(_ below: ArraySlice<Row>, under whole: Row, before next: Row?) -> Bool {
        guard let next else { return false }
        return (whole.number...next.number).count == below.count + 2
    }

    private static func finding(_ whole: Row, _ parts: [Row], _ difference: Int128, isRounding: Bool) -> Finding {
        let value = whole.observation.value
        let stated = parts.map(\.observation).values
        let gap = Value.difference(difference, like: value)
        return Finding(
            rule: .sumMismatch, measure: whole.observation.measure, fiscalYear: whole.observation.fiscalYear,
            severity: isRounding ? .info : .error,
            message: .init(
                zh: "\(whole.code)科目\(value)与下级科目\(stated.zh)之和相差\(gap)，请核对本科目或下级科目",
                en:
                    "item \(whole.code) of \(value.english) and the sum of the items below it (\(stated.en)) differ by \(gap.english); check the item or those below it"
            ),
            quote: Quote.joining([whole.observation] + parts.map(\.observation)))
    }
}
