/// A file as it arrives: its bytes by their digest, and where it was found.
///
/// The digest says which document it is, the place which document it replaces.
public struct ArrivedFile: Hashable, Sendable {
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    public var digest: String
    public var size: Int
    /// The folder with links resolved; inside an archive the archive and its folder there.
    public var folder: String
    /// The file's own name.
    public var name: String
    /// The archive that held it; nil for a file of its own.
    public var archive: String?
    /// From a sidecar or the command line, never guessed; so are the next three.
    public var sourceURL: String?
    /// True where the URL is that of many files: then it is put on record, and makes none of them a version of another.
    public var isURLShared: Bool
    public var publisher: String?
    /// ISO 8601 day.
    public var retrievedOn: String?

    public init(
        digest: String, size: Int, folder: String, name: String, archive: String? = nil, sourceURL: String? = nil,
        isURLShared: Bool = false, publisher: String? = nil, retrievedOn: String? = nil
    ) {
        self.digest = digest
        self.size = size
        self.folder = folder
        self.name = name
        self.archive = archive
        self.sourceURL = sourceURL
        self.isURLShared = isURLShared
        self.publisher = publisher
        self.retrievedOn = retrievedOn
    }
}

/// What the warehouse knows of an arrived file, and so what is to be done with it.
public enum Standing: Hashable, Sendable {
    /// Never seen: read it, then `load` or `quarantine`.
    case new
    /// Known at this place and read: nothing to do.
    case unchanged
    /// Known, and another document has taken its place since: nothing to do.
    case superseded
    /// Known and quarantined by the same rules and seeds: nothing to do.
    case quarantined(Quarantine)
    /// Known and quarantined, but by other rules or seeds, or for a fault that may have passed: read it again, then `load` or `quarantine`.
    case retry
    /// Known bytes at a place that is not on record: `recordAlias`.
    case alias(of: String)
    /// Superseded by what stood at this place after it, and now these bytes stand there again: `reinstate`.
    case returned
}

/// Why a file is quarantined.
public struct Quarantine: Hashable, Sendable {
    /// The code of a fault that was the machine's and may have passed: every run tries such a file again.
    public static let passingCode = "machine"

    /// `damaged`, `unidentified` …; stands in `v_document.quarantine_code`.
    public var code: String
    /// What a clerk is told.
    public var text: String
    /// The same in English; nil where it went into quarantine before that was kept.
    public var english: String?
    /// What an unidentified report could be, best first; nil where that is not the trouble.
    public var candidates: String?

    public init(code: String, text: String, english: String? = nil, candidates: String? = nil) {
        self.english = english
        self.code = code
        self.text = text
        self.candidates = candidates
    }
}
