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
    /// All text one after the other, and how much of it each line takes: a wide answer has a hundred thousand cells, and
    /// memory of its own for each would take longer than all the rest.
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

    /// Adds the rows of a table with the same columns.
    ///
    /// - Precondition: both end with a whole row.
    public mutating func append(contentsOf other: AlignedTable) {
        precondition(next == 0 && other.next == 0 && columns == other.columns, "tables of other columns")
        bytes += other.bytes
        lines += other.lines
    }

    /// Adds the next cell of a row; the row is done with its last column.
    public mutating func append(cell text: String) {
        appendCell { $0.append(contentsOf: text.utf8) }
    }

    /// The same for a cell that is written as UTF-8 behind the others, and touches none of them.
    public mutating func appendCell(_ write: (inout [UInt8]) -> Void) {
        append(columns[next], write)
        next = next + 1 == columns.count ? 0 : next + 1
    }

    /// Title line, rule and rows, each ended by a newline.
    public var text: String { OutputPage.text { write(to: &$0) } }

    /// Writes the same a page at a time.
    public func write(to page: inout OutputPage) {
        var fractions = columns.map { _ in 0 }
        var widths = columns.map(\.title.displayWidth)
        var wholes = fractions
        forEachLine { index, line in
            if let fraction = line.fraction {
                fractions[index] = max(fractions[index], fraction)
                wholes[index] = max(wholes[index], line.width - fraction)
            } else {
                widths[index] = max(widths[index], line.width)
            }
        }
        for index in widths.indices { widths[index] = max(widths[index], wholes[index] + fractions[index]) }
        var titles = AlignedTable(columns: columns)
        for column in columns { titles.append(.init("")) { $0.append(contentsOf: column.title.utf8) } }
        for width in widths { titles.append(.init("")) { $0.append(contentsOf: repeatElement(0x2D, count: width)) } }
        let layout = Layout(columns: columns, widths: widths, fractions: fractions)
        for table in [titles, self] { layout.write(table.lines, table.bytes, to: &page) }
    }

    @inline(__always)
    private mutating func append(_ column: Column, _ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        let line = measured(from: start, column.alignment)
        // As wide as long is ASCII without ends of lines.
        let isOneLine = line.width == line.length || !hasNewline(from: start)
        if line.width <= column.maximumWidth ?? .max, isOneLine {
            lines.append(line)
        } else {
            breakLast(from: start, column)
        }
    }

    /// Puts the last bytes into lines of their own.
    private mutating func breakLast(from start: Int, _ column: Column) {
        let text = String(decoding: bytes[start...], as: UTF8.self)
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

    private func hasNewline(from start: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for index in start..<bytes.count where bytes[index] == 0x0A { return true }
            return false
        }
    }

    /// The line that the last bytes are.
    @inline(__always)
    private func measured(from start: Int, _ alignment: Alignment) -> Line {
        if start == bytes.count { return Line(length: 0, width: 0, fraction: nil) }
        return bytes.withUnsafeBufferPointer { bytes in
            Line(
                length: bytes.count - start, width: bytes.displayWidth(from: start, to: bytes.count),
                fraction: alignment == .decimal ? Self.fraction(of: bytes, from: start) : nil)
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
                let part = Self.wholeWords(rest.prefix(displayWidth: width), of: rest)
                guard !part.isEmpty else { break }
                broken.append(part)
                rest = rest[part.endIndex...].drop { $0 == " " }
            }
            return broken + [rest]
        }
    }

    /// A line without the beginning of a word or figure that goes on behind it, which stands whole in the next line; a
    /// word that takes more than half the line is cut.
    private static func wholeWords(_ line: Substring, of text: Substring) -> Substring {
        func isOfWord(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
        guard let next = text.utf8[line.endIndex...].first, isOfWord(next) else { return line }
        let word = line.utf8.reversed().prefix(while: isOfWord).count
        return word * 2 > line.utf8.count ? line : line[..<line.utf8.index(line.endIndex, offsetBy: -word)]
    }
}

/// One line of a cell, measured once.
private struct Line: Sendable {
    /// Bytes, doubled, and 1 more where the next line belongs to the same cell.
    private var size: UInt32
    private var columnsWide: UInt32
    /// Width from the point on, -1 for what is no figure.
    private var fractionWide: Int32

    init(length: Int, width: Int, fraction: Int?) {
        size = UInt32(length) << 1
        columnsWide = UInt32(width)
        fractionWide = fraction.map(Int32.init) ?? -1
    }

    var isContinued: Bool {
        get { size & 1 == 1 }
        set { size = size & ~1 | (newValue ? 1 : 0) }
    }
    var length: Int { Int(size >> 1) }
    var width: Int { Int(columnsWide) }
    var fraction: Int? { fractionWide < 0 ? nil : Int(fractionWide) }

    /// With the blanks behind a figure that put its point under the column's.
    func width(withFraction fraction: Int) -> Int { width + (self.fraction.map { fraction - $0 } ?? 0) }
}

/// Puts rows together as bytes; blanks wait until something follows them, so that none ends a line.
private struct Layout {
    let columns: [AlignedTable.Column]
    let widths: [Int]
    let fractions: [Int]

    /// A cell's lines and where its text begins.
    private struct Cell {
        var lines: Range<Int>
        var start: Int
    }

    /// Writes rows; a row that has a cell of several lines takes as many.
    func write(_ lines: [Line], _ text: [UInt8], to page: inout OutputPage) {
        text.withUnsafeBufferPointer { text in
            lines.withUnsafeBufferPointer { lines in
                var next = 0
                var start = 0
                while next < lines.count {
                    let row = UnsafeBufferPointer(rebasing: lines[next..<min(lines.count, next + columns.count)])
                    if row.contains(where: \.isContinued) {
                        writeRow(&next, &start, lines, text, to: &page)
                    } else {
                        writeLine(row, from: &start, text, to: &page.bytes)
                        next += row.count
                        page.turn()
                    }
                }
            }
        }
    }

    /// Writes the row that begins with a line, some of whose cells have several.
    private func writeRow(
        _ next: inout Int, _ start: inout Int, _ lines: UnsafeBufferPointer<Line>, _ text: UnsafeBufferPointer<UInt8>,
        to page: inout OutputPage
    ) {
        var cells: [Cell] = []
        var depth = 1
        while cells.count < columns.count {
            var cell = Cell(lines: next..<next + 1, start: start)
            while lines[next].isContinued {
                start += lines[next].length
                next += 1
            }
            start += lines[next].length
            next += 1
            cell.lines = cell.lines.lowerBound..<next
            cells.append(cell)
            depth = max(depth, cell.lines.count)
        }
        for _ in 0..<depth {
            writeLine(of: &cells, lines, text, to: &page.bytes)
            page.turn()
        }
    }

    /// Writes a row whose cells have a line each; most have.
    private func writeLine(
        _ row: UnsafeBufferPointer<Line>, from start: inout Int, _ text: UnsafeBufferPointer<UInt8>,
        to bytes: inout [UInt8]
    ) {
        let most = row.indices.reduce(1) { $0 + 2 + widths[$1] + row[$1].length }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { line in
            guard let output = line.baseAddress else { return }
            var count = 0
            var blanks = 0
            for index in row.indices {
                let cell = row[index]
                let wide = cell.width(withFraction: fractions[index])
                let room = widths[index] - wide
                let isLeft = columns[index].alignment == .left
                if index > 0 { blanks += 2 }
                if !isLeft { blanks += room }
                if cell.length > 0 {
                    (output + count).update(repeating: 0x20, count: blanks)
                    count += blanks
                    (output + count).update(from: text.baseAddress! + start, count: cell.length)
                    count += cell.length
                    blanks = 0
                }
                blanks += wide - cell.width + (isLeft ? room : 0)
                start += cell.length
            }
            while count > 0, output[count - 1] == 0x20 { count -= 1 }
            output[count] = 0x0A
            bytes.append(contentsOf: UnsafeBufferPointer(start: output, count: count + 1))
        }
    }

    private static let blanks = [UInt8](repeating: 0x20, count: 64)

    private static func append(_ blanks: Int, to bytes: inout [UInt8]) {
        var left = blanks
        while left > 0 {
            bytes.append(contentsOf: Self.blanks.prefix(left))
            left -= min(left, Self.blanks.count)
        }
    }

    /// Writes the first line of each cell, and takes it off.
    private func writeLine(
        of cells: inout [Cell], _ lines: UnsafeBufferPointer<Line>, _ text: UnsafeBufferPointer<UInt8>,
        to bytes: inout [UInt8]
    ) {
        let first = bytes.count
        var blanks = 0
        for index in cells.indices {
            if index > 0 { blanks += 2 }
            guard let number = cells[index].lines.first else {
                blanks += widths[index]
                continue
            }
            let line = lines[number]
            let wide = line.width(withFraction: fractions[index])
            let room = widths[index] - wide
            let isLeft = columns[index].alignment == .left
            if !isLeft { blanks += room }
            if line.length > 0 {
                Self.append(blanks, to: &bytes)
                let start = cells[index].start
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<start + line.length]))
                blanks = 0
            }
            blanks += wide - line.width + (isLeft ? room : 0)
            cells[index].start += line.length
            cells[index].lines = number + 1..<cells[index].lines.upperBound
        }
        while bytes.count > first, bytes[bytes.count - 1] == 0x20 { bytes.removeLast() }
        bytes.append(0x0A)
    }
}
