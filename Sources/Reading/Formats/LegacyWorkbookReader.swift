import DocumentModel

/// Excel workbooks before 2007 (.xls, BIFF8) and WPS ones (.et): read record by record in process.
///
/// Source: [MS-XLS].  Older than BIFF8 (Excel 95) goes through the office converter.
struct LegacyWorkbookReader: FormatReader {
    let format = DocumentFormat.xls
    let extensions = ["xls", "xlt"]

    func recognises(_ content: FileContent) -> Bool {
        Self.isWorkbook(content) && content.fileExtension != "et" && content.fileExtension != "ett"
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document {
        try Self.document(content, format: .xls, file, context)
    }

    static func isWorkbook(_ content: FileContent) -> Bool {
        content.compound?.has("Workbook") == true || content.compound?.has("Book") == true
    }

    static func document(
        _ content: FileContent, format: DocumentFormat, _ file: SourceFile, _ context: ReadingContext
    ) throws(ReadingFailure) -> Document {
        guard let stream = content.compound?.stream("Workbook") else {
            return try context.converted(file, to: .xlsx, as: format)
        }
        var workbook = BinaryWorkbook(stream, limits: context.limits)
        guard try workbook.read() else { return try context.converted(file, to: .xlsx, as: format) }
        var document = Document(format: format)
        for sheet in workbook.sheets { document.append(sheet) }
        guard !document.blocks.isEmpty else { throw ReadingFailure(.empty, detail: "工作簿里没有内容") }
        return document
    }
}
