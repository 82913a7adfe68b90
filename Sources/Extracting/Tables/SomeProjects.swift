import FiscalModel

/// Believes the total of a list of chosen projects (“重点项目支出情况表”) once the report says that they are all.
///
/// Such a list leaves out the other projects, so its 合计 is not what the unit spent on projects.  Where one of its totals
/// is the same as the unit's project expenditure that a sentence or another table states, the list has them all.
enum SomeProjects {
    static let reason = "two_readings"

    static func confirm(_ extraction: inout Extraction) {
        let waiting = extraction.unsure.filter { $0.reason == reason }.map(\.observation).filter(isTotal)
        guard !waiting.isEmpty else { return }
        let stated = extraction.observations.filter { $0.measure == "expenditure.project" && $0.project == nil }
        let confirmed = Set(
            waiting.filter { total in
                stated.contains {
                    $0.fiscalYear == total.fiscalYear && $0.scenario == total.scenario
                        && $0.value.isWorth(total.value) && $0.span.block != total.span.block
                }
            }.map(\.span.block))
        guard !confirmed.isEmpty else { return }
        extraction.observations += waiting.filter { confirmed.contains($0.span.block) }
        extraction.unsure.removeAll {
            $0.reason == reason && isTotal($0.observation) && confirmed.contains($0.observation.span.block)
        }
    }

    private static func isTotal(_ observation: Observation) -> Bool {
        observation.measure == "expenditure.project" && observation.project == nil
            && observation.rule == "table.\(TableForm.projectList.rawValue)"
    }
}
