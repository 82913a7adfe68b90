import DocumentModel
import Testing

@testable import Reading

/// Guards the layout rules that no format knows of: lines, cells, contents, running heads, legibility.
@Suite struct PageLayoutTests {
    /// Words of 10-point characters: text @ left, top.
    private func word(_ text: String, _ left: Double, _ top: Double) -> PlacedWord {
        let width = PlacedLine.Measure(text).units * 10
        return PlacedWord(text: text, box: Box(left: left, top: top, right: left + width, bottom: top + 10))
    }

    private func page(_ words: [PlacedWord], _ rulings: [Ruling] = [], number: Int = 1) -> PlacedPage {
        PlacedPage(number: number, width: 600, height: 800, words: words, rulings: rulings)
    }

    private func grid(_ columns: [Double], _ rows: [Double]) -> [Ruling] {
        columns.map { Ruling(isHorizontal: false, position: $0, start: rows[0], end: rows[rows.count - 1]) }
            + rows.map { Ruling(isHorizontal: true, position: $0, start: columns[0], end: columns[columns.count - 1]) }
    }

    @Test("Spacing by justification is no space, a typed gap is one")
    func spaces() {
        let line = PlacedLine([
            word("支出", 50, 0), word("12.50", 73, 0), word("万元", 101, 0), word("单位：万元", 160, 0), word("GDP", 214, 0),
            word("per", 232, 0),
        ])
        #expect(line.text == "支出12.50万元 单位：万元GDP per")
    }

    @Test("A cell's lines are joined, its items and its figures kept apart")
    func cellText() {
        let cell = Box(left: 0, top: 0, right: 104, bottom: 60)
        func text(_ lines: [String], in box: Box) -> String {
            CellText.text(of: lines.enumerated().map { word($0.element, 2, Double($0.offset) * 12) }, in: box)
        }
        #expect(text(["一般公共预算财政拨款", "支出"], in: cell) == "一般公共预算财政拨款支出")
        #expect(text(["1.完成培训", "2.走访企业"], in: cell) == "1.完成培训\n2.走访企业")
        #expect(text(["12.30", "4.50"], in: cell) == "12.30\n4.50")
        #expect(text(["145.90", "2500"], in: Box(left: 0, top: 0, right: 40, bottom: 30)) == "145.902500")
    }

    @Test("A text over two columns goes to the cell it stands in, a merged word is cut at the border")
    func wordsInCells() {
        var words = [word("差旅费12.30", 60, 12), word("一般公共服务支出", 52, 32)]
        let rulings = grid([50, 90, 150], [10, 30, 50])
        let grids = RuledGrid.grids(in: rulings, width: 600, height: 800)
        let table = PlacedTable.filling(grids[0], from: &words, page: page([]))
        #expect(words.isEmpty)
        #expect(table.cells.map(\.text) == ["差旅费", "12.30", "一般公共", "服务支出"])
    }

    @Test("Rulings drawn in pieces, doubled and without side borders still make a grid")
    func imperfectRulings() {
        var rulings: [Ruling] = []
        for y in [100.0, 101.5, 120, 140] {
            rulings.append(Ruling(isHorizontal: true, position: y, start: 50, end: 148))
            rulings.append(Ruling(isHorizontal: true, position: y, start: 150, end: 250))
        }
        rulings.append(Ruling(isHorizontal: false, position: 150, start: 100, end: 119.5))
        rulings.append(Ruling(isHorizontal: false, position: 150, start: 120.5, end: 140))
        let grids = RuledGrid.grids(in: rulings, width: 600, height: 800)
        #expect(grids.count == 1)
        #expect(grids[0].columnEdges == [50, 150, 250])
        #expect(grids[0].rowEdges.count == 3)
        #expect(grids[0].cells.count == 4)
    }

    @Test("Rows that only their lines of text part are rows, a wrapped cell is not")
    func unruledRows() {
        var words = [
            word("科目", 52, 12), word("预算", 152, 12), word("决算", 232, 12), word("办公费", 52, 32), word("1.20", 152, 32),
            word("1.10", 232, 32), word("公务用车运行", 52, 44), word("3", 152, 44), word("12", 232, 44), word("维护费", 52, 56),
            word("合计", 52, 68), word("4.20", 152, 68), word("13.10", 232, 68),
        ]
        let grids = RuledGrid.grids(in: grid([50, 150, 230, 300], [10, 30, 82]), width: 600, height: 800)
        let table = PlacedTable.filling(grids[0], from: &words, page: page([]))
        #expect(table.rowCount == 4)
        #expect(
            table.cells.map(\.text) == [
                "科目", "预算", "决算", "办公费", "1.20", "1.10", "公务用车运行维护费", "3", "12", "合计", "4.20", "13.10",
            ])
        var wrapped = [
            word("项目", 52, 12), word("金额", 152, 12), word("说明", 232, 12), word("12.30", 152, 40), word("见附表", 232, 40),
        ]
        wrapped += [word("专项", 52, 34), word("经费", 52, 46)]
        #expect(PlacedTable.filling(grids[0], from: &wrapped, page: page([])).cells.map(\.text).last == "见附表")
    }

    @Test("An underline and a frame are no table")
    func ornaments() {
        #expect(
            RuledGrid.grids(in: [Ruling(isHorizontal: true, position: 10, start: 0, end: 90)], width: 600, height: 800)
                .isEmpty)
        #expect(RuledGrid.grids(in: grid([10, 500], [10, 700]), width: 600, height: 800).isEmpty)
    }

    @Test("A row cut by a page break is one row again, and a long cell goes on")
    func brokenRow() {
        let columns = [50.0, 100, 154, 200]
        let first = page(
            [
                word("过程", 52, 712), word("三公经费", 102, 732), word("5", 156, 732), word("预算执行", 102, 712),
                word("10", 156, 712),
            ],
            grid(columns, [710, 730, 750]).filter { !($0.isHorizontal && $0.position == 730) } + [
                Ruling(isHorizontal: true, position: 730, start: 100, end: 200)
            ])
        let second = page(
            [word("控制率", 102, 52), word("资产管理", 102, 72), word("4", 156, 72)],
            grid(columns, [50, 70, 90]).filter { !($0.isHorizontal && $0.position == 70) } + [
                Ruling(isHorizontal: true, position: 70, start: 100, end: 200)
            ], number: 2)
        let blocks = DocumentLayout.blocks(of: [first, second])
        #expect(blocks.count == 1)
        let table = blocks[0].table
        #expect(table?.rowCount == 3)
        #expect(
            table?.cells.map { "\($0.row),\($0.column) \($0.rowSpan) \($0.text)" } == [
                "0,0 3 过程", "0,1 1 预算执行", "0,2 1 10", "1,1 1 三公经费控制率", "1,2 1 5", "2,1 1 资产管理", "2,2 1 4",
            ])
    }

    @Test("Figures cut by a page break are whole again, below a header that is printed again as well")
    func brokenFigures() {
        let columns = [50.0, 100, 154, 210]
        let head = { (y: Double) in [self.word("科目", 52, y), self.word("合计", 102, y), self.word("基本支出", 156, y)] }
        let first = page(
            head(692) + [word("合计", 52, 712), word("736,211", 102, 712), word("442,954.", 156, 712)],
            grid(columns, [690, 710, 730]))
        let second = page(
            head(52) + [word(".20", 102, 72), word("40", 156, 72)]
                + [word("208", 52, 92), word("0.00", 102, 92), word("1.00", 156, 92)],
            grid(columns, [50, 70, 90, 110]), number: 2)
        let blocks = DocumentLayout.blocks(of: [first, second])
        #expect(blocks.count == 1)
        #expect(
            blocks[0].table?.cells.filter { !$0.isHeader }.map(\.text) == [
                "合计", "736,211.20", "442,954.40", "208", "0.00", "1.00",
            ])
    }

    @Test("The contents end where the report begins")
    func contents() {
        let entries = [word("目录", 290, 100), word("一、部门概况", 50, 130), word("二、决算情况", 50, 150)]
        let body = [word("一、部门概况", 50, 100), word("本单位编制七名，在职六人。", 50, 130)]
        let roles = DocumentLayout.blocks(of: [page(entries), page(body, number: 2)]).compactMap { $0.paragraph?.role }
        #expect(roles == [.contents, .contents, .contents, .body, .body])
        let leaders = [word("三、名词解释……………………12", 50, 300)]
        #expect(DocumentLayout.blocks(of: [page(leaders)]).first?.paragraph?.role == .contents)
    }

    @Test("Heads that every page repeats stand apart, the unit above every table does not")
    func runningHeads() {
        let pages = (1...4).map { number in
            page(
                [
                    word("某县部门决算公开", 50, 30), word("单位：万元", 400, 60), word("第\(number)页的正文到此为止。", 50, 300),
                    word("\(number)", 300, 770),
                ], number: number)
        }
        let paragraphs = DocumentLayout.blocks(of: pages).compactMap(\.paragraph)
        #expect(paragraphs.filter { $0.role == .header }.count == 4)
        #expect(paragraphs.filter { $0.role == .footer }.map(\.text) == ["1", "2", "3", "4"])
        #expect(paragraphs.filter { $0.text == "单位：万元" }.allSatisfy { $0.role == .body })
    }

    @Test(
        "Noise is told from text",
        arguments: [
            ("本单位2023年收入合计一百二十万元", false), ("Annual budget of the office, 2023", false),
            ("ÖÐ¹úÈËÃñ¹²ºÍ¹úÕþ¸®±¨¸æ", true),
            ("\u{E001}\u{E002}\u{E003}收入\u{E004}\u{E005}\u{E006}\u{E007}\u{E008}\u{E009}\u{E00A}", true),
            ("!\"#$%&'()*+,-/:;<=>?@[]^_{|}!\"#$%", true), ("12,345.67", false), ("˟Щ˅๚࣒ఇᬊӥފᇳ͠ࣂ΃ᦒࣺगᦒ᫋эኳ", true),
            ("ㅢӂ䜞࠼ѣާр⎭ᐸᲤ䱶॰ည⽴Րᐛ֒䜞ᒪᓜ䜞䰞ߩ", true),
        ])
    func legibility(_ sample: (text: String, isGarbled: Bool)) {
        var legibility = Legibility()
        legibility.add(sample.text)
        #expect(legibility.isGarbled == sample.isGarbled)
    }

    @Test("A page or a font beyond any paper is held to it, and its words stay")
    func placesBeyondPaper() {
        let far = PlacedWord(text: "支出合计", box: Box(left: 50, top: 60, right: 1e300, bottom: 1e300))
        let nowhere = PlacedWord(text: "万元", box: Box(left: .nan, top: .infinity, right: .nan, bottom: -.infinity))
        let pages = [
            PlacedPage(
                number: 1, width: 1e20, height: .infinity, words: [word("一、概况", 50, 20), far, nowhere],
                rulings: [Ruling(isHorizontal: true, position: .nan, start: -.infinity, end: 1e300)])
        ]
        let text = DocumentLayout.blocks(of: pages).compactMap(\.paragraph?.text).joined()
        for words in ["一、概况", "支出合计", "万元"] { #expect(text.contains(words)) }
    }
}
