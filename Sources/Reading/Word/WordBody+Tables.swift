import DocumentModel

// Rows and cells of a WordprocessingML table.
extension WordBody {
    mutating func readRowProperties() throws {
        let depth = scanner.depth
        while true {
            switch try scanner.next() {
            case .start:
                switch Self.vocabulary[scanner] {
                case .gridBefore:
                    if !tables.isEmpty {
                        tables[tables.count - 1].column = min(max(scanner.intAttribute("val") ?? 0, 0), limits.columns)
                    }
                case .tblHeader: if !tables.isEmpty { tables[tables.count - 1].isHeader = Self.isOn(scanner) }
                case .del: if !tables.isEmpty { tables[tables.count - 1].isDeleted = true }
                case .hidden: if !tables.isEmpty { tables[tables.count - 1].isHidden = Self.isOn(scanner) }
                case .trPrChange: try scanner.skipElement()
                default: break
                }
            case .end: if scanner.depth < depth { return }
            case .finished: return
            case .text: break
            }
        }
    }

    mutating func readCellProperties() throws {
        let depth = scanner.depth
        while true {
            switch try scanner.next() {
            case .start:
                guard !tables.isEmpty else { break }
                switch Self.vocabulary[scanner] {
                case .gridSpan:
                    tables[tables.count - 1].span = min(max(1, scanner.intAttribute("val") ?? 1), limits.columns)
                case .vMerge:
                    tables[tables.count - 1].merge = scanner.attribute("val") == "restart" ? .restart : .goesOn
                case .hMerge: tables[tables.count - 1].isHorizontalContinuation = scanner.attribute("val") != "restart"
                case .tcPrChange: try scanner.skipElement()
                default: break
                }
            case .end: if scanner.depth < depth { return }
            case .finished: return
            case .text: break
            }
        }
    }

    mutating func endCell() throws {
        guard var table = tables.popLast(), let content = cells.popLast() else { return }
        defer { tables.append(table) }
        guard !table.isDeleted, table.builder.rowCount > 0 else { return }
        table.nested += content.nested
        table.lastContent = content
        table.cellCount += 1
        let text = content.lines.joined(separator: "\n")
        let column = table.builder.freeColumn(from: table.column)
        defer { table.column = column + table.span }
        if table.isHorizontalContinuation, text.isEmpty { return }
        if table.merge == .goesOn, let anchor = table.anchors[column] {
            try table.builder.extend(anchor)
            return
        }
        let index = try table.builder.place(
            text, column: column, columnSpan: table.span, isHeader: table.isHeader, isHidden: table.isHidden)
        for step in column..<column + min(table.span, limits.columns) { table.anchors[step] = nil }
        if table.merge != nil { table.anchors[column] = index }
    }

    mutating func endTable() throws {
        guard let table = tables.popLast() else { return }
        if table.cellCount == 1 {
            // A frame around text, not a table.
            for paragraph in table.lastContent.paragraphs { append(paragraph) }
            for block in table.nested { try append(block) }
            return
        }
        if table.builder.isCut { notes.append(ReadingNote(.droppedContent, detail: "表格超过 \(limits.columns) 列，多出的没有读")) }
        let isFrame = !table.nested.isEmpty && table.builder.cells.allSatisfy(\.text.isEmpty)
        if !isFrame, !table.builder.isEmpty {
            try append(.table(table.builder.table().closingSlivers(Self.slivers(table.widths))))
        }
        for block in table.nested { try append(block) }
    }

    /// Columns under a millimetre and a half; a grid without widths says nothing.
    private static func slivers(_ widths: [Int]) -> [Bool] {
        guard widths.reduce(0, +) > 2_000 else { return [] }
        return widths.map { $0 < 80 }
    }
}
