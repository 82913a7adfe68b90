import DocumentModel
import Testing

@testable import Reading

/// Protects the in-process reading of .xls and .et, which keeps number formats, merged cells and hidden rows.
@Suite struct LegacyWorkbookReaderTests {
    private let outline = [
        "table 4x3 决算表", "  0: 0+3=收支决算总表", "  1: 0=办公fee | 1=12.30 | 2=1,234.50", "  3: 0X=合计 | 1X=110.38",
    ]

    @Test func recordsBecomeCells() throws {
        let file = CompoundSample.file([("Workbook", BinarySample.workbook())])
        let document = try read(file, "表.xls")
        #expect(document.format == .xls)
        #expect(document.outline == outline)
        #expect(document.notes == [ReadingNote(.hiddenContent, detail: "工作表“决算表”有隐藏的行或列")])
    }

    @Test func theExtensionAloneTellsWPS() throws {
        let file = CompoundSample.file([("Workbook", BinarySample.workbook())])
        #expect(try read(file, "表.et").format == .et)
        #expect(try read(file, "表.pdf").notes.contains(ReadingNote(.wrongExtension, detail: "扩展名是 .pdf，内容是 xls")))
    }

    @Test func passwordsAndCutFilesAreRefused() {
        let locked = CompoundSample.file([("Workbook", BinarySample.workbook(encrypted: true))])
        #expect(
            refusal(locked, "锁.xls") == ReadingFailure(.encrypted, zh: "工作簿有打开密码", en: "the workbook has a password"))
        let cut = CompoundSample.file([("Workbook", Array(BinarySample.workbook().dropLast(40)))])
        #expect(refusal(cut, "断.xls")?.reason == .damaged)
        let package = CompoundSample.file([("EncryptedPackage", [1, 2, 3])])
        #expect(
            refusal(package, "锁.docx") == ReadingFailure(.encrypted, zh: "文件有打开密码", en: "it opens only with a password")
        )
    }
}
