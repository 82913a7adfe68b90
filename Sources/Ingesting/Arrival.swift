import DocumentModel
import Loading
import Reading
import Terminal

/// A file, or a member of an archive, as it comes to the writer.
struct Arrival: Sendable {
    enum Content: Sendable {
        /// The warehouse has these bytes: nobody read them.
        case known
        case report(LoadableReport)
        case unreadable(Rejection)
    }

    var file: ArrivedFile
    /// For messages: the path as given, with the member's place in its archive.
    var displayPath: String
    var content: Content
    var times = StageTimes()
    /// Set where its bytes could not be kept: then it must not be taken in.
    var archiveFault: DocumentArchive.Fault?
}

/// Why a file goes into quarantine, with what a person is told.
struct Rejection: Hashable, Sendable {
    /// `v_document.quarantine_code`
    var code: String
    var reason: Wording
    var help: Wording?
    /// What an unidentified report could be, best first.
    var candidates: String?
    var format: DocumentFormat?
    var metadata = DocumentMetadata()

    /// The reason, and what the report could be.
    var fullReason: Wording {
        guard let candidates, !candidates.isEmpty else { return reason }
        return Wording(zh: "\(reason.zh)；可能是：\(candidates)", en: "\(reason.en); it could be: \(candidates)")
    }

    var quarantine: Quarantine { Quarantine(code: code, text: reason.zh, candidates: candidates) }
}

extension Rejection {
    /// As it stands in the warehouse from before.
    init(_ quarantine: Quarantine) {
        self.init(code: quarantine.code, reason: Wording(quarantine.text), candidates: quarantine.candidates)
    }
}

extension Walk {
    /// What the loader gets of a file.
    func report(from source: SourceFile, as file: ArrivedFile, times: inout StageTimes) throws(Setback)
        -> LoadableReport
    {
        let walked = try walk(source, times: &times)
        return LoadableReport(
            file: file, document: walked.document, identity: walked.identity,
            extraction: walked.reconciled.extraction, balances: walked.reconciled.balances,
            findings: walked.reconciled.findings)
    }
}
