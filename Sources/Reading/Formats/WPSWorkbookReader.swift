import DocumentModel

/// WPS spreadsheets (.et): the same records as .xls in the same container, told apart by the extension alone.
struct WPSWorkbookReader: FormatReader {
    let format = DocumentFormat.et
    let extensions = ["et", "ett"]

    func recognises(_ content: FileContent) -> Bool {
        LegacyWorkbookReader.isWorkbook(content) && extensions.contains(content.fileExtension)
    }

    func conversion(_ content: FileContent) -> OfficeTarget? {
        LegacyWorkbookReader.needsConverter(content) ? .xlsx : nil
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try conversion(content) == nil
            ? LegacyWorkbookReader.document(content, format: .et, context) : readConverted(content, context)
    }
}
