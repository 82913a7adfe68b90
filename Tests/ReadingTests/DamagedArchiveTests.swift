import Testing

@testable import Reading

/// A damaged archive never loses a member in silence: each comes out as it was packed, or the archive has a problem.
@Suite struct DamagedArchiveTests {
    private func expand(_ bytes: [UInt8], _ name: String) -> ExpandedArchive? {
        DocumentReader().expand(SourceFile(name: name, folder: "", bytes: bytes))
    }

    private static let packed = Set(ArchiveOfThree.members.map { Array($0.1.utf8) })

    /// What is wrong with an answer to damaged bytes; nil where nothing is.
    private func wrong(_ expanded: ExpandedArchive?, mayHoldOtherBytes: Bool) -> String? {
        // No archive any more: another reader answers, or nobody knows the format.
        guard let expanded else { return nil }
        let found = Set(expanded.members.map(\.bytes))
        if !mayHoldOtherBytes, !found.isSubset(of: Self.packed) { return "a member has other bytes than were packed" }
        if expanded.problem == nil, expanded.members.count < 3 {
            return "members are lost in silence: \(expanded.members.map(\.name))"
        }
        return nil
    }

    @Test(arguments: ArchiveOfThree.all.indices) func soundArchivesGiveAllMembers(index: Int) throws {
        let (name, bytes) = ArchiveOfThree.all[index]
        let expanded = try #require(expand(bytes, name))
        #expect(expanded.problem == nil)
        #expect(
            expanded.members.map { "\($0.folder)/\($0.name)" }.sorted()
                == ["\(name)/三公/说明.txt", "\(name)/决算.txt", "\(name)/预算.txt"])
        #expect(Set(expanded.members.map(\.bytes)) == Self.packed)
    }

    @Test(arguments: ArchiveOfThree.all.indices) func cutArchivesSaySo(index: Int) {
        let (name, bytes) = ArchiveOfThree.all[index]
        for length in stride(from: 1, to: bytes.count, by: name.hasSuffix(".tar") ? 7 : 1) {
            // Of the two blocks of zeros that end a tar one is enough.
            if name.hasSuffix(".tar"), length >= bytes.count - 512 { continue }
            if let wrong = wrong(expand(Array(bytes[..<length]), name), mayHoldOtherBytes: false) {
                Issue.record("\(name) cut behind byte \(length) of \(bytes.count): \(wrong)")
            }
        }
    }

    /// A tar has no checksum over what its members hold.
    @Test(arguments: ArchiveOfThree.all.indices) func archivesWithAByteChangedSaySo(index: Int) {
        let (name, bytes) = ArchiveOfThree.all[index]
        for place in stride(from: 0, to: bytes.count, by: name.hasSuffix(".tar") ? 9 : 1) {
            for change: UInt8 in [0xFF, 0x10] {
                var changed = bytes
                changed[place] ^= change
                if let wrong = wrong(expand(changed, name), mayHoldOtherBytes: name.hasSuffix(".tar")) {
                    Issue.record("\(name) with byte \(place) of \(bytes.count) changed by \(change): \(wrong)")
                }
            }
        }
    }

    /// Java's packers always write the end record for large archives too; such archives were called incomplete.
    @Test func smallArchivesMayEndAsLargeOnesDo() throws {
        let packed = ZipArchive([("预算.txt", "一"), ("决算.txt", "二")]).bytes
        let (place, end) = (packed.count - 22, packed.suffix(22))
        func wide(_ value: UInt32) -> [UInt8] { ZipArchive.four(value) + ZipArchive.four(0) }
        let record: [UInt8] =
            [0x50, 0x4B, 0x06, 0x06] + wide(44) + ZipArchive.two(45) + ZipArchive.two(45) + wide(0) + wide(2) + wide(2)
            + wide(packed.uint32(at: place + 12)) + wide(packed.uint32(at: place + 16))
        let locator: [UInt8] = [0x50, 0x4B, 0x06, 0x07] + ZipArchive.four(0) + wide(UInt32(place)) + ZipArchive.four(1)
        let expanded = try #require(expand(packed[..<place] + record + locator + end, "报告.zip"))
        #expect(expanded.problem == nil)
        #expect(expanded.members.map(\.name) == ["预算.txt", "决算.txt"])
    }

    /// A size of 64 bits led back to the same header for ever, or in front of the file.
    @Test func sizesOfRARMembersLeadNowhereElse() throws {
        func block(_ kind: UInt8, _ flags: UInt16, _ rest: [UInt8]) -> [UInt8] {
            let head: [UInt8] = [kind] + ZipArchive.two(flags) + ZipArchive.two(UInt16(7 + rest.count)) + rest
            return ZipArchive.two(UInt16(RARDirectory.checksum(head) & 0xFFFF)) + head
        }
        let mark: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 0x00]
        // The last but one leads back by the 45 bytes of the member's header.
        let sizes: [[UInt32]] = [[.max, .max], [0, .max], [.max - 44, .max], [.max, 0x7FFF_FFFF]]
        for size in sizes {
            var rest: [UInt8] = ZipArchive.four(size[0]) + ZipArchive.four(5) + [3]
            rest += ZipArchive.four(0) + ZipArchive.four(0) + [20, 0x30] + ZipArchive.two(5)
            rest += ZipArchive.four(0x20) + ZipArchive.four(size[1]) + ZipArchive.four(0) + Array("a.txt".utf8)
            let member = block(0x74, 0x8100, rest)
            try #require(member.count == 45)
            let directory = try #require(RARDirectory(mark + block(0x73, 0, [UInt8](repeating: 0, count: 6)) + member))
            #expect(!directory.isWhole)
            #expect(directory.checksums == [0])
        }
    }

    /// A document without a file name once ended the whole load.
    @Test(arguments: ["", "/", "./"]) func membersWithoutANameBearTheirArchives(path: String) throws {
        let expanded = try #require(expand(ZipArchive([(path, "一"), ("预算.txt", "二")]).bytes, "报告.zip"))
        #expect(!expanded.members.contains { $0.name.isEmpty })
        #expect(expanded.members.last?.name == "预算.txt")
        let data = Array("支出".utf8)
        let size = ZipArchive.two(UInt16(data.count)) + ZipArchive.two(~UInt16(data.count))
        let packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + size + data
        let gzip = packed + ZipArchive.four(ZipArchive.checksum(data)) + ZipArchive.four(UInt32(data.count))
        let single = try #require(expand(gzip, ".gz"))
        #expect(single.members.map(\.name) == [".gz"])
    }
}
