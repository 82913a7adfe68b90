import DocumentModel
import Testing

@testable import Extracting

/// Big tables are read in time that grows with their size, and odd ones without a crash.
struct TableLoadTests {
    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        return try clock.measure(body) / .seconds(1)
    }

    /// 2,000 rows by function: four times as many take well below sixteen times as long.
    @Test func manyRows() throws {
        func pieces(_ rows: Int) -> [String] {
            var lines = ["科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出", "| 合计 | 9.00 | 8.00 | 1.00"]
            for row in 0..<rows { lines.append("2070\(100 + row % 900) | 群众文化\(row) | \(row).50 | \(row).25 | 0.25") }
            return ["支出决算表", "单位：万元", lines.joined(separator: "\n")]
        }
        let small = TableSketch.document(pieces(500))
        let large = TableSketch.document(pieces(2_000))
        let reference = try TableSketch.reference.get()
        var count = 0
        let first = Self.seconds { count = TableSketch.extraction(of: small, reference).observations.count }
        #expect(count == 503)
        let second = Self.seconds { _ = TableSketch.extraction(of: large, reference) }
        #expect(second < first * 10 + 0.5)
    }

    /// 10,000 columns, with a header and without: ten times as many take about ten times as long, not a hundred.
    @Test func manyColumns() throws {
        func document(_ count: Int) -> Document {
            let header = (0..<count).map { _ in "决算数" }.joined(separator: " | ")
            let figures = (0..<count).map { "\($0).10" }.joined(separator: " | ")
            return TableSketch.document([
                "收入支出决算总表", "单位：万元", header + "\n" + figures, figures + "\n" + figures,
            ])
        }
        let reference = try TableSketch.reference.get()
        let (small, large) = (document(1_000), document(10_000))
        var extraction = TableSketch.extraction(of: Document(format: .xlsx), reference)
        let first = Self.seconds { extraction = TableSketch.extraction(of: small, reference) }
        #expect(extraction.observations.isEmpty)
        let second = Self.seconds { extraction = TableSketch.extraction(of: large, reference) }
        #expect(extraction.observations.isEmpty)
        #expect(second < first * 30 + 1)
    }

    /// Figures without any label, an empty table, a table of blanks, cells that overlap their table's edge.
    @Test func oddTables() throws {
        let cells = (0..<100_000).map { Cell(row: $0 / 100, column: $0 % 100, text: "\($0)") }
        let document = Document(
            format: .xlsx,
            blocks: [
                .table(Table(rowCount: 1_000, columnCount: 100, cells: cells)),
                .table(Table(rowCount: 0, columnCount: 0, cells: [])),
                .table(Table(rows: [["", ""], ["", ""]])),
                .table(
                    Table(
                        rowCount: 2, columnCount: 2,
                        cells: [Cell(row: 1, column: 1, rowSpan: 9, columnSpan: 9, text: "合计")])),
            ])
        #expect(try TableSketch.extraction(of: document, TableSketch.reference.get()) == .init())
    }
}
