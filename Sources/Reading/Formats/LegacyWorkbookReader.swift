import DocumentModel

/// Excel workbooks before 2007 (.xls, BIFF8) and WPS ones (.et): read record by record in process.
///
/// Source: [MS-XLS].  Older than BIFF8 (Excel 95) goes through the office converter.
struct LegacyWorkbookReader: FormatReader {
    let format = DocumentFormat.xls
    let extensions = ["xls", "xlt"]

    func recognises(_ content: FileContent) -> Bool {
        if Self.isWorkbook(content) { return content.fileExtension != "et" && content.fileExtension != "ett" }
        return Self.isFlatWorkbook(content)
    }

    func conversion(_ content: FileContent) -> OfficeTarget? { Self.needsConverter(content) ? .xlsx : nil }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try conversion(content) == nil ? Self.document(content, format: .xls, context) : readConverted(content, context)
    }

    static func isWorkbook(_ content: FileContent) -> Bool {
        content.compound?.has("Workbook") == true || content.compound?.has("Book") == true
    }

    /// A workbook as one XML file, as Excel 2003 saved it.
    private static func isFlatWorkbook(_ content: FileContent) -> Bool {
        content.isText && content.opens(with: "urn:schemas-microsoft-com:office:spreadsheet", within: 2_048)
            && content.opens(with: "workbook", within: 1_024) && !content.opens(with: "<html", within: 2_048)
    }

    static func needsConverter(_ content: FileContent) -> Bool {
        guard let stream = content.compound?.stream("Workbook") else { return true }
        return stream.uint16(at: 4) != 0x0600
    }

    static func document(
        _ content: FileContent, format: DocumentFormat, _ context: ReadingContext
    ) throws(ReadingFailure) -> Document {
        var workbook = BinaryWorkbook(content.compound?.stream("Workbook") ?? [], limits: context.limits)
        try workbook.read()
        var document = Document(format: format)
        for sheet in workbook.sheets { document.append(sheet) }
        guard !document.blocks.isEmpty else {
            throw ReadingFailure(.empty, zh: "工作簿里没有内容", en: "the workbook has no content")
        }
        return document
    }
}
