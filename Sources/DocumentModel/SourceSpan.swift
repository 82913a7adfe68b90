/// Where some words stand in a document: a block, a cell of it if it is a table, and the bytes of the text there.
public struct SourceSpan: Hashable, Sendable {
    /// Index into `Document.blocks`.
    public var block: Int
    /// Row and column (0-based) of the anchoring cell; nil in a paragraph.
    public var cell: CellPosition?
    /// UTF-8 offsets into the paragraph's or the cell's text.
    public var utf8Range: Range<Int>

    public init(block: Int, cell: CellPosition? = nil, utf8Range: Range<Int>) {
        self.block = block
        self.cell = cell
        self.utf8Range = utf8Range
    }
}

/// A cell's upper left corner, 0-based.
public struct CellPosition: Hashable, Sendable, Comparable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    public static func < (a: Self, b: Self) -> Bool { (a.row, a.column) < (b.row, b.column) }
}

extension SourceSpan: Comparable {
    public static func < (a: Self, b: Self) -> Bool {
        if a.block != b.block { return a.block < b.block }
        let (x, y) = (a.cell ?? .init(row: -1, column: -1), b.cell ?? .init(row: -1, column: -1))
        if x != y { return x < y }
        return (a.utf8Range.lowerBound, a.utf8Range.upperBound) < (b.utf8Range.lowerBound, b.utf8Range.upperBound)
    }
}

extension Document {
    /// The words at a span; empty when the span does not fit this document.
    public func text(at span: SourceSpan) -> String {
        guard let whole = wholeText(of: span) else { return "" }
        let utf8 = whole.utf8
        let count = utf8.count
        let lower = utf8.index(utf8.startIndex, offsetBy: min(span.utf8Range.lowerBound, count))
        let upper = utf8.index(utf8.startIndex, offsetBy: min(span.utf8Range.upperBound, count))
        return String(decoding: utf8[lower..<upper], as: UTF8.self)
    }

    /// The place in words that a reader of the file can follow, 1-based: “第3页第12段”, “第5页表2第4行第3列”.
    ///
    /// Paragraphs and tables are numbered through the document; the page stands first where the format has pages.
    public func locator(of span: SourceSpan) -> String {
        guard blocks.indices.contains(span.block) else { return "" }
        var ordinal = 0
        let isTable = blocks[span.block].table != nil
        for block in blocks[...span.block] where (block.table != nil) == isTable { ordinal += 1 }
        return locator(of: span, ordinal: ordinal)
    }

    /// The same with the block's number already known (`blockOrdinals`), for callers with many spans.
    public func locator(of span: SourceSpan, ordinal: Int) -> String {
        var page = blocks[span.block].page
        guard let position = span.cell, case .table(let table) = blocks[span.block] else {
            return (page.map { "第" + String($0) + "页" } ?? "") + "第" + String(ordinal) + "段"
        }
        if let own = table.cell(anchoredAt: position)?.page { page = own }
        let place = "第" + String(position.row + 1) + "行第" + String(position.column + 1) + "列"
        return (page.map { "第" + String($0) + "页" } ?? "") + "表" + String(ordinal) + place
    }

    /// For every block its 1-based number among the paragraphs or among the tables.
    public var blockOrdinals: [Int] {
        var paragraphs = 0
        var tables = 0
        return blocks.map { block in
            switch block {
            case .paragraph:
                paragraphs += 1
                return paragraphs
            case .table:
                tables += 1
                return tables
            }
        }
    }

    private func wholeText(of span: SourceSpan) -> String? {
        guard blocks.indices.contains(span.block) else { return nil }
        switch (blocks[span.block], span.cell) {
        case (.paragraph(let paragraph), nil): return paragraph.text
        case (.table(let table), let position?):
            return table.cell(anchoredAt: position)?.text
        default: return nil
        }
    }
}

extension Table {
    /// The cell with this upper left corner, found by halving, because a long table is asked for every figure in it.
    func cell(anchoredAt position: CellPosition) -> Cell? {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if (cells[middle].row, cells[middle].column) < (position.row, position.column) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < cells.count, cells[low].row == position.row, cells[low].column == position.column else {
            return nil
        }
        return cells[low]
    }
}
