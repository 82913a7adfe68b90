import Loading
import Terminal

/// What reading documents again did, or in a dry run would do.
public struct ReprocessSummary: Hashable, Sendable {
    /// A document with what became of it.
    public struct Named: Hashable, Sendable {
        public var path: String
        /// As in `v_document.quarantine_code`; “absent” where its bytes are gone.
        public var code: String
        public var reason: Wording

        init(_ stored: StoredDocument, code: String = "", reason: Wording = Wording("")) {
            path = "\(stored.file.folder)/\(stored.file.name)"
            self.code = code
            self.reason = reason
        }
    }

    /// Documents that were to be read.
    public var documents: Int
    public var isDryRun: Bool
    public var unchanged = 0
    public var changed = 0
    /// In quarantine before, read now.
    public var readable: [Named] = []
    /// Read before, in quarantine now.
    public var quarantined: [Named] = []
    public var stillQuarantined = 0
    /// Not read again: the bytes are gone, or a program is missing.  Their readings stay.
    public var unread: [Named] = []
    public var changes = DataChanges()
    /// Set when a signal ended the run: then nothing of it was kept.
    public var interruption: Ending?
    /// Complaints there were, said or not.
    var complaints = 0

    init(documents: Int, isDryRun: Bool) {
        self.documents = documents
        self.isDryRun = isDryRun
    }

    public var status: Ending {
        if let interruption { return interruption }
        if !unread.isEmpty { return .noInput }
        return quarantined.isEmpty && stillQuarantined == 0 ? .done : .quarantined
    }
}
