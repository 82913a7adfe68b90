import DocumentModel

/// Reads a page that is a picture of its own: a photograph or a scan as PNG, JPEG or TIFF.
///
/// Tesseract's own picture library unpacks all of them (and every page of a TIFF) into a PDF, from where they go the way
/// of a scanned PDF.
struct PictureReader: FormatReader {
    let format: DocumentFormat
    let extensions: [String]
    private let signatures: [[UInt8]]

    static let png = PictureReader(
        format: .png, extensions: ["png"], signatures: [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]])
    static let jpeg = PictureReader(format: .jpg, extensions: ["jpg", "jpeg"], signatures: [[0xFF, 0xD8, 0xFF]])
    static let tiff = PictureReader(
        format: .tif, extensions: ["tif", "tiff"], signatures: [[0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]])

    func recognises(_ content: FileContent) -> Bool { signatures.contains { content.starts(with: $0) } }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        guard context.recognition != .off else {
            throw ReadingFailure(
                .pictureOnly, zh: "文件是图片；去掉 --ocr off 可识别",
                en: "the file is a picture; without --ocr off it is recognised")
        }
        let folder = try PrivateFolder()
        try folder.write(file.bytes, as: "in.picture")
        // The recognition itself is cut short (13: one line): only the unpacked picture is wanted here.
        let output = try ExternalTool.tesseract.run(
            ["in.picture", "page", "-l", "eng", "--psm", "13", "pdf"], in: folder,
            environment: ["OMP_THREAD_LIMIT": "1"])
        guard output.exitCode == 0, let bytes = try folder.read("page.pdf") else {
            throw ReadingFailure(
                .damaged, zh: "图片打不开：\(output.complaint)", en: "the picture cannot be opened: \(output.complaint)")
        }
        let pages = PDFFile(bytes, expandedBytes: context.limits.expandedBytes).pictureSizes(
            atMost: context.limits.pages)
        guard !pages.isEmpty else { throw ReadingFailure(.damaged, zh: "图片里没有一页", en: "the picture has no page") }
        let recogniser = ScanRecogniser(folder)
        var document = Document(format: format)
        var placed: [PlacedPage] = []
        for (index, size) in pages.enumerated() {
            // The longer side as on a sheet of A4; small pictures are not blown up beyond what they show.
            let side = min(Int(ScanRecogniser.resolution * 11.69), max(size.width, size.height) * 3)
            placed.append(try recogniser.page(ofPDF: "page.pdf", number: index + 1, longerSide: side))
            document.notes.append(ReadingNote(.recognisedPage, page: index + 1, detail: "图片，经识别得到文字"))
        }
        document.blocks = DocumentLayout.blocks(of: placed)
        document.metadata.pageCount = pages.count
        guard !document.blocks.isEmpty else {
            throw ReadingFailure(.pictureOnly, zh: "图片里没有认出文字", en: "no text was recognised in the picture")
        }
        return document
    }
}

extension PDFFile {
    /// The size in pixels of the largest picture on each page.
    fileprivate func pictureSizes(atMost limit: Int) -> [(width: Int, height: Int)] {
        pages(atMost: limit).map { page in
            let objects = dictionary(dictionary(page.resources)?["XObject"]) ?? [:]
            let sizes = objects.values.compactMap { value -> (width: Int, height: Int)? in
                guard let picture = dictionary(value), picture["Subtype"]?.name == "Image",
                    let width = resolve(picture["Width"])?.integer, let height = resolve(picture["Height"])?.integer
                else { return nil }
                return (width, height)
            }
            return sizes.max { $0.width * $0.height < $1.width * $1.height } ?? (Int(page.width), Int(page.height))
        }
    }
}
