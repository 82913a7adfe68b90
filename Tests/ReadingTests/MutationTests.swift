import DocumentModel
import Glibc
import Testing

@testable import Reading

/// Protects the machine from damaged files: whatever happens to the bytes, a reader answers with a document or a reason.
///
/// Every test runs a few dozen mutations; `COUNTY_FUZZ_COUNT=2000 swift test --filter MutationTests` is the long run.
@Suite struct MutationTests {
    static let count = getenv("COUNTY_FUZZ_COUNT").flatMap { Int(String(cString: $0)) } ?? 30

    static let samples: [(name: String, bytes: [UInt8])] = [
        ("表.txt", Array("概况\n\n\t科目\n\t决算\n\n\t合计\n\t1.20\n\n科目\t数\n合计\t1.20\n| a | b |\n| 1 | 2 |\n".utf8)),
        ("表.csv", Array("科目,\"决,算\"\n合计,1.20\n".utf8)),
        (
            "文.docx",
            word(
                p("支出1.20万元") + "<w:tbl><w:tr>" + tc("a", "<w:gridSpan w:val=\"2\"/>") + tc("b") + "</w:tr><w:tr>"
                    + tc("c") + tc("d") + "</w:tr></w:tbl>")
        ),
        (
            "表.xlsx",
            workbook(
                [
                    (
                        "表", "",
                        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>1.2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
                    )
                ], strings: ["合计"])
        ),
        ("表.xls", CompoundSample.file([("Workbook", BinarySample.workbook())])),
        (
            "页.html",
            Array(
                "<html><head><meta charset=gbk></head><body><h1>题</h1><table border=1><tr><td rowspan=2>a<td>b<tr><td colspan=3>c</table><ol><li>x</ol></body></html>"
                    .utf8)
        ),
        (
            "页.mht",
            Array(
                "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+MS4yMDwvcD4=\n--b--\n"
                    .utf8)
        ),
        (
            "文.odt",
            ZipArchive([
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                (
                    "content.xml",
                    "<o:d><text:list><text:list-item><text:p>a<text:s text:c=\"3\"/></text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>x</text:p></table:table-cell><table:table-cell/></table:table-row></table:table></o:d>"
                ),
            ]).bytes
        ),
        (
            "表.ods",
            ZipArchive([
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                (
                    "content.xml",
                    "<o:d><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"><text:p>1</text:p></table:table-cell></table:table-row></table:table></o:d>"
                ),
            ]).bytes
        ),
        ("页.ofd", FixedLayoutTests.sample),
        ("包.zip", ZipArchive([("a.txt", "支出"), ("b/c.txt", "收入")]).bytes),
        ("包.7z", PackedSample.sevenZip),
        ("包.rar", PackedSample.rar("支出1.20万元", named: "决算.txt")),
    ]

    @Test(arguments: samples.indices)
    func damagedBytesGiveADocumentOrAReason(_ index: Int) throws {
        let sample = Self.samples[index]
        let reader = DocumentReader()
        var random = SplitMix(seed: UInt64(index) &+ 1)
        var answered = 0
        for _ in 0..<Self.count {
            let file = SourceFile(name: sample.name, folder: "", bytes: random.mutated(sample.bytes))
            if let expanded = reader.expand(file) {
                for member in expanded.members { answered += Self.isAnswered(reader, member) ? 1 : 0 }
            }
            #expect(Self.isAnswered(reader, file))
            answered += 1
        }
        #expect(answered >= Self.count)
        // The reader is as good as new.
        let whole = SourceFile(name: sample.name, folder: "", bytes: sample.bytes)
        if !sample.name.hasPrefix("包") { #expect(try reader.read(whole) == DocumentReader().read(whole)) }
    }

    /// Damage inside a part, behind the checks of the packing.
    @Test func damagedPartsGiveADocumentOrAReason() throws {
        let xml = Array(
            "<w:document><w:body><w:p><w:r><w:t>支出&#19975;元</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>"
                .utf8)
        var random = SplitMix(seed: 77)
        for _ in 0..<Self.count * 4 {
            var archive = ZipArchive([])
            archive.add("word/document.xml", random.mutated(xml))
            #expect(Self.isAnswered(DocumentReader(), SourceFile(name: "文.docx", folder: "", bytes: archive.bytes)))
        }
    }

    /// Fifty damaged files through the office converter, only in the long run: a start of it takes seconds.
    @Test(.enabled(if: getenv("COUNTY_FUZZ_COUNT") != nil && ExternalTool.office.path != nil))
    func damagedFilesForTheConverterGiveADocumentOrAReason() throws {
        let rtf = Array(
            "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 SimSun;}}\\f0 Report\\par\\trowd\\cellx2000\\cellx4000\\intbl 1.20\\cell 2.30\\cell\\row\\pard End\\par}"
                .utf8)
        var random = SplitMix(seed: 5)
        let files = (0..<50).map { _ in
            SourceFile(
                name: "文.rtf", folder: "", bytes: Array("{\\rtf1".utf8) + random.mutated(Array(rtf.dropFirst(6))))
        }
        let reader = DocumentReader()
        reader.prepare(files)
        for file in files { #expect(Self.isAnswered(reader, file)) }
        #expect(try read(rtf, "文.rtf").outline == ["body: Report", "table 1x2", "  0: 0=1.20 | 1=2.30", "body: End"])
    }

    /// True when the reader came back; spans and places inside the document have to fit their table.
    static func isAnswered(_ reader: DocumentReader, _ file: SourceFile) -> Bool {
        // A mutation may turn the bytes into a format that needs the office converter, which is slow and tested elsewhere.
        do {
            let document = try reader.read(file)
            return document.blocks.allSatisfy { block in
                guard case .table(let table) = block else { return true }
                return table.cells.allSatisfy {
                    $0.row >= 0 && $0.column >= 0 && $0.rowSpan >= 1 && $0.columnSpan >= 1
                        && $0.row + $0.rowSpan <= table.rowCount
                        && $0.column + $0.columnSpan <= table.columnCount
                }
            }
        } catch {
            return error.reason == .empty || error.reason == .unsupported
                || !(error.detail.zh.isEmpty || error.detail.en.isEmpty)
        }
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Cut, flipped, swapped, doubled or overwritten in one to four places.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where result.count > 8 {
            let place = Int.random(in: 0..<result.count, using: &self)
            let length = Int.random(in: 1...min(64, result.count - place), using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: result.removeLast(result.count - max(place, 4))
            case 1: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 2: result[place] = UInt8.random(in: 0...255, using: &self)
            case 3:
                result.insert(
                    contentsOf: Array(result[place..<place + length]),
                    at: Int.random(in: 0...result.count, using: &self))
            case 4: result.removeSubrange(place..<place + length)
            default: for index in place..<place + length { result[index] = [0x00, 0xFF, 0x39, 0x3C][Int(next() % 4)] }
            }
        }
        return result
    }
}
