import Foundation
import Ingesting
import ReferenceData
import Testing

/// Protects the promise that what was taken in can be read again: its bytes are kept, whole, once, and before it counts.
@Suite struct ArchiveTests {
    /// Files of the archive by their path in it, with the digest of their bytes.
    private func kept(_ sandbox: Sandbox) throws -> [String: String] {
        let folder = URL(filePath: sandbox.database + ".archive")
        guard let found = FileManager.default.enumerator(atPath: folder.path) else { return [:] }
        var kept: [String: String] = [:]
        for case let path as String in found {
            let place = folder.appending(path: path)
            let type = try FileManager.default.attributesOfItem(atPath: place.path)[.type] as? FileAttributeType
            if type == .typeRegular { kept[path] = SHA256.hexDigest(of: [UInt8](try Data(contentsOf: place))) }
        }
        return kept
    }

    private func path(_ digest: String) -> String { "\(digest.prefix(2))/\(digest.dropFirst(2))" }

    @Test func everyDocumentIsKeptOnceUnderItsDigest() throws {
        let sandbox = try Sandbox(samples: 3)
        try sandbox.write(try Data(contentsOf: Sandbox.samples[0]), as: "z copy.txt")
        try sandbox.write("关于放假的通知\n\n请各股室安排好值班。\n".utf8, as: "notice.txt")
        let summary = try sandbox.run(jobs: 4)
        #expect((summary.counts.loaded, summary.counts.aliases, summary.counts.quarantined) == (3, 1, 1))
        let found = try kept(sandbox)
        #expect(found.count == 4)
        for (place, digest) in found { #expect(place == path(digest)) }
        #expect(try sandbox.count("SELECT count(*) FROM v_document") == 4)
    }

    @Test func membersOfAnArchiveAreKeptOneByOne() throws {
        let sandbox = try Sandbox(samples: 2)
        try sandbox.zip(Sandbox.samples.prefix(2).map(\.lastPathComponent), as: "late.zip")
        _ = try sandbox.run()
        let digests = Set(try kept(sandbox).values)
        let samples = try Sandbox.samples.prefix(2).map { SHA256.hexDigest(of: [UInt8](try Data(contentsOf: $0))) }
        #expect(digests == Set(samples))
    }

    @Test func loadingOnceMoreFillsGapsAndWritesNothingElse() throws {
        let sandbox = try Sandbox(samples: 2)
        _ = try sandbox.run()
        let before = try kept(sandbox)
        let lost = try #require(before.keys.sorted().first)
        let folder = URL(filePath: sandbox.database + ".archive")
        let other = folder.appending(path: try #require(before.keys.sorted().last))
        let written = try FileManager.default.attributesOfItem(atPath: other.path)[.systemFileNumber] as? Int
        try FileManager.default.removeItem(at: folder.appending(path: lost))

        #expect(try sandbox.run().counts.unchanged == 2)
        #expect(try kept(sandbox) == before)
        #expect(try FileManager.default.attributesOfItem(atPath: other.path)[.systemFileNumber] as? Int == written)
    }

    @Test func nothingIsKeptWithoutTheArchiveOrInADryRun() throws {
        let sandbox = try Sandbox(samples: 1)
        _ = try sandbox.run(isDryRun: true)
        #expect(try kept(sandbox).isEmpty)
        let run = LoadRun(
            LoadRequest(paths: [sandbox.reports.path], database: sandbox.database, keepsArchive: false),
            reference: try Sandbox.reference.get(), clock: { "2025-01-31T08:00:00Z" })
        #expect(try run.run().counts.loaded == 1)
        #expect(try kept(sandbox).isEmpty)
    }

    /// What cannot be kept is not taken in either, and the message says how to go on.
    @Test func anArchiveThatCannotBeWrittenEndsTheRun() throws {
        let sandbox = try Sandbox(samples: 2)
        try Data("in the way".utf8).write(to: URL(filePath: sandbox.database + ".archive"))
        let complaint = try #require(throws: Complaint.self) { try sandbox.run() }
        #expect(complaint.status == .inputOutput)
        #expect(complaint.place.hasPrefix(sandbox.database + ".archive"))
        #expect(complaint.help?.en.contains("--no-archive") == true)
        #expect(try sandbox.count("SELECT count(*) FROM v_document") == 0)
        try FileManager.default.removeItem(atPath: sandbox.database + ".archive")
        #expect(try sandbox.run().counts.loaded == 2)
    }
}
