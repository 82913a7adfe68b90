import DocumentModel

/// Word documents since 2007 (.docx, .docm, .dotx): a package of WordprocessingML parts, or the same in one XML file.
struct WordReader: FormatReader {
    let format = DocumentFormat.docx
    let extensions = ["docx", "docm", "dotx"]

    func recognises(_ content: FileContent) -> Bool {
        Self.mainPart(content.members) != nil || FlatPackage.isWord(content)
    }

    private static func mainPart(_ names: some Collection<String>) -> String? { part("document", in: names) }

    /// `word/document.xml`; some programs number their parts.
    private static func part(_ part: String, in names: some Collection<String>) -> String? {
        if names.contains("word/\(part).xml") { return "word/\(part).xml" }
        return names.filter {
            $0.hasPrefix("word/\(part)") && $0.hasSuffix(".xml")
                && $0.dropFirst(5 + part.count).dropLast(4).allSatisfy(\.isNumber)
        }.min()
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let isFlat = content.isText
        let flat = isFlat ? FlatPackage.parts(content.bytes) : [:]
        let main = Self.mainPart(isFlat ? Set(flat.keys) : content.members) ?? "word/document.xml"
        let package =
            isFlat
            ? Package(parts: flat)
            : try Package(content.bytes, limits: context.limits) { name in
                switch name {
                case main, "docProps/core.xml": true
                default:
                    name.hasSuffix(".xml")
                        && ["styles", "numbering", "footnotes", "endnotes", "header", "footer"].contains {
                            name.hasPrefix("word/\($0)")
                        }
                }
            }
        let names = Array(package.parts.keys)
        func name(_ part: String) -> String { Self.part(part, in: names) ?? "word/\(part).xml" }
        let styles = WordStyles(package.parts[name("styles")] ?? [])
        var numbering = WordNumbering(package.parts[name("numbering")] ?? [])
        var document = Document(format: .docx, notes: package.notes)
        document.metadata.title = CoreProperties.title(package.parts["docProps/core.xml"])

        func blocks(_ name: String, role: Paragraph.Role?) throws(ReadingFailure) -> [Block] {
            guard let part = package.parts[name] else { return [] }
            var body = WordBody(
                part, name: name, styles: styles, numbering: numbering, role: role, limits: context.limits)
            try body.read()
            numbering = body.numbering
            document.notes += body.notes
            return body.blocks
        }
        var body = WordBody(
            try package.required(main), name: main, styles: styles, numbering: numbering, role: nil,
            limits: context.limits)
        try body.read()
        document.notes += body.notes
        let running = package.parts.keys.sorted()
        var seen: Set<Block> = []
        for name in running where name.hasPrefix("word/header") {
            document.blocks += try blocks(name, role: .header).filter { seen.insert($0).inserted }
        }
        let hasText = !body.blocks.isEmpty
        document.blocks += body.blocks
        document.blocks +=
            try blocks(name("footnotes"), role: .footnote) + blocks(name("endnotes"), role: .footnote)
        for name in running where name.hasPrefix("word/footer") {
            document.blocks += try blocks(name, role: .footer).filter { seen.insert($0).inserted }
        }
        guard hasText else {
            let hasPictures =
                content.members.contains { $0.hasPrefix("word/media/") }
                || flat.keys.contains { $0.hasPrefix("word/media/") }
            throw .withoutText(hasPictures: hasPictures)
        }
        PublicationLine.fill(&document.metadata, from: document.blocks)
        return document
    }
}

/// Title of a package's core properties.
enum CoreProperties {
    private enum Tag: String, CaseIterable { case title }
    private static let vocabulary = XMLVocabulary<Tag>()

    /// Nil where none is given or the properties are damaged: nothing depends on them.
    static func title(_ part: [UInt8]?) -> String? {
        guard let part else { return nil }
        var scanner = XMLScanner(part)
        var text: [UInt8] = []
        var isInside = false
        do {
            while true {
                switch try scanner.next() {
                case .start: isInside = vocabulary[scanner] == .title
                case .text: if isInside { try scanner.appendText(to: &text) }
                case .end:
                    if isInside {
                        let title = String(decoding: text, as: UTF8.self)
                        return text.allSatisfy { $0 <= 0x20 } ? nil : title
                    }
                case .finished: return nil
                }
            }
        } catch {
            return nil
        }
    }
}
