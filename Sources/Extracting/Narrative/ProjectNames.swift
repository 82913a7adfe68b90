import ReferenceData

/// Tells the name of a project from other unknown words beside an amount.
///
/// A project's name is open: “河（湖）长制工作”, “招商引资专项”, “‘两癌’救助”.  What it is not is a closed list in
/// `Seeds/narrative_terms.csv`: words that lead to a name (`project_lead`: 安排, 用于) or follow it (`project_tail`:
/// 绩效自评综述) are cut off; words that begin or end something else (`no_project_start`, `no_project_end`), sources of
/// money (`no_project_source` before `no_project_kind`), known wholes (`no_project`) and items of the official
/// classifications are no names.
final class ProjectNames: Sendable {
    private let leads: Affixes
    private let tails: Affixes
    private let endings: Affixes
    private let others: Set<[UInt8]>
    private let sources: Affixes
    private let kinds: Affixes
    private let otherStarts: Affixes
    private let otherEnds: Affixes
    /// The same without those that a name in a list may have: “组织…大赛”, “水库管理”.
    private let hardStarts: Affixes
    private let hardEnds: Affixes
    /// Items of the functional classification that may be names of projects in a list (“基本公共卫生服务”).
    private let functionItems: Set<[UInt8]>

    init(terms: [NarrativeTerm], codes: ClassificationCodes) {
        let words = Dictionary(grouping: terms.filter { Self.roles.contains($0.role) }, by: \.role).mapValues {
            $0.map { FoldedText($0.term).bytes }
        }
        func affixes(_ role: String, at side: Affixes.Side) -> Affixes { Affixes(words[role] ?? [], at: side) }
        leads = affixes("project_lead", at: .start)
        tails = affixes("project_tail", at: .end)
        endings = affixes("project_end", at: .end)
        sources = affixes("no_project_source", at: .start)
        kinds = affixes("no_project_kind", at: .start)
        otherStarts = affixes("no_project_start", at: .start)
        otherEnds = affixes("no_project_end", at: .end)
        let doubtful = Set(terms.filter { $0.value == Self.doubtful }.map { FoldedText($0.term).bytes })
        func hard(_ role: String, at side: Affixes.Side) -> Affixes {
            Affixes((words[role] ?? []).filter { !doubtful.contains($0) }, at: side)
        }
        hardStarts = hard("no_project_start", at: .start)
        hardEnds = hard("no_project_end", at: .end)
        var others = Set(words["no_project"] ?? [])
        var items: Set<[UInt8]> = []
        for scheme in [Classification.economic, .function] {
            for code in codes.codes(in: scheme) {
                guard let name = codes.name(of: code, in: scheme).map({ FoldedText($0).bytes }) else { continue }
                if others.insert(name).inserted, code.utf8.count == 7, !name.starts(with: Self.other) {
                    items.insert(name)
                }
            }
        }
        self.others = others
        functionItems = items.subtracting(Self.everyUnits)
    }

    /// The value of a row whose word makes a name doubtful, and no more.
    private static let doubtful = "doubtful"
    private static let other = Array("其他".utf8)
    /// Items that say nothing of what the money is for.
    private static let everyUnits = ["行政运行", "一般行政管理事务", "机关服务", "事业运行", "事业机构", "专项业务"].map { Array($0.utf8) }

    static let roles: Set<String> = [
        "project_lead", "project_tail", "project_end", "no_project", "no_project_source", "no_project_kind",
        "no_project_start", "no_project_end",
    ]

    /// The part of the folded `words` that names a project; nil where they are no name.
    ///
    /// - Parameters:
    ///   - text: what was folded, for its quotation marks.
    ///   - needsEnding: only names that end as projects do (经费, 专项, 工程).
    func name(in folded: FoldedText, of text: [UInt8], _ words: Range<Int>, needsEnding: Bool) -> Range<Int>? {
        let words = quotedProject(in: folded, of: text, words) ?? words
        let isQuoted = Self.isQuoted(words, in: folded, of: text)
        let range = trimmed(folded.bytes, words, keepsLead: isQuoted)
        guard range.count >= 12, range.count <= 180 else { return nil }
        let bytes = folded.bytes
        guard !needsEnding || endings.length(in: bytes, range) > 0,
            isQuoted || otherStarts.length(in: bytes, range) == 0, otherEnds.length(in: bytes, range) == 0
        else { return nil }
        let name = bytes[range]
        return (!name.ends(with: NarrativeWords.project) || name.count >= 15) && hasName(name)
            && !isSource(bytes, range) && !others.contains(Array(name)) ? range : nil
    }

    /// The name that an entry of a list has, which may look like something else where it stands alone.
    ///
    /// - Returns: whether the name is sure by itself, and whether it ends as projects do.
    func listedName(in folded: FoldedText, of text: [UInt8], _ words: Range<Int>) -> (
        range: Range<Int>, isSure: Bool, hasEnding: Bool
    )? {
        let isQuoted = Self.isQuoted(words, in: folded, of: text)
        let bytes = folded.bytes
        let range = trimmed(bytes, words, keepsLead: isQuoted)
        guard range.count >= 9, range.count <= 180 else { return nil }
        let ending = endings.length(in: bytes, range)
        // “送戏下乡” ends as projects do, though “乡” alone ends a place's name.
        guard hardEnds.length(in: bytes, range) <= max(0, ending - 1),
            isQuoted || hardStarts.length(in: bytes, range) == 0
        else { return nil }
        let name = bytes[range]
        let isItem = functionItems.contains(Array(name))
        guard isItem || !others.contains(Array(name)), !name.ends(with: NarrativeWords.project) || name.count >= 15,
            hasName(name), !isSource(bytes, range)
        else { return nil }
        let isSure =
            !isItem && range.count >= 12 && (isQuoted || otherStarts.length(in: bytes, range) == 0)
            && otherEnds.length(in: bytes, range) <= max(0, ending - 1)
        return (range, isSure, ending > 0)
    }

    /// True for a word that may follow a name: “安排”, “为”.
    func isTail(_ bytes: [UInt8], _ word: Range<Int>) -> Bool { tails.length(in: bytes, word) == word.count }

    /// True where the words end in 项目 or what follows it (“…项目绩效自评综述”): a project, wherever they stand.
    func isNamedProject(_ bytes: [UInt8], _ words: Range<Int>) -> Bool {
        bytes[trimmed(bytes, words, keepsLead: true)].ends(with: NarrativeWords.project)
    }

    /// “果品质量追溯”项目 of “对‘果品质量追溯’项目开展了绩效自评”.
    private func quotedProject(in folded: FoldedText, of text: [UInt8], _ words: Range<Int>) -> Range<Int>? {
        let range = trimmed(folded.bytes, words, keepsLead: true)
        guard range.count > 18, folded.bytes[range].ends(with: NarrativeWords.project) else { return nil }
        let end = range.upperBound - NarrativeWords.project.count
        guard
            let (open, _) = Self.quotationMarks.first(where: {
                text[..<folded.originalRange(end..<end + 1).lowerBound].ends(with: $0.1)
            })
        else { return nil }
        var start = range.lowerBound + 3
        while start < end {
            if text[..<folded.originalRange(start..<start + 1).lowerBound].ends(with: open) {
                return start..<words.upperBound
            }
            start += 1
        }
        return nil
    }

    /// True where a quotation ends right before the folded byte.
    func isBehindQuotation(_ position: Int, in folded: FoldedText, of text: [UInt8]) -> Bool {
        let start = folded.originalRange(position..<position + 1).lowerBound
        return Self.quotationMarks.contains { text[..<start].ends(with: $0.1) }
    }

    private static func isQuoted(_ words: Range<Int>, in folded: FoldedText, of text: [UInt8]) -> Bool {
        let start = folded.originalRange(words).lowerBound
        return quotationMarks.contains { text[..<start].ends(with: $0.0) || text[start...].starts(with: $0.0) }
    }

    /// The name as the report prints it, with its quotation marks, which folding dropped; of “‘…’项目” what is quoted.
    static func printed(_ range: Range<Int>, in folded: FoldedText, of text: [UInt8]) -> String {
        var words = folded.originalRange(range)
        func has(_ mark: [UInt8], at offset: Int) -> Bool {
            offset >= 0 && offset + mark.count <= text.count && text[offset..<(offset + mark.count)].elementsEqual(mark)
        }
        for (open, close) in quotationMarks {
            if has(open, at: words.lowerBound - open.count) {
                words = (words.lowerBound - open.count)..<words.upperBound
            }
            let quoted = text[words]
            if quoted.contains(open[...]), !quoted.contains(close[...]), has(close, at: words.upperBound) {
                words = words.lowerBound..<(words.upperBound + close.count)
            }
        }
        var name = String(decoding: text[words], as: UTF8.self)
        name.removeAll { $0.isNewline || $0 == " " || $0 == "\u{3000}" }
        for (open, close) in quotationMarks.map({
            (String(decoding: $0, as: UTF8.self), String(decoding: $1, as: UTF8.self))
        }) {
            for end in [close, close + "项目"] where name.hasPrefix(open) && name.hasSuffix(end) {
                let inner = name.dropFirst(open.count).dropLast(end.count)
                if !inner.contains(open), !inner.contains(close) { return String(inner) }
            }
        }
        return name
    }

    /// True where quotation marks stand on both sides of the words.
    static func isQuoted(_ words: Range<Int>, in text: [UInt8]) -> Bool {
        quotationMarks.contains {
            text[..<words.lowerBound].ends(with: $0.0) && text[words.upperBound...].starts(with: $0.1)
        }
    }

    private static let quotationMarks: [([UInt8], [UInt8])] = [("“", "”"), ("「", "」"), ("《", "》")].map {
        (Array($0.utf8), Array($1.utf8))
    }

    private func trimmed(_ bytes: [UInt8], _ words: Range<Int>, keepsLead: Bool) -> Range<Int> {
        var range = words
        while true {
            let lead = keepsLead ? 0 : leads.length(in: bytes, range, below: range.count)
            range = (range.lowerBound + lead)..<range.upperBound
            let tail = tails.length(in: bytes, range, below: range.count)
            range = range.lowerBound..<(range.upperBound - tail)
            if lead == 0, tail == 0 { return range }
        }
    }

    /// “中央财政补助资金”, “县级配套”: where the money comes from, in any combination of source and kind.
    private func isSource(_ bytes: [UInt8], _ name: Range<Int>) -> Bool {
        var rest = name
        var hasSource = false
        while !rest.isEmpty {
            let source = sources.length(in: bytes, rest)
            let length = source > 0 ? source : kinds.length(in: bytes, rest)
            if length == 0 { return false }
            if source > 0 { hasSource = true }
            rest = (rest.lowerBound + length)..<rest.upperBound
        }
        return hasSource
    }

    /// “公共安全（类）司法（款）普法宣传（项）”: an item of the classification, whatever it stands under.
    private static let levels = ["(类)", "(款)", "(项)"].map { Array($0.utf8) }

    /// “县本级财政安排我局项目”: words that tell whose it is.
    private static let ownBodies = ["我局", "我会", "我单位", "我馆", "我院", "我办", "我委", "我中心", "本局", "本会", "本单位", "本部门"].map {
        Array($0.utf8)
    }

    /// False for “3个”, “2023-2024”, words cut by a mark of sentences, and text with an unbalanced bracket.
    private func hasName(_ name: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        var letters = 0
        for byte in name {
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return false }
            case UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "%"): return false
            case 0xE0...: letters += 1
            default: break
            }
        }
        return depth == 0 && letters >= 3 && !name.contains(NarrativeWords.fullStop[...])
            && !Self.levels.contains { name.contains($0[...]) } && !Self.ownBodies.contains { name.contains($0[...]) }
    }
}

extension ArraySlice<UInt8> {
    func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
