/// Tables with each cell on a line of its own, blank cells as blank lines: nothing is lost but where a row ends.
///
/// ```
/// 项目
/// 2023年预算
/// 2024年预算
/// 合计
/// 7.20
/// 6.80
/// ```
///
/// The names of the columns come first.  Of all widths only one cuts the lines behind them so that each column holds
/// figures or words throughout; where two do, or none, there is no table.
enum CellLines {
    private enum Kind { case blank, number, word }

    private static let widest = 16
    private static let fewestRows = 3
    /// Rows without a figure that a table may have one after the other.
    private static let mostRowsOfWords = 20

    /// The rows of the table whose names of columns start at a line, and the line behind it; without rows no table starts
    /// there.
    static func find(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        guard start > 0, text.opensTable(before: start) else { return (nil, start) }
        var names = 0
        while start + names < text.lines.count, names <= widest, isName(text, start + names) { names += 1 }
        // The same name twice heads pairs beside each other.
        let words = (start..<start + names).map { text.string(text.lines[$0].trimmed) }
        guard names >= 2, Set(words).count == names else { return (nil, start) }
        var best: (width: Int, rows: Int)?
        var isTied = false
        for width in 2...min(names, widest) {
            let rows = rowsThatFit(width, text, from: start)
            guard rows >= fewestRows else { continue }
            let lines = rows * width
            let most = best.map { $0.rows * $0.width } ?? 0
            isTied = lines == most
            if lines > most { best = (width, rows) }
        }
        guard let best, !isTied else { return (nil, start) }
        let end = start + (best.rows + 1) * best.width
        let cells = (start..<end).map { text.string(text.lines[$0].trimmed) }
        return (stride(from: 0, to: cells.count, by: best.width).map { Array(cells[$0..<$0 + best.width]) }, end)
    }

    /// A word that may head a column: not the unit, who made the table out, or its number (表9, 公开05表).
    private static func isName(_ text: TextLines, _ line: Int) -> Bool {
        guard kind(text, line) == .word else { return false }
        let content = text.bytes[text.lines[line].trimmed]
        return !content.contains("：") && !content.contains(":") && !content.starts(with: "表".utf8)
            && !content.suffix(3).elementsEqual("表".utf8)
    }

    /// Rows of a width behind the names, to the last that has a figure: their columns hold figures or words throughout, one
    /// of the first is a label, and some are figures.
    private static func rowsThatFit(_ width: Int, _ text: TextLines, from start: Int) -> Int {
        var columns = [Kind](repeating: .blank, count: width)
        var rows = 0
        var last = 0
        var line = start + width
        scan: while line + width <= text.lines.count, rows - last < mostRowsOfWords {
            let kinds = (line..<line + width).map { kind(text, $0) }
            for (column, kind) in kinds.enumerated() where kind != .blank {
                guard let kind, columns[column] == .blank || columns[column] == kind else { break scan }
            }
            guard kinds.prefix(min(width - 1, 3)).contains(.word) else { break }
            for (column, kind) in kinds.enumerated() where kind != .blank { columns[column] = kind ?? .blank }
            rows += 1
            line += width
            if kinds.contains(.number) { last = rows }
        }
        return last
    }

    /// What a line is as a cell; nil where it is none: it has tabs, a sentence, or the number of a page.
    private static func kind(_ text: TextLines, _ index: Int) -> Kind? {
        let line = text.lines[index]
        guard line.tabs == 0 else { return nil }
        if line.isBlank { return .blank }
        let content = text.bytes[line.trimmed]
        let isNumber = content.allSatisfy {
            (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2E || $0 == 0x2D || $0 == 0x25
        }
        if isNumber || content.elementsEqual("—".utf8) || content.elementsEqual("——".utf8) { return .number }
        guard content.count <= 120, !content.contains("。"), !content.contains("，"), !content.contains("；"),
            !text.isPageNumber(line)
        else { return nil }
        return .word
    }
}
