import DocumentModel

/// Word documents before 2007 (.doc), and those that Word saved as one XML file: through the office converter.
///
/// Lighter tools lose table cells or corrupt Chinese without saying so.
struct LegacyWordReader: FormatReader {
    let format = DocumentFormat.doc
    let extensions = ["doc", "dot"]

    func recognises(_ content: FileContent) -> Bool {
        if let compound = content.compound { return compound.has("WordDocument") && content.fileExtension != "wps" }
        return content.isText && content.opens(with: "<?mso-application", within: 512)
            && content.opens(with: "word.document", within: 512) && content.opens(with: "worddocument", within: 2_048)
    }

    func conversion(_ content: FileContent) -> OfficeTarget? { .docx }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try Self.refuseEncrypted(content)
        return try readConverted(content, context)
    }

    /// The second byte of the flags at offset 10 of the main stream says whether a password is needed.
    static func refuseEncrypted(_ content: FileContent) throws(ReadingFailure) {
        guard let stream = content.compound?.stream("WordDocument") else { return }
        if stream.uint16(at: 10) & 0x0100 != 0 {
            throw ReadingFailure(.encrypted, zh: "文件有打开密码", en: "it opens only with a password")
        }
    }
}
