import Foundation

/// The built `county-query`, run as people run it.
struct CommandLineTool {
    struct Outcome {
        var status: Int32
        var output: Data
        var complaint: String
    }

    /// The executable beside the running test bundle.
    private static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("county-query")

    static func run(_ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        // Help is folded to the terminal's width, which must not change what is compared.
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "COLUMNS" }
        let output = Pipe()
        let complaint = Pipe()
        process.standardOutput = output
        process.standardError = complaint
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let words = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: data, complaint: String(decoding: words, as: UTF8.self))
    }
}
