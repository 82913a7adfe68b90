/// Tables by classification code that lost their columns: 支出决算表 and 基本支出表 copied from a page, a cell on a line or
/// a row on a line, where a blank cell leaves nothing behind.
///
/// ```
/// 2080501 行政单位离退休 252.74 252.74      2101101
/// 机关事业单位基本养老保                     行政单位医疗
/// 2080505 545.85 504.39 41.46             41.08
/// 险缴费支出                               41.08
/// ```
///
/// A row begins with its code and ends where the next begins.  The first amount of a row is certain where it is the
/// whole of the others in four of five rows; the others stand in their columns only in rows that have as many amounts as
/// the header has names for them.
struct CodedRows {
    struct Row {
        var code: String
        var name: String
        var amounts: [String] = []
        /// Lines of the name that stand above the code and below it, where cells were higher than a line.
        var isWrapped = false
    }

    private static let longestHeader = 40
    private static let fewestRows = 3
    private static let ownNames = ["科目", "编码", "名称", "栏次", "分类", "行次"]
    /// Names of columns that are parts, and of those that are no part of the next.
    private static let parts: Set<String> = ["基本支出", "项目支出", "人员经费", "公用经费", "年初预算数", "预算数", "决算数"]
    private static let wholes = ["合计", "总计", "小计", "金额"]

    private let text: TextLines
    /// Tabs part cells, as blanks do.
    private let hasTabs: Bool
    private var headings: [String] = []
    private var rows: [Row] = []
    /// Parts of a name that stand before their code.
    private var pending: [String] = []
    /// The line whose words went to the row above it, and may as well be the name of the row below.
    private var sharedLine: Int?

    private init(_ text: TextLines, hasTabs: Bool) { (self.text, self.hasTabs) = (text, hasTabs) }

    /// The rows of the table whose header starts at a line, and the line behind it; without rows no table starts there.
    static func find(in text: TextLines, at start: Int, hasTabs: Bool = false) -> (rows: [[String]]?, end: Int) {
        guard start > 0, text.opensTable(before: start) else { return (nil, start) }
        var table = CodedRows(text, hasTabs: hasTabs)
        guard let first = table.readHeader(from: start) else { return (nil, start) }
        let end = table.readRows(from: first)
        guard table.rows.count(where: { !$0.code.isEmpty }) >= fewestRows, let cells = table.cells() else {
            return (nil, start)
        }
        return (cells, end)
    }

    /// The same where tabs part the cells and blank ones were left out: rows begin with a class and have fewer cells where
    /// no 款 or 项 follows it.
    static func findTabbed(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        guard text.lines[start].tabs > 0, start > 0, text.opensTable(before: start), mayLackCells(text, from: start)
        else { return (nil, start) }
        let found = find(in: text, at: start, hasTabs: true)
        guard found.rows != nil else { return (nil, start) }
        var counts: Set<Int> = []
        for line in text.lines[start..<found.end] where beginsWithCode(line, of: text) {
            guard let count = cellsWithoutBlank(line, of: text) else { return (nil, start) }
            counts.insert(count)
        }
        return counts.count > 1 ? found : (nil, start)
    }

    /// False where the rows from a line on tell by themselves that no blank cell was left out, so that nobody need read
    /// them: none begins with a code, or one has a blank cell, and those above it have equally many.
    private static func mayLackCells(_ text: TextLines, from start: Int) -> Bool {
        var count: Int?
        for line in text.lines[start...].prefix(longestHeader) where beginsWithCode(line, of: text) {
            guard let cells = cellsWithoutBlank(line, of: text) else { return false }
            if let count, count != cells { return true }
            count = cells
        }
        return count != nil
    }

    private static func beginsWithCode(_ line: TextLines.Line, of text: TextLines) -> Bool {
        // The digits that classes begin with.
        guard line.tabs > 0, let first = text.bytes[line.trimmed].first, [0x32, 0x33, 0x35].contains(first),
            case .code? = CodedToken.tokens(text.bytes[line.trimmed])?.first
        else { return false }
        return true
    }

    /// The cells that tabs part a line into; nil where one is blank: two tabs with nothing between them are a cell that was
    /// kept.
    private static func cellsWithoutBlank(_ line: TextLines.Line, of text: TextLines) -> Int? {
        let cells = text.bytes[line.trimmed].split(separator: 0x09, omittingEmptySubsequences: false)
        guard !cells.contains(where: { $0.allSatisfy { $0 == 0x20 } }), line.tabs == cells.count - 1 else { return nil }
        return cells.count
    }

    /// Takes in the names of columns; the first line of rows, or nil where none follows.
    private mutating func readHeader(from start: Int) -> Int? {
        var index = start
        while index < min(text.lines.count, start + Self.longestHeader) {
            let line = text.lines[index]
            if line.isBlank {
                index += 1
                continue
            }
            guard hasTabs || line.tabs == 0, let tokens = CodedToken.tokens(text.bytes[line.trimmed]),
                let first = tokens.first
            else { return nil }
            switch first {
            case .code: return isRow(tokens, at: index) ? index : nil
            case .amount, .pair:
                // 栏次 1 2 3 stands between the names and the rows.
                guard isLineOfNumbers(tokens) else { return nil }
            case .word(let word):
                if tokens.contains(where: { if case .amount = $0 { true } else { false } }),
                    !isLineOfNumbers(tokens.dropFirst())
                {
                    return isTotal(word) ? index : nil
                }
                if isTotal(word), tokens.count == 1, startsRowOfAmounts(after: index) { return index }
                for case .word(let name) in tokens {
                    // The table's own title, its unit or who made it out: the names of columns follow.
                    guard !name.hasSuffix("表"), !name.contains("："), !name.contains(":") else { return nil }
                    headings.append(name)
                }
            }
            index += 1
        }
        return nil
    }

    /// Reads rows up to a line that is none; the line behind the table.
    private mutating func readRows(from start: Int) -> Int {
        var index = start
        var end = start
        while index < text.lines.count {
            let line = text.lines[index]
            if line.isBlank || text.isPageNumber(line) {
                index += 1
                continue
            }
            guard hasTabs || line.tabs == 0, let tokens = CodedToken.tokens(text.bytes[line.trimmed]), !tokens.isEmpty
            else {
                break
            }
            let (count, last, words) = (rows.count, rows.last, pending)
            guard take(tokens, at: index) else {
                rows.removeLast(rows.count - count)
                if let last { rows[count - 1] = last }
                pending = words
                break
            }
            index += 1
            // Words behind the last row may be of what follows the table.
            if pending.isEmpty { end = index }
            if pending.count > 3 { break }
        }
        return end
    }

    /// Takes a line in; false where it is no line of the table.
    private mutating func take(_ tokens: [CodedToken], at index: Int) -> Bool {
        var position = 0
        while position < tokens.count {
            switch tokens[position] {
            case .code(let code):
                if let last = rows.last, last.code.isEmpty, last.amounts.isEmpty, tokens.count == 1 {
                    rows[rows.count - 1].amounts.append(code)
                } else if begins(tokens, position, at: index) {
                    var row = Row(code: code, name: "")
                    while position + 1 < tokens.count, case .pair(let pair) = tokens[position + 1],
                        row.code.utf8.count < 7
                    {
                        row.code += pair
                        position += 1
                    }
                    if case .word? = tokens.dropFirst(position + 1).first {
                    } else if !pending.isEmpty {
                        row.name = pending.joined()
                        row.isWrapped = true
                    } else if tokens.count > position + 1, !followsSharedLine(index) {
                        return false
                    }
                    if !row.isWrapped, !pending.isEmpty { return false }
                    pending = []
                    rows.append(row)
                } else {
                    guard !rows.isEmpty, pending.isEmpty else { return false }
                    rows[rows.count - 1].amounts.append(code)
                }
            case .pair(let pair):
                guard let last = rows.last, pending.isEmpty else { return false }
                if last.name.isEmpty, last.amounts.isEmpty, last.code.utf8.count < 7, !last.code.isEmpty {
                    rows[rows.count - 1].code += pair
                } else {
                    rows[rows.count - 1].amounts.append(pair)
                }
            case .amount(let amount):
                guard let last = rows.last, pending.isEmpty, !last.name.isEmpty || sharedLine != nil else {
                    return false
                }
                rows[rows.count - 1].amounts.append(amount)
            case .word(let word):
                guard take(word, followedBy: tokens.dropFirst(position + 1), at: index) else { return false }
            }
            position += 1
        }
        return true
    }

    /// A word is the name of the row, a part of a name above or below its code, or begins a row of totals.
    private mutating func take(_ word: String, followedBy rest: ArraySlice<CodedToken>, at index: Int) -> Bool {
        if let last = rows.last, last.amounts.isEmpty, pending.isEmpty, !last.isWrapped {
            rows[rows.count - 1].name += word
            return true
        }
        let hasAmount = rest.contains { if case .amount = $0 { true } else { false } }
        if isTotal(word), pending.isEmpty, hasAmount || rest.isEmpty && startsRowOfAmounts(after: index) {
            rows.append(Row(code: "", name: word))
            return true
        }
        guard !LineOpening.startsItem(ArraySlice(word.utf8)), !word.hasSuffix("说明"), !word.hasPrefix("第") else {
            return false
        }
        guard !hasAmount, rest.isEmpty, LineOpening.startsWithHan(ArraySlice(word.utf8)), !word.hasSuffix("表") else {
            return false
        }
        if let last = rows.last, last.isWrapped, !last.amounts.isEmpty, pending.isEmpty {
            rows[rows.count - 1].name += word
            rows[rows.count - 1].isWrapped = false
            sharedLine = index
            return true
        }
        pending.append(word)
        return true
    }

    /// Digits that look like a code are one where a name follows, or pairs that go on with it, or the name stands around.
    private func begins(_ tokens: [CodedToken], _ position: Int, at index: Int) -> Bool {
        if position > 0 {
            // Blocks beside each other: a code after an amount, with its name behind.
            guard case .amount = tokens[position - 1], case .word(let word)? = tokens.dropFirst(position + 1).first
            else { return false }
            return !isTotal(word)
        }
        return isRow(tokens, at: index)
    }

    /// True where a line that begins with a code begins a row.
    private func isRow(_ tokens: [CodedToken], at index: Int) -> Bool {
        switch tokens.dropFirst().first {
        // “30000”, then “合计”: an amount above a row of totals.
        case .word(let word): return !isTotal(word)
        case .pair: return true
        case .amount, .code: return !pending.isEmpty || followsSharedLine(index)
        case nil:
            guard let next = nextLine(after: index) else { return false }
            switch next.first {
            case .word(let word): return !isTotal(word)
            case .pair: return true
            case .amount: return !pending.isEmpty || followsSharedLine(index)
            default: return false
            }
        }
    }

    private func followsSharedLine(_ index: Int) -> Bool {
        guard let sharedLine else { return false }
        return text.lines[(sharedLine + 1)..<index].allSatisfy(\.isBlank)
    }

    private func startsRowOfAmounts(after index: Int) -> Bool {
        guard let tokens = nextLine(after: index) else { return false }
        switch tokens.first {
        case .amount: return true
        // 30000 behind 合计 is its amount.
        case .code: return tokens.count == 1
        default: return false
        }
    }

    private func nextLine(after index: Int) -> [CodedToken]? {
        var next = index + 1
        while next < text.lines.count, next < index + 4, text.lines[next].isBlank { next += 1 }
        guard next < text.lines.count, hasTabs || text.lines[next].tabs == 0 else { return nil }
        return CodedToken.tokens(text.bytes[text.lines[next].trimmed])
    }

    private func isTotal(_ word: String) -> Bool { word.hasSuffix("计") || word.hasSuffix("合计：") }

    /// 1 2 3 …: the numbers of columns.
    private func isLineOfNumbers(_ tokens: some Collection<CodedToken>) -> Bool {
        !tokens.isEmpty
            && tokens.allSatisfy { token in
                switch token {
                case .amount(let text), .pair(let text): text.utf8.count <= 2 && Int(text) != nil
                default: false
                }
            }
    }
}

extension CodedRows {
    /// Header and rows with a cell for each column; nil where it is not certain what the first amount is.
    private func cells() -> [[String]]? {
        let count = rows.map(\.amounts.count).max() ?? 0
        guard count > 0 else { return nil }
        let names = headings.filter { name in
            !Self.ownNames.contains { name.contains($0) } && !["项目", "类", "款", "项", "目", "类款项"].contains(name)
        }
        if names.count == count, rows.allSatisfy({ $0.amounts.count == count }) {
            return [["科目编码", "科目名称"] + names] + rows.map { [$0.code, $0.name] + $0.amounts }
        }
        guard let place = names.firstIndex(where: isWhole),
            count == 1 || !names[..<place].contains(where: Self.parts.contains) && firstIsWhole()
        else { return nil }
        let whole = names[place]
        let header = ["科目编码", "科目名称"]
        if count == 1 { return [header + [whole]] + rows.map { [$0.code, $0.name, $0.amounts.first ?? ""] } }
        // The names of groups stand before those of columns; names that were broken do not end the header in order.
        let last = Array(names.suffix(count))
        let columns = last.count == count && last.first.map(isWhole) == true ? last : [whole]
        return [header + columns + [""]]
            + rows.map { row in
                let isFull = row.amounts.count == columns.count
                let own = isFull ? row.amounts : Array(row.amounts.prefix(1))
                let blank = Array(repeating: "", count: columns.count - own.count)
                return [row.code, row.name] + own + blank
                    + [row.amounts.dropFirst(own.count).joined(separator: " ")]
            }
    }

    private func isWhole(_ name: String) -> Bool { Self.wholes.contains { name.hasSuffix($0) } }

    /// True where in four of five rows of several amounts the first is the sum of the others.
    ///
    /// Two equal amounts may be any column and its whole: they tell only where no row has more.
    private func firstIsWhole() -> Bool {
        var sums = 0
        var others = 0
        let fewest = rows.contains { $0.amounts.count > 2 } ? 3 : 2
        for row in rows where row.amounts.count >= fewest {
            let values = row.amounts.map(CodedToken.scaled)
            guard let first = values[0], !values.contains(nil) else { return false }
            let rest = values.dropFirst().reduce(Int64(0)) { $0 &+ ($1 ?? 0) }
            // A hundredth for each of them may have been rounded away.
            if (first &- rest).magnitude <= 100 * UInt64(values.count) { sums += 1 } else { others += 1 }
        }
        return sums > 0 && others * 4 <= sums
    }
}

extension TextLines {
    /// True where a table may begin at a line: its title or the line with the unit stands above.
    func opensTable(before index: Int) -> Bool {
        var line = index - 1
        while line > 0, line > index - 3, lines[line].isBlank { line -= 1 }
        let content = bytes[lines[line].trimmed]
        guard !content.isEmpty, content.count <= 240 else { return false }
        return content.suffix(3).elementsEqual("表".utf8) || content.contains("单位：") || content.contains("单位:")
    }
}
