import DocumentModel

/// The blocks of one WordprocessingML part: the body, a header, a footer, the notes.
struct WordBody {
    enum Tag: String, CaseIterable {
        case p, r, t, tab, br, cr, tbl, tr, tc, pPr, rPr, tcPr, trPr, tblPr, pStyle, numPr, numId, ilvl, outlineLvl
        case gridSpan, vMerge, hMerge, gridBefore, tblHeader, del, moveFrom, ins, fldChar, instrText, fldSimple, vanish
        case fallback = "Fallback"
        case txbxContent, noBreakHyphen, sym, delText, footnote, endnote, rt, sdtPr, sectPr, pPrChange,
            rPrChange
        case rFonts, checkBox, checked
        case isChecked = "default"
        case gridCol, tcPrChange, trPrChange, tblPrChange, footnoteRef, hidden, altChunk
        case embedded = "OLEObject"
    }

    static let vocabulary = XMLVocabulary<Tag>()

    var scanner: XMLScanner
    private let name: String
    private let styles: WordStyles
    private(set) var numbering: WordNumbering
    private let role: Paragraph.Role?
    let limits: ReadingLimits
    private(set) var blocks: [Block] = []
    var notes: [ReadingNote] = []

    /// Where finished paragraphs and tables go: the part itself, or the cells being read, innermost last.
    var cells: [CellContent] = []
    var tables: [TableState] = []
    /// What is open of fields, innermost last: instruction first, then the result that is shown.
    private var fields: [Field] = []
    /// Paragraphs that are contents only because a field says so, by their blocks: what they are otherwise.
    private var contents: [(blocks: Range<Int>, role: Paragraph.Role)] = []
    /// Text whose paragraph mark a tracked change deleted: it goes on in the next paragraph.
    private var carried: [UInt8] = []

    init(
        _ part: [UInt8], name: String, styles: WordStyles, numbering: WordNumbering, role: Paragraph.Role?,
        limits: ReadingLimits
    ) {
        scanner = XMLScanner(part, maximumDepth: limits.nesting)
        self.name = name
        self.styles = styles
        self.numbering = numbering
        self.role = role
        self.limits = limits
    }

    mutating func read() throws(ReadingFailure) {
        do {
            while try step() {}
            flushCarried()
            endContents()
        } catch let fault as XMLScanner.Fault {
            throw ReadingFailure(fault, part: name)
        } catch let failure as ReadingFailure {
            throw failure
        } catch {
            throw ReadingFailure(.damaged, part: name)
        }
    }

    /// One event outside paragraphs; false at the end of the part.
    private mutating func step() throws -> Bool {
        switch try scanner.next() {
        case .finished: return false
        case .text: break
        case .start:
            switch Self.vocabulary[scanner] {
            case .p: try readParagraph()
            case .tbl:
                flushCarried()
                tables.append(TableState(builder: TableBuilder(limits: limits)))
            case .tr:
                if !tables.isEmpty {
                    tables[tables.count - 1].isRowPending = true
                    tables[tables.count - 1].column = 0
                    tables[tables.count - 1].isHeader = false
                    tables[tables.count - 1].isDeleted = false
                    tables[tables.count - 1].isHidden = false
                }
            case .gridCol:
                if !tables.isEmpty { tables[tables.count - 1].widths.append(scanner.intAttribute("w") ?? 0) }
            case .trPr: try readRowProperties()
            case .tc:
                if !tables.isEmpty {
                    if tables[tables.count - 1].isRowPending, !tables[tables.count - 1].isDeleted {
                        tables[tables.count - 1].builder.startRow()
                        tables[tables.count - 1].isRowPending = false
                    }
                    tables[tables.count - 1].span = 1
                    tables[tables.count - 1].merge = nil
                    tables[tables.count - 1].isHorizontalContinuation = false
                    cells.append(CellContent())
                }
            case .tcPr: try readCellProperties()
            case .embedded: noteEmbedded()
            case .del, .moveFrom, .fallback, .sectPr, .sdtPr, .tblPr: try scanner.skipElement()
            case .altChunk: notes.append(ReadingNote(.droppedContent, detail: "嵌入的文档没有读"))
            case .footnote, .endnote:
                // Separators are drawn lines, not notes.
                if let kind = scanner.attribute("type"), kind != "normal" { try scanner.skipElement() }
            default: break
            }
        case .end:
            switch Self.vocabulary[scanner] {
            case .tc:
                flushCarried()
                try endCell()
            case .tbl: try endTable()
            default: break
            }
        }
        return true
    }

    // MARK: Paragraphs

    /// One paragraph; text boxes anchored in it come behind it.
    private mutating func readParagraph() throws {
        let depth = scanner.depth
        var text: [UInt8] = []
        var paragraph = Paragraph("")
        var style: String?
        var list: (number: String?, level: Int?) = (nil, nil)
        var isHidden = false
        var symbols: String?
        var hasPageReference = false
        var behind: [Block] = []
        var pieces: [[UInt8]] = []
        var isContents = fields.contains(where: \.isContents)
        var isContentsByStyle = false
        var isInProperties = false
        var isMarkDeleted = false
        walk: while true {
            switch try scanner.next() {
            case .finished: break walk
            case .text: break
            case .end:
                if scanner.depth < depth { break walk }
                if isInProperties, Self.vocabulary[scanner] == .pPr { isInProperties = false }
            case .start:
                switch Self.vocabulary[scanner] {
                case .pPr: isInProperties = true
                case .del where isInProperties, .moveFrom where isInProperties:
                    isMarkDeleted = true
                    try scanner.skipElement()
                case .pStyle: style = scanner.attribute("val")
                case .numId: list.number = scanner.attribute("val")
                case .ilvl: list.level = scanner.intAttribute("val")
                case .outlineLvl: if let level = scanner.intAttribute("val"), level < 9 { paragraph.level = level + 1 }
                case .r: (isHidden, symbols) = (false, nil)
                case .vanish: isHidden = Self.isOn(scanner)
                case .rFonts: symbols = scanner.attribute("ascii").flatMap { SymbolFont.isOne($0) ? $0 : nil }
                case .t:
                    let start = text.count
                    try appendText(to: &text, isHidden: isHidden)
                    if let symbols { text[start...] = SymbolFont.shown(Array(text[start...]), font: symbols)[...] }
                case .sym:
                    if !isHidden, !isInsideInstruction, let font = scanner.attribute("font"),
                        let code = scanner.attribute("char").flatMap({ UInt32($0, radix: 16) })
                    {
                        text += Array((SymbolFont.mark(code, font: font) ?? "").utf8)
                    }
                case .checkBox: if !fields.isEmpty { fields[fields.count - 1].isChecked = false }
                case .isChecked, .checked:
                    if fields.last?.isChecked != nil { fields[fields.count - 1].isChecked = Self.isOn(scanner) }
                case .tab: if scanner.attributeIsAbsent("pos") { text.append(0x09) }
                case .br, .cr:
                    if scanner.attribute("type") == "page" {
                        pieces.append(text)
                        text = []
                    } else {
                        text.append(0x0A)
                    }
                case .noBreakHyphen: text.append(0x2D)
                case .fldChar:
                    switch scanner.attribute("fldCharType") {
                    case "begin": fields.append(Field())
                    case "separate": if !fields.isEmpty { fields[fields.count - 1].isResult = true }
                    case "end":
                        guard let field = fields.popLast() else { break }
                        if let isChecked = field.isChecked { text += Array((isChecked ? "☑" : "□").utf8) }
                        hasPageReference = hasPageReference || field.isPageReference
                        // What stands behind the end of the contents in its own paragraph is none of them.
                        if field.isContents { isContents = pieces.contains { !$0.isEmpty } || !text.isEmpty }
                    default: break
                    }
                case .instrText:
                    var instruction: [UInt8] = []
                    try collectText(into: &instruction)
                    if !fields.isEmpty {
                        let own = String(decoding: instruction.drop { $0 <= 0x20 }, as: UTF8.self)
                        fields[fields.count - 1].instruction +=
                            fields[fields.count - 1].instruction.isEmpty
                            ? own : String(decoding: instruction, as: UTF8.self)
                        isContents = isContents || fields[fields.count - 1].isContents
                    }
                case .fldSimple:
                    var field = Field()
                    field.instruction = String(
                        decoding: (scanner.attribute("instr") ?? "").utf8.drop { $0 <= 0x20 }.map(\.self), as: UTF8.self
                    )
                    if field.isNoise { try scanner.skipElement() }
                case .txbxContent: behind += try readTextBox()
                case .embedded: noteEmbedded()
                case .del, .moveFrom, .fallback, .delText, .rt, .pPrChange, .rPrChange, .sectPr, .sdtPr, .footnoteRef:
                    try scanner.skipElement()
                default: break
                }
            }
        }
        pieces.append(text)
        // A field that a damaged file never ends must not swallow what follows.
        fields.removeAll { !$0.isResult || $0.isNoise }
        if !carried.isEmpty {
            // NB: moved and not copied: a file may carry on over thousands of deleted marks.
            carried += pieces[0]
            swap(&carried, &pieces[0])
            carried = []
        }
        if isMarkDeleted {
            carried = pieces.removeLast()
            if pieces.isEmpty, behind.isEmpty { return }
        }
        guard blocks.count <= limits.blocks, (cells.last?.lines.count ?? 0) <= limits.blocks else {
            throw ReadingFailure(
                .tooLarge, zh: "超过 \(limits.blocks) 段", en: "there are more than \(limits.blocks) paragraphs")
        }
        if let style {
            if paragraph.level == nil { paragraph.level = styles.headingLevel(style) }
            isContentsByStyle = styles.isContents(style)
            isContents = isContents || isContentsByStyle
        }
        if paragraph.level != nil { paragraph.role = .heading }
        if let style, styles.isTitle(style) { paragraph.role = .title }
        let inherited = style.flatMap { styles.list($0) }
        var prefix: [UInt8] = []
        let isBlank = !pieces.contains { $0.contains { $0 > 0x20 } }
        if let number = list.number ?? inherited?.number, !isBlank || !cells.isEmpty,
            let label = numbering.next(number, level: list.level ?? inherited?.level ?? 0)
        {
            prefix = Array(label.utf8)
            // A column of numbers that nobody typed: the number is all that the cell shows.
            if isBlank { pieces = [[]] }
            if paragraph.role == .body { paragraph.role = .listItem }
            if paragraph.role == .listItem { paragraph.level = (list.level ?? inherited?.level ?? 0) + 1 }
        }
        let (first, ownRole) = (blocks.count, paragraph.role)
        let isContentsByField =
            isContents && !hasPageReference && !isContentsByStyle && !Self.endsInPageNumber(pieces)
        if isContents { paragraph.role = .contents }
        if let role { paragraph.role = role }
        for piece in pieces {
            for line in ParagraphLines.lines(of: isBlank ? prefix : piece, inCell: !cells.isEmpty) {
                if isBlank { prefix = [] }
                paragraph.text = String(decoding: prefix + line, as: UTF8.self)
                prefix = []
                append(paragraph)
            }
        }
        if isContentsByField, first < blocks.count { contents.append((first..<blocks.count, ownRole)) }
        for block in behind { try append(block) }
    }

    /// Text that waited for a next paragraph where none comes.
    private mutating func flushCarried() {
        guard !carried.isEmpty else { return }
        let text = carried
        carried = []
        for line in ParagraphLines.lines(of: text, inCell: !cells.isEmpty) {
            append(Paragraph(String(decoding: line, as: UTF8.self), role: role ?? .body))
        }
    }

    /// A sheet or a document pasted as an object shows as a picture; formulas of mathematics are no loss.
    private mutating func noteEmbedded() {
        guard let program = scanner.attribute("ProgID"), !program.hasPrefix("Equation") else { return }
        let note = ReadingNote(.droppedContent, detail: "嵌入的对象（\(program)）没有读；里面有数的，请另存成单独的文件再装入")
        if !notes.contains(note) { notes.append(note) }
    }

    /// True inside a field's instruction, and inside a result that is noise.
    private var isInsideInstruction: Bool { fields.contains { !$0.isResult || $0.isNoise } }

    /// A table of contents that the file never ends must not swallow the report: what has no page number is none of it.
    private mutating func endContents() {
        guard fields.contains(where: \.isContents) else { return }
        for (places, role) in contents {
            for block in places where block < blocks.count {
                guard case .paragraph(var paragraph) = blocks[block] else { continue }
                paragraph.role = role
                blocks[block] = .paragraph(paragraph)
            }
        }
    }

    /// “一、概况⇥3”
    private static func endsInPageNumber(_ pieces: [[UInt8]]) -> Bool {
        guard let text = pieces.last, let last = text.last, (0x30...0x39).contains(last) else { return false }
        let before = text[...(text.lastIndex { !(0x30...0x39).contains($0) } ?? 0)]
        return before.last == 0x09 || before.suffix(6).elementsEqual("……".utf8)
            || before.suffix(3).elementsEqual("...".utf8)
    }

    private mutating func appendText(to text: inout [UInt8], isHidden: Bool) throws {
        if isHidden || isInsideInstruction {
            try scanner.skipElement()
        } else {
            try collectText(into: &text)
        }
    }

    private mutating func collectText(into text: inout [UInt8]) throws {
        let depth = scanner.depth
        while true {
            switch try scanner.next() {
            case .text: try scanner.appendText(to: &text)
            case .end: if scanner.depth < depth { return }
            case .start: break
            case .finished: return
            }
        }
    }

    /// The blocks of a text box, read with this part's state but apart from the paragraph it hangs on.
    private mutating func readTextBox() throws -> [Block] {
        let depth = scanner.depth
        let outer = (blocks, cells, tables, fields, carried)
        (blocks, cells, tables, fields, carried) = ([], [], [], [], [])
        while scanner.depth >= depth, try step() {}
        flushCarried()
        let inner = blocks
        (blocks, cells, tables, fields, carried) = outer
        return inner
    }

    static func isOn(_ scanner: XMLScanner) -> Bool {
        let value = scanner.attribute("val")
        return value != "0" && value != "false" && value != "off"
    }

    // MARK: Where blocks go

    mutating func append(_ paragraph: Paragraph) {
        if cells.isEmpty {
            blocks.append(.paragraph(paragraph))
        } else {
            cells[cells.count - 1].lines.append(paragraph.text)
            cells[cells.count - 1].paragraphs.append(paragraph)
        }
    }

    mutating func append(_ block: Block) throws {
        guard blocks.count < limits.blocks else {
            throw ReadingFailure(
                .tooLarge, zh: "超过 \(limits.blocks) 段", en: "there are more than \(limits.blocks) paragraphs")
        }
        switch block {
        case .paragraph(let paragraph): append(paragraph)
        case .table:
            if cells.isEmpty { blocks.append(block) } else { cells[cells.count - 1].nested.append(block) }
        }
    }
}

extension XMLScanner {
    func attributeIsAbsent(_ name: StaticString) -> Bool { attribute(name) == nil }
}
