import FiscalModel
import Testing

@testable import Reconciling

/// Protects the order in which statements of one figure are preferred, and that a tie stays one.
@Suite struct ChoosingTests {
    /// `REPORT_YEAR KIND PUBLISHED VALUE SOURCE [BALANCE]` a line, all about expenditure.total 2023 actual.
    private func candidates(_ lines: String) -> [Candidate] {
        lines.split(separator: "\n").enumerated().map { index, line in
            let words = line.split(separator: " ").map(String.init)
            let statement = "expenditure.total 2023 actual \(words[3]) \(words[4])"
            return Candidate(
                id: Int64(1000 - index), digest: "\(words[0])\(words[2])", reportKind: ReportKind(rawValue: words[1])!,
                reportFiscalYear: Int(words[0])!, publishedOn: words[2] == "-" ? nil : words[2], ordinal: index,
                observation: observations(statement)[0],
                balance: words.last == "holds" ? .holds : words.last == "broken" ? .broken : .unchecked)
        }
    }

    @Test(
        arguments: [
            ("2023 final_accounts - 10万元 narrative", 0, "only_statement"),
            (
                """
                2023 final_accounts - 10万元 narrative
                2023 final_accounts - 10.00万元 official_table
                """, 1, "repeats all_agree"
            ),
            (
                """
                2023 final_accounts - 10万元 narrative
                2024 final_accounts - 11万元 official_table
                """, 0, "own_year other_year"
            ),
            (
                """
                2023 final_accounts - 10.12万元 official_table
                2023 final_accounts - 101234.56元 narrative
                """, 1, "rounded more_exact"
            ),
            (
                """
                2023 final_accounts - 10万元 narrative
                2023 final_accounts - 12万元 table
                2023 final_accounts - 13万元 official_table
                """, 2, "weaker_source weaker_source better_source"
            ),
            (
                """
                2023 final_accounts - 10万元 narrative holds
                2023 final_accounts - 12万元 narrative broken
                """, 0, "balances unbalanced"
            ),
            (
                """
                2023 final_accounts 2024-05-01 10万元 narrative
                2023 final_accounts 2024-09-01 12万元 narrative
                """, 1, "earlier_publication later_publication"
            ),
            (
                """
                2023 final_accounts 2024-05-01 10万元 narrative
                2023 performance_self_evaluation 2024-09-01 12万元 narrative
                """, nil, "tie tie"
            ),
            (
                """
                2023 final_accounts - 10万元 narrative
                2023 final_accounts - 12万元 narrative
                2024 final_accounts - 10万元 narrative
                """, nil, "tie tie other_year"
            ),
        ] as [(String, Int?, String)]) func choice(_ lines: String, chosen: Int?, reasons: String)
    {
        let choice = Choosing.choose(among: candidates(lines))
        #expect(choice.chosen == chosen)
        #expect(choice.reasons.map(\.rawValue).joined(separator: " ") == reasons)
    }

    @Test func theOrderOfLoadingDoesNotDecide() {
        let lines = candidates(
            """
            2023 final_accounts - 10万元 narrative
            2023 final_accounts - 10万元 table
            2023 final_accounts - 10.00万元 table
            """)
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let shuffled = order.map { lines[$0] }
            let chosen = Choosing.choose(among: shuffled).chosen
            #expect(chosen.map { shuffled[$0].ordinal } == 2)
        }
    }

    @Test func aPersonsWordGoesBeforeEveryRule() {
        var statements = candidates(
            """
            2023 final_accounts - 10万元 official_table holds
            2024 final_accounts - 12万元 narrative
            2023 final_accounts - 13万元 narrative
            """)
        statements[1].verdict = .accepted
        statements[2].verdict = .rejected
        #expect(Choosing.choose(among: statements) == Choice(chosen: 1, reasons: [.overruled, .accepted, .rejected]))
        statements[1].verdict = .corrected
        #expect(Choosing.choose(among: statements) == Choice(chosen: 1, reasons: [.overruled, .corrected, .rejected]))
        statements[1].verdict = nil
        #expect(Choosing.choose(among: statements) == Choice(chosen: 0, reasons: [.ownYear, .otherYear, .rejected]))
        statements[0].verdict = .rejected
        statements[1].verdict = .rejected
        #expect(Choosing.choose(among: statements) == Choice(chosen: nil, reasons: [.rejected, .rejected, .rejected]))
    }
}
