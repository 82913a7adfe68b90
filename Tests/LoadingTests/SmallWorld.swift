import DocumentModel
import FiscalModel
import Foundation
import GRDB
import Loading
import Warehouse

/// A made-up county with a few seeds, and a warehouse in a folder of its own that goes away with it.
final class SmallWorld {
    let folder: String
    let path: String
    let warehouse: Warehouse

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("loading-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/warehouse.sqlite"
        warehouse = try Warehouse.create(at: path)
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { assertionFailure("\(error)") }
    }

    /// A loader whose run has begun.
    func loader(generation: String = "rules 1", run: String = "2024-07-01T08:00:00Z") throws -> WarehouseLoader {
        let loader = WarehouseLoader(warehouse, generation: generation, judge: PlainJudge())
        try loader.sync(seedsFingerprint: "seeds 1") { Self.reference }
        try loader.beginRun(command: "load", at: run)
        return loader
    }

    func rows(_ sql: String) throws -> [String] {
        try warehouse.queue.read { db in
            try Row.fetchAll(db, sql: sql).map { row in
                row.databaseValues.map { value in
                    switch value.storage {
                    case .null: "∅"
                    case .int64(let number): String(number)
                    case .double(let number): String(number)
                    case .string(let text): text
                    case .blob(let data): "\(data.count) bytes"
                    }
                }.joined(separator: " | ")
            }
        }
    }

    /// Every row of every table but the run log, as text.
    func dump() throws -> [String] {
        try tables().flatMap { table in try rows("SELECT * FROM \(table)").sorted().map { "\(table): \($0)" } }
    }

    private func tables() throws -> [String] {
        try rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'ingest_run' ORDER BY name")
    }

    static let reference = ReferenceRows(
        divisions: [
            .init(
                code: "990000", name: "样省", level: "province", province: "样省", city: "", validFrom: 1990,
                validUntil: nil),
            .init(
                code: "990100", name: "样州市", level: "city", province: "样省", city: "样州市", validFrom: 1990,
                validUntil: nil),
            .init(
                code: "990121", name: "青禾县", level: "county", province: "样省", city: "样州市", validFrom: 1990,
                validUntil: 2023, successors: [.init(code: "990181")]),
            .init(
                code: "990181", name: "青禾市", level: "county", province: "样省", city: "样州市", validFrom: 2023,
                validUntil: nil),
            .init(
                code: "990122", name: "白水县", level: "county", province: "样省", city: "样州市", validFrom: 1990,
                validUntil: nil),
        ],
        populations: [.init(divisionCode: "990122", year: 2020, residents: 200_000)],
        measures: [
            .init(code: "revenue.total", labelZH: "收入合计", labelEN: "Total revenue", unit: "yuan", scheme: "revenue"),
            .init(
                code: "expenditure.total", labelZH: "支出合计", labelEN: "Total expenditure", unit: "yuan",
                scheme: "nature"),
            .init(
                code: "expenditure.basic", labelZH: "基本支出", unit: "yuan", scheme: "nature", parent: "expenditure.total"),
            .init(
                code: "expenditure.project", labelZH: "项目支出", unit: "yuan", scheme: "nature",
                parent: "expenditure.total"),
            .init(code: "three_public.total", labelZH: "“三公”经费", unit: "yuan", scheme: "three_public"),
            .init(
                code: "three_public.reception", labelZH: "公务接待费", unit: "yuan", scheme: "three_public",
                parent: "three_public.total"),
            .init(code: "staff.in_post", labelZH: "在职人数", unit: "person", scheme: "statistic"),
            .init(code: "budget_execution_rate", labelZH: "预算执行率", unit: "percent", scheme: "statistic"),
            .init(
                code: "expenditure.function.201", labelZH: "一般公共服务支出", unit: "yuan", scheme: "function",
                parent: "expenditure.total"),
            .init(
                code: "expenditure.economic.302", labelZH: "商品和服务支出", unit: "yuan", scheme: "economic",
                parent: "expenditure.total"),
        ],
        scenarios: [
            .init(code: "initial_budget", zh: "年初预算", en: "Initial budget"),
            .init(code: "adjusted_budget", zh: "全年预算", en: "Adjusted budget"),
            .init(code: "budget", zh: "预算数", en: "Budget"), .init(code: "actual", zh: "决算数", en: "Actual"),
        ],
        kindsOfBody: [
            .init(code: "federation", zh: "工商业联合会", en: "Federation"), .init(code: "other", zh: "其他", en: "Other"),
        ],
        documentKinds: ReportKind.allCases.map { .init(code: $0.rawValue, zh: $0.rawValue, en: $0.rawValue) })
}

/// A person decides, then the report of the year itself; what disagrees there is a tie.
struct PlainJudge: UnitJudge {
    func choose(among candidates: [Candidate]) -> Choice {
        if candidates.contains(where: { $0.verdict != nil }) { return chooseByVerdict(candidates) }
        let own = candidates.indices.filter { candidates[$0].reportFiscalYear == candidates[$0].observation.fiscalYear }
        let best = own.isEmpty ? Array(candidates.indices) : own
        let isUnanimous = best.allSatisfy {
            candidates[$0].observation.value.isWorth(candidates[best[0]].observation.value)
        }
        let chosen = isUnanimous ? best[0] : nil
        return Choice(
            chosen: chosen,
            reasons: candidates.indices.map { index in
                if index == chosen { return candidates.count == 1 ? .onlyStatement : .ownYear }
                if !best.contains(index) { return .otherYear }
                return isUnanimous ? .repeats : .tie
            })
    }

    private func chooseByVerdict(_ candidates: [Candidate]) -> Choice {
        let chosen =
            candidates.firstIndex { $0.verdict == .accepted || $0.verdict == .corrected }
            ?? candidates.firstIndex { $0.verdict == nil }
        return Choice(
            chosen: chosen,
            reasons: candidates.indices.map { index in
                if candidates[index].verdict == .rejected { return .rejected }
                if index != chosen { return .overruled }
                return candidates[index].verdict == .corrected ? .corrected : .accepted
            })
    }

    func findings(between reports: [CurrentReport]) -> [ReportFinding] {
        var found: [ReportFinding] = []
        for later in reports {
            for earlier in reports where earlier.fiscalYear == later.fiscalYear - 1 {
                for mention in later.candidates where mention.observation.fiscalYear == earlier.fiscalYear {
                    let original = earlier.candidates.first { $0.key == mention.key }
                    guard let original, !original.observation.value.isWorth(mention.observation.value) else { continue }
                    found.append(
                        ReportFinding(
                            digest: later.digest,
                            finding: Finding(
                                rule: .priorYearRestated, measure: mention.key.measure,
                                fiscalYear: mention.key.fiscalYear, severity: .warning,
                                message: .init(zh: "上年数不一致", en: "off"),
                                quote: mention.observation.quote)))
                }
            }
        }
        return found
    }

    func findings(among peers: PeerGroup) -> [ReportFinding] {
        peers.figures.sorted { $0.digest < $1.digest }.compactMap { figure in
            let observation = figure.observation
            let series = PeerSeries(measure: observation.measure, scenario: observation.scenario)
            guard !figure.isSettled, let median = peers.medians[series], figure.amount.fen / 5000 >= median else {
                return nil
            }
            return ReportFinding(
                digest: figure.digest,
                finding: Finding(
                    rule: .unitSuspect, measure: observation.measure, fiscalYear: observation.fiscalYear,
                    severity: .warning, message: .init(zh: "与同类单位不一致", en: "off"), quote: observation.quote))
        }
    }
}

/// A report in one line a figure: “measure year scenario value”, the value in 万元 or, with a unit sign, as it is.
struct SampleReport {
    var name: String
    var folder = "/reports"
    var unit = "白水县工商业联合会"
    var division = "990122"
    var kindOfBody = "federation"
    var year = 2023
    var kind = ReportKind.finalAccounts
    var publishedOn: String?
    var url: String?
    var archive: String?
    var version = ""
    var aliases: [String] = []
    var figures: [String]
    var unsure: [String] = []
    var projects: [String: String] = [:]
    var findings: [Finding] = []

    /// Stands for the digest of the bytes: the same content is the same document.
    var digest: String {
        var state: [UInt64] = [0xcbf2_9ce4_8422_2325, 7, 11, 13]
        let content = ([unit, division, "\(year)", kind.rawValue, publishedOn ?? "", version] + figures + unsure)
            .joined(separator: "\n")
        for index in state.indices {
            for byte in content.utf8 { state[index] = (state[index] ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return state.map { number in
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    var file: ArrivedFile {
        ArrivedFile(digest: digest, size: 1000, folder: folder, name: name, archive: archive, sourceURL: url)
    }

    var report: LoadableReport {
        let lines = figures + unsure
        let projectLines = projects.sorted { $0.key < $1.key }
        let document = Document(
            format: .txt, metadata: .init(publishedOn: publishedOn),
            blocks: (lines + projectLines.map(\.value)).map { .paragraph(Paragraph($0)) })
        let observations = lines.enumerated().map { observation($0.element, block: $0.offset) }
        let ofProjects = projectLines.enumerated().map { offset, entry in
            var observation = observation(entry.value, block: lines.count + offset)
            observation.project = entry.key
            return observation
        }
        return LoadableReport(
            file: file, document: document,
            identity: ReportIdentity(
                unit: BudgetUnit(name: unit, divisionCode: division, kindOfBody: kindOfBody, aliases: aliases),
                fiscalYear: year, kind: kind),
            extraction: Extraction(
                observations: Array(observations[..<figures.count]) + ofProjects,
                unsure: observations[figures.count...].map { UnsureReading($0, reason: "two_readings") }),
            findings: findings)
    }

    private func observation(_ line: String, block: Int) -> Observation {
        let words = line.split(separator: " ").map(String.init)
        let digits = words[3]
        let value: Value =
            if words[0].hasPrefix("staff") || words[0].hasSuffix("rate") {
                .number(Number(parsing: digits)!)
            } else {
                .money(Amount(parsing: digits == "无" ? "0" : digits, in: .tenThousandYuan)!)
            }
        return Observation(
            measure: .init(words[0]), fiscalYear: Int(words[1])!, scenario: Scenario(rawValue: words[2])!, value: value,
            quote: line,
            span: SourceSpan(block: block, utf8Range: line.utf8.count - digits.utf8.count..<line.utf8.count),
            source: .narrative, rule: "narrative.sample", confidence: .sure)
    }
}

extension WarehouseLoader {
    /// What the pipeline does with a file.
    @discardableResult
    func take(_ sample: SampleReport, at time: String = "2024-07-01T08:00:01Z") throws -> Standing {
        let standing = try standing(of: sample.file)
        switch standing {
        case .new, .retry: try load(sample.report, at: time)
        case .alias: try recordAlias(sample.file)
        case .returned: try reinstate(sample.file)
        case .unchanged, .superseded, .quarantined: break
        }
        return standing
    }
}
