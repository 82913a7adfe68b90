/// Two-sided tables whose cells lost everything but their order: label, amount, label, amount.
///
/// Copying 收入支出总表 out of a web page leaves a cell on each line, or a row on each line with one blank between:
///
/// ```
/// 项目 决算数 项目 决算数
/// 一、财政拨款收入 3724600.00 一、一般公共服务支出
/// 本年收入合计 3824600.00 本年支出合计 3824600.00
/// ```
///
/// The header says how many pairs stand beside each other; an amount belongs to the label before it.  A table is found
/// only where a row of totals ends it, so that a paragraph behind is never taken in.
enum PairedTable {
    private static let sides: Set<String> = ["收入", "支出", "本年收入", "本年支出"]
    private static let amounts: Set<String> = [
        "金额", "决算数", "预算数", "本年预算", "本年预算数", "年初预算数", "本年决算数", "决算金额", "预算金额", "全年预算数",
    ]
    private static let longestTable = 400

    /// The rows of the table that starts at a line, and the line behind it; without rows no table starts there.
    static func find(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        let opening = text.bytes[text.lines[start].trimmed].prefix(3)
        guard ["收", "项", "本"].contains(where: { opening.elementsEqual($0.utf8) }),
            let header = Header(text, at: start)
        else { return (nil, start) }
        var rows: [[String]] = []
        if header.hasSides { rows.append(header.row(of: header.sideNames, apart: 2)) }
        rows.append((0..<header.pairs).flatMap { _ in ["项目", header.amount] })
        var filling = Filling(width: header.pairs * 2)
        var complete: (rows: Int, line: Int)?
        var index = header.end
        scan: while index < text.lines.count, index - start < longestTable {
            let line = text.lines[index]
            guard line.tabs == 0, line.trimmed.count <= 240 else { break }
            let tokens = tokens(text, line)
            if header.isRowPerLine { filling.closeRow() } else if line.isBlank { filling.addBlank() }
            for token in tokens {
                if isFigure(token) {
                    guard filling.add(figure: token) else { break scan }
                } else {
                    guard token.utf8.count <= 120, !token.hasSuffix("。"), !token.hasPrefix("注") else { break scan }
                    filling.add(label: token)
                }
            }
            index += 1
            // 总计 on both sides, or on the only one.
            if filling.isTotal {
                complete = (filling.rows.count + 1, index)
            }
        }
        filling.closeRow()
        guard let complete, complete.rows >= 3 else { return (nil, start) }
        rows += filling.rows.prefix(complete.rows)
        return (rows, complete.line)
    }

    /// 收入 支出, then 项目 金额 once for each pair of columns.
    private struct Header {
        var pairs = 0
        var amount = ""
        /// What the line above says of each pair; empty without one.
        var sideNames: [String] = []
        var hasSides: Bool { !sideNames.isEmpty }
        var isRowPerLine = false
        /// The line behind.
        var end: Int

        init?(_ text: TextLines, at start: Int) {
            end = start
            var words: [String] = []
            while end < text.lines.count, end - start < 12 {
                let line = text.lines[end]
                guard line.tabs == 0, !line.isBlank, line.trimmed.count <= 120 else { break }
                let tokens = PairedTable.tokens(text, line)
                guard tokens.allSatisfy({ $0 == "项目" || sides.contains($0) || amounts.contains($0) }) else { break }
                isRowPerLine = isRowPerLine || tokens.count > 2
                words += tokens
                end += 1
            }
            let inner = words.drop { sides.contains($0) }
            if inner.count == words.count - 2 { sideNames = Array(words.prefix(2)) }
            guard inner.count >= 4, inner.count % 2 == 0, hasSides || inner.count == words.count else { return nil }
            pairs = inner.count / 2
            let columns = Array(inner)
            amount = columns[1]
            guard amounts.contains(amount), pairs == 2 else { return nil }
            for pair in 0..<pairs where columns[pair * 2] != "项目" || columns[pair * 2 + 1] != amount { return nil }
        }

        func row(of words: [String], apart: Int) -> [String] {
            words.flatMap { [$0] + Array(repeating: "", count: apart - 1) }
        }
    }

    /// Puts labels and figures in their columns.
    private struct Filling {
        let width: Int
        var rows: [[String]] = []
        var row: [String] = []

        init(width: Int) { self.width = width }

        var isFull: Bool { row.count == width }

        /// True for a row whose labels are totals.
        var isTotal: Bool {
            isFull && row.first?.hasSuffix("计") == true
                && stride(from: 0, to: width, by: 2).allSatisfy { row[$0].isEmpty || row[$0].hasSuffix("计") }
        }

        /// An empty cell; between rows it is nothing.
        mutating func addBlank() {
            if !row.isEmpty, !isFull { row.append("") }
        }

        mutating func add(label: String) {
            // The amount of the label before is blank.
            if row.count % 2 == 1 { row.append("") }
            if isFull { closeRow() }
            row.append(label)
        }

        /// False where a figure has no label.
        mutating func add(figure: String) -> Bool {
            guard row.count % 2 == 1 else { return false }
            row.append(figure)
            return true
        }

        mutating func closeRow() {
            guard !row.isEmpty else { return }
            rows.append(row + Array(repeating: "", count: width - row.count))
            row = []
        }
    }

    private static func isFigure(_ token: String) -> Bool {
        token.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
            && token.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2C || $0 == 0x2E || $0 == 0x2D }
            || token == "—" || token == "-"
    }

    /// “1.” before the label that it numbers.
    private static func isOrdinal(_ token: String) -> Bool {
        guard token.hasSuffix(".") || token.hasSuffix("、") else { return false }
        let number = token.dropLast()
        return (1...2).contains(number.utf8.count) && number.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// An amount and the label of the next pair whose columns met: “47,483,458一、社会保障和就业支出”.
    private static func apart(_ part: String) -> [String] {
        let digits = part.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C || $0 == 0x2E }
        // “1.1政府性基金收入” is a numbered label.
        let point = digits.lastIndex(of: 0x2E).map { digits.distance(from: $0, to: digits.endIndex) } ?? 0
        guard digits.count < part.utf8.count, digits.contains(0x2C) || point == 3 || point == 5 else { return [part] }
        let rest = part.utf8[digits.endIndex...]
        guard rest.first.map({ $0 >= 0xE4 }) == true else { return [part] }
        return [String(part[..<digits.endIndex]), String(part[digits.endIndex...])]
    }

    /// What blanks part, with letters that stand alone (“项　目”) joined.
    private static func tokens(_ text: TextLines, _ line: TextLines.Line) -> [String] {
        let parts = text.string(line.trimmed).split { $0 == " " || $0 == "\u{3000}" || $0 == "\u{A0}" }
            .flatMap { apart(String($0)) }
        var joined: [String] = []
        var isOpen = false
        for part in parts {
            if let last = joined.last, isOrdinal(last) {
                joined[joined.count - 1] = last + " " + part
                isOpen = false
                continue
            }
            let isSingle = part.unicodeScalars.count == 1 && part.utf8.count == 3 && part != "—"
            if isSingle, isOpen, let last = joined.last {
                joined[joined.count - 1] = last + part
                isOpen = false
            } else {
                joined.append(part)
                isOpen = isSingle
            }
        }
        return joined
    }
}
