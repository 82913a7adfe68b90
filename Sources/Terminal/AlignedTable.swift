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
        let wrapped = rows.map { row in zip(row, columns).map { Self.lines(of: $0, within: $1.maximumWidth) } }
        var widths = columns.map(\.title.displayWidth)
        var fractions = columns.map { _ in 0 }
        for row in wrapped {
            for (index, lines) in row.enumerated() where columns[index].alignment == .decimal {
                for line in lines { fractions[index] = max(fractions[index], Self.fractionWidth(of: line) ?? 0) }
            }
        }
        for row in wrapped {
            for (index, lines) in row.enumerated() {
                for line in lines {
                    widths[index] = max(widths[index], Self.aligned(line, columns[index].alignment, fractions[index]).displayWidth)
                }
            }
        }

        var output = ""
        Self.appendLine(columns.map { [$0.title] }, columns, widths, nil, to: &output)
        Self.appendLine(widths.map { [String(repeating: "-", count: $0)] }, columns, widths, nil, to: &output)
        for row in wrapped { Self.appendLine(row, columns, widths, fractions, to: &output) }
        return output
    }

    private static func appendLine(
        _ cells: [[String]], _ columns: [Column], _ widths: [Int], _ fractions: [Int]?, to output: inout String
    ) {
        for depth in 0..<(cells.map(\.count).max() ?? 0) {
            var line = ""
            for (index, lines) in cells.enumerated() {
                if index > 0 { line += "  " }
                let alignment = columns[index].alignment
                let cell = depth < lines.count ? lines[depth] : ""
                let text = fractions.map { aligned(cell, alignment, $0[index]) } ?? cell
                line += text.padded(to: widths[index], onLeft: alignment != .left)
            }
            while line.last == " " { line.removeLast() }
            output += line + "\n"
        }
    }

    /// A figure followed by the blanks that put its point under the column's; other text unchanged.
    private static func aligned(_ cell: String, _ alignment: Alignment, _ fraction: Int) -> String {
        guard alignment == .decimal, let own = fractionWidth(of: cell) else { return cell }
        return cell + String(repeating: " ", count: fraction - own)
    }

    /// Width from the point to the end of a figure (“0.29%” 4, “12” 0); nil for text without a digit.
    private static func fractionWidth(of cell: String) -> Int? {
        let bytes = cell.utf8
        guard let lastDigit = bytes.lastIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
        guard let point = bytes[...lastDigit].lastIndex(of: UInt8(ascii: ".")) else {
            return cell[bytes.index(after: lastDigit)...].displayWidth
        }
        return cell[point...].displayWidth
    }

    /// The lines of a cell: its own, and those that a maximum width breaks it into.
    private static func lines(of cell: String, within width: Int?) -> [String] {
        let own = cell.split(separator: "\n", omittingEmptySubsequences: false)
        guard let width, width > 1 else { return own.map(String.init) }
        return own.flatMap { line -> [String] in
            var rest = line
            var broken: [String] = []
            while rest.displayWidth > width {
                let part = rest.prefix(displayWidth: width)
                guard !part.isEmpty else { break }
                broken.append(String(part))
                rest = rest[part.endIndex...]
            }
            return broken + [String(rest)]
        }
    }
}
