import FiscalModel
import Foundation
import GRDB
import Loading
import Testing
import Warehouse

/// Protects that a person's decision stands or is reported, and is never lost, whatever happens around it and in whatever
/// order: all sequences of events over a warehouse of one or two reports, each state that they lead to once.
@Suite struct CorrectionOrderTests {
    /// What people and sources do.
    enum Event: CaseIterable {
        /// The figure chosen, or the first that is printed, is another.
        case correct
        case reject
        case withdraw
        case load
        case reprocess
        /// Rules that do not read the figure.
        case reprocessBlindly
        /// Other bytes at the report's place, with the same figure and with another.
        case replaceAlike, replaceOther
        case delete
        /// Decisions exported, and taken in by a new warehouse that then loads what is there.
        case move

        var isRepeatable: Bool { ![.correct, .reject, .withdraw].contains(self) }
    }

    /// What the decisions are about.
    enum Target: CaseIterable { case unitFigure, tie, project, unsureReading }

    /// A warehouse with the report that stands in its folder, as far as one does.
    struct State {
        var path: String
        var source: SampleReport?
        var content: CorrectionWalk.Snapshot

        /// Every row that counts, and what stands in the folder.
        var identity: String { content.identity + (source?.version ?? "") }
    }

    /// How many events long; more than the test takes by itself.
    static let length = ProcessInfo.processInfo.environment["CORRECTION_EVENTS"].flatMap { Int($0) }

    @Test(arguments: Target.allCases) func aDecisionStandsOrIsReported(target: Target) throws {
        let walk = try CorrectionWalk(target: target)
        var frontier = [try walk.start()]
        /// Where each event leads from each state.
        var ways: [String: [Event: String]] = [frontier[0].identity: [:]]
        for _ in 1...(Self.length ?? (target == .unitFigure ? 3 : 2)) {
            var next: [State] = []
            for state in frontier {
                for event in Event.allCases {
                    guard let after = try walk.apply(event, to: state) else { continue }
                    ways[state.identity]?[event] = after.identity
                    if ways[after.identity] == nil {
                        ways[after.identity] = [:]
                        next.append(after)
                    }
                }
            }
            frontier = next
        }
        // What a source or a run does changes nothing when it is done again.
        for (event, after) in ways.values.flatMap({ $0 }) where event.isRepeatable {
            #expect(ways[after]?[event] ?? after == after, "\(event) twice")
        }
    }
}

/// The events on one target, and what has to hold after each.
final class CorrectionWalk {
    typealias Event = CorrectionOrderTests.Event
    typealias State = CorrectionOrderTests.State

    let target: CorrectionOrderTests.Target
    let own: SampleReport
    private let alike: SampleReport
    private let other: SampleReport
    private let companion: SampleReport?
    private let world: SmallWorld
    /// What analysts see, by what is in: the order of events must not show.
    private var answers: [String: [String]] = [:]
    private var known: [String: Snapshot] = [:]
    private(set) var steps = 0

    init(target: CorrectionOrderTests.Target) throws {
        self.target = target
        func report(_ amount: String, version: String) -> SampleReport {
            var report = SampleReport(name: "2023.txt", version: version, figures: ["staff.in_post 2023 actual 7"])
            switch target {
            case .unitFigure, .tie: report.figures.append("revenue.total 2023 actual \(amount)")
            case .unsureReading: report.unsure = ["revenue.total 2023 actual \(amount)"]
            case .project: report.projects = ["商会建设": "expenditure.project 2023 actual \(amount)"]
            }
            return report
        }
        own = report("12.00", version: "1")
        alike = report("12.00", version: "2")
        other = report("13.00", version: "3")
        companion =
            target == .tie
            ? SampleReport(name: "2023预算.txt", kind: .budget, figures: ["revenue.total 2023 actual 12.50"]) : nil
        world = try SmallWorld()
    }

    /// A warehouse that has the reference rows and, for a tie, the other report.
    func start() throws -> State {
        let loader = try world.loader()
        if let companion { try loader.take(companion) }
        try loader.finishRun(RunCounts(), at: "2024-07-01T09:00:00Z")
        loader.release()
        let content = try Snapshot(world.warehouse, world.warehouse.queue.read(Snapshot.identity))
        try world.warehouse.close()
        return State(path: world.path, source: own, content: content)
    }

    private static let figure = """
        d.status = 'loaded' AND o.generation_id = d.generation_id AND o.fiscal_year = 2023
        AND m.code IN ('revenue.total', 'expenditure.project')
        """

    /// The state after an event, looked at; nil where the event cannot be.
    func apply(_ event: Event, to state: State) throws -> State? {
        steps += 1
        var after = state
        after.path = world.folder + "/\(steps).sqlite"
        try FileManager.default.copyItem(atPath: event == .move ? world.path : state.path, toPath: after.path)
        let before = state.content
        let warehouse = try Warehouse.open(at: after.path)
        let loader = WarehouseLoader(warehouse, generation: "rules 1", judge: PlainJudge())
        switch event {
        case .correct, .reject:
            guard let printed = before.statements.first else { return nil }
            let decision = Correction(
                divisionCode: "990122", unitName: "白水县工商业联合会",
                key: FigureKey(
                    measure: target == .project ? "expenditure.project" : "revenue.total", fiscalYear: 2023,
                    scenario: .actual, project: target == .project ? "商会建设" : nil),
                printed: .money(Amount(fen: printed)),
                value: event == .correct ? .money(Amount(fen: 12_600_000)) : nil, reason: "与原件核对", madeBy: "李某",
                madeAt: "2024-08-\(10 + before.decisions.count)T08:00:00Z",
                source: .init(digest: own.digest, locator: "第1段", quote: "收入合计"))
            try loader.record([decision])
        case .withdraw:
            guard
                var last = try loader.corrections().map(\.correction).filter({ !$0.isWithdrawn }).max(by: {
                    $0.madeAt < $1.madeAt
                })
            else { return nil }
            last.isWithdrawn = true
            try loader.record([last])
        case .load: try load(state.source, loader)
        case .replaceAlike, .replaceOther:
            after.source = event == .replaceAlike ? alike : other
            try load(after.source, loader)
        case .delete:
            guard state.source != nil else { return nil }
            after.source = nil
        case .reprocess, .reprocessBlindly:
            loader.release()
            try reread(warehouse, isBlind: event == .reprocessBlindly)
        case .move:
            let old = try Warehouse.open(at: state.path)
            let decisions = try WarehouseLoader(old, generation: "rules 1", judge: PlainJudge()).corrections()
            try old.close()
            try loader.record(decisions.map(\.correction))
            try load(state.source, loader)
        }
        loader.release()
        // What is on record says all that a warehouse can say.
        let identity = try warehouse.queue.read(Snapshot.identity)
        after.content = try known[identity] ?? Snapshot(warehouse, identity)
        known[identity] = after.content
        if after.identity != state.identity { #expect(try warehouse.faults() == []) }
        try warehouse.close()
        check(after.content, after: event, before)
        return after
    }

    private func load(_ source: SampleReport?, _ loader: WarehouseLoader) throws {
        try loader.sync(seedsFingerprint: "seeds 1") { SmallWorld.reference }
        try loader.beginRun(command: "load", at: "2024-09-01T08:00:00Z")
        if let source { try loader.take(source) }
        try loader.finishRun(RunCounts(), at: "2024-09-01T09:00:00Z")
    }

    private func reread(_ warehouse: Warehouse, isBlind: Bool) throws {
        let versions = [own, alike, other] + (companion.map { [$0] } ?? [])
        let loader = WarehouseLoader(warehouse, generation: isBlind ? "blind rules" : "rules 1", judge: PlainJudge())
        let stored = try loader.storedDocuments()
        try loader.reread(
            command: "reprocess", at: "2024-08-01T08:00:00Z", seedsFingerprint: "seeds 1", rows: SmallWorld.reference
        ) { rereading in
            for document in stored {
                var version = try #require(versions.first { $0.digest == document.file.digest })
                let digest = version.digest
                if isBlind {
                    version.figures = ["staff.in_post 2023 actual 7"]
                    (version.unsure, version.projects) = ([], [:])
                }
                var report = version.report
                report.file = document.file
                #expect(report.file.digest == digest)
                _ = try rereading.take(report, of: document)
            }
            return RunCounts()
        } decide: { _ in
            true
        }
        loader.release()
    }

    /// What has to hold in every state.
    private func check(_ now: Snapshot, after event: Event, _ before: Snapshot) {
        #expect(before.decisions.isSubset(of: now.decisions), "\(event)")
        if event != .move { #expect(before.published.isSubset(of: now.published), "\(event)") }
        if event == .correct || event == .reject {
            #expect(now.decisions.count == before.decisions.count + 1)
            #expect(now.standings.contains { ($0.value == nil) == (event == .reject) })
        }
        for decision in now.standings {
            let isPrinted = now.statements.contains(decision.printed)
            let expected = isPrinted ? "applies" : now.reports == 0 ? "waiting" : "stale"
            #expect(decision.standing == expected, "\(event) \(decision)")
            guard isPrinted else { continue }
            if let value = decision.value {
                #expect(now.fact == "\(value)|\(decision.id)", "\(event) \(decision)")
            } else {
                #expect(now.fact?.hasPrefix("\(decision.printed)|") != true, "\(event) \(decision)")
            }
        }
        #expect(now.standings.count { $0.value != nil } <= 1)
        #expect(now.stale == now.standings.count { $0.standing == "stale" }, "\(event)")
        let key = now.documents.joined(separator: "; ") + now.decisionsWithoutNumbers.sorted().joined(separator: "; ")
        #expect(answers[key, default: now.answers] == now.answers, "\(event)")
        answers[key] = now.answers
    }

    /// What one warehouse says.
    struct Snapshot {
        struct Standing {
            var id: Int64
            var printed: Int64
            var value: Int64?
            var standing: String
        }
        var decisions: Set<String>
        var decisionsWithoutNumbers: [String]
        var standings: [Standing]
        var published: Set<String>
        /// Printed values of the figure, the one chosen first.
        var statements: [Int64]
        /// value|decision
        var fact: String?
        var reports: Int
        var stale: Int
        var documents: [String]
        var answers: [String]
        var identity: String

        /// Every row that counts, without the runs that wrote them.
        static func identity(_ db: Database) throws -> String {
            try tables.map { table, columns in
                let rows = "SELECT \(columns) AS row FROM \(table) ORDER BY 1"
                return try String.fetchOne(db, sql: "SELECT group_concat(row, char(10)) FROM (\(rows))") ?? ""
            }.joined(separator: "\n\n")
        }

        init(_ warehouse: Warehouse, _ identity: String) throws {
            func readings(_ table: String) -> String {
                """
                SELECT o.value_fen, \(table == "unsure_reading" ? "0" : "o.accepted") AS accepted FROM \(table) o
                JOIN dim_document d USING (document_id) JOIN dim_measure m USING (measure_id)
                WHERE \(CorrectionWalk.figure)
                """
            }
            self = try warehouse.queue.read { db in
                let made = """
                    made_at || '|' || printed_fen || '|' || ifnull(value_fen, '∅') || reason || made_by || source_sha256
                    """
                return Self(
                    decisions: try Set(String.fetchAll(db, sql: "SELECT \(made) FROM correction")),
                    decisionsWithoutNumbers: try String.fetchAll(
                        db, sql: "SELECT \(made) || is_withdrawn FROM correction"),
                    standings: try Row.fetchAll(
                        db,
                        sql:
                            "SELECT correction_id, printed_fen, value_fen, standing FROM correction WHERE is_withdrawn = 0"
                    ).map { Standing(id: $0[0], printed: $0[1], value: $0[2], standing: $0[3]) },
                    published: try Set(
                        String.fetchAll(
                            db,
                            sql: """
                                SELECT concat FROM (
                                  SELECT 'o' || observation_id || '|' || document_id || '|' || generation_id || '|' || quote AS concat
                                  FROM published_observation
                                  UNION ALL
                                  SELECT 'u' || document_id || '|' || generation_id || '|' || quote FROM unsure_reading)
                                """)),
                    statements: try Int64.fetchAll(
                        db,
                        sql:
                            "SELECT value_fen FROM (\(readings("published_observation")) UNION ALL \(readings("unsure_reading")))  ORDER BY accepted DESC, value_fen"
                    ),
                    fact: try String.fetchOne(
                        db,
                        sql: """
                            SELECT ifnull(value_fen, '∅') || '|' || ifnull(correction_id, '∅') FROM (
                              SELECT value_fen, correction_id FROM fact_figure JOIN dim_measure m USING (measure_id)
                              WHERE code = 'revenue.total'
                              UNION ALL SELECT value_fen, correction_id FROM fact_project)
                            """),
                    reports: try Int.fetchOne(db, sql: "SELECT count(*) FROM dim_document WHERE status = 'loaded'")
                        ?? 0,
                    stale: try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM v_finding WHERE rule = 'correction_stale'") ?? 0,
                    documents: try String.fetchAll(
                        db,
                        sql: """
                            SELECT sha256 || '|' || ifnull((SELECT group_concat(quote) FROM published_observation o
                              WHERE o.document_id = d.document_id AND o.generation_id = d.generation_id), '')
                            || '|' || ifnull((SELECT group_concat(quote) FROM unsure_reading o
                              WHERE o.document_id = d.document_id AND o.generation_id = d.generation_id), '')
                            FROM dim_document d WHERE status = 'loaded' ORDER BY 1
                            """),
                    answers: try [
                        "SELECT unit_name, fiscal_year, measure, value_fen, conflicted, reason, quote FROM v_fact",
                        "SELECT measure, value_fen, accepted, reason, conflicted, quote FROM v_candidate",
                        "SELECT rule, measure, message, quote FROM v_finding",
                        "SELECT fiscal_year, project, amount, quote FROM v_project",
                        "SELECT made_at, decision, standing FROM v_correction",
                    ].map { sql in
                        try Row.fetchAll(db, sql: sql).map {
                            $0.databaseValues.map(\.description).joined(separator: "|")
                        }
                        .sorted().joined(separator: "\n")
                    },
                    identity: identity)
            }
        }

        private static let tables = [
            (
                "dim_document",
                "document_id || '|' || sha256 || status || ifnull(superseded_by_id, '∅') || generation_id"
            ),
            (
                "published_observation",
                "observation_id || '|' || document_id || '|' || generation_id || quote || accepted"
            ),
            ("unsure_reading", "document_id || '|' || generation_id || quote"),
            (
                "fact_figure",
                "fiscal_year || '|' || measure_id || '|' || ifnull(value_fen, '∅') || '|' || ifnull(correction_id, '∅')"
            ),
            ("fact_project", "project_id || '|' || ifnull(value_fen, '∅') || '|' || ifnull(correction_id, '∅')"),
            ("finding", "document_id || rule || message"),
            (
                "correction",
                "correction_id || '|' || made_at || printed_fen || '|' || ifnull(value_fen, '∅') || is_withdrawn || standing"
            ),
        ]

        private init(
            decisions: Set<String>, decisionsWithoutNumbers: [String], standings: [Standing], published: Set<String>,
            statements: [Int64], fact: String?, reports: Int, stale: Int, documents: [String], answers: [String],
            identity: String
        ) {
            self.decisions = decisions
            self.decisionsWithoutNumbers = decisionsWithoutNumbers
            self.standings = standings
            self.published = published
            self.statements = statements
            self.fact = fact
            self.reports = reports
            self.stale = stale
            self.documents = documents
            self.answers = answers
            self.identity = identity
        }
    }
}
