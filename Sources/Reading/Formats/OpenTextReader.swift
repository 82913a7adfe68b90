import DocumentModel

/// Text documents of LibreOffice and others (.odt).
struct OpenTextReader: FormatReader {
    let format = DocumentFormat.odt
    let extensions = ["odt", "ott"]

    func recognises(_ content: FileContent) -> Bool { OpenPackage.kind(content) == .text }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let package = try OpenPackage.parts(content, context)
        var styles = OpenStyles()
        try styles.read(package.parts["styles.xml"] ?? [], name: "styles.xml")
        let main = try package.required("content.xml")
        try styles.read(main, name: "content.xml")
        var body = OpenBody(main, styles: styles, limits: context.limits)
        try body.read()
        guard body.blocks.contains(where: { $0.paragraph?.role != .footnote }) else {
            let hasPictures = content.members.contains { $0.hasPrefix("Pictures/") }
            throw .withoutText(hasPictures: hasPictures)
        }
        var document = Document(format: .odt, blocks: styles.headers + body.blocks + styles.footers)
        document.metadata.title = CoreProperties.title(package.parts["meta.xml"])
        document.notes = package.notes + body.notes
        PublicationLine.fill(&document.metadata, from: document.blocks)
        return document
    }
}

/// What text documents and sheets of OpenDocument have in common.
enum OpenPackage {
    enum Kind { case text, sheet }

    /// The first member says what the package is; it stands unpacked at the front.
    static func kind(_ content: FileContent) -> Kind? {
        guard content.members.contains("content.xml"), content.members.contains("mimetype") else { return nil }
        let head = Array(content.bytes.prefix(160))
        if head.contains("opendocument.text") { return .text }
        if head.contains("opendocument.spreadsheet") { return .sheet }
        return content.fileExtension == "ods" ? .sheet : .text
    }

    static func parts(_ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Package {
        let package = try Package(content.bytes, limits: context.limits) {
            ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"].contains($0)
        }
        if package.parts["META-INF/manifest.xml"]?.contains("encryption-data") == true {
            throw ReadingFailure(.encrypted, zh: "文件有打开密码", en: "it opens only with a password")
        }
        return package
    }
}
