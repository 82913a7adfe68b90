import FiscalModel

/// `prior_year_restated`, `value_conflict` between the current reports of one unit.
///
/// Holds: last year's figure in this year's report is last year's report's, or its rounding.  Breaks: this year's report
/// says “较上年154.86万元”, last year's says 152.36; two final accounts of one year with different totals.
enum BetweenReports {
    static func findings(_ reports: [CurrentReport]) -> [ReportFinding] {
        var own: [FigureKey: [(report: Int, candidate: Candidate)]] = [:]
        for (index, report) in reports.enumerated() {
            for candidate in report.candidates
            where candidate.observation.confidence >= .trusted && candidate.observation.fiscalYear == report.fiscalYear
            {
                own[candidate.key, default: []].append((index, candidate))
            }
        }
        return reports.indices.flatMap { index in
            (restated(in: index, reports, own) + conflicts(in: index, reports, own)).map {
                ReportFinding(digest: reports[index].digest, finding: $0)
            }
        }
    }

    private typealias OwnFigures = [FigureKey: [(report: Int, candidate: Candidate)]]

    /// Earlier years' figures of a report against what the reports of those years say themselves.
    private static func restated(in index: Int, _ reports: [CurrentReport], _ own: OwnFigures) -> [Finding] {
        let report = reports[index]
        var findings: [Finding] = []
        for (key, mentions) in trusted(report).filter({ $0.key.fiscalYear < report.fiscalYear }) {
            let originals = (own[key] ?? []).map(\.candidate.observation)
            guard let original = originals.first, !isStatedAlike(mentions, originals) else { continue }
            let mention = mentions[0]
            findings.append(
                Finding(
                    rule: .priorYearRestated, measure: key.measure, fiscalYear: report.fiscalYear, severity: .warning,
                    message: "\(key.fiscalYear)年数据本报告写\(mention.value)，\(key.fiscalYear)年的报告写\(original.value)",
                    quote: mention.quote + " ‖ " + original.quote))
        }
        return findings
    }

    /// The same year's figure in an earlier listed report of that year.
    private static func conflicts(in index: Int, _ reports: [CurrentReport], _ own: OwnFigures) -> [Finding] {
        let report = reports[index]
        var findings: [Finding] = []
        for (key, mentions) in trusted(report).filter({ $0.key.fiscalYear == report.fiscalYear }) {
            let others = (own[key] ?? []).filter { $0.report < index }.map(\.candidate.observation)
            guard let other = others.first, !isStatedAlike(mentions, others) else { continue }
            findings.append(
                Finding(
                    rule: .valueConflict, measure: key.measure, fiscalYear: report.fiscalYear, severity: .error,
                    message: "同一年度的两份报告不一致：本报告\(mentions[0].value)，另一份\(other.value)",
                    quote: mentions[0].quote + " ‖ " + other.quote))
        }
        return findings
    }

    private static func trusted(_ report: CurrentReport) -> [(key: FigureKey, value: [Observation])] {
        var figures: [FigureKey: [Observation]] = [:]
        for candidate in report.candidates
        where candidate.observation.confidence >= .trusted && candidate.key.project == nil {
            figures[candidate.key, default: []].append(candidate.observation)
        }
        return figures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func isStatedAlike(_ mentions: [Observation], _ originals: [Observation]) -> Bool {
        mentions.contains { mention in
            originals.contains { $0.value.isRounding(of: mention.value) || mention.value.isRounding(of: $0.value) }
        }
    }
}
