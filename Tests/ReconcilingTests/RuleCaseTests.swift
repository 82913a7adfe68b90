import FiscalModel
import ReferenceData
import Testing

@testable import Reconciling

/// Protects every rule of the contract three ways: it is silent on what holds, reports what breaks, and accuses no report
/// of what was misread.  The cases stand in RuleCases, a file a rule.
@Suite struct RuleCaseTests {
    let reconciler: Reconciler

    init() throws { reconciler = Reconciler(reference: try ReferenceData.embedded()) }

    /// Rules that look at reports; a correction that no report prints any more is Loading's.
    static let rules = Finding.Rule.allCases.filter { $0 != .correctionStale }

    @Test(arguments: rules) func cases(_ rule: Finding.Rule) throws {
        for example in try RuleCase.all(of: rule) {
            #expect(
                try example.findings(reconciler) == example.expected,
                "\(rule.rawValue) \(example.kind): \(example.title)")
        }
    }

    @Test(arguments: rules) func everyRuleIsShownThreeWays(_ rule: Finding.Rule) throws {
        let cases = try RuleCase.all(of: rule)
        #expect(Set(cases.map(\.kind)) == Set(RuleCase.Kind.allCases))
        for example in cases {
            let isReported = example.expected.contains { $0.contains(rule.rawValue) }
            #expect(isReported == (example.kind == .breaks), "\(example.kind): \(example.title)")
        }
    }
}
