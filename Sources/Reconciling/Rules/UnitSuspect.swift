import FiscalModel

/// `unit_suspect`: 元 and 万元 mixed up.
///
/// Holds: 采购 5.19万元 = 货物 5.19万元.  Breaks: 采购 5.19万元, of it 货物 5.19元; 公用经费148,620.35万元 where 基本支出 is
/// 1,046,976.55元; the same figure once as 36.5万元 and once as 36.5元.
enum UnitSuspect {
    static func findings(_ checks: [IdentityCheck], in figures: ReportFigures) -> [Finding] {
        var findings: [Finding] = []
        var reported: Set<FigureKey> = []
        for check in checks {
            guard case .balancesInOtherUnit(let suspect, let terms) = check.outcome,
                reported.insert(FigureKey(suspect)).inserted
            else { continue }
            findings.append(finding(suspect, beside: terms))
        }
        for key in figures.keys where !reported.contains(key) {
            let values = figures.values(key)
            guard values.count == 2, case .money(let a) = values[0].value, case .money(let b) = values[1].value,
                a.fen != 0, b.fen != 0, a.fen == b.fen * 10_000 || b.fen == a.fen * 10_000
            else { continue }
            findings.append(finding(values[1], beside: values))
        }
        return findings
    }

    /// Keys whose value is suspected; other rules leave them alone.
    static func suspects(_ checks: [IdentityCheck]) -> Set<FigureKey> {
        Set(
            checks.compactMap { check in
                if case .balancesInOtherUnit(let suspect, _) = check.outcome { FigureKey(suspect) } else { nil }
            })
    }

    private static func finding(_ suspect: Observation, beside terms: [Observation]) -> Finding {
        Finding(
            rule: .unitSuspect, measure: suspect.measure, fiscalYear: suspect.fiscalYear, severity: .warning,
            message: "\(suspect.value)与相关数据相差一万倍，疑似“元”“万元”单位写错，请核对单位",
            quote: Quote.joining(terms))
    }
}
