import DocumentModel
import Testing

@testable import Reading

/// Guards the way from a PDF's pages to paragraphs and tables: what a reader of the paper sees, and nothing else.
@Suite struct PDFReaderTests {
    private func read(_ pdf: SmallPDF, recognition: Recognition = .auto) throws -> Document {
        try DocumentReader(recognition: recognition).read(SourceFile(name: "报告.pdf", folder: "", bytes: pdf.bytes))
    }

    private func rows(_ table: Table) -> [[String]] {
        var rows = [[String]](repeating: [String](repeating: "", count: table.columnCount), count: table.rowCount)
        for cell in table.cells { rows[cell.row][cell.column] = cell.text }
        return rows
    }

    /// Twelve full lines of body text, so that margins are known.
    private func fillBody(_ page: inout SmallPDF.Page, from y: Double, lines: Int = 8) {
        for line in 0..<lines {
            page.text(String(repeating: "本段文字只为占满一行", count: 3) + "共三十四个", x: 80, y: y + Double(line) * 22)
        }
    }

    @Test("A paragraph goes on over line ends and pages, page numbers stand apart")
    func paragraphOverPages() throws {
        var first = SmallPDF.Page()
        fillBody(&first, from: 500)
        first.text("全年共走访企业七十二家收集问题四十八件帮助解决四十五件其中春季以来", x: 104, y: 700)
        first.text("— 1 —", x: 280, y: 800)
        var second = SmallPDF.Page()
        second.text("完成二十件。", x: 80, y: 80)
        second.text("二、下一步打算", x: 104, y: 102)
        fillBody(&second, from: 124)
        second.text("— 2 —", x: 280, y: 800)
        let document = try read(SmallPDF(pages: [first, second]))
        let paragraphs = document.blocks.compactMap(\.paragraph)
        #expect(paragraphs.contains { $0.text == "全年共走访企业七十二家收集问题四十八件帮助解决四十五件其中春季以来完成二十件。" && $0.page == 1 })
        #expect(paragraphs.contains { $0.text == "二、下一步打算" && $0.role == .body && $0.page == 2 })
        #expect(paragraphs.filter { $0.role == .footer }.map(\.text) == ["—1—", "—2—"])
        #expect(document.metadata.pageCount == 2)
    }

    @Test("Cells come with their row, column and spans, and a blank one stays blank")
    func ruledTable() throws {
        var page = SmallPDF.Page()
        page.text("收入支出决算表", x: 242, y: 60, size: 16)
        page.text("注：本表反映部门本年度的总收支和年末结转结余情况。", x: 80, y: 210)
        let columns = [80.0, 200, 300, 420, 520]
        page.grid(columns: columns, rows: [100, 120, 140, 160, 180])
        page.row(["办公费", "1.20", "三、教育支出", ""], columns: columns, y: 154)
        page.row(["印刷费", "", "四、其他支出", "12,345.67"], columns: columns, y: 174)
        // The header row has one cell over two columns on each side: its inner borders are left out.
        page.content = page.content.replacing("200.0 662.0 0.5 80.0 re f", with: "200.0 662.0 0.5 60.0 re f")
            .replacing("420.0 662.0 0.5 80.0 re f", with: "420.0 662.0 0.5 60.0 re f")
        page.row(["收入", "", "支出", ""], columns: columns, y: 114)
        page.row(["项目", "决算数", "项目", "决算数"], columns: columns, y: 134)
        let document = try read(SmallPDF(pages: [page]))
        let table = try #require(document.blocks.compactMap(\.table).first)
        #expect(
            rows(table) == [
                ["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"], ["办公费", "1.20", "三、教育支出", ""],
                ["印刷费", "", "四、其他支出", "12,345.67"],
            ])
        #expect(table.cells.filter { $0.columnSpan == 2 }.map(\.text) == ["收入", "支出"])
        #expect(document.blocks.first?.paragraph?.role == .title)
    }

    @Test("A table that goes on over pages is one, its repeated header marked")
    func tableOverPages() throws {
        let columns = [80.0, 200, 300]
        func page(_ entries: [[String]]) -> SmallPDF.Page {
            var page = SmallPDF.Page()
            page.grid(columns: columns, rows: (0...entries.count).map { 80 + 20 * Double($0) })
            for (index, entry) in entries.enumerated() { page.row(entry, columns: columns, y: 94 + 20 * Double(index)) }
            return page
        }
        let document = try read(
            SmallPDF(pages: [
                page([["科目", "金额"], ["水费", "1.00"]]), page([["科目", "金额"], ["电费", "2.00"], ["合计", "3.00"]]),
            ]))
        #expect(document.blocks.count == 1)
        let table = try #require(document.blocks.first?.table)
        #expect(rows(table) == [["科目", "金额"], ["水费", "1.00"], ["科目", "金额"], ["电费", "2.00"], ["合计", "3.00"]])
        #expect(table.cells.filter(\.isHeader).map(\.row) == [0, 0, 2, 2])
        #expect(table.cells.first { $0.text == "2.00" }?.page == 2)
    }

    @Test("A page shown sideways is read as it is shown")
    func rotatedPage() throws {
        var page = SmallPDF.Page(width: 842, height: 595)
        let columns = [80.0, 200, 300]
        page.grid(columns: columns, rows: [100, 120, 140])
        page.row(["项目", "金额"], columns: columns, y: 114)
        page.row(["差旅费", "4.56"], columns: columns, y: 134)
        // The same drawing on upright paper that is turned when shown.
        page.content = "q 0 1 -1 0 595 0 cm\n" + page.content + "Q\n"
        (page.width, page.height, page.entries) = (595, 842, "/Rotate 90")
        let table = try #require(try read(SmallPDF(pages: [page])).blocks.first?.table)
        #expect(rows(table) == [["项目", "金额"], ["差旅费", "4.56"]])
    }

    @Test("A table printed sideways on an upright page is turned")
    func sidewaysText() throws {
        var page = SmallPDF.Page(width: 842, height: 595)
        let columns = [80.0, 200, 300]
        page.grid(columns: columns, rows: [100, 120, 140])
        page.row(["项目", "金额"], columns: columns, y: 114)
        page.row(["差旅费", "4.56"], columns: columns, y: 134)
        page.content = "q 0 1 -1 0 595 0 cm\n" + page.content + "Q\n"
        (page.width, page.height) = (595, 842)
        let table = try #require(try read(SmallPDF(pages: [page])).blocks.first?.table)
        #expect(rows(table) == [["项目", "金额"], ["差旅费", "4.56"]])
    }

    @Test("Columns without rulings are found by alignment")
    func unruledTable() throws {
        var page = SmallPDF.Page()
        for (index, row) in [["指标", "上年", "本年"], ["会员", "120", "135"], ["商会", "8", "9"], ["捐款", "", "12.5"]]
            .enumerated()
        {
            for (text, x) in zip(row, [80.0, 220, 340]) where !text.isEmpty {
                page.text(text, x: x, y: 100 + Double(index) * 20)
            }
        }
        let table = try #require(try read(SmallPDF(pages: [page])).blocks.first?.table)
        #expect(rows(table) == [["指标", "上年", "本年"], ["会员", "120", "135"], ["商会", "8", "9"], ["捐款", "", "12.5"]])
    }

    @Test("Large letters across the text are left out, a large title is not")
    func watermark() throws {
        var page = SmallPDF.Page()
        page.text("决算说明", x: 80, y: 60, size: 30)
        for (line, x) in [
            ("一、2023年部门支出合计1.20万元，都是财政拨款，没有超过预算。", 100.0), ("二、2023年项目支出合计0.30万元，都是财政拨款，没有超过预算。", 170),
            ("三、2023年公务接待费是0.28万元，都是财政拨款，没有超过预算。", 240),
        ] {
            page.text(line, x: 80, y: x)
        }
        for (letter, place) in zip(["内", "部", "资", "料"], [(70, 560), (135, 625), (200, 690), (265, 755)]) {
            let code = String(letter.utf16.first ?? 0, radix: 16)
            page.content +=
                "q 0.8 g BT /F1 80 Tf 0.7071 0.7071 -0.7071 0.7071 \(place.0 + 60) \(place.1 - 60) Tm <\(code)> Tj ET Q\n"
        }
        let document = try read(SmallPDF(pages: [page]))
        #expect(
            document.blocks.compactMap(\.paragraph?.text) == [
                "决算说明", "一、2023年部门支出合计1.20万元，都是财政拨款，没有超过预算。", "二、2023年项目支出合计0.30万元，都是财政拨款，没有超过预算。",
                "三、2023年公务接待费是0.28万元，都是财政拨款，没有超过预算。",
            ])
        #expect(document.notes.map(\.code) == [.other])
    }

    @Test("Title and day of creation are the file's own")
    func metadata() throws {
        var page = SmallPDF.Page()
        page.text("正文", x: 80, y: 80)
        let pdf = SmallPDF(pages: [page], information: "/Title<FEFF62A5544A>/CreationDate(D:20240618093000+08'00')")
        let metadata = try read(pdf).metadata
        #expect(metadata.title == "报告")
        #expect(metadata.publishedOn == "2024-06-18")
    }

    @Test("A day of publication that the text names goes before the day the file was made")
    func publicationLine() throws {
        var page = SmallPDF.Page()
        page.text("发布时间：2024-09-02 来源：某县财政局", x: 80, y: 80)
        let pdf = SmallPDF(pages: [page], information: "/CreationDate(D:20240618093000+08'00')")
        let metadata = try read(pdf).metadata
        #expect(metadata.publishedOn == "2024-09-02")
        #expect(metadata.publisher == "某县财政局")
    }

    @Test("A font without a map to Unicode is told, not loaded as noise")
    func garbledText() throws {
        var page = SmallPDF.Page()
        for line in 0..<6 { page.text("ŁŒŠŽšžŸÀÁÂÃÄÅÆ", x: 80, y: 80 + 20 * Double(line)) }
        var pdf = SmallPDF(pages: [page])
        pdf.font =
            "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Song/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
            + "/CIDFontType2/BaseFont/ABCDEF+Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>"
        let failure = #expect(throws: ReadingFailure.self) { try read(pdf) }
        #expect(failure?.reason == .garbled)
    }

    @Test("What is no report is quarantined with its reason")
    func failures() throws {
        func reason(_ bytes: [UInt8], _ recognition: Recognition = .auto) -> ReadingFailure.Reason? {
            #expect(throws: ReadingFailure.self) {
                try DocumentReader(recognition: recognition).read(SourceFile(name: "a.pdf", folder: "", bytes: bytes))
            }?.reason
        }
        #expect(reason(Array("%PDF-1.4\nnothing here".utf8)) == .damaged)
        #expect(reason(SmallPDF(pages: [SmallPDF.Page()]).bytes) == .empty)
        let picture = "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{0} EI Q"
        #expect(reason(SmallPDF(pages: [SmallPDF.Page(content: picture)]).bytes, .off) == .pictureOnly)
    }

    @Test("What decides about reading besides the bytes is told")
    func circumstances() {
        #expect(!DocumentReader().circumstances.contains("ocr"))
        #expect(DocumentReader(recognition: .only).circumstances.hasPrefix("ocr only"))
    }

    @Test("A page tree that loops ends", .timeLimit(.minutes(1)))
    func pageTreeLoop() throws {
        let loop = SmallPDF.file(
            [
                "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>",
                "<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]>>",
            ],
            trailer: "/Root 1 0 R")
        #expect(PDFFile(loop, expandedBytes: 1 << 20).pages(atMost: 100).isEmpty)
        #expect(throws: ReadingFailure.self) {
            try DocumentReader().read(SourceFile(name: "loop.pdf", folder: "", bytes: loop))
        }
    }
}
