import DocumentModel

/// Reads PDF: words from `pdftotext`, rulings from the file's own drawing, paragraphs and tables from both.
struct PDFReader: FormatReader {
    let format = DocumentFormat.pdf
    let extensions = ["pdf"]

    /// The header may stand behind some bytes of a mail program or a web server.
    func recognises(_ content: FileContent) -> Bool {
        let head = content.bytes.prefix(1024)
        return head.indices.contains { head[$0] == UInt8(ascii: "%") && head[$0...].starts(with: "%PDF-".utf8) }
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document {
        let folder = try PrivateFolder()
        try folder.write(file.bytes, as: "in.pdf")
        let words = try words(in: folder)
        var objects = PDFFile(file.bytes, expandedBytes: context.limits.expandedBytes)
        let drawings = Self.drawings(&objects, pageLimit: context.limits.pages)
        guard words.pages.count <= context.limits.pages else {
            throw ReadingFailure(.tooLarge, detail: "\(words.pages.count) 页，上限 \(context.limits.pages) 页")
        }
        var pages: [PlacedPage] = []
        for (index, page) in words.pages.enumerated() {
            let drawn = index < drawings.count ? drawings[index] : nil
            let placed = PlacedPage(
                number: index + 1, width: drawn?.width ?? page.width, height: drawn?.height ?? page.height, words: page.words,
                rulings: drawn?.drawing.rulings ?? [])
            pages.append(placed.upright(turns: drawn?.drawing.textTurns ?? 0))
        }
        var document = Document(format: .pdf, blocks: DocumentLayout.blocks(of: pages))
        document.metadata.title = words.title.flatMap { $0.isEmpty ? nil : $0 }
        document.metadata.pageCount = words.pages.count
        return document
    }

    private func words(in folder: PrivateFolder) throws(ReadingFailure) -> PDFWords {
        let output = try ExternalTool.pdfToText.run(["-bbox", "-q", "in.pdf", "-"], in: folder)
        return PDFWords(output.standardOutput)
    }

    private static func drawings(
        _ file: inout PDFFile, pageLimit: Int
    ) -> [(width: Double, height: Double, drawing: PDFDrawing)] {
        guard !file.isEncrypted else { return [] }
        var reader = PDFDrawingReader(file)
        return file.pages(atMost: pageLimit).map { ($0.width, $0.height, reader.drawing(of: $0)) }
    }
}
