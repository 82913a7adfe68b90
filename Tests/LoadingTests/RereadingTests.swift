import FiscalModel
import GRDB
import Loading
import Testing

/// Protects what reading again does to the record: nothing published is overwritten, nothing read the same is written
/// twice, and what analysts see is what a fresh load would show.
@Suite struct RereadingTests {
    private let own = SampleReport(
        name: "2023.txt", aliases: ["县工商联"],
        figures: ["revenue.total 2023 actual 12.00", "expenditure.total 2023 actual 11.00"],
        unsure: ["three_public.total 2023 actual 1.50"],
        projects: ["光彩项目": "expenditure.project 2023 actual 3.00"])
    private let later = SampleReport(
        name: "2024.txt", year: 2024,
        figures: ["revenue.total 2024 actual 15.00", "revenue.total 2023 actual 12.50"])

    private let facts = "SELECT unit_name, fiscal_year, measure, value_fen FROM v_fact ORDER BY 1, 2, 3"
    private let findings = "SELECT file_name, rule FROM v_finding ORDER BY 1, 2"

    private func world(_ samples: [SampleReport]) throws -> SmallWorld {
        let world = try SmallWorld()
        let loader = try world.loader()
        for sample in samples { try loader.take(sample) }
        try loader.finishRun(RunCounts(), at: "2024-07-01T09:00:00Z")
        return world
    }

    private enum Outcome {
        case report(SampleReport)
        case quarantine(String)
    }

    /// Reads the documents again as the samples say; those without one keep their bytes and are not read.
    @discardableResult
    private func reread(
        _ world: SmallWorld, rules: String = "rules 2", _ readings: [String: Outcome], isKept: Bool = true,
        judge: some UnitJudge = PlainJudge()
    ) throws -> (effects: [Rereading.Effect], changes: DataChanges) {
        let loader = WarehouseLoader(world.warehouse, generation: rules, judge: judge)
        var effects: [Rereading.Effect] = []
        var found = DataChanges()
        let stored = try loader.storedDocuments()
        try loader.reread(
            command: "reprocess", at: "2024-08-01T08:00:00Z", seedsFingerprint: "seeds 1",
            rows: SmallWorld.reference
        ) { rereading in
            for document in stored {
                switch readings[document.file.name] {
                case .report(let sample):
                    var report = sample.report
                    report.file = document.file
                    effects.append(try rereading.take(report, of: document))
                case .quarantine(let code):
                    effects.append(
                        try rereading.take(
                            Quarantine(code: code, text: code), format: nil, metadata: .init(), of: document))
                case nil: rereading.keep(document)
                }
            }
            return RunCounts()
        } decide: {
            found = $0
            return isKept
        }
        #expect(try world.warehouse.faults() == [])
        return (effects, found)
    }

    @Test func theSameReadingByTheSameRulesWritesNothing() throws {
        let world = try world([own, later])
        let before = try world.dump()
        let result = try reread(world, rules: "rules 1", ["2023.txt": .report(own), "2024.txt": .report(later)])
        #expect(result.effects == [.unchanged, .unchanged])
        #expect(result.changes.measures.isEmpty)
        #expect(try world.dump() == before)
    }

    @Test func theSameReadingByNewerRulesIsOnlyConfirmed() throws {
        let world = try world([own, later])
        let readings: [String: Outcome] = ["2023.txt": .report(own), "2024.txt": .report(later)]
        let before = try world.rows("SELECT * FROM published_observation")
        #expect(try reread(world, readings).effects == [.unchanged, .unchanged])
        #expect(try world.rows("SELECT * FROM published_observation") == before)
        #expect(try world.rows("SELECT DISTINCT rules_generation FROM v_document") == ["rules 2"])
        let confirmed = try world.dump()
        #expect(try reread(world, readings).effects == [.unchanged, .unchanged])
        #expect(try world.dump() == confirmed)
        // Back to the first rules: the reading is theirs.
        try reread(world, rules: "rules 1", readings)
        #expect(try world.rows("SELECT * FROM reading_confirmation") == [])
    }

    /// Judges otherwise than those before: silent, and of two statements takes none.
    private struct SilentJudge: UnitJudge {
        func choose(among candidates: [Candidate]) -> Choice {
            Choice(chosen: nil, reasons: candidates.map { _ in .tie })
        }
        func findings(between reports: [CurrentReport]) -> [ReportFinding] { [] }
        func findings(among peers: PeerGroup) -> [ReportFinding] { [] }
    }

    /// Every unit is judged by today's rules, those too whose documents read as before or cannot be had.
    @Test func rulesThatOnlyJudgeOtherwiseJudgeEveryUnitAgain() throws {
        var slip = later
        (slip.name, slip.unit, slip.division) = ("slip.txt", "青禾县工商业联合会", "990121")
        slip.figures = ["revenue.total 2024 actual 150000000.00"]
        let world = try world([own, later, slip])
        let judged = [
            facts, findings, "SELECT measure, value_fen, accepted, reason FROM v_candidate ORDER BY 1, 2, 3, 4",
        ]
        let fresh = try judged.map(world.rows)
        #expect(fresh[1] == ["2024.txt | prior_year_restated", "slip.txt | unit_suspect"])

        let readings: [String: Outcome] = ["2023.txt": .report(own), "slip.txt": .report(slip)]
        let result = try reread(world, readings, judge: SilentJudge())
        #expect(result.effects == [.unchanged, .unchanged])
        #expect(result.changes.findings == .init(before: 2, after: 0))
        #expect(try world.rows("SELECT DISTINCT conflicted FROM v_fact") == ["1"])
        try reread(world, rules: "rules 3", readings)
        #expect(try judged.map(world.rows) == fresh)
    }

    /// A warehouse of before migration 10 has Chinese messages only; reading again fills the English in, and that is no
    /// other reading.
    @Test func findingsOfBeforeGetTheirEnglish() throws {
        var report = own
        report.findings = [
            Finding(
                rule: .overBudget, measure: "expenditure.total", fiscalYear: 2023, severity: .warning,
                message: .init(zh: "超出预算", en: "over budget"), quote: "原文")
        ]
        let world = try world([report, later])
        let english = "SELECT message, message_en FROM v_finding ORDER BY 1"
        let fresh = try world.rows(english)
        #expect(fresh == ["上年数不一致 | off", "超出预算 | over budget"])
        try world.warehouse.queue.write { db in try db.execute(sql: "UPDATE finding SET message_en = NULL") }
        #expect(try world.rows(english) == ["上年数不一致 | 上年数不一致", "超出预算 | 超出预算"])
        let result = try reread(world, ["2023.txt": .report(report), "2024.txt": .report(later)])
        #expect(result.effects == [.unchanged, .unchanged])
        #expect(try world.rows(english) == fresh)
        #expect(try world.rows("SELECT count(*) FROM published_observation") == ["5"])
    }

    @Test func anotherReadingIsAddedAndCounts() throws {
        let world = try world([own, later])
        #expect(try world.rows(findings) == ["2024.txt | prior_year_restated"])
        var mended = own
        mended.figures[0] = "revenue.total 2023 actual 12.50"
        mended.figures.append("staff.in_post 2023 actual 8")
        mended.unsure = []
        let result = try reread(world, ["2023.txt": .report(mended), "2024.txt": .report(later)])
        #expect(result.effects == [.changed, .unchanged])
        #expect(result.changes.measures.map(\.measure) == ["revenue.total", "staff.in_post"])
        #expect(result.changes.measures.map { [$0.added, $0.removed, $0.changed] } == [[0, 0, 1], [1, 0, 0]])
        #expect(
            result.changes.measures[0].examples[0].before == .value(.money(Amount(fen: 12_000_000))))
        #expect(result.changes.measures[0].examples[0].after == .value(.money(Amount(fen: 12_500_000))))
        #expect(result.changes.observations == .init(before: 5, after: 6))
        #expect(result.changes.unsure == .init(before: 1, after: 0))
        #expect(result.changes.findings == .init(before: 1, after: 0))
        #expect(try world.rows("SELECT count(*) FROM published_observation") == ["9"])

        // What a fresh load of the same would show.
        let fresh = try self.world([mended, later])
        #expect(try world.rows(facts) == fresh.rows(facts))
        #expect(try world.rows(findings) == fresh.rows(findings))
    }

    @Test func rulesThatComeBackFindTheirReadingAgain() throws {
        let world = try world([own])
        var other = own
        other.figures[0] = "revenue.total 2023 actual 99.00"
        try reread(world, ["2023.txt": .report(other)])
        let rows = try world.rows("SELECT count(*) FROM published_observation")
        #expect(try reread(world, rules: "rules 1", ["2023.txt": .report(own)]).effects == [.changed])
        #expect(try reread(world, ["2023.txt": .report(other)]).effects == [.changed])
        #expect(try world.rows("SELECT count(*) FROM published_observation") == rows)
        #expect(try world.rows("SELECT value_fen FROM v_fact WHERE measure = 'revenue.total'") == ["99000000"])
    }

    /// A program that the rules use may read otherwise in its next version.
    @Test func theSameRulesMayReadOtherwise() throws {
        let world = try world([own, later])
        for (digits, count) in [("13.00", "2"), ("14.00", "3"), ("14.00", "3"), ("12.00", "3")] {
            var other = own
            other.figures[0] = "revenue.total 2023 actual \(digits)"
            try reread(world, rules: "rules 1", ["2023.txt": .report(other), "2024.txt": .report(later)])
            #expect(try world.rows("SELECT count(*) FROM rules_generation") == [count])
        }
        #expect(
            try world.rows("SELECT fingerprint FROM rules_generation ORDER BY 1") == [
                "rules 1", "rules 1, reading 2", "rules 1, reading 3",
            ])
        #expect(
            try WarehouseLoader(world.warehouse, generation: "rules 1", judge: PlainJudge()).storedDocuments()
                .map(\.generation) == ["rules 1", "rules 1"])
    }

    @Test func whatIsNotKeptLeavesNothing() throws {
        let world = try world([own, later])
        let before = try world.dump() + world.rows("SELECT * FROM ingest_run")
        var other = own
        other.unit = "白水县科学技术协会"
        other.year = 2022
        let result = try reread(
            world, ["2023.txt": .report(other), "2024.txt": .quarantine("damaged")], isKept: false)
        #expect(result.effects == [.changed, .quarantined])
        #expect(result.changes.removed > 0)
        #expect(try world.dump() + world.rows("SELECT * FROM ingest_run") == before)
    }

    @Test func aDocumentThatCannotBeReadAnyMoreCountsNoMoreAndMayComeBack() throws {
        let world = try world([own, later])
        let before = try world.rows(facts)
        #expect(
            try reread(world, ["2023.txt": .quarantine("damaged"), "2024.txt": .report(later)]).effects == [
                .quarantined, .unchanged,
            ])
        let alone = try self.world([later])
        #expect(try world.rows(facts) == alone.rows(facts))
        #expect(
            try world.rows("SELECT status, quarantine_code FROM v_document ORDER BY file_name") == [
                "quarantined | damaged", "loaded | ∅",
            ])
        #expect(
            try reread(world, rules: "rules 3", ["2023.txt": .report(own), "2024.txt": .report(later)]).effects == [
                .readable, .unchanged,
            ])
        #expect(try world.rows(facts) == before)
        #expect(try world.rows(findings) == ["2024.txt | prior_year_restated"])

        // Loading it does the same, and the rows of the first reading are found again.
        try reread(world, rules: "rules 4", ["2023.txt": .quarantine("damaged")])
        let loader = try world.loader(generation: "rules 1", run: "2024-09-01T08:00:00Z")
        #expect(try loader.take(own) == .retry)
        #expect(try world.rows(facts) == before)
        #expect(try world.warehouse.faults() == [])
    }

    @Test func whatGaveWayToAnUnreadableDocumentStandsAgain() throws {
        let first = SampleReport(name: "甲.txt", figures: ["revenue.total 2023 actual 10.00"])
        let second = SampleReport(name: "甲.txt", version: "更正", figures: ["revenue.total 2023 actual 11.00"])
        let world = try world([first, second])
        let loader = WarehouseLoader(world.warehouse, generation: "rules 2", judge: PlainJudge())
        let stored = try loader.storedDocuments()
        func reread(_ outcome: Outcome) throws {
            let loader = WarehouseLoader(world.warehouse, generation: "rules 2", judge: PlainJudge())
            let document = try #require(try loader.storedDocuments().last)
            try loader.reread(
                command: "reprocess", at: "2024-08-01T08:00:00Z", seedsFingerprint: "seeds 1",
                rows: SmallWorld.reference
            ) { rereading in
                switch outcome {
                case .report(let sample): _ = try rereading.take(sample.report, of: document)
                case .quarantine(let code):
                    _ = try rereading.take(
                        Quarantine(code: code, text: code), format: nil, metadata: .init(), of: document)
                }
                return RunCounts()
            } decide: { _ in
                true
            }
            #expect(try world.warehouse.faults() == [])
        }
        #expect(stored.count == 2)
        try reread(.quarantine("damaged"))
        #expect(try world.rows("SELECT value_fen FROM v_fact") == ["10000000"])
        try reread(.report(second))
        #expect(try world.rows("SELECT value_fen FROM v_fact") == ["11000000"])
        #expect(
            try world.rows("SELECT status FROM v_document ORDER BY sha256 = '\(second.digest)'") == [
                "superseded", "loaded",
            ])
    }

    /// Names and kind of a unit are those that its documents print today.
    @Test func aUnitReadOtherwiseLeavesNoName() throws {
        var misread = own
        misread.unit = "样省白水县工商业联合会"
        misread.aliases = ["联合会盖章"]
        misread.kindOfBody = "other"
        let world = try world([misread])
        try reread(world, ["2023.txt": .report(own)])
        let fresh = try self.world([own])
        let names = "SELECT name, is_full_name, first_year, last_year FROM unit_alias ORDER BY 1"
        #expect(try world.rows(names) == fresh.rows(names))
        let units = "SELECT unit_name, kind_of_body, documents FROM v_unit"
        #expect(try world.rows(units) == fresh.rows(units))
        #expect(try world.rows(facts) == fresh.rows(facts))

        // Another body altogether: the one that was never there is not listed.
        var other = own
        other.unit = "白水县科学技术协会"
        other.kindOfBody = "other"
        try reread(world, rules: "rules 3", ["2023.txt": .report(other)])
        #expect(try world.rows(units) == ["白水县科学技术协会 | other | 1"])
        #expect(try world.rows("SELECT DISTINCT unit_name FROM v_fact") == ["白水县科学技术协会"])
    }

    /// A warehouse of before migration 7 knows no names by document: none may be lost before all were read again.
    @Test func namesOfBeforeStayUntilAllDocumentsAreReadAgain() throws {
        let world = try world([own, later])
        try world.warehouse.queue.write { db in try db.execute(sql: "DELETE FROM document_unit_name") }
        let names = "SELECT name, is_full_name, first_year, last_year FROM unit_alias ORDER BY 1"
        let before = try world.rows(names)
        #expect(try reread(world, rules: "rules 1", ["2024.txt": .report(later)]).effects == [.unchanged])
        #expect(try world.rows(names) == before)
        try reread(world, rules: "rules 1", ["2023.txt": .report(own), "2024.txt": .report(later)])
        #expect(try world.rows(names) == before)
        #expect(try world.rows("SELECT count(*) FROM document_unit_name") == ["3"])
    }

    /// A decision whose report counts as another unit's now is reported there, not lost.
    @Test func aDecisionOnAUnitThatIsReadOtherwiseIsReported() throws {
        let world = try world([CorrectionTests.own])
        let loader = WarehouseLoader(world.warehouse, generation: "rules 1", judge: PlainJudge())
        try loader.record([CorrectionTests.correction()])
        loader.release()
        #expect(try world.rows("SELECT standing FROM v_correction") == ["applies"])
        var other = CorrectionTests.own
        other.unit = "白水县科学技术协会"
        other.kindOfBody = "other"
        let result = try reread(world, ["2023.txt": .report(other)])
        #expect(result.changes.decisions.map(\.after) == [.stale])
        #expect(try world.rows("SELECT standing FROM v_correction") == ["stale"])
        #expect(try world.rows(findings) == ["2023.txt | correction_stale"])
        let back = try reread(world, rules: "rules 3", ["2023.txt": .report(CorrectionTests.own)])
        #expect(back.changes.decisions.map(\.after) == [.applies])
        #expect(try world.rows("SELECT value_fen FROM v_fact") == ["12500000"])
        #expect(try world.rows(findings) == [])
    }

    enum Step: CaseIterable { case correct, reingest, reprocess, change }

    static let orders: [[Step]] = Step.allCases.flatMap { a in
        Step.allCases.flatMap { b in
            Step.allCases.flatMap { c in
                Step.allCases.map { [a, b, c, $0] }.filter { Set($0).count == 4 }
            }
        }
    }

    /// Correct a figure, load again, read again, change the source, in every order: the correction stands or is reported,
    /// and reading again once more changes nothing.
    @Test(arguments: orders) func aCorrectionIsNeverLost(order: [Step]) throws {
        let world = try world([CorrectionTests.own])
        var current = CorrectionTests.own
        for step in order {
            switch step {
            case .correct:
                let loader = WarehouseLoader(world.warehouse, generation: "rules 1", judge: PlainJudge())
                try loader.record([
                    CorrectionTests.correction(
                        printed: current.digest == CorrectionTests.own.digest ? "120000" : "130000")
                ])
                loader.release()
            case .reingest, .change:
                if step == .change { current = CorrectionTests.changed }
                let loader = try world.loader(run: "2024-09-01T08:00:00Z")
                try loader.take(current)
                try loader.finishRun(RunCounts(), at: "2024-09-01T09:00:00Z")
            case .reprocess: try reread(world, current)
            }
            #expect(try world.warehouse.faults() == [])
        }
        let isAfter = order.firstIndex(of: .correct)! > order.firstIndex(of: .change)!
        #expect(try world.rows("SELECT value_fen FROM v_fact") == [isAfter ? "12500000" : "13000000"])
        #expect(try world.rows("SELECT standing FROM v_correction") == [isAfter ? "applies" : "stale"])
        #expect(try world.rows(findings) == (isAfter ? [] : ["2023.txt | correction_stale"]))
        try reread(world, current)
        let dump = try world.dump()
        try reread(world, current)
        #expect(try world.dump() == dump)
    }

    /// Reads every version of the one document again, superseded ones too.
    private func reread(_ world: SmallWorld, _ current: SampleReport) throws {
        let versions = [CorrectionTests.own, CorrectionTests.changed]
        let loader = WarehouseLoader(world.warehouse, generation: "rules 2", judge: PlainJudge())
        let stored = try loader.storedDocuments()
        try loader.reread(
            command: "reprocess", at: "2024-08-01T08:00:00Z", seedsFingerprint: "seeds 1",
            rows: SmallWorld.reference
        ) { rereading in
            for document in stored {
                let version = try #require(versions.first { $0.digest == document.file.digest })
                #expect(try rereading.take(version.report, of: document) == .unchanged)
            }
            return RunCounts()
        } decide: { _ in
            true
        }
    }
}
