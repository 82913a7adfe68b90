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
}
