import FiscalModel
import Loading
import Testing

/// Protects that bodies of one kind are held against each other over all that is loaded, whenever it came.
@Suite struct PeerJudgingTests {
    /// A county's federation with its total in 万元.
    private static func report(
        _ number: Int, _ total: String, year: Int = 2023, kind: String = "federation", findings: [Finding] = []
    ) -> SampleReport {
        SampleReport(
            name: "\(number)-\(year).txt", unit: "白水县第\(number)联合会", kindOfBody: kind, year: year,
            figures: ["revenue.total \(year) actual \(total)"], findings: findings)
    }

    private static let peers = (1...5).map { report($0, "\(100 + $0).00") }
    private static let slip = report(6, "1230000.00")

    private let findings = "SELECT file_name, rule, measure, fiscal_year, is_between_units FROM v_finding ORDER BY 1"
    private let found = ["6-2023.txt | unit_suspect | revenue.total | 2023 | 1"]

    private func load(_ world: SmallWorld, _ samples: [SampleReport]) throws -> RunCounts {
        let loader = try world.loader()
        for sample in samples { try loader.take(sample) }
        let counts = try loader.finishRun(RunCounts(), at: "2024-07-01T09:00:00Z")
        #expect(try world.warehouse.faults() == [])
        return counts
    }

    /// In one run or several, in any order: the same findings, and a run without news writes nothing.
    @Test func anyOrderAndAnyNumberOfRuns() throws {
        let runs: [[[SampleReport]]] = [
            [Self.peers + [Self.slip]], [[Self.slip] + Self.peers], [Self.peers, [Self.slip]],
            [[Self.slip], Self.peers],
            [[Self.slip], Array(Self.peers[..<3]), Array(Self.peers[3...])],
        ]
        for samples in runs {
            let world = try SmallWorld()
            var findings = 0
            for samples in samples { findings += try load(world, samples).findings }
            #expect(try world.rows(self.findings) == found)
            #expect(findings == 1)
            let dump = try world.dump()
            #expect(try load(world, samples.flatMap(\.self)).findings == 0)
            #expect(try world.dump() == dump)
        }
    }

    /// The finding goes with its cause: the report is mended, a person decides, or another rule says it already.
    @Test func aFindingGoesWithItsCause() throws {
        let world = try SmallWorld()
        _ = try load(world, Self.peers + [Self.slip])
        var mended = Self.report(6, "123.00")
        mended.version = "2"
        _ = try load(world, [mended])
        #expect(try world.rows(findings) == [])
        #expect(try world.rows("SELECT count(*) FROM finding") == ["0"])
    }

    @Test func whatAPersonDecidedIsNotSuspected() throws {
        let world = try SmallWorld()
        _ = try load(world, Self.peers + [Self.slip])
        let loader = try world.loader()
        let printed = Value.money(Amount(fen: 1_230_000_000_000))
        try loader.record([
            Correction(
                divisionCode: "990122", unitName: "第6联合会",
                key: FigureKey(measure: "revenue.total", fiscalYear: 2023, scenario: .actual), printed: printed,
                value: printed, reason: "核对过原件", madeBy: "王", madeAt: "2024-07-02T08:00:00Z",
                source: .init(digest: Self.slip.digest, locator: "第1段", quote: "revenue.total 2023 actual 1230000.00"))
        ])
        #expect(try world.rows(findings) == [])
        #expect(try world.rows("SELECT kind_of_body FROM peer_judging_owed") == [])
    }

    /// One cause gives one finding: what the report itself shows to be in the wrong unit is not reported again.
    @Test func notBesideTheReportsOwnFinding() throws {
        let own = Finding(
            rule: .unitSuspect, measure: "revenue.total", fiscalYear: 2023, severity: .warning,
            message: .init(zh: "相差一万倍", en: "off"),
            quote: "1230000.00")
        let world = try SmallWorld()
        _ = try load(world, Self.peers + [Self.report(6, "1230000.00", findings: [own])])
        #expect(try world.rows(findings) == ["6-2023.txt | unit_suspect | revenue.total | 2023 | 0"])
    }

    /// A unit that turns out to be of another kind leaves its peers, and its finding goes.
    @Test func aUnitMayLeaveItsPeers() throws {
        let world = try SmallWorld()
        _ = try load(world, Self.peers + [Self.report(6, "1230000.00", kind: "other")])
        #expect(try world.rows(findings) == [])
        _ = try load(world, [Self.report(6, "120.00", year: 2022, kind: "federation")])
        #expect(try world.rows(findings) == found)
    }

    /// Reading documents again judges among peers in the same transaction.
    @Test func readingAgainJudgesAmongPeers() throws {
        let world = try SmallWorld()
        _ = try load(world, Self.peers + [Self.slip])
        let dump = try world.dump()
        let loader = WarehouseLoader(world.warehouse, generation: "rules 2", judge: PlainJudge())
        let stored = try loader.storedDocuments()
        var mended = Self.slip.report
        mended.observations[0].value.value = .money(Amount(fen: 12_300_000))
        try loader.reread(
            command: "reprocess", at: "2024-08-01T08:00:00Z", seedsFingerprint: "seeds 1",
            rows: SmallWorld.reference
        ) { rereading in
            for document in stored where document.file.name == Self.slip.name {
                _ = try rereading.take(mended, of: document)
            }
            return RunCounts()
        } decide: { changes in
            #expect(changes.findings == .init(before: 1, after: 0))
            return false
        }
        #expect(try world.dump() == dump)
    }
}
