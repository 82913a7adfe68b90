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
    }

    /// `bodyEm` is the size of the document's running text.
    init(bodyEm: Double) {
        self.bodyEm = bodyEm
    }

    mutating func append(_ line: PlacedLine, on page: PageContent, index: Int, margins: TextMargins) {
        let isCentred = Self.isCentred(line, page: page, margins: margins)
        let text = line.text
        if var current = open, continues(current, line, text, isCentred: isCentred, pageIndex: index) {
            current.paragraph.text += Self.joint(current.paragraph.text, text) + text
            (current.last, current.margins, current.pageIndex) = (line, margins, index)
            open = current
            return
        }
        close()
        var role = Paragraph.Role.body
        if contents.isEntry(text, pageIndex: index) {
            role = .contents
        } else if isCentred && line.em >= bodyEm * 1.15 {
            role = index == 0 ? .title : .heading
        }
        let paragraph = Paragraph(text, role: role, page: page.number, isRecognised: page.isRecognised)
        open = Open(paragraph: paragraph, last: line, margins: margins, pageIndex: index, isCentred: isCentred)
    }

    /// A page number or a running head: stands apart and does not end the paragraph that goes on behind it.
    mutating func appendRunning(_ line: PlacedLine, role: Paragraph.Role, on page: PageContent) {
        blocks.append(.paragraph(Paragraph(line.text, role: role, page: page.number, isRecognised: page.isRecognised)))
    }

    mutating func append(_ table: Table) {
        close()
        contents.end()
        blocks.append(.table(table))
    }

    /// Ends the paragraph that is still open.
    mutating func close() {
        guard let current = open else { return }
        // Page numbers that came while it was open belong behind it.
        var position = blocks.count
        while position > 0, let running = blocks[position - 1].paragraph, running.role == .header || running.role == .footer,
            let page = running.page, page > current.paragraph.page ?? 0 || running.role == .footer,
            page < (current.pageIndex + 1) || running.role == .header
        {
            position -= 1
        }
        blocks.insert(.paragraph(current.paragraph), at: position)
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
        if isCentred && open.isCentred {
            // A title in two lines; page captions of the same size on two pages are two.
            return !isNextPage && line.em >= bodyEm * 1.15 && open.paragraph.text.utf8.count < 200
                && !LineOpening.startsItem(Array(text.utf8)[...])
        }
        guard !isCentred || isNextPage, !open.isCentred else { return false }
        guard line.box.left <= open.margins.left + 1.2 * em || line.box.left <= open.last.box.left - 1.2 * em else { return false }
        let room = open.margins.right - open.last.box.right
        guard room < 1.9 * em || room < Self.unbreakableStart(of: text) * em + 0.5 * em else { return false }
        if LineOpening.startsItem(Array(text.utf8)[...]), let last = before.unicodeScalars.last {
            return !"。；;！？：:".unicodeScalars.contains(last)
        }
        return true
    }

    private static func isCentred(_ line: PlacedLine, page: PageContent, margins: TextMargins) -> Bool {
        let middle = (margins.left + margins.right) / 2
        return abs(line.box.middleX - middle) < max(2 * line.em, page.width * 0.03)
            && line.box.left > margins.left + 2.5 * line.em && line.box.right < margins.right - 2.5 * line.em
    }

    /// Width in characters of what a line break cannot part from the line's first character: a number, a word, a mark.
    private static func unbreakableStart(of text: String) -> Double {
        var units = 0.0
        for scalar in text.unicodeScalars {
            if scalar.isASCII && scalar != " " {
                units += 0.5
                continue
            }
            if units == 0 || "，。、；：）》”！？％".unicodeScalars.contains(scalar) { units += 1 }
            break
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

    mutating func isEntry(_ text: String, pageIndex: Int) -> Bool {
        let plain = text.filter { !$0.isWhitespace }
        if ContentsEntry.isHeading(text) {
            (isInside, startPage, seen) = (true, pageIndex, [])
            return true
        }
        if Leaders.contains(text) || ContentsEntry.isEntry(Array(text.utf8)) { return true }
        guard isInside else { return false }
        // The report itself begins where its first heading comes again, or with a sentence.
        if plain.contains("。") || plain.contains("；") || pageIndex > startPage + 4 || !seen.insert(plain).inserted {
            isInside = false
            return false
        }
        return true
    }
}
