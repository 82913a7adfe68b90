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
    /// The column of the next cell.
    private var next = 0

    public init(columns: [Column]) { self.columns = columns }

    /// Adds a row; a missing cell is blank.
    ///
    /// - Precondition: no more cells than columns.
    public mutating func append(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row of \(cells.count) cells in \(columns.count) columns")
        for index in columns.indices { append(cell: index < cells.count ? cells[index] : "") }
    }

    /// Makes room for a wide answer, so that what is written is not moved as it grows.
    public mutating func reserve(rows: Int) {
        lines.reserveCapacity(rows * columns.count)
        bytes.reserveCapacity(rows * columns.count * 8)
    }

    /// Adds the next cell of a row; the row is done with its last column.
    public mutating func append(cell text: String) {
        append(text, columns[next])
        next = next + 1 == columns.count ? 0 : next + 1
    }

    /// Title line, rule and rows, each ended by a newline.
    public var text: String { text(between: "", and: "") }

    /// The same with something before and after it.
    public func text(between head: String, and foot: String) -> String {
        var fractions = columns.map { _ in 0 }
        var widths = columns.map(\.title.displayWidth)
        forEachLine { index, line in fractions[index] = max(fractions[index], line.fraction ?? 0) }
        forEachLine { index, line in
            widths[index] = max(widths[index], line.width(withFraction: fractions[index]))
        }

        var titles = AlignedTable(columns: columns)
        for column in columns { titles.append(column.title, .init("")) }
        for width in widths { titles.append(String(repeating: "-", count: width), .init("")) }
        let pages = [titles, self]
        // No line takes more than its text and blanks for the whole width; a part of a cell makes one line more at most.
        let wide = widths.reduce(0, +) + 2 * columns.count + 1
        let room = pages.reduce(head.utf8.count + foot.utf8.count) { room, table in
            let parts = table.lines.count { $0.isContinued }
            return room + table.bytes.count + ((table.lines.count - parts) / max(1, columns.count) + parts) * wide
        }
        return String(unsafeUninitializedCapacity: room) { buffer in
            var page = Page(columns: columns, widths: widths, fractions: fractions, buffer: buffer)
            page.append(head)
            for table in pages { page.append(table.lines, table.bytes) }
            page.append(foot)
            return page.count
        }
    }

    private mutating func append(_ text: String, _ column: Column) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        let line = measured(from: start, column.alignment)
        if line.width <= column.maximumWidth ?? .max, !bytes[start...].contains(UInt8(ascii: "\n")) {
            lines.append(line)
            return
        }
        bytes.removeSubrange(start...)
        let parts = Self.broken(text, within: column.maximumWidth)
        for (index, part) in parts.enumerated() {
            let start = bytes.count
            bytes.append(contentsOf: part.utf8)
            var line = measured(from: start, column.alignment)
            line.isContinued = index < parts.count - 1
            lines.append(line)
        }
    }

    /// The line that the last bytes are.
    private func measured(from start: Int, _ alignment: Alignment) -> Line {
        bytes.withUnsafeBufferPointer { bytes in
            Line(
                start: start, end: bytes.count, width: bytes.displayWidth(from: start, to: bytes.count),
                fraction: alignment == .decimal ? Self.fraction(of: bytes, from: start) : nil, isContinued: false)
        }
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
    private static func fraction(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var lastDigit = bytes.count - 1
        while lastDigit >= start, !(0x30...0x39).contains(bytes[lastDigit]) { lastDigit -= 1 }
        guard lastDigit >= start else { return nil }
        var point = lastDigit
        while point >= start, bytes[point] != UInt8(ascii: ".") { point -= 1 }
        return bytes.displayWidth(from: point >= start ? point : lastDigit + 1, to: bytes.count)
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
    let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(
        columns: [AlignedTable.Column], widths: [Int], fractions: [Int], buffer: UnsafeMutableBufferPointer<UInt8>
    ) {
        self.columns = columns
        self.widths = widths
        self.fractions = fractions
        self.buffer = buffer
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 { put(byte) }
    }

    /// Appends rows; a row that has a cell of several lines takes as many.
    mutating func append(_ lines: [Line], _ text: [UInt8]) {
        text.withUnsafeBufferPointer { text in
            var next = 0
            var cells: [Range<Int>] = []
            while next < lines.count {
                cells.removeAll(keepingCapacity: true)
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
    }

    private mutating func append(
        _ cells: [Range<Int>], _ depth: Int, _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>
    ) {
        var blanks = 0
        for (index, cell) in cells.enumerated() {
            if index > 0 { blanks += 2 }
            guard depth < cell.count else {
                blanks += widths[index]
                continue
            }
            let line = lines[cell.lowerBound + depth]
            let wide = line.width(withFraction: fractions[index])
            let room = widths[index] - wide
            let isLeft = columns[index].alignment == .left
            if !isLeft { blanks += room }
            if !line.range.isEmpty {
                for _ in 0..<blanks { put(UInt8(ascii: " ")) }
                for place in line.range { put(text[place]) }
                blanks = 0
            }
            blanks += wide - line.width + (isLeft ? room : 0)
        }
        while count > 0, buffer[count - 1] == UInt8(ascii: " ") { count -= 1 }
        put(UInt8(ascii: "\n"))
    }

    private mutating func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }
}
