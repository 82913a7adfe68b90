import ReferenceData
import Testing

@testable import Querying

/// Protects that `explain` tells in words why a reading is not a figure.
@Suite struct ExplanationTests {
    @Test func everyReasonHasWords() throws {
        for reason in try ReferenceData.embedded().unsureReasons {
            guard case .term(reason.code, _) = Explanation.unsureReason(reason.code) else {
                Issue.record("\(reason.code) has no words")
                continue
            }
        }
    }
}
