import DocumentModel

/// A file's bytes with where they came from; what Reading is given.
public struct SourceFile: Hashable, Sendable {
    /// The file's own name, as found (inside an archive: the member's).
    public var name: String
    /// The folder it was found in; for a member `archive.zip/` and its folder there.
    public var folder: String
    public var bytes: [UInt8]
    /// The archive that held it, by name; nil for a file of its own.
    public var archive: String?
    /// What a sidecar (`FILE.json`) or `--source-url` says.
    public var origin: SourceOrigin

    public init(name: String, folder: String, bytes: [UInt8], archive: String? = nil, origin: SourceOrigin = .init()) {
        self.name = name
        self.folder = folder
        self.bytes = bytes
        self.archive = archive
        self.origin = origin
    }
}

/// Where a file was fetched: from its sidecar or the command line.
public struct SourceOrigin: Hashable, Sendable {
    public var url: String?
    /// True for a URL that was given for all files of a run: it says where they come from, not which document each is.
    public var isURLShared = false
    /// ISO 8601 day.
    public var retrievedOn: String?
    public var publisher: String?

    public init(
        url: String? = nil, isURLShared: Bool = false, retrievedOn: String? = nil, publisher: String? = nil
    ) {
        self.url = url
        self.isURLShared = isURLShared
        self.retrievedOn = retrievedOn
        self.publisher = publisher
    }
}
