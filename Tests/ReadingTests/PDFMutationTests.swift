import DocumentModel
import Testing

@testable import Reading

/// Protects the machine from damaged files of formats that an external tool reads: no crash, no hang, sound tables.
///
/// `Scripts/fuzz` runs 50 mutations a tool, the usual run a few.
@Suite struct PDFMutationTests {
    private static let isLong = MutationTests.count >= 1_000

    private static var sample: SmallPDF {
        var first = SmallPDF.Page()
        first.text("某县工商业联合会2023年度部门决算", x: 180, y: 60, size: 18)
        let columns = [60.0, 160, 260, 360]
        first.grid(columns: columns, rows: [100, 120, 140, 160])
        first.row(["项目", "预算数", "决算数"], columns: columns, y: 114)
        first.row(["办公费", "1.20", "1.10"], columns: columns, y: 134)
        first.row(["差旅费", "", "0.56"], columns: columns, y: 154)
        var second = SmallPDF.Page()
        second.grid(columns: columns, rows: [60, 80, 100])
        second.row(["培训费", "0.30", ""], columns: columns, y: 74)
        second.row(["合计", "1.50", "1.66"], columns: columns, y: 94)
        second.text("注：本表反映部门本年度的支出情况。", x: 60, y: 130)
        return SmallPDF(pages: [first, second], information: "/Title(a)/CreationDate(D:20240101)")
    }

    @Test("A damaged PDF gives a document or a reason", .timeLimit(.minutes(5)))
    func damagedPDF() throws {
        let bytes = Self.sample.bytes
        var random = SplitMix(seed: 11)
        for _ in 0..<(Self.isLong ? 50 : 6) {
            let file = SourceFile(name: "报告.pdf", folder: "", bytes: random.mutated(bytes))
            #expect(MutationTests.isAnswered(DocumentReader(recognition: .off), file))
        }
        let whole = try DocumentReader().read(SourceFile(name: "报告.pdf", folder: "", bytes: bytes))
        #expect(whole.blocks.compactMap { $0.table?.rowCount } == [5])
    }

    /// A gray PNG of 8 × 8 dots with its pixels stored as they are.
    private static let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 8, 0, 0, 0, 8, 8,
        0, 0, 0,
        0, 0xE1, 0x64, 0xE1, 0x57,
    ]

    @Test("A damaged picture gives a document or a reason", .timeLimit(.minutes(5)))
    func damagedPicture() {
        var random = SplitMix(seed: 12)
        for _ in 0..<(Self.isLong ? 50 : 1) {
            var bytes = Self.picture
            bytes += (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(MutationTests.isAnswered(DocumentReader(), SourceFile(name: "图.png", folder: "", bytes: bytes)))
        }
    }

    /// Pages of random rulings and words, which no drawing program would make.
    @Test("Any rulings and words give tables whose cells fit and do not overlap")
    func randomPages() {
        var random = SplitMix(seed: 13)
        let texts = ["", "1.20", "合计", "其中：办公费用", "12,345.67", "（一）", "—"]
        for _ in 0..<(Self.isLong ? 4_000 : 300) {
            let pages = (1...3).map { number in
                let xs = (0..<5).map { _ in Double.random(in: 20...560, using: &random) }
                let ys = (0..<6).map { _ in Double.random(in: 20...780, using: &random) }
                var rulings: [Ruling] = []
                for _ in 0..<Int.random(in: 4...24, using: &random) {
                    let (a, b) = (xs[Int.random(in: 0..<5, using: &random)], xs[Int.random(in: 0..<5, using: &random)])
                    let (c, d) = (ys[Int.random(in: 0..<6, using: &random)], ys[Int.random(in: 0..<6, using: &random)])
                    rulings.append(Ruling(isHorizontal: true, position: c, start: min(a, b), end: max(a, b)))
                    rulings.append(Ruling(isHorizontal: false, position: a, start: min(c, d), end: max(c, d)))
                }
                let words = (0..<30).map { _ in
                    let (x, y) = (
                        Double.random(in: 0...580, using: &random), Double.random(in: 0...790, using: &random)
                    )
                    let text = texts[Int.random(in: 0..<texts.count, using: &random)]
                    return PlacedWord(text: text, box: Box(left: x, top: y, right: x + 40, bottom: y + 10))
                }
                return PlacedPage(number: number, width: 595, height: 842, words: words, rulings: rulings)
            }
            for table in DocumentLayout.blocks(of: pages).compactMap(\.table) { #expect(Self.isSound(table)) }
        }
    }

    private static func isSound(_ table: Table) -> Bool {
        var taken: Set<CellPosition> = []
        for cell in table.cells {
            guard cell.row >= 0, cell.column >= 0, cell.row + cell.rowSpan <= table.rowCount,
                cell.column + cell.columnSpan <= table.columnCount
            else { return false }
            for row in cell.row..<cell.row + cell.rowSpan {
                for column in cell.column..<cell.column + cell.columnSpan {
                    guard taken.insert(CellPosition(row: row, column: column)).inserted else { return false }
                }
            }
        }
        return true
    }
}
