import FiscalModel

/// `sum_mismatch`: a whole that is not the sum of its stated parts.
///
/// Holds: 三公 1.86 = 出国 0 + 公车 0 + 接待 1.86; 3.33 against 1.11 + 2.23, each rounded to the last digit.
/// Breaks: 三公 0万元 beside 接待费2万元.
enum SumMismatch {
    static func findings(_ checks: [IdentityCheck], in figures: ReportFigures) -> [Finding] {
        var reported: Set<MeasureCode> = []
        return checks.compactMap { check in
            guard case .broken(let terms, let difference, let tolerance) = check.outcome,
                let whole = terms.first(where: { $0.measure == check.identity.whole }),
                !figures.isOfTwoScopes(check.identity.whole, check.fiscalYear, apart: difference, within: tolerance)
            else { return nil }
            // One cause gives one finding: parts summed to an earlier whole at fault are not reported again.
            guard reported.insert(check.identity.whole).inserted else { return nil }
            let parts = terms.filter { $0.span != whole.span || $0.measure != whole.measure }
            let isRounding = abs(difference) <= tolerance * 2
            return Finding(
                rule: .sumMismatch, measure: check.identity.whole, fiscalYear: check.fiscalYear,
                severity: isRounding ? .info : .error,
                message: "合计\(whole.value)与各部分\(parts.map { "\($0.value)" }.joined(separator: "、"))之和相差"
                    + "\(Value.difference(difference, like: whole.value))，请核对合计或其中一项",
                quote: Quote.joining(terms))
        }
    }
}
