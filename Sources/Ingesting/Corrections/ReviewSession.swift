import FiscalModel
import ReferenceData
import Terminal

/// What a review did.
public struct ReviewCount: Hashable, Sendable {
    public var accepted = 0
    public var corrected = 0
    public var rejected = 0
    /// Items nobody has decided yet, at the end.
    public var waiting = 0

    public var decided: Int { accepted + corrected + rejected }
}

/// Walks a person through the figures that wait for one, line by line.
///
/// ```swift
/// let session = ReviewSession(desk, reference: reference, madeBy: "李某", language: .chinese,
///     ask: { prompt in print(prompt, terminator: ""); return readLine() }, show: { print($0, terminator: "") })
/// let count = try session.run(ReviewScope(unit: "道县工商业联合会"))
/// ```
///
/// Each decision is one committed row of the desk before the next question is asked, so the person can leave at any
/// time: with `q`, at the end of the input, or when `ask` gives nil for another reason.  It throws only where nothing
/// more can be read or written; what was decided before is on record.
public final class ReviewSession {
    private let desk: CorrectionDesk
    private let madeBy: String
    private let text: ReviewText
    private let ask: (String) -> String?
    private let show: (String) -> Void
    private var reason: String?
    private var count = ReviewCount()

    /// - Parameters:
    ///   - reason: why, for every decision; asked for at the first one where it is nil or empty.
    ///   - ask: shows a prompt and gives the next line, nil at the end.
    public init(
        _ desk: CorrectionDesk, reference: ReferenceData, madeBy: String, reason: String? = nil, language: Language,
        ask: @escaping (String) -> String?, show: @escaping (String) -> Void
    ) {
        self.desk = desk
        self.madeBy = madeBy
        self.reason = reason.flatMap { $0.isEmpty ? nil : $0 }
        text = ReviewText(language: language, unsureReasons: reference.unsureReasons)
        self.ask = ask
        self.show = show
    }

    public func run(_ scope: ReviewScope) throws(Complaint) -> ReviewCount {
        var items = try desk.waiting(scope)
        if items.isEmpty {
            show(text.say("没有待裁定的数\n", "Nothing waits for a decision\n"))
            return count
        }
        show(text.opening(items))
        var decided: [Int: Correction] = [:]
        var index = 0
        walk: while index < items.count {
            show(text.item(items[index], number: index + 1, of: items.count, decided: decided[index]))
            switch try answer(to: items[index]) {
            case .leave: break walk
            case .back: index = max(0, index - 1)
            case .skip: index += 1
            case .decided(let correction):
                decided[index] = correction
                // Of three candidates two are left: the figure still waits.
                let rest = correction.verdict == .rejected ? try desk.waiting(scope) : []
                if let left = rest.first(where: { $0.unitID == items[index].unitID && $0.key == items[index].key }) {
                    items[index] = left
                } else {
                    index += 1
                }
            }
        }
        count.waiting = try desk.waiting(scope).count
        show("\n" + text.closing(count))
        return count
    }

    private enum Answer {
        case decided(Correction)
        case skip
        case back
        case leave
    }

    /// Asks until an answer is understood and, if it is a decision, on record.
    private func answer(to item: ReviewItem) throws(Complaint) -> Answer {
        while let line = ask(text.prompt(item)) {
            let words = folded(line)
            let rest = folded(String(words.dropFirst()))
            switch words.first?.lowercased() {
            case nil: continue
            case "q": return .leave
            case "s": return .skip
            case "b": return .back
            case "n":
                reason = nil
                guard askForReason() else { return .leave }
            case "v":
                let value = rest.isEmpty ? ask(text.say("这个数是 > ", "It is > ")) : rest
                guard let value else { return .leave }
                if let answer = try decide(item, value: folded(value), isRejection: false) { return answer }
            case "r":
                var number = rest
                if number.isEmpty, item.candidates.count > 1 {
                    guard let line = ask(text.say("否定第几个 > ", "Which one > ")) else { return .leave }
                    number = folded(line)
                }
                let chosen = number.isEmpty ? item.candidates.first : candidate(number, of: item)
                guard let chosen else {
                    show(text.help)
                    continue
                }
                if let answer = try decide(item, value: chosen.value.exactDigits, isRejection: true) { return answer }
            default:
                guard let chosen = candidate(words, of: item) else {
                    show(text.help)
                    continue
                }
                if let answer = try decide(item, value: chosen.value.exactDigits, isRejection: false) { return answer }
            }
        }
        return .leave
    }

    /// “ｖ　２．５６万元” typed with a Chinese keyboard is “v2.56万元”.
    private func folded(_ line: String) -> String {
        String(decoding: FoldedText(line).bytes.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }

    private func candidate(_ number: String, of item: ReviewItem) -> ReviewItem.Candidate? {
        guard let number = Int(number), item.candidates.indices.contains(number - 1) else { return nil }
        return item.candidates[number - 1]
    }

    /// Puts the decision on record; nil where it could not be, and the person was told why.
    private func decide(
        _ item: ReviewItem, value: String, isRejection: Bool
    ) throws(Complaint) -> Answer? {
        guard reason != nil || askForReason(), let reason else { return .leave }
        let request = CorrectionRequest(
            unit: item.unitName, division: item.divisionCode, year: item.key.fiscalYear,
            measure: item.key.measure.rawValue, scenario: item.key.scenario, project: item.key.project, value: value,
            isRejection: isRejection, reason: reason, madeBy: madeBy)
        do throws(Complaint) {
            let correction = try desk.make(request)
            switch correction.verdict {
            case .accepted: count.accepted += 1
            case .corrected: count.corrected += 1
            case .rejected: count.rejected += 1
            }
            show(text.say("已记录：", "On record: ") + text.decision(correction) + "\n")
            return .decided(correction)
        } catch {
            // A slip of the pen, or somebody else is writing: the person can try again or leave.
            guard [.usage, .noInput, .tryLater].contains(error.status) else { throw error }
            show(error.text(in: text.language) + "\n")
            return nil
        }
    }

    /// False at the end of the input.
    private func askForReason() -> Bool {
        while let line = ask(text.say("理由（以后沿用）> ", "Why (kept for the next) > ")) {
            let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !words.isEmpty {
                reason = words
                return true
            }
        }
        return false
    }
}

extension CorrectionDesk {
    /// The figures that wait for a decision.
    func waiting(_ scope: ReviewScope) throws(Complaint) -> [ReviewItem] {
        try complaining { desk in try desk.warehouse.queue.read { try ReviewItem.waiting(scope, $0) } }
    }
}
