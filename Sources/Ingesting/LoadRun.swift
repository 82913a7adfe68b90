import FiscalModel
import Foundation
import Loading
import Logging
import Reading
import ReferenceData
import Terminal
import Warehouse

/// What `county-ingest load` is asked for.
public struct LoadRequest: Sendable {
    public var paths: [String]
    public var database: String
    /// Threads that read; one more writes.
    public var jobs: Int
    /// Read everything, write nothing.
    public var isDryRun: Bool
    /// For every file of this run that has no sidecar of its own.
    public var sourceURL: String?
    /// Keep the bytes of every document beside the warehouse, so that it can be read again.
    public var keepsArchive: Bool

    public init(
        paths: [String], database: String, jobs: Int = 1, isDryRun: Bool = false, sourceURL: String? = nil,
        keepsArchive: Bool = true
    ) {
        self.paths = paths
        self.database = database
        self.jobs = jobs
        self.isDryRun = isDryRun
        self.sourceURL = sourceURL
        self.keepsArchive = keepsArchive
    }
}

/// Loads files and folders: many threads read, one writes, in the order of the files.
///
/// ```swift
/// let run = LoadRun(request, reference: reference, clock: { "2025-01-31T08:00:00Z" })
/// let summary = try run.run()
/// summary.counts.loaded  // 5
/// ```
///
/// A file that cannot be read is quarantined and the others go on; what keeps the run itself from going on (a warehouse
/// that another process holds, a full disk) is thrown as a `Complaint`.  What was loaded before stays loaded.
public struct LoadRun {
    /// Told after every document: how many of how many files are through.
    public var onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    /// Told of every file that is quarantined and every path that cannot be opened.
    public var onComplaint: (Complaint) -> Void = { _ in }
    /// Asked after every document; anything but nil ends the run there.
    public var interruption: () -> Ending? = { nil }

    private let request: LoadRequest
    private let reference: ReferenceData
    private let opener: FileOpener
    private let clock: () -> String
    private let log = Logger(label: "ingesting")

    /// - Parameter clock: the time in UTC, ISO 8601, for the run log.
    public init(
        _ request: LoadRequest, reference: ReferenceData, reader: DocumentReader = DocumentReader(),
        clock: @escaping () -> String
    ) {
        self.request = request
        self.reference = reference
        self.clock = clock
        opener = FileOpener(
            walk: Walk(reference: reference, reader: reader), sourceURL: request.sourceURL,
            keeper: request.keepsArchive && !request.isDryRun
                ? ArchiveKeeper(DocumentArchive(beside: request.database)) : nil)
    }

    public func run() throws(Complaint) -> LoadSummary {
        let found = FileFinder().find(request.paths)
        for fault in found.faults {
            onComplaint(
                Complaint(
                    place: fault.path,
                    what: Wording(zh: "打不开：\(fault.reason.zh)", en: "cannot be opened: \(fault.reason.en)"),
                    consequence: Self.passedOver,
                    help: Wording(zh: "检查路径和权限", en: "check the path and the rights to it"), status: .noInput))
        }
        do {
            var summary = try load(found.files)
            summary.unopened += found.faults.count
            return summary
        } catch let complaint as Complaint {
            throw complaint
        } catch let error as WarehouseError {
            throw Complaint(error)
        } catch let error as LoadingError {
            throw Complaint(error, database: request.database)
        } catch {
            throw Complaint(
                place: request.database, what: Wording("\(error)"),
                help: Wording(zh: "请报告这条信息", en: "please report this message"), status: .fault)
        }
    }

    private func load(_ files: [FoundFile]) throws -> LoadSummary {
        let generation = rulesGeneration(
            seeds: reference.fingerprint, reading: opener.walk.reader.circumstances)
        // The warehouse is opened meanwhile; both take a good part of a second.
        Thread { [walk = opener.walk] in walk.furnish() }.start()
        var desk =
            request.isDryRun
            ? try WritersDesk.openDry(request.database, generation: generation)
            : try WritersDesk.openWriting(
                request.database, generation: generation, reference: reference, judge: opener.walk.judge)
        let known = try desk.knownDigests(generation: generation)
        try desk.begin(command: command, at: clock())

        var summary = LoadSummary()
        summary.isDryRun = request.isDryRun
        var done = 0
        let opener = opener
        let converted = files.filter { DocumentReader.convertedExtensions.contains($0.fileExtension) }
        let batches = stride(from: 0, to: converted.count, by: 16).map {
            Array(converted[$0..<min($0 + 16, converted.count)])
        }
        try OrderedWorkers(threads: request.jobs).run(batches) {
            opener.prepare($0, unless: known)
        } deliver: {
            _, _ in
            interruption() == nil
        }
        try OrderedWorkers(threads: request.jobs).run(files) {
            opener.open($0, unless: known)
        } deliver: {
            file, opened in
            switch opened {
            case .success(let arrivals):
                for arrival in arrivals { try take(arrival, at: &desk, &summary) }
            case .failure(let fault):
                summary.unopened += 1
                onComplaint(
                    Complaint(
                        place: file.displayPath, what: fault.what, consequence: Self.passedOver, help: fault.help,
                        status: .noInput))
            }
            done += 1
            onProgress(done, files.count)
            summary.interruption = interruption()
            return summary.interruption == nil
        }
        summary.left = files.count - done
        if summary.left == 0 { summary.interruption = nil }
        let start = ContinuousClock.now
        summary.counts = try desk.finish(summary.counts, at: clock())
        summary.times.loading += ContinuousClock.now - start
        return summary
    }

    private func take(_ arrival: Arrival, at desk: inout WritersDesk, _ summary: inout LoadSummary) throws {
        // NB: not waited for by the reading threads, so that several files are on their way to the disk at a time.
        if let fault = summary.times.measure(\.opening, { arrival.keeping?.end() }) { throw Complaint(keeping: fault) }
        summary.documents += 1
        summary.bytes += arrival.file.size
        summary.times += arrival.times
        let start = ContinuousClock.now
        defer { summary.times.loading += ContinuousClock.now - start }
        let receipt = try desk.take(arrival, at: clock())
        summary.counts += receipt.counts
        log.debug(
            "\(arrival.displayPath)",
            metadata: [
                "sha256": "\(arrival.file.digest)", "outcome": "\(receipt.outcome)",
                "observations": "\(receipt.counts.observations)", "findings": "\(receipt.counts.findings)",
            ])
        guard let rejection = receipt.rejection else { return }
        summary.quarantined.append(
            .init(path: arrival.displayPath, code: rejection.code, reason: rejection.reason))
        onComplaint(
            Complaint(
                place: arrival.displayPath, what: rejection.fullReason,
                consequence: rejection.consequence
                    ?? Wording(
                        zh: "这个文件没有装入，其他文件不受影响", en: "nothing was loaded from it; the others are not touched"),
                help: rejection.help, status: .quarantined))
    }

    private static let passedOver = Wording(
        zh: "跳过了它，其他文件照常装入", en: "it was passed over; the others are loaded")

    /// The command as the run log keeps it.
    private var command: String { "load " + request.paths.joined(separator: " ") }
}

extension RunCounts {
    static func += (counts: inout RunCounts, more: RunCounts) {
        counts.loaded += more.loaded
        counts.unchanged += more.unchanged
        counts.aliases += more.aliases
        counts.superseded += more.superseded
        counts.quarantined += more.quarantined
        counts.observations += more.observations
        counts.findings += more.findings
    }
}
