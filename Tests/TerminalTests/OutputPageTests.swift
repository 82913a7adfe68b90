import Terminal
import Testing

/// Protects that what is written in pages arrives whole, in order and once.
@Suite struct OutputPageTests {
    @Test func pagesAreHandedOnWhenFull() {
        var sizes: [Int] = []
        let line = String(repeating: "0.28,", count: 5_999) + "\n"
        func note(_ bytes: UnsafeRawBufferPointer) { sizes.append(bytes.count) }
        withoutActuallyEscaping(note) { send in
            var page = OutputPage(send)
            for _ in 0..<5 {
                page.append(line)
                page.turn()
            }
            page.end()
            page.end()
        }
        #expect(sizes == [89_988, 59_992])
    }

    @Test func theTextIsAllPages() {
        let lines = (0..<9_000).map { "\($0) 公务接待费\n" }
        let text = OutputPage.text { page in
            for line in lines {
                page.append(line)
                page.turn()
            }
        }
        #expect(text == lines.joined())
    }

    @Test func aWideTableIsTheSameInPages() {
        var table = AlignedTable(columns: [.init("年度"), .init("支出", .decimal), .init("说明", maximumWidth: 8)])
        for number in 0..<4_000 { table.append(["\(number)", "\(number).5", "公务用车运行"]) }
        let lines = table.text.split(separator: "\n")
        #expect(lines.count == 2 + 2 * 4_000)
        #expect(lines[2] == "0        0.5  公务用车")
        #expect(lines[8_001] == "              运行")
    }
}
