/// One report as its file shows it: paragraphs and tables in reading order, whatever the format was.
///
/// Every reader ends here and every later room starts here, so that nothing after Reading knows the format.
/// A document is faithful and makes no judgement: a blank cell is blank, a repeated header is repeated.
///
/// ```swift
/// let document = try DocumentReader().read(file)
/// document.blocks.count          // 212
/// document.text(at: span)        // "110.38万元"
/// document.locator(of: span)     // "第2页第14段"
/// ```
public struct Document: Hashable, Sendable {
    /// The format that the bytes are in, not what the extension says.
    public var format: DocumentFormat
    /// What the file or the page says about itself.
    public var metadata: DocumentMetadata
    /// Paragraphs and tables in reading order.
    public var blocks: [Block]
    /// What the reader noticed and the clerk may want to know (wrong extension, hidden sheet, dropped page …).
    public var notes: [ReadingNote]
    /// Files that the page links to; listed in `trace`, not followed.
    public var attachments: [Attachment]

    public init(
        format: DocumentFormat, metadata: DocumentMetadata = .init(), blocks: [Block] = [], notes: [ReadingNote] = [],
        attachments: [Attachment] = []
    ) {
        self.format = format
        self.metadata = metadata
        self.blocks = blocks
        self.notes = notes
        self.attachments = attachments
    }
}

/// The format of a file's bytes; the raw value is what `v_document.format` shows.
public enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    case txt, csv, docx, doc, wps, rtf, odt, xlsx, xls, et, ods, html, mht, pdf, ofd, png, jpg, tif
}

/// What a file or a page says about itself.  Nothing here decides an identity alone.
public struct DocumentMetadata: Hashable, Sendable {
    public var title: String?
    /// ISO 8601 day (2024-06-18), from the file's metadata or the page's “发布时间”.
    public var publishedOn: String?
    public var publisher: String?
    public var sourceURL: String?
    /// ISO 8601 day on which somebody fetched the file, from a sidecar.
    public var retrievedOn: String?
    public var pageCount: Int?

    public init(
        title: String? = nil, publishedOn: String? = nil, publisher: String? = nil, sourceURL: String? = nil,
        retrievedOn: String? = nil, pageCount: Int? = nil
    ) {
        self.title = title
        self.publishedOn = publishedOn
        self.publisher = publisher
        self.sourceURL = sourceURL
        self.retrievedOn = retrievedOn
        self.pageCount = pageCount
    }
}

/// A remark of a reader about something odd inside a readable document.
public struct ReadingNote: Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        case wrongExtension, hiddenContent, unreadablePage, recognisedPage, droppedContent, encodingGuessed, other
    }
    public var code: Code
    /// 1-based page, where one is known.
    public var page: Int?
    /// Details in the user's words: a sheet's name, an extension.
    public var detail: String

    public init(_ code: Code, page: Int? = nil, detail: String = "") {
        self.code = code
        self.page = page
        self.detail = detail
    }
}

/// A link from a web page to another file.
public struct Attachment: Hashable, Sendable {
    public var name: String
    public var url: String

    public init(name: String, url: String) {
        self.name = name
        self.url = url
    }
}
