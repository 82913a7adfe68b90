import DocumentModel
import Testing

@testable import Reading

/// Protects the way through the office converter: many files in one start, each with its own result.
@Suite(.enabled(if: ExternalTool.office.path != nil)) struct ConversionTests {
    private func rtf(_ body: String) -> [UInt8] {
        Array("{\\rtf1\\ansi{\\fonttbl{\\f0 SimSun;}}\\f0 \(body)\\par}".utf8)
    }

    @Test func filesOfOneStartKeepTheirOwnResult() throws {
        let files = [
            SourceFile(name: "a.rtf", folder: "", bytes: rtf("Spending 1.20")),
            // A wrong extension changes nothing: the bytes decide.
            SourceFile(
                name: "b.doc", folder: "",
                bytes: rtf("\\trowd\\cellx2000\\cellx4000\\intbl Item\\cell 2.30\\cell\\row\\pard End")),
        ]
        let reader = DocumentReader()
        reader.prepare(files)
        let first = try reader.read(files[0])
        #expect(first.format == .rtf)
        #expect(first.outline == ["body: Spending 1.20"])
        let second = try reader.read(files[1])
        #expect(second.outline == ["table 1x2", "  0: 0=Item | 1=2.30", "body: End"])
        #expect(second.notes == [ReadingNote(.wrongExtension, detail: "扩展名是 .doc，内容是 rtf")])
    }
}
