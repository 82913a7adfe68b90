import DocumentModel
import Testing

@testable import Reading

/// Protects the parting of an article from its site, and of tables for data from tables for layout.
@Suite struct WebPageReaderTests {
    private let page = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="PubDate" content="2024-09-12 10:00">
        <title>某县档案馆2023年度部门决算_某县人民政府</title><style>p{color:red}</style><script>var n = 9.99;</script></head><body>
        <div class="top"><a href="/">首页</a> <a href="/a">政务公开</a></div><div>某县人民政府网站欢迎您</div>
        <h1>某县档案馆2023年度部门决算</h1>
        <div class="info">来源：县档案馆&nbsp;&nbsp;<a href="javascript:0">打印本页</a></div>
        <div id="zoom"><p>　　2023年支出<b>98.60</b>万元，<br>较上年增加。</p><h3>一、收支总表</h3>
        <p>部门：县档案馆<span style="float:right">单位：万元</span></p>
        <table border="1"><tr><th rowspan="2">项目</th><th colspan="2">支出</th></tr><tr><td>预算</td><td>决算</td></tr>
        <tr><td>合计</td><td>99.00</td><td><p>98.60</p><p>（含结转）</p></td></tr></table>
        <ol><li>厉行节约</li><li>严格审批</li></ol><p style="display:none">草稿12.00万元</p>
        <p>附件：<a href="/files/2023.xlsx?v=1">决算公开表</a></p></div>
        <div class="related"><ul><li><a href="1">某县妇联2023年决算</a></li></ul></div><div class="footer">主办：某县人民政府办公室</div>
        </body></html>
        """

    private let outline = [
        "navigation: 首页 政务公开", "navigation: 某县人民政府网站欢迎您", "title: 某县档案馆2023年度部门决算",
        "navigation: 来源：县档案馆  打印本页", "body: 2023年支出98.60万元，较上年增加。", "heading: 一、收支总表",
        "body: 部门：县档案馆  单位：万元", "table 3x3", "  0: 0v2H=项目 | 1+2H=支出", "  1: 1=预算 | 2=决算",
        "  2: 0=合计 | 1=99.00 | 2=98.60⏎（含结转）", "listItem: 1. 厉行节约", "listItem: 2. 严格审批", "body: 附件：决算公开表",
        "navigation: 某县妇联2023年决算", "navigation: 主办：某县人民政府办公室",
    ]

    @Test func theArticleIsPartedFromItsSite() throws {
        let document = try read(page, "1.html")
        #expect(document.outline == outline)
        #expect(document.metadata.title == "某县档案馆2023年度部门决算_某县人民政府")
        #expect(document.metadata.publishedOn == "2024-09-12")
        #expect(document.metadata.publisher == "县档案馆")
        #expect(document.attachments == [Attachment(name: "决算公开表", url: "/files/2023.xlsx?v=1")])
    }

    @Test func layoutTablesDissolve() throws {
        let html = """
            <html><body><table><tr><td><p>左栏文字。</p></td><td><table><tr><td>科目</td><td>金额</td></tr><tr><td>合计</td><td>1.20</td></tr></table></td></tr></table></body></html>
            """
        #expect(
            try read(html, "1.html").outline == ["body: 左栏文字。", "table 2x2", "  0: 0=科目 | 1=金额", "  1: 0=合计 | 1=1.20"])
    }

    /// Older sites put the article into a cell; header cells of a table inside it once made the whole page one table.
    @Test func anArticleInACellIsNoTable() throws {
        let html = """
            <html><body><table><tr><td><ul><li><a href=1>省政府</a></li></ul></td><td><h1>决算公开</h1><p>支出合计1.20万元，<br>没有超过预算。</p>
            <table><tr><th>科目</th><th>金额</th></tr><tr><td>合计</td><td>1.20</td></tr></table></td></tr></table></body></html>
            """
        #expect(
            try read(html, "1.html").outline == [
                "navigation: 省政府", "title: 决算公开", "body: 支出合计1.20万元，没有超过预算。", "table 2x2",
                "  0: 0H=科目 | 1H=金额", "  1: 0=合计 | 1=1.20",
            ])
    }

    @Test func declaredEncodingsAreFollowed() throws {
        // <p>支出</p> in GBK, declared as gb2312
        let html =
            Array("<html><head><meta charset=gb2312></head><body><p>".utf8) + [0xD6, 0xA7, 0xB3, 0xF6]
            + Array("</p></body></html>".utf8)
        let document = try read(html, "1.htm")
        #expect(document.outline == ["body: 支出"])
        #expect(document.notes.isEmpty)
    }

    @Test func savedPagesGiveTheirHTMLPart() throws {
        let mht = """
            From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";\r\n\tboundary="--=_b"\r\n\r
            ----=_b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r
            Content-Location: http://www.example.gov.cn/1.html\r\n\r\n<html><body><p>=E6=94=AF=E5=87=BA1.2=\r\n0=E4=B8=87=E5=85=83</p></body></html>\r
            ----=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----=_b--\r\n
            """
        let document = try read(mht, "1.mht")
        #expect(document.format == .mht)
        #expect(document.outline == ["body: 支出1.20万元"])
        #expect(document.metadata.sourceURL == "http://www.example.gov.cn/1.html")
    }

    @Test func aPageNamedAsSheetIsReadAndNoted() throws {
        let document = try read(
            "<table border=1><tr><td>科目</td><td>金额</td></tr><tr><td>合计</td><td>1.20</td></tr></table>", "表.xls")
        #expect(document.outline == ["table 2x2", "  0: 0=科目 | 1=金额", "  1: 0=合计 | 1=1.20"])
        #expect(document.notes == [ReadingNote(.wrongExtension, detail: "扩展名是 .xls，内容是 html")])
    }

    /// A list of a site's files was once compared file by file with all before it: twelve seconds for 60,000.
    @Test func manyLinksTakeNoLongTime() throws {
        let links = (0..<60_000).map { "<a href=\"f\($0).pdf\">附件\($0)</a>" }.joined(separator: "\n")
        let clock = ContinuousClock()
        var document: Document?
        let time = try clock.measure { document = try read("<html><body>\(links)<p>正文</p></body></html>", "页.html") }
        #expect(document?.attachments.count == 60_000)
        #expect(time < .seconds(60))
    }

    /// Word and Excel bracket parts of their pages for older browsers; the brackets once stood in the text.
    @Test func pagesOfWordAndExcelShowWhatABrowserShows() throws {
        let html = """
            <html><body><p><![if !supportLists]><span>一、<span>&nbsp; </span></span><![endif]>概况<del>删去</del></p>
            <!--[if supportFields]><span>PAGE</span><![endif]-->
            <table><tr><td>科目</td><td style='display:none'>隐</td><td>金额</td></tr><tr style='DISPLAY: none'><td>藏</td><td>7.00</td></tr>
            <![if supportMisalignedColumns]><tr height=0 style='display:none'><td></td><td></td></tr><![endif]>
            <tr><td>合计</td><td style='display:none'>9</td><td>1.20</td></tr></table></body></html>
            """
        #expect(
            try read(html, "1.html").outline == ["body: 一、 概况", "table 2x2", "  0: 0=科目 | 1=金额", "  1: 0=合计 | 1=1.20"])
    }

    /// The rows of such tables were once lost without a word.
    @Test(arguments: [
        "<table border=1><form><tr><td>科目</td><td>金额</td></tr><tr><td>合计</td><td>1.20</td></tr></form></table>",
        "<table border=1><td>科目</td><td>金额</td><tr><td>合计</td><td>1.20</td></tr></table>",
        "<table border=1><tbody><form><tr><form><td>科目</td></form><td>金额</td></tr></form></tbody><tr><td>合计</td><td>1.20</td></tr></table>",
    ])
    func rowsStandWhereverAPagePutsThem(table: String) throws {
        #expect(
            try read("<html><body>\(table)</body></html>", "1.html").outline == [
                "table 2x2", "  0: 0=科目 | 1=金额", "  1: 0=合计 | 1=1.20",
            ])
    }

    @Test func filesThatAPageHandsOutAreListed() throws {
        let html = """
            <html><body><p>2023年支出5.00万元。</p><a href="/down.jsp?id=0&amp;filename=2309.xlsx">公开表</a> <a href="/a.ashx?id=5">决算.xls</a>
            <iframe src="/viewer.html?file=/files/2023.pdf"></iframe><a href="javascript:open('/files/d.doc')">说明</a>
            <a href="/x.jsp?id=6">下一页</a></body></html>
            """
        #expect(
            try read(html, "1.html").attachments.map(\.url) == [
                "/down.jsp?id=0&filename=2309.xlsx", "/a.ashx?id=5", "/viewer.html?file=/files/2023.pdf",
                "javascript:open('/files/d.doc')",
            ])
    }

    @Test func widePagesAndFragmentsAreToldByTheirTags() throws {
        let page = "<html><body><p>支出1.20万元。</p></body></html>"
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in page.utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        #expect(try read(wide, "1.html").outline == ["body: 支出1.20万元。"])
        #expect(try read("<font size=2>决算</font><br>支出1.20万元。", "1.html").outline == ["body: 决算", "body: 支出1.20万元。"])
        #expect(try read("<center><h2>决算说明</h2></center>", "1.html").outline == ["title: 决算说明"])
    }

    @Test func aWorkbookSavedAsPageGivesItsSheets() throws {
        func part(_ place: String, _ html: String) -> String {
            "--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Location: file:///C:/\(place)\r\n\r\n\(html)\r\n"
        }
        func sheet(_ amount: String) -> String {
            "<html><body><table><tr><td>科目</td><td>金额</td></tr><tr><td>合计</td><td>\(amount)</td></tr></table></body></html>"
        }
        let frame =
            "<html><frameset rows=\"*,39\"><frame src=\"sheet001.htm\"><noframes><body><p>此页使用了框架。</p></body></noframes></frameset></html>"
        let mht =
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n" + part("book.htm", frame)
            + part("tabstrip.htm", "<html><body><a href=\"sheet001.htm\">表一</a></body></html>")
            + part("sheet001.htm", sheet("1.00")) + part("sheet002.htm", sheet("2.00")) + "--b--\r\n"
        #expect(
            try read(mht, "表.mht").outline == [
                "table 2x2", "  0: 0=科目 | 1=金额", "  1: 0=合计 | 1=1.00", "table 2x2", "  0: 0=科目 | 1=金额",
                "  1: 0=合计 | 1=2.00",
            ])
        #expect(refusal(Array(frame.utf8), "表.htm")?.reason == .empty)
    }
}
