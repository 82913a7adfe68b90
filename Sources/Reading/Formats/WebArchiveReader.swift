import DocumentModel

/// Web pages saved with their pictures in one file (.mht, .mhtml): a MIME message whose first HTML part is the page.
struct WebArchiveReader: FormatReader {
    let format = DocumentFormat.mht
    let extensions = ["mht", "mhtml", "eml"]

    func recognises(_ content: FileContent) -> Bool {
        guard content.isText, content.opens(with: "mime-version:", within: 4_096) else { return false }
        return content.opens(with: "content-type:", within: 8_192)
    }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let pages = Self.pages(in: content.bytes[...], depth: 0)
        guard let page = pages.first else {
            throw ReadingFailure(.damaged, zh: "网页归档里找不到网页", en: "no web page is found in the web archive")
        }
        var document =
            try WebPageReader.isFrameset(page.body) && pages.count > 1
            ? Self.document(ofSheets: pages.dropFirst(), context)
            : WebPageReader.document(page.body, declared: page.encoding, format: .mht, context)
        document.metadata.sourceURL = page.location
        return document
    }

    /// A workbook saved as a page: a frame, and a page for every sheet and for the tabs below them.
    private static func document(
        ofSheets pages: ArraySlice<Page>, _ context: ReadingContext
    ) throws(ReadingFailure) -> Document {
        var whole = Document(format: .mht)
        var failure: ReadingFailure?
        for page in pages.prefix(1_000) where page.location?.contains("tabstrip") != true {
            do throws(ReadingFailure) {
                let sheet = try WebPageReader.document(page.body, declared: page.encoding, format: .mht, context)
                whole.metadata.title = whole.metadata.title ?? sheet.metadata.title
                whole.blocks += sheet.blocks
                whole.notes += sheet.notes
                whole.attachments += sheet.attachments
            } catch {
                // A sheet without text is not worth a word; what else is wrong concerns the whole workbook.
                guard error.reason == .empty else { throw error }
                failure = failure ?? error
            }
        }
        guard !whole.blocks.isEmpty else {
            throw failure ?? ReadingFailure(.empty, zh: "网页里没有正文", en: "the page has no text")
        }
        return whole
    }

    private struct Page {
        var body: [UInt8]
        var encoding: TextEncoding?
        var location: String?
    }

    /// The HTML parts of a message or of a part of it; the first is the page.
    private static func pages(in message: ArraySlice<UInt8>, depth: Int) -> [Page] {
        let (headers, body) = split(message)
        let type = headers["content-type"] ?? "text/plain"
        let kind = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        if kind.hasPrefix("multipart/"), depth < 4, let boundary = parameter("boundary", of: type), !boundary.isEmpty {
            return parts(of: body, boundary: Array(("--" + boundary).utf8)).flatMap { pages(in: $0, depth: depth + 1) }
        }
        guard kind == "text/html" || kind == "application/xhtml+xml" else { return [] }
        let decoded: [UInt8]
        switch (headers["content-transfer-encoding"] ?? "").lowercased() {
        case "quoted-printable": decoded = quotedPrintable(body)
        case "base64": decoded = base64(body)
        default: decoded = Array(body)
        }
        return [
            Page(
                body: decoded, encoding: parameter("charset", of: type).flatMap { TextEncoding(label: $0) },
                location: headers["content-location"])
        ]
    }

    /// Header fields, folded lines joined, names in lower case; and what follows the blank line.
    private static func split(_ message: ArraySlice<UInt8>) -> (headers: [String: String], body: ArraySlice<UInt8>) {
        var headers: [String: String] = [:]
        var last = ""
        var index = message.startIndex
        while index < message.endIndex {
            let end = message[index...].firstIndex(of: 0x0A) ?? message.endIndex
            var line = message[index..<end]
            if line.last == 0x0D { line.removeLast() }
            index = min(end + 1, message.endIndex)
            if line.isEmpty {
                if headers.isEmpty { continue }
                return (headers, message[index...])
            }
            if line.first == 0x20 || line.first == 0x09 {
                headers[last, default: ""] += " " + String(decoding: WebText.trimmed(line), as: UTF8.self)
            } else if let colon = line.firstIndex(of: 0x3A) {
                last = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                headers[last] = String(decoding: WebText.trimmed(line[(colon + 1)...]), as: UTF8.self)
            }
            if headers.count > 200 { break }
        }
        return (headers, message[index...])
    }

    private static func parameter(_ name: String, of field: String) -> String? {
        for part in field.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " && $0 != "\t" }).lowercased() == name else { continue }
            return String(pair[1].filter { $0 != "\"" && $0 != " " })
        }
        return nil
    }

    private static func parts(of body: ArraySlice<UInt8>, boundary: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var index = body.startIndex
        while index < body.endIndex, parts.count < 1_000 {
            let end = body[index...].firstIndex(of: 0x0A) ?? body.endIndex
            if body[index] == 0x2D, body[index..<end].starts(with: boundary) {
                if let start { parts.append(body[start..<index]) }
                start = min(end + 1, body.endIndex)
                if body[index..<end].dropFirst(boundary.count).starts(with: [0x2D, 0x2D]) { return parts }
            }
            index = end + 1
        }
        if let start, start < body.endIndex { parts.append(body[start...]) }
        return parts
    }

    private static func quotedPrintable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == 0x3D else {
                result.append(text[index])
                index += 1
                continue
            }
            if index + 1 < text.endIndex, text[index + 1] == 0x0A {
                index += 2
            } else if index + 2 < text.endIndex, text[index + 1] == 0x0D, text[index + 2] == 0x0A {
                index += 3
            } else if index + 2 < text.endIndex, let high = hexDigit(text[index + 1]),
                let low = hexDigit(text[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(0x3D)
                index += 1
            }
        }
        return result
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func base64(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            case 0x3D: return result
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }
}
