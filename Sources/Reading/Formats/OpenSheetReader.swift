import DocumentModel

/// Spreadsheets of LibreOffice and others (.ods): a cell's text stands in the file as it is shown.
struct OpenSheetReader: FormatReader {
    let format = DocumentFormat.ods
    let extensions = ["ods", "ots"]

    private enum Tag: String, CaseIterable {
        case table, p, s, tab, a, annotation, style, shapes, forms
        case lineBreak = "line-break"
        case cell = "table-cell"
        case covered = "covered-table-cell"
        case row = "table-row"
        case column = "table-column"
        case properties = "table-properties"
        case trackedChanges = "tracked-changes"
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    func recognises(_ content: FileContent) -> Bool { OpenPackage.kind(content) == .sheet }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let package = try OpenPackage.parts(content, context)
        var document = Document(format: .ods, notes: package.notes)
        document.metadata.title = CoreProperties.title(package.parts["meta.xml"])
        let part = try package.required("content.xml")
        do {
            try Self.scan(part, &document, context.limits)
        } catch let fault as XMLScanner.Fault {
            throw ReadingFailure(fault, part: "content.xml")
        } catch let failure as ReadingFailure {
            throw failure
        } catch {
            throw ReadingFailure(.damaged, part: "content.xml")
        }
        guard !document.blocks.isEmpty else {
            throw ReadingFailure(.empty, zh: "工作簿里没有内容", en: "the workbook has no content")
        }
        return document
    }

    private static func scan(_ part: [UInt8], _ document: inout Document, _ limits: ReadingLimits) throws {
        var scanner = XMLScanner(part, maximumDepth: limits.nesting)
        var sheet: SheetBuilder?
        var hiddenStyles: Set<String> = []
        var styleName = ""
        var row = 0
        var column = 0
        var columnStart = 0
        var rowRepeat = 1
        var isRowHidden = false
        var rowCells: [(column: Int, text: String)] = []
        var cellRepeat = 1
        var span = (rows: 1, columns: 1)
        var text: [UInt8] = []
        var paragraphs = 0
        var isInCell = false
        var depthOfParagraph = 0
        while true {
            switch try scanner.next() {
            case .finished: return
            case .start:
                switch vocabulary[scanner] {
                case .style: styleName = scanner.attribute("name") ?? ""
                case .properties: if scanner.attribute("display") == "false" { hiddenStyles.insert(styleName) }
                case .annotation, .trackedChanges, .shapes, .forms: try scanner.skipElement()
                case .table:
                    guard !isInCell else { break }
                    sheet = SheetBuilder(name: scanner.attribute("name") ?? "", limits: limits)
                    sheet?.isHidden = scanner.attribute("style-name").map { hiddenStyles.contains($0) } ?? false
                    row = 0
                    columnStart = 0
                case .column:
                    let count = min(max(scanner.intAttribute("number-columns-repeated") ?? 1, 1), 20_000)
                    if isHidden(scanner) { sheet?.hiddenColumns.append(columnStart...columnStart + count - 1) }
                    columnStart += count
                case .row:
                    rowRepeat = max(scanner.intAttribute("number-rows-repeated") ?? 1, 1)
                    column = 0
                    rowCells = []
                    isRowHidden = isHidden(scanner)
                case .cell, .covered:
                    isInCell = true
                    cellRepeat = max(scanner.intAttribute("number-columns-repeated") ?? 1, 1)
                    span = (
                        max(scanner.intAttribute("number-rows-spanned") ?? 1, 1),
                        max(scanner.intAttribute("number-columns-spanned") ?? 1, 1)
                    )
                    text.removeAll(keepingCapacity: true)
                    paragraphs = 0
                    if vocabulary[scanner] == .covered { isInCell = false }
                case .p:
                    if isInCell, depthOfParagraph == 0 {
                        depthOfParagraph = scanner.depth
                        if paragraphs > 0 { text.append(0x0A) }
                        paragraphs += 1
                    }
                case .s: text += [UInt8](repeating: 0x20, count: min(max(scanner.intAttribute("c") ?? 1, 1), 1_000))
                case .tab: text.append(0x09)
                case .lineBreak: text.append(0x0A)
                case .a, nil: break
                }
            case .text: if depthOfParagraph > 0 { try scanner.appendText(to: &text) }
            case .end:
                switch vocabulary[scanner] {
                case .p: if scanner.depth < depthOfParagraph { depthOfParagraph = 0 }
                case .cell, .covered:
                    let shown = isInCell ? SheetText.shown(text) : ""
                    isInCell = false
                    depthOfParagraph = 0
                    if span.rows > 1 || span.columns > 1 {
                        sheet?.merges.append(
                            .init(rows: row...row + span.rows - 1, columns: column...column + span.columns - 1))
                        if isRowHidden { sheet?.hiddenRows.insert(row) }
                    }
                    span = (1, 1)
                    if !shown.isEmpty {
                        for step in 0..<min(cellRepeat, limits.columns + 1) { rowCells.append((column + step, shown)) }
                        // NB: a row is only added at its end, and may claim any number of repeated cells before.
                        guard rowCells.count <= limits.cells else {
                            throw ReadingFailure(
                                .tooLarge, zh: "一行超过 \(limits.cells) 个单元格",
                                en: "a row has more than \(limits.cells) cells")
                        }
                    }
                    column += min(cellRepeat, 20_000)
                case .row:
                    if !rowCells.isEmpty {
                        for step in 0..<min(rowRepeat, limits.cells) {
                            // Of the million blank rows that end a filtered sheet none has to be known as hidden.
                            if isRowHidden { sheet?.hiddenRows.insert(row + step) }
                            for cell in rowCells {
                                try sheet?.add(row: row + step, column: cell.column, text: cell.text)
                            }
                        }
                    }
                    row += min(rowRepeat, 2_000_000)
                case .table:
                    if !isInCell, let finished = sheet {
                        document.append(finished)
                        sheet = nil
                    }
                default: break
                }
            }
        }
    }

    private static func isHidden(_ scanner: XMLScanner) -> Bool {
        let visibility = scanner.attribute("visibility")
        return visibility == "collapse" || visibility == "filter"
    }
}
