import FiscalModel
import Testing

@testable import Reconciling

/// Protects that reports of several years are held against each other, whatever the order they came in.
@Suite struct BetweenReportsTests {
    private func report(_ year: Int, _ lines: String) -> CurrentReport {
        CurrentReport(
            digest: "d\(year)", kind: .performanceSelfEvaluation, fiscalYear: year,
            candidates: observations(lines).enumerated().map { index, observation in
                Candidate(
                    id: Int64(index), digest: "d\(year)", reportKind: .performanceSelfEvaluation,
                    reportFiscalYear: year, ordinal: index, observation: observation)
            })
    }

    private func findings(_ reports: [CurrentReport]) -> [String] {
        BetweenReports.findings(reports, [], parent: { _ in nil }).map {
            "\($0.digest) \($0.finding.rule.rawValue) \($0.finding.measure?.rawValue ?? "-")"
        }
    }

    @Test func lastYearsFigureRestated() {
        let before = report(2022, "expenditure.total 2022 actual 152.36万元")
        let after = report(2023, "expenditure.total 2022 actual 154.86万元")
        #expect(findings([before, after]) == ["d2023 prior_year_restated expenditure.total"])
    }

    @Test func aRoundingIsNoRestatement() {
        let before = report(2022, "expenditure.total 2022 actual 1523641.20元")
        let after = report(2023, "expenditure.total 2022 actual 152.36万元")
        #expect(findings([before, after]) == [])
    }

    @Test func twoReportsOfOneYear() {
        let first = report(2023, "expenditure.total 2023 actual 10万元")
        var second = report(2023, "expenditure.total 2023 actual 12万元")
        second.digest = "e2023"
        #expect(findings([first, second]) == ["e2023 value_conflict expenditure.total"])
    }
}
