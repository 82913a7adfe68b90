import DocumentModel
import Testing

@testable import Reading

/// Protects tables that no ruling draws: figures stand in their columns below their own headers, or nowhere.
@Suite struct UnruledTableTests {
    /// Words of 10 points, each in the middle of its place, from the top.
    private func page(_ lines: [(y: Double, words: [(String, Double)])], number: Int = 1) -> PlacedPage {
        let words = lines.flatMap { line in
            line.words.map { text, middle in
                let width = PlacedLine.Measure(text).units * 10
                return PlacedWord(
                    text: text,
                    box: Box(left: middle - width / 2, top: line.y, right: middle + width / 2, bottom: line.y + 10))
            }
        }
        return PlacedPage(number: number, width: 800, height: 600, words: words, rulings: [])
    }

    private func outline(_ pages: [PlacedPage]) -> [String] {
        var document = Document(format: .pdf)
        document.blocks = DocumentLayout.blocks(of: pages)
        return document.outline
    }

    /// 预算数 and 决算数 each stand above one round of the same names, however far their middle lies from either.
    @Test func roundsOfNames() {
        let round = [60.0, 140, 220, 300]
        let names = ["合计", "因公出国费", "公务用车购置及运行费", "接待费"]
        let words = zip(names, round).map { ($0, $1) } + zip(names, round).map { ($0, $1 + 340) }
        let figures = ["12.00", "0.00", "9.00", "3.00", "10.00", "0.00", "8.00", "2.00"]
        #expect(
            outline([
                page([
                    (100, [("预算数", 190), ("决算数", 530)]), (120, words),
                    (150, zip(figures, words).map { ($0, $1.1 + 8) }),
                ])
            ]) == [
                "table 3x8", "  0: 0+4=预算数 | 4+4=决算数",
                "  1: 0=合计 | 1=因公出国费 | 2=公务用车购置及运行费 | 3=接待费 | 4=合计 | 5=因公出国费 | 6=公务用车购置及运行费 | 7=接待费",
                "  2: 0=12.00 | 1=0.00 | 2=9.00 | 3=3.00 | 4=10.00 | 5=0.00 | 6=8.00 | 7=2.00",
            ])
    }

    /// Names set lower than those beside them are the group of the one word above, which stands off its middle where columns
    /// are of uneven width.
    @Test func groupOfLowerNames() {
        let columns = [50.0, 130, 210, 260, 400, 520]
        func row(_ texts: [String]) -> [(String, Double)] {
            zip(texts, columns).filter { !$0.0.isEmpty }.map { ($0, $1) }
        }
        #expect(
            outline([
                page([
                    (100, [("公务用车购置及运行维护费", 290)]), (110, row(["项目", "合计", "", "", "", "公务接待费"])),
                    (120, row(["", "", "小计", "购置费", "运行维护费", ""])),
                    (150, row(["预算数", "12.00", "9.00", "5.00", "4.00", "3.00"])),
                    (170, row(["决算数", "10.00", "8.00", "5.00", "3.00", "2.00"])),
                ])
            ]).dropFirst().first == "  0: 0v2=项目 | 1v2=合计 | 2+3=公务用车购置及运行维护费 | 5v2=公务接待费")
    }

    /// An amount and the code of the next column touch, and the page's tool took them for one number.
    @Test func codeTouchesAmount() {
        func row(_ y: Double, _ code: String, _ name: String, _ touching: String, _ next: String, _ amount: String)
            -> (Double, [(String, Double)])
        {
            (y, [(code, 40), (name, 120), (touching, 240), (next, 340), (amount, 440)])
        }
        #expect(
            outline([
                page([
                    row(100, "301", "工资福利支出", "409.78302", "商品和服务支出", "131.60"),
                    row(120, "30101", "基本工资", "10.7530201", "办公费", "13.19"),
                    row(140, "30102", "津贴补贴", "40.5330202", "印刷费", "11.76"),
                ])
            ]) == [
                "table 3x6", "  0: 0=301 | 1=工资福利支出 | 2=409.78 | 3=302 | 4=商品和服务支出 | 5=131.60",
                "  1: 0=30101 | 1=基本工资 | 2=10.75 | 3=30201 | 4=办公费 | 5=13.19",
                "  2: 0=30102 | 1=津贴补贴 | 2=40.53 | 3=30202 | 4=印刷费 | 5=11.76",
            ])
    }

    /// Rows that go on on the next page, below a running head, keep the columns of the page before, also where one is blank.
    @Test func nextPage() {
        let columns = [60.0, 200, 340, 480]
        func row(_ y: Double, _ texts: [String]) -> (Double, [(String, Double)]) {
            (y, zip(texts, columns).filter { !$0.0.isEmpty }.map { ($0, $1) })
        }
        let head = (20.0, [("某县部门决算公开", 300.0)])
        let first = page([
            head, row(400, ["科目编码", "科目名称", "基本支出", "项目支出"]), row(440, ["201", "一般公共服务支出", "84.20", "44.26"]),
            row(460, ["20101", "人大事务", "84.20", "44.26"]), row(480, ["2010101", "行政运行", "84.20", ""]),
        ])
        let second = page(
            [
                head, row(60, ["205", "教育支出", "", "3.10"]),
                row(80, ["20508", "进修及培训", "", "3.10"]), row(100, ["2050803", "培训支出", "", "3.10"]),
            ], number: 2)
        let third = page([head, row(60, ["208", "社会保障支出", "2.00", ""])], number: 3)
        #expect(
            outline([first, second, third]).filter { $0.hasPrefix("table") || $0.contains("3.10") } == [
                "table 8x4", "  4: 0=205 | 1=教育支出 | 3=3.10", "  5: 0=20508 | 1=进修及培训 | 3=3.10",
                "  6: 0=2050803 | 1=培训支出 | 3=3.10",
            ])
    }

    /// A word too many beside the header shifts every name by a column: then no figure is read below any.
    @Test func wordTooMany() {
        let columns = [60.0, 200, 280, 360, 440]
        func row(_ y: Double, _ texts: [String]) -> (Double, [(String, Double)]) {
            (y, zip(texts, columns).filter { !$0.0.isEmpty }.map { ($0, $1) })
        }
        let table = outline([
            page([
                (100, [("预算数", 200), ("全年数", 280), ("执行数", 360), ("得分", 440), ("元", 470)]),
                row(130, ["年度资金总额", "10.50", "10.26", "10.25", "9.50"]),
                row(150, ["其中基本支出", "8.26", "8.02", "8.01", ""]), row(170, ["项目支出", "2.24", "2.24", "2.24", ""]),
            ])
        ])
        #expect(table.first == "table 4x1")
    }
}
