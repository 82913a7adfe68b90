import FiscalModel
import ReferenceData

// The entries of a list: names with amounts.
extension ListedProjects {
    /// Reads the list that begins at the token; the token behind it, or nil where there is no list.
    ///
    /// - Parameter isItem: the paragraph is an item, or several, of a list opened above.
    func list(from start: Int, limit: Int, of opened: Sentence, isItem: Bool, into found: inout Reading) -> Int? {
        var first = start
        skip: while first < limit {
            switch tokens[first].kind {
            case .colon, .comma: first += 1
            case .word(let term):
                if case .filler = vocabulary.roles[term], !isItemMark(first) {
                    let word = bytes[tokens[first].range]
                    guard word.elementsEqual(Marks.isWord) || NarrativeWords.isWord.contains(where: word.elementsEqual)
                    else { break skip }
                    first += 1
                } else {
                    break skip
                }
            default: break skip
            }
        }
        first = behindAspects(first, limit)
        guard first < limit else { return nil }
        let (segments, end) = segments(from: first, limit: limit, isItem: isItem)
        var entries: [Entry] = []
        if segments.count == 1, !isItem, !isItemMark(first) {
            entries = chain(segments[0])
        } else {
            entries = segments.compactMap { entry(in: $0, isItem: isItemMark($0.lowerBound)) }
            if segments.count > 1, !isItem, entries.count * 2 <= segments.count { return nil }
        }
        let isSegmented = isItem || segments.count > 1
        guard let statements = settled(entries, of: opened, isItem: isItem) else {
            found.rejected.formUnion(entries.flatMap { $0.stated.map(\.token) })
            return isSegmented ? end : entries.last?.stated.last.map { $0.token + 1 }
        }
        guard let last = statements.last else { return nil }
        found.statements += statements
        found.rejected.formUnion(entries.filter { $0.isItemOfCost }.flatMap { $0.stated.map(\.token) })
        return isSegmented ? max(end, last.token + 1) : last.token + 1
    }

    /// Behind “以下几个方面：”.
    private func behindAspects(_ start: Int, _ limit: Int) -> Int {
        var index = start
        while index < min(limit, start + 8) {
            switch tokens[index].kind {
            case .colon:
                let words = bytes[tokens[start].range.lowerBound..<tokens[index].range.lowerBound]
                return words.count <= 36 && Marks.aspects.contains { words.contains($0[...]) } ? index + 1 : start
            case .comma, .semicolon, .stop, .item: return start
            case .figure(let figure): if case .money = figure.counter { return start }
            default: break
            }
            index += 1
        }
        return start
    }

    /// Where each entry stands: items to the paragraph's end, clauses between semicolons to the end of the sentence; none
    /// where that is farther than any list reaches.
    func segments(from start: Int, limit: Int, isItem: Bool) -> ([Range<Int>], Int) {
        let isNumbered = isItemMark(start)
        var segments: [Range<Int>] = []
        var begin = start
        var index = start
        walk: while index < limit {
            guard index - start <= Self.longestList else { return ([], index) }
            switch tokens[index].kind {
            case .open(let close) where close > index: index = close
            case .semicolon:
                if begin < index, !isNumbered || isItemMark(begin) { segments.append(begin..<index) }
                begin = index + 1
            case .stop:
                // “1.应急物资储备。预算98万元，支出96万元。”
                if !isNumbered, !isItem { break walk }
            default:
                if isNumbered, index > begin, isItemMark(index) {
                    if isItemMark(begin) { segments.append(begin..<index) }
                    begin = index
                }
            }
            index += 1
        }
        if begin < index, !isNumbered || isItemMark(begin) { segments.append(begin..<index) }
        return (segments, index)
    }

    // MARK: - Entries

    /// “A5万元、B6万元”, “A，预算5万元，支出4万元”: entries between commas, each at the end of the one before.
    private func chain(_ range: Range<Int>) -> [Entry] {
        var entries: [Entry] = []
        var begin = range.lowerBound
        var index = begin
        var hasFigure = false
        var hasPurpose = false
        func isPurpose(_ start: Int) -> Bool {
            if case .purpose? = role(start) { true } else { false }
        }
        while index <= range.upperBound {
            var isEnd = index == range.upperBound
            var isListed = false
            var isJoined = false
            if !isEnd {
                switch tokens[index].kind {
                case .open(let close) where close > index && close < range.upperBound:
                    index = close + 1
                    continue
                case _ where hasFigure && !hasPurpose && index > begin && startsWithAnd(index):
                    // “非遗展演38万元和数字文化馆建设22万元”
                    isEnd = true
                    isJoined = true
                case .figure(let figure): if case .money = figure.counter { hasFigure = true }
                case .comma: isEnd = true
                case .enumerationComma:
                    // “15万元用于教育培训、维权服务”
                    isEnd = hasFigure && !hasPurpose
                    isListed = true
                case .word: hasPurpose = hasPurpose || hasFigure && opensPurpose(index)
                default: break
                }
            }
            guard isEnd else {
                index += 1
                continue
            }
            let piece = begin..<index
            defer {
                if !isJoined { index += 1 }
                hasFigure = false
                hasPurpose = false
            }
            if !hasFigure {
                // “A，预算5万元，支出4万元”: the name stands alone; anything else ends the list.
                if entries.isEmpty, !isListed, !isPurpose(begin) {
                    return [entry(in: range, isItem: false)].compactMap { $0 }
                }
                guard isPurpose(begin) else { return entries }
                begin = index + 1
                continue
            }
            begin = isJoined ? index : index + 1
            if var last = entries.last, let stated = staged(piece), last.amount(at: stated.scenario) == nil {
                last.stated.append(stated)
                entries[entries.count - 1] = last
                continue
            }
            guard let entry = entry(in: piece, isItem: false) else { return entries }
            entries.append(entry)
        }
        return entries
    }

    private func startsWithAnd(_ index: Int) -> Bool {
        let words = bytes[tokens[index].range]
        return Marks.ands.contains { words.starts(with: $0) }
    }

    /// One project: its name, then its amounts.
    func entry(in range: Range<Int>, isItem: Bool) -> Entry? {
        if range.contains(where: { if case .level = tokens[$0].kind { true } else { false } }) { return nil }
        var first = range.lowerBound
        skip: while first < range.upperBound {
            switch tokens[first].kind {
            case .item, .year, .dash, .enumerationComma: first += 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .whereof, .purpose, .respectively: first += 1
                case .filler where isItemMark(first): first += 1
                default: break skip
                }
            default: break skip
            }
        }
        if let entry = reversed(first..<range.upperBound) { return entry }
        var end = first
        name: while end < range.upperBound {
            switch tokens[end].kind {
            case .comma, .colon, .stop, .semicolon: break name
            case .figure(let figure):
                switch figure.counter {
                case .money: break name
                case .percent: return nil
                default: end += 1
                }
            case .open(let close) where close > end && close < range.upperBound:
                if hasMoney(end..<close) { break name }
                end = close + 1
            default: end += 1
            }
        }
        let nameEnd = withoutStage(first..<end)
        var entry = Entry(name: nil, stated: [])
        if let (name, isSure, hasEnding) = name(first..<nameEnd) {
            entry.name = name
            entry.isSure = isSure
            entry.hasEnding = hasEnding
        } else {
            entry.isItemOfCost = namesCost(first..<nameEnd)
        }
        entry.stated = amounts(from: end, to: range.upperBound, nameEnd: nameEnd)
        return entry.stated.isEmpty || first == nameEnd ? nil : entry
    }

    /// “安排60万元用于农产品质量抽检”
    private func reversed(_ range: Range<Int>) -> Entry? {
        var index = range.lowerBound
        while index < range.upperBound, case .filler? = role(index) { index += 1 }
        guard index + 1 < range.upperBound, case .figure(let figure) = tokens[index].kind,
            case .money(let unit) = figure.counter, !figure.isApproximate, opensPurpose(index + 1),
            let amount = Amount(figure.number, in: unit)
        else { return nil }
        var end = index + 2
        while end < range.upperBound {
            switch tokens[end].kind {
            case .comma, .semicolon, .stop, .colon, .figure: break
            default:
                end += 1
                continue
            }
            break
        }
        guard let (name, isSure, hasEnding) = name((index + 2)..<end) else { return nil }
        return Entry(
            name: name, isSure: isSure, hasEnding: hasEnding,
            stated: [Stated(token: index, figure: figure, amount: amount, scenario: nil)])
    }

    func opensPurpose(_ index: Int) -> Bool {
        guard case .word = tokens[index].kind else { return false }
        let word = bytes[tokens[index].range]
        return Marks.purposes.contains { word.elementsEqual($0) }
    }

    /// The amounts behind a name: the one right after it, then those whose clauses say nothing but their stage.
    func amounts(from start: Int, to end: Int, nameEnd: Int) -> [Stated] {
        var stated: [Stated] = []
        var index = start
        var hasStop = false
        if index < end, case .figure(let figure) = tokens[index].kind, case .money(let unit) = figure.counter {
            guard !figure.isApproximate, let amount = Amount(figure.number, in: unit) else { return [] }
            stated.append(
                Stated(token: index, figure: figure, amount: amount, scenario: stage(before: index, from: nameEnd)))
            index += 1
        }
        while index < end {
            switch tokens[index].kind {
            case .open(let close) where close > index:
                index = close + 1
                continue
            case .stop:
                if hasStop || !stated.isEmpty { return stated }
                hasStop = true
            case .comma, .colon, .semicolon: break
            // “年初预算40万元、决算40万元”
            case .enumerationComma where !stated.isEmpty: break
            default:
                index += 1
                continue
            }
            let begin = index + 1
            var stop = begin
            while stop < end {
                switch tokens[stop].kind {
                case .comma, .stop, .semicolon, .colon: break
                case .enumerationComma where !stated.isEmpty: break
                case .open(let close) where close > stop && close < end:
                    stop = close
                    stop += 1
                    continue
                default:
                    stop += 1
                    continue
                }
                break
            }
            if case .whereof? = role(begin), !stated.isEmpty { return stated }
            if stated.isEmpty, stop == begin + 1, case .figure(let figure) = tokens[begin].kind,
                case .money(let unit) = figure.counter, !figure.isApproximate,
                let amount = Amount(figure.number, in: unit)
            {
                stated.append(Stated(token: begin, figure: figure, amount: amount))
            } else if let found = staged(begin..<stop), !stated.contains(where: { $0.scenario == found.scenario }) {
                // “经费预算150万元，到位150万元”: no stage of its own.
                if stated.contains(where: { $0.scenario?.isBudget == true }),
                    bytes[..<found.figure.range.lowerBound].ends(with: Marks.received)
                {
                    index = stop
                    continue
                }
                // “商会专项预算10万元，全年支出602万元”: the unit's.
                if (begin..<stop).contains(where: { isLabelOfYear($0) }), let most = stated.map(\.amount.fen).max(),
                    found.amount.fen > most
                {
                    return stated
                }
                stated.append(found)
            } else if let found = paid(begin..<stop), stated.count == 1, stated[0].scenario?.isBudget == true {
                stated.append(found)
            } else if hasStop, stated.isEmpty {
                return []
            } else if !stated.isEmpty, begin < stop, case .gap = tokens[begin].kind, hasMoney(begin..<stop),
                let other = entry(in: begin..<stop, isItem: false), other.isSure, other.hasEnding
            {
                // “A经费预算15万元，B经费预算10万元，支出9.90万元”: not spent of A.
                return stated
            }
            index = stop
        }
        return stated
    }
}
