import DocumentModel

/// Reads one format.  A format's extensions, leading bytes and way of reading stand in its own file, and its name once in
/// `FormatReaders.all`.
protocol FormatReader: Sendable {
    /// The format, and its extensions in lower case; the first is the usual one.
    var format: DocumentFormat { get }
    var extensions: [String] { get }
    /// Whether the bytes are in this format.  Readers are asked in the order of the list, so a general one comes last.
    func recognises(_ content: FileContent) -> Bool
    /// What the office converter has to make of the file before it can be read; nil where we read it ourselves.
    func conversion(_ content: FileContent) -> OfficeTarget?
    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
}

extension FormatReader {
    func conversion(_ content: FileContent) -> OfficeTarget? { nil }

    /// The extension under which the converter is given the file.
    func converterExtension(_ content: FileContent) -> String {
        content.isText && content.opens(with: "<?", within: 64) ? "xml" : extensions[0]
    }

    /// Reads what the converter made of the file, as this format's document.
    func readConverted(_ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document {
        guard let target = conversion(content) else { throw ReadingFailure(.unsupported, part: format.rawValue) }
        let bytes = try context.conversions.converted(
            .init(bytes: content.bytes, fileExtension: converterExtension(content), target: target))
        let converted = SourceFile(name: "converted.\(target.rawValue)", folder: "", bytes: bytes)
        let inner = try FileContent(converted, limits: context.limits)
        var document =
            switch target {
            case .docx: try WordReader().read(converted, inner, context)
            case .xlsx: try WorkbookReader().read(converted, inner, context)
            }
        document.format = format
        return document
    }
}

/// What readers are given beside the file.
struct ReadingContext: Sendable {
    var limits: ReadingLimits
    var recognition: Recognition
    var conversions: OfficeConversions
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
        FixedLayoutReader(),
        OpenTextReader(),
        OpenSheetReader(),
        LegacyWordReader(),
        WPSDocumentReader(),
        LegacyWorkbookReader(),
        WPSWorkbookReader(),
        RichTextReader(),
        WebArchiveReader(),
        WebPageReader(),
        SeparatedReader(),
        TextReader(),
    ]
}
