/// One external tool as `county-ingest formats` lists it.
///
/// ```swift
/// for tool in ToolStatus.all() { print(tool.name, tool.version ?? tool.installHint) }
/// // pdftotext 22.12.0
/// // tesseract sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim
/// ```
public struct ToolStatus: Hashable, Sendable {
    /// The program's name.
    public var name: String
    /// nil when it is not installed.
    public var version: String?
    /// The command that installs it.
    public var installHint: String
    /// The formats that need it, by their `DocumentFormat` names; `scan` for pages that are pictures.
    public var formats: [String]

    /// The names of tools that are not installed, in a fixed order; nothing is started for it.
    static func missing() -> [String] {
        [ExternalTool.pdfToText, .pdfToPixels, .tesseract, .office].filter { $0.path == nil }.map(\.name)
    }

    /// Every tool this room can use, in a fixed order; asks each for its version.
    public static func all() -> [ToolStatus] {
        [
            (ExternalTool.pdfToText, ["pdf"]), (.pdfToPixels, ["scan", "png", "jpg", "tif"]),
            (.tesseract, ["scan", "png", "jpg", "tif"]),
            (.office, ["doc", "wps", "rtf"]),
        ].map { tool, formats in
            ToolStatus(name: tool.name, version: tool.version, installHint: tool.installHint, formats: formats)
        }
    }
}
