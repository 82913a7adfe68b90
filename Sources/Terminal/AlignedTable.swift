/// A table of text whose columns stand under each other on a terminal, Chinese and ASCII mixed.
///
/// ```swift
/// var table = AlignedTable(columns: [.init("年度"), .init("支出", .decimal)])
/// table.append(["2022", "0.29"])
/// table.append(["2023", "10.5"])
/// print(table.text, terminator: "")
/// // 年度   支出
/// // ----  -----
/// // 2022   0.29
/// // 2023  10.5
/// ```
///
/// Lines end without blanks, so that golden files stay as editors leave them.
public struct AlignedTable: Sendable {
    public enum Alignment: Hashable, Sendable {
        case left
        case right
        /// Figures with their decimal points under each other; what is no figure (“—”) stands on the right.
        case decimal
    }

    public struct Column: Hashable, Sendable {
        public var title: String
        public var alignment: Alignment
        /// Cells wider than this go on in the next line; nil for no limit.
        public var maximumWidth: Int?

        public init(_ title: String, _ alignment: Alignment = .left, maximumWidth: Int? = nil) {
            self.title = title
            self.alignment = alignment
            self.maximumWidth = maximumWidth
        }
    }

    public let columns: [Column]
    /// All text one after the other, and where the lines of each cell stand in it: a wide answer has a hundred thousand
    /// cells, and memory of its own for each would take longer than all the rest.
    private var bytes: [UInt8] = []
    private var lines: [Line] = []

    public init(columns: [Column]) { self.columns = columns }

    /// Adds a row; a missing cell is blank.
    ///
    /// - Precondition: no more cells than columns.
    public mutating func append(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row of \(cells.count) cells in \(columns.count) columns")
        for (index, column) in columns.enumerated() { append(index < cells.count ? cells[index] : "", column) }
    }

    /// Title line, rule and rows, each ended by a newline.
    public var text: String {
        var fractions = columns.map { _ in 0 }
        var widths = columns.map(\.title.displayWidth)
        forEachLine { index, line in fractions[index] = max(fractions[index], line.fraction ?? 0) }
        forEachLine { index, line in
            widths[index] = max(widths[index], line.width(withFraction: fractions[index]))
        }

        var head = AlignedTable(columns: columns)
        for column in columns { head.append(column.title, .init("")) }
        for width in widths { head.append(String(repeating: "-", count: width), .init("")) }
        var page = Page(columns: columns, widths: widths, fractions: fractions)
        page.append(head.lines, head.bytes)
        page.append(lines, bytes)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private mutating func append(_ text: String, _ column: Column) {
        if column.maximumWidth == nil && !text.utf8.contains(UInt8(ascii: "\n")) {
            appendLine(text[...], column.alignment, isContinued: false)
        } else {
            let parts = Self.broken(text, within: column.maximumWidth)
            for (index, part) in parts.enumerated() {
                appendLine(part, column.alignment, isContinued: index < parts.count - 1)
            }
        }
    }

    private mutating func appendLine(_ text: Substring, _ alignment: Alignment, isContinued: Bool) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        lines.append(
            Line(
                start: start, end: bytes.count, width: text.displayWidth,
                fraction: alignment == .decimal ? Self.fraction(of: text) : nil, isContinued: isContinued))
    }

    /// Calls with the column of each line, cell by cell.
    private func forEachLine(_ body: (Int, Line) -> Void) {
        var index = 0
        for line in lines {
            body(index, line)
            if !line.isContinued { index = index + 1 == columns.count ? 0 : index + 1 }
        }
    }

    /// Width from the point to the end of a figure (“0.29%” 4, “12” 0); nil for text without a digit.
    private static func fraction(of text: Substring) -> Int? {
        let bytes = text.utf8
        guard let lastDigit = bytes.lastIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
        let point = bytes[...lastDigit].lastIndex(of: UInt8(ascii: "."))
        return text[(point ?? bytes.index(after: lastDigit))...].displayWidth
    }

    /// A cell's own lines, each broken where it is wider than allowed; at least one.
    private static func broken(_ text: String, within width: Int?) -> [Substring] {
        let own = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let width, width > 1 else { return own }
        return own.flatMap { line -> [Substring] in
            var rest = line
            var broken: [Substring] = []
            while rest.displayWidth > width {
                let part = rest.prefix(displayWidth: width)
                guard !part.isEmpty else { break }
                broken.append(part)
                rest = rest[part.endIndex...]
            }
            return broken + [rest]
        }
    }
}

/// One line of a cell, measured once.
private struct Line: Sendable {
    private var first: UInt32
    private var last: UInt32
    private var columnsWide: UInt32
    /// Width from the point on, -1 for what is no figure.
    private var fractionWide: Int32
    /// Whether the next line belongs to the same cell.
    var isContinued: Bool

    init(start: Int, end: Int, width: Int, fraction: Int?, isContinued: Bool) {
        first = UInt32(start)
        last = UInt32(end)
        columnsWide = UInt32(width)
        fractionWide = fraction.map(Int32.init) ?? -1
        self.isContinued = isContinued
    }

    var range: Range<Int> { Int(first)..<Int(last) }
    var width: Int { Int(columnsWide) }
    var fraction: Int? { fractionWide < 0 ? nil : Int(fractionWide) }

    /// With the blanks behind a figure that put its point under the column's.
    func width(withFraction fraction: Int) -> Int { width + (self.fraction.map { fraction - $0 } ?? 0) }
}

/// Rows put together as bytes; blanks wait until something follows them, so that none ends a line.
private struct Page {
    let columns: [AlignedTable.Column]
    let widths: [Int]
    let fractions: [Int]
    var bytes: [UInt8] = []

    init(columns: [AlignedTable.Column], widths: [Int], fractions: [Int]) {
        self.columns = columns
        self.widths = widths
        self.fractions = fractions
    }

    /// Appends rows; a row that has a cell of several lines takes as many.
    mutating func append(_ lines: [Line], _ text: [UInt8]) {
        var next = 0
        while next < lines.count {
            var cells: [Range<Int>] = []
            var depth = 1
            while cells.count < columns.count {
                let start = next
                while lines[next].isContinued { next += 1 }
                next += 1
                cells.append(start..<next)
                depth = max(depth, next - start)
            }
            for line in 0..<depth { append(cells, line, lines, text) }
        }
    }

    private mutating func append(_ cells: [Range<Int>], _ depth: Int, _ lines: [Line], _ text: [UInt8]) {
        var blanks = 0
        for (index, cell) in cells.enumerated() {
            if index > 0 { blanks += 2 }
            guard depth < cell.count else {
                blanks += widths[index]
                continue
            }
            let line = lines[cell.lowerBound + depth]
            let room = widths[index] - line.width(withFraction: fractions[index])
            let isLeft = columns[index].alignment == .left
            if !isLeft { blanks += room }
            if !line.range.isEmpty {
                bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
                bytes.append(contentsOf: text[line.range])
                blanks = 0
            }
            blanks += line.width(withFraction: fractions[index]) - line.width + (isLeft ? room : 0)
        }
        while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
        bytes.append(UInt8(ascii: "\n"))
    }
}
