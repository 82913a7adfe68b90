import Foundation
import GRDB
import Testing

/// Protects the ten worked queries of Schema/README.md: each runs as printed, and answers this.
@Suite struct WorkedQueriesTests {
    let world: SmallWorld

    init() throws {
        world = try SmallWorld()
        let loader = try world.loader()
        for sample in [
            SampleReport(
                name: "白水2021.txt", year: 2021,
                figures: ["expenditure.total 2021 actual 80", "staff.in_post 2021 actual 8"]),
            SampleReport(
                name: "白水2022.txt", year: 2022,
                figures: [
                    "expenditure.total 2022 actual 100", "expenditure.total 2022 initial_budget 90",
                    "expenditure.total 2022 adjusted_budget 105", "staff.in_post 2022 actual 8",
                    "expenditure.total 2021 actual 81", "expenditure.function.201 2022 actual 70",
                    "expenditure.function.2012801 2022 actual 65.5",
                ]),
            SampleReport(
                name: "白水2023.txt",
                figures: [
                    "expenditure.total 2023 actual 120", "expenditure.total 2022 actual 99.5",
                    "three_public.total 2023 actual 0.5", "three_public.total 2023 initial_budget 1.25",
                    "revenue.total 2023 actual 120", "revenue.total 2023 actual 121",
                ]),
            SampleReport(
                name: "青禾2022.txt", unit: "青禾县工商业联合会", division: "990121", year: 2022,
                kind: .performanceSelfEvaluation,
                figures: ["expenditure.total 2022 actual 50", "expenditure.total 2022 initial_budget 48"]),
            SampleReport(
                name: "青禾2023预算.txt", unit: "青禾县工商业联合会", division: "990121", kind: .budget,
                figures: ["three_public.total 2023 initial_budget 2"]),
        ] { try loader.take(sample) }
    }

    static func queries() throws -> [String] {
        let page = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Schema/README.md"), encoding: .utf8)
        return page.components(separatedBy: "```sql\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    }

    static let answers: [[String]] = [
        ["白水县工商业联合会 | 5000.0 | 12500.0", "青禾县工商业联合会 | ∅ | 20000.0"],
        ["2021 | 800000.0 | ∅ | ∅", "2022 | 1000000.0 | 800000.0 | 25.0", "2023 | 1200000.0 | 1000000.0 | 20.0"],
        ["白水县工商业联合会 | 2021 | 100000.0", "白水县工商业联合会 | 2022 | 125000.0"],
        [
            "白水县工商业联合会 | 2021 | 2020 | 4.0", "白水县工商业联合会 | 2022 | 2020 | 5.0",
            "白水县工商业联合会 | 2023 | 2020 | 6.0",
        ],
        ["2021 | 1 | 800000.0", "2022 | 1 | 1000000.0", "2023 | 1 | 1200000.0"],
        ["青禾县工商业联合会 | 2022 | 支出合计 | 500000.0 | 480000.0"],
        [
            "白水县工商业联合会 | 2022 | 201 | 一般公共服务支出 | 1 | 一般公共服务支出 | 700000.0",
            "白水县工商业联合会 | 2022 | 201 | 一般公共服务支出 | 3 | 2012801 | 655000.0",
        ],
        [
            "白水县工商业联合会 | 2023 | 收入合计 | 1200000.0 | 白水2023.txt | revenue.total 2023 actual 120",
            "白水县工商业联合会 | 2023 | 收入合计 | 1210000.0 | 白水2023.txt | revenue.total 2023 actual 121",
        ],
        [
            "2021 | 白水县工商业联合会 | 1 | final_accounts", "2022 | 白水县工商业联合会 | 1 | final_accounts",
            "2023 | 白水县工商业联合会 | 1 | final_accounts", "2022 | 青禾县工商业联合会 | 1 | performance_self_evaluation",
            "2023 | 青禾县工商业联合会 | 0 | ∅",
        ],
        [
            "1000000.0 | 1 | own_year | 白水2022.txt | 第1段 | expenditure.total 2022 actual 100",
            "995000.0 | 0 | other_year | 白水2023.txt | 第2段 | expenditure.total 2022 actual 99.5",
        ],
    ]

    @Test func thereAreTen() throws { #expect(try Self.queries().count == 10) }

    @Test(arguments: Array(answers.indices)) func eachAnswersAsItShould(number: Int) throws {
        #expect(try world.rows(Self.queries()[number]) == Self.answers[number])
    }
}
