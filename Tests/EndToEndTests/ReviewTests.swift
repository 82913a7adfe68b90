import Foundation
import Ingesting
import Terminal
import Testing

/// Protects that a person can decide what rules cannot, leave at any moment, and loses nothing.
@Suite struct ReviewTests {
    /// Two contradictions, the second of a measure that is part of another, and one unsure reading.
    private static let report = """
        道县工商业联合会2023年度部门整体支出绩效自评报告

        一、部门概况
        道县工商业联合会核定事业编制6名。根据机构改革方案，调整为行政编制3名，事业编制1名。年末在职人数4人。
        2023年，县工商联会员总数达到了412家。

        二、预算执行情况
        2023年度总支出86.47万元，其中：基本支出65.12万元，项目支出21.35万元。
        全年公务接待费0.84万元。

        三、存在问题
        县工商联会员总数421家，年度公务接待费0.48万元。

        """

    private func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox(samples: 0)
        try sandbox.write(Self.report.utf8, as: "道县工商联.txt")
        _ = try sandbox.run()
        return sandbox
    }

    /// What reviewing with these answers did, and all that was shown; every call is a minute later.
    private func review(
        _ sandbox: Sandbox, _ answers: [String], scope: ReviewScope = ReviewScope(), reason: String? = nil,
        language: Language = .chinese
    ) throws -> (count: ReviewCount, shown: String) {
        var minute = 0
        let clock = {
            minute += 1
            return "2025-02-01T08:\(minute < 10 ? "0" : "")\(minute):00Z"
        }
        let reference = try Sandbox.reference.get()
        let desk = try CorrectionDesk(path: sandbox.database, reference: reference, clock: clock)
        var left = answers[...]
        var shown = ""
        let session = ReviewSession(
            desk, reference: reference, madeBy: "李某", reason: reason, language: language,
            ask: { prompt in
                shown += prompt + "\n"
                return left.popFirst()
            },
            show: { shown += $0 })
        let count = try session.run(scope)
        try desk.close()
        #expect(try sandbox.faults() == [])
        return (count, shown)
    }

    /// accepted, corrected, rejected, waiting
    private func numbers(_ count: ReviewCount) -> [Int] {
        [count.accepted, count.corrected, count.rejected, count.waiting]
    }

    private let fact =
        "SELECT coalesce(printf('%g', value), 'none') FROM v_fact WHERE scenario = 'actual' AND measure = "
    private let decisions = "SELECT group_concat(measure || ' ' || reason, '; ') FROM v_correction"

    @Test func everyDecisionIsOnRecordAndNotAskedAgain() throws {
        let sandbox = try sandbox()
        let (count, shown) = try review(sandbox, ["2", "与盖章原件核对", "ｖ　０．６６万元", "r 2", "r"])
        #expect(numbers(count) == [1, 1, 2, 0])
        #expect(try sandbox.text(fact + "'members.total'") == "421")
        #expect(try sandbox.text(fact + "'three_public.reception'") == "6600")
        #expect(try sandbox.count("SELECT count(*) FROM v_correction WHERE reason = '与盖章原件核对' AND made_by = '李某'") == 4)
        let heads = shown.split(separator: "\n").filter { $0.hasPrefix("[") }
        #expect(
            heads == [
                "[1/3] 道县工商业联合会（431124） 2023 会员总数 决算数 members.total",
                "[2/3] 道县工商业联合会（431124） 2023 公务接待费 决算数 three_public.reception",
                "[3/3] 道县工商业联合会（431124） 2023 事业编制 决算数 staff.authorized.institution",
                // One reading is rejected, the other still waits.
                "[3/3] 道县工商业联合会（431124） 2023 事业编制 决算数 staff.authorized.institution",
            ])
        #expect(
            shown.contains(
                """
                  1) 412
                     道县工商联.txt · 2023年度报告 · 第4段
                     “县工商联会员总数达到了412家”
                  2) 421
                """))
        #expect(shown.hasSuffix("已裁定 4 次：采信 1，更正 1，否定 2；还有 0 项待裁定\n"))

        _ = try sandbox.run(at: "2025-03-01T08:00:00Z")
        #expect(try review(sandbox, []).shown == "没有待裁定的数\n")
    }

    @Test(arguments: [[], [""], ["q"], ["1"], ["1", ""], ["s", "q"], ["v"], ["r"], ["n"], ["9", "什么", "?"]])
    func leavingLosesNothing(answers: [String]) throws {
        let sandbox = try sandbox()
        let before = try sandbox.dump()
        #expect(try numbers(review(sandbox, answers).count) == [0, 0, 0, 3])
        #expect(try sandbox.dump() == before)
        #expect(try numbers(review(sandbox, ["1"], reason: "核对").count) == [1, 0, 0, 2])
    }

    @Test func goingBackDecidesOtherwise() throws {
        let sandbox = try sandbox()
        let (count, shown) = try review(sandbox, ["1", "核对", "b", "2"])
        #expect(numbers(count) == [2, 0, 0, 2])
        #expect(shown.contains("  已裁定：采信 412\n"))
        #expect(try sandbox.text(fact + "'members.total'") == "421")
        #expect(try sandbox.text(decisions) == "members.total 核对")
    }

    @Test func rejectingOneOfTwoSettlesIt() throws {
        let sandbox = try sandbox()
        #expect(try numbers(review(sandbox, ["r2", "核对", "r", "1"]).count) == [0, 0, 2, 1])
        #expect(try sandbox.text(fact + "'members.total'") == "412")
        #expect(try sandbox.text(fact + "'three_public.reception'") == "4800")
    }

    @Test func aSlipIsAskedAgainAndTheReasonCanChange() throws {
        let sandbox = try sandbox()
        let (count, shown) = try review(sandbox, ["v 很多", "核对", "n", "与会员名册核对", "1", "v", "4800"])
        #expect(numbers(count) == [2, 0, 0, 1])
        #expect(shown.contains("错误：“很多”不是数\n"))
        #expect(try sandbox.text(decisions) == "members.total 与会员名册核对; three_public.reception 与会员名册核对")
    }

    @Test func theScopeNarrowsAndEnglishIsSpoken() throws {
        let sandbox = try sandbox()
        let scope = ReviewScope(unit: "道县工商业联合会", year: 2023, measure: "公务接待费")
        let (count, shown) = try review(sandbox, ["1"], scope: scope, reason: "checked", language: .english)
        #expect(numbers(count) == [1, 0, 0, 0])
        #expect(shown.hasPrefix("1 figures wait: 1 contradict themselves, 0 are unsure\n"))
        #expect(shown.contains("On record: accepted 0.84 wan yuan\n"))
        #expect(throws: Complaint.self) { try self.review(sandbox, [], scope: ReviewScope(unit: "没有这个局")) }
    }

    /// The executable, with its answers from a pipe or an interruption while it waits.
    private func ingest(
        _ arguments: [String], in sandbox: Sandbox, answers: String?
    ) throws -> (status: Int32, output: String) {
        let process = Process()
        let beside = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        process.executableURL = beside.deletingLastPathComponent().appending(path: "county-ingest")
        process.arguments = arguments
        process.currentDirectoryURL = sandbox.folder
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var read = Data()
        if let answers {
            try input.fileHandleForWriting.write(contentsOf: Data(answers.utf8))
            try input.fileHandleForWriting.close()
        } else {
            // The question stands on the screen: now Ctrl-C.
            while !String(decoding: read, as: UTF8.self).contains(" > ") {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                read += more
            }
            process.interrupt()
        }
        read += output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: read, as: UTF8.self))
    }

    @Test func answersFromAPipe() throws {
        let sandbox = try sandbox()
        let piped = try ingest(["review", "--by", "李某", "--lang", "en"], in: sandbox, answers: "1\nchecked\n2")
        #expect(piped.status == 0)
        #expect(piped.output.hasSuffix("\n2 decisions: 2 accepted, 0 corrected, 0 rejected; 1 still wait\n"))
        #expect(try sandbox.count("SELECT count(*) FROM v_correction WHERE made_by = '李某'") == 2)
        #expect(try ingest(["review", "--db", "none.sqlite"], in: sandbox, answers: "").status == 66)
    }

    @Test func anInterruptionLeaves() throws {
        let sandbox = try sandbox()
        let interrupted = try ingest(["review"], in: sandbox, answers: nil)
        #expect(interrupted.status == 130)
        #expect(interrupted.output.hasSuffix("\n已裁定 0 次：采信 0，更正 0，否定 0；还有 3 项待裁定\n"))
        #expect(try sandbox.faults() == [])
    }
}
