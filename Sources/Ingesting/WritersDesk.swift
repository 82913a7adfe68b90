import DocumentModel
import FiscalModel
import Loading
import ReferenceData
import Terminal
import Warehouse

/// Where arrivals are taken in, one after the other: the loader, or for a dry run the ledger that only says what it
/// would do.
enum WritersDesk {
    case writing(WarehouseLoader, Warehouse)
    case dry(DryLedger, WarehouseReader?)
    case closed

    static func openWriting(
        _ path: String, generation: String, reference: ReferenceData, judge: any UnitJudge
    ) throws -> WritersDesk {
        let warehouse = try Warehouse.openOrCreate(at: path)
        let loader = WarehouseLoader(warehouse, generation: generation, judge: judge)
        try loader.sync(seedsFingerprint: reference.fingerprint) { ReferenceRows(reference) }
        return .writing(loader, warehouse)
    }

    /// Never creates or migrates a file.
    static func openDry(_ path: String, generation: String) throws -> WritersDesk {
        do {
            let reader = try Warehouse.openReadOnly(at: path)
            return .dry(try reader.read { try DryLedger($0, generation: generation) }, reader)
        } catch let error as WarehouseError where error.reason == .missing {
            return .dry(DryLedger(), nil)
        }
    }

    func knownDigests(generation: String) throws -> KnownDigests {
        switch self {
        case .writing(_, let warehouse): try warehouse.queue.read { try KnownDigests($0, generation: generation) }
        case .dry(_, let reader): try reader?.read { try KnownDigests($0, generation: generation) } ?? KnownDigests()
        case .closed: KnownDigests()
        }
    }

    func begin(command: String, at time: String) throws {
        if case .writing(let loader, _) = self { try loader.beginRun(command: command, at: time) }
    }

    /// Ends the run; returns the counts with the findings that judging at its end adds.
    mutating func finish(_ counts: RunCounts, at time: String) throws -> RunCounts {
        guard case .writing(let loader, let warehouse) = self else { return counts }
        let counts = try loader.finishRun(counts, at: time)
        // NB: the loader's statements have to be gone before the file can be closed.
        self = .closed
        try warehouse.close()
        return counts
    }

    /// What taking in an arrival did.
    struct Receipt {
        var counts = RunCounts()
        /// Set for a file that went into quarantine, or stands in it from before.
        var rejection: Rejection?

        /// One word for the log.
        var outcome: String {
            if rejection != nil { return "quarantined" }
            return counts.loaded > 0 ? "loaded" : counts.aliases > 0 ? "alias" : "unchanged"
        }
    }

    mutating func take(_ arrival: Arrival, at time: String) throws -> Receipt {
        switch self {
        case .writing(let loader, _): return try Self.take(arrival, with: loader, at: time)
        case .dry(var ledger, let reader):
            let receipt = Self.take(arrival, with: &ledger)
            self = .dry(ledger, reader)
            return receipt
        case .closed: throw LoadingError(.noRun)
        }
    }

    private static func take(_ arrival: Arrival, with loader: WarehouseLoader, at time: String) throws -> Receipt {
        var receipt = Receipt()
        switch try loader.standing(of: arrival.file) {
        case .unchanged, .superseded: receipt.counts.unchanged = 1
        case .alias:
            try loader.recordAlias(arrival.file)
            receipt.counts.aliases = 1
        case .returned:
            try loader.reinstate(arrival.file)
            receipt.counts.superseded = 1
        case .quarantined(let quarantine):
            receipt.counts.quarantined = 1
            receipt.rejection = Rejection(quarantine)
        case .new, .retry:
            switch arrival.content {
            // Another run with other rules has put it into quarantine again since this one asked: it is in its hands.
            case .known: receipt.counts.unchanged = 1
            case .unreadable(let rejection): receipt = try reject(arrival, rejection, loader, at: time)
            case .report(let report): receipt = try take(report, of: arrival, with: loader, at: time)
            }
        }
        return receipt
    }

    private static func take(
        _ report: LoadableReport, of arrival: Arrival, with loader: WarehouseLoader, at time: String
    ) throws -> Receipt {
        do throws(LoadingError) {
            let outcome = try loader.load(report, at: time)
            var receipt = Receipt()
            guard outcome.isLoaded else {
                // Another run took the same bytes in since they were asked for.
                receipt.counts.unchanged = 1
                return receipt
            }
            receipt.counts.loaded = 1
            receipt.counts.superseded = outcome.superseded.count + (outcome.supersededBy == nil ? 0 : 1)
            receipt.counts.observations = outcome.observationCount
            receipt.counts.findings = outcome.findingCount
            return receipt
        } catch {
            if case .refused(let refusal) = error.reason, refusal.reason == .busy || refusal.reason == .full {
                throw error
            }
            // One report that does not fit leaves the others; where nothing can be written, neither can this.
            let rejection = Rejection(
                code: "not_loadable", reason: error.what, help: error.help, format: report.format,
                metadata: report.metadata)
            var bare = rejection
            bare.metadata = DocumentMetadata()
            // What does not fit may be what the report says about itself.
            do { return try reject(arrival, rejection, loader, at: time) } catch _ {
                do { return try reject(arrival, bare, loader, at: time) } catch _ { throw error }
            }
        }
    }

    private static func reject(
        _ arrival: Arrival, _ rejection: Rejection, _ loader: WarehouseLoader, at time: String
    ) throws -> Receipt {
        try loader.quarantine(
            arrival.file, for: rejection.quarantine, format: rejection.format, metadata: rejection.metadata, at: time)
        var receipt = Receipt(rejection: rejection)
        receipt.counts.quarantined = 1
        return receipt
    }

    private static func take(_ arrival: Arrival, with ledger: inout DryLedger) -> Receipt {
        var receipt = Receipt()
        switch ledger.standing(of: arrival.file) {
        case .unchanged: receipt.counts.unchanged = 1
        case .alias: receipt.counts.aliases = 1
        case .quarantined(let quarantine):
            receipt.counts.quarantined = 1
            receipt.rejection = Rejection(quarantine)
        case .new(let supersedes):
            switch arrival.content {
            case .known: receipt.counts.unchanged = 1
            case .unreadable(let rejection):
                receipt.rejection = rejection
                receipt.counts.quarantined = 1
            case .report(let report):
                receipt.counts.loaded = 1
                receipt.counts.superseded = supersedes ? 1 : 0
                receipt.counts.observations = report.observations.count
                receipt.counts.findings = report.findings.count
            }
        }
        return receipt
    }
}
