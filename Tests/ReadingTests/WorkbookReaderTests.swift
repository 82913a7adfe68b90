import DocumentModel
import Testing

@testable import Reading

/// Protects the figures of a sheet: as it shows them, where it shows them.
@Suite struct WorkbookReaderTests {
    @Test func cellsShowWhatTheSheetShows() throws {
        let styles = """
            <numFmts><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="4"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>
            """
        let rows = """
            <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>办公费</t></is></c><c r="B2" s="1"><v>12.3</v></c><c r="C2"><v>1.1038E+2</v></c></row>
            <row r="4"><c r="A4" t="str"><f>B2</f><v>合计</v></c><c r="B4" s="2"><f>SUM(B2)</f><v>1234567.891</v></c>
            <c r="C4" s="3"><v>0.98765</v></c><c r="D4" s="4"><v>45291</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:C1"/></mergeCells>
            """
        let document = try read(workbook([("决算表", "", rows)], strings: ["收支决算总表"], styles: styles), "表.xlsx")
        #expect(
            document.outline == [
                "table 4x4 决算表", "  0: 0+3=收支决算总表", "  1: 0=办公费 | 1=12.30 | 2=110.38",
                "  3: 0=合计 | 1=1,234,567.89 | 2=98.77% | 3=2023/12/31",
            ])
    }

    @Test func hiddenSheetsRowsAndColumnsAreMarked() throws {
        let cells =
            "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>3</v></c></row></sheetData>"
        let document = try read(workbook([("明细", "", cells), ("底稿", "state=\"hidden\"", cells)]), "表.xlsx")
        #expect(
            document.outline == [
                "table 2x2 明细", "  0: 0=1 | 1X=2", "  1: 0X=3", "table 2x2 底稿 hidden", "  0: 0=1 | 1X=2", "  1: 0X=3",
            ])
        #expect(document.notes.map(\.code) == [.hiddenContent, .hiddenContent])
    }

    @Test(arguments: [
        ("0.00", "110.385", "110.39"), ("0.00", "-0.005", "-0.01"), ("0", "0.4", "0"),
        ("#,##0.00", "1038.5", "1,038.50"),
        ("0.0%", "0.86166", "86.2%"), ("General", "110.38000000000001", "110.38"), ("General", "1.5E-3", "0.0015"),
        ("General", "0.333333333333333", "0.333333333"), ("#,##0.00;(#,##0.00)", "-12", "(12.00)"),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0", "-"), ("0.00\"万元\"", "3.2", "3.20万元"),
        ("[$¥-804]#,##0", "1234", "¥1,234"), ("#,##0,", "1234567", "1,235"), ("0.00E+00", "12345", "1.23E+04"),
        ("yyyy\"年\"m\"月\"d\"日\";@", "45292", "2024年1月1日"), ("h:mm", "0.5", "12:00"), ("[h]:mm", "1.5", "36:00"),
        ("0!.0,", "12345678", "1234.6"), ("0\\.0,\"万元\"", "123456", "12.3万元"),
        ("0\".\"0000", "12345678", "1234.5678"), ("0!.0,", "-49999", "-5.0"), ("0!.0,", "49", "0.0"),
        ("#!.0000", "12345678", "1234.5678"), ("000\\-0000", "1234567", "123-4567"), ("0.0\"·\"0", "1.25", "1.2·5"),
        ("# ?/?", "1.5", "1.5"), ("[DBNum2][$-804]G/通用格式", "1234.5", "1234.5"), ("[Red][<0]-0.0;0.0", "-2.34", "-2.3"),
        ("#.##", "0.5", ".5"), ("@", "2012801", "2012801"),
    ])
    func numberFormats(_ code: String, _ value: String, _ shown: String) throws {
        let digits = try #require(DecimalDigits(value))
        #expect(NumberFormat(code).text(digits) == shown)
    }

    @Test func tooManyColumnsAreRefused() {
        let wide =
            "<sheetData><row r=\"1\">" + (0..<3).map { "<c r=\"\(["A1", "CZZ1", "NTP1"][$0])\"><v>1</v></c>" }.joined()
            + "</row></sheetData>"
        #expect(
            refusal(workbook([("宽表", "", wide)]), "宽.xlsx")
                == ReadingFailure(.tooLarge, zh: "工作表“宽表”超过 2000 列", en: "sheet “宽表” has more than 2000 columns"))
    }

    /// Numbers as a damaged or hostile file may have them: none may end the program, and with it the whole run.
    @Test(arguments: [
        "<c r=\"A1\"><v>1E-9223372036854775808</v></c>", "<c r=\"A1\"><v>1E9223372036854775807</v></c>",
        "<c r=\"A1\" s=\"-9223372036854775808\"><v>7</v></c>", "<c r=\"A1\" s=\"9223372036854775807\"><v>7</v></c>",
    ])
    func numbersBeyondAllBounds(cell: String) throws {
        let rows = "<sheetData><row r=\"1\">\(cell)<c r=\"B1\"><v>12.5</v></c></row></sheetData>"
        let document = try read(workbook([("表", "", rows)]), "表.xlsx")
        #expect(document.outline.last?.hasSuffix("1=12.5") == true)
    }

    @Test func mergedCellsShowWhileOneOfTheirColumnsDoes() throws {
        let cells =
            "<cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c><c r=\"B2\"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
        #expect(
            try read(workbook([("表", "", cells)]), "表.xlsx").outline == [
                "table 2x2 表", "  0: 0+2=1", "  1: 0X=2 | 1=3",
            ])
    }

    /// Programs that write sheets without working them out leave formulas without a value: blank, and said.
    @Test func formulasWithoutAValueAreNoted() throws {
        let cells =
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1*2</f></c><c r=\"C1\"><f>A1*3</f><v></v></c><c r=\"D1\" t=\"str\"><f>\"\"</f><v></v></c></row></sheetData>"
        let document = try read(workbook([("表", "", cells)]), "表.xlsx")
        #expect(document.outline == ["table 1x1 表", "  0: 0=1"])
        #expect(
            document.notes == [
                ReadingNote(.droppedContent, detail: "工作表“表”有 2 个公式没有存下结果，按空白读；用表格软件打开、保存后再装入就有")
            ])
    }
}
