import DocumentModel

/// Reads one format.  A format's extensions, leading bytes and way of reading stand in its own file, and its name once in
/// `FormatReaders.all`.
protocol FormatReader: Sendable {
    /// The format, and its extensions in lower case; the first is the usual one.
    var format: DocumentFormat { get }
    var extensions: [String] { get }
    /// Whether the bytes are in this format.  Readers are asked in the order of the list, so a general one comes last.
    func recognises(_ content: FileContent) -> Bool
    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
}

/// What readers are given beside the file.
struct ReadingContext: Sendable {
    var limits: ReadingLimits
    var recognition: Recognition
}

enum FormatReaders {
    /// Every format, in the order in which they are asked.
    static let all: [any FormatReader] = [
        PDFReader(),
        WordReader(),
        WorkbookReader(),
        PictureReader.png,
        PictureReader.jpeg,
        PictureReader.tiff,
        WebArchiveReader(),
        WebPageReader(),
        SeparatedReader(),
        TextReader(),
    ]
}
