import Foundation
import Loading
import Terminal

/// What a run did, as text and as JSON.
public struct LoadSummary: Hashable, Sendable {
    /// A file in quarantine, with the reason that a clerk is told.
    public struct Quarantined: Hashable, Sendable {
        public var path: String
        public var code: String
        public var reason: Wording
    }

    /// Documents met: files, and the members of archives.
    public var documents = 0
    public var counts = RunCounts()
    public var quarantined: [Quarantined] = []
    /// Paths that could not be opened.
    public var unopened = 0
    /// Files that were not reached because the run was interrupted.
    public var left = 0
    public var isDryRun = false
    public var bytes = 0
    public var times = StageTimes()
    /// Set when a signal ended the run early.
    public var interruption: Ending?

    public init() {}

    public var status: Ending {
        if let interruption { return interruption }
        if unopened > 0 { return .noInput }
        return counts.quarantined > 0 ? .quarantined : .done
    }

    /// One line of counts, one of figures; more only where there is more to say.
    public func text(in language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        let c = counts
        var lines = [
            say(
                "装入 \(c.loaded) 份，未变 \(c.unchanged) 份，同文 \(c.aliases) 份，替代旧版 \(c.superseded) 份，隔离 \(c.quarantined) 份",
                "\(c.loaded) loaded, \(c.unchanged) unchanged, \(c.aliases) aliases, \(c.superseded) superseded, "
                    + "\(c.quarantined) quarantined"),
            say("数据 \(c.observations) 条，问题 \(c.findings) 处", "\(c.observations) observations, \(c.findings) findings"),
        ]
        if isDryRun { lines.insert(say("试运行，没有写入：", "dry run, nothing was written:"), at: 0) }
        if unopened > 0 { lines.append(say("打不开的路径 \(unopened) 个", "\(unopened) paths could not be opened")) }
        if interruption != nil {
            lines.append(
                say(
                    "已中断：上面的数字已经写入，还有 \(left) 份没有处理；再运行一次即可继续",
                    "interrupted: the above is in the warehouse, \(left) were not reached; run again to go on"))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for programs: one object, keys sorted; with `times`, also milliseconds by stage.
    public func json(times isTimed: Bool, in language: Language) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let milliseconds =
            isTimed
            ? Dictionary(
                uniqueKeysWithValues: StageTimes.named.map {
                    ($0.name, Int(times[keyPath: $0.stage] / .milliseconds(1)))
                })
            : nil
        let object = Object(
            aliases: counts.aliases, bytes: bytes, documents: documents, dryRun: isDryRun, findings: counts.findings,
            interrupted: interruption != nil, left: left, loaded: counts.loaded, observations: counts.observations,
            quarantined: counts.quarantined,
            quarantinedFiles: quarantined.map { .init(path: $0.path, code: $0.code, reason: $0.reason[language]) },
            stageMilliseconds: milliseconds,
            superseded: counts.superseded, unchanged: counts.unchanged, unopened: unopened)
        return String(decoding: try encoder.encode(object), as: UTF8.self) + "\n"
    }
}

/// The object as it is printed; keys are the names in snake case.
private struct Object: Encodable {
    struct File: Encodable {
        var path, code, reason: String
    }

    var aliases, bytes, documents: Int
    var dryRun: Bool
    var findings: Int
    var interrupted: Bool
    var left, loaded, observations, quarantined: Int
    var quarantinedFiles: [File]
    var stageMilliseconds: [String: Int]?
    var superseded, unchanged, unopened: Int
}
