import FiscalModel
import Loading
import Testing

/// Protects that the facts follow from the reports and not from the order or the time of loading.
@Suite struct LoadOrderTests {
    static let samples = [
        SampleReport(name: "2021.txt", year: 2021, figures: ["revenue.total 2021 actual 8.00"]),
        SampleReport(
            name: "2022.txt", year: 2022,
            figures: [
                "revenue.total 2022 actual 9.80", "revenue.total 2021 actual 8.10", "staff.in_post 2022 actual 7",
            ]),
        SampleReport(
            name: "2023.txt", unit: "样州市白水县工商业联合会",
            figures: ["revenue.total 2023 actual 12.00", "revenue.total 2022 actual 9.50"],
            projects: ["商会建设": "expenditure.project 2023 actual 2"]),
        SampleReport(
            name: "2023预算.txt", kind: .budget, figures: ["revenue.total 2023 actual 12.50"],
            projects: ["商会建设": "expenditure.project 2023 actual 3"]),
        SampleReport(name: "copy.txt", year: 2021, figures: ["revenue.total 2021 actual 8.00"]),
        SampleReport(
            name: "旧.txt", publishedOn: "2023-01-05", url: "https://example.org/a",
            figures: ["staff.in_post 2023 actual 5"]),
        SampleReport(
            name: "新.txt", publishedOn: "2023-02-05", url: "https://example.org/a",
            figures: ["staff.in_post 2023 actual 6"]),
    ]

    static let naturalKeys = [
        """
        SELECT unit_name, fiscal_year, measure, scenario, value, conflicted, file_name, sha256, quote, reason
        FROM v_fact ORDER BY 1, 2, 3, 4
        """,
        "SELECT sha256, ordinal, accepted, choice_reason FROM published_observation JOIN dim_document USING (document_id) ORDER BY 1, 2",
        "SELECT file_name, rule, measure, fiscal_year, severity FROM v_finding ORDER BY 1, 2, 3, 4",
        "SELECT file_name, sha256, unit_name, status, superseded_by FROM v_document ORDER BY 2",
        "SELECT name, fiscal_year, value_fen, is_conflicted FROM fact_project JOIN dim_project USING (project_id) ORDER BY 1, 2",
    ]

    @Test(arguments: [[0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 2, 4, 1, 5], [4, 6, 1, 5, 0, 3, 2]])
    func anyOrderEndsInTheSameFacts(order: [Int]) throws {
        let expected = [
            // 2021 stands in its own report; 2023 is a tie of two reports of the year.
            [
                "样州市白水县工商业联合会 | 2021 | revenue.total | actual | 80000.0 | 0 | 2021.txt | own",
                "样州市白水县工商业联合会 | 2022 | revenue.total | actual | 98000.0 | 0 | 2022.txt | own",
                "样州市白水县工商业联合会 | 2022 | staff.in_post | actual | 7 | 0 | 2022.txt | own",
                "样州市白水县工商业联合会 | 2023 | revenue.total | actual | ∅ | 1 | ∅ | own",
                "样州市白水县工商业联合会 | 2023 | staff.in_post | actual | 6 | 0 | 新.txt | own",
            ]
        ]
        let (reference, world) = (try SmallWorld(), try SmallWorld())
        let (first, second) = (try reference.loader(), try world.loader())
        for sample in Self.samples { try first.take(sample) }
        for index in order { try second.take(Self.samples[index]) }
        for sql in Self.naturalKeys { #expect(try world.rows(sql) == reference.rows(sql)) }
        #expect(
            try world.rows(
                """
                SELECT unit_name, fiscal_year, measure, scenario, value, conflicted, file_name, 'own' FROM v_fact
                ORDER BY 1, 2, 3
                """) == expected[0])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aSecondRunChangesNothingButTheRunLog() throws {
        let world = try SmallWorld()
        let first = try world.loader()
        for sample in Self.samples { try first.take(sample) }
        try first.finishRun(RunCounts(), at: "2024-07-01T08:01:00Z")
        let before = try world.dump()
        let second = try world.loader(run: "2025-01-01T08:00:00Z")
        for sample in Self.samples {
            let standing = try second.take(sample, at: "2025-01-01T08:00:01Z")
            #expect(standing == (sample.name == "旧.txt" ? .superseded : .unchanged))
        }
        try second.finishRun(RunCounts(), at: "2025-01-01T08:01:00Z")
        #expect(try world.dump() == before)
        #expect(try world.rows("SELECT count(*) FROM ingest_run") == ["2"])
    }
}
