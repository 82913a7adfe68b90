import DocumentModel
import Testing

@testable import Reading

/// Protects what a Word document says once its layout is taken away.
@Suite struct WordReaderTests {
    @Test func mergedCellsKeepTheirPlace() throws {
        let table =
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + tc("项目", "<w:vMerge w:val=\"restart\"/>")
            + tc("预算", "<w:gridSpan w:val=\"2\"/>")
            + "</w:tr><w:tr>" + tc("", "<w:vMerge/>") + tc("年初") + tc("全年") + "</w:tr><w:tr>"
            + tc("合计") + tc("10.00") + tc("12.50") + "</w:tr></w:tbl>"
        #expect(
            try read(word(p("一、收支") + table), "表.docx").outline == [
                "body: 一、收支", "table 3x3", "  0: 0v2H=项目 | 1+2H=预算", "  1: 1=年初 | 2=全年",
                "  2: 0=合计 | 1=10.00 | 2=12.50",
            ])
    }

    @Test func nestedTablesFollowAndFramesDissolve() throws {
        let inner = "<w:tbl><w:tr>" + tc("科目") + tc("金额") + "</w:tr></w:tbl>"
        let outer = "<w:tbl><w:tr>" + tc("说明") + "<w:tc>\(p("见下表"))\(inner)<w:p/></w:tc></w:tr></w:tbl>"
        let frame = "<w:tbl><w:tr><w:tc>\(p("框中文字。"))</w:tc></w:tr></w:tbl>"
        #expect(
            try read(word(outer + frame), "表.docx").outline == [
                "table 1x2", "  0: 0=说明 | 1=见下表", "table 1x2", "  0: 0=科目 | 1=金额", "body: 框中文字。",
            ])
    }

    @Test func changesFieldsAndHiddenTextAreSettled() throws {
        let body = """
            <w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>万元</w:t></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、概况</w:t></w:r>
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>正文</w:t></w:r></w:p>
            """
        #expect(try read(word(body), "改.docx").outline == ["body: 支出12万元", "contents: 一、概况", "body: 正文"])
    }

    /// A table of contents without its end once made the whole report contents, which nothing reads.
    @Test func contentsThatNeverEndLeaveTheReport() throws {
        func field(_ instruction: String, _ result: String) -> String {
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>\(instruction)</w:instrText></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\(result)"
        }
        let page = field("PAGEREF _1", "<w:r><w:t>3</w:t></w:r>") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        let body =
            "<w:p>\(field("TOC \\o", "<w:r><w:t>一、概况</w:t></w:r>" + page))</w:p>"
            + "<w:p><w:r><w:t>二、绩效</w:t></w:r><w:r><w:tab/><w:t>5</w:t></w:r></w:p>"
            + p("一、概况", "<w:outlineLvl w:val=\"0\"/>") + p("支出1.20万元。")
            + "<w:p><w:r><w:t>收入2万元。</w:t><w:br/><w:t>结余3万元。</w:t></w:r></w:p>"
        #expect(
            try read(word(body), "目.docx").outline == [
                "contents: 一、概况", "contents: 二、绩效\t5", "heading: 一、概况", "body: 支出1.20万元。",
                "body: 收入2万元。", "body: 结余3万元。",
            ])
    }

    /// A choice is told by its mark alone.
    @Test func marksOfSymbolFontsAreRead() throws {
        func mark(_ font: String, _ code: String) -> String {
            "<w:r><w:sym w:font=\"\(font)\" w:char=\"\(code)\"/></w:r>"
        }
        func run(_ text: String, _ font: String) -> String {
            "<w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:eastAsia=\"宋体\"/></w:rPr><w:t>\(text)</w:t></w:r>"
        }
        func box(_ state: String) -> String {
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>\(state)</w:checkBox></w:ffData></w:fldChar></w:r>"
                + "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        }
        let body =
            "<w:p>\(mark("Wingdings", "F0FE"))\(run("优", "宋体"))\(mark("Wingdings", "F0A8"))\(run("良", "宋体"))"
            + "\(mark("Wingdings 2", "F052"))\(run("中", "宋体"))\(mark("Wingdings", "F001"))\(mark("Symbol", "F0B3"))</w:p>"
            + "<w:p>\(run("\u{F0FC}是", "Wingdings"))\(run("o", "Wingdings"))\(run("否o", "Arial"))</w:p>"
            + "<w:p>\(box("<w:default w:val=\"0\"/><w:checked/>"))\(run("有", "宋体"))\(box("<w:default w:val=\"0\"/>"))\(run("无", "宋体"))</w:p>"
        #expect(
            try read(word(body), "选.docx").outline == ["body: ☑优□良☑中≥", "body: √是□否o", "body: ☑有□无"])
    }

    /// The prefix of names and the numbers of parts are the program's own choice.
    @Test func stylesUnderAnyPrefixAndNameAreKnown() throws {
        let space = "xmlns:ns0='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
        let styles =
            "<ns0:styles \(space)><ns0:style ns0:type='paragraph' ns0:styleId='a3'><ns0:name ns0:val='heading 2'/></ns0:style></ns0:styles>"
        let body =
            "<ns0:document \(space)><ns0:body><ns0:p><ns0:pPr><ns0:pStyle ns0:val='a3'/></ns0:pPr><ns0:r><ns0:t>收支情况</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>"
        let notes =
            "<ns0:footnotes \(space)><ns0:footnote ns0:id='2'><ns0:p><ns0:r><ns0:t>含下属</ns0:t></ns0:r></ns0:p></ns0:footnote></ns0:footnotes>"
        let package = ZipArchive([
            ("word/document2.xml", body), ("word/styles2.xml", styles), ("word/footnotes2.xml", notes),
        ])
        #expect(try read(package.bytes, "文.docx").outline == ["heading: 收支情况", "footnote: 含下属"])
    }

    @Test func generatedNumbersStandInTheText() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """
        func item(_ text: String, _ level: Int) -> String {
            p(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"1\"/></w:numPr>")
        }
        let body = item("概况", 0) + item("职能", 1) + item("2023年情况", 2) + item("机构", 1) + item("绩效", 0) + item("目标", 1)
        #expect(
            try read(word(body, numbering: numbering), "单.docx").outline == [
                "listItem: 一、概况", "listItem: （一）职能", "listItem: 1. 2023年情况", "listItem: （二）机构", "listItem: 二、绩效",
                "listItem: （一）目标",
            ])
    }

    @Test func headingsHeadersAndNotesHaveRoles() throws {
        let styles =
            "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
            + "<w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>"
        let more = [
            ("word/header1.xml", "<w:hdr>\(p("某县档案馆"))</w:hdr>"),
            (
                "word/footnotes.xml",
                "<w:footnotes><w:footnote w:type=\"separator\">\(p("——"))</w:footnote><w:footnote w:id=\"1\">\(p("不含下属单位"))</w:footnote></w:footnotes>"
            ),
        ]
        let body = p("决算说明", "<w:pStyle w:val=\"t\"/>") + p("总体情况", "<w:pStyle w:val=\"1\"/>") + p("支出9.80万元。")
        #expect(
            try read(word(body, styles: styles, more: more), "文.docx").outline == [
                "header: 某县档案馆", "title: 决算说明", "heading: 总体情况", "body: 支出9.80万元。", "footnote: 不含下属单位",
            ])
    }

    @Test func textBoxesFollowTheirParagraphOnce() throws {
        let box = "<w:txbxContent>\(p("盖章处"))</w:txbxContent>"
        let body =
            "<w:p><w:r><w:t>落款</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        #expect(try read(word(body), "框.docx").outline == ["body: 落款", "body: 盖章处"])
    }

    @Test func damageIsNamedWithItsPlace() {
        let cut = ZipArchive([("word/document.xml", "<w:document><w:body><w:tbl><w:tr>")]).bytes
        let failure = refusal(cut, "坏.docx")
        #expect(
            failure
                == ReadingFailure(
                    .damaged, zh: "word/document.xml: 第 30 字节，“tr”一直没有结束",
                    en: "word/document.xml: at byte 30, “tr” never ends"))
        #expect(refusal(word(""), "空.docx")?.reason == .empty)
        let picture = word("<w:p/>", more: [("word/media/image1.png", "x")])
        #expect(refusal(picture, "图.docx")?.reason == .pictureOnly)
    }

    @Test(arguments: ["ideographDigital", "decimalFullWidth", "chineseCounting", "upperRoman", "ideographTraditional"])
    func listsMayStartBelowNought(format: String) throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="-5"/><w:numFmt w:val="\(format)"/>
            <w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """
        let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
        #expect(try read(word(p("支出", list), numbering: numbering), "文.docx").outline == ["listItem: -5、支出"])
    }

    @Test func spansBeyondAllBoundsAreOne() throws {
        let table =
            "<w:tbl><w:tr>" + tc("项目", "<w:gridSpan w:val=\"-9223372036854775808\"/>") + tc("金额") + "</w:tr></w:tbl>"
        #expect(try read(word(table), "表.docx").outline == ["table 1x2", "  0: 0=项目 | 1=金额"])
    }

    /// Both once swallowed the rest of the report without a word.
    @Test(arguments: [
        "<w:instrText> HYPERLINK x </w:instrText>",
        "<w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/>",
    ])
    func aFieldThatNeverEndsLosesItsParagraphOnly(instruction: String) throws {
        let body =
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>\(instruction)</w:r><w:r><w:t>3</w:t></w:r></w:p>"
            + p("支出10.50万元。")
        #expect(try read(word(body), "文.docx").outline == ["body: 支出10.50万元。"])
    }

    @Test func deletedRowsAndParagraphMarksAreGone() throws {
        let deleted = "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + tc("旧") + tc("1.00") + "</w:tr>"
        let table =
            "<w:tbl><w:tr>" + tc("项目") + tc("金额") + "</w:tr>\(deleted)<w:tr>" + tc("合计") + tc("2.00")
            + "</w:tr></w:tbl>"
        let body =
            table + p("2023年支出", "<w:rPr><w:del w:id=\"2\"/></w:rPr>") + p("12.00万元。")
            + p("末段", "<w:rPr><w:del w:id=\"3\"/></w:rPr>")
        #expect(
            try read(word(body), "改.docx").outline == [
                "table 2x2", "  0: 0=项目 | 1=金额", "  1: 0=合计 | 1=2.00", "body: 2023年支出12.00万元。", "body: 末段",
            ])
    }

    @Test func hiddenRowsAreMarkedAndPastedObjectsNoted() throws {
        let table =
            "<w:tbl><w:tr>" + tc("项目") + tc("金额") + "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" + tc("草稿") + tc("9.00")
            + "</w:tr></w:tbl>"
        let object =
            "<w:p><w:r><w:object><o:OLEObject Type=\"Embed\" ProgID=\"Excel.Sheet.12\"/></w:object></w:r></w:p>"
        let document = try read(word(table + object + object + p("支出5.00万元。")), "表.docx")
        #expect(
            document.outline == ["table 2x2", "  0: 0=项目 | 1=金额", "  1: 0X=草稿 | 1X=9.00", "body: 支出5.00万元。"])
        #expect(
            document.notes == [
                ReadingNote(.droppedContent, detail: "嵌入的对象（Excel.Sheet.12）没有读；里面有数的，请另存成单独的文件再装入")
            ])
    }

    @Test func numbersStandInCellsWithoutText() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
            <w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
            """
        let number =
            "<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p></w:tc>"
        let table = "<w:tbl><w:tr>\(number)" + tc("甲") + "</w:tr><w:tr>\(number)" + tc("乙") + "</w:tr></w:tbl>"
        #expect(
            try read(word(table, numbering: numbering), "表.docx").outline == [
                "table 2x2", "  0: 0=1 | 1=甲", "  1: 0=2 | 1=乙",
            ])
    }

    @Test func theMainPartMayBeNumberedOrStandInOneFile() throws {
        let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        let document = "<w:document \(names)><w:body>\(p("支出5.00万元。"))</w:body></w:document>"
        #expect(try read(ZipArchive([("word/document2.xml", document)]).bytes, "文.docx").outline == ["body: 支出5.00万元。"])
        let flat = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <?mso-application progid="Word.Document"?>
            <pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/word/document.xml" \
            pkg:contentType="x"><pkg:xmlData>\(document)</pkg:xmlData></pkg:part></pkg:package>
            """
        let whole = try read(flat, "文.xml")
        #expect(whole.format == .docx)
        #expect(whole.outline == ["body: 支出5.00万元。"])
        let cut = Array(flat.utf8.prefix(flat.utf8.count - 90))
        #expect(refusal(cut, "文.xml")?.reason == .damaged)
    }
}
