import FiscalModel
import ReferenceData

/// Gives a project one name where a report prints a short and a long one: “商会建设和企业家关怀” in a sentence,
/// “工商联商会建设和企业家关怀等工作经费” in the title of its own report.
///
/// The names are one project's only where the one holds the other, both have the same amount in the same year and stage,
/// and no amount of the one contradicts the other's.  The name in a table stands before the one in running text.
enum ProjectAliases {
    private struct Key: Hashable {
        var year: Int
        var scenario: Scenario
        var value: Value
    }

    /// More of one amount are a coincidence of round figures.
    private static let mostNames = 12
    private static let leastBytes = 12

    static func merge(_ observations: inout [Observation]) {
        var groups: [Key: [Int]] = [:]
        for (index, observation) in observations.enumerated() where observation.project != nil {
            let key = Key(
                year: observation.fiscalYear, scenario: observation.scenario, value: observation.value)
            if observation.value.worth != 0 { groups[key, default: []].append(index) }
        }
        var names: [String: String] = [:]
        for index in observations.indices {
            let observation = observations[index]
            guard observation.source == .narrative, let project = observation.project, names[project] == nil else {
                continue
            }
            let key = Key(
                year: observation.fiscalYear, scenario: observation.scenario, value: observation.value)
            guard let group = groups[key], group.count > 1, group.count <= mostNames else { continue }
            let others = Set(group.compactMap { observations[$0].project }).subtracting([project]).filter {
                isSame($0, project)
            }
            guard others.count == 1, let other = others.first, !contradicts(project, other, in: observations) else {
                continue
            }
            let isOtherFirst =
                group.contains { observations[$0].project == other && observations[$0].source != .narrative }
                || group.first { observations[$0].project == other || observations[$0].project == project }.map {
                    observations[$0].project == other
                } == true
            if isOtherFirst { names[project] = names[other] ?? other }
        }
        guard !names.isEmpty else { return }
        for index in observations.indices {
            guard let project = observations[index].project, let name = names[project] else { continue }
            observations[index].project = name
        }
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (FoldedText(a).bytes, FoldedText(b).bytes)
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        return short.count >= leastBytes && long.contains(short[...])
    }

    /// True where the two have different amounts for one year and stage.
    private static func contradicts(_ a: String, _ b: String, in observations: [Observation]) -> Bool {
        let own = observations.filter { $0.project == a }
        return observations.contains { other in
            other.project == b
                && own.contains {
                    $0.fiscalYear == other.fiscalYear && $0.scenario == other.scenario
                        && !$0.value.isWorth(other.value)
                }
        }
    }
}
