import DocumentModel

/// Text that shows pages as they look, as `pdftotext -layout` writes them: form feeds between pages, blanks for places.
///
/// Its lines are placed on pages like a PDF's words, so that paragraphs are joined over line ends, blank lines and pages,
/// and page numbers are known.  Tables are found line by line, since characters keep columns and no ruling is left.
enum LaidOutText {
    /// The blocks and the number of pages; nil where the text is not laid out so.
    static func blocks(of text: TextLines, limits: ReadingLimits) throws(ReadingFailure) -> (
        blocks: [Block], pages: Int
    )? {
        guard isLaidOut(text) else { return nil }
        let starts =
            [0]
            + text.lines.indices.dropFirst().filter {
                text.lines[$0].startsPage && ($0 + 1 < text.lines.count || !text.lines[$0].isBlank)
            }
        let widest = text.lines.map { text.width($0.whole.lowerBound..<$0.trimmed.upperBound).columns }.max() ?? 0
        var pages: [PageContent] = []
        var before: PositionedTable?
        var cells = 0
        for (number, start) in starts.enumerated() {
            let end = number + 1 < starts.count ? starts[number + 1] : text.lines.count
            var page = Page(number: number + 1, firstLine: start)
            page.read(text, start..<end, before: before)
            before = page.lowest
            cells += page.cellCount
            guard cells <= limits.cells, pages.count < limits.blocks else {
                throw ReadingFailure(
                    .tooLarge, zh: "超过 \(limits.cells) 个单元格或 \(limits.blocks) 页",
                    en: "there are more than \(limits.cells) cells or \(limits.blocks) pages")
            }
            pages.append(
                PageContent(
                    number: number + 1, width: Double(widest) * Page.columnWidth,
                    height: Double(max(end - start, 40)) * Page.lineHeight, items: page.items))
        }
        return (DocumentLayout.blocks(of: pages), pages.count)
    }

    /// Pages, no tabs, and words in columns or lines set in.
    private static func isLaidOut(_ text: TextLines) -> Bool {
        guard text.lines.contains(where: \.startsPage) else { return false }
        var placed = 0
        var filled = 0
        for line in text.lines where !line.isBlank {
            if line.tabs > 0 { return false }
            filled += 1
            if text.bytes[line.whole.lowerBound] == 0x20 || text.hasGap(line) { placed += 1 }
        }
        return placed * 5 >= filled
    }

    /// The lines of one page, put where they stand on paper.
    private struct Page {
        static let columnWidth = 5.0
        static let lineHeight = 14.0
        private static let letterHeight = 11.76

        let number: Int
        let firstLine: Int
        private(set) var items: [PageContent.Item] = []
        private(set) var cellCount = 0
        /// The table that ends the page, which may go on on the next.
        private(set) var lowest: PositionedTable?

        init(number: Int, firstLine: Int) {
            self.number = number
            self.firstLine = firstLine
        }

        mutating func read(_ text: TextLines, _ lines: Range<Int>, before: PositionedTable?) {
            var index = lines.lowerBound
            var tableless = index
            while index < lines.upperBound {
                let line = text.lines[index]
                if line.isBlank {
                    index += 1
                    continue
                }
                if index >= tableless {
                    let isTop = items.isEmpty
                    let found = PositionedTable.find(
                        in: text, at: index, limit: lines.upperBound, after: isTop ? before : nil,
                        preferring: .characters)
                    if let table = found.table {
                        append(table, from: index)
                        index = table.end
                        tableless = index
                        continue
                    }
                    tableless = found.end
                }
                items.append(.line(placed(SpacedLine(text, index), text)))
                lowest = nil
                index += 1
            }
        }

        private func top(_ line: Int) -> Double { Double(line - firstLine) * Self.lineHeight }

        private func placed(_ line: SpacedLine, _ text: TextLines) -> PlacedLine {
            let top = top(line.number)
            return PlacedLine(
                line.fields.map { field in
                    PlacedWord(
                        text: text.string(field.text),
                        box: Box(
                            left: Double(field.columns.lowerBound) * Self.columnWidth, top: top,
                            right: Double(field.columns.upperBound) * Self.columnWidth, bottom: top + Self.letterHeight)
                    )
                })
        }

        private mutating func append(_ table: PositionedTable, from line: Int) {
            let box = Box(left: 0, top: top(line), right: 1_000, bottom: top(table.end))
            let placed = PlacedTable(table, number: number, box: box, columnWidth: Self.columnWidth)
            cellCount += placed.cells.count
            items.append(.table(placed))
            lowest = table
        }
    }
}

extension TextLines {
    /// True where a line is set in by four blanks or more, or two blanks or more stand between its words.
    func isPlaced(_ line: Line) -> Bool {
        line.trimmed.lowerBound - line.whole.lowerBound >= 4 || hasGap(line)
    }

    /// True where two blanks or more, or an ideographic one, stand between words.
    func hasGap(_ line: Line) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var blanks = 0
            var index = line.trimmed.lowerBound
            while index < line.trimmed.upperBound {
                let byte = bytes[index]
                if byte >= 0xE4 {
                    // Chinese, by far the most.
                    blanks = 0
                    index += 3
                    continue
                }
                if byte == 0x20 {
                    blanks += 1
                } else if byte == 0xE3, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 {
                    return true
                } else {
                    blanks = 0
                }
                if blanks >= 2 { return true }
                index += 1
            }
            return false
        }
    }
}
