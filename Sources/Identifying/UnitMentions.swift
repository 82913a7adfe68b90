import ReferenceData

/// Finds the names of bodies in a report and weighs the place of each.
struct UnitMentions {
    private let text: ReportText
    private let matches: ClueMatches
    private let clues: ClueTerms
    private let reference: ReferenceData
    private var byName: [String: UnitMention] = [:]
    /// For each byte of the text whether a name has been found there: local names are not looked for inside.
    private var isCovered: [Bool]

    init(text: ReportText, matches: ClueMatches, clues: ClueTerms, reference: ReferenceData) {
        self.text = text
        self.matches = matches
        self.clues = clues
        self.reference = reference
        isCovered = Array(repeating: false, count: text.bytes.count)
    }

    private mutating func cover(_ range: Range<Int>) {
        for index in range { isCovered[index] = true }
    }

    /// All names, the heaviest first.
    mutating func collect() -> [UnitMention] {
        collectFullNames()
        collectLabelledNames()
        collectLocalNames()
        return byName.values.sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
    }

    // MARK: Names that begin with divisions

    private mutating func collectFullNames() {
        var index = 0
        let divisions = matches.divisions.filter { clues.classes[$0.term].contains(.namePart) }
        while index < divisions.count {
            var last = index
            while last + 1 < divisions.count,
                divisions[last + 1].range.lowerBound == divisions[last].range.upperBound
            {
                last += 1
            }
            let next = last + 1 < divisions.count ? divisions[last + 1].range.lowerBound : text.bytes.count
            addFullName(chain: Array(divisions[index...last]), before: next)
            index = last + 1
        }
    }

    private mutating func addFullName(chain: [ClueMatches.Match], before next: Int) {
        guard let first = chain.first, let last = chain.last else { return }
        let line = text.lines[text.lineIndex(at: first.range.lowerBound)]
        guard line.zone != .navigation else { return }
        let opening = ClueMatches.ending(
            in: (first.range.lowerBound - 1)..<first.range.lowerBound, of: matches.openings
        ).first { line.range.lowerBound <= $0.range.lowerBound }
        let isBounded =
            opening != nil || chain.count > 1 || first.range.count > 6
            || !text.hasIdeograph(before: first.range.lowerBound, after: line.range.lowerBound)
            || endsWithStop(at: first.range.lowerBound)
            || text.bytes[..<first.range.lowerBound].suffix(3).elementsEqual("年".utf8)
        // NB: 和县, 成县, 文县 … are also parts of words (县委和县政府, 完成县级): a short name needs an edge before it.
        guard isBounded else { return }
        let runEnd = text.endOfIdeographs(from: last.range.upperBound, before: min(next, line.range.upperBound))
        guard let end = endOfName(from: last.range, runEnd: runEnd) else { return }
        let nameRange = (opening?.range.lowerBound ?? first.range.lowerBound)..<end
        cover(nameRange)
        let core =
            (opening.map { text.text($0.range) } ?? "") + text.text(last.range.upperBound..<end)
        add(nameRange, chain: chain.map(\.term), core: core, line: line)
    }

    private func endsWithStop(at offset: Int) -> Bool {
        ClueMatches.ending(in: (offset - 1)..<offset, of: matches.roles).contains {
            clues.classes[$0.term].contains(.edge)
        }
    }

    /// Where the name ends that begins with the divisions ending at `division`: at the first form of a name, and on
    /// from there while a longer one follows (人民政府 + 万里街道办事处, 人民代表大会 + 常务委员会办公室).
    private func endOfName(from division: Range<Int>, runEnd: Int) -> Int? {
        let start = division.upperBound
        var end: Int?
        var holdsBodies = false
        for match in ClueMatches.ending(in: start..<runEnd, of: matches.endings)
        where match.range.lowerBound >= division.lowerBound {
            guard let kind = clues.terms[match.term].ending else { continue }
            guard let previous = end else {
                let gap = start..<max(start, match.range.lowerBound)
                guard gap.count <= 54, !hasStop(in: gap) else { return nil }
                // “道县局” is no name: a form of one character needs more before it.
                if match.range.count == 3, gap.isEmpty { continue }
                end = match.range.upperBound
                holdsBodies = kind.holdsBodies
                continue
            }
            guard match.range.upperBound > previous else { continue }
            let gap = previous..<max(previous, match.range.lowerBound)
            let isPart =
                gap.isEmpty || (holdsBodies && gap.count <= 36)
                || (match.range.upperBound == runEnd && gap.count <= 18 && match.range.count >= 6)
            // Where title lines are joined, only what continues at once belongs to the name.
            let isCut = !gap.isEmpty && text.titleSeams.contains { gap.lowerBound <= $0 && $0 <= gap.upperBound }
            guard isPart, !isCut, !hasStop(in: gap) else { continue }
            end = match.range.upperBound
            holdsBodies = kind.holdsBodies
        }
        return end
    }

    private func hasStop(in range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        return ClueMatches.ending(in: range, of: matches.roles).contains { match in
            match.range.lowerBound >= range.lowerBound && clues.classes[match.term].contains(.nameStop)
        }
    }

    // MARK: Names after a label

    /// Values of 单位名称：… that begin with no division: 官仓镇人民政府, 县工商联.
    private mutating func collectLabelledNames() {
        for match in matches.roles {
            guard let label = label(match) else { continue }
            let index = text.lineIndex(at: match.range.lowerBound)
            guard text.lines[index].zone != .navigation else { continue }
            guard let start = valueStart(after: match.range, line: index) else { continue }
            let line = text.lines[text.lineIndex(at: start)]
            let end = text.endOfIdeographs(from: start, before: line.range.upperBound)
            guard end - start >= 9, !isCovered[start..<end].contains(true) else { continue }
            guard let nameEnd = endOfLocalName(in: start..<end) else { continue }
            addLocal(start..<nameEnd, source: label.source, weight: label.weight)
        }
    }

    private func label(_ match: ClueMatches.Match) -> (source: UnitSource, weight: Int)? {
        guard clues.classes[match.term].contains(.label) else { return nil }
        let term = clues.terms[match.term]
        if let weight = term.weight(as: .unitLabel) { return (.label, weight) }
        if let weight = term.weight(as: .tableLabel) { return (.tableLabel, weight) }
        if let weight = term.weight(as: .sourceLabel) { return (.publisher, weight) }
        if let weight = term.weight(as: .superiorLabel) { return (.superiorLabel, weight) }
        return nil
    }

    /// No bracket between a label and its value is longer, in bytes: whole lines would be looked through for each label.
    private static let longestSeal = 240

    /// Where the value of a label begins: after “(盖章)” and a colon, or on the next line (the next cell) when the label
    /// ends its own.
    private func valueStart(after label: Range<Int>, line index: Int) -> Int? {
        let line = text.lines[index]
        var offset = label.upperBound
        while offset < line.range.upperBound, text.bytes[offset] == UInt8(ascii: "(") {
            guard
                let close = text.bytes[offset..<line.range.upperBound].prefix(Self.longestSeal)
                    .firstIndex(of: UInt8(ascii: ")"))
            else { return nil }
            offset = close + 1
        }
        if offset < line.range.upperBound {
            guard text.bytes[offset] == UInt8(ascii: ":") || text.bytes[offset] == UInt8(ascii: "]") else { return nil }
            offset += 1
            if offset < line.range.upperBound { return offset }
        } else if label.lowerBound != line.range.lowerBound, text.bytes[label.lowerBound - 1] != UInt8(ascii: "[") {
            return nil
        }
        guard index + 1 < text.lines.count, text.lines[index + 1].zone == line.zone else { return nil }
        return text.lines[index + 1].range.lowerBound
    }

    private func endOfLocalName(in run: Range<Int>) -> Int? {
        let first = ClueMatches.ending(in: run, of: matches.endings).first { match in
            match.range.lowerBound >= run.lowerBound && match.range.upperBound - run.lowerBound >= 9
                && !hasStop(in: run.lowerBound..<match.range.lowerBound)
        }
        guard let first else { return nil }
        return endOfName(from: run.lowerBound..<(first.range.upperBound - first.range.count), runEnd: run.upperBound)
            ?? first.range.upperBound
    }

    // MARK: Names without divisions

    /// 县工商联, 区残联 in the text, and names in titles that leave the county out.
    private mutating func collectLocalNames() {
        let endOfTitles =
            text.lines.last { $0.zone == .title || $0.zone == .metadata }?.range.upperBound ?? 0
        for match in matches.endings where match.range.count >= 6 {
            let isMarked = hasLevelMark(before: match.range.lowerBound)
            guard isMarked || match.range.lowerBound < endOfTitles else { continue }
            let line = text.lines[text.lineIndex(at: match.range.lowerBound)]
            let isTitle = line.zone == .title || line.zone == .metadata
            guard isMarked || isTitle, line.zone != .navigation, line.zone != .margin,
                !isCovered[match.range].contains(true)
            else { continue }
            if isTitle {
                let start = text.startOfIdeographs(
                    endingAt: match.range.lowerBound,
                    after: max(line.range.lowerBound, match.range.lowerBound - Self.longestTitleName))
                addTitleName(match, runStart: start, line: line)
            } else {
                addLocal((match.range.lowerBound - 3)..<match.range.upperBound, source: .mention, weight: 1)
            }
        }
    }

    private func hasLevelMark(before offset: Int) -> Bool {
        guard offset >= 3 else { return false }
        let character = text.bytes[(offset - 3)..<offset]
        return Self.levelMarkBytes.contains { character.elementsEqual($0) }
    }

    /// Characters that stand for the report's own county, city or province: 县工商联, 市残联.
    static let levelMarks: Set<String> = ["县", "市", "区", "旗", "州", "省", "盟"]
    private static let levelMarkBytes = levelMarks.map { Array($0.utf8) }

    /// Bytes before the ending that are looked at, a few more than a name may have.
    private static let longestTitleName = 54

    private mutating func addTitleName(_ match: ClueMatches.Match, runStart: Int, line: ReportText.Line) {
        var start = runStart
        for stop in ClueMatches.ending(in: runStart..<match.range.lowerBound, of: matches.roles)
        where clues.classes[stop.term].contains(.nameStop) { start = stop.range.upperBound }
        if text.hasPrefix("年", at: start), start + 3 <= match.range.lowerBound { start += 3 }
        if text.hasPrefix("度", at: start), start + 3 <= match.range.lowerBound { start += 3 }
        guard match.range.upperBound - start >= 9, match.range.lowerBound - start <= 36 else { return }
        let isWhole = start == line.range.lowerBound && match.range.upperBound == line.range.upperBound
        addLocal(start..<match.range.upperBound, source: isWhole ? .cover : .heading, weight: 12)
    }

    private mutating func addLocal(_ range: Range<Int>, source: UnitSource, weight: Int) {
        let name = text.text(range)
        let mark = name.first.map(String.init).flatMap { Self.levelMarks.contains($0) ? $0 : nil }
        cover(range)
        record(
            name, chain: [], core: mark == nil ? name : String(name.dropFirst()), levelMark: mark, source: source,
            weight: weight)
    }

    // MARK: Weighing

    private mutating func add(_ range: Range<Int>, chain: [Int], core: String, line: ReportText.Line) {
        let (source, weight) = source(of: range, line: line)
        guard weight > 0 else { return }
        record(text.text(range), chain: chain, core: core, levelMark: nil, source: source, weight: weight)
    }

    private mutating func record(
        _ name: String, chain: [Int], core: String, levelMark: String?, source: UnitSource, weight: Int
    ) {
        if byName[name] == nil {
            let full = reference.unitNames.fullName(of: core)
            byName[name] = UnitMention(
                name: name, chain: chain, core: full, kind: reference.kindsOfBody.kind(of: full), levelMark: levelMark,
                isUnderProvince: chain.count > 1 && isProvinceProper(chain[0]))
        }
        byName[name]?.sources[source, default: 0] += weight
    }

    /// 湖南省, 广西壮族自治区; not 上海市, which the names of its districts' bodies begin with.
    private func isProvinceProper(_ term: Int) -> Bool {
        clues.terms[term].divisions.contains {
            let division = reference.divisions.all[$0]
            return division.level == .province && !division.name.hasSuffix("市")
        }
    }

    /// What the place of a full name says; weight 0 where it speaks of somebody else.
    private func source(of range: Range<Int>, line: ReportText.Line) -> (UnitSource, Int) {
        let before = text.bytes[line.range.lowerBound..<range.lowerBound]
        let after = text.bytes[range.upperBound..<line.range.upperBound]
        if line.zone == .publisher { return worth(.publisher) }
        if isCitation(before: range, after: after, line: line) { return (.mention, 0) }
        if let label = labelBefore(range, line: line) {
            return label.0 == .tableLabel && line.zone == .title ? worth(.label) : label
        }
        let isWhole = before.isEmpty && (after.isEmpty || after.first == UInt8(ascii: "(") && after.count < 40)
        switch line.zone {
        case .metadata: return worth(.title)
        case .joinedTitle:
            // Names within one line have been weighed there.
            let isCut = text.titleSeams.contains { range.lowerBound < $0 && $0 < range.upperBound }
            return isCut ? worth(.title) : (.mention, 0)
        case .title:
            if isWhole { return worth(.cover) }
            if before.isEmpty && after.elementsEqual("文件".utf8) { return worth(.letterhead) }
            // An addressee stands alone before a colon.
            if after.elementsEqual(":".utf8) { return (.mention, 0) }
            return hasKindOrYear(line) ? worth(.title) : worth(.mention)
        case .ending where isWhole: return worth(.signature)
        case .navigation: return (.mention, 0)
        default: break
        }
        if before.isEmpty && after.elementsEqual(":".utf8) { return (.mention, 0) }
        if isWhole && line.zone != .cell { return worth(.heading) }
        if line.range.count <= 150, hasFollower(.unitFollow, range: range, line: line) { return worth(.heading) }
        if hasFollower(.selfFollow, range: range, line: line) { return worth(.selfDescription) }
        return worth(.mention)
    }

    private func worth(_ source: UnitSource) -> (UnitSource, Int) { (source, source.worth) }

    private func isCitation(before range: Range<Int>, after: ArraySlice<UInt8>, line: ReportText.Line) -> Bool {
        if text.bytes[line.range.lowerBound..<range.lowerBound].suffix(3).elementsEqual("《".utf8) { return true }
        guard after.starts(with: "关于".utf8) || after.starts(with: "《".utf8) || after.starts(with: "印发".utf8) else {
            return false
        }
        // “某县工商联关于2023年度…的自评报告” is the title of the body's own report.
        return line.zone != .title && line.zone != .joinedTitle && line.zone != .metadata
            || endsWithStop(at: range.lowerBound)
    }

    private func labelBefore(_ range: Range<Int>, line: ReportText.Line) -> (UnitSource, Int)? {
        let index = text.lineIndex(at: range.lowerBound)
        if range.lowerBound == line.range.lowerBound {
            guard index > 0, text.lines[index - 1].zone == line.zone else { return nil }
            let previous = text.lines[index - 1]
            return label(valueAt: range.lowerBound, line: index - 1, within: previous.range)
        }
        return label(valueAt: range.lowerBound, line: index, within: line.range.lowerBound..<range.lowerBound)
    }

    private func label(valueAt offset: Int, line: Int, within range: Range<Int>) -> (UnitSource, Int)? {
        let near = max(range.lowerBound, range.upperBound - Self.longestSeal)..<range.upperBound
        for match in ClueMatches.ending(in: near, of: matches.roles).reversed() {
            guard match.range.lowerBound >= range.lowerBound, let found = label(match),
                valueStart(after: match.range, line: line) == offset
            else { continue }
            return (found.source, found.weight)
        }
        return nil
    }

    private func hasKindOrYear(_ line: ReportText.Line) -> Bool {
        matches.kinds.contains { line.range.contains($0.range.lowerBound) }
            || !FiscalYearClues.years(in: text.bytes, line.range).isEmpty
    }

    private func hasFollower(_ role: IdentityTerms.Role, range: Range<Int>, line: ReportText.Line) -> Bool {
        var start = range.upperBound
        // “(总商会)” may stand between, and the year: “某县工商联2023年度部门决算”.
        if start < line.range.upperBound, text.bytes[start] == UInt8(ascii: "("),
            let close = text.bytes[start..<line.range.upperBound].firstIndex(of: UInt8(ascii: ")")),
            !text.hasPrefix("(以下简称", at: start)
        {
            start = close + 1
        }
        while start < line.range.upperBound, (0x30...0x39).contains(text.bytes[start]) { start += 1 }
        let near = start..<min(line.range.upperBound, start + 24)
        return ClueMatches.ending(in: near, of: matches.roles).contains { match in
            match.range.lowerBound == start && clues.terms[match.term].weight(as: role) != nil
        }
    }
}
