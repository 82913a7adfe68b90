import Foundation
import GRDB
import Ingesting
import Reading
import Testing

/// The promises of `county-ingest load`: nothing twice, nothing lost, the same facts in any order.
@Suite struct LoadRunTests {
    @Test func loadingTwiceChangesNothing() throws {
        let sandbox = try Sandbox(samples: 6)
        let first = try sandbox.run()
        #expect(first.counts.loaded == 6)
        #expect(first.counts.quarantined == 0)
        #expect(first.counts.observations > 100)
        #expect(first.status == .done)
        let dump = try sandbox.dump()

        let second = try sandbox.run(at: "2025-02-28T09:30:00Z")
        #expect(second.counts.loaded == 0)
        #expect(second.counts.unchanged == 6)
        #expect(try sandbox.dump() == dump)
        #expect(try sandbox.faults() == [])
    }

    @Test func anyOrderGivesTheSameAnswers() throws {
        let sorted = try Sandbox(samples: 13)
        let paths = try FileManager.default.contentsOfDirectory(atPath: sorted.reports.path).sorted()
            .map { sorted.reports.appending(path: $0).path }
        _ = try sorted.run(paths, jobs: 1)
        let answers = try sorted.answers()
        for shift in [4, 9] {
            let other = try Sandbox(samples: 0)
            let rotated = Array((paths[shift...] + paths[..<shift]).reversed())
            #expect(try other.run(rotated, jobs: 3).counts.loaded == paths.count)
            let found = try other.answers()
            if found != answers { Issue.record("\(firstDifference(answers, found))") }
        }
    }

    /// Why a file is not read is said whole in both languages, by the run that found it, by later ones and by `status`.
    @Test func reasonsAreInBothLanguages() throws {
        let sandbox = try Sandbox(samples: 0)
        try sandbox.write([], as: "a.txt")
        try sandbox.write("<html><head></head><body><p> </p></body></html>".utf8, as: "b.html")
        try sandbox.write("关于放假的通知\n\n请各股室安排好值班。\n".utf8, as: "c.txt")
        try sandbox.write(Array("PK\u{3}\u{4}".utf8) + Array(repeating: 7, count: 300), as: "d.docx")
        let summary = try sandbox.run()
        #expect(summary.quarantined.map(\.code) == ["empty", "empty", "no_unit", "damaged"])
        #expect(summary.quarantined[1].reason.zh.hasPrefix("文件是空的（网页里没有"))
        #expect(summary.quarantined[1].reason.en.hasPrefix("the file is empty (the web page has no "))
        for reason in summary.quarantined.map(\.reason) {
            #expect(isChinese(reason.zh) && !isChinese(reason.en), "\(reason)")
        }
        #expect(try sandbox.run().quarantined == summary.quarantined)
        #expect(try sandbox.run(isDryRun: true).quarantined == summary.quarantined)
        let english = try sandbox.column(
            "SELECT quarantine_text_en FROM v_document WHERE status = 'quarantined' ORDER BY file_name")
        #expect(english == summary.quarantined.map(\.reason.en))

        // A warehouse of before has the Chinese words only: the code says the rest.
        try DatabaseQueue(path: sandbox.database).write {
            try $0.execute(sql: "UPDATE dim_document SET quarantine_text_en = NULL")
        }
        for reason in try sandbox.run().quarantined.map(\.reason) { #expect(!isChinese(reason.en), "\(reason)") }
    }

    @Test(arguments: ReadingFailure.Reason.allCases)
    func everyReasonSaysWhatToDoInBothLanguages(reason: ReadingFailure.Reason) {
        for words in [reason.wording, reason.help] {
            #expect(isChinese(words.zh) && !isChinese(words.en) && !words.en.isEmpty, "\(words)")
        }
    }

    private func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test func oneDamagedFileLeavesTheOthers() throws {
        let sandbox = try Sandbox(samples: 3)
        try sandbox.write(Array("PK\u{3}\u{4}".utf8) + Array(repeating: 7, count: 300), as: "a damaged.docx")
        try sandbox.write([], as: "b empty.txt")
        try sandbox.write("关于放假的通知\n\n请各股室安排好值班。\n".utf8, as: "c notice.txt")
        var complaints: [String] = []
        let summary = try sandbox.run { $0.onComplaint = { complaints.append($0.text(in: .english)) } }
        #expect(summary.counts.loaded == 3)
        #expect(summary.counts.quarantined == 3)
        #expect(summary.status == .quarantined)
        #expect(complaints.count == 3)
        #expect(
            summary.quarantined.map { URL(filePath: $0.path).lastPathComponent } == [
                "a damaged.docx", "b empty.txt", "c notice.txt",
            ])
        #expect(summary.quarantined[1].reason.zh == "文件是空的")

        // Tried again only when something changed: the reasons stay, and nothing is read twice.
        let again = try sandbox.run()
        #expect(again.counts.quarantined == 3)
        #expect(again.counts.unchanged == 3)
        #expect(again.quarantined == summary.quarantined)
        #expect(try sandbox.faults() == [])
    }

    @Test func aMendedFileLeavesQuarantine() throws {
        let sandbox = try Sandbox(samples: 1)
        let good = try Data(contentsOf: Sandbox.samples[1])
        try sandbox.write([], as: "later.txt")
        #expect(try sandbox.run().counts.quarantined == 1)
        try sandbox.write(good, as: "later.txt")
        let summary = try sandbox.run()
        #expect(summary.counts.loaded == 1)
        #expect(summary.status == .done)
    }

    @Test func theSameBytesUnderASecondNameAreAnAlias() throws {
        let sandbox = try Sandbox(samples: 2)
        try sandbox.write(try Data(contentsOf: Sandbox.samples[0]), as: "z copy.txt")
        let summary = try sandbox.run(jobs: 3)
        #expect(summary.counts.loaded == 2)
        #expect(summary.counts.aliases == 1)
        #expect(try sandbox.run().counts.unchanged == 3)
    }

    @Test func otherBytesFromTheSamePlaceSupersede() throws {
        let sandbox = try Sandbox(samples: 1)
        let name = Sandbox.samples[0].lastPathComponent
        _ = try sandbox.run()
        try sandbox.write(try Data(contentsOf: Sandbox.samples[0]) + Data("\n".utf8), as: name)
        let summary = try sandbox.run()
        #expect(summary.counts.loaded == 1)
        #expect(summary.counts.superseded == 1)
        #expect(try sandbox.count("SELECT count(*) FROM v_document WHERE status = 'superseded'") == 1)
        #expect(try sandbox.count("SELECT count(*) FROM v_document") == 2)
        #expect(try sandbox.faults() == [])
    }

    @Test func anInterruptedRunKeepsWhatItDidAndCanGoOn() throws {
        let sandbox = try Sandbox(samples: 7)
        var done = 0
        let summary = try sandbox.run {
            $0.onProgress = { now, _ in done = now }
            $0.interruption = { done >= 3 ? .interrupted : nil }
        }
        #expect(summary.counts.loaded == 3)
        #expect(summary.left == 4)
        #expect(summary.status == .interrupted)
        #expect(try sandbox.faults() == [])

        #expect(try sandbox.run().counts.loaded == 4)
        let whole = try Sandbox(samples: 7)
        _ = try whole.run()
        #expect(try sandbox.answers() == whole.answers())
    }

    @Test func aDryRunTouchesNothing() throws {
        let sandbox = try Sandbox(samples: 2)
        let summary = try sandbox.run(isDryRun: true)
        #expect(summary.counts.loaded == 2)
        #expect(!FileManager.default.fileExists(atPath: sandbox.database))

        _ = try sandbox.run()
        let bytes = try Data(contentsOf: URL(filePath: sandbox.database))
        try sandbox.write(try Data(contentsOf: Sandbox.samples[4]), as: "new.txt")
        let second = try sandbox.run(isDryRun: true)
        #expect(second.counts.loaded == 1)
        #expect(second.counts.unchanged == 2)
        #expect(try Data(contentsOf: URL(filePath: sandbox.database)) == bytes)
    }

    @Test func twoRunsAtOnceDoNotHarmEachOther() async throws {
        let sandbox = try Sandbox(samples: 13)
        _ = try sandbox.run([])
        let database = sandbox.database
        let reports = sandbox.reports.path
        let loaded = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    let run = LoadRun(
                        LoadRequest(paths: [reports], database: database, jobs: 2),
                        reference: try Sandbox.reference.get(),
                        clock: { "2025-01-31T08:00:00Z" })
                    return try run.run().counts.loaded
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(loaded == 13)
        #expect(try sandbox.count("SELECT count(*) FROM v_document") == 13)
        #expect(try sandbox.faults() == [])
    }

    @Test func aHeldWarehouseIsAClearError() throws {
        let sandbox = try Sandbox(samples: 1)
        _ = try sandbox.run([])
        let holder = try DatabaseQueue(path: sandbox.database)
        try holder.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let complaint = #expect(throws: Complaint.self) { try sandbox.run() }
            #expect(complaint?.status == .tryLater)
            #expect(complaint?.what.zh == "另一个进程正在写入")
            try db.execute(sql: "ROLLBACK")
        }
        #expect(try sandbox.run().counts.loaded == 1)
    }

    @Test func aForeignFileIsNotTouched() throws {
        let sandbox = try Sandbox(samples: 1)
        let notes = Data("not a database at all, but somebody's notes\n".utf8)
        try notes.write(to: URL(filePath: sandbox.database))
        let complaint = #expect(throws: Complaint.self) { try sandbox.run() }
        #expect(complaint?.status == .inputOutput)
        #expect(try Data(contentsOf: URL(filePath: sandbox.database)) == notes)
    }

    /// Each member is a document of its own, with the archive as where it was found.
    @Test func membersOfAnArchiveAreDocuments() throws {
        let sandbox = try Sandbox(samples: 2)
        let names = Sandbox.samples.prefix(2).map(\.lastPathComponent)
        try sandbox.zip(names, as: "late.zip")

        let summary = try sandbox.run()
        #expect(summary.documents == 2)
        #expect(summary.counts.loaded == 2)
        #expect(
            try sandbox.count(
                "SELECT count(*) FROM v_document WHERE archive = 'late.zip' AND folder LIKE '%/late.zip/2024'") == 2)
        #expect(try sandbox.run().counts.unchanged == 2)
    }

    @Test func aMissingPathIsSaidAndTheOthersAreLoaded() throws {
        let sandbox = try Sandbox(samples: 1)
        let summary = try sandbox.run([sandbox.reports.path, sandbox.folder.appending(path: "nowhere").path])
        #expect(summary.counts.loaded == 1)
        #expect(summary.unopened == 1)
        #expect(summary.status == .noInput)
    }
}
