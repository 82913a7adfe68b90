import Loading
import Reading
import ReferenceData
import Terminal
import Warehouse

/// What `county-ingest reprocess` is asked for.
public struct ReprocessRequest: Sendable {
    public var database: String
    /// Threads that read; one more writes.
    public var jobs: Int
    /// Only documents that were read by other rules or seeds than today's.
    public var isSinceRules: Bool
    /// Show what it would do to the data, and change nothing.
    public var isDryRun: Bool

    public init(database: String, jobs: Int = 1, isSinceRules: Bool = false, isDryRun: Bool = false) {
        self.database = database
        self.jobs = jobs
        self.isSinceRules = isSinceRules
        self.isDryRun = isDryRun
    }
}

/// Reads the documents of a warehouse again, after rules or seeds changed.
///
/// ```swift
/// let run = ReprocessRun(ReprocessRequest(database: "warehouse.sqlite"), reference: reference, clock: utcNow)
/// let summary = try run.run()
/// summary.changes.changed  // 3
/// ```
///
/// All of it is one transaction: a failure, an interruption or a dry run leaves the warehouse as it was, and running
/// again begins anew.  Other writers wait meanwhile, queries see the state before.  Throws a `Complaint` for what keeps
/// the run from going on; a document whose bytes are gone keeps its reading and is reported.
public struct ReprocessRun {
    /// Told after every document: how many of how many are through.
    public var onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// Told of documents that cannot be read again and of faults of the archive; of twenty at most.
    public var onComplaint: (Complaint) -> Void = { _ in }
    /// Told what the run does to the data, before it is kept.
    public var onChanges: (ReprocessSummary) -> Void = { _ in }
    /// Asked after every document; anything but nil ends the run, and nothing of it is kept.
    public var interruption: () -> Ending? = { nil }

    private let request: ReprocessRequest
    private let reference: ReferenceData
    private let walk: Walk
    private let clock: () -> String

    /// - Parameter clock: the time in UTC, ISO 8601, for the run log.
    public init(
        _ request: ReprocessRequest, reference: ReferenceData, reader: DocumentReader = DocumentReader(),
        clock: @escaping () -> String
    ) {
        self.request = request
        self.reference = reference
        self.clock = clock
        walk = Walk(reference: reference, reader: reader)
    }

    public func run() throws(Complaint) -> ReprocessSummary {
        do {
            return try reprocess()
        } catch let complaint as Complaint {
            throw complaint
        } catch let error as WarehouseError {
            throw Complaint(error)
        } catch let error as LoadingError {
            throw Complaint(rereading: error, database: request.database)
        } catch {
            throw Complaint(
                place: request.database, what: Wording("\(error)"),
                help: Wording(zh: "请报告这条信息", en: "please report this message"), status: .fault)
        }
    }

    private func reprocess() throws -> ReprocessSummary {
        // NB: asked first, because opening for writing would migrate an older warehouse even in a dry run.
        if request.isDryRun { _ = try Warehouse.openReadOnly(at: request.database) }
        let warehouse = try Warehouse.open(at: request.database)
        let generation = rulesGeneration(
            seeds: reference.fingerprint, reading: walk.reader.circumstances)
        let loader = WarehouseLoader(warehouse, generation: generation, judge: walk.judge)
        let stored = try loader.storedDocuments().filter { !request.isSinceRules || $0.generation != generation }
        var summary = ReprocessSummary(documents: stored.count, isDryRun: request.isDryRun)
        if !stored.isEmpty { try reread(stored, with: loader, &summary) }
        try warehouse.close()
        return summary
    }

    private func reread(
        _ stored: [StoredDocument], with loader: WarehouseLoader, _ summary: inout ReprocessSummary
    ) throws {
        let reader = StoredReader(
            bytes: StoredBytes(
                archive: DocumentArchive(beside: request.database), walk: walk, isMending: !request.isDryRun),
            walk: walk)
        do {
            var result = summary
            try loader.reread(
                command: request.isSinceRules ? "reprocess --since-rules" : "reprocess", at: clock(),
                seedsFingerprint: reference.fingerprint, rows: ReferenceRows(reference)
            ) { rereading in
                try read(stored, with: reader, into: rereading, &result)
                var counts = RunCounts()
                counts.loaded = result.changed + result.readable.count
                counts.unchanged = result.unchanged
                counts.quarantined = result.quarantined.count + result.stillQuarantined
                return counts
            } decide: { changes in
                result.changes = changes
                onChanges(result)
                return !request.isDryRun
            }
            summary = result
        } catch let interruption as Interrupted {
            summary.interruption = interruption.ending
        }
    }

    private struct Interrupted: Error {
        var ending: Ending
    }

    private func read(
        _ stored: [StoredDocument], with reader: StoredReader, into rereading: Rereading,
        _ summary: inout ReprocessSummary
    ) throws {
        let converted = stored.filter { DocumentReader.convertedExtensions.contains($0.fileExtension) }
        let batches = stride(from: 0, to: converted.count, by: 16).map {
            Array(converted[$0..<min($0 + 16, converted.count)])
        }
        try OrderedWorkers(threads: request.jobs).run(batches) {
            reader.prepare($0)
        } deliver: {
            _, _ in
            if let ending = interruption() { throw Interrupted(ending: ending) }
            return true
        }
        var done = 0
        let total = stored.count
        try OrderedWorkers(threads: request.jobs).run(stored) {
            reader.read($0)
        } deliver: {
            stored, outcome in
            try take(outcome, of: stored, into: rereading, &summary)
            done += 1
            onProgress(done, total)
            if let ending = interruption() { throw Interrupted(ending: ending) }
            return true
        }
    }

    private func take(
        _ outcome: StoredReader.Outcome, of stored: StoredDocument, into rereading: Rereading,
        _ summary: inout ReprocessSummary
    ) throws {
        if let fault = outcome.archiveFault { complain(Complaint(mended: fault, of: stored), &summary) }
        let effect: Rereading.Effect
        switch outcome.content {
        case .absent(let complaint):
            rereading.keep(stored)
            summary.unread.append(.init(stored, code: "absent", reason: complaint.what))
            return complain(complaint, &summary)
        case .waiting(let rejection):
            rereading.keep(stored)
            summary.unread.append(.init(stored, code: rejection.code, reason: rejection.reason))
            return complain(Complaint(waiting: rejection, of: stored), &summary)
        case .report(let report):
            effect = try rereading.take(report, of: stored)
        case .unreadable(let rejection):
            effect = try rereading.take(
                rejection.quarantine, format: rejection.format, metadata: rejection.metadata, of: stored)
            if effect == .quarantined {
                summary.quarantined.append(.init(stored, code: rejection.code, reason: rejection.fullReason))
            }
        }
        switch effect {
        case .unchanged: summary.unchanged += 1
        case .changed: summary.changed += 1
        case .readable: summary.readable.append(.init(stored))
        case .quarantined: break
        case .stillQuarantined: summary.stillQuarantined += 1
        }
    }

    private func complain(_ complaint: Complaint, _ summary: inout ReprocessSummary) {
        summary.complaints += 1
        if summary.complaints <= 20 { onComplaint(complaint) }
    }
}
