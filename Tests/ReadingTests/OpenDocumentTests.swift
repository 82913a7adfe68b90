import DocumentModel
import Testing

@testable import Reading

/// Protects OpenDocument texts and sheets.
@Suite struct OpenDocumentTests {
    private func text(_ body: String, styles: String = "") -> [UInt8] {
        ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                "<office:document-content><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>"
            ),
        ]).bytes
    }

    /// A shape hangs in a paragraph and has paragraphs of its own; the header once was lost behind its watermark.
    @Test func shapesStandApartFromTheirParagraph() throws {
        let shape = "<draw:custom-shape><text:p>内部资料</text:p><draw:enhanced-geometry/></draw:custom-shape>"
        let bytes = ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "styles.xml",
                "<o:d><office:master-styles><style:master-page><style:header><text:p>某县\(shape)档案馆</text:p></style:header></style:master-page></office:master-styles></o:d>"
            ),
            ("content.xml", "<o:d><text:p>支出\(shape)1.20万元</text:p></o:d>"),
        ]).bytes
        #expect(
            try read(bytes, "文.odt").outline == ["header: 内部资料", "header: 某县档案馆", "body: 支出1.20万元", "body: 内部资料"])
    }

    @Test func textsKeepListsTablesAndNotes() throws {
        let styles = """
            <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
            <text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/></text:list-style>
            """
        let body = """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:h text:outline-level="1">总体<text:s text:c="1"/>情况</text:h>
            <text:list text:style-name="L1"><text:list-item><text:p>收入</text:p><text:list><text:list-item><text:p>拨款</text:p></text:list-item></text:list></text:list-item></text:list>
            <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>支出<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含结转</text:p></text:note-body></text:note></text:p></text:list-item></text:list>
            <table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>科目</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell><text:p>合计</text:p></table:table-cell><table:table-cell><text:p>1.20</text:p></table:table-cell></table:table-row></table:table>
            """
        #expect(
            try read(text(body, styles: styles), "文.odt").outline == [
                "heading: 总体 情况", "listItem: 一、收入", "listItem: 1. 拨款", "listItem: 二、支出", "table 2x2", "  0: 0+2H=科目",
                "  1: 0=合计 | 1=1.20", "footnote: 含结转",
            ])
    }

    /// A level of 0 ended the run, one of a thousand million never ended.
    @Test(arguments: [0, -3, 999_999_999])
    func levelsThatTheFormatHasNot(_ level: Int) throws {
        let styles =
            "<text:outline-style><text:outline-level-style text:level=\"\(level)\" style:num-format=\"1\" "
            + "text:display-levels=\"999999999\"/></text:outline-style>"
        let body = "<text:h text:outline-level=\"\(level)\">总体情况</text:h>"
        #expect(try read(text(body, styles: styles), "文.odt").outline == ["heading: 总体情况"])
    }

    @Test func sheetsShowTheirText() throws {
        let content = """
            <office:document-content><style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>
            <table:table table:name="决算表"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>总表</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell office:value="12.3"><text:p>12.30</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>两</text:p><text:p>行</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
            <table:table table:name="底稿" table:style-name="ta1"><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:document-content>
            """
        let file = ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
        ]).bytes
        #expect(
            try read(file, "表.ods").outline == [
                "table 4x3 决算表", "  0: 0+3=总表", "  3: 0=12.30 | 2X=两⏎行", "table 1x1 底稿 hidden", "  0: 0=1",
            ])
    }

    /// Each of the million rows that a filter hides below a sheet was noted: two thousand such runs never ended.
    @Test func hiddenRowsAreThoseWithText() throws {
        let blank =
            "<table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"1048576\"><table:table-cell/></table:table-row>"
        let content =
            "<office:document-content><table:table table:name=\"表\">"
            + "<table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>"
            + "<table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"2\"><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row>"
            + String(repeating: blank, count: 5_000) + "</table:table></office:document-content>"
        let file = ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
        ]).bytes
        var outline: [String] = []
        let time = try ContinuousClock().measure { outline = try read(file, "表.ods").outline }
        #expect(outline == ["table 3x1 表", "  0: 0=甲", "  1: 0X=乙", "  2: 0X=乙"])
        #expect(time < .seconds(20))
    }

    @Test func repeatedCellsAreBounded() {
        let cell = "<table:table-cell table:number-columns-repeated=\"2000\"><text:p>x</text:p></table:table-cell>"
        let row = String(repeating: cell, count: 600)
        let content =
            "<office:document-content><table:table table:name=\"S\"><table:table-row>\(row)</table:table-row></table:table></office:document-content>"
        let sheet = ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
        ])
        #expect(refusal(sheet.bytes, "表.ods")?.reason == .tooLarge)
    }

    @Test func numbersBeyondAllBoundsAreNone() throws {
        let body =
            "<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"-9223372036854775808\"><text:p>合计</text:p></table:table-cell><table:table-cell><text:p>1.20</text:p></table:table-cell></table:table-row></table:table>"
        #expect(try read(text(body), "文.odt").outline == ["table 1x2", "  0: 0=合计 | 1=1.20"])
    }
}
