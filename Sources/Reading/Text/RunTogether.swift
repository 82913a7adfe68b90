/// Text that lost its ends of lines, as pages copied out of a viewer do: a whole report stands in one line, with a blank
/// where each line and cell ended.
///
/// Ends of lines come back where a chapter begins (“一、”, “（二）”, “第三部分”, behind a blank or a stop), behind a title or a
/// chapter's heading, which else runs into the first sentence (“…增减变动情况 2021 年度总收入…”), and at each blank among words and
/// numbers without any sentence: those were the cells of a table, and what reads cells a line may find it.
struct RunTogether {
    private let line: ArraySlice<UInt8>
    private var result: [UInt8]

    /// The text with its ends of lines, or nil where no line is so long.
    static func unrolled(_ text: [UInt8]) -> [UInt8]? {
        var start = 0
        var done = 0
        var above = 0..<0
        var result: [UInt8] = []
        while start < text.count {
            let end = text[start...].firstIndexOfLineFeed ?? text.count
            // A long cell among rows of cells is no report.
            if end - start >= shortest, !(isRow(text[start..<end]) && isRow(text[above])),
                let line = unrolled(text[start..<end])
            {
                result += text[done..<start]
                result += line
                done = end
            }
            above = start..<end
            start = end + 1
        }
        return done == 0 ? nil : result + text[done...]
    }

    /// Bytes of a line that may hold chapters; paragraphs seldom have as many.
    private static let shortest = 3_000

    /// True where tabs or bars part cells.
    private static func isRow(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(0x09) || line.contains(UInt8(ascii: "|")) || line.contains("│")
    }

    private static func unrolled(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        var unrolling = RunTogether(line: line, result: [])
        unrolling.result.reserveCapacity(line.count + 256)
        let words = Words(line)
        let tables = words.tables
        var chapters = 0
        var next = line.startIndex
        for table in tables {
            chapters += unrolling.appendText(next..<table.lowerBound)
            unrolling.appendCells(table)
            next = table.upperBound
        }
        chapters += unrolling.appendText(next..<line.endIndex)
        return chapters >= 3 || !tables.isEmpty ? unrolling.result : nil
    }

    /// Adds running text, broken where chapters begin and behind their headings; how many there were.
    private mutating func appendText(_ range: Range<Int>) -> Int {
        var starts = range.dropFirst().filter(isChapter)
        starts.append(range.upperBound)
        let opening = range.lowerBound..<starts[0]
        if opening.lowerBound == line.startIndex { appendTitles(opening) } else { result += line[opening] }
        for (start, end) in zip(starts, starts.dropFirst()) {
            result.append(0x0A)
            let body = startOfBody(line[start..<end]) ?? end
            result += line[start..<body]
            if body < end { result.append(0x0A) }
            result += line[body..<end]
        }
        return starts.count - 1
    }

    /// Adds what the line begins with, broken behind its titles (“…绩效自评报告 根据…”) as far as no sentence stands there.
    private mutating func appendTitles(_ range: Range<Int>) {
        var start = range.lowerBound
        for index in range.prefix(Self.longestHeading * 2) {
            if line[index...].starts(with: "，".utf8) || line[index...].starts(with: "。".utf8) { break }
            guard line[index] == 0x20,
                Self.titleEnds.contains(where: { line[start..<index].reversed().starts(with: $0) })
            else { continue }
            result += line[start..<index]
            result.append(0x0A)
            start = index + 1
        }
        result += line[start..<range.upperBound]
    }

    private mutating func appendCells(_ range: Range<Int>) {
        result.append(0x0A)
        result += line[range].map { $0 == 0x20 || $0 == 0x09 ? 0x0A : $0 }
        result.append(0x0A)
    }

    private func isChapter(at index: Int) -> Bool {
        let first = line[index]
        guard first == UInt8(ascii: "(") || first >= 0xE3 else { return false }
        let before = line[..<index].suffix(4)
        // “一、加强…；二、…” goes on in the sentence it stands in.
        guard line[index - 1] == 0x20 || LineOpening.endsSentence(before), !before.suffix(3).elementsEqual("；".utf8),
            line[index - 1] != UInt8(ascii: ";")
        else { return false }
        return LineOpening.startsItem(line[index...].prefix(24))
    }

    /// Behind the first blank that follows a word which headings end with; nil where a sentence comes first.
    private func startOfBody(_ chapter: ArraySlice<UInt8>) -> Int? {
        for index in chapter.indices.prefix(Self.longestHeading) where chapter[index] == 0x20 {
            let heading = chapter[..<index]
            if heading.contains("。") || heading.contains("，") || heading.contains(",") { return nil }
            if Self.headingEnds.contains(where: { heading.reversed().starts(with: $0) }) { return index + 1 }
        }
        return nil
    }

    private static let longestHeading = 180
    private static let headingEnds = ["情况", "说明", "概况", "职责", "职能", "设置", "构成", "机构", "解释", "事项"]
        .map { Array($0.utf8.reversed()) }
    private static let titleEnds = ["报告", "说明", "公开", "决算", "预算", "文件", "号", "目录", "表"].map {
        Array($0.utf8.reversed())
    }
}

/// The words of a line between its blanks.
private struct Words {
    private struct Word {
        var range: Range<Int>
        var kind: Kind
    }

    private enum Kind {
        case number
        case label
        /// Something that only sentences have.
        case sentence
    }

    private var words: [Word] = []

    init(_ line: ArraySlice<UInt8>) {
        var start = line.startIndex
        for index in line.startIndex...line.endIndex where index == line.endIndex || line[index] == 0x20 {
            if index > start { words.append(Word(range: start..<index, kind: Self.kind(of: line[start..<index]))) }
            start = index + 1
        }
    }

    /// Where words and numbers stand together without a sentence, as those of a table do.
    var tables: [Range<Int>] {
        var tables: [Range<Int>] = []
        var first = 0
        while first < words.count {
            guard words[first].kind != .sentence else {
                first += 1
                continue
            }
            let end = words[first...].firstIndex { $0.kind == .sentence } ?? words.count
            let numbers = words[first..<end].count { $0.kind == .number }
            if numbers >= 6, numbers * 5 >= end - first {
                tables.append(words[first].range.lowerBound..<words[end - 1].range.upperBound)
            }
            first = end
        }
        return tables
    }

    private static func kind(of word: ArraySlice<UInt8>) -> Kind {
        let isNumber = word.allSatisfy {
            (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: "%")
        }
        if isNumber { return .number }
        if word.contains("。") || word.contains("，") || word.contains("；") || word.contains(UInt8(ascii: ",")) {
            return .sentence
        }
        // “486.92 万元”, “2021 年度”: a number that the text sets apart from its unit.
        return units.contains { word.starts(with: $0) } ? .sentence : .label
    }

    private static let units = ["年", "万元", "万 元", "元", "人", "辆", "台", "个", "批", "家", "名", "次", "%"].map {
        Array($0.utf8)
    }
}
