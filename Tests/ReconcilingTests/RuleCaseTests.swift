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

    /// English without a Chinese word in it, and every figure that the Chinese names.
    @Test(arguments: rules) func messagesSayTheSameInBothLanguages(_ rule: Finding.Rule) throws {
        var count = 0
        for example in try RuleCase.all(of: rule) {
            for (_, finding) in try example.placedFindings(reconciler) {
                let (zh, en) = (finding.message.zh, finding.message.en)
                count += 1
                #expect(en.utf8.allSatisfy { $0 < 0x80 }, "\(en)")
                for number in zh.split(whereSeparator: { !$0.isASCII }) {
                    #expect(en.contains(number), "\(number) of \(zh) in \(en)")
                }
                #expect(
                    zh.contains("万元") == en.replacing("yuan and wan yuan", with: "").contains("wan yuan")
                        || zh.contains("“万元”"))
            }
        }
        #expect(count > 0)
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
