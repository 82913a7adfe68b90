import FiscalModel
import ReferenceData

// Lists whose length the report says: “实施项目3个。A…；B…；C…。”, “另有A40万元、B30万元两个项目”.
extension ListedProjects {
    /// “2021年实施项目3个。培训费预算6万元，支出5.62万元；…”: as many entries with budget and spending as the sentence before
    /// the stop at `index` counts.
    func counted(behind sentence: Sentence, at index: Int, into found: inout Reading) -> Int? {
        guard sentence.start < index, index + 1 < tokens.count, !isItemMark(index + 1) else { return nil }
        let words = bytes[tokens[sentence.start].range.lowerBound..<tokens[index].range.lowerBound]
        guard words.count <= 120, words.contains(NarrativeWords.project[...]), !Self.isOthersWork(words),
            let count = printedCount(in: words), count >= 2
        else { return nil }
        let (segments, end) = segments(from: index + 1, limit: tokens.count, isItem: false)
        guard segments.count == count else { return nil }
        let entries = segments.compactMap { entry(in: $0, isItem: false) }
        guard entries.count == count,
            entries.allSatisfy({ $0.name != nil && $0.stated.count >= 2 && $0.amount(at: .actual) != nil }),
            let statements = settled(entries, of: sentence, isItem: false), !statements.isEmpty
        else { return nil }
        found.statements += statements
        return end
    }

    /// “另有农资储备贴息40万元、冬储肥补助30万元、电子商务奖补10万元三个项目未单独自评”: the count stands behind the last.
    func counted(before index: Int, into found: inout Reading) -> Int? {
        var first = index
        while first < tokens.count, case .filler? = role(first) { first += 1 }
        var amounts = 0
        var last = first
        var next = first
        walk: while next < tokens.count, next - first < 60 {
            switch tokens[next].kind {
            case .stop, .comma, .semicolon, .colon: break walk
            case .open(let close) where close > next: next = close
            case .figure(let figure):
                if case .money = figure.counter {
                    amounts += 1
                    last = next
                }
            default: break
            }
            next += 1
        }
        guard amounts >= 2 else { return nil }
        let rest = bytes[tokens[last].range.upperBound...].prefix(40)
        guard let mark = rest.firstRange(of: Marks.ofProjects), mark.lowerBound - rest.startIndex <= 6,
            printedCount(in: rest[..<(mark.lowerBound + 3)]) == amounts
        else { return nil }
        let entries = listedEntries(first..<(last + 1))
        guard entries.count == amounts, entries.allSatisfy({ $0.name != nil && $0.stated.count == 1 }) else {
            return nil
        }
        for entry in entries { if let name = entry.name { _ = add(entry.stated, named: name, to: &found) } }
        return last + 1
    }

    /// The entries between “、” and 和.
    private func listedEntries(_ range: Range<Int>) -> [Entry] {
        var entries: [Entry] = []
        var begin = range.lowerBound
        for index in range {
            guard case .figure(let figure) = tokens[index].kind, case .money = figure.counter else { continue }
            skip: while begin < index {
                switch tokens[begin].kind {
                case .enumerationComma: begin += 1
                case .word where Marks.ands.contains(where: { bytes[tokens[begin].range].elementsEqual($0) }):
                    begin += 1
                default: break skip
                }
            }
            if let entry = entry(in: begin..<(index + 1), isItem: false) { entries.append(entry) }
            begin = index + 1
        }
        return entries
    }
}
