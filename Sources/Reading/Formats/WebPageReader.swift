import DocumentModel

/// Saved web pages (.html), also those that a site gives out as .xls or .doc.
struct WebPageReader: FormatReader {
    let format = DocumentFormat.html
    let extensions = ["html", "htm", "xhtml", "shtml", "jsp", "php", "aspx", "asp"]

    func recognises(_ content: FileContent) -> Bool {
        guard content.isText else { return false }
        if content.opens(with: "<!doctype html", within: 2_048) || content.opens(with: "<html", within: 4_096) {
            return true
        }
        // A fragment without head still opens with a tag of a page.
        let first = content.head.prefix(64).first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        return first == 0x3C
            && [
                "<table", "<div", "<body", "<head", "<meta", "<p>", "<p ", "<br", "</h", "</font>", "</span>",
                "</center>",
                "</strong>",
            ].contains { content.opens(with: $0) }
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        try Self.document(content.bytes, declared: nil, format: .html, context)
    }

    /// A page's document; the encoding is the one that transport declared, else the page's own, else the bytes'.
    static func document(
        _ bytes: [UInt8], declared: TextEncoding?, format: DocumentFormat, _ context: ReadingContext
    ) throws(ReadingFailure) -> Document {
        let label = declared ?? declaredEncoding(bytes)
        let decoded = TextEncoding.decode(bytes, declared: label)
        guard decoded.faults * 50 <= decoded.bytes.count else {
            throw ReadingFailure(.unreadableText, zh: "网页的文字编码认不出来", en: "the encoding of the web page is not known")
        }
        let tags = decoded.bytes.withUnsafeBufferPointer { $0.reduce(0) { $0 &+ ($1 == 0x3C ? 1 : 0) } }
        guard decoded.bytes.count <= context.limits.textBytes, tags <= context.limits.tags else {
            throw ReadingFailure(
                .tooLarge, zh: "网页超过 \(context.limits.textBytes >> 20) MB 或 \(context.limits.tags) 个标记",
                en: "the web page has more than \(context.limits.textBytes >> 20) MB or \(context.limits.tags) tags")
        }
        // NB: a zero byte would end the page early in the parser.
        let clean = withoutConditions(decoded.bytes.contains(0) ? decoded.bytes.filter { $0 != 0 } : decoded.bytes)
        guard let tree = HTMLTree(utf8: clean), let root = tree.root else {
            throw ReadingFailure(.empty, zh: "网页里没有内容", en: "the web page has no content")
        }
        var page = WebPage(tree, root: root, limits: context.limits)
        try page.read()
        withExtendedLifetime(tree) {}
        guard page.blocks.contains(where: { $0.paragraph.map { $0.role != .navigation } ?? true }) else {
            throw ReadingFailure(.empty, zh: "网页里没有正文", en: "the web page has no article")
        }
        if isFrameset(clean), page.blocks.allSatisfy({ ($0.paragraph?.text.utf8.count ?? 999) < 300 }) {
            throw ReadingFailure(
                .empty, zh: "网页只是框架，正文在它引用的文件里", en: "the page is a frame only; its text is in the files it names")
        }
        var document = Document(
            format: format, metadata: page.metadata, blocks: page.blocks, attachments: page.attachments)
        if label == nil, decoded.encoding != .utf8 {
            document.notes.append(ReadingNote(.encodingGuessed, detail: decoded.encoding.rawValue))
        }
        return document
    }

    /// A page that only puts other pages side by side.
    static func isFrameset(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { $0.findIgnoringCase("<frameset", to: 1 << 16) }
    }

    /// Word brackets what only newer browsers show in `<![if !supportLists]>` and `<![endif]>`, which the parser takes for
    /// text.
    private static func withoutConditions(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains("<![") else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3C,
                bytes[index...].starts(with: "<![if".utf8) || bytes[index...].starts(with: "<![endif]>".utf8),
                let close = bytes[index..<min(index + 200, bytes.count)].firstIndex(of: 0x3E), bytes[close - 1] == 0x5D
            {
                index = close + 1
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// `<meta charset="gbk">`, `content="text/html; charset=gb2312"`, `<?xml encoding="…"?>`.
    private static func declaredEncoding(_ bytes: [UInt8]) -> TextEncoding? {
        let head = bytes.prefix(4_096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return head.withUnsafeBytes { raw in
            for mark in ["charset=", "encoding="] as [StaticString] {
                var from = 0
                while let hit = raw.find(mark, from: from) {
                    from = hit + mark.utf8CodeUnitCount
                    var start = from
                    while start < raw.count, raw[start] == 0x22 || raw[start] == 0x27 || raw[start] == 0x20 {
                        start += 1
                    }
                    var end = start
                    while end < raw.count, raw[end] > 0x20, ![0x22, 0x27, 0x3B, 0x3E, 0x2F, 0x3F].contains(raw[end]) {
                        end += 1
                    }
                    if let encoding = TextEncoding(label: String(decoding: raw[start..<end], as: UTF8.self)) {
                        return encoding
                    }
                }
            }
            return nil
        }
    }
}
