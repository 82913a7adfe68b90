import Foundation
import GRDB
import Ingesting
import ReferenceData
import Testing

/// Protects reading again: nothing changed changes nothing, changed rules give what a fresh load would give, and no
/// failure leaves anything half done.
@Suite struct ReprocessTests {
    /// Rules of another day, which know no “三公” in narratives.
    private static let poorer = Result { try seeds(["narrative_terms.csv": { $0.filter { !$0.contains("三公") } }]) }
    /// Other seeds that read everything the same.
    private static let renamed = Result {
        try seeds(["ignored_terms.csv": { $0 + [$0[1].replacing(/^[^,]*/, with: "从未印过的词")] }])
    }
    /// Seeds that do not know the bodies of some samples.
    private static let blind = Result {
        try seeds(["kinds_of_body.csv": { $0.filter { !$0.contains("工商") } }])
    }

    /// The seeds of the repository with some files' lines changed.
    private static func seeds(_ changes: [String: ([String]) -> [String]]) throws -> ReferenceData {
        let source = Sandbox.samples[0].deletingLastPathComponent().deletingLastPathComponent()
        let folder = FileManager.default.temporaryDirectory.appending(path: "seeds-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: source, to: folder)
        defer { do { try FileManager.default.removeItem(at: folder) } catch { Issue.record(error) } }
        for (name, change) in changes {
            let file = folder.appending(path: name)
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let lines = text.split(separator: "\n").map(String.init)
            let changed = change(lines)
            precondition(changed != lines)
            try Data((changed.joined(separator: "\n") + "\n").utf8).write(to: file)
        }
        return try ReferenceData(folder: folder.path)
    }

    /// Samples, one of them with a sidecar and two in an archive, loaded by given seeds.
    private func loaded(_ reference: ReferenceData? = nil) throws -> Sandbox {
        let sandbox = try Sandbox(samples: 7)
        let names = Sandbox.samples.map(\.lastPathComponent)
        try sandbox.write(
            #"{"url": "https://example.cn/a.txt", "publisher": "某县财政局", "retrieved_on": "2024-08-30"}"#.utf8,
            as: names[0] + ".json")
        try sandbox.zip([names[1], names[2]], as: "late.zip")
        try sandbox.write("关于放假的通知\n\n请各股室安排好值班。\n".utf8, as: "notice.txt")
        let summary = try sandbox.load(by: reference)
        #expect(summary.documents == 8)
        return sandbox
    }

    @Test func nothingChangedChangesNothing() throws {
        let sandbox = try loaded()
        let dump = try sandbox.dump()
        var shown = 0
        let summary = try sandbox.reprocess { $0.onChanges = { _ in shown += 1 } }
        #expect(summary.documents == 8)
        #expect(summary.unchanged == 7)
        #expect(summary.stillQuarantined == 1)
        #expect(summary.changes.measures.isEmpty)
        #expect(summary.status == .quarantined)
        #expect(shown == 1)
        #expect(try sandbox.dump() == dump)
        #expect(try sandbox.reprocess(isSinceRules: true).documents == 0)
        #expect(try sandbox.dump() == dump)
        #expect(try sandbox.faults() == [])
    }

    /// From poorer rules to today's: the same answers as a fresh load, the same rows with any number of threads.
    @Test func changedRulesGiveWhatAFreshLoadGives() throws {
        let fresh = try loaded()
        var dumps: Set<String> = []
        for jobs in [1, 3] {
            let sandbox = try loaded(try Self.poorer.get())
            let before = try sandbox.answers()
            #expect(try before != fresh.answers())
            let readings = try sandbox.count("SELECT count(*) FROM published_observation")
            let summary = try sandbox.reprocess(jobs: jobs, isSinceRules: true)
            #expect(summary.documents == 8)
            #expect(summary.changed > 0)
            #expect(summary.changes.added > 0)
            #expect(summary.changes.measures.map(\.measure).contains("three_public.total"))
            let (expected, found) = (try fresh.answers(), try sandbox.answers())
            if found != expected { Issue.record("\(firstDifference(expected, found))") }
            #expect(
                try sandbox.text(
                    "SELECT group_concat(rules) FROM (SELECT DISTINCT rules_generation AS rules FROM v_document)"
                ).hasPrefix("rules"))
            #expect(try sandbox.count("SELECT count(DISTINCT rules_generation) FROM v_document") == 1)
            // What was read before stays on record.
            #expect(try sandbox.count("SELECT count(*) FROM published_observation") > readings)
            #expect(try sandbox.faults() == [])
            dumps.insert(
                try sandbox.dump().replacing(sandbox.folder.path, with: "").replacing(
                    sandbox.folder.resolvingSymlinksInPath().path, with: ""))

            // And back again: what the first rules had read is found, nothing is written twice.
            let rows = try sandbox.count("SELECT count(*) FROM published_observation")
            _ = try sandbox.reprocess(by: try Self.poorer.get())
            #expect(try sandbox.answers() == before)
            #expect(try sandbox.count("SELECT count(*) FROM published_observation") == rows)
        }
        #expect(dumps.count == 1)
    }

    @Test func otherSeedsThatReadTheSameAreOnlyNoted() throws {
        let sandbox = try loaded()
        let rows = try sandbox.count("SELECT count(*) FROM published_observation")
        let answers = try sandbox.answers()
        let summary = try sandbox.reprocess(by: try Self.renamed.get(), isSinceRules: true)
        #expect(summary.documents == 8)
        #expect(summary.unchanged == 7)
        #expect(try sandbox.count("SELECT count(*) FROM published_observation") == rows)
        #expect(try sandbox.answers() == answers)
        #expect(try sandbox.reprocess(by: try Self.renamed.get(), isSinceRules: true).documents == 0)
    }

    @Test func documentsBecomeReadableAndUnreadable() throws {
        let quarantined = "SELECT count(*) FROM v_document WHERE status = 'quarantined'"
        let sandbox = try loaded(try Self.blind.get())
        // All but the notice, which is nobody's report by any seeds.
        let unknown = try sandbox.count(quarantined) - 1
        #expect(unknown > 0)
        let summary = try sandbox.reprocess()
        #expect(summary.readable.count == unknown)
        #expect(try sandbox.count(quarantined) == 1)
        let fresh = try loaded()
        #expect(try sandbox.answers() == fresh.answers())
        let back = try sandbox.reprocess(by: try Self.blind.get())
        #expect(back.quarantined.count == unknown)
        #expect(back.quarantined.allSatisfy { !$0.reason.zh.isEmpty })
        #expect(try sandbox.count(quarantined) == unknown + 1)
        #expect(try sandbox.faults() == [])
        // Loading retries them, and finds what was read before.
        let rows = try sandbox.count("SELECT count(*) FROM published_observation")
        #expect(try sandbox.run().counts.loaded == unknown)
        #expect(try sandbox.count("SELECT count(*) FROM published_observation") == rows)
        #expect(try sandbox.count(quarantined) == 1)
        #expect(try sandbox.faults() == [])
    }

    @Test func aDryRunShowsTheSameAndChangesNothing() throws {
        let sandbox = try loaded(try Self.poorer.get())
        let bytes = try Data(contentsOf: URL(filePath: sandbox.database))
        var dry = try sandbox.reprocess(isDryRun: true)
        #expect(try Data(contentsOf: URL(filePath: sandbox.database)) == bytes)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).sorted() == [
                "reports", "warehouse.sqlite", "warehouse.sqlite.archive",
            ])
        dry.isDryRun = false
        #expect(try sandbox.reprocess() == dry)
    }

    @Test func anInterruptionLeavesTheWarehouseAsItWas() throws {
        let sandbox = try loaded(try Self.poorer.get())
        let dump = try sandbox.dump()
        var done = 0
        let summary = try sandbox.reprocess {
            $0.onProgress = { now, _ in done = now }
            $0.interruption = { done >= 4 ? .interrupted : nil }
        }
        #expect(summary.status == .interrupted)
        #expect(summary.text(in: .english).hasPrefix("interrupted: the warehouse is as it was"))
        #expect(try sandbox.dump() == dump)
        #expect(try sandbox.reprocess().changed > 0)
        #expect(try sandbox.answers() == loaded().answers())
    }

    /// Sources go: everything, members and sidecars too, comes from the archive.
    @Test func theSourcesMayBeGone() throws {
        let sandbox = try loaded(try Self.poorer.get())
        let expected = try loaded()
        try FileManager.default.removeItem(at: sandbox.reports)
        let summary = try sandbox.reprocess()
        #expect(summary.unread.isEmpty)
        #expect(try sandbox.answers() == expected.answers())
        #expect(
            try sandbox.text(
                "SELECT source_url || ' ' || publisher || ' ' || retrieved_on FROM v_document WHERE source_url IS NOT NULL"
            )
                == "https://example.cn/a.txt 某县财政局 2024-08-30")
    }

    /// Without an archive the sources serve, members in their archive file too.
    @Test func theArchiveMayBeGone() throws {
        let sandbox = try loaded(try Self.poorer.get())
        try FileManager.default.removeItem(atPath: sandbox.database + ".archive")
        #expect(try sandbox.reprocess().unread.isEmpty)
        #expect(try sandbox.answers() == loaded().answers())
        #expect(!FileManager.default.fileExists(atPath: sandbox.database + ".archive"))
    }

    @Test func whatIsGoneAltogetherKeepsItsReadingAndIsSaid() throws {
        let sandbox = try loaded(try Self.poorer.get())
        try FileManager.default.removeItem(atPath: sandbox.database + ".archive")
        let name = Sandbox.samples[4].lastPathComponent
        let kept = try Data(contentsOf: Sandbox.samples[4])
        try FileManager.default.removeItem(at: sandbox.reports.appending(path: name))
        let observations = "SELECT count(*) FROM v_observation WHERE file_name = '\(name)'"
        let before = try sandbox.count(observations)
        var complaints: [Complaint] = []
        let summary = try sandbox.reprocess { $0.onComplaint = { complaints.append($0) } }
        #expect(summary.unread.map { URL(filePath: $0.path).lastPathComponent } == [name])
        #expect(summary.status == .noInput)
        #expect(complaints.map(\.place) == summary.unread.map(\.path))
        #expect(complaints[0].help?.en.contains("load it once more from anywhere") == true)
        #expect(try sandbox.count(observations) == before)

        // The help is true: loaded from anywhere, it can be read again.
        try sandbox.write(kept, as: "elsewhere.txt")
        #expect(try sandbox.run().counts.aliases == 1)
        #expect(try sandbox.reprocess(isSinceRules: true).documents == 1)
        #expect(try sandbox.reprocess(isSinceRules: true).documents == 0)
        #expect(try sandbox.faults() == [])
    }

    @Test func aDamagedArchiveFileIsSaidAndMended() throws {
        let sandbox = try loaded()
        let digest = SHA256.hexDigest(of: [UInt8](try Data(contentsOf: Sandbox.samples[4])))
        let place = sandbox.database + ".archive/\(digest.prefix(2))/\(digest.dropFirst(2))"
        let sound = try Data(contentsOf: URL(filePath: place))
        for isThere in [true, false] {
            try Data(sound.map { $0 ^ 1 }).write(to: URL(filePath: place))
            let source = sandbox.reports.appending(path: Sandbox.samples[4].lastPathComponent)
            if !isThere { try FileManager.default.removeItem(at: source) }
            var complaints: [Complaint] = []
            let summary = try sandbox.reprocess { $0.onComplaint = { complaints.append($0) } }
            #expect(complaints.count == 1)
            #expect(complaints[0].text(in: .english).contains(place))
            #expect(complaints[0].text(in: .english).contains("the archived file is damaged"))
            #expect(summary.unread.count == (isThere ? 0 : 1))
            #expect(try (Data(contentsOf: URL(filePath: place)) == sound) == isThere)
            #expect(FileManager.default.fileExists(atPath: place + ".damaged"))
        }
    }

    @Test func anOlderWarehouseIsNotMigratedByADryRun() throws {
        let sandbox = try Sandbox(samples: 0)
        let complaint = try #require(throws: Complaint.self) { try sandbox.reprocess(isDryRun: true) }
        #expect(complaint.status == .noInput)
        #expect(!FileManager.default.fileExists(atPath: sandbox.database))
    }

    enum Step: CaseIterable { case correct, reingest, reprocess, change }

    /// `RereadingTests` has all orders; here two go through every stage.
    static let orders: [[Step]] = [
        [.correct, .reingest, .change, .reprocess], [.change, .reprocess, .correct, .reingest],
    ]

    /// Correct a figure, load again, read again, change the source: the correction stands or is reported.
    @Test(arguments: orders) func aCorrectionIsNeverLost(order: [Step]) throws {
        let sandbox = try Sandbox(samples: 1)
        _ = try sandbox.run()
        let target = "measure = 'expenditure.total' AND scenario = 'actual' AND fiscal_year = 2022"
        let printed = try sandbox.text("SELECT value_fen FROM v_fact WHERE \(target)")
        var isChanged = false
        for step in order {
            switch step {
            case .correct:
                let desk = try CorrectionDesk(
                    path: sandbox.database, reference: try Sandbox.reference.get(),
                    clock: { "2025-02-01T08:00:00Z" })
                let unit = try sandbox.text("SELECT unit_name FROM v_fact LIMIT 1")
                try desk.make(
                    CorrectionRequest(
                        unit: unit, year: 2022, measure: "expenditure.total", scenario: .actual, value: "123.45万元",
                        reason: "与原件核对", madeBy: "李某"))
                try desk.close()
            case .reingest: _ = try sandbox.run(at: "2025-03-01T08:00:00Z")
            case .reprocess: _ = try sandbox.reprocess(by: try Self.renamed.get())
            case .change:
                try sandbox.misprint(Sandbox.samples[0].lastPathComponent)
                _ = try sandbox.run(at: "2025-04-01T08:00:00Z")
                isChanged = true
                #expect(try sandbox.text("SELECT value_fen FROM v_fact WHERE \(target)") != printed)
            }
            #expect(try sandbox.faults() == [])
        }
        #expect(isChanged)
        let decided = order.firstIndex(of: .correct)! > order.firstIndex(of: .change)!
        let value = try sandbox.text("SELECT value_fen FROM v_fact WHERE \(target)")
        let standing = try sandbox.text("SELECT standing FROM v_correction")
        let stale = try sandbox.count("SELECT count(*) FROM v_finding WHERE rule = 'correction_stale'")
        if decided {
            #expect((value, standing, stale) == ("123450000", "applies", 0))
        } else {
            #expect(value != "123450000" && standing == "stale" && stale == 1)
        }
        // Reading again once more changes nothing of it.
        let dump = try sandbox.dump()
        _ = try sandbox.reprocess(by: try Self.renamed.get())
        _ = try sandbox.reprocess(by: try Self.renamed.get())
        #expect(try sandbox.answers().isEmpty == false)
        if order.last == .reprocess { #expect(try sandbox.dump() == dump) }
    }

    /// Rules that do not read the figure any more make the decision stale, and rules that do bring it back.
    @Test func aCorrectionOutlivesRulesThatDoNotReadItsFigure() throws {
        let sandbox = try Sandbox(samples: 7)
        _ = try sandbox.run()
        _ = try sandbox.reprocess(by: try Self.poorer.get())
        let all = try Sandbox(samples: 7)
        _ = try all.run()
        // A figure that only today's rules read.
        let known = Set(
            try sandbox.column(
                "SELECT unit_name || '|' || fiscal_year FROM v_fact WHERE measure = 'three_public.total' AND scenario = 'actual'"
            ))
        let figure = try #require(
            try all.column(
                "SELECT unit_name || '|' || fiscal_year FROM v_fact WHERE measure = 'three_public.total' AND scenario = 'actual' AND conflicted = 0 ORDER BY 1"
            )
            .first { !known.contains($0) })
        let words = figure.split(separator: "|").map(String.init)
        let desk = try CorrectionDesk(
            path: all.database, reference: try Sandbox.reference.get(), clock: { "2025-02-01T08:00:00Z" })
        try desk.make(
            CorrectionRequest(
                unit: words[0], year: Int(words[1])!, measure: "three_public.total", scenario: .actual,
                value: "0.77万元", reason: "与原件核对", madeBy: "李某"))
        try desk.close()
        let summary = try all.reprocess(by: try Self.poorer.get())
        #expect(summary.changes.decisions.map(\.after) == [.stale])
        #expect(try all.count("SELECT count(*) FROM v_finding WHERE rule = 'correction_stale'") == 1)
        #expect(try all.reprocess().changes.decisions.map(\.after) == [.applies])
        #expect(
            try all.count("SELECT count(*) FROM v_fact WHERE value_fen = 770000 AND correction_id IS NOT NULL") == 1)
        #expect(try all.faults() == [])
    }
}

extension Sandbox {
    func load(by reference: ReferenceData?) throws -> LoadSummary {
        let run = LoadRun(
            LoadRequest(paths: [reports.path], database: database, jobs: 2),
            reference: try reference ?? Self.reference.get(), clock: { "2025-01-31T08:00:00Z" })
        return try run.run()
    }

    func reprocess(
        by reference: ReferenceData? = nil, jobs: Int = 2, isSinceRules: Bool = false, isDryRun: Bool = false,
        _ change: (inout ReprocessRun) -> Void = { _ in }
    ) throws -> ReprocessSummary {
        var run = ReprocessRun(
            ReprocessRequest(database: database, jobs: jobs, isSinceRules: isSinceRules, isDryRun: isDryRun),
            reference: try reference ?? Self.reference.get(), clock: { "2025-05-01T08:00:00Z" })
        change(&run)
        return try run.run()
    }

    func column(_ sql: String) throws -> [String] {
        try DatabaseQueue(path: database).read { try String.fetchAll($0, sql: sql) }
    }

    /// Prints other digits for every amount of a report: each 3 becomes a 4.
    func misprint(_ name: String) throws {
        let file = reports.appending(path: name)
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        try Data(text.replacing(/\d+\.\d+/) { $0.output.replacing("3", with: "4").replacing("1", with: "2") }.utf8)
            .write(to: file)
    }
}
