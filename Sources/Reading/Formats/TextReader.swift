import DocumentModel

/// Plain text: reports saved or copied as text, with tables flattened by tabs, bars or blanks.
struct TextReader: FormatReader {
    let format = DocumentFormat.txt
    let extensions = ["txt", "text", "md", "log"]

    func recognises(_ content: FileContent) -> Bool { content.isText }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let decoded = TextEncoding.decode(content.bytes)
        guard decoded.faults * 100 <= decoded.bytes.count else {
            throw ReadingFailure(
                .unreadableText, zh: "\(file.name): 不是 UTF-8、GB18030 或 UTF-16 编码的文本",
                en: "\(file.name): it is no text in UTF-8, GB18030 or UTF-16")
        }
        let (blocks, pages) = try TextBlocks.blocks(of: decoded.bytes, limits: context.limits)
        guard !blocks.isEmpty else {
            throw ReadingFailure(.empty, zh: "\(file.name): 文件里没有文字", en: "\(file.name): there is no text in it")
        }
        var document = Document(format: .txt, blocks: blocks)
        document.metadata.pageCount = pages
        PublicationLine.fill(&document.metadata, from: blocks)
        if decoded.isGuessed { document.notes.append(ReadingNote(.encodingGuessed, detail: decoded.encoding.rawValue)) }
        if decoded.faults > 0 {
            document.notes.append(ReadingNote(.droppedContent, detail: "\(decoded.faults) 处字节不成字符"))
        }
        return document
    }
}
