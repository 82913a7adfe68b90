import FiscalModel
import ReferenceData

// Which entries of a list stand, and what needs no list.
extension ListedProjects {
    // MARK: - Names

    func withoutStage(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            switch tokens[end - 1].kind {
            case .year: end -= 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .scenario, .projectStage, .generic, .year: end -= 1
                case .filler where environment.projects.isTail(bytes, tokens[end - 1].range): end -= 1
                default: return end
                }
            default: return end
            }
        }
        return end
    }

    func name(_ range: Range<Int>) -> (Range<Int>, isSure: Bool, hasEnding: Bool)? {
        guard !range.isEmpty else { return nil }
        // “公用经费”, “政府性基金”: something known, whatever list it stands in.
        if range.count == 1, case .word(let term) = tokens[range.lowerBound].kind {
            switch vocabulary.roles[term] {
            case .filler, .gap: break
            default: return nil
            }
        }
        let words = tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
        guard let listed = environment.projects.listedName(in: place.folded, of: place.text, words),
            !report.isOwnName(bytes[listed.range])
        else { return nil }
        return (listed.range, listed.isSure, listed.hasEnding)
    }

    /// Nothing but 会议费, 培训费 or an item of 三公.
    func namesCost(_ range: Range<Int>) -> Bool {
        guard range.count == 1 else { return false }
        switch role(range.lowerBound) {
        case .label(let codes, _)?, .bareLabel(let codes, _)?:
            return ["meeting_cost", "training_cost"].contains(codes[0]) || codes[0].rawValue.hasPrefix("three_public.")
        default: return false
        }
    }

    func hasMoney(_ range: Range<Int>) -> Bool {
        range.contains { index in
            if case .figure(let figure) = tokens[index].kind, case .money = figure.counter { true } else { false }
        }
    }

    func role(_ index: Int) -> NarrativeRole? {
        guard index < tokens.count, case .word(let term) = tokens[index].kind else { return nil }
        return vocabulary.roles[term]
    }

    // MARK: - Settling

    /// The statements of entries that stand: those surely named, and the others where the whole bears them out; nil
    /// where they are more than the whole.
    func settled(_ entries: [Entry], of opened: Sentence, isItem: Bool) -> [Statement]? {
        guard entries.contains(where: { $0.name != nil }) else { return [] }
        let stages = Set(entries.flatMap { $0.stated.map(\.scenario) })
        var balanced: (whole: Stated, stage: Scenario?)?
        for stage in stages.sorted(by: { ($0?.rawValue ?? "") < ($1?.rawValue ?? "") }) {
            let sum = entries.reduce(Int128(0)) { $0 + Int128($1.amount(at: stage)?.amount.fen ?? 0) }
            for whole in opened.wholes where stage == nil || whole.scenario == nil || isSame(stage, whole.scenario) {
                if sum == Int128(whole.amount.fen) { balanced = balanced ?? (whole, stage) }
            }
            if !isItem, opened.hasLabel, balanced == nil, let largest = opened.wholes.map(\.amount.fen).max(),
                sum > Int128(largest)
            {
                return nil
            }
        }
        if opened.needsStages,
            entries.count < 2
                || !entries.allSatisfy({
                    $0.name != nil && $0.amount(at: .actual) != nil
                        && $0.stated.contains { $0.scenario?.isBudget == true }
                })
        {
            return []
        }
        if let count = opened.balancedCount, balanced == nil || entries.count != count { return [] }
        let isBorneOut = balanced != nil && entries.count >= 2
        let sureCount = entries.count { $0.isSure && $0.name != nil }
        var statements: [Statement] = []
        for entry in entries {
            guard let name = entry.name else { continue }
            // An item with its budget and its spending is a project, whatever its name is like.
            let hasStages = entry.stated.count >= 2 && entry.stated.contains { $0.scenario == .actual }
            guard
                entry.isSure || isBorneOut || isItem && (hasStages || section.isProjectList)
                    || entry.hasEnding && sureCount >= 2
            else { continue }
            for stated in entry.stated {
                var scenario = stated.scenario
                var isStageOpen = false
                if scenario == nil {
                    scenario =
                        entry.amount(at: .actual) != nil
                        ? report.scenario(.budget)
                        : balanced?.whole.scenario ?? opened.wholes.last?.scenario ?? opened.scenario
                            ?? section.scenario
                    isStageOpen =
                        scenario == nil && !opened.hasLabel && !opened.wholes.isEmpty
                        && report.identity.kind != .budget && !(section.topic?.isUnder("expenditure.project") ?? false)
                } else if scenario == .budget, balanced?.stage == .budget, let whole = balanced?.whole.scenario {
                    scenario = whole
                }
                statements.append(
                    Statement(
                        token: stated.token, figure: stated.figure, amount: stated.amount,
                        scenario: scenario ?? report.defaultScenario, year: opened.year ?? section.year, name: name,
                        confidence: .init(percent: isBorneOut ? 92 : 88), isStageOpen: isStageOpen))
            }
        }
        return statements.sorted { $0.token < $1.token }
    }

    /// A budget whose stage is left open is any stage of the budget.
    func isSame(_ a: Scenario?, _ b: Scenario?) -> Bool {
        a == b || a == .budget && b?.isBudget == true
    }

    // MARK: - Without a list

    /// “残疾人康复资金160万元，支出152.6万元；残疾人托养资金100万元，支出98万元”: under a heading about projects, each with
    /// what it got and what was spent.
    func stagedList(into found: inout Reading) -> Int? {
        let (segments, end) = segments(from: 0, limit: tokens.count, isItem: false)
        guard segments.count >= 2, !tokens[..<end].contains(where: { if case .colon = $0.kind { true } else { false } })
        else { return nil }
        let entries = segments.compactMap { entry(in: $0, isItem: false) }
        guard entries.count == segments.count,
            entries.allSatisfy({ $0.isSure && $0.stated.count >= 2 && $0.amount(at: .actual) != nil }),
            let statements = settled(entries, of: Sentence(start: 0), isItem: false)
        else { return nil }
        found.statements += statements
        return end
    }

    /// “抚恤补助资金到位1986万元，发放1986万元；退役安置补助到位738万元，支付735万元；…” anywhere: each of the sentence's clauses
    /// has a name, what it got and no more spent of it, and most of the names end as projects do.
    func pairedList(from start: Int, into found: inout Reading) -> Int? {
        guard nextSemicolon(from: start) < tokens.count else { return nil }
        let (segments, end) = segments(from: start, limit: tokens.count, isItem: false)
        guard segments.count >= 2,
            !segments[0].contains(where: { if case .colon = tokens[$0].kind { true } else { false } })
        else { return nil }
        var entries: [Entry] = []
        for segment in segments {
            guard let entry = entry(in: segment, isItem: false), let name = entry.name, entry.isSure || entry.hasEnding,
                entry.stated.count >= 2, let spent = entry.amount(at: .actual)?.amount.fen,
                let got = entry.stated.first(where: { $0.scenario?.isBudget == true })?.amount.fen, spent <= got,
                !environment.phrases.bodyEnd.contains(where: { bytes[name].ends(with: $0) }),
                !hasMeasure(segment.lowerBound..<entry.stated[0].token)
            else { return nil }
            entries.append(entry)
        }
        guard entries.count(where: \.hasEnding) * 2 > entries.count else { return nil }
        for entry in entries { if let name = entry.name { _ = add(entry.stated, named: name, to: &found) } }
        return end
    }

    /// The next semicolon of the sentence; the number of tokens where there is none.
    private func nextSemicolon(from start: Int) -> Int {
        for index in start..<min(tokens.count, start + 60) {
            switch tokens[index].kind {
            case .semicolon: return index
            case .stop: return tokens.count
            default: break
            }
        }
        return tokens.count
    }

    /// “重大项目前期工作经费预算150万元，到位150万元，使用142.30万元”: a name that ends as projects do, with budget and
    /// spending, needs no list.
    func freeEntry(from start: Int, into found: inout Reading) -> Int? {
        // NB: first what is cheap to tell: the budget's amount in the first clause.
        var figure = start
        var hasColon = false
        var bracket: Int?
        let isItem = start > 0 && isItemMark(start - 1)
        while figure < tokens.count, figure - start < 14 {
            switch tokens[figure].kind {
            case .figure(let found):
                guard case .money = found.counter else { return nil }
                guard stage(before: figure, from: start)?.isBudget == true else { return nil }
            // “1.商会建设经费：年初预算8万元，实际支出7.60万元”
            // “（1）法律援助经费。2023年财政预算安排36万元，实际支出36万元”
            case .colon where !hasColon && figure > start && isItem,
                .stop where !hasColon && figure > start && isItem:
                hasColon = true
                figure += 1
                continue
            // “3.‘重点档案保护与开发’（中央补助）：全年预算数11.78万元，执行数9.70万元”
            case .open(let close) where !hasColon && figure > start && isItem && close > figure && close - figure < 6:
                bracket = figure
                figure = close + 1
                continue
            case .comma, .colon, .enumerationComma, .open, .stop, .semicolon: return nil
            default:
                figure += 1
                continue
            }
            break
        }
        guard figure < tokens.count, figure - start < 14, figure > start + 1 else { return nil }
        var end = start
        walk: while end < tokens.count {
            switch tokens[end].kind {
            case .stop where end < figure: end += 1
            case .stop, .semicolon: break walk
            case .open(let close) where close > end: end = close + 1
            default: end += 1
            }
        }
        guard let entry = entry(in: start..<end, isItem: false),
            let name = entry.name, entry.isSure || bytes[name].ends(with: NarrativeWords.project),
            !hasMeasure(start..<(bracket ?? figure)),
            entry.hasEnding || isItem && ProjectNames.isQuoted(place.folded.originalRange(name), in: place.text),
            entry.stated.contains(where: { $0.scenario?.isBudget == true }), entry.amount(at: .actual) != nil
        else { return nil }
        return add(entry.stated, named: name, to: &found)
    }

    /// “对‘果品质量追溯’项目开展了绩效自评。项目预算90万元，实际执行90万元”: the sentence behind tells of the project quoted.
    func titled(in sentence: Range<Int>, into found: inout Reading) -> Int? {
        guard
            let title = sentence.last(where: { index in
                guard case .word = tokens[index].kind else { return false }
                let word = tokens[index].range
                return bytes[word].starts(with: NarrativeWords.project)
                    && environment.projects.isBehindQuotation(word.lowerBound, in: place.folded, of: place.text)
            })
        else { return nil }
        let first = tokens[sentence.lowerBound].range.lowerBound
        let end = tokens[title].range.lowerBound + NarrativeWords.project.count
        guard let name = environment.projects.name(in: place.folded, of: place.text, first..<end, needsEnding: false),
            bytes[tokens[title].range.lowerBound..<tokens[sentence.upperBound - 1].range.upperBound].contains(
                NarrativeWords.performance[...])
        else { return nil }
        var stop = sentence.upperBound + 1
        while stop < tokens.count {
            if case .stop = tokens[stop].kind { break }
            stop += 1
        }
        let stated = amounts(from: sentence.upperBound, to: stop, nameEnd: sentence.upperBound)
        guard stated.contains(where: { $0.scenario != nil }) else { return nil }
        return add(stated, named: name, to: &found)
    }

    func add(_ stated: [Stated], named name: Range<Int>, to found: inout Reading) -> Int? {
        found.statements += stated.map { stated in
            Statement(
                token: stated.token, figure: stated.figure, amount: stated.amount,
                scenario: stated.scenario ?? report.defaultScenario, year: section.year, name: name,
                confidence: .init(percent: 88))
        }
        return stated.last.map { $0.token + 1 }
    }

    private func isBehindGap(_ index: Int) -> Bool {
        guard index > 0, tokens[index - 1].range.upperBound == tokens[index].range.lowerBound else { return false }
        switch tokens[index - 1].kind {
        case .gap, .word: return !isItemMark(index - 1)
        default: return false
        }
    }

    /// True where a measure of the unit is named among the words.
    func hasMeasure(_ range: Range<Int>) -> Bool {
        range.contains { index in
            switch role(index) {
            // “企业家培训经费”
            case .label(["training_cost"], _), .bareLabel(["training_cost"], _), .label(["meeting_cost"], _),
                .bareLabel(["meeting_cost"], _):
                !isBehindGap(index)
            case .label(let codes, _), .bareLabel(let codes, _): codes != ["expenditure.project"]
            case .fund, .share, .completion, .compare, .increase, .decrease: true
            default: false
            }
        }
    }
}
