import Foundation
import GRDB
import Testing

/// The executable as scripts use it: exit codes, and what stands on which stream.
@Suite struct CommandTests {
    /// The products lie beside the test bundle.
    private static let executable: URL = {
        let beside = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        return beside.deletingLastPathComponent().appending(path: "county-ingest")
    }()

    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    private func ingest(
        _ arguments: [String], in sandbox: Sandbox, environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = sandbox.folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (sandbox.folder.appending(path: "stdout"), sandbox.folder.appending(path: "stderr"))
        for stream in [output, errors] { try Data().write(to: stream) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    @Test func loadsAndSaysSo() throws {
        let sandbox = try Sandbox(samples: 2)
        let first = try ingest(["load", "reports"], in: sandbox)
        #expect(first.status == 0)
        #expect(first.output.hasPrefix("装入 2 份，未变 0 份，同文 0 份，替代旧版 0 份，隔离 0 份\n数据 "))
        #expect(first.errors == "已处理 1/2\n已处理 2/2\n")

        let second = try ingest(["load", "reports", "--lang", "en", "--quiet"], in: sandbox)
        #expect(second.status == 0)
        #expect(second.output == "")
        #expect(second.errors == "")
    }

    /// After an update of the program somebody has to be told that old readings stand in the warehouse.
    @Test func statusTellsWhatOtherRulesHaveRead() throws {
        let sandbox = try Sandbox(samples: 2)
        _ = try sandbox.run()
        #expect(try !ingest(["status"], in: sandbox).output.contains("--since-rules"))
        try DatabaseQueue(path: sandbox.database).write { db in
            try db.execute(sql: "UPDATE rules_generation SET fingerprint = 'rules 1, seeds 0123'")
        }
        #expect(
            try ingest(["status"], in: sandbox).output.contains(
                "\n其中 2 份由别的规则或参考数据读出；county-ingest reprocess --since-rules 重读\n"))
        #expect(
            try ingest(["status", "--lang", "en"], in: sandbox).output.contains(
                "2 of them were read by other rules or seeds"))
    }

    @Test func summaryAsJSON() throws {
        let sandbox = try Sandbox(samples: 1)
        try sandbox.write([], as: "empty.txt")
        let outcome = try ingest(["load", "reports", "--json", "--quiet"], in: sandbox)
        #expect(outcome.status == 65)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["loaded"] as? Int == 1)
        #expect(object["quarantined"] as? Int == 1)
        #expect((object["quarantined_files"] as? [[String: String]])?.first?["path"] == "reports/empty.txt")
        #expect((object["quarantined_files"] as? [[String: String]])?.first?["code"] == "empty")
    }

    @Test func quarantineIsAnErrorWithAllItsParts() throws {
        let sandbox = try Sandbox(samples: 0)
        try sandbox.write([], as: "empty.txt")
        let outcome = try ingest(["load", "reports", "--lang", "en"], in: sandbox)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors == """
                error: reports/empty.txt: the file is empty
                  consequence: nothing was loaded from it; the others are not touched
                  help: fetch the file again
                1/1 done

                """)
        let status = try ingest(["status", "--lang", "en"], in: sandbox)
        #expect(status.status == 0)
        #expect(status.output.contains("empty.txt  the file is empty"))
    }

    @Test func exitCodes() throws {
        let sandbox = try Sandbox(samples: 1)
        #expect(try ingest(["load"], in: sandbox).status == 64)
        #expect(try ingest(["load", "reports", "--jobs", "0"], in: sandbox).status == 64)
        #expect(try ingest(["load", "nowhere"], in: sandbox).status == 66)
        #expect(try ingest(["load", "reports", "--db", "no/such/folder.sqlite"], in: sandbox).status == 73)
        #expect(try ingest(["load", "reports", "--seeds", "reports"], in: sandbox).status == 78)
        #expect(try ingest(["status", "--db", "none.sqlite"], in: sandbox).status == 66)
        #expect(try ingest(["trace", "nowhere.txt"], in: sandbox).status == 66)
        #expect(try ingest(["--help"], in: sandbox).status == 0)
    }

    /// An export to a full disk once ended with 0, and half of the decisions were gone.
    @Test func whatCannotBeWrittenIsAnError() throws {
        let sandbox = try Sandbox(samples: 1)
        #expect(try ingest(["load", "reports", "--quiet"], in: sandbox).status == 0)
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["corrections", "export", "-"]
        process.currentDirectoryURL = sandbox.folder
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
    }

    /// A folder for temporary files that is full or away is the machine's fault: the file is not given up for it.
    @Test func aFaultOfTheMachineIsTriedAgain() throws {
        let sandbox = try Sandbox(samples: 0)
        let pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        try sandbox.write(pdf.utf8, as: "a.pdf")
        let first = try ingest(["load", "reports"], in: sandbox, environment: ["TMPDIR": "/no/such/folder"])
        #expect(first.status == 65)
        #expect(first.errors.contains("这台机器暂时读不了它（/no/such/folder"))
        #expect(first.errors.contains("办法：腾出临时文件夹（TMPDIR）的空间"))
        let second = try ingest(["load", "reports"], in: sandbox)
        #expect(!second.errors.contains("这台机器暂时读不了它"))
    }

    /// One page lists many reports: its address once made each of them the next version of the one before.
    @Test func aURLForAllFilesSupersedesNone() throws {
        let sandbox = try Sandbox(samples: 3)
        let outcome = try ingest(["load", "reports", "--source-url", "https://example.org/list"], in: sandbox)
        #expect(outcome.output.hasPrefix("装入 3 份，未变 0 份，同文 0 份，替代旧版 0 份，隔离 0 份\n"))
        let stored = "SELECT group_concat(status || ' ' || source_url) FROM v_document"
        #expect(
            try sandbox.text(stored)
                == Array(repeating: "loaded https://example.org/list", count: 3).joined(separator: ","))
    }

    @Test func traceShowsOneStage() throws {
        let sandbox = try Sandbox(samples: 1)
        let file = "reports/" + Sandbox.samples[0].lastPathComponent
        let outcome = try ingest(["trace", file, "--after", "identifying"], in: sandbox)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("unit 岳阳县工商业联合会\ndivision 430621\n"))
    }
}

/// Somebody who reads a README finds every command there.
@Suite struct ReadmeTests {
    @Test(arguments: ["README.md", "README.zh.md"])
    func everyCommandIsListed(name: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)
        for program in ["county-ingest", "county-query"] {
            let folder = root.appending(path: "Sources/\(program)/Commands")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
                let source = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
                let command = try #require(source.firstMatch(of: /commandName: "([a-z-]+)"/)?.1, "\(file)")
                #expect(readme.contains("`\(program) \(command)"), "\(name) does not list \(program) \(command)")
            }
        }
    }
}
