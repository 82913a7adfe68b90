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
}
