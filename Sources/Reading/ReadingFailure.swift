/// Why no document came out of a file.  The file is quarantined with this; the others are not touched.
public struct ReadingFailure: Error, Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case empty, unsupported, damaged, encrypted, pictureOnly, unreadableText, tooLarge, tooDeep, timedOut
        case toolMissing, toolFailed, garbled
        /// The machine had no room for a temporary file or no process to spare: the file may be sound.
        case machine
    }
    public var reason: Reason
    /// Where and what exactly, e.g. “word/document.xml: the table opened at byte 48213 never closes”.
    public var detail: String

    public init(_ reason: Reason, detail: String) {
        self.reason = reason
        self.detail = detail
    }
}
