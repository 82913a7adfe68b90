import Terminal

/// Why no document came out of a file.  The file is quarantined with this; the others are not touched.
public struct ReadingFailure: Error, Hashable, Sendable {
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case empty, unsupported, damaged, encrypted, pictureOnly, unreadableText, tooLarge, tooDeep, timedOut
        case toolMissing, toolFailed, garbled
        /// The machine had no room for a temporary file or no process to spare: the file may be sound.
        case machine
    }
    public var reason: Reason
    /// Where and what exactly, e.g. “word/document.xml: at byte 48213, “tbl” never ends”; empty where the reason says all.
    public var detail: Wording

    public init(_ reason: Reason, zh: String, en: String) {
        self.reason = reason
        detail = Wording(zh: zh, en: en)
    }

    /// - Parameter part: a name, or what a program said: the same in every language.
    public init(_ reason: Reason, part: String = "") { self.init(reason, zh: part, en: part) }

    /// What the system said when `place`, a folder or a program, was asked for something.
    init(_ reason: Reason, at place: String, error code: Int32) {
        let message = systemMessage(code)
        self.init(reason, zh: "\(place)：\(message.zh)", en: "\(place): \(message.en)")
    }

    /// A text document without any text.
    static func withoutText(hasPictures: Bool) -> ReadingFailure {
        hasPictures
            ? ReadingFailure(.pictureOnly, zh: "正文只有图片，没有文字", en: "the body has only pictures, no text")
            : ReadingFailure(.empty, zh: "正文没有文字", en: "the body has no text")
    }
}
