import FiscalModel

/// `prior_year_restated`, `value_conflict` and `unit_suspect` between the current reports of one unit.
///
/// Holds: last year's figure in this year's report is last year's report's, or its rounding.  Breaks: this year's report
/// says “较上年154.86万元”, last year's says 152.36; two final accounts of one year with different totals.  What is off by
/// 10,000 is a slip of the unit and neither of these.
enum BetweenReports {
    static func findings(_ reports: [CurrentReport], parent: (MeasureCode) -> MeasureCode?) -> [ReportFinding] {
        var own: [FigureKey: [(report: Int, candidate: Candidate)]] = [:]
        for (index, report) in reports.enumerated() {
            for candidate in report.candidates
            where candidate.observation.confidence >= .trusted && candidate.observation.fiscalYear == report.fiscalYear
            {
                own[candidate.key, default: []].append((index, candidate))
            }
        }
        let slips = UnitSlipOverYears(reports, parent: parent)
        return reports.indices.flatMap { index in
            (slips.findings(in: index) + findings(in: index, reports, own, slips))
                .map { ReportFinding(digest: reports[index].digest, finding: $0) }
        }
    }

    private typealias OwnFigures = [FigureKey: [(report: Int, candidate: Candidate)]]

    /// Earlier years' figures of a report against what the reports of those years say themselves, then the same year's
    /// against an earlier listed report of that year.
    private static func findings(
        in index: Int, _ reports: [CurrentReport], _ own: OwnFigures, _ slips: UnitSlipOverYears
    ) -> [Finding] {
        let report = reports[index]
        // Only what another report states too is gathered: a unit may have many reports.
        var restated: [FigureKey: [Observation]] = [:]
        var shared: [FigureKey: [Observation]] = [:]
        for candidate in report.candidates {
            let observation = candidate.observation
            guard observation.confidence >= .trusted, observation.project == nil,
                observation.fiscalYear <= report.fiscalYear
            else { continue }
            let key = candidate.key
            guard let first = own[key]?.first else { continue }
            // One cause gives one finding: what is in the wrong unit contradicts every other statement of it.
            if (own[key] ?? []).contains(where: { slips.isSuspect(key, in: $0.report) }) { continue }
            if key.fiscalYear < report.fiscalYear {
                restated[key, default: []].append(observation)
            } else if first.report < index {
                shared[key, default: []].append(observation)
            }
        }
        var findings: [Finding] = []
        for (key, mentions) in restated.sorted(by: { $0.key < $1.key }) {
            let originals = (own[key] ?? []).map(\.candidate.observation)
            guard let original = originals.first, !isStatedAlike(mentions, originals) else { continue }
            let mention = mentions[0]
            if UnitSlipOverYears.isSlip(mention.value, original.value) {
                findings.append(UnitSuspect.finding(mention, beside: [original], of: report.fiscalYear))
                continue
            }
            findings.append(
                Finding(
                    rule: .priorYearRestated, measure: key.measure, fiscalYear: report.fiscalYear, severity: .warning,
                    message: "\(key.fiscalYear)年数据本报告写\(mention.value)，\(key.fiscalYear)年的报告写\(original.value)",
                    quote: mention.quote + " ‖ " + original.quote))
        }
        for (key, mentions) in shared.sorted(by: { $0.key < $1.key }) {
            let others = (own[key] ?? []).prefix { $0.report < index }.map(\.candidate.observation)
            guard let other = others.first, !isStatedAlike(mentions, others) else { continue }
            if UnitSlipOverYears.isSlip(mentions[0].value, other.value) {
                findings.append(UnitSuspect.finding(mentions[0], beside: [other], of: report.fiscalYear))
                continue
            }
            findings.append(
                Finding(
                    rule: .valueConflict, measure: key.measure, fiscalYear: report.fiscalYear, severity: .error,
                    message: "同一年度的两份报告不一致：本报告\(mentions[0].value)，另一份\(other.value)",
                    quote: mentions[0].quote + " ‖ " + other.quote))
        }
        return findings
    }

    private static func isStatedAlike(_ mentions: [Observation], _ originals: [Observation]) -> Bool {
        mentions.contains { mention in
            originals.contains { $0.value.isRounding(of: mention.value) || mention.value.isRounding(of: $0.value) }
        }
    }
}
