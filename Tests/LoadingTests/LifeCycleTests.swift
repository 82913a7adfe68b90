import FiscalModel
import Loading
import Testing

/// Protects what becomes of a document: known, alias, superseded, returned, quarantined, tried again.
@Suite struct LifeCycleTests {
    let world: SmallWorld

    init() throws { world = try SmallWorld() }

    private let old = SampleReport(name: "甲.txt", figures: ["revenue.total 2023 actual 10"])
    private let new = SampleReport(name: "甲.txt", version: "更正", figures: ["revenue.total 2023 actual 11"])

    @Test func otherBytesAtTheSamePlaceSupersede() throws {
        let loader = try world.loader()
        try loader.take(old)
        let outcome = try loader.load(new.report, at: "2024-07-02T08:00:00Z")
        #expect(outcome.superseded == [old.digest])
        #expect(
            try world.rows(
                "SELECT sha256 = '\(old.digest)', status, superseded_by = '\(new.digest)' FROM v_document ORDER BY 1")
                == ["0 | loaded | ∅", "1 | superseded | 1"])
        #expect(try world.rows("SELECT value FROM v_fact") == ["110000.0"])
        #expect(try world.rows("SELECT value, accepted FROM v_observation") == ["110000.0 | 1"])
        // Both stay on record.
        #expect(
            try world.rows("SELECT value_fen, accepted FROM published_observation ORDER BY 1") == [
                "10000000 | 0", "11000000 | 1",
            ])
        #expect(try loader.standing(of: new.file) == .unchanged)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func bytesThatComeBackToTheirPlaceAreCurrentAgain() throws {
        let loader = try world.loader()
        for sample in [old, new] { try loader.take(sample) }
        #expect(try loader.take(old) == .returned)
        #expect(try world.rows("SELECT value FROM v_fact") == ["100000.0"])
        #expect(
            try world.rows("SELECT sha256 = '\(old.digest)', status FROM v_document ORDER BY 1") == [
                "0 | superseded", "1 | loaded",
            ])
        #expect(try loader.standing(of: old.file) == .unchanged)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func anEarlierPublicationNeverSupersedesALaterOne() throws {
        let loader = try world.loader()
        var (later, earlier) = (new, old)
        later.publishedOn = "2024-06-01"
        earlier.publishedOn = "2024-05-01"
        try loader.take(later)
        let outcome = try loader.load(earlier.report, at: "2024-07-02T08:00:00Z")
        #expect(outcome.supersededBy == later.digest)
        #expect(try world.rows("SELECT value FROM v_fact") == ["110000.0"])
        #expect(try loader.standing(of: earlier.file) == .superseded)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func twoFilesOfOneUnitYearAndKindBothStand() throws {
        let loader = try world.loader()
        try loader.take(old)
        var twin = new
        twin.name = "乙.txt"
        try loader.take(twin)
        #expect(
            try world.rows("SELECT file_name, status FROM v_document ORDER BY 1")
                == [
                    "乙.txt | loaded", "甲.txt | loaded",
                ].sorted())
    }

    @Test func theSameBytesUnderASecondNameAreAnAlias() throws {
        let loader = try world.loader()
        try loader.take(old)
        var copy = old
        copy.name = "甲（副本）.txt"
        #expect(try loader.take(copy) == .alias(of: "甲.txt"))
        #expect(try loader.take(copy) == .unchanged)
        #expect(try world.rows("SELECT file_name, status FROM v_document") == ["甲.txt | loaded"])
        #expect(try world.rows("SELECT file_name FROM document_alias") == ["甲（副本）.txt"])
    }

    @Test func aDocumentOutlivesItsFirstPlaceWhereItStandsElsewhere() throws {
        let loader = try world.loader()
        try loader.take(old)
        var copy = old
        copy.name = "甲（副本）.txt"
        try loader.take(copy)
        try loader.take(new)
        #expect(
            try world.rows("SELECT file_name, status FROM v_document ORDER BY 1")
                == [
                    "甲.txt | loaded", "甲（副本）.txt | loaded",
                ].sorted())
        #expect(try loader.standing(of: copy.file) == .unchanged)
        #expect(try loader.standing(of: new.file) == .unchanged)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aQuarantinedFileIsTriedAgainOnlyUnderOtherRules() throws {
        let reason = Quarantine(code: "unidentified", text: "看不出是哪个单位的报告", candidates: "白水县工商业联合会 0.4")
        let loader = try world.loader()
        try loader.quarantine(old.file, for: reason, format: .txt, at: "2024-07-01T08:00:01Z")
        #expect(try loader.standing(of: old.file) == .quarantined(reason))
        #expect(
            try world.rows("SELECT status, quarantine_code, unit_name FROM v_document") == [
                "quarantined | unidentified | ∅"
            ])

        let next = try world.loader(generation: "rules 2", run: "2024-08-01T08:00:00Z")
        #expect(try next.take(old) == .retry)
        #expect(try next.standing(of: old.file) == .unchanged)
        #expect(
            try world.rows("SELECT status, quarantine_code, unit_name, rules_generation FROM v_document") == [
                "loaded | ∅ | 白水县工商业联合会 | rules 2"
            ])
        #expect(try world.rows("SELECT value FROM v_fact") == ["100000.0"])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aFileThatCannotBeReadNeverReplacesAReport() throws {
        let loader = try world.loader()
        try loader.take(old)
        try loader.quarantine(new.file, for: .init(code: "damaged", text: "文件已损坏"), at: "2024-07-02T08:00:00Z")
        #expect(try world.rows("SELECT status FROM v_document ORDER BY 1") == ["loaded", "quarantined"])
        #expect(try world.rows("SELECT value FROM v_fact") == ["100000.0"])
        // What replaces it in turn takes the place of both.
        var third = old
        third.version = "再更正"
        #expect(try loader.load(third.report, at: "2024-07-03T08:00:00Z").superseded == [old.digest, new.digest])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func aReplacedReportOfAnotherUnitGivesItsFactsBack() throws {
        let loader = try world.loader()
        try loader.take(old)
        var other = new
        other.unit = "青禾县工商业联合会"
        other.division = "990121"
        try loader.take(other)
        #expect(try world.rows("SELECT unit_name, value FROM v_fact") == ["青禾县工商业联合会 | 110000.0"])
        #expect(try world.warehouse.faults() == [])
    }

    /// A county mends last year's report: the contradiction between the two is gone, and the run's log must hold that.
    @Test func aRunThatLeavesFewerFindingsCountsNone() throws {
        let loader = try world.loader()
        var lastYear = old
        lastYear.year = 2022
        lastYear.figures = ["revenue.total 2022 actual 9"]
        try loader.take(lastYear)
        try loader.take(
            SampleReport(name: "乙.txt", figures: ["revenue.total 2023 actual 10", "revenue.total 2022 actual 8"]))
        #expect(try world.rows("SELECT rule, report_year FROM v_finding") == ["prior_year_restated | 2023"])

        let next = try world.loader(run: "2024-08-01T08:00:00Z")
        lastYear.figures = ["revenue.total 2022 actual 8"]
        let outcome = try next.load(lastYear.report, at: "2024-08-01T08:00:01Z")
        #expect(outcome.superseded.count == 1)
        #expect(outcome.findingCount == 0)
        #expect(try world.rows("SELECT rule FROM v_finding") == [])
    }

    /// A file replaced on disk whose page has a later edition elsewhere: it gives way, and what it replaced counts no more.
    @Test func aReportBetweenTwoEditionsGivesWayAndTakesPlace() throws {
        let loader = try world.loader()
        try loader.take(old)
        var later = SampleReport(name: "乙.txt", figures: ["expenditure.total 2023 actual 12"])
        (later.url, later.publishedOn) = ("https://example.gov.cn/a", "2024-06-01")
        try loader.take(later)
        var between = new
        (between.url, between.publishedOn) = ("https://example.gov.cn/a", "2024-05-01")
        let outcome = try loader.load(between.report, at: "2024-07-02T08:00:00Z")
        #expect(outcome.superseded == [old.digest])
        #expect(outcome.supersededBy == later.digest)
        #expect(try world.rows("SELECT measure, value FROM v_fact") == ["expenditure.total | 120000.0"])
        #expect(try world.warehouse.faults() == [])
    }

    @Test func oldReadingsOfKnownBytesAreLeftAlone() throws {
        let loader = try world.loader()
        try loader.take(old)
        let next = try world.loader(generation: "rules 2", run: "2024-08-01T08:00:00Z")
        let before = try world.dump()
        #expect(try next.standing(of: old.file) == .unchanged)
        #expect(try next.load(old.report, at: "2024-08-01T08:00:01Z").isLoaded == false)
        #expect(try world.dump() == before)
    }

    @Test func theRunLogKeepsTheCounts() throws {
        let loader = try world.loader()
        var counts = RunCounts()
        counts.loaded = 3
        counts.observations = 40
        try loader.finishRun(counts, at: "2024-07-01T08:01:00Z")
        #expect(
            try world.rows("SELECT started_at, finished_at, command, loaded, observations, quarantined FROM ingest_run")
                == ["2024-07-01T08:00:00Z | 2024-07-01T08:01:00Z | load | 3 | 40 | 0"])
        #expect(throws: LoadingError(.noRun)) { try loader.load(old.report, at: "2024-07-01T08:02:00Z") }
    }

    @Test func unchangedSeedsWriteNothing() throws {
        let loader = try world.loader()
        #expect(
            try loader.sync(seedsFingerprint: "seeds 1") {
                Issue.record("asked for rows")
                return SmallWorld.reference
            } == false)
        var changed = SmallWorld.reference
        changed.measures[0].labelZH = "本年收入合计"
        #expect(try loader.sync(seedsFingerprint: "seeds 2") { changed })
        #expect(try world.rows("SELECT label_zh FROM dim_measure WHERE code = 'revenue.total'") == ["本年收入合计"])
    }
}
