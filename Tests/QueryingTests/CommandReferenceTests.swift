import Foundation
import Testing

/// Protects that the written command reference says what `--help` says, for every command and in both languages.
@Suite struct CommandReferenceTests {
    static let commands = [
        "trend", "budget", "per-capita", "members", "rank", "projects", "indicators", "findings", "explain", "units",
        "measures", "sql",
    ]

    @Test(arguments: ["zh", "en"]) func referenceIsCurrent(_ language: String) throws {
        var reference =
            language == "zh"
            ? "# county-query 命令\n\n由 `--help` 生成，测试保证两者一致。\n"
            : "# Commands of county-query\n\nMade from `--help`; a test keeps both the same.\n"
        for command in [nil] + Self.commands.map(Optional.some) {
            let arguments = [command, "--help", "--lang", language].compactMap { $0 }
            let outcome = try CommandLineTool.run(arguments)
            #expect(outcome.status == 0)
            reference += "\n## county-query\(command.map { " " + $0 } ?? "")\n\n```\n"
            reference += CaseFile.trimmed(String(decoding: outcome.output, as: UTF8.self)) + "\n```\n"
        }
        let url = TestFiles.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Documentation/county-query.\(language).md")
        guard let written = try? String(contentsOf: url, encoding: .utf8) else {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try reference.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("\(url.lastPathComponent) was missing and has been written; read it before it is committed")
            return
        }
        #expect(written == reference)
    }

    /// A command that the list above forgets would go undocumented.
    @Test func everyCommandIsInTheList() throws {
        let outcome = try CommandLineTool.run(["--help", "--lang", "en"])
        let help = String(decoding: outcome.output, as: UTF8.self)
        let listed = try #require(help.split(separator: "SUBCOMMANDS:\n").last)
            .split(separator: "\n").prefix { $0.hasPrefix("  ") }
            .filter { !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(listed == Self.commands)
    }
}
