import Foundation
import Testing

/// Protects each format byte for byte: marks and line ends that Excel needs, JSON that parses, Markdown that renders.
@Suite struct GoldenTests {
    @Test(arguments: ["table", "csv", "json", "markdown"], ["zh", "en"])
    func trendLooksAsRecorded(_ format: String, _ language: String) throws {
        let arguments = ["trend", "--county", "乙山县", "--county", "甲水县", "--format", format, "--lang", language]
        let outcome = try CommandLineTool.run(arguments + ["--db", Fixture.panel.path])
        #expect(outcome.status == 0)
        try compare(outcome.output, withGolden: "trend.\(language).\(format)")
    }

    @Test func jsonIsReadByFoundation() throws {
        let outcome = try CommandLineTool.run([
            "sql", "SELECT 'a\"b' || char(10, 9, 1) || '\\' AS text, 0.1 AS real, NULL AS void, x'00ff' AS bytes",
            "--format", "json", "--db", Fixture.panel.path,
        ])
        let answer = try #require(try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
        let rows = try #require(answer["rows"] as? [[String: Any]])
        #expect(rows.count == 1)
        #expect(rows[0]["text"] as? String == "a\"b\n\t\u{1}\\")
        #expect(rows[0]["real"] as? Double == 0.1)
        #expect(rows[0]["void"] is NSNull)
        #expect(rows[0]["bytes"] as? String == "00ff")
    }

    /// A missing golden is written, and fails the test until it has been read.
    private func compare(_ output: Data, withGolden name: String) throws {
        let url = TestFiles.folder.appendingPathComponent("Golden/\(name)")
        guard let golden = try? Data(contentsOf: url) else {
            try output.write(to: url)
            Issue.record("\(name) was missing and has been written; read it before it is committed")
            return
        }
        #expect(String(decoding: output, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
        #expect(output == golden)
    }
}
