import Foundation
import Testing

/// Runs every file in `Cases/` against the panel fixture, through the command line.
@Suite struct CaseTests {
    static let files: [String] = {
        let folder = TestFiles.folder.appendingPathComponent("Cases")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".test") }.sorted()
    }()

    @Test func thereAreCases() {
        #expect(Self.files.count >= 8)
    }

    @Test(arguments: files) func answersAsRecorded(_ name: String) throws {
        let url = TestFiles.folder.appendingPathComponent("Cases/\(name)")
        var file = try CaseFile(String(contentsOf: url, encoding: .utf8))
        var isNew = false
        for index in file.cases.indices {
            let one = file.cases[index]
            let outcome = try CommandLineTool.run(one.arguments + ["--db", Fixture.panel.path])
            let output = String(decoding: outcome.output, as: UTF8.self)
            let said = CaseFile.trimmed(
                (one.status == 0 ? output : outcome.complaint).replacing("\r\n", with: "\n")
                    .replacing(Fixture.panel.path, with: "FILE"))
            #expect(outcome.status == one.status, "\(one.question)\n\(outcome.complaint)")
            if let expected = one.expected {
                #expect(said == expected, "\(one.question)")
            } else {
                file.cases[index].expected = said
                isNew = true
            }
        }
        if isNew {
            try file.text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("\(name): answers were missing and have been written; read them before they are committed")
        }
    }
}
