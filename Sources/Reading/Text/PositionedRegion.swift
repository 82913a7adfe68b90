/// The lines of a text that may be one table: words in columns, with the blank lines and broken labels between them.
///
/// `pdftotext -layout` writes a page as it looks.  Rows are parted by blank lines or not, a label that its cell broke
/// stands on lines of its own, and headers take several lines.
struct PositionedRegion {
    let lines: [SpacedLine]
    /// The line behind.
    let end: Int
    /// How many of the lines stand above the first row of figures.
    let headerCount: Int

    private static let mostBlankLines = 8
    private static let mostLoneLines = 12
    private static let longestLine = 1_200

    enum Search {
        case table(PositionedRegion)
        /// No table begins before this line.
        case none(end: Int)
    }

    /// - Parameter isPageTop: a table of the page before may go on here with a row alone.
    static func find(in text: TextLines, at start: Int, limit: Int, isPageTop: Bool) -> Search {
        var lines: [SpacedLine] = []
        var isData: [Bool] = []
        var lone = 0
        var blanks = 0
        var index = start
        guard opensTable(text, start) else { return .none(end: start + 1) }
        while index < limit {
            if text.lines[index].isBlank {
                blanks += 1
                guard blanks <= mostBlankLines, text.lines[index].tabs == 0 else { break }
                index += 1
                continue
            }
            // “------” between a header and its rows is drawn, and no row.
            if index > start, AlignedTable.isRule(text, text.lines[index]) {
                index += 1
                continue
            }
            guard let kind = kind(text, index) else { break }
            lone = kind.line.fields.count < 2 ? lone + 1 : 0
            guard lone <= mostLoneLines else { break }
            lines.append(kind.line)
            isData.append(kind.isData)
            blanks = 0
            index += 1
        }
        SpacedLine.partingCodes(&lines, text)
        let behind = max(index, start + 1)
        guard let firstData = isData.firstIndex(of: true), let lastData = isData.lastIndex(of: true) else {
            return .none(end: behind)
        }
        // The rest of the last row's label stands directly below it.
        var count = lastData + 1
        while count < lines.count, count - lastData <= 6, lines[count].number == lines[count - 1].number + 1,
            isFragment(text, lines[count])
        {
            count += 1
        }
        let end = lines[count - 1].number + 1
        let headerCount = headerCount(
            text, lines[...firstData], below: firstData + 1 < count ? lines[firstData + 1] : nil)
        for index in 0..<headerCount { lines[index] = lines[index].partingWords(text) }
        let region = PositionedRegion(lines: Array(lines[..<count]), end: end, headerCount: headerCount)
        let dataCount = isData.count { $0 }
        let many = lines[firstData..<count].count { $0.fields.count >= 2 }
        let hasHeader = lines[..<firstData].contains { $0.fields.count >= 2 }
        let widest = lines[firstData].fields.count
        let isTable =
            dataCount * 3 >= many && (dataCount >= 3 || hasHeader && widest >= 2 || isPageTop && widest >= 3)
        return isTable ? .table(region) : .none(end: behind)
    }

    /// True for words in columns, and for a short word in the middle, as the upper levels of a header are.
    private static func opensTable(_ text: TextLines, _ start: Int) -> Bool {
        let line = text.lines[start]
        guard !line.isBlank, line.trimmed.count <= longestLine else { return false }
        let spaced = SpacedLine(text, start)
        guard spaced.fields.count == 1 else { return true }
        return line.trimmed.count <= 60 && line.trimmed.lowerBound - line.whole.lowerBound >= 4
            && !LineOpening.startsItem(text.bytes[line.trimmed])
    }

    private struct Kind {
        var line: SpacedLine
        var isData: Bool
    }

    /// What a line is in a table; nil for one that cannot stand in one.
    private static func kind(_ text: TextLines, _ number: Int) -> Kind? {
        let line = text.lines[number]
        guard line.tabs == 0, line.trimmed.count <= longestLine, !text.isPageNumber(line) else { return nil }
        let spaced = SpacedLine(text, number)
        var figures = 0
        for field in spaced.fields {
            let bytes = text.bytes[field.text]
            if isFigure(bytes) {
                figures += 1
                continue
            }
            if isSurrounding(bytes) || bytes.has(fullStop) || Leaders.contains(String(decoding: bytes, as: UTF8.self)) {
                return nil
            }
        }
        let opening = text.bytes[spaced.fields[0].text]
        if opening.starts(with: part), LineOpening.startsItem(opening) { return nil }
        if spaced.fields.count == 1 {
            if opening.has(comma) || opening.count > 90 || opening.suffix(3) == table[...] { return nil }
            // A page number in the middle of the foot, and no amount.
            if figures == 1, opening.count < 5 { return nil }
        }
        return Kind(line: spaced, isData: figures > 0 && spaced.fields.count >= 2)
    }

    /// How many lines stand above the first row, the beginnings of its labels left out: they stand directly above it, where
    /// it has nothing, behind a blank line or with the labels' ends directly below it.
    private static func headerCount(_ text: TextLines, _ lines: ArraySlice<SpacedLine>, below: SpacedLine?) -> Int {
        let last = lines.endIndex - 1
        let row = lines[last]
        func isPiece(_ line: SpacedLine, beside number: Int) -> Bool {
            line.number == number && isFragment(text, line)
                && line.fields.allSatisfy { field in !row.fields.contains { $0.characters.overlaps(field.characters) } }
        }
        if last > 1, let below, isPiece(lines[last - 1], beside: row.number - 1), isPiece(below, beside: row.number + 1)
        {
            return last - 1
        }
        var first = last
        while first > 0, lines[first - 1].number == lines[first].number - 1 { first -= 1 }
        let isLabel = lines[first..<last].allSatisfy { $0.fields.count == 1 && isPiece($0, beside: $0.number) }
        return isLabel && first > 0 ? first : last
    }

    /// A piece of a label: words alone that open no item.
    private static func isFragment(_ text: TextLines, _ line: SpacedLine) -> Bool {
        line.fields.allSatisfy { field in
            let bytes = text.bytes[field.text]
            return !isFigure(bytes) && !LineOpening.startsItem(bytes) && !bytes.has(comma)
        }
    }

    /// Digits, with marks between them: an amount, a rate, a code.
    static func isFigure(_ bytes: ArraySlice<UInt8>) -> Bool {
        var hasDigit = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case 0x2B, 0x2C, 0x2D, 0x2E, 0x25, 0x20: break
            default: return false
            }
        }
        return hasDigit
    }

    /// “单位：万元”, “编制部门：…”, “部门编码及名称：…”, “公开01表”, “注：…”: what stands around a table and is no part of it.
    static func isSurrounding(_ bytes: ArraySlice<UInt8>) -> Bool {
        if surroundings.contains(where: { bytes.starts(with: $0) }) { return true }
        let opening = bytes.prefix(45)
        if captionEnds.contains(where: { opening.has($0) }) { return true }
        return bytes.count <= 30 && formMarks.contains { bytes.starts(with: $0) } && bytes.suffix(3) == table[...]
    }

    private static let surroundings: [[UInt8]] = [
        "单位：", "单位:", "金额单位", "部门：", "部门:", "编制部门", "编制单位", "填报单位", "填报部门", "预算单位：", "部门名称：", "单位名称：", "注：",
        "注:", "说明：", "备注：",
    ].map { Array($0.utf8) }
    private static let captionEnds: [[UInt8]] = ["部门", "单位", "机构", "名称", "编码", "代码"].flatMap { words in
        ["：", ":"].map { Array((words + $0).utf8) }
    }
    private static let formMarks: [[UInt8]] = ["公开", "预算", "附表"].map { Array($0.utf8) }
    private static let table = Array("表".utf8)
    private static let part = Array("第".utf8)
    private static let fullStop = Array("。".utf8)
    private static let comma = Array("，".utf8)
}

extension ArraySlice<UInt8> {
    /// True where some bytes stand anywhere inside.
    fileprivate func has(_ words: [UInt8]) -> Bool {
        guard count >= words.count, let first = words.first else { return false }
        var index = startIndex
        while index + words.count <= endIndex {
            if self[index] == first, self[index..<(index + words.count)].elementsEqual(words) { return true }
            index += 1
        }
        return false
    }
}
