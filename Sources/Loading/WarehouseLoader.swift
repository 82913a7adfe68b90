import DocumentModel
import FiscalModel
import Warehouse

/// Writes reports into the warehouse: dimensions, documents, observations, facts, findings, and the run log.
///
/// The room's one door.  Every document is one transaction: it is in with its observations, with the facts of its unit
/// chosen again over all current reports, or it is not in at all.  A loader belongs to one task; the reports may come
/// from many.
///
/// ```swift
/// let loader = try WarehouseLoader(warehouse, generation: rulesAndSeedsFingerprint, judge: judge)
/// try loader.sync(seedsFingerprint: fingerprint) { ReferenceRows(reference) }
/// try loader.beginRun(command: "load reports", at: now)
/// switch try loader.standing(of: file) {
/// case .new, .retry: try loader.load(report)          // or quarantine(file, …)
/// case .alias: try loader.recordAlias(file)
/// case .returned: try loader.reinstate(file)
/// case .unchanged, .superseded, .quarantined: break
/// }
/// try loader.finishRun(counts, at: now)
/// ```
///
/// Throws `LoadingError`; the transaction is then rolled back and the loader can go on with the next document.
public final class WarehouseLoader {
    let warehouse: Warehouse

    /// - Parameters:
    ///   - generation: fingerprint of the rules and seeds that read the reports.
    ///   - judge: chooses the figures of a unit and finds what its reports contradict each other in.
    public init(_ warehouse: Warehouse, generation: String, judge: any UnitJudge) throws(LoadingError) {
        self.warehouse = warehouse
    }

    /// Brings the dimensions to the seeds; writes nothing, and asks for no rows, when the fingerprint is that of the
    /// seeds that are in.  Returns whether it wrote.
    @discardableResult
    public func sync(seedsFingerprint: String, rows: () -> ReferenceRows) throws(LoadingError) -> Bool { false }

    /// Opens a row of the run log; documents taken in from now on point to it.
    public func beginRun(command: String, at time: String) throws(LoadingError) {}

    /// Closes the row of the run log.
    public func finishRun(_ counts: RunCounts, at time: String) throws(LoadingError) {}

    /// What the warehouse knows of a file; writes nothing.
    public func standing(of file: ArrivedFile) throws(LoadingError) -> Standing { .new }

    /// Takes a report in, in one transaction; known bytes are left alone.
    @discardableResult
    public func load(_ report: LoadableReport, at time: String) throws(LoadingError) -> LoadOutcome {
        .init(isLoaded: false)
    }

    /// Puts a file on record that cannot be read or identified.
    public func quarantine(
        _ file: ArrivedFile, for reason: Quarantine, format: DocumentFormat? = nil,
        metadata: DocumentMetadata = .init(), at time: String
    ) throws(LoadingError) {}

    /// Puts a second place of known bytes on record.
    public func recordAlias(_ file: ArrivedFile) throws(LoadingError) {}

    /// Makes a superseded document current again that stands at its old place again.
    public func reinstate(_ file: ArrivedFile) throws(LoadingError) {}
}
