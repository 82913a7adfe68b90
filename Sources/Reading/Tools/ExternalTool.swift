import Glibc

/// A program that reads a format in our place: what it is called, what it is for, how to install it.
///
/// Tools are looked for when they are first needed, so a machine without them reads everything else.
struct ExternalTool: Hashable, Sendable {
    /// The program's name, looked for along `PATH`.
    let name: String
    /// The Debian package that brings it.
    let package: String
    /// Arguments that make it print its version.
    let versionArguments: [String]

    static let pdfToText = ExternalTool(
        name: "pdftotext", package: "poppler-utils poppler-data", versionArguments: ["-v"])
    static let pdfToPixels = ExternalTool(name: "pdftoppm", package: "poppler-utils", versionArguments: ["-v"])
    static let pdfToCairo = ExternalTool(name: "pdftocairo", package: "poppler-utils", versionArguments: ["-v"])
    static let tesseract = ExternalTool(
        name: "tesseract", package: "tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-eng",
        versionArguments: ["--version"])
    static let office = ExternalTool(
        name: "soffice", package: "libreoffice-writer libreoffice-calc", versionArguments: ["--version"])

    /// What a clerk types to have it.
    var installHint: String { "sudo apt-get install \(package)" }

    /// The program's absolute path along `PATH`; nil when it is not installed.
    var path: String? {
        let folders = Self.searchPath.split(separator: ":")
        return folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Where programs are looked for, and the `PATH` that a tool itself gets.
    static var searchPath: String { getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin" }

    /// The version as the tool tells it (“22.12.0”); nil when it is not installed or says nothing.
    var version: String? {
        guard let output = try? run(versionArguments, limits: .init(seconds: 10)) else {
            return nil  // NB: a tool that cannot say its version is listed without one.
        }
        let words = String(decoding: output.standardOutput + output.standardError, as: UTF8.self).split {
            $0.isWhitespace
        }
        return words.first { $0.utf8.first.map { (48...57).contains($0) } ?? false }.map(String.init)
    }
}

/// What a tool may use up.  A file that needs more is quarantined, the others go on.
struct ToolLimits: Hashable, Sendable {
    /// Wall-clock seconds for the whole run.
    var seconds: Double = 60
    /// Private memory in bytes.
    var memoryBytes = 1 << 30
    /// Address space in bytes, with the files and libraries that it maps (LibreOffice maps more than it uses).
    var addressBytes = 1 << 30
    /// Bytes that it may print, and bytes in any file that it writes.
    var outputBytes = 100 << 20
}

/// What a tool printed and how it ended.
struct ToolOutput: Sendable {
    var standardOutput: [UInt8] = []
    var standardError: [UInt8] = []
    /// 0 for success; 128 + number when a signal ended it.
    var exitCode: Int32 = 0

    /// The first line of standard error, for a message.
    var complaint: String {
        let line = standardError.split(separator: UInt8(ascii: "\n")).first ?? []
        return String(decoding: line.prefix(200), as: UTF8.self)
    }
}
