import DocumentModel

/// Tables whose cells each lie on a line of their own, as copying out of a web page leaves them.
///
/// ```
/// 项目
/// 预算数
/// 决算数
/// 合计
/// 2.00
/// 0.86
/// ```
///
/// The header says how many figures a row has; a row is a label, behind its code or not, with just so many cells behind it.
/// An empty cell is an empty line.  Where the count does not come out, the table ends; nothing is guessed.
enum StackedTable {
    /// The table that starts at a line, and the line behind it; without a table none starts there.
    static func find(in text: TextLines, at start: Int) -> (rows: [[Cell]]?, end: Int) {
        guard isCell(text, start), openings.contains(text.string(text.lines[start].trimmed)) else {
            return (nil, start)
        }
        guard let (tokens, header, body) = body(of: text, from: start) else { return (nil, start) }
        guard let last = body.last else { return (nil, start) }
        var rows = header.rows
        for (number, row) in body.rows.enumerated() {
            rows.append(
                row.enumerated().map { column, text in
                    Cell(row: header.rows.count + number, column: column, text: text)
                })
        }
        return (rows, tokens[last].line + 1)
    }

    private static let longestHeader = 100
    private static let longestTable = 4_000

    /// Header and rows from a line on: of no more lines than it takes to see where the rows end, so that words that open
    /// many tables and end none are not read to the end each time.
    private static func body(of text: TextLines, from start: Int) -> (
        tokens: [Token], header: Header, body: (rows: [[String]], last: Int?)
    )? {
        var limit = longestHeader
        while true {
            let tokens = tokens(of: text, from: start, upTo: limit)
            guard let header = Header(tokens) else { return nil }
            let (body, stop) = header.isOneRow ? oneRow(tokens, header) : rows(tokens, header)
            if tokens.count < limit || limit >= longestTable || stop + header.names.count + 3 < tokens.count {
                return body.map { (tokens, header, $0) }
            }
            limit *= 4
        }
    }

    /// The cells from a line on, to the first line that is none.
    private static func tokens(of text: TextLines, from start: Int, upTo count: Int) -> [Token] {
        var tokens: [Token] = []
        while tokens.count < count, start + tokens.count < text.lines.count {
            let index = start + tokens.count
            if text.lines[index].isBlank, text.lines[index].tabs == 0 {
                tokens.append(Token(text: "", line: index))
            } else if isCell(text, index) {
                tokens.append(Token(text: text.string(text.lines[index].trimmed), line: index))
            } else {
                break
            }
        }
        return tokens
    }

    /// One cell of text, or an empty one.
    struct Token {
        var text: String
        var line: Int

        var isBlank: Bool { text.isEmpty }
        /// Digits with marks between them, or a dash for nothing.
        var isFigure: Bool {
            PositionedRegion.isFigure(Array(text.utf8)[...]) || ["—", "-", "--", "——", "/"].contains(text)
        }
        var isCode: Bool {
            [3, 5, 7].contains(text.utf8.count) && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
                && (text.hasPrefix("2") || text.hasPrefix("3"))
        }
        var isLabel: Bool { !isBlank && !isFigure }
    }

    /// A line short enough for a cell that is no sentence.
    private static func isCell(_ text: TextLines, _ number: Int) -> Bool {
        let line = text.lines[number]
        guard line.tabs == 0, !line.isBlank, line.trimmed.count <= 96 else { return false }
        let bytes = text.bytes[line.trimmed]
        return !sentenceEnds.contains { bytes.suffix(3).elementsEqual($0) } && !bytes.contains("，")
    }

    private static let sentenceEnds = ["。", "；", "："].map { Array($0.utf8) }

    // MARK: Rows

    /// The rows behind the header, each as the header's columns, nil where fewer than two come out; and where they end.
    private static func rows(_ tokens: [Token], _ header: Header) -> (body: (rows: [[String]], last: Int?)?, stop: Int)
    {
        var rows: [[String]] = []
        var index = header.end
        var last: Int?
        var hasBlanks = false
        while index < tokens.count {
            // Empty lines between rows part them; behind one a row that does not come out is no row.
            while index < tokens.count, tokens[index].isBlank { index += 1 }
            guard let (row, next) = row(tokens, at: index, header) else { break }
            // Empty lines behind the last row may be its cells or the room below the table, unless rows above have some, too.
            let isLast = next >= tokens.count || tokens[next].isBlank
            if isLast, !hasBlanks, row.last == "", header.names.count > 1 { break }
            hasBlanks = hasBlanks || row.suffix(header.names.count).contains("")
            rows.append(row)
            last = next - 1
            index = next
        }
        // A row that does not come out although no empty line ends the table before it: the count is not the header's.
        if index < tokens.count, let last, index == last + 1 { return (nil, index) }
        return (rows.count >= 2 ? (rows, last) : nil, index)
    }

    private static func row(_ tokens: [Token], at start: Int, _ header: Header) -> ([String], Int)? {
        var index = start
        var row: [String] = []
        if header.hasCodes {
            let hasCode = isCodeOfRow(tokens, index)
            row.append(hasCode ? tokens[index].text : "")
            if hasCode { index += 1 }
        }
        guard index < tokens.count, tokens[index].isLabel, !openings.contains(tokens[index].text) else { return nil }
        row.append(tokens[index].text)
        index += 1
        let first = index
        while index < tokens.count, index - first < header.names.count {
            // A single figure belongs to the label before it; without one the cell of an item with a code is empty.
            if tokens[index].isLabel || header.names.count == 1 && (tokens[index].isBlank || isCodeOfRow(tokens, index))
            {
                guard header.names.count == 1, row.count == 2, !row[0].isEmpty else { return nil }
                return (row + [""], index)
            }
            row.append(tokens[index].text)
            index += 1
        }
        let cells = tokens[first..<index]
        guard cells.count == header.names.count, cells.contains(where: \.isFigure) else { return nil }
        return (row, index)
    }

    private static func isCodeOfRow(_ tokens: [Token], _ index: Int) -> Bool {
        // A total has no code: what stands before one is an amount.
        index + 1 < tokens.count && tokens[index].isCode && tokens[index + 1].isLabel
            && !tokens[index + 1].text.hasSuffix("计")
    }

    /// Figures alone, one for each name; and where they end.
    private static func oneRow(_ tokens: [Token], _ header: Header) -> (
        body: (rows: [[String]], last: Int?)?, stop: Int
    ) {
        let end = header.end + header.names.count
        guard end <= tokens.count, tokens[header.end..<end].allSatisfy(\.isFigure),
            end == tokens.count || tokens[end].isBlank || tokens[end].isLabel
        else { return (nil, end) }
        return (([tokens[header.end..<end].map(\.text)], end - 1), end)
    }

    fileprivate static let labelNames: Set<String> = [
        "项目", "项 目", "项　目", "项  目", "项　　目", "科目", "预算科目", "支出项目", "功能分类科目", "经济分类科目",
    ]
    fileprivate static let codeNames: Set<String> = [
        "科目编码", "科目代码", "功能分类科目编码", "支出功能分类科目编码", "经济分类科目编码", "部门预算支出经济分类科目编码", "功能科目编码", "经济科目编码", "编码",
    ]
    fileprivate static let codeLabels: Set<String> = ["科目名称", "功能分类科目名称", "经济分类科目名称", "名称"]
    fileprivate static let scenarios: Set<String> = [
        "预算数", "决算数", "年初预算数", "全年预算数", "本年预算数", "上年决算数", "本年决算数", "上年预算数", "调整预算数",
    ]
    private static let openings: Set<String> = labelNames.union(codeNames).union(codeLabels).union(scenarios)
        .union(["人员经费"])
}

extension StackedTable {
    /// The words above the first row, by what their number proves.
    struct Header {
        /// The header as rows of cells.
        private(set) var rows: [[Cell]] = []
        /// The columns of figures.
        private(set) var names: [String] = []
        private(set) var hasCodes = false
        /// A row of figures without label stands below.
        private(set) var isOneRow = false
        /// The first cell of the first row.
        private(set) var end = 0

        init?(_ tokens: [Token]) {
            guard let figure = tokens.firstIndex(where: \.isFigure), figure > 1, figure <= 60 else { return nil }
            var words = tokens[..<figure]
            guard words.allSatisfy({ $0.isLabel && $0.text.utf8.count <= 60 }) else { return nil }
            end = figure
            // 栏次, 1, 2, 3 …: what follows is the first row.
            var numbers = 0
            while figure + numbers < tokens.count, tokens[figure + numbers].text == "\(numbers + 1)" { numbers += 1 }
            if numbers >= 2 || words.last?.text == "栏次" {
                guard numbers >= 2 else { return nil }
                end = figure + numbers
                if words.last?.text == "栏次" { words.removeLast() }
            } else {
                numbers = 0
                if tokens[figure].isCode, figure + 1 < tokens.count, tokens[figure + 1].isLabel {
                    end = figure
                } else {
                    end = figure - 1
                    words.removeLast()
                }
            }
            let texts = words.map(\.text)
            if readRounds(numbers > 0 ? texts : tokens[..<figure].map(\.text)) {
                let ordinals = figure + numbers
                end = numbers == names.count ? ordinals : figure
                if numbers == 0 || numbers == names.count { return }
                return nil
            }
            guard end < tokens.count, readNames(texts), numbers == 0 || numbers == names.count else { return nil }
        }

        /// Columns of figures beside a label: 项目, 预算数, 决算数; 科目编码, 科目名称, 合计; blocks of 科目编码, 科目名称, 决算数.
        private mutating func readNames(_ texts: [String]) -> Bool {
            hasCodes = texts.contains(where: codeNames.contains)
            let blocks = texts.count(where: codeNames.contains)
            var own = texts.filter { !labelNames.contains($0) && !codeNames.contains($0) && !codeLabels.contains($0) }
            if blocks > 1 {
                // 人员经费 and 公用经费 above the blocks say nothing that the codes do not.
                own.removeAll { $0 == "人员经费" || $0 == "公用经费" }
                guard own.count == blocks, Set(own).count == 1 else { return false }
                own = [own[0]]
            }
            guard !own.isEmpty, Set(own).count == own.count else { return false }
            let labels = hasCodes ? ["科目编码", "科目名称"] : ["项目"]
            guard hasCodes ? texts.contains(where: codeLabels.contains) : texts.first.map(labelNames.contains) == true
            else { return false }
            if let group = divided(own) {
                // Figures of the upper line alone would come out, too: 基本支出 and 项目支出 beside 本年支出 may be columns.
                guard !hasCodes || isSecondLine(group.below, in: texts) else { return false }
                names = group.names
                rows = group.rows(labels)
                return true
            }
            names = own
            rows = [(labels + own).enumerated().map { Cell(row: 0, column: $0, text: $1) }]
            return true
        }

        /// 本年支出 above 小计, 基本支出, 项目支出, which follow on the second line of the header; the same of 公务用车购置及运行费.
        private func divided(_ own: [String]) -> Divided? {
            let width = own.count > 3 && ["小计", "合计"].contains(own[own.count - 3]) ? 3 : 2
            guard own.count > width else { return nil }
            let (above, below) = (Array(own.dropLast(width)), Array(own.suffix(width)))
            let parents: [Int]
            if below.suffix(2) == ["基本支出", "项目支出"] {
                parents = above.indices.filter { above[$0] == "本年支出" || above[$0] == "本年支出合计" }
                guard width == 3 else { return nil }
            } else if below[width - 2].contains("购置"), below[width - 1].contains("运行") {
                parents = above.indices.filter { above[$0].contains("购置") && above[$0].contains("运行") }
            } else {
                return nil
            }
            guard parents.count == 1 else { return nil }
            return Divided(above: above, below: below, parent: parents[0])
        }

        /// True where words follow 科目名称, which ends what stands on the first line.
        private func isSecondLine(_ words: [String], in texts: [String]) -> Bool {
            texts.lastIndex(where: codeLabels.contains).map { Array(texts[($0 + 1)...]) == words } ?? false
        }

        private struct Divided {
            var above: [String]
            var below: [String]
            var parent: Int

            var names: [String] { above[..<parent] + below + above[(parent + 1)...] }

            func rows(_ labels: [String]) -> [[Cell]] {
                var upper = labels.enumerated().map { Cell(row: 0, column: $0, rowSpan: 2, columnSpan: 1, text: $1) }
                var lower: [Cell] = []
                var column = labels.count
                for (place, name) in above.enumerated() {
                    let width = place == parent ? below.count : 1
                    upper.append(
                        Cell(
                            row: 0, column: column, rowSpan: place == parent ? 1 : 2, columnSpan: width, text: name))
                    if place == parent {
                        for (offset, text) in below.enumerated() {
                            lower.append(Cell(row: 1, column: column + offset, text: text))
                        }
                    }
                    column += width
                }
                return [upper, lower]
            }
        }

        /// 预算数, 决算数, then 合计 … 公务接待费 for each, then what divides 公务用车购置及运行费 for each: figures alone stand below.
        private mutating func readRounds(_ texts: [String]) -> Bool {
            let titles = texts.prefix { scenarios.contains($0) || $0.hasSuffix("预算数") || $0.hasSuffix("决算数") }.count
            guard titles >= 2, Set(texts[..<titles]).count == titles else { return false }
            let rest = Array(texts[titles...])
            for upper in 3..<8 where upper * titles < rest.count && (rest.count - upper * titles) % titles == 0 {
                let lower = (rest.count - upper * titles) / titles
                let names = Array(rest[..<upper])
                let parts = Array(rest[(upper * titles)..<(upper * titles + lower)])
                let isRound = (0..<titles).allSatisfy { round in
                    Array(rest[(round * upper)..<((round + 1) * upper)]) == names
                        && Array(rest[(upper * titles + round * lower)..<(upper * titles + (round + 1) * lower)])
                            == parts
                }
                let parents = names.indices.filter { names[$0].contains("用车购置") }
                guard isRound, parents.count == 1, lower >= 2, parts.contains(where: { $0.contains("购置") })
                else { continue }
                let width = upper - 1 + lower
                var (first, second, third) = ([Cell](), [Cell](), [Cell]())
                for round in 0..<titles {
                    first.append(
                        Cell(row: 0, column: round * width, rowSpan: 1, columnSpan: width, text: texts[round]))
                    var column = round * width
                    for (place, name) in names.enumerated() {
                        let isParent = place == parents[0]
                        second.append(
                            Cell(
                                row: 1, column: column, rowSpan: isParent ? 1 : 2, columnSpan: isParent ? lower : 1,
                                text: name))
                        if isParent {
                            for (offset, part) in parts.enumerated() {
                                third.append(Cell(row: 2, column: column + offset, text: part))
                            }
                        }
                        column += isParent ? lower : 1
                    }
                }
                rows = [first, second, third]
                self.names = [String](repeating: "", count: titles * width)
                isOneRow = true
                return true
            }
            return false
        }
    }
}
