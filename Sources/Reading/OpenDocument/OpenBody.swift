import DocumentModel

/// The blocks of an OpenDocument text.
struct OpenBody {
    private enum Tag: String, CaseIterable {
        case p, h, s, tab, list, note, table, annotation, section, frame, object
        case lineBreak = "line-break"
        case item = "list-item"
        case noteBody = "note-body"
        case noteCitation = "note-citation"
        case cell = "table-cell"
        case covered = "covered-table-cell"
        case row = "table-row"
        case headerRows = "table-header-rows"
        case trackedChanges = "tracked-changes"
        case contents = "table-of-content"
        case rubyText = "ruby-text"
        case pageNumber = "page-number"
        case pageCount = "page-count"
        case textBox = "text-box"
        case body, scripts
        case variables = "variable-decls"
        case sequences = "sequence-decls"
        case forms
        case automatic = "automatic-styles"
        case fonts = "font-face-decls"
        case listHeader = "list-header"
        case title, desc
        case shape = "custom-shape"
        case rect, ellipse
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    private struct OpenList {
        var style: String
        var label: String?
    }

    private struct CellContent {
        var lines: [String] = []
        var paragraphs: [Paragraph] = []
        var nested: [Block] = []
        var rowSpan = 1
        var columnSpan = 1
        var repeated = 1
    }

    private struct TableState {
        var builder: TableBuilder
        var column = 0
        var isHeader = false
        var nested: [Block] = []
        var last = CellContent()
        var cellCount = 0
    }

    private var scanner: XMLScanner
    private let styles: OpenStyles
    private let limits: ReadingLimits
    private var numbering = OpenNumbering()
    private var lists: [OpenList] = []
    private var cells: [CellContent] = []
    private var tables: [TableState] = []
    private var contentsDepth = 0
    private var footnotes: [Block] = []
    private(set) var blocks: [Block] = []
    private(set) var notes: [ReadingNote] = []

    init(_ part: [UInt8], styles: OpenStyles, limits: ReadingLimits) {
        scanner = XMLScanner(part, maximumDepth: limits.nesting)
        self.styles = styles
        self.limits = limits
    }

    mutating func read() throws(ReadingFailure) {
        do {
            while try step() {}
        } catch let fault as XMLScanner.Fault {
            throw ReadingFailure(fault, part: "content.xml")
        } catch let failure as ReadingFailure {
            throw failure
        } catch {
            throw ReadingFailure(.damaged, part: "content.xml")
        }
        blocks += footnotes
    }

    private mutating func step() throws -> Bool {
        switch try scanner.next() {
        case .finished: return false
        case .text: break
        case .start:
            switch Self.vocabulary[scanner] {
            case .p, .h: try readParagraph()
            case .trackedChanges, .annotation, .scripts, .forms, .automatic, .fonts, .variables, .sequences, .object,
                .title, .desc:
                try scanner.skipElement()
            case .section: if scanner.attribute("display") == "none" { try scanner.skipElement() }
            case .contents: if contentsDepth == 0 { contentsDepth = scanner.depth }
            case .list:
                let style = scanner.attribute("style-name") ?? lists.last?.style ?? ""
                let goesOn =
                    scanner.attribute("continue-numbering") == "true" || scanner.attribute("continue-list") != nil
                lists.append(OpenList(style: style))
                numbering.begin(style, level: lists.count, goesOn: goesOn)
            case .item:
                guard !lists.isEmpty else { break }
                let list = lists[lists.count - 1]
                let label = numbering.next(
                    list.style, level: lists.count, start: scanner.intAttribute("start-value"),
                    in: styles.lists[list.style] ?? [:])
                lists[lists.count - 1].label = label ?? ""
            case .table: tables.append(TableState(builder: TableBuilder(limits: limits)))
            case .headerRows: if !tables.isEmpty { tables[tables.count - 1].isHeader = true }
            case .row:
                if !tables.isEmpty {
                    tables[tables.count - 1].builder.startRow()
                    tables[tables.count - 1].column = 0
                }
            case .cell:
                var content = CellContent()
                content.rowSpan = scanner.intAttribute("number-rows-spanned") ?? 1
                content.columnSpan = scanner.intAttribute("number-columns-spanned") ?? 1
                content.repeated = min(max(scanner.intAttribute("number-columns-repeated") ?? 1, 1), limits.columns)
                cells.append(content)
            case .covered:
                let count = min(max(scanner.intAttribute("number-columns-repeated") ?? 1, 1), limits.columns)
                try scanner.skipElement()
                if !tables.isEmpty { tables[tables.count - 1].column += count }
            default: break
            }
        case .end:
            switch Self.vocabulary[scanner] {
            case .list: lists = lists.dropLast()
            case .contents: if scanner.depth < contentsDepth { contentsDepth = 0 }
            case .headerRows: if !tables.isEmpty { tables[tables.count - 1].isHeader = false }
            case .cell: try endCell()
            case .table: try endTable()
            default: break
            }
        }
        return true
    }

    // MARK: Tables

    private mutating func endCell() throws {
        guard let content = cells.popLast(), var table = tables.popLast() else { return }
        defer { tables.append(table) }
        guard table.builder.rowCount > 0 else { return }
        table.nested += content.nested
        let text = content.lines.joined(separator: "\n")
        for _ in 0..<content.repeated {
            table.last = content
            table.cellCount += 1
            try table.builder.place(
                text, column: table.column, columnSpan: content.columnSpan, rowSpan: content.rowSpan,
                isHeader: table.isHeader)
            table.column += 1
            if table.column > limits.columns { break }
        }
    }

    private mutating func endTable() throws {
        guard let table = tables.popLast() else { return }
        if table.cellCount == 1 {
            for paragraph in table.last.paragraphs { append(paragraph) }
            for block in table.nested { try append(block) }
            return
        }
        if table.builder.isCut { notes.append(ReadingNote(.droppedContent, detail: "表格超过 \(limits.columns) 列，多出的没有读")) }
        let isFrame = !table.nested.isEmpty && table.builder.cells.allSatisfy(\.text.isEmpty)
        if !isFrame, !table.builder.isEmpty { try append(.table(table.builder.table())) }
        for block in table.nested { try append(block) }
    }

    // MARK: Paragraphs

    private mutating func readParagraph() throws {
        let depth = scanner.depth
        let isHeading = Self.vocabulary[scanner] == .h
        let level = scanner.intAttribute("outline-level")
        let style = scanner.attribute("style-name")
        let isUnnumbered = scanner.attribute("is-list-header") == "true"
        var text: [UInt8] = []
        var behind: [Block] = []
        walk: while true {
            switch try scanner.next() {
            case .finished: break walk
            case .text: try scanner.appendText(to: &text)
            case .end: if scanner.depth < depth { break walk }
            case .start:
                switch Self.vocabulary[scanner] {
                case .s: text += [UInt8](repeating: 0x20, count: min(max(scanner.intAttribute("c") ?? 1, 1), 1_000))
                case .tab: text.append(0x09)
                case .lineBreak: text.append(0x0A)
                case .noteBody: footnotes += try readApart().map { Self.footnote($0) }
                case .textBox, .shape, .rect, .ellipse: behind += try readApart()
                case .noteCitation, .annotation, .rubyText, .pageNumber, .pageCount, .object, .title, .desc:
                    try scanner.skipElement()
                default: break
                }
            }
        }
        guard blocks.count <= limits.blocks, (cells.last?.lines.count ?? 0) <= limits.blocks else {
            throw ReadingFailure(
                .tooLarge, zh: "超过 \(limits.blocks) 段", en: "there are more than \(limits.blocks) paragraphs")
        }
        var paragraph = Paragraph("")
        if isHeading {
            paragraph.role = .heading
            paragraph.level = level
        } else if styles.isKind(style, "Title") {
            paragraph.role = .title
        }
        var label: String?
        if !lists.isEmpty {
            label = lists[lists.count - 1].label
            lists[lists.count - 1].label = nil
            if let label, paragraph.role == .body, !label.isEmpty {
                paragraph.role = .listItem
                paragraph.level = lists.count
            }
        } else if isHeading, !isUnnumbered, let level, let levels = styles.lists[OpenStyles.outline],
            text.contains(where: { $0 > 0x20 })
        {
            label = numbering.next(OpenStyles.outline, level: level, start: nil, in: levels)
        }
        if contentsDepth > 0 || styles.isKind(style, "Contents_20_") { paragraph.role = .contents }
        var prefix = Array((label ?? "").utf8)
        for line in ParagraphLines.lines(of: text, inCell: !cells.isEmpty) {
            paragraph.text = String(decoding: prefix + line, as: UTF8.self)
            prefix = []
            append(paragraph)
        }
        for block in behind { try append(block) }
    }

    private static func footnote(_ block: Block) -> Block {
        guard case .paragraph(var paragraph) = block else { return block }
        paragraph.role = .footnote
        return .paragraph(paragraph)
    }

    /// The blocks inside the element that has just started, apart from where it hangs.
    private mutating func readApart() throws -> [Block] {
        let depth = scanner.depth
        let outer = (blocks, cells, tables, lists)
        (blocks, cells, tables, lists) = ([], [], [], [])
        while scanner.depth >= depth, try step() {}
        let inner = blocks
        (blocks, cells, tables, lists) = outer
        return inner
    }

    private mutating func append(_ paragraph: Paragraph) {
        if cells.isEmpty {
            blocks.append(.paragraph(paragraph))
        } else {
            cells[cells.count - 1].lines.append(paragraph.text)
            cells[cells.count - 1].paragraphs.append(paragraph)
        }
    }

    private mutating func append(_ block: Block) throws {
        guard blocks.count < limits.blocks else {
            throw ReadingFailure(
                .tooLarge, zh: "超过 \(limits.blocks) 段", en: "there are more than \(limits.blocks) paragraphs")
        }
        switch block {
        case .paragraph(let paragraph): append(paragraph)
        case .table: if cells.isEmpty { blocks.append(block) } else { cells[cells.count - 1].nested.append(block) }
        }
    }
}
