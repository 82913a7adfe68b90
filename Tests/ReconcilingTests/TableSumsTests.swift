import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects that a class is held against the rows below it only as far as they were read.
@Suite struct TableSumsTests {
    /// Rows as “row code value [confidence]”, in one column of one table.
    private func findings(_ rows: [String]) throws -> [String] {
        let table = rows.map { line in
            let words = line.split(separator: " ").map(String.init)
            return Observation(
                measure: .function(words[1]), fiscalYear: 2023, scenario: .actual, value: value(words[2] + "万元"),
                quote: line, span: SourceSpan(block: 0, cell: .init(row: Int(words[0])!, column: 2), utf8Range: 0..<4),
                source: .officialTable, rule: "test",
                confidence: Confidence(percent: words.count > 3 ? Int(words[3])! : 95))
        }
        return try Reconciler(reference: .embedded())
            .reconcile(Extraction(observations: table), in: Document(format: .txt), of: anyReport).findings.map {
                "\($0.rule.rawValue) \($0.measure?.rawValue ?? "-") \($0.severity.rawValue)"
            }
    }

    @Test(arguments: [
        ["1 210 6.80", "2 21011 6.80", "3 2101101 3.80", "4 2101102 3.00", "5 221 9.00"],
        // rounded, each by less than half a last digit
        ["1 210 6.81", "2 2101101 3.81", "3 2101102 3.01", "4 221 9.00"],
        // a row between was not read
        ["1 210 6.80", "2 2101101 3.00", "4 2101102 3.00", "5 221 9.00"],
        // the reading of a row is not sure
        ["1 210 6.80", "2 2101101 3.00", "3 2101102 3.80 80", "4 221 9.00"],
        // the page ends
        ["1 210 6.80", "2 2101101 3.00"],
        // two lists in one column
        ["1 210 6.80", "2 2101101 7.80", "3 210 7.00", "4 2101101 7.00"],
    ]) func silent(_ rows: [String]) throws {
        #expect(try findings(rows).filter { $0.hasPrefix("sum_mismatch") } == [])
    }

    @Test(
        arguments: [
            // more below than there is, and one finding though 210 differs too
            (["1 210 6.30", "2 21011 6.30", "3 2101101 3.80", "4 2101102 3.00"], "21011"),
            (["1 210 6.30", "2 21011 6.80", "3 2101101 3.80", "4 2101102 3.00"], "210"),
            // less below than there is, every row read
            (["1 210 7.30", "2 21011 6.80", "3 2101101 3.80", "4 2101102 3.00", "5 221 9.00"], "210"),
        ]) func reports(rows: [String], at code: String) throws
    {
        #expect(try findings(rows) == ["sum_mismatch expenditure.function.\(code) error"])
    }

    @Test("A class of ten thousand rows is held against them in seconds", .timeLimit(.minutes(1)))
    func longTable() throws {
        let rows = (1..<10_000).map { "\($0 + 1) \(2_010_000 + $0) 1.00" }
        #expect(try findings(["1 201 9999.00"] + rows) == [])
        #expect(try findings(["1 201 9000.00"] + rows) == ["sum_mismatch expenditure.function.201 error"])
    }
}
