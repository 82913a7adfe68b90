import DocumentModel
import Extracting
import FiscalModel
import Identifying
import Loading
import Reading
import Reconciling
import ReferenceData

/// A report's walk through the rooms, up to the writer: the one place that knows their order.
///
/// ```swift
/// let walk = Walk(reference: try .embedded())
/// let walked = try walk.walk(sourceFile)
/// walked.identity.unit.name             // "道县工商业联合会"
/// walked.reconciled.findings.count      // 1
/// ```
///
/// A value that many threads may use at once.
public struct Walk: Sendable {
    let reader: DocumentReader
    private let rooms: Deferred<Rooms>
    private let reconciler: Reconciler

    /// The rooms that take a while to furnish.
    private struct Rooms: Sendable {
        var identifier: ReportIdentifier
        var extractor: Extractor
    }

    public init(reference: ReferenceData, reader: DocumentReader = DocumentReader()) {
        self.reader = reader
        rooms = Deferred {
            Rooms(identifier: ReportIdentifier(reference: reference), extractor: Extractor(reference: reference))
        }
        reconciler = Reconciler(reference: reference)
    }

    /// Builds what the first walk would wait for: automata over all names and words.
    func furnish() { _ = rooms.value }

    /// Who chooses among a unit's figures.
    var judge: any UnitJudge { reconciler }

    /// The members of an archive; nil for any other file.
    func expand(_ file: SourceFile) -> ExpandedArchive? { reader.expand(file) }

    /// Converts the files that need another program, many in one start of it, before they are walked.
    func prepare(_ files: [SourceFile]) { reader.prepare(files) }

    /// Walks a file to the end, or says at which stage it stopped and why.
    func walk(_ file: SourceFile, times: inout StageTimes) throws(Setback) -> WalkedReport {
        let document: Document
        do throws(ReadingFailure) {
            document = try times.measure(\.reading) { () throws(ReadingFailure) in try reader.read(file) }
        } catch {
            throw .reading(error)
        }
        return try walk(document, times: &times)
    }

    /// The same from a document on.
    func walk(_ document: Document, times: inout StageTimes) throws(Setback) -> WalkedReport {
        let rooms = rooms.value
        let identity: ReportIdentity
        let clues: [Clue]
        let folded = times.measure(\.identifying) { document.foldedParagraphs }
        switch times.measure(\.identifying, { rooms.identifier.identify(document, folded: folded) }) {
        case .identified(let found, let foundClues): (identity, clues) = (found, foundClues)
        case .unidentified(let reason, let candidates): throw .identifying(reason, candidates, document)
        }
        let extraction = times.measure(\.extracting) {
            rooms.extractor.extract(from: document, folded: folded, of: identity)
        }
        let reconciled = times.measure(\.reconciling) {
            reconciler.reconcile(extraction, in: document, of: identity)
        }
        return WalkedReport(
            document: document, identity: identity, clues: clues, extraction: extraction, reconciled: reconciled)
    }
}

/// Everything the stages made of one report.
public struct WalkedReport: Sendable {
    public var document: Document
    public var identity: ReportIdentity
    /// What spoke for the identity, the heaviest first.
    public var clues: [Clue]
    public var extraction: Extraction
    public var reconciled: ReconciledReport
}

/// Why a walk ended before its end: the file is quarantined with this.
enum Setback: Error, Sendable {
    case reading(ReadingFailure)
    /// With the document, whose format and metadata go on record.
    case identifying(UnidentifiedReason, [IdentityCandidate], Document)
}
