import FiscalModel
import ReferenceData

/// `change_mismatch`, `share_mismatch`, `nil_contradiction`, `year_suspect`: what a report says about its figures, held
/// against the figures.
///
/// Holds: 较上年144.35万元减少33.97万元，降幅23.53% beside 110.38万元.  Breaks: 增长4.21% where the figures give 5.74%; 占
/// 总计256.36万元 that 增加50.10万元, 增长42.29%; 占31.21% of a whole that makes it 30.9%; “本单位无政府采购” beside 采购1.2万元; “2021年度实际支出…” in the report of 2022.
enum ClaimMismatch {
    static func findings(
        in figures: ReportFigures, _ words: FindingWords, parent: (MeasureCode) -> MeasureCode?
    ) -> [Finding] {
        var findings: [Finding] = []
        for claim in figures.claims {
            let finding: Finding? =
                switch claim.statement {
                case .change(let amount, let percent, let base):
                    change(claim, amount: amount, percent: percent, base: base, in: figures, words)
                case .changeOfTotal(let total, let amount, let percent):
                    changeOfTotal(claim, total, amount: amount, percent: percent)
                case .share(let percent, let whole):
                    share(claim, percent: percent, whole: whole, in: figures, words, parent: parent)
                case .none: denial(claim, in: figures)
                case .foreignYear(let year): foreignYear(claim, year, in: figures)
                case .scores, .grade: nil  // ScoreMismatch
                }
            guard let finding else { continue }
            let isKnown = findings.contains { $0.rule == finding.rule && $0.measure == finding.measure }
            if !isKnown { findings.append(finding) }
        }
        return findings
    }

    /// Pairs of figures that a stated change or share follows from: a claim that fits bears out what it is about.
    static func fittingFigures(_ claim: Claim, in figures: ReportFigures) -> [[Observation]] {
        guard let measure = claim.measure else { return [] }
        let stated = near(claim, figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario))
        switch claim.statement {
        case .change(let amount, let percent, let base):
            let earlier = near(claim, figures.values(measure, base.fiscalYear, base.scenario))
            return stated.flatMap { a in earlier.map { [a, $0] } }.filter {
                deviation($0[0], $0[1], amount: amount, percent: percent).excess == .zero
            }
        case .share(let percent, let whole):
            let wholes = near(claim, figures.values(whole, claim.figure.fiscalYear, claim.figure.scenario))
            return stated.flatMap { a in wholes.map { [a, $0] } }.filter {
                $0[1].value.worth != 0 && deviation($0[0], of: $0[1], percent: percent).excess == .zero
            }
        case .changeOfTotal, .none, .foreignYear, .scores, .grade: return []
        }
    }

    /// A figure with more values than these is a list of other things: only what stands beside the claim is held
    /// against it, and of that no more than these.
    private static let mostValues = 16

    private static func near(_ claim: Claim, _ values: [Observation]) -> [Observation] {
        if values.count <= mostValues { return values }
        return Array(values.lazy.filter { $0.span.block == claim.span.block }.prefix(mostValues))
    }

    private static func change(
        _ claim: Claim, amount: Value?, percent: Number?, base: Claim.Figure, in figures: ReportFigures,
        _ words: FindingWords
    ) -> Finding? {
        guard let measure = claim.measure else { return nil }
        let now = near(claim, figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario))
        let before = near(claim, figures.values(measure, base.fiscalYear, base.scenario))
        guard !now.isEmpty, !before.isEmpty, isPossible(amount, from: before, to: now) else { return nil }
        func fits(_ a: Observation, _ b: Observation) -> Bool {
            a != b && deviation(a, b, amount: amount, percent: percent).excess == .zero
        }
        // Most claims are right: nothing else need be looked up.
        if now.contains(where: { a in before.contains { fits(a, $0) } }) { return nil }
        // What the sentence compares may be another stage than it seems: any pair that the claim fits settles it.
        func readings(_ fiscalYear: Int) -> [Observation] {
            Scenario.allCases.flatMap { near(claim, figures.readings(measure, fiscalYear, $0)) }
        }
        let ofYear = readings(claim.figure.fiscalYear)
        let current = now + ofYear
        let earlier = before + readings(base.fiscalYear) + ofYear
        var nearest: (excess: Ratio, isOfRate: Bool, current: Observation, earlier: Observation)?
        for (x, a) in current.enumerated() {
            for (y, b) in earlier.enumerated() where a != b {
                let (excess, isOfRate) = deviation(a, b, amount: amount, percent: percent)
                if excess == .zero { return nil }
                let isStated = x < now.count && y < before.count
                if isStated, nearest == nil || excess < nearest!.excess { nearest = (excess, isOfRate, a, b) }
            }
        }
        guard let nearest, !isOfAnotherScope(claim.quote, words) else { return nil }
        return Finding(
            rule: .changeMismatch, measure: measure, fiscalYear: claim.figure.fiscalYear,
            severity: nearest.excess <= .oneLastDigit ? .info : .warning,
            message: message(
                from: nearest.earlier, to: nearest.current, amount: amount, percent: percent,
                isOfRate: nearest.isOfRate),
            quote: claim.quote)
    }

    /// Amount and rate of one sentence against its total, each as finely as printed: what was before is the total less the
    /// amount.
    private static func changeOfTotal(_ claim: Claim, _ total: Value, amount: Value, percent: Number) -> Finding? {
        let before = total.worth - amount.worth
        // What was before may be less by what is rounded off; a rate of next to nothing proves nothing.
        let least = before - amount.quantum - total.quantum / 2
        guard least > 0, total.worth > 0 else { return nil }
        let stated = Value.number(percent)
        let rate = amount.worth * 100_000_000_000 / before
        let drift =
            (amount.quantum * 2 + total.quantum) * 100_000_000_000 / before * max(total.worth, least) / least
        let excess = Ratio(abs(rate - stated.worth) * 2 - drift - stated.quantum, 2 * stated.quantum)
        guard excess > .zero else { return nil }
        let computed = Number(billionths: rate, scale: max(2, percent.scale))
        let change = Value.difference(amount.worth, like: amount)
        return Finding(
            rule: .changeMismatch, measure: claim.measure, fiscalYear: claim.figure.fiscalYear,
            severity: excess <= .oneLastDigit ? .info : .warning,
            message: .init(
                zh: "总计\(total)较上年变动\(change)，应为\(computed)%，报告写\(percent)%",
                en:
                    "a change of \(change.english) to a total of \(total.english) is \(computed)%, the report says \(percent)%"
            ),
            quote: claim.quote)
    }

    /// True for a change on a comparable basis, which the figures themselves do not have: “剔除购车因素，同口径较上年减少2.91万元”.
    private static func isOfAnotherScope(_ quote: String, _ words: FindingWords) -> Bool {
        let sentence = quote.split { "。；;".contains($0) }.last ?? ""
        return words[.otherScopeOfChange].contains { sentence.contains($0) }
    }

    /// False where the change is larger than the figures themselves: what grew by more than there is, or shrank by more
    /// than there was, is something else that the sentence speaks of.
    private static func isPossible(_ amount: Value?, from before: [Observation], to now: [Observation]) -> Bool {
        guard let amount else { return true }
        let most = (amount.worth > 0 ? now : before).map { abs($0.value.worth) }.max() ?? 0
        return abs(amount.worth) <= most
    }

    /// By how many last digits the stated change and rate miss what the two figures give, at the worse of the two.
    private static func deviation(
        _ current: Observation, _ earlier: Observation, amount: Value?, percent: Number?
    ) -> (excess: Ratio, isOfRate: Bool) {
        var worst = (excess: Ratio.zero, isOfRate: false)
        let slack = current.value.quantum + earlier.value.quantum
        if let amount {
            let difference = current.value.worth - earlier.value.worth
            let miss = abs(difference - amount.worth) * 2 - slack - amount.quantum
            worst.excess = Ratio(miss, 2 * max(1, amount.quantum))
        }
        if let percent, let rate = rate(from: earlier, to: current) {
            // The figures' own roundings move the rate too.
            let drift = slack * 100_000_000_000 / abs(earlier.value.worth)
            let stated = Value.number(percent)
            let excess = Ratio(abs(rate - stated.worth) * 2 - drift - stated.quantum, 2 * stated.quantum)
            if excess > worst.excess { worst = (excess, true) }
        }
        return worst
    }

    /// The change in 10⁻⁹ percent points; nil from nothing.
    private static func rate(from earlier: Observation, to current: Observation) -> Int128? {
        guard earlier.value.worth != 0 else { return nil }
        return (current.value.worth - earlier.value.worth) * 100_000_000_000 / abs(earlier.value.worth)
    }

    private static func message(
        from earlier: Observation, to current: Observation, amount: Value?, percent: Number?, isOfRate: Bool
    ) -> Finding.Message {
        var (change, stated) = (Finding.Message(zh: "", en: ""), Finding.Message(zh: "", en: ""))
        if isOfRate, let percent, let rate = rate(from: earlier, to: current) {
            let rate = "\(Number(billionths: rate, scale: max(2, percent.scale)))%"
            (change, stated) = (.init(zh: rate, en: rate), .init(zh: "\(percent)%", en: "\(percent)%"))
        } else if let amount {
            let difference = Value.difference(current.value.worth - earlier.value.worth, like: current.value)
            let told = Value.difference(amount.worth, like: amount)
            change = .init(zh: "\(difference)", en: difference.english)
            stated = .init(zh: "\(told)", en: told.english)
        }
        return .init(
            zh: "由\(earlier.value)到\(current.value)应变动\(change.zh)，报告写\(stated.zh)",
            en:
                "from \(earlier.value.english) to \(current.value.english) is a change of \(change.en), the report says \(stated.en)"
        )
    }

    private static func share(
        _ claim: Claim, percent: Number, whole: MeasureCode, in figures: ReportFigures, _ words: FindingWords,
        parent: (MeasureCode) -> MeasureCode?
    ) -> Finding? {
        guard let measure = claim.measure else { return nil }
        // The share may be of any whole above the part; one that fits settles it.
        var wholes: [MeasureCode] = [whole]
        while let next = parent(wholes.count == 1 ? measure : wholes[wholes.count - 1]), wholes.count < 8 {
            wholes.append(next)
        }
        let key = claim.figure
        var nearest: (excess: Ratio, part: Observation, total: Observation, rate: Int128)?
        for part in near(claim, figures.values(measure, key.fiscalYear, key.scenario))
        where isPrinted(part, justBeforeShareIn: claim.quote, words) {
            for measure in wholes {
                for total in near(claim, figures.readings(measure, key.fiscalYear, key.scenario))
                where total.value.worth != 0 {
                    let (excess, rate) = deviation(part, of: total, percent: percent)
                    if excess == .zero { return nil }
                    guard measure == whole, total.confidence >= .trusted, isNamed(total, asIn: claim.quote, words)
                    else {
                        continue
                    }
                    if nearest == nil || excess < nearest!.excess {
                        nearest = (excess, part, total, rate)
                    }
                }
            }
        }
        guard let nearest else { return nil }
        let rate = Number(billionths: nearest.rate, scale: max(2, percent.scale))
        return Finding(
            rule: .shareMismatch, measure: measure, fiscalYear: key.fiscalYear,
            severity: nearest.excess <= .oneLastDigit ? .info : .warning,
            message: .init(
                zh: "\(nearest.part.value)占\(nearest.total.value)应为\(rate)%，报告写\(percent)%",
                en:
                    "\(nearest.part.value.english) of \(nearest.total.value.english) is \(rate)%, the report says \(percent)%"
            ),
            quote: claim.quote)
    }

    /// True where the part is what the share's own words print last before it: “其中A 15.00万元。授予B 61.38万元，占100%”
    /// speaks of B, and “基本支出2316.47万元（人员经费2088.15万元，公用经费228.32万元），占23.43%” of what the brackets explain.
    ///
    /// A share of appropriations is one of another scope, and proves nothing.
    private static func isPrinted(_ part: Observation, justBeforeShareIn quote: String, _ words: FindingWords) -> Bool {
        let folded = String(decoding: FoldedText(quote).bytes, as: UTF8.self).filter { $0 != " " }
        guard let share = last(words[.share], in: folded),
            !words[.otherWholeOfShare].contains(where: folded[share.upperBound...].contains)
        else { return false }
        var clause = folded[..<share.lowerBound]
        while clause.last == "," || clause.last == "(" { clause.removeLast() }
        clause =
            clause[(clause.lastIndex { "。;".contains($0) }.map { clause.index(after: $0) } ?? clause.startIndex)...]
        if clause.last == ")" { clause = withoutBrackets(clause) }
        let digits = "\(part.value)".prefix { $0.isASCII }
        guard case .money = part.value else {
            let start = clause.lastIndex { "、(".contains($0) }.map { clause.index(after: $0) } ?? clause.startIndex
            return clause[start...].filter { $0 != "," }.contains(digits)
        }
        return lastAmount(in: clause) == digits
    }

    /// Without the brackets at the end, which may begin before the quote, unless they hold a lone amount:
    /// “人员经费(74.55万元)”.
    private static func withoutBrackets(_ clause: Substring) -> Substring {
        guard let open = clause.lastIndex(of: "(") else { return "" }
        let isLone = clause[clause.index(after: open)...].first?.isNumber == true
        return isLone ? clause : clause[..<open]
    }

    /// The digits of the last amount with 元 behind it, without commas.
    private static func lastAmount(in clause: Substring) -> Substring? {
        let digits = clause.filter { $0 != "," }
        guard let unit = digits.places(of: "元").last else { return nil }
        var number = digits[..<unit.lowerBound]
        while let last = number.last, "万亿千百".contains(last) { number.removeLast() }
        let start = number.lastIndex { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "-")) }
        return start.map { number[number.index(after: $0)...] } ?? number
    }

    /// False where the share is of a 总计 with carry-overs and the total is the year's own.
    private static func isNamed(_ total: Observation, asIn quote: String, _ words: FindingWords) -> Bool {
        guard let share = last(words[.share], in: quote) else { return false }
        let grandTotals = words[.grandTotal]
        return !grandTotals.contains(where: quote[share.upperBound...].has)
            || grandTotals.contains(where: total.quote.has)
    }

    private static func last(_ words: [String], in text: String) -> Range<String.Index>? {
        words.compactMap { text.places(of: $0).last }.max { $0.lowerBound < $1.lowerBound }
    }

    /// By how many last digits a stated share misses part / whole, and the share in 10⁻⁹ percent points.
    private static func deviation(
        _ part: Observation, of total: Observation, percent: Number
    ) -> (excess: Ratio, rate: Int128) {
        let stated = Value.number(percent)
        let rate = part.value.worth * 100_000_000_000 / total.value.worth
        let drift = (part.value.quantum + total.value.quantum) * 100_000_000_000 / abs(total.value.worth)
        return (Ratio(abs(rate - stated.worth) * 2 - drift - stated.quantum, 2 * stated.quantum), rate)
    }

    private static func denial(_ claim: Claim, in figures: ReportFigures) -> Finding? {
        guard let measure = claim.measure else { return nil }
        let stated = figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario)
        guard
            let amount = stated.first(where: {
                $0.value.worth != 0 && $0.span.block != claim.span.block
                    || $0.value.worth != 0 && !$0.span.utf8Range.overlaps(claim.span.utf8Range)
            }),
            !stated.contains(where: { $0.value.worth == 0 })
        else { return nil }
        return Finding(
            rule: .nilContradiction, measure: measure, fiscalYear: claim.figure.fiscalYear, severity: .error,
            message: .init(
                zh: "写明没有，却有\(amount.value)，请核对",
                en: "said to be nothing, yet there is \(amount.value.english); check both"),
            quote: claim.quote + " ‖ " + amount.quote)
    }

    private static func foreignYear(_ claim: Claim, _ year: Int, in figures: ReportFigures) -> Finding? {
        // A figure that bears the wrong year is known by its being this year's: that one has to be sure.
        if let measure = claim.measure,
            figures.values(measure, claim.figure.fiscalYear, claim.figure.scenario).isEmpty
        {
            return nil
        }
        return Finding(
            rule: .yearSuspect, measure: claim.measure, fiscalYear: claim.figure.fiscalYear, severity: .warning,
            message: .init(
                zh: "\(claim.figure.fiscalYear)年度的报告写成\(year)年，疑似沿用模板未改",
                en: "the report of \(claim.figure.fiscalYear) says \(year), perhaps left over from a template"),
            quote: claim.quote)
    }
}

/// A ratio of whole numbers: by how many last printed digits something is off.
private struct Ratio: Comparable {
    var numerator: Int128
    var denominator: Int128

    init(_ numerator: Int128, _ denominator: Int128) {
        self.numerator = max(0, numerator)
        self.denominator = max(1, denominator)
    }

    static let zero = Ratio(0, 1)
    /// Cut instead of rounded, or computed from unrounded figures.
    static let oneLastDigit = Ratio(1, 1)

    static func < (a: Self, b: Self) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }
    static func == (a: Self, b: Self) -> Bool { a.numerator * b.denominator == b.numerator * a.denominator }
}
