import Foundation
import Ingesting
import ReferenceData
import Terminal
import Testing

/// Every folder of `Cases` holds one input and what each stage made of it (`expected.trace`), for reviewers to read.
///
/// A missing trace is written and fails the test; `Scripts/record` writes all of them again.
@Suite struct RecordedCases {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let names: [String] = {
        let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (entries ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }()

    @Test(arguments: names)
    func traceIsAsRecorded(name: String) throws {
        let place = Self.folder.appending(path: name)
        let inputs = try FileManager.default.contentsOfDirectory(atPath: place.path)
            .filter { !$0.hasPrefix(".") && $0 != "expected.trace" && !$0.hasSuffix(".json") }
        let input = try #require(inputs.count == 1 ? inputs.first : nil, "one input in \(name), found \(inputs)")
        let trace = try Trace(reference: try Sandbox.reference.get())
            .text(of: place.appending(path: input).path, after: nil, in: .chinese)

        let record = place.appending(path: "expected.trace")
        let isRecording = ProcessInfo.processInfo.environment["RECORD_CASES"] == "1"
        guard !isRecording, FileManager.default.fileExists(atPath: record.path) else {
            try Data(trace.utf8).write(to: record)
            if !isRecording {
                Issue.record("\(name)/expected.trace was missing and is written now: review and commit it")
            }
            return
        }
        let expected = String(decoding: try Data(contentsOf: record), as: UTF8.self)
        if trace != expected { Issue.record("\(name): \(firstDifference(expected, trace))") }
    }

    @Test func thereAreCases() {
        #expect(Self.names.count >= 4)
    }
}

/// The first line in which two texts differ, as expected and as found.
func firstDifference(_ expected: String, _ found: String) -> String {
    let (a, b) = (expected.components(separatedBy: "\n"), found.components(separatedBy: "\n"))
    for (index, pair) in zip(a, b).enumerated() where pair.0 != pair.1 {
        return "line \(index + 1)\n  expected \(pair.0)\n  found    \(pair.1)"
    }
    return "expected \(a.count) lines, found \(b.count)"
}
