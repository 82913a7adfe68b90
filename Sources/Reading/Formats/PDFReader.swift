import DocumentModel

/// Reads PDF: words from `pdftotext`, rulings from the file's own drawing, paragraphs and tables from both; pages that
/// are pictures are recognised.
struct PDFReader: FormatReader {
    let format = DocumentFormat.pdf
    let extensions = ["pdf"]

    /// The header may stand behind some bytes of a mail program or a web server.
    func recognises(_ content: FileContent) -> Bool {
        let head = content.bytes.prefix(1024)
        return head.indices.contains { head[$0] == UInt8(ascii: "%") && head[$0...].starts(with: "%PDF-".utf8) }
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let folder = try PrivateFolder()
        try folder.write(file.bytes, as: "in.pdf")
        let words = try PDFWords(in: folder)
        guard words.pages.count <= context.limits.pages else {
            throw ReadingFailure(
                .tooLarge, zh: "\(words.pages.count) 页，上限 \(context.limits.pages) 页",
                en: "\(words.pages.count) pages, the limit is \(context.limits.pages)")
        }
        guard !words.pages.isEmpty else {
            throw ReadingFailure(.damaged, zh: "PDF 里没有一页可以读出", en: "no page of the PDF can be read")
        }
        // Drawings of real reports unfold to a megabyte or two; what is beyond the limit is not looked at.
        let objects = PDFFile(file.bytes, expandedBytes: min(context.limits.expandedBytes, 100 << 20))
        let drawings = try PDFDrawings(objects, in: folder, limits: context.limits)

        var document = Document(format: .pdf)
        let pages = try placedPages(words, drawings, folder: folder, context: context, notes: &document.notes)
        document.blocks = DocumentLayout.blocks(of: pages)
        document.metadata = objects.metadata(title: words.title, blocks: document.blocks)
        document.metadata.pageCount = words.pages.count
        guard !document.blocks.isEmpty else {
            throw ReadingFailure(.empty, zh: "PDF 里没有文字，也没有图片", en: "the PDF has neither text nor pictures")
        }
        return document
    }

    /// What a page is made of, which decides how it is read.
    private enum Kind {
        case text, blank, picture, unreadable
    }

    private func placedPages(
        _ words: PDFWords, _ drawings: PDFDrawings, folder: PrivateFolder, context: ReadingContext,
        notes: inout [ReadingNote]
    ) throws(ReadingFailure) -> [PlacedPage] {
        var kinds = words.pages.indices.map { kind(words.pages[$0].words, drawings[$0]) }
        if words.pages.reduce(Legibility(), { $0 + Legibility.of($1.words) }).isShifted {
            kinds = kinds.map { $0 == .text ? .unreadable : $0 }
        }
        if context.recognition != .only {
            let written = kinds.count { $0 == .text || $0 == .unreadable }
            if kinds.contains(.unreadable), kinds.count(where: { $0 == .unreadable }) * 2 > written {
                throw ReadingFailure(
                    .garbled, zh: "字体没有文字对照表（ToUnicode），抽出的是乱码；可加 --ocr only 按图片识别",
                    en: "its fonts have no character map (ToUnicode); --ocr only recognises the pages as pictures")
            }
            if context.recognition == .off, kinds.contains(.picture), !kinds.contains(.text) {
                throw ReadingFailure(
                    .pictureOnly, zh: "整份都是扫描图片；去掉 --ocr off 可识别",
                    en: "all of it is scanned; without --ocr off it is recognised")
            }
        }
        let recogniser = ScanRecogniser(folder)
        var pages: [PlacedPage] = []
        for (index, kind) in kinds.enumerated() {
            let number = index + 1
            switch kind {
            case _ where context.recognition == .only && kind != .blank, .picture where context.recognition == .auto:
                do {
                    // Many scanning programs take a dot for a point: a sheet of a metre is a sheet of A4.
                    let side = max(words.pages[index].width, words.pages[index].height)
                    let longerSide = side > 1_250 ? Int(ScanRecogniser.resolution * 11.69) : nil
                    pages.append(try recogniser.page(ofPDF: "in.pdf", number: number, longerSide: longerSide))
                    notes.append(ReadingNote(.recognisedPage, page: number, detail: "扫描图片，经识别得到文字"))
                } catch {
                    // One page that takes too long does not lose the others; with no page of text nothing is left.
                    guard kinds.contains(.text), context.recognition == .auto else { throw error }
                    notes.append(ReadingNote(.unreadablePage, page: number, detail: "扫描图片未能识别：\(error.detail.zh)"))
                }
            case .picture, .unreadable:
                notes.append(
                    ReadingNote(
                        .unreadablePage, page: number, detail: kind == .picture ? "扫描图片，未识别" : "字体没有文字对照表，文字不可读"))
            case .text, .blank:
                var (page, drawn) = (words.pages[index], drawings[index])
                if let letters = Watermark.taken(from: &page.words) {
                    notes.append(ReadingNote(.other, page: number, detail: "压在正文上的水印“\(letters)”没有读"))
                }
                let placed = PlacedPage(
                    number: number, width: drawn?.width ?? page.width, height: drawn?.height ?? page.height,
                    words: page.words,
                    rulings: drawn?.drawing.rulings ?? [], isRecognised: drawn?.isRecognisedScan ?? false)
                pages.append(placed.upright(turns: drawn?.drawing.textTurns ?? 0))
            }
        }
        return pages
    }

    private func kind(_ words: [PlacedWord], _ drawn: PDFDrawings.Page?) -> Kind {
        let legibility = Legibility.of(words)
        if legibility.isGarbled { return .unreadable }
        // A stamped page number or the name of a scanning program does not make a scan a page of text.
        if legibility.characters > 12 { return .text }
        guard let drawn else { return words.isEmpty ? .picture : .text }
        if drawn.pictureShare > 0.3 { return .picture }
        if words.isEmpty {
            if drawn.drawing.shownTexts > 4 { return .unreadable }
            // Of a page whose drawing cannot be unfolded nobody knows that it is blank.
            return drawn.pictureShare > 0.05 || !drawn.drawing.isComplete ? .picture : .blank
        }
        return .text
    }
}

/// What the pages of a file draw beside text; empty where the file's objects cannot be read.
struct PDFDrawings {
    struct Page {
        var width: Double
        var height: Double
        var drawing: PDFDrawing

        /// The part of the page that pictures cover.
        var pictureShare: Double { drawing.pictureArea / max(width * height, 1) }
        /// The text lies without ink under a picture: somebody else's recognition.
        var isRecognisedScan: Bool { drawing.hiddenTexts > drawing.shownTexts && pictureShare > 0.5 }
    }
    private var pages: [Page] = []

    /// Streams of an encrypted file that opens without a password are decrypted by poppler's own converter first.
    init(_ file: PDFFile, in folder: PrivateFolder, limits: ReadingLimits) throws(ReadingFailure) {
        var file = file
        if file.isEncrypted {
            let output = try ExternalTool.pdfToCairo.run(["-pdf", "in.pdf", "plain.pdf"], in: folder)
            guard output.exitCode == 0, let bytes = try folder.read("plain.pdf") else { return }
            file = PDFFile(bytes, expandedBytes: min(limits.expandedBytes, 100 << 20))
        }
        var reader = PDFDrawingReader(file)
        pages = file.pages(atMost: limits.pages).map {
            Page(width: $0.width, height: $0.height, drawing: reader.drawing(of: $0))
        }
    }

    subscript(index: Int) -> Page? { pages.indices.contains(index) ? pages[index] : nil }
}

extension PDFWords {
    /// Runs `pdftotext` over `in.pdf` in the folder.
    init(in folder: PrivateFolder) throws(ReadingFailure) {
        let output = try ExternalTool.pdfToText.run(["-bbox", "in.pdf", "-"], in: folder)
        if output.exitCode != 0 {
            let complaints = String(decoding: output.standardError, as: UTF8.self)
            if complaints.contains("password") {
                throw ReadingFailure(.encrypted, zh: "PDF 有打开密码", en: "the PDF opens only with a password")
            }
            // Ended by a signal: the tool's own fault, or somebody else's.
            if output.exitCode >= 128 {
                let signal = output.exitCode - 128
                throw ReadingFailure(
                    .toolFailed, zh: "pdftotext 中途停止（信号 \(signal)）", en: "pdftotext was ended by signal \(signal)")
            }
            throw ReadingFailure(
                .damaged, zh: "PDF 打不开：\(output.complaint)", en: "the PDF cannot be opened: \(output.complaint)")
        }
        self.init(output.standardOutput)
    }
}
