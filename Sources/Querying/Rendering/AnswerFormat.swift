import Terminal

/// The formats an answer can be written in; a new one is a renderer in a file of its own and a case here.
public enum AnswerFormat: String, Hashable, Sendable, CaseIterable {
    /// Columns under each other, for a terminal.
    case table
    /// RFC 4180 with a byte-order mark, so that Excel reads the Chinese as UTF-8.
    case csv
    /// An object with title, columns, rows and notes.
    case json
    /// A table for GitHub, wikis and chat.
    case markdown

    /// Writes an answer, ended by a newline, a page at a time.
    public func write(_ answer: Answer, with options: RenderingOptions, to page: inout OutputPage) {
        switch self {
        case .table: TableRenderer(options: options).write(answer, to: &page)
        case .csv: CSVRenderer(options: options).write(answer, to: &page)
        case .json: JSONRenderer(options: options).write(answer, to: &page)
        case .markdown: MarkdownRenderer(options: options).write(answer, to: &page)
        }
    }

    /// The same as one text.
    public func text(of answer: Answer, with options: RenderingOptions) -> String {
        OutputPage.text { write(answer, with: options, to: &$0) }
    }
}

/// How a reader wants answers written.
public struct RenderingOptions: Hashable, Sendable {
    /// The unit that amounts are told in.
    public enum Money: String, Hashable, Sendable, CaseIterable {
        case yuan
        /// 万元, 10,000 yuan
        case wan
    }

    public var language: Language
    public var money: Money
    /// Whether CSV begins with the UTF-8 byte-order mark that Excel needs.
    public var hasByteOrderMark: Bool
    /// Whether CSV and Markdown leave out title and notes, and a table its title.
    public var isBare: Bool

    public init(
        language: Language = .chinese, money: Money = .wan, hasByteOrderMark: Bool = true, isBare: Bool = false
    ) {
        self.language = language
        self.money = money
        self.hasByteOrderMark = hasByteOrderMark
        self.isBare = isBare
    }
}
