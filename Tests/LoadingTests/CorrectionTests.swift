import FiscalModel
import Loading
import Testing

/// Protects that a person's decision stands or is reported, in whatever order deciding, loading and changing come.
@Suite struct CorrectionTests {
    static let own = SampleReport(name: "2023.txt", figures: ["revenue.total 2023 actual 12.00"])
    static let other = SampleReport(name: "2023预算.txt", kind: .budget, figures: ["revenue.total 2023 actual 12.50"])
    static let changed = SampleReport(name: "2023.txt", figures: ["revenue.total 2023 actual 13.00"])

    static func correction(
        printed: String = "120000", value: String? = "125000", at time: String = "2024-08-01T08:00:00Z",
        measure: MeasureCode = "revenue.total", project: String? = nil, unit: String = "白水县工商业联合会"
    ) -> Correction {
        Correction(
            divisionCode: "990122", unitName: unit,
            key: FigureKey(measure: measure, fiscalYear: 2023, scenario: .actual, project: project),
            printed: Value(exactDigits: printed, isMoney: true)!,
            value: value.map { Value(exactDigits: $0, isMoney: true)! }, reason: "与原件核对", madeBy: "李某",
            madeAt: time, source: .init(digest: own.digest, locator: "第1段", quote: "收入合计12.00"))
    }

    private let facts = """
        SELECT fiscal_year, measure, value_fen, conflicted, coalesce(reason, '∅'), correction_id IS NOT NULL FROM v_fact
        ORDER BY 1, 2
        """
    private let choices = """
        SELECT value_fen, accepted, coalesce(choice_reason, '∅') FROM v_observation ORDER BY file_name, value_fen
        """
    private let findings = "SELECT file_name, rule, measure, severity FROM v_finding ORDER BY 1, 2, 3"

    @Test func aCorrectionIsTheFigureAndThePrintedOneStays() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        try loader.take(Self.own)
        #expect(try loader.record([Self.correction()]) == 1)
        #expect(try world.rows(facts) == ["2023 | revenue.total | 12500000 | 0 | corrected | 1"])
        #expect(try world.rows(choices) == ["12000000 | 1 | corrected"])
        #expect(try world.rows(findings) == [])
        #expect(try loader.record([Self.correction()]) == 0)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aTieIsSettledByAcceptingAndByRejecting() throws {
        for (decision, expected) in [
            (Self.correction(printed: "125000"), ["12000000 | 0 | overruled", "12500000 | 1 | accepted"]),
            (Self.correction(value: nil), ["12000000 | -1 | rejected", "12500000 | 1 | accepted"]),
        ] {
            let world = try SmallWorld()
            let loader = try world.loader()
            try loader.take(Self.own)
            try loader.take(Self.other)
            #expect(try world.rows(facts) == ["2023 | revenue.total | ∅ | 1 | ∅ | 0"])
            try loader.record([decision])
            #expect(try world.rows("SELECT value_fen, conflicted FROM v_fact") == ["12500000 | 0"])
            #expect(try world.rows(choices) == expected)
            #expect(try world.warehouse.faults() == [])
        }
    }

    @Test func withEveryStatementRejectedThereIsNoFigure() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        try loader.take(Self.own)
        try loader.record([Self.correction(value: nil)])
        #expect(try world.rows(facts) == [])
        #expect(try world.rows(choices) == ["12000000 | -1 | rejected"])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func theLaterDecisionStandsAndWithdrawingRestoresTheRules() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        try loader.take(Self.own)
        var later = Self.correction(value: "126000", at: "2024-08-02T08:00:00Z")
        // Whichever comes first, the later one counts.
        for (first, second) in [(Self.correction(), later), (later, Self.correction())] {
            let world = try SmallWorld()
            let loader = try world.loader()
            try loader.take(Self.own)
            try loader.record([first])
            try loader.record([second])
            #expect(try world.rows(facts) == ["2023 | revenue.total | 12600000 | 0 | corrected | 1"])
            #expect(
                try world.rows("SELECT value_fen, is_withdrawn FROM correction ORDER BY 1") == [
                    "12500000 | 1", "12600000 | 0",
                ])
            #expect(try world.warehouse.faults() == [])
        }
        try loader.record([later])
        later.isWithdrawn = true
        #expect(try loader.record([later]) == 1)
        #expect(try world.rows(facts) == ["2023 | revenue.total | 12000000 | 0 | only_statement | 0"])
        #expect(try world.warehouse.faults() == [])
    }

    enum Step { case load, correct, change, back }

    /// Deciding, loading, changing the source and putting the first bytes back, in every order that makes sense.
    @Test(
        arguments: [
            [.load, .correct], [.correct, .load], [.load, .correct, .load], [.load, .change, .correct, .back],
            [.load, .correct, .change, .back], [.correct, .load, .change, .back], [.load, .change, .back, .correct],
            [.correct, .change, .back], [.change, .load, .correct], [.correct, .change, .load],
        ] as [[Step]]) func itAppliesWhileTheReportPrintsWhatItExpects(steps: [Step]) throws
    {
        let world = try take(steps)
        #expect(try world.rows(facts) == ["2023 | revenue.total | 12500000 | 0 | corrected | 1"])
        #expect(try world.rows(findings) == [])
        #expect(try world.rows("SELECT standing FROM v_correction") == ["applies"])
    }

    @Test(
        arguments: [
            [.load, .correct, .change], [.correct, .load, .change], [.load, .change, .correct], [.correct, .change],
            [.change, .correct], [.load, .correct, .change, .back, .change],
        ] as [[Step]]) func itIsReportedOnceTheReportPrintsAnother(steps: [Step]) throws
    {
        let world = try take(steps)
        #expect(try world.rows(facts) == ["2023 | revenue.total | 13000000 | 0 | only_statement | 0"])
        #expect(try world.rows(findings) == ["2023.txt | correction_stale | revenue.total | warning"])
        #expect(
            try world.rows("SELECT message, quote FROM v_finding") == [
                "人工裁定不再适用：李某把印出的120000.00元更正为125000.00元（与原件核对），现行报告已不印这个数；请重新裁定或撤回 | 收入合计12.00"
            ])
        #expect(try world.rows("SELECT standing FROM v_correction") == ["stale"])
    }

    private func take(_ steps: [Step]) throws -> SmallWorld {
        let world = try SmallWorld()
        let loader = try world.loader()
        for step in steps {
            switch step {
            case .load, .back: try loader.take(Self.own)
            case .correct: try loader.record([Self.correction()])
            case .change: try loader.take(Self.changed)
            }
        }
        #expect(try world.warehouse.faults() == [])
        return world
    }

    @Test func anUnsureReadingThatAPersonAcceptsIsTheFigure() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        let sample = SampleReport(
            name: "2023.txt", figures: ["staff.in_post 2023 actual 7"], unsure: ["revenue.total 2023 actual 12.00"])
        try loader.record([Self.correction(value: "120000")])
        try loader.take(sample)
        #expect(
            try world.rows("SELECT measure, value_fen, reason, quote, correction_id FROM v_fact ORDER BY 1") == [
                "revenue.total | 12000000 | accepted | 收入合计12.00 | 1",
                "staff.in_post | ∅ | only_statement | staff.in_post 2023 actual 7 | ∅",
            ])
        #expect(try world.warehouse.faults() == [])
        let before = try world.dump()
        try loader.take(sample)
        #expect(try world.dump() == before)
    }

    @Test func aProjectsAmountIsCorrectedByItsName() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        try loader.record([
            Self.correction(printed: "20000", value: "21000", measure: "expenditure.project", project: "商会建设")
        ])
        try loader.take(
            SampleReport(
                name: "2023.txt", figures: ["revenue.total 2023 actual 12.00"],
                projects: ["商会建设": "expenditure.project 2023 actual 2"]))
        #expect(
            try world.rows(
                "SELECT name, value_fen, correction_id FROM fact_project JOIN dim_project USING (project_id)")
                == ["商会建设 | 2100000 | 1"])
        #expect(try world.rows(facts) == ["2023 | revenue.total | 12000000 | 0 | only_statement | 0"])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func anyOrderOfReportsAndDecisionsEndsInTheSame() throws {
        let decisions = [
            Self.correction(), Self.correction(printed: "99", value: nil, at: "2024-08-03T08:00:00Z"),
            Self.correction(value: "127000", at: "2024-08-02T08:00:00Z", unit: "工商业联合会"),
        ]
        let queries =
            LoadOrderTests.naturalKeys + [
                "SELECT unit_name, made_at, standing, is_withdrawn FROM correction ORDER BY 1, 2",
                "SELECT file_name, rule, message, quote FROM v_finding ORDER BY 1, 2, 3",
            ]
        var expected: [[String]]?
        let samples = LoadOrderTests.samples
        for shift in 0..<samples.count {
            let world = try SmallWorld()
            let loader = try world.loader()
            for (index, sample) in (samples[shift...] + samples[..<shift]).enumerated() {
                if index % 3 == shift % 3 { try loader.record([decisions[index / 3]]) }
                try loader.take(sample)
            }
            try loader.record(decisions.reversed())
            let found = try queries.map { try world.rows($0) }
            for (index, rows) in found.enumerated() {
                #expect(rows == expected?[index] ?? rows, "shift \(shift)")
            }
            expected = found
            #expect(try world.warehouse.faults() == [])
        }
    }

    @Test func nothingOnRecordIsEverOverwritten() throws {
        let world = try SmallWorld()
        try world.loader().record([Self.correction()])
        for sql in ["UPDATE correction SET value_fen = 1", "DELETE FROM correction"] {
            #expect(throws: (any Error).self) { try world.warehouse.queue.write { try $0.execute(sql: sql) } }
        }
    }
}
