import DocumentModel

/// Paragraphs and tables of a plain text, in order.
struct TextBlocks {
    private let text: TextLines
    private let wrapping: WrappedLines?
    private var blocks: [Block] = []
    private var page = 1
    private var isPaged = false
    private var inContents = false

    static func blocks(of bytes: [UInt8], limits: ReadingLimits) throws(ReadingFailure) -> (
        blocks: [Block], pages: Int?
    ) {
        let lines = TextLines(RunTogether.unrolled(bytes) ?? bytes, limit: limits.lines)
        guard bytes.count <= limits.textBytes, lines.lines.count <= limits.lines else {
            throw ReadingFailure(
                .tooLarge, zh: "文本超过 \(limits.textBytes >> 20) MB 或 \(limits.lines) 行",
                en: "the text has more than \(limits.textBytes >> 20) MB or \(limits.lines) lines")
        }
        if let laidOut = try LaidOutText.blocks(of: lines, limits: limits) {
            return (laidOut.blocks, laidOut.pages)
        }
        var builder = TextBlocks(lines)
        try builder.build(limits: limits)
        return (builder.blocks, builder.isPaged ? builder.page : nil)
    }

    private init(_ text: TextLines) {
        self.text = text
        wrapping = WrappedLines(text)
        isPaged = text.lines.contains(where: \.startsPage) || text.lines.count(where: text.isPageNumber) >= 2
    }

    private mutating func build(limits: ReadingLimits) throws(ReadingFailure) {
        let lines = text.lines
        let countsByFeeds = lines.contains(where: \.startsPage)
        var cells = 0
        var index = 0
        // Up to here it is known that no table begins, so that a long run of odd lines is looked at once.
        var tabless = 0
        var unplaced = 0
        while index < lines.count {
            let line = lines[index]
            if line.startsPage { page += 1 }
            if line.isBlank, line.tabs == 0 {
                index += 1
                continue
            }
            if isPaged, text.isPageNumber(line) {
                if !countsByFeeds, lines[(index + 1)...].contains(where: { !$0.isBlank }) { page += 1 }
                index += 1
                continue
            }
            var found: (rows: [[String]]?, end: Int) = (nil, index)
            if index >= tabless {
                // The line with the unit may have a tab, too.
                let tabbed = CodedRows.findTabbed(in: text, at: index)
                if tabbed.rows == nil, line.tabs > 0, text.opensTable(before: index + 1),
                    CodedRows.findTabbed(in: text, at: index + 1).rows != nil
                {
                    index = appendParagraph(at: index, countsByFeeds: countsByFeeds)
                    continue
                }
                found = tabbed.rows == nil ? FlattenedTable.find(in: text, at: index) : tabbed
                if found.rows == nil {
                    if index >= unplaced, text.isPlaced(line) {
                        let positioned = PositionedTable.find(in: text, at: index, limit: lines.count)
                        if let table = positioned.table, table.isAligned, table.rows.count - table.headerCount >= 3 {
                            append(table, cells: &cells)
                            index = advance(from: index, to: table.end)
                            continue
                        }
                        unplaced = positioned.end
                    }
                    let aligned = AlignedTable.find(in: text, at: index)
                    found = (aligned.rows, aligned.rows == nil ? max(found.end, aligned.end) : aligned.end)
                }
                if found.rows == nil {
                    let paired = PairedTable.find(in: text, at: index)
                    if paired.rows != nil { found = paired }
                }
                if found.rows == nil {
                    let stacked = StackedTable.find(in: text, at: index)
                    if let rows = stacked.rows {
                        append(stacked: rows, cells: &cells)
                        index = advance(from: index, to: stacked.end)
                        continue
                    }
                }
                if found.rows == nil {
                    let coded = CodedRows.find(in: text, at: index)
                    if coded.rows != nil { found = coded }
                }
                if found.rows == nil {
                    let cells = CellLines.find(in: text, at: index)
                    if cells.rows != nil { found = cells }
                }
                tabless = found.end
            }
            if let rows = found.rows {
                append(rows: rows, cells: &cells)
                index = advance(from: index, to: found.end)
            } else if line.isBlank {
                index += 1
            } else {
                index = appendParagraph(at: index, countsByFeeds: countsByFeeds)
            }
            guard blocks.count <= limits.blocks, cells <= limits.cells else {
                throw ReadingFailure(
                    .tooLarge, zh: "超过 \(limits.cells) 个单元格或 \(limits.blocks) 段",
                    en: "there are more than \(limits.cells) cells or \(limits.blocks) paragraphs")
            }
        }
    }

    /// Steps over a table's lines and counts the pages that begin inside.
    private mutating func advance(from start: Int, to end: Int) -> Int {
        page += text.lines[(start + 1)..<max(end, start + 1)].count(where: \.startsPage)
        return end
    }

    private mutating func append(rows: [[String]], cells: inout Int) {
        cells += rows.reduce(0) { $0 + $1.count }
        if let entries = contentsEntries(rows) {
            blocks += entries.map { .paragraph(Paragraph($0, role: .contents, page: isPaged ? page : nil)) }
        } else {
            blocks.append(.table(Table(rows: rows, page: isPaged ? page : nil)))
        }
    }

    private mutating func append(stacked rows: [[Cell]], cells: inout Int) {
        let ownPage = isPaged ? page : nil
        cells += rows.reduce(0) { $0 + $1.count }
        let placed = rows.joined().map { cell in
            Cell(
                row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, text: cell.text,
                page: ownPage)
        }
        let width = placed.map { $0.column + $0.columnSpan }.max() ?? 0
        blocks.append(.table(Table(rowCount: rows.count, columnCount: width, cells: placed, page: ownPage)))
    }

    private mutating func append(_ table: PositionedTable, cells: inout Int) {
        let ownPage = isPaged ? page : nil
        var isCovered = [[Bool]](
            repeating: [Bool](repeating: false, count: table.columnCount), count: table.rows.count)
        var placed: [Cell] = []
        for (row, line) in table.rows.enumerated() {
            for cell in line {
                for covered in row..<min(row + cell.rowSpan, table.rows.count) {
                    for column in cell.column..<cell.column + cell.span { isCovered[covered][column] = true }
                }
                placed.append(
                    Cell(
                        row: row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.span, text: cell.text,
                        page: ownPage))
            }
            for column in 0..<table.columnCount where !isCovered[row][column] {
                placed.append(Cell(row: row, column: column, text: "", page: ownPage))
            }
        }
        cells += placed.count
        placed.sort { ($0.row, $0.column) < ($1.row, $1.column) }
        blocks.append(
            .table(
                Table(rowCount: table.rows.count, columnCount: table.columnCount, cells: placed, page: ownPage)))
    }

    /// A table of contents with tabs before the page numbers is no table of figures.
    private func contentsEntries(_ rows: [[String]]) -> [String]? {
        guard inContents, rows.allSatisfy({ $0.count == 2 && Int($0[1]) != nil }) else { return nil }
        let pages = rows.compactMap { Int($0[1]) }
        guard zip(pages, pages.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
        return rows.map { $0[0] + " " + $0[1] }
    }

    /// One paragraph and the line behind it.
    private mutating func appendParagraph(at start: Int, countsByFeeds: Bool) -> Int {
        let lines = text.lines
        let ownPage = isPaged ? page : nil
        var bytes = Array(text.bytes[lines[start].trimmed])
        var last = start
        while let next = continuation(of: last, paragraphStart: start) {
            for line in lines[(last + 1)...next] {
                if line.startsPage { page += 1 }
                if isPaged, !countsByFeeds, text.isPageNumber(line) { page += 1 }
            }
            bytes += text.bytes[lines[next].trimmed]
            last = next
        }
        bytes = FieldNoise.removed(from: bytes)
        guard !bytes.isEmpty else { return last + 1 }
        let string = String(decoding: bytes, as: UTF8.self)
        var role = Paragraph.Role.body
        if ContentsEntry.isHeading(string) {
            inContents = true
        } else if ContentsEntry.isEntry(bytes) {
            role = .contents
        } else if PageFurniture.isNavigation(bytes) {
            role = .navigation
        } else if bytes.count > 120 {
            inContents = false
        }
        blocks.append(.paragraph(Paragraph(string, role: role, page: ownPage)))
        return last + 1
    }

    /// The line that goes on with the sentence of a line, or nil where the paragraph ends there.
    private func continuation(of index: Int, paragraphStart: Int) -> Int? {
        let lines = text.lines
        let line = lines[index]
        var next = index + 1
        var blanks = 0
        while next < lines.count, lines[next].isBlank || (isPaged && text.isPageNumber(lines[next])) {
            guard lines[next].tabs == 0, next - index <= 8 else { return nil }
            blanks += 1
            next += 1
        }
        guard next < lines.count, lines[next].tabs == 0 else { return nil }
        let after = lines[next]
        let content = text.bytes[after.trimmed]
        if text.isIndented(after) || LineOpening.startsItem(content) { return nil }
        let own = text.bytes[line.trimmed]
        if blanks == 0, goesOnUnindented(from: index, paragraphStart: paragraphStart, with: content) { return next }
        if let wrapping {
            guard wrapping.isFull(line, in: text) else { return nil }
            let crossesPage = (index + 1..<next).contains { text.isPageNumber(lines[$0]) } || after.startsPage
            return blanks == 0 || crossesPage ? next : nil
        }
        // A paragraph cut by a page break: the text is long and stops where no sentence does.
        guard blanks <= 1 else { return nil }
        if LineOpening.isOpenEnded(own) { return own.count >= 45 && content.count >= 6 ? next : nil }
        guard blanks == 1, own.count >= 120, own.contains("，"), LineOpening.endsInsideWord(own) else { return nil }
        return LineOpening.startsWithHan(content) ? next : nil
    }

    /// Lines broken at no one width, as numbers and marks are kept whole: only the first of a paragraph is indented, and a
    /// sentence stops where none does.
    private func goesOnUnindented(from index: Int, paragraphStart: Int, with content: ArraySlice<UInt8>) -> Bool {
        let lines = text.lines
        let own = text.bytes[lines[index].trimmed]
        guard text.isIndented(lines[paragraphStart]), own.count >= 60, !LineOpening.endsSentence(own),
            !content.contains("  "), !own.contains("  ")
        else { return false }
        // A centred title is indented, too.
        return lines[paragraphStart...index].contains {
            text.bytes[$0.trimmed].contains("，") || text.bytes[$0.trimmed].contains("。")
        }
    }
}
