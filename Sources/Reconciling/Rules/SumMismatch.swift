import FiscalModel
import ReferenceData

/// `sum_mismatch`: a whole that is not the sum of its stated parts, whatever identity says so.
///
/// Holds: 三公 1.86 = 出国 0 + 公车 0 + 接待 1.86; 3.33 against 1.11 + 2.23, each rounded to the last digit; 210 卫生健康支出 6.80 =
/// 21011 行政事业单位医疗 6.80 = 2101101 3.80 + 2101102 3.00; projects of 15.00 + 27.0322 above 合计 42.0322.
/// Breaks: 三公 0万元 beside 接待费2万元; 6.30 above the same classes; 合计 43.00 below the same projects.
enum SumMismatch {
    static func findings(
        _ checks: [IdentityCheck], in figures: ReportFigures, _ surroundings: Surroundings
    ) -> [Finding] {
        let breaks = checks.compactMap { Break($0, in: figures, surroundings) }
        var reported: Set<FigureKey> = []
        return breaks.enumerated().compactMap { place, found in
            // One cause gives one finding: parts summed to an earlier whole at fault are not reported again, and of two
            // sums that one figure breaks by the same amount only the one that it is the whole of.
            let isExplained = breaks.enumerated().contains { other, cause in
                other != place && found.isExplained(by: cause, isEarlier: other < place)
            }
            guard !isExplained, reported.insert(FigureKey(found.whole)).inserted else { return nil }
            return found.finding
        }
    }

    /// An identity that a report breaks.
    private struct Break {
        let whole: Observation
        let parts: [Observation]
        let terms: [Observation]
        let difference: Int128
        let tolerance: Int128
        let fiscalYear: Int
        let scenario: Scenario
        private let kind: Identities.Terms

        /// nil for one that holds, is open, or is broken for another reason than a wrong figure.
        init?(_ check: IdentityCheck, in figures: ReportFigures, _ surroundings: Surroundings) {
            guard case .broken(let terms, let difference, let tolerance) = check.outcome,
                let whole = terms.first
            else { return nil }
            let parts = Array(terms.dropFirst())
            (self.whole, self.parts, self.terms) = (whole, parts, terms)
            (self.difference, self.tolerance) = (difference, tolerance)
            (fiscalYear, scenario, kind) = (check.fiscalYear, check.scenario, check.identity.terms)
            if case .codesBelow = kind { return }
            if kind == .projects { return }
            guard !figures.isOfTwoScopes(whole.measure, fiscalYear, apart: difference, within: tolerance) else {
                return nil
            }
            // “预算数” may be the initial one here and the adjusted one there.
            guard check.scenario != .budget || parts.allSatisfy({ $0.span.block == whole.span.block }) else {
                return nil
            }
            guard !SumMismatch.isOfAnotherWhole(parts, than: whole, difference, surroundings),
                difference < 0 || !SumMismatch.isLonger(parts, of: whole, difference, figures, surroundings)
            else { return nil }
        }

        /// True where a figure of both is off by as much in the other, and is the whole there or a part in both; of two sums
        /// of one whole the earlier explains.
        func isExplained(by other: Break, isEarlier: Bool) -> Bool {
            guard other.fiscalYear == fiscalYear, other.scenario == scenario,
                other.whole.measure != whole.measure || isEarlier,
                abs(abs(difference) - abs(other.difference)) <= tolerance + other.tolerance
            else { return false }
            return terms.contains { term in
                guard
                    other.terms.contains(where: {
                        $0.measure == term.measure && $0.value.isWorth(term.value) && $0.value.worth != 0
                    })
                else { return false }
                if term.measure == other.whole.measure { return true }
                return term.measure != whole.measure && isEarlier
            }
        }

        var finding: Finding {
            Finding(
                rule: .sumMismatch, measure: whole.measure, fiscalYear: fiscalYear,
                severity: abs(difference) <= tolerance * 2 ? .info : .error,
                message: message, quote: Quote.joining(terms))
        }

        private var message: Finding.Message {
            let gap = Value.difference(difference, like: whole.value)
            let stated = parts.values
            switch kind {
            case .measures, .topCodes:
                return .init(
                    zh: "合计\(whole.value)与各部分\(stated.zh)之和相差\(gap)，请核对合计或其中一项",
                    en:
                        "the total of \(whole.value.english) and the sum of its parts (\(stated.en)) differ by \(gap.english); check the total or one of the parts"
                )
            case .codesBelow:
                let code = Classification.code(of: whole.measure)?.code ?? ""
                return .init(
                    zh: "\(code)科目\(whole.value)与下级科目\(stated.zh)之和相差\(gap)，请核对本科目或下级科目",
                    en:
                        "item \(code) of \(whole.value.english) and the sum of the items below it (\(stated.en)) differ by \(gap.english); check the item or those below it"
                )
            case .projects:
                return .init(
                    zh: "项目合计\(whole.value)与各项目\(stated.zh)之和相差\(gap)，请核对合计或其中一个项目",
                    en:
                        "the projects' total of \(whole.value.english) and the sum of the projects (\(stated.en)) differ by \(gap.english); check the total or one of the projects"
                )
            }
        }
    }

    /// True where the sum of the parts is printed beside one of them, away from the whole: they are the parts of that
    /// (“财政拨款基本支出1,952.93万元，包括人员经费…和公用经费…” beside 基本支出1,968.35万元 of all funds); in the whole's own paragraph, in a later
    /// sentence that opens with it (“支出235万元。财政拨款支出200万元，其中基本支出150万元，项目支出50万元”).
    fileprivate static func isOfAnotherWhole(
        _ parts: [Observation], than whole: Observation, _ difference: Int128, _ surroundings: Surroundings
    ) -> Bool {
        let sum = whole.value.worth - difference
        // A part that is the sum alone says nothing of another whole.
        guard case .money = whole.value, !parts.contains(where: { $0.value.worth == sum }) else { return false }
        let slack = parts.reduce(0) { $0 + $1.value.quantum } / 2
        return parts.contains { part in
            if part.span.block != whole.span.block {
                // 基本支出 小计 | 人员经费 | 公用经费 of appropriations, in a table of their own.
                if surroundings.prints(sum, inTheRowOf: part) { return true }
                return surroundings.prints(sum, within: slack, inTheParagraphOf: part, apartFrom: parts)
            }
            guard let opening = surroundings.openingOfSentence(of: part),
                whole.span.utf8Range.upperBound <= opening.lowerBound
            else { return false }
            return surroundings.prints(
                sum, within: slack, inTheParagraphOf: part, in: opening, apartFrom: parts + [whole])
        }
    }

    /// True where the list of the parts goes on with what no measure names: “实有118人，其中在职71人，离休1人，退休46人”, or
    /// more rows below the last part in the table.
    fileprivate static func isLonger(
        _ parts: [Observation], of whole: Observation, _ difference: Int128, _ figures: ReportFigures,
        _ surroundings: Surroundings
    ) -> Bool {
        if let part = parts.first, part.span.cell != nil { return hasMoreRows(parts, of: whole, figures, surroundings) }
        guard parts.allSatisfy({ $0.span.block == whole.span.block }) else { return false }
        let list = [whole] + parts
        let start = list.map(\.span.utf8Range.lowerBound).min() ?? 0
        let end = list.map(\.span.utf8Range.upperBound).max() ?? start
        let slack = whole.isMoney ? list.reduce(0) { $0 + $1.value.quantum } / 2 : 0
        return surroundings.prints(
            difference, within: slack, inTheParagraphOf: whole, in: start..<end, apartFrom: list)
    }

    /// The table of the parts has the whole above them and, before the next figure that was read, amounts below them.
    private static func hasMoreRows(
        _ parts: [Observation], of whole: Observation, _ figures: ReportFigures, _ surroundings: Surroundings
    ) -> Bool {
        let rows = parts.compactMap { $0.span.block == parts[0].span.block ? $0.span.cell?.row : nil }
        guard rows.count == parts.count, let first = rows.min(), let last = rows.max() else { return false }
        let others = figures.observations.filter { $0.span.block == parts[0].span.block && !parts.contains($0) }
        let isBelowWhole = others.contains {
            FigureKey($0) == FigureKey(whole) && $0.value.isWorth(whole.value) && $0.span.cell?.row ?? last < first
        }
        guard isBelowWhole else { return false }
        let next = others.compactMap(\.span.cell?.row).filter { $0 > last }.min() ?? .max
        return surroundings.rowsWithAmounts(inTheColumnOf: parts[0]).contains { $0 > last && $0 < next }
    }
}

extension Observation {
    fileprivate var isMoney: Bool {
        if case .money = value { true } else { false }
    }
}
