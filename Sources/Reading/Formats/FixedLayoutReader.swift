import DocumentModel

/// The state's own fixed-layout format (.ofd, GB/T 33190): a ZIP of pages that place text and lines by coordinates.
///
/// Nothing in it says what is a paragraph or a table; both are rebuilt from positions, as in PDF.
struct FixedLayoutReader: FormatReader {
    let format = DocumentFormat.ofd
    let extensions = ["ofd"]

    func recognises(_ content: FileContent) -> Bool { content.members.contains("OFD.xml") }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        if content.members.contains("Encryptions.xml") {
            throw ReadingFailure(.encrypted, zh: "OFD 文件加了密", en: "the OFD file is encrypted")
        }
        let package = try Package(content.bytes, limits: context.limits) { $0.hasSuffix(".xml") }
        let entry = try FixedLayoutEntry(try package.required("OFD.xml"))
        var document = Document(format: .ofd, notes: package.notes)
        document.metadata.title = entry.title
        var pages: [PlacedPage] = []
        var hasPictures = false
        for root in entry.roots {
            let path = FixedLayoutPath.resolve(root, from: "")
            let outline = try FixedLayoutOutline(try package.required(path), name: path)
            guard pages.count + outline.pages.count <= context.limits.pages else {
                throw ReadingFailure(
                    .tooLarge, zh: "\(outline.pages.count) 页，上限 \(context.limits.pages) 页",
                    en: "\(outline.pages.count) pages, the limit is \(context.limits.pages)")
            }
            for location in outline.pages {
                let place = FixedLayoutPath.resolve(location, from: path)
                var canvas = FixedLayoutCanvas(number: pages.count + 1, size: outline.size, limits: context.limits)
                try canvas.draw(try package.required(place), name: place)
                for template in canvas.templates {
                    guard let base = outline.templates[template] else { continue }
                    let background = FixedLayoutPath.resolve(base, from: path)
                    try canvas.draw(try package.required(background), name: background)
                }
                hasPictures = hasPictures || canvas.hasPictures
                pages.append(canvas.page)
            }
        }
        document.metadata.pageCount = pages.count
        document.blocks = DocumentLayout.blocks(of: pages)
        guard !document.blocks.isEmpty else {
            throw hasPictures
                ? ReadingFailure(.pictureOnly, zh: "整份都是图片，没有文字", en: "all of it is pictures, without text")
                : ReadingFailure(.empty, zh: "OFD 里没有文字", en: "there is no text in the OFD file")
        }
        PublicationLine.fill(&document.metadata, from: document.blocks)
        return document
    }
}
