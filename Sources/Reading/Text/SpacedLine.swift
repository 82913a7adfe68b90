/// A line of text cut where two blanks or more part its words, with the places that the words take.
struct SpacedLine {
    struct Field {
        var text: Range<Int>
        /// Counted in characters, as `pdftotext -layout` counts.
        var characters: Range<Int>
        /// Counted in display columns, two for a Chinese character, as people line up text by hand.
        var columns: Range<Int>

        func extent(_ ruler: Ruler) -> Range<Int> { ruler == .characters ? characters : columns }
    }

    enum Ruler { case characters, columns }

    var fields: [Field]
    /// The line's place among the lines of the text.
    var number: Int

    init(_ text: TextLines, _ number: Int) {
        self.number = number
        fields = text.places?[number] ?? SpacedLine.fields(text, text.lines[number])
        guard fields.count > 1 else { return }
        fields = SpacedLine.joiningSpread(fields.flatMap { SpacedLine.parted($0, text) }, text)
    }

    /// Among words in columns, one blank parts an amount from what stands before and behind it, and a code from
    /// its name.
    private static func parted(_ field: Field, _ text: TextLines) -> [Field] {
        pieces(of: field, text, where: parts).flatMap { unglued($0, text) }
    }

    /// True where a word ends before another although little room is between them.
    static func parts(_ before: ArraySlice<UInt8>, from after: ArraySlice<UInt8>) -> Bool {
        isAmount(before) || isAmount(after) || isCode(before) && (after.first ?? 0) >= 0xE4
    }

    /// An amount that touches the label of the next column: “816.20一、一般公共服务支出”.
    private static func unglued(_ field: Field, _ text: TextLines) -> [Field] {
        let bytes = text.bytes[field.text]
        guard let first = bytes.first, first >= 0x30, first <= 0x39 else { return [field] }
        let amount = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C || $0 == 0x2E }
        let label = bytes[amount.endIndex...]
        guard amount.dropLast(2).last == 0x2E, label.count >= 9, (label.first ?? 0) >= 0xE3, isAmount(amount),
            !units.contains(where: { label.starts(with: $0) })
        else { return [field] }
        return cut(field, after: amount.count)
    }

    /// A field cut behind as many of its bytes, which are digits and marks.
    private static func cut(_ field: Field, after count: Int) -> [Field] {
        var (left, right) = (field, field)
        func end(_ extent: Range<Int>) -> Int { min(extent.lowerBound + count, extent.upperBound - 1) }
        guard field.characters.count > 1, field.columns.count > 1 else { return [field] }
        let text = field.text.lowerBound + count
        (left.text, right.text) = (field.text.lowerBound..<text, text..<field.text.upperBound)
        let (character, column) = (end(field.characters), end(field.columns))
        (left.characters, right.characters) = (
            field.characters.lowerBound..<character, character..<field.characters.upperBound
        )
        (left.columns, right.columns) = (field.columns.lowerBound..<column, column..<field.columns.upperBound)
        return [left, right]
    }

    private static let units: [[UInt8]] = ["万", "元", "亿", "千", "百", "个", "人", "平方", "公里", "吨", "亩"].map {
        Array($0.utf8)
    }

    /// Amounts that touch the code of the next column, “409.78” and “302” as 409.78302, cut: words follow most of
    /// them, and no other amount of the table has more than two decimals.
    static func partingCodes(_ lines: inout [SpacedLine], _ text: TextLines) {
        var glued: [(line: Int, field: Int, count: Int)] = []
        var (plain, followed) = (0, 0)
        for (number, line) in lines.enumerated() {
            for (index, field) in line.fields.enumerated() {
                let bytes = text.bytes[field.text]
                guard isAmount(bytes), let point = bytes.firstIndex(of: 0x2E) else { continue }
                let decimals = bytes[(point + 1)...]
                if decimals.count <= 2 {
                    plain += 1
                    continue
                }
                guard isCode(decimals.dropFirst(2)) else { return }
                if index + 1 < line.fields.count, text.bytes[line.fields[index + 1].text.lowerBound] >= 0xE4 {
                    followed += 1
                }
                glued.append((number, index, bytes.count - decimals.count + 2))
            }
        }
        guard followed * 2 > glued.count, glued.count >= 3 && plain > 0 || plain >= 4 else { return }
        for (line, field, count) in glued.reversed() {
            lines[line].fields.replaceSubrange(field...field, with: cut(lines[line].fields[field], after: count))
        }
    }

    /// A field cut at those of its blanks that part what stands before from the word behind.
    private static func pieces(
        of field: Field, _ text: TextLines, where parts: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool
    ) -> [Field] {
        var pieces: [Field] = []
        var start = field
        var index = field.text.lowerBound
        var character = field.characters.lowerBound
        var column = field.columns.lowerBound
        while index < field.text.upperBound {
            let byte = text.bytes[index]
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if byte == 0x20, index + 1 < field.text.upperBound,
                parts(
                    text.bytes[start.text.lowerBound..<index],
                    text.bytes[index + 1..<field.text.upperBound].prefix { $0 != 0x20 })
            {
                pieces.append(
                    Field(
                        text: start.text.lowerBound..<index,
                        characters: start.characters.lowerBound..<max(character, start.characters.lowerBound + 1),
                        columns: start.columns.lowerBound..<max(column, start.columns.lowerBound + 1)))
                start.text = index + 1..<field.text.upperBound
                // Words placed on paper may be narrower than their letters.
                start.characters = min(character + 1, field.characters.upperBound - 1)..<field.characters.upperBound
                start.columns = min(column + 1, field.columns.upperBound - 1)..<field.columns.upperBound
            }
            index += length
            character += 1
            column += length >= 3 ? 2 : 1
        }
        return pieces + [start]
    }

    /// 201, 20128, 2012801, 30201: what the classifications number.
    private static func isCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, [3, 5, 7].contains(bytes.count), bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return false }
        return first == UInt8(ascii: "2") || first == UInt8(ascii: "3") && bytes.count < 7
    }

    /// Digits with a point before the last two or with commas: no code, year or count.
    private static func isAmount(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 4, bytes.contains(UInt8(ascii: ".")) || bytes.contains(UInt8(ascii: ",")) else {
            return false
        }
        return bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2C || $0 == 0x2E || $0 == 0x2D }
    }

    /// “项    目” is one word, spread over its cell.
    private static func joiningSpread(_ fields: [Field], _ text: TextLines) -> [Field] {
        var joined: [Field] = []
        for field in fields {
            if field.characters.count == 1, let last = joined.last, last.characters.count == 1,
                spreadWords.contains(Array(text.bytes[last.text] + text.bytes[field.text]))
            {
                joined[joined.count - 1] = Field(
                    text: last.text.lowerBound..<field.text.upperBound,
                    characters: last.characters.lowerBound..<field.characters.upperBound,
                    columns: last.columns.lowerBound..<field.columns.upperBound)
            } else {
                joined.append(field)
            }
        }
        return joined
    }

    private static let spreadWords: Set<[UInt8]> = Set(
        ["项目", "合计", "总计", "小计", "收入", "支出", "金额", "名称", "科目", "编码", "栏次", "行次", "序号", "备注", "单位"].map {
            Array($0.utf8)
        })

    /// The line with the words of a header parted at single blanks: “政府性基金预算 国有资本经营预算” are two columns'.
    func partingWords(_ text: TextLines) -> SpacedLine {
        var line = self
        line.fields = fields.flatMap { field -> [Field] in
            let pieces = SpacedLine.pieces(of: field, text) { _, _ in true }
            let areWords = pieces.allSatisfy { $0.characters.count >= 3 && text.bytes[$0.text.lowerBound] >= 0xE3 }
            return areWords ? pieces : [field]
        }
        return line
    }

    private static func fields(_ text: TextLines, _ line: TextLines.Line) -> [Field] {
        var fields: [Field] = []
        // Where the current field begins, and where it ends so far; none while it begins at -1.
        var (start, startCharacter, startColumn) = (-1, 0, 0)
        var (end, endCharacter, endColumn) = (0, 0, 0)
        func endField() {
            if start >= 0 {
                fields.append(
                    Field(
                        text: start..<end, characters: startCharacter..<endCharacter, columns: startColumn..<endColumn))
            }
            start = -1
        }
        var character = 0
        var column = 0
        var blanks = 0
        var index = line.whole.lowerBound
        text.bytes.withUnsafeBufferPointer { bytes in
            while index < line.trimmed.upperBound {
                let byte = bytes[index]
                let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
                let step = length >= 3 ? 2 : 1
                if byte == 0x20 || (byte == 0xE3 && isIdeographicSpace(bytes, index)) {
                    blanks += step
                } else {
                    if blanks >= 2 { endField() }
                    if start < 0 { (start, startCharacter, startColumn) = (index, character, column) }
                    (end, endCharacter, endColumn) = (index + length, character + 1, column + step)
                    blanks = 0
                }
                character += 1
                column += step
                index += length
            }
        }
        endField()
        return fields
    }

    private static func isIdeographicSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80
    }
}
