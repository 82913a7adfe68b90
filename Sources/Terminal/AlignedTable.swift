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
public struct AlignedTable: Hashable, Sendable {
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

    public var columns: [Column]
    private var rows: [[String]] = []

    public init(columns: [Column]) { self.columns = columns }

    /// Adds a row; a missing cell is blank.
    ///
    /// - Precondition: no more cells than columns.
    public mutating func append(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row of \(cells.count) cells in \(columns.count) columns")
        rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
    }

    /// Title line, rule and rows, each ended by a newline.
    public var text: String {
        let cells = rows.map { row in zip(row, columns).map(Cell.init) }
        let titles = columns.map { Cell($0.title) }
        var fractions = columns.map { _ in 0 }
        for row in cells {
            for (index, cell) in row.enumerated() { fractions[index] = max(fractions[index], cell.fraction) }
        }
        var widths = titles.map(\.first.width)
        for row in cells {
            for (index, cell) in row.enumerated() {
                widths[index] = max(widths[index], cell.width(withFraction: fractions[index]))
            }
        }

        var page = Page(columns: columns, widths: widths, fractions: fractions)
        page.append(titles)
        page.append(widths.map { Cell(String(repeating: "-", count: $0)) })
        for row in cells { page.append(row) }
        return String(decoding: page.bytes, as: UTF8.self)
    }
}

/// A cell measured once: its lines, and how wide each is.
private struct Cell {
    struct Line {
        var text: Substring
        var width: Int
        /// Width from the point to the end of a figure (“0.29%” 4, “12” 0); nil for what is no figure.
        var fraction: Int?
    }

    var first: Line
    /// Empty for nearly all cells, which then need no memory of their own.
    var others: [Line] = []

    init(_ text: String) {
        first = Line(text: text[...], width: text.displayWidth, fraction: nil)
    }

    init(_ text: String, _ column: AlignedTable.Column) {
        if column.maximumWidth == nil && !text.utf8.contains(UInt8(ascii: "\n")) {
            first = Line(text[...], column.alignment)
        } else {
            let lines = Self.broken(text, within: column.maximumWidth).map { Line($0, column.alignment) }
            first = lines[0]
            others = Array(lines.dropFirst())
        }
    }

    var fraction: Int { others.reduce(first.fraction ?? 0) { max($0, $1.fraction ?? 0) } }

    func width(withFraction fraction: Int) -> Int {
        others.reduce(first.width(withFraction: fraction)) { max($0, $1.width(withFraction: fraction)) }
    }

    subscript(depth: Int) -> Line? { depth == 0 ? first : depth <= others.count ? others[depth - 1] : nil }

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

extension Cell.Line {
    fileprivate init(_ text: Substring, _ alignment: AlignedTable.Alignment) {
        self.init(
            text: text, width: text.displayWidth, fraction: alignment == .decimal ? Self.fraction(of: text) : nil)
    }

    /// With the blanks behind a figure that put its point under the column's.
    fileprivate func width(withFraction fraction: Int) -> Int { width + (self.fraction.map { fraction - $0 } ?? 0) }

    private static func fraction(of text: Substring) -> Int? {
        let bytes = text.utf8
        guard let lastDigit = bytes.lastIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
        let point = bytes[...lastDigit].lastIndex(of: UInt8(ascii: "."))
        return text[(point ?? bytes.index(after: lastDigit))...].displayWidth
    }
}

/// Lines put together as bytes; blanks wait until something follows them, so that none ends a line.
private struct Page {
    var columns: [AlignedTable.Column]
    var widths: [Int]
    var fractions: [Int]
    var bytes: [UInt8] = []

    init(columns: [AlignedTable.Column], widths: [Int], fractions: [Int]) {
        self.columns = columns
        self.widths = widths
        self.fractions = fractions
    }

    mutating func append(_ cells: [Cell]) {
        let depth = cells.reduce(1) { max($0, $1.others.count + 1) }
        for line in 0..<depth {
            var blanks = 0
            for (index, cell) in cells.enumerated() {
                if index > 0 { blanks += 2 }
                guard let text = cell[line] else {
                    blanks += widths[index]
                    continue
                }
                let width = text.width(withFraction: fractions[index])
                let isLeft = columns[index].alignment == .left
                if !isLeft { blanks += widths[index] - width }
                if !text.text.isEmpty {
                    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
                    bytes.append(contentsOf: text.text.utf8)
                    blanks = 0
                }
                blanks += width - text.width
                if isLeft { blanks += widths[index] - width }
            }
            while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
            bytes.append(UInt8(ascii: "\n"))
        }
    }
}
