import DocumentModel

/// Rich text (.rtf): through the office converter.
struct RichTextReader: FormatReader {
    let format = DocumentFormat.rtf
    /// Word gives such files the extension .doc as readily.
    let extensions = ["rtf"]

    func recognises(_ content: FileContent) -> Bool { content.starts(with: Array("{\\rtf".utf8)) }

    func conversion(_ content: FileContent) -> OfficeTarget? { .docx }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try readConverted(content, context)
    }
}
