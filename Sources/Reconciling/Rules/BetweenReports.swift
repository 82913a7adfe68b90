import FiscalModel
import ReferenceData

/// `prior_year_restated`, `value_conflict` and `unit_suspect` between the current reports of one unit.
///
/// Holds: last year's figure in this year's report is last year's report's, or its rounding.  Breaks: this year's report
/// says “较上年154.86万元”, last year's says 152.36; two final accounts of one year with different totals.  What is off by
/// 10,000 is a slip of the unit and neither of these.
enum BetweenReports {
    static func findings(
        _ reports: [CurrentReport], _ limits: [PerHeadLimit], parent: (MeasureCode) -> MeasureCode?
    ) -> [ReportFinding] {
        var own: OwnFigures = [:]
        for (index, report) in reports.enumerated() {
            for (place, candidate) in report.candidates.enumerated()
            where candidate.observation.confidence >= .trusted && candidate.observation.fiscalYear == report.fiscalYear
            {
                own[candidate.key, default: []].append(
                    OwnFigure(report: index, place: place, value: candidate.observation.value))
            }
        }
        let slips = UnitSlipOverYears(reports, parent: parent) { index in
            isBeyondLimits(reports[index], limits)
        }
        return reports.indices.flatMap { index in
            (slips.findings(in: index) + findings(in: index, reports, own, slips))
                .map { ReportFinding(digest: reports[index].digest, finding: $0) }
        }
    }

    /// True where the report alone shows that its amounts are in the wrong unit, and has that finding.
    private static func isBeyondLimits(_ report: CurrentReport, _ limits: [PerHeadLimit]) -> Bool {
        let sure = report.candidates.map(\.observation).filter { $0.confidence >= .trusted }
        return UnitSlipPerHead.suspect(of: report.fiscalYear, limits) { key in
            var values: [Observation] = []
            for observation in sure where FigureKey(observation) == key {
                if !values.contains(where: { $0.value.isWorth(observation.value) }) { values.append(observation) }
            }
            return values
        } != nil
    }

    /// A figure that a report of its year states: no more than what is compared, since a unit may have many reports.
    private struct OwnFigure {
        var report: Int
        /// Among the report's candidates.
        var place: Int
        var value: Value

        func observation(in reports: [CurrentReport]) -> Observation { reports[report].candidates[place].observation }
    }

    private typealias OwnFigures = [FigureKey: [OwnFigure]]

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
            guard let figures = own[key], let first = figures.first else { continue }
            // One cause gives one finding: what is in the wrong unit contradicts every other statement of it.
            if figures.contains(where: { slips.isSuspect(key, in: $0.report) }) { continue }
            if key.fiscalYear < report.fiscalYear {
                restated[key, default: []].append(observation)
            } else if first.report < index {
                shared[key, default: []].append(observation)
            }
        }
        var findings: [Finding] = []
        for (key, mentions) in restated.sorted(by: { $0.key < $1.key }) {
            let originals = own[key] ?? []
            guard let original = originals.first?.observation(in: reports),
                !isStatedAlike(mentions, originals[...])
            else { continue }
            let mention = mentions[0]
            if UnitSlipOverYears.isSlip(mention.value, original.value) {
                findings.append(UnitSuspect.finding(mention, beside: [original], of: report.fiscalYear))
                continue
            }
            findings.append(
                Finding(
                    rule: .priorYearRestated, measure: key.measure, fiscalYear: report.fiscalYear, severity: .warning,
                    message: .init(
                        zh: "\(key.fiscalYear)年数据本报告写\(mention.value)，\(key.fiscalYear)年的报告写\(original.value)",
                        en:
                            "for \(key.fiscalYear) this report gives \(mention.value.english), the report of \(key.fiscalYear) itself \(original.value.english)"
                    ),
                    quote: mention.quote + " ‖ " + original.quote))
        }
        for (key, mentions) in shared.sorted(by: { $0.key < $1.key }) {
            let others = (own[key] ?? []).prefix { $0.report < index }
            guard let other = others.first?.observation(in: reports), !isStatedAlike(mentions, others) else {
                continue
            }
            if UnitSlipOverYears.isSlip(mentions[0].value, other.value) {
                findings.append(UnitSuspect.finding(mentions[0], beside: [other], of: report.fiscalYear))
                continue
            }
            findings.append(
                Finding(
                    rule: .valueConflict, measure: key.measure, fiscalYear: report.fiscalYear, severity: .error,
                    message: .init(
                        zh: "同一年度的两份报告不一致：本报告\(mentions[0].value)，另一份\(other.value)",
                        en:
                            "two reports of one year disagree: this one gives \(mentions[0].value.english), the other \(other.value.english)"
                    ),
                    quote: mentions[0].quote + " ‖ " + other.quote))
        }
        return findings
    }

    private static func isStatedAlike(_ mentions: [Observation], _ originals: ArraySlice<OwnFigure>) -> Bool {
        mentions.contains { mention in
            originals.contains { $0.value.isRounding(of: mention.value) || mention.value.isRounding(of: $0.value) }
        }
    }
}
