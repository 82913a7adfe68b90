/// Tables that text draws with bars (`| 科目 | 决算数 |`, `│合计│12.30│`) or lines up with blanks.
enum AlignedTable {
    /// The rows of the table that starts at a line, and the line behind it; without rows no table starts before that line.
    static func find(in text: TextLines, at start: Int) -> (rows: [[String]]?, end: Int) {
        // A row of a table is short; a paragraph is not worth the look.
        guard text.lines[start].trimmed.count <= 800 else { return (nil, start) }
        let barred = barred(text, start)
        if barred.rows != nil { return barred }
        let spaced = spaced(text, start)
        return spaced.rows != nil ? spaced : (nil, max(barred.end, spaced.end))
    }

    // MARK: Bars

    private static func barred(_ text: TextLines, _ start: Int) -> (rows: [[String]]?, end: Int) {
        guard bars(text, text.lines[start]).count >= 2 || isRule(text, text.lines[start]) else { return (nil, start) }
        var rows: [[String]] = []
        var isBare: [(left: Bool, right: Bool)] = []
        var index = start
        while index < text.lines.count {
            let line = text.lines[index]
            if isRule(text, line) {
                index += 1
                continue
            }
            let bars = bars(text, line)
            guard bars.count >= 2 else { break }
            var cells: [String] = []
            var from = line.trimmed.lowerBound
            for bar in bars {
                if bar.lowerBound > line.trimmed.lowerBound {
                    cells.append(text.string(text.trim(from..<bar.lowerBound)))
                }
                from = bar.upperBound
            }
            if from < line.trimmed.upperBound { cells.append(text.string(text.trim(from..<line.trimmed.upperBound))) }
            rows.append(cells)
            // “决算数 |||” is one cell over three columns, with no blank one behind.
            let isWide = bars[bars.count - 2].upperBound == bars[bars.count - 1].lowerBound
            isBare.append((bars[0].lowerBound > line.trimmed.lowerBound, from < line.trimmed.upperBound || isWide))
            index += 1
        }
        // Where bars stand between cells alone, a bar at either end of a line has a blank cell beside it; a line that has
        // all its cells only lost or kept a bar that the others have not.
        let left = rows.indices.filter { isBare[$0].left }.map { rows[$0].count }.max() ?? 0
        for row in rows.indices where !isBare[row].left && rows[row].count < left { rows[row].insert("", at: 0) }
        let right = rows.indices.filter { isBare[$0].right }.map { rows[$0].count }.max() ?? 0
        for row in rows.indices where !isBare[row].right && rows[row].count < right { rows[row].append("") }
        return (rows.count >= 2 ? rows : nil, index)
    }

    /// `|`, `｜`, `│`, `┃` in a line.
    private static func bars(_ text: TextLines, _ line: TextLines.Line) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = line.trimmed.lowerBound
        let end = line.trimmed.upperBound
        text.bytes.withUnsafeBufferPointer { bytes in
            while index < end {
                let byte = bytes[index]
                if byte == 0x7C {
                    found.append(index..<index + 1)
                } else if byte == 0xEF || byte == 0xE2, index + 3 <= end {
                    switch (byte, bytes[index + 1], bytes[index + 2]) {
                    case (0xEF, 0xBD, 0x9C), (0xE2, 0x94, 0x82), (0xE2, 0x94, 0x83): found.append(index..<index + 3)
                    default: break
                    }
                    index += 2
                } else if byte >= 0xE4 {
                    index += 2  // Chinese, by far the most
                }
                index += 1
            }
        }
        return found
    }

    /// A line of dashes, plus signs and box corners.
    static func isRule(_ text: TextLines, _ line: TextLines.Line) -> Bool {
        guard line.trimmed.count >= 5 else { return false }
        var index = line.trimmed.lowerBound
        while index < line.trimmed.upperBound {
            switch text.bytes[index] {
            case 0x2D, 0x2B, 0x3D, 0x7C, 0x3A, 0x20: index += 1
            case 0xE2 where index + 3 <= line.trimmed.upperBound && (0x94...0x95).contains(text.bytes[index + 1]):
                index += 3
            default: return false
            }
        }
        return true
    }

    // MARK: Blanks

    /// Rows without figures that may follow one another inside a table.
    private static let mostLoneLabels = 6
    private static let fullStop: [UInt8] = [0xE3, 0x80, 0x82]

    /// At least three lines of fields that stand under one another.
    private static func spaced(_ text: TextLines, _ start: Int) -> (rows: [[String]]?, end: Int) {
        let first = text.lines[start]
        // Most lines have no second field.
        if text.places == nil, first.trimmed.lowerBound == first.whole.lowerBound, !text.hasGap(first) {
            return (nil, start)
        }
        var lines: [[SpacedLine.Field]] = []
        var lone: [[SpacedLine.Field]] = []
        var index = start
        var end = start
        var labelEnd = Int.max
        while index < text.lines.count {
            let line = text.lines[index]
            guard !line.isBlank, line.tabs == 0 else { break }
            if index > start, isRule(text, line) {
                index += 1
                continue
            }
            let fields = SpacedLine(text, index).fields
            // “单位名称：某局    单位：万元” stands above a table.
            if index == start, fields.contains(where: { PositionedRegion.isSurrounding(text.bytes[$0.text]) }) {
                return (nil, index)
            }
            index += 1
            if fields.count >= 2 {
                lines += lone
                lines.append(fields)
                lone = []
                labelEnd = min(labelEnd, fields[1].columns.lowerBound)
                end = index
            } else {
                // A row without figures between two with: its label stands where the others' do.
                guard let label = fields.first, lines.count >= 2, lone.count < mostLoneLabels,
                    label.columns.upperBound <= labelEnd, text.bytes[label.text].suffix(3) != fullStop[...]
                else { break }
                lone.append(fields)
            }
        }
        index = end
        guard lines.count >= 3 else { return (nil, index) }
        let counts = lines.map(\.count)
        guard let widest = counts.max(), widest >= 3 || isFigureColumn(text, lines) else { return (nil, index) }
        var spans = columns(lines)
        if spans.count < widest { spans = [] }
        let rows = lines.map { fields -> [String] in
            guard !spans.isEmpty else { return fields.map { text.string($0.text) } }
            var row = [String](repeating: "", count: spans.count)
            for field in fields {
                guard let column = spans.firstIndex(where: { $0.overlaps(field.columns) }) else { continue }
                row[column] += (row[column].isEmpty ? "" : " ") + text.string(field.text)
            }
            return row
        }
        return (rows, index)
    }

    /// Two columns are a table only where the second one holds figures.
    private static func isFigureColumn(_ text: TextLines, _ lines: [[SpacedLine.Field]]) -> Bool {
        lines.filter { fields in
            guard let last = fields.last else { return false }
            return text.bytes[last.text].allSatisfy { (0x2B...0x39).contains($0) || $0 == 0x25 }
        }.count * 3 >= lines.count * 2
    }

    /// Where the columns stand: fields of all lines that overlap are one column.
    private static func columns(_ lines: [[SpacedLine.Field]]) -> [Range<Int>] {
        let all = lines.flatMap { $0.map(\.columns) }.sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }
        var spans: [Range<Int>] = []
        for range in all {
            if let last = spans.last, last.overlaps(range) {
                spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                spans.append(range)
            }
        }
        return spans
    }
}
