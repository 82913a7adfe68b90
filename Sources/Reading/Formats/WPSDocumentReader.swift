import DocumentModel

/// WPS text documents (.wps): the container and the streams of .doc, told apart by the extension alone.
struct WPSDocumentReader: FormatReader {
    let format = DocumentFormat.wps
    let extensions = ["wps", "wpt"]

    func recognises(_ content: FileContent) -> Bool { content.compound?.has("WordDocument") == true }

    func conversion(_ content: FileContent) -> OfficeTarget? { .docx }

    /// The converter takes .wps for a format of Microsoft Works.
    func converterExtension(_ content: FileContent) -> String { "doc" }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try LegacyWordReader.refuseEncrypted(content)
        return try readConverted(content, context)
    }
}
