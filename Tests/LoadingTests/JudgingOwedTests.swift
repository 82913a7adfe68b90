import FiscalModel
import Loading
import Testing

/// Protects that a unit with many documents is judged once a run, and that a run that was cut short is made up for.
@Suite struct JudgingOwedTests {
    /// Two reports of each year, which contradict each other in every third; each mentions the year before.
    private static let samples = (1990..<2012).flatMap { year in
        [0, 1].map { copy in
            SampleReport(
                name: "\(year)-\(copy).txt", year: year, version: "\(copy)",
                figures: [
                    "revenue.total \(year) actual \(year % 3 == 0 ? 100 + copy : 100).00",
                    "revenue.total \(year - 1) actual \(90 + year % 7).00",
                ], projects: copy == 0 ? ["商会建设": "expenditure.project \(year) actual 2"] : [:])
        }
    }

    private func finish(_ loader: WarehouseLoader) throws -> RunCounts {
        try loader.finishRun(RunCounts(), at: "2024-07-01T09:00:00Z")
    }

    /// One run, two runs, a run cut short at any point and another after it.
    @Test(arguments: [0, 10, 24, 30, 44]) func aRunCutShortIsMadeUpFor(after count: Int) throws {
        let (reference, world) = (try SmallWorld(), try SmallWorld())
        let first = try reference.loader()
        for sample in Self.samples { try first.take(sample) }
        let total = try finish(first).findings

        let killed = try world.loader()
        for sample in Self.samples.reversed().prefix(count) { try killed.take(sample) }
        killed.release()
        #expect(try world.warehouse.faults() == [])
        #expect(try world.rows("SELECT count(*) FROM judging_owed") == [count > 24 ? "1" : "0"])

        let second = try world.loader()
        for sample in Self.samples { try second.take(sample) }
        _ = try finish(second)
        for sql in LoadOrderTests.naturalKeys { #expect(try world.rows(sql) == reference.rows(sql)) }
        #expect(try world.warehouse.faults() == [])
        #expect(
            try world.rows("SELECT (SELECT count(*) FROM judging_owed), (SELECT count(*) FROM peer_judging_owed)")
                == ["0 | 0"])
        let inAll = try world.rows("SELECT count(*) FROM v_finding")
        #expect(total > 0)
        #expect(try inAll == reference.rows("SELECT count(*) FROM v_finding"))
        let dump = try world.dump()
        let third = try world.loader()
        for sample in Self.samples { try third.take(sample) }
        #expect(try finish(third).findings == 0)
        #expect(try world.dump() == dump)
    }

    /// What a superseded document stated is no fact any more, though the unit is judged at the end of the run only.
    @Test func noFactOutlivesItsDocument() throws {
        let world = try SmallWorld()
        let first = try world.loader()
        for sample in Self.samples { try first.take(sample) }
        _ = try finish(first)
        let second = try world.loader()
        var changed = Self.samples[1]
        changed.figures = ["revenue.total 1990 actual 77.00"]
        var other = Self.samples[0]
        other.figures = ["revenue.total 1990 actual 77.00"]
        other.projects = [:]
        for sample in [other, changed] { try second.take(sample) }
        second.release()
        #expect(try world.warehouse.faults() == [])
        #expect(try world.rows("SELECT value_fen FROM v_fact WHERE fiscal_year = 1990") == [])
        #expect(try world.rows("SELECT unit_id FROM judging_owed") == ["1"])
        let third = try world.loader()
        _ = try finish(third)
        #expect(try world.rows("SELECT value_fen FROM v_fact WHERE fiscal_year = 1990") == ["77000000"])
        #expect(try world.rows("SELECT count(*) FROM fact_project WHERE fiscal_year = 1990") == ["0"])
        #expect(try world.warehouse.faults() == [])
    }

    /// A person's decision on such a unit is judged with it at once.
    @Test func aDecisionIsJudgedAtOnce() throws {
        let world = try SmallWorld()
        let loader = try world.loader()
        for sample in Self.samples { try loader.take(sample) }
        try loader.record([
            CorrectionTests.correction(printed: "120000")
        ])
        #expect(try world.rows("SELECT count(*) FROM judging_owed") == ["0"])
        #expect(try world.rows("SELECT count(*) > 0 FROM v_fact") == ["1"])
    }
}
