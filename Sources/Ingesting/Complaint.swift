import Terminal

/// Something that went wrong, as a person is told it: where, what, what follows from it, what to do next.
///
/// ```
/// 错误：某县教育局/2023决算.docx：文件已损坏（word/document.xml 第 48213 字节）
///   后果：这个文件没有装入，其他文件不受影响
///   办法：用文字处理软件打开后另存，再装入一次
/// ```
public struct Complaint: Error, Hashable, Sendable {
    /// A file or a path; empty where there is none.
    public var place: String
    public var what: Wording
    public var consequence: Wording?
    public var help: Wording?
    /// How a command ends that cannot go on because of it.
    public var status: Ending

    public init(
        place: String = "", what: Wording, consequence: Wording? = nil, help: Wording? = nil, status: Ending
    ) {
        self.place = place
        self.what = what
        self.consequence = consequence
        self.help = help
        self.status = status
    }

    /// One to three lines without a line feed at the end.
    public func text(in language: Language) -> String {
        let colon = Wording(zh: "：", en: ": ")[language]
        var text = Wording(zh: "错误", en: "error")[language] + colon
        if !place.isEmpty { text += place.printable + colon }
        text += what[language]
        if let consequence {
            text += "\n  " + Wording(zh: "后果", en: "consequence")[language] + colon + consequence[language]
        }
        if let help { text += "\n  " + Wording(zh: "办法", en: "help")[language] + colon + help[language] }
        return text
    }
}
