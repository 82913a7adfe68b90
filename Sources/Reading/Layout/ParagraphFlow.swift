import DocumentModel

/// Joins lines to paragraphs, over line ends and page breaks.
struct ParagraphFlow {
    private(set) var blocks: [Block] = []
    private let bodyEm: Double
    private var open: Open?
    private var contents = ContentsTracker()

    private struct Open {
        var paragraph: Paragraph
        var last: PlacedLine
        var margins: TextMargins
        var pageIndex: Int
        var isCentred: Bool
        var isFirstLine = true
        /// Where the paragraph goes among the blocks.
        var position: Int
    }

    /// `bodyEm` is the size of the document's running text.
    init(bodyEm: Double) {
        self.bodyEm = bodyEm
    }

    mutating func append(_ line: PlacedLine, on page: PageContent, index: Int, margins: TextMargins) {
        let isCentred = isCentred(line, page: page, margins: margins)
        let text = line.text
        if var current = open, continues(current, line, text, isCentred: isCentred, pageIndex: index) {
            current.paragraph.text += Self.joint(current.paragraph.text, text) + text
            (current.last, current.margins, current.pageIndex, current.isFirstLine) = (line, margins, index, false)
            open = current
            return
        }
        close()
        var role = Paragraph.Role.body
        if contents.isEntry(text, pageIndex: index, isHeading: isCentred && isLarge(line)) {
            role = .contents
        } else if isCentred && isLarge(line) {
            role = index == 0 ? .title : .heading
        }
        let paragraph = Paragraph(text, role: role, page: page.number, isRecognised: page.isRecognised)
        open = Open(
            paragraph: paragraph, last: line, margins: margins, pageIndex: index, isCentred: isCentred,
            position: blocks.count)
    }

    /// A page number or a running head: stands apart and does not end the paragraph that goes on behind it.
    mutating func appendRunning(_ line: PlacedLine, role: Paragraph.Role, on page: PageContent) {
        blocks.append(.paragraph(Paragraph(line.text, role: role, page: page.number, isRecognised: page.isRecognised)))
    }

    /// Puts a table where it began: before page numbers that came while it was joined over pages.
    mutating func insert(_ table: Table, at position: Int) {
        contents.end()
        blocks.insert(.table(table), at: position)
    }

    /// Ends the paragraph that is still open.  It stands where it began, before page numbers that came meanwhile.
    mutating func close() {
        guard let current = open else { return }
        blocks.insert(.paragraph(current.paragraph), at: current.position)
        open = nil
    }

    private func continues(_ open: Open, _ line: PlacedLine, _ text: String, isCentred: Bool, pageIndex: Int) -> Bool {
        let em = max(open.last.em, line.em)
        guard abs(open.last.em - line.em) <= em * 0.15, pageIndex - open.pageIndex <= 1 else { return false }
        let isNextPage = pageIndex != open.pageIndex
        let gap = line.box.top - open.last.box.bottom
        if !isNextPage && gap > 1.8 * max(line.box.height, open.last.box.height) { return false }
        let before = open.last.text
        if Leaders.contains(before) || Leaders.contains(text) { return false }
        let startsItem = LineOpening.startsItem(Array(text.utf8)[...])
        if isCentred && open.isCentred {
            // A title in two lines; page captions of the same size on two pages are two.
            return !isNextPage && isLarge(line) && open.paragraph.text.utf8.count < 200 && !startsItem
        }
        guard !isCentred || isNextPage, !open.isCentred else { return false }
        // Set to the right, like a form's number or a signature: not the beginning of a paragraph.
        if open.isFirstLine,
            open.last.box.left > open.margins.left + max(6 * em, (open.margins.right - open.margins.left) * 0.3)
        {
            return false
        }
        guard line.box.left <= open.margins.left + 1.2 * em || line.box.left <= open.last.box.left - 1.2 * em else {
            return false
        }
        let room = open.margins.right - open.last.box.right
        if startsItem {
            return room < 0.7 * em && open.paragraph.role != .contents
                && !(before.unicodeScalars.last.map { "。；;！？：:".unicodeScalars.contains($0) } ?? false)
        }
        return room < 1.9 * em || room < (Self.unbreakableStart(of: text) + 0.5) * em
    }

    private func isLarge(_ line: PlacedLine) -> Bool { line.em >= bodyEm * 1.15 }

    /// Set in the middle of the text or of the paper.  Lines of the text's own size must leave much room on both sides:
    /// a paragraph's only line may end where a centred one would.
    private func isCentred(_ line: PlacedLine, page: PageContent, margins: TextMargins) -> Bool {
        let offset = min(
            abs(line.box.middleX - (margins.left + margins.right) / 2), abs(line.box.middleX - page.width / 2))
        if isLarge(line) { return offset < max(1.5 * bodyEm, page.width * 0.02) }
        return offset < max(bodyEm, page.width * 0.02) && line.box.left > margins.left + 4 * bodyEm
            && line.box.right < margins.right - 4 * bodyEm
    }

    /// Width in characters of what a line break cannot part from the line's first character: a number, a word, marks.
    private static func unbreakableStart(of text: String) -> Double {
        var units = 0.0
        var isOpening = true
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                if scalar == " " { break }
                units += 0.5
                isOpening = false
            } else if "（《“‘【〔".unicodeScalars.contains(scalar), isOpening {
                units += 1
            } else if "，。、；：）》”’】〕！？％".unicodeScalars.contains(scalar) {
                units += 1
            } else if isOpening {
                units += 1
                isOpening = false
            } else {
                break
            }
        }
        return units
    }

    private static func joint(_ before: String, _ next: String) -> String {
        guard let last = before.unicodeScalars.last, let first = next.unicodeScalars.first else { return "" }
        return last.isASCII && first.isASCII && last.properties.isAlphabetic && first.properties.isAlphabetic ? " " : ""
    }
}

/// Knows a table of contents by its heading and by its leaders, and where it ends.
private struct ContentsTracker {
    private var isInside = false
    private var startPage = 0
    private var seen: Set<String> = []

    mutating func end() { isInside = false }

    /// `isHeading`: the line is large and centred, as no entry is.
    mutating func isEntry(_ text: String, pageIndex: Int, isHeading: Bool) -> Bool {
        let plain = text.filter { !$0.isWhitespace }
        if ContentsEntry.isHeading(text) {
            (isInside, startPage, seen) = (true, pageIndex, [])
            return true
        }
        if Leaders.contains(text) || ContentsEntry.isEntry(Array(text.utf8)) { return true }
        guard isInside else { return false }
        // The report itself begins where an entry comes again, with or without its number, or with a sentence.
        let isSentence = plain.dropLast().contains { $0 == "，" || $0 == "；" || $0 == "。" }
        let isRepeated = seen.contains {
            $0 == plain || (pageIndex > startPage && plain.count >= 4 && $0.hasSuffix(plain))
        }
        seen.insert(plain)
        if isHeading && pageIndex > startPage || isSentence || pageIndex > startPage + 4 || isRepeated {
            isInside = false
            return false
        }
        return true
    }
}
