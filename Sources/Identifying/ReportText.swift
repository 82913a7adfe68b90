import DocumentModel
import Glibc
import ReferenceData

/// A document's text folded into one run of bytes, line by line, each line with the part it plays.
struct ReportText: Sendable {
    enum Zone: Sendable {
        /// The title that the file or page gives itself.
        case metadata
        /// Who published it, by the sidecar or the page.
        case publisher
        /// The first lines, a cover, a heading that the format marks as title.
        case title
        /// The title's lines run together, for a name broken over two.
        case joinedTitle
        case heading
        case body
        case cell
        /// The last lines, where the signature stands.
        case ending
        case contents
        /// Page headers and footers.
        case margin
        case navigation
    }

    struct Line: Sendable {
        var range: Range<Int>
        var zone: Zone
    }

    /// Folded UTF-8; lines are separated by a line feed, which no term contains.
    private(set) var bytes: [UInt8] = []
    private(set) var lines: [Line] = []
    /// Where the lines of the joined title meet.
    private(set) var titleSeams: [Int] = []

    /// - Parameter folded: the paragraphs' folding, one for each block; empty where nobody has folded them.
    init(_ document: Document, folded: [FoldedText]) {
        bytes.reserveCapacity(folded.reduce(0) { $0 + $1.bytes.count + 1 })
        if let title = document.metadata.title { add(title, as: .metadata) }
        if let publisher = document.metadata.publisher { add(publisher, as: .publisher) }
        for (index, block) in document.blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph): add(paragraph, folded: folded.isEmpty ? nil : folded[index])
            case .table(let table):
                if let caption = table.caption { add(caption, as: .heading) }
                for cell in table.cells where !cell.isHidden { add(cell.text, as: .cell) }
            }
        }
        markTitle()
        markEnding()
        joinTitle()
    }

    private mutating func add(_ paragraph: Paragraph, folded: FoldedText?) {
        let zone: Zone =
            switch paragraph.role {
            case .title: .title
            case .heading: (paragraph.level ?? 1) <= 1 ? .title : .heading
            case .body, .listItem, .footnote: .body
            case .header, .footer: .margin
            case .contents: .contents
            case .navigation: .navigation
            }
        add(paragraph.text, folded: folded, as: zone)
    }

    /// - Parameter folded: what the whole text folds to, where it is known.
    private mutating func add(_ text: String, folded: FoldedText? = nil, as zone: Zone) {
        var text = text
        text.withUTF8 { text in
            var start = 0
            while start <= text.count {
                let rest = UnsafeBufferPointer(rebasing: text[start...])
                let end = Self.lineEnd(in: rest)
                if let folded, start == 0, end == rest.count {
                    addLine(as: zone) { $0 += folded.bytes }
                } else {
                    let line = UnsafeBufferPointer(rebasing: rest[..<end])
                    addLine(as: zone) { FoldedText.append(line, to: &$0) }
                }
                start += end + 1
            }
        }
    }

    private static func lineEnd(in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = UnsafeRawPointer(text.baseAddress), let end = memchr(start, 0x0A, text.count) else {
            return text.count
        }
        return start.distance(to: end)
    }

    private mutating func addLine(as zone: Zone, _ append: (inout [UInt8]) -> Void) {
        let start = bytes.count
        append(&bytes)
        guard bytes.count > start else { return }
        lines.append(Line(range: start..<bytes.count, zone: zone))
        bytes.append(0x0A)
    }

    /// Up to twelve lines at the beginning are title, until running text or a numbered heading begins.
    private mutating func markTitle() {
        var count = 0
        for index in lines.indices where [.body, .heading, .cell, .title].contains(lines[index].zone) {
            let line = bytes[lines[index].range]
            count += 1
            if count > 12 || line.count > 240 || Self.opensChapter(line) || Self.isSentence(line) { return }
            if lines[index].zone != .cell { lines[index].zone = .title }
        }
    }

    private mutating func markEnding() {
        var count = 0
        for index in lines.indices.reversed() where lines[index].zone == .body {
            count += 1
            if count > 14 { return }
            lines[index].zone = .ending
        }
    }

    /// “一、…”, “第一部分…”, “目录”.
    private static func opensChapter(_ line: ArraySlice<UInt8>) -> Bool {
        ["一、", "(一)", "第一部分", "目录", "第一章"].contains { line.starts(with: $0.utf8) }
    }

    private static func isSentence(_ line: ArraySlice<UInt8>) -> Bool {
        // “。” as UTF-8
        line.indices.dropLast(2).contains { line[$0] == 0xE3 && line[$0 + 1] == 0x80 && line[$0 + 2] == 0x82 }
    }

    /// Titles are set over several lines (“中共某区委／社会工作部2024年度／部门决算”), which may cut a name.
    private mutating func joinTitle() {
        let opening = lines.filter { $0.zone == .title }.prefix(5)
        let parts = opening.filter { $0.range.count <= 120 && !bytes[$0.range].contains(UInt8(ascii: ":")) }
        guard parts.count > 1 else { return }
        let start = bytes.count
        for part in parts {
            if bytes.count > start { titleSeams.append(bytes.count) }
            bytes += Array(bytes[part.range])
        }
        lines.append(Line(range: start..<bytes.count, zone: .joinedTitle))
        bytes.append(0x0A)
    }

    /// The line that holds a byte.
    func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].range.lowerBound <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// True for the first byte of a Chinese character.
    static func isIdeograph(_ byte: UInt8) -> Bool { (0xE4...0xE9).contains(byte) }

    /// The end of the run of Chinese characters that begins at an offset.
    func endOfIdeographs(from offset: Int, before limit: Int) -> Int {
        var end = offset
        while end + 3 <= limit, Self.isIdeograph(bytes[end]) { end += 3 }
        return end
    }

    /// True where the character before an offset is Chinese and not before the limit.
    func hasIdeograph(before offset: Int, after limit: Int) -> Bool {
        offset - 3 >= limit && Self.isIdeograph(bytes[offset - 3])
    }

    /// The beginning of the run of Chinese characters that ends at an offset.
    func startOfIdeographs(endingAt offset: Int, after limit: Int) -> Int {
        var start = offset
        while start - 3 >= limit, Self.isIdeograph(bytes[start - 3]) { start -= 3 }
        return start
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func text(_ range: Range<Int>, is term: String) -> Bool { bytes[range].elementsEqual(term.utf8) }

    func hasPrefix(_ term: String, at offset: Int) -> Bool { bytes[offset...].starts(with: term.utf8) }
}
