import DocumentModel
import FiscalModel
import ReferenceData

/// What stands around a figure in the report, where its own words do not tell what it is of.
///
/// A rule asks here before it blames the report: a sum printed beside the parts, or a row that was not read, says that
/// the whole is another one or the list longer than it seems.
struct Surroundings {
    let document: Document
    let words: FindingWords

    /// True where the sentence before a figure, the heading above it or the kind of its table says that it is of some
    /// funds only: appropriations, the government fund, state capital.
    func isOfSomeFunds(_ observation: Observation) -> Bool {
        guard let paragraph = paragraph(of: observation) else { return observation.rule.contains("appropriation") }
        let before = String(decoding: paragraph.text.utf8.prefix(observation.span.utf8Range.lowerBound), as: UTF8.self)
        let sentence = before.split(separator: "。", omittingEmptySubsequences: false).last ?? ""
        return namesFunds(sentence)
            || heading(above: observation.span.block).map { namesFunds($0[...]) } == true
    }

    /// The bytes of a figure's paragraph from the beginning of its sentence to the figure; nil in a table.
    func openingOfSentence(of figure: Observation) -> Range<Int>? {
        guard let paragraph = paragraph(of: figure) else { return nil }
        let before = Array(paragraph.text.utf8.prefix(figure.span.utf8Range.lowerBound))
        let stop = Array("。".utf8)
        let start = before.indices.reversed().first { before[$0...].starts(with: stop) }
        return (start.map { $0 + stop.count } ?? 0)..<before.count
    }

    private func namesFunds(_ text: Substring) -> Bool { words[.someFunds].contains { text.has($0) } }

    /// The nearest heading above a paragraph: short and no sentence; nil where none is near.
    private func heading(above block: Int) -> String? {
        for paragraph in document.blocks[..<block].suffix(4).reversed().map(\.paragraph) {
            guard let paragraph else { return nil }
            let isSentence = paragraph.text.contains { "。；，".contains($0) }
            if paragraph.text.utf8.count <= 90, !isSentence { return paragraph.text }
        }
        return nil
    }

    /// True where the paragraph of a figure prints an amount, apart from the figures of a list.
    ///
    /// - Parameters:
    ///   - worth, slack: as `Value.worth`; what is printed may differ by the slack besides half its own last digit.
    ///   - range: bytes of the paragraph to look at, all of them where it is left out.
    func prints(
        _ worth: Int128, within slack: Int128, inTheParagraphOf figure: Observation, in range: Range<Int>? = nil,
        apartFrom list: [Observation] = []
    ) -> Bool {
        guard let paragraph = paragraph(of: figure) else { return false }
        let bytes = Array(paragraph.text.utf8)
        var index = range?.lowerBound ?? 0
        let last = min(bytes.count, range?.upperBound ?? bytes.count)
        while index < last {
            guard Self.isDigit(bytes[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, Self.isDigit(bytes[end]) || bytes[end] == 0x2C || bytes[end] == 0x2E { end += 1 }
            let isOfList = list.contains { $0.span.block == figure.span.block && $0.span.utf8Range.contains(index) }
            if !isOfList, let number = Number(ascii: bytes[index..<end]),
                let value = Self.value(number, like: figure.value, before: bytes[end...]),
                abs(value.worth - worth) * 2 <= value.quantum + slack * 2
            {
                return true
            }
            index = end
        }
        return false
    }

    /// True where the row of a table that a figure stands in prints an amount in another cell, in the figure's own unit.
    ///
    /// - Parameter worth: as `Value.worth`.
    func prints(_ worth: Int128, inTheRowOf figure: Observation) -> Bool {
        guard let place = figure.span.cell, document.blocks.indices.contains(figure.span.block),
            case .table(let table) = document.blocks[figure.span.block], case .money = figure.value
        else { return false }
        let row = table.cells.filter { $0.row == place.row }
        guard let own = row.first(where: { $0.column == place.column }).flatMap(Self.number),
            let unit = Self.units.map(\.1).first(where: { unit in
                Amount(own, in: unit).map { Value.money($0).worth == figure.value.worth } == true
            })
        else { return false }
        return row.contains { cell in
            cell.column != place.column
                && Self.number(cell).flatMap { Amount($0, in: unit) }.map { Value.money($0).worth == worth } == true
        }
    }

    /// True for lines whose cells are not equally many: which column the amount of a short one is of, is a guess.
    func isRagged(_ block: Int) -> Bool {
        guard document.blocks.indices.contains(block), case .table(let table) = document.blocks[block], !table.hasSpans
        else { return false }
        var widths = [Int](repeating: 0, count: table.rowCount)
        for cell in table.cells where widths.indices.contains(cell.row) { widths[cell.row] += 1 }
        return widths.contains { $0 != widths.first }
    }

    /// Rows of a figure's table that have an amount other than 0 in its column, in order; none outside of tables.
    func rowsWithAmounts(inTheColumnOf figure: Observation) -> [Int] {
        guard let place = figure.span.cell, document.blocks.indices.contains(figure.span.block),
            case .table(let table) = document.blocks[figure.span.block]
        else { return [] }
        let shown = table.cells.filter { $0.column == place.column && Self.number($0)?.mantissa ?? 0 != 0 }
        let mayNumber = Set(shown.filter { $0.text.utf8.count <= 3 }.map(\.row))
        let numbered = mayNumber.isEmpty ? [] : Self.columnNumberRows(of: table, among: mayNumber)
        return shown.map(\.row).filter { !numbered.contains($0) }
    }

    /// True where a figure's column shows digits, in some rows, that are no number as they stand (“约5.00”, “3O.00”): an
    /// amount that may not have been read.  A head with a year is none.
    func showsOtherDigits(inTheColumnOf figure: Observation, where isAsked: (_ row: Int) -> Bool) -> Bool {
        guard let place = figure.span.cell, document.blocks.indices.contains(figure.span.block),
            case .table(let table) = document.blocks[figure.span.block]
        else { return false }
        return table.cells.contains { cell in
            cell.column == place.column && isAsked(cell.row) && !cell.text.contains("年")
                && cell.text.unicodeScalars.contains { $0.properties.numericType == .decimal }
                && Self.number(cell) == nil
        }
    }

    /// The number that a cell holds and nothing else, whatever blanks stand in it.
    private static func number(_ cell: Cell) -> Number? {
        let isPlain = cell.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isPlain ? Number(parsing: cell.text) : Number(parsing: cell.text.filter { !$0.isWhitespace })
    }

    /// Those of some rows that number the columns: 栏次 | 1 | 2 | 3.
    private static func columnNumberRows(of table: Table, among rows: Set<Int>) -> Set<Int> {
        let cells = table.cells.filter { rows.contains($0.row) }
        return Set(
            Dictionary(grouping: cells, by: \.row).filter { _, cells in
                let texts = cells.map { $0.text.filter { !$0.isWhitespace } }.filter { $0.first?.isNumber == true }
                return texts.count > 1 && texts == (1...texts.count).map(String.init)
            }.keys)
    }

    /// True where a table goes on behind a block, as far as can be seen: what follows is another table, or begins with a
    /// digit.
    func hasRowsBehind(_ block: Int) -> Bool {
        guard let next = document.blocks[(block + 1)...].first(where: { $0.paragraph?.text.isEmpty != true }) else {
            return false
        }
        return next.paragraph?.text.first { !$0.isWhitespace }?.isNumber ?? true
    }

    /// The paragraphs that figures stand in; none for those of tables.
    func paragraphs(of observations: [Observation]) -> [String] { observations.compactMap { paragraph(of: $0)?.text } }

    /// In characters: how far from a word the year and the amount that belong to it may stand.  A paragraph may be a megabyte
    /// without a stop.
    private static let reach = 150

    /// True where a paragraph goes on from a word to an amount before the next stop, and speaks of a year there: “年中追加
    /// 项目资金874.44万元”.
    func namesAmount(of word: String, in fiscalYear: Int, reportYear: Int) -> Bool {
        document.blocks.contains { block in
            guard let text = block.paragraph?.text else { return false }
            return places(of: word, in: text).contains { place in
                let rest = text[place.upperBound...].prefix(Self.reach).prefix { !"。；;，,".contains($0) }
                return rest.contains("元") && rest.contains(where: \.isNumber)
                    && speaks(of: fiscalYear, before: place, in: text, reportYear: reportYear)
            }
        }
    }

    /// Where a text has a word that it does not deny: “追加”, but not “未追加”.
    func places(of word: String, in text: String) -> [Range<String.Index>] {
        text.places(of: word).filter { place in
            !words[.denial].contains { text[..<place.lowerBound].hasSuffix($0) }
        }
    }

    /// False where the words right before a place name another year: “2022年追加…” in a report of 2023.  A year behind 比 or
    /// 较, or with an amount or another thing between, says nothing.
    func speaks(of fiscalYear: Int, before place: Range<String.Index>, in text: String, reportYear: Int) -> Bool {
        let before = text[..<place.lowerBound].suffix(Self.reach)
        let sentence = before[
            (before.lastIndex { "。；;".contains($0) }.map(before.index(after:)) ?? before.startIndex)...]
        var last: (range: Range<String.Index>, year: Int)?
        for match in sentence.matches(of: /(20[0-9][0-9])年/) {
            if let year = Int(match.1) { last = (match.range, year) }
        }
        for word in words[.lastYear] {
            guard let range = sentence.places(of: word).last else { continue }
            if last.map({ $0.range.lowerBound < range.lowerBound }) ?? true { last = (range, reportYear - 1) }
        }
        guard let last, last.year != fiscalYear else { return true }
        return words[.comparison].contains(where: sentence[..<last.range.lowerBound].hasSuffix)
            || sentence[last.range.upperBound...].contains { $0.isNumber || "、和及".contains($0) }
    }

    /// What a figure's words say of the body it is of.
    enum Body: Hashable {
        case unsaid, partOfSystem, wholeSystem
    }

    func body(of figure: Observation) -> Body {
        if let sentence = WordsBefore(figure, in: document, words) {
            return sentence.areOfAPartOfTheSystem ? .partOfSystem : sentence.areOfTheSystem ? .wholeSystem : .unsaid
        }
        if words[.ownPartOfSystem].contains(where: figure.quote.has) { return .partOfSystem }
        return words[.wholeSystem].contains(where: figure.quote.has) ? .wholeSystem : .unsaid
    }

    /// The text between two figures of a paragraph; nil where they do not stand in one.
    func text(between a: Observation, and b: Observation) -> String? {
        guard a.span.block == b.span.block, let paragraph = paragraph(of: a) else { return nil }
        let start = min(a.span.utf8Range.upperBound, b.span.utf8Range.upperBound)
        let end = max(a.span.utf8Range.lowerBound, b.span.utf8Range.lowerBound)
        return start <= end ? String(decoding: paragraph.text.utf8.prefix(end).dropFirst(start), as: UTF8.self) : nil
    }

    private func paragraph(of observation: Observation) -> Paragraph? {
        guard observation.span.cell == nil, document.blocks.indices.contains(observation.span.block) else { return nil }
        return document.blocks[observation.span.block].paragraph
    }

    /// The number in the unit that stands behind it; heads have none that matters.
    private static func value(_ number: Number, like other: Value, before rest: ArraySlice<UInt8>) -> Value? {
        switch other {
        case .money:
            for (word, unit) in units where rest.starts(with: word.utf8) {
                return Amount(number, in: unit).map(Value.money)
            }
            return nil
        case .number: return .number(number)
        }
    }

    private static let units: [(String, MoneyUnit)] = [
        ("万元", .tenThousandYuan), ("亿元", .hundredMillionYuan), ("元", .yuan),
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
