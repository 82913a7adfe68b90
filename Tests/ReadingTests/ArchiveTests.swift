import DocumentModel
import Testing

@testable import Reading

/// Protects how archives become documents of their own, and that none of them can fill the machine.
@Suite struct ArchiveTests {
    private func expand(_ bytes: [UInt8], _ name: String = "包.zip", limits: ReadingLimits = .init()) -> ExpandedArchive?
    {
        DocumentReader(limits: limits).expand(SourceFile(name: name, folder: "2023", bytes: bytes))
    }

    @Test func membersHaveTheArchiveAsOrigin() throws {
        var inner = ZipArchive([("深/三公.txt", "公务接待费0.28万元")])
        // “决算.txt” in GBK, as Chinese Windows packs it
        inner.add([0xBE, 0xF6, 0xCB, 0xE3, 0x2E, 0x74, 0x78, 0x74], Array("支出1.20万元".utf8))
        var outer = ZipArchive([("说明.txt", "全文"), ("__MACOSX/._说明.txt", "x"), ("~$说明.docx", "x")])
        outer.add("内.zip", inner.bytes)
        let expanded = try #require(expand(outer.bytes))
        #expect(expanded.problem == nil)
        #expect(
            expanded.members.map { "\($0.folder) \($0.name) \($0.archive ?? "")" } == [
                "2023/包.zip 说明.txt 包.zip", "2023/包.zip/内.zip/深 三公.txt 包.zip", "2023/包.zip/内.zip 决算.txt 包.zip",
            ])
        #expect(try DocumentReader().read(expanded.members[2]).outline == ["body: 支出1.20万元"])
    }

    @Test func officePackagesAreNoArchives() {
        #expect(expand(word(p("正文")), "文.docx") == nil)
        #expect(expand(Array("普通文字".utf8), "文.zip") == nil)
    }

    /// The list of members at the end is the stored document's own: the archive passed for that document.
    @Test func aCutArchiveIsNotTheDocumentThatIsStoredInIt() throws {
        var archive = ZipArchive([])
        archive.add("甲/决算.docx", word(p("支出1.20万元")))
        let end = archive.bodySize
        archive.add("乙/决算.docx", word(p("支出3.40万元")))
        for length in [end, end + 10, end + 200] {
            let cut = Array(archive.bytes[..<length])
            let expanded = try #require(expand(cut))
            #expect(expanded.members.map { "\($0.folder)/\($0.name)" } == ["2023/包.zip/甲/决算.docx"])
            #expect(expanded.problem?.reason == .damaged)
            #expect(expanded.problem?.detail.zh.hasPrefix("包.zip: 压缩包不完整，里面的文件可能不全") == true)
        }
    }

    @Test func membersBesideADamagedOneAreTaken() throws {
        var bytes = ZipArchive([("a.txt", "支出1.20万元"), ("b.txt", "支出3.40万元"), ("c.txt", "支出5.60万元")]).bytes
        let place = try #require(bytes.firstRange(of: Array("3.40".utf8)))
        bytes[place.lowerBound] = 0x39
        let expanded = try #require(expand(bytes))
        #expect(expanded.members.map(\.name) == ["a.txt", "c.txt"])
        #expect(expanded.problem?.detail.zh.hasPrefix("b.txt: ") == true)
    }

    /// `gzip 报告.txt` is one report, not a damaged archive.
    @Test func aSingleCompressedFileIsAnArchiveOfOne() throws {
        // gzip -n of “支出1.20万元”
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 123, 54, 101, 253, 211, 246, 93, 134, 122, 70, 6, 79, 118, 180, 63, 109,
            109, 6, 0, 210, 254, 72, 186, 16, 0, 0, 0,
        ]
        for (name, inside) in [("报告.txt.gz", "报告.txt"), ("报告.gz", "报告"), ("报告", "报告")] {
            let expanded = try #require(expand(packed, name))
            #expect(expanded.problem == nil)
            #expect(expanded.members.map { "\($0.folder) \($0.name)" } == ["2023/\(name) \(inside)"])
            #expect(try DocumentReader().read(expanded.members[0]).outline == ["body: 支出1.20万元"])
        }
        for length in 3..<packed.count {
            let expanded = try #require(expand(Array(packed[..<length]), "报告.txt.gz"))
            #expect(expanded.members.isEmpty)
            #expect(expanded.problem?.reason == .damaged)
        }
    }

    @Test func namesInGBKAreRead() throws {
        let name: [UInt8] = [0xBE, 0xF6, 0xCB, 0xE3, 0x2E, 0x74, 0x78, 0x74]
        let expanded = try #require(expand(PackedSample.rar4([(name, Array("支出".utf8))]), "包.rar"))
        #expect(expanded.members.map(\.name) == ["决算.txt"])
    }

    @Test func oneOfSeveralVolumesSaysSo() throws {
        var bytes = PackedSample.rar4(ArchiveOfThree.members)
        let main = ZipArchive.checksum([0x73, 0x01, 0x00, 0x0D, 0x00, 0, 0, 0, 0, 0, 0])
        bytes.replaceSubrange(7..<12, with: ZipArchive.two(UInt16(main & 0xFFFF)) + [0x73, 0x01, 0x00])
        #expect(try #require(expand(bytes, "包.part1.rar")).problem?.reason == .damaged)
    }

    /// What is missing of a document that is itself a package is said in a note; what the rest depends on ends it.
    @Test func aCutPackageSaysWhatItLacks() throws {
        let whole = word(p("支出1.20万元"), more: [("word/footnotes.xml", "<w:footnotes/>")])
        let cut = Array(whole[..<(try #require(whole.firstRange(of: Array("word/footnotes.xml".utf8)))).lowerBound])
        #expect(try read(cut, "文.docx").notes == [ReadingNote(.droppedContent, detail: "文件不完整，有些内容可能缺失")])
        let sheet = workbook(
            [("表", "", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>")], strings: ["合计"])
        let strings = try #require(sheet.firstRange(of: Array("xl/sharedStrings.xml".utf8))).lowerBound
        #expect(refusal(Array(sheet[..<strings]), "表.xlsx")?.reason == .damaged)
    }

    @Test func sevenZipAndRarMembersAreFound() throws {
        for (name, bytes) in [
            ("包.7z", PackedSample.sevenZip), ("包.rar", PackedSample.rar("支出1.20万元", named: "决算.txt")),
        ] {
            let members = try #require(expand(bytes, name)).members
            #expect(members.map { "\($0.name) \($0.archive ?? "")" } == ["决算.txt \(name)"])
            #expect(try DocumentReader().read(members[0]).outline == ["body: 支出1.20万元"])
        }
    }

    /// The first bytes say 7z or RAR and nothing behind them does: the library refuses the archive as a whole.
    @Test func beginningsOfArchivesAreRefused() {
        for bytes in [PackedSample.sevenZip, PackedSample.rar("支出1.20万元", named: "决算.txt")] {
            for length in 4...8 {
                let expanded = expand(Array(bytes[..<length]) + [UInt8](repeating: 0xFF, count: 40))
                #expect(expanded?.members.isEmpty != false)
            }
        }
    }

    /// Forty-two zeros for every byte, made by hand: one literal and then the longest match again and again.
    @Test func bombsStopAtTheLimit() throws {
        var limits = ReadingLimits()
        limits.expandedBytes = 1 << 20
        let bomb = Deflated.zeros(atLeast: 4 << 20)
        let expanded = try #require(expand(bomb.asGzip(), "弹.tar.gz", limits: limits))
        #expect(expanded.members.isEmpty)
        #expect(expanded.problem != nil)
        let zip = bomb.asZip("word/document.xml")
        do {
            _ = try DocumentReader(limits: limits).read(SourceFile(name: "弹.docx", folder: "", bytes: zip))
            Issue.record("the bomb was read")
        } catch {
            #expect(
                error
                    == ReadingFailure(
                        .tooLarge, zh: "word/document.xml: 展开后过大",
                        en: "word/document.xml: it is too large when unpacked"))
        }
    }

    /// As in a folder: what is no report is passed over, and a path holds one file.
    @Test func membersAreTakenAsAFolderWouldBe() throws {
        let zip = ZipArchive([
            ("2023/a.txt", "旧"), ("2023/a.txt.json", "{}"), ("lone.json", "{}"), ("README.md", "x"),
            ("READMEs.txt", "y"),
            ("2023/a.txt", "新"),
        ])
        let members = try #require(expand(zip.bytes)).members
        #expect(members.map(\.name) == ["a.txt", "lone.json", "READMEs.txt"])
        #expect(members.map { String(decoding: $0.bytes, as: UTF8.self) } == ["新", "{}", "y"])
    }

    @Test func deeperArchivesStayClosed() throws {
        var third = ZipArchive([])
        third.add("三.zip", ZipArchive([("深.txt", "x")]).bytes)
        var second = ZipArchive([("二.txt", "y")])
        second.add("二.zip", third.bytes)
        let expanded = try #require(expand(second.bytes))
        #expect(expanded.members.map(\.name) == ["二.txt"])
        #expect(expanded.problem?.reason == .tooDeep)
    }

    @Test func entitiesAreNotUnfolded() {
        let xml =
            "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>"
        #expect(
            refusal(ZipArchive([("word/document.xml", xml)]).bytes, "弹.docx")
                == ReadingFailure(
                    .damaged, zh: "word/document.xml: 第 0 字节，含有实体声明，为安全不读",
                    en: "word/document.xml: at byte 0, it declares entities and is not read, to be safe"))
        let deep = String(repeating: "<w:x>", count: 5_000)
        #expect(refusal(ZipArchive([("word/document.xml", deep)]).bytes, "深.docx")?.reason == .tooDeep)
    }
}

/// DEFLATE data that unfolds to zeros, in the two wrappings that matter here.
struct Deflated {
    private var data: [UInt8] = []
    private(set) var size = 0

    static func zeros(atLeast count: Int) -> Deflated {
        var made = Deflated()
        var bits: UInt64 = 0
        var held: UInt64 = 0
        func flush(_ made: inout Deflated) {
            while held >= 8 {
                made.data.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                held -= 8
            }
        }
        func put(_ value: UInt64, _ count: UInt64, reversed: Bool, _ made: inout Deflated) {
            for index in 0..<count {
                let bit = reversed ? value >> (count - 1 - index) & 1 : value >> index & 1
                bits |= bit << held
                held += 1
            }
            flush(&made)
        }
        put(1, 1, reversed: false, &made)
        put(1, 2, reversed: false, &made)
        put(0x30, 8, reversed: true, &made)
        made.size = 1
        while made.size < count {
            put(0xC5, 8, reversed: true, &made)
            put(0, 5, reversed: true, &made)
            made.size += 258
        }
        put(0, 7, reversed: true, &made)
        put(0, 7, reversed: false, &made)
        return made
    }

    func asGzip() -> [UInt8] { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + data + [UInt8](repeating: 0, count: 8) }

    func asZip(_ name: String) -> [UInt8] {
        let name = Array(name.utf8)
        let sizes = ZipArchive.four(0) + ZipArchive.four(UInt32(data.count)) + ZipArchive.four(UInt32(size))
        let common =
            ZipArchive.two(20) + ZipArchive.two(0x0800) + ZipArchive.two(8) + ZipArchive.four(0) + sizes
            + ZipArchive.two(UInt16(name.count)) + ZipArchive.two(0)
        let body = [0x50, 0x4B, 0x03, 0x04] + common + name + data
        let directory =
            [0x50, 0x4B, 0x01, 0x02] + ZipArchive.two(20) + common + ZipArchive.two(0) + ZipArchive.two(0)
            + ZipArchive.two(0) + ZipArchive.four(0) + ZipArchive.four(0) + name
        return body + directory + [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0, 1, 0, 1, 0]
            + ZipArchive.four(UInt32(directory.count)) + ZipArchive.four(UInt32(body.count)) + [0, 0]
    }
}
