/// A paragraph or a table, in reading order.
public enum Block: Hashable, Sendable {
    case paragraph(Paragraph)
    case table(Table)
}

extension Block {
    /// 1-based page, where the format has pages.
    public var page: Int? {
        switch self {
        case .paragraph(let paragraph): paragraph.page
        case .table(let table): table.page
        }
    }

    public var paragraph: Paragraph? {
        if case .paragraph(let paragraph) = self { paragraph } else { nil }
    }

    public var table: Table? {
        if case .table(let table) = self { table } else { nil }
    }
}

/// A run of text that belongs together: hard line breaks inside it are joined, so that a sentence is never cut.
public struct Paragraph: Hashable, Sendable {
    /// What a paragraph is for.  Only `.body`, `.heading`, `.listItem` and `.title` are read for figures.
    public enum Role: String, Hashable, Sendable {
        /// Running text.
        case body
        /// A heading that the format marks as one (Word style, h1–h6); a text heading “一、…” stays `.body`.
        case heading
        case listItem
        /// The title of a cover page or of a web article.
        case title
        /// Page header or footer, page number.
        case header, footer
        case footnote
        /// A line of a table of contents.
        case contents
        /// Navigation, buttons, “打印本页”: on a web page beside the article.
        case navigation
    }

    public var text: String
    public var role: Role
    /// 1 for the outermost heading or list level; nil where the format does not say.
    public var level: Int?
    public var page: Int?
    /// True where the text was recognised from a picture and digits may be wrong.
    public var isRecognised: Bool

    public init(_ text: String, role: Role = .body, level: Int? = nil, page: Int? = nil, isRecognised: Bool = false) {
        self.text = text
        self.role = role
        self.level = level
        self.page = page
        self.isRecognised = isRecognised
    }
}

/// A grid of cells.
///
/// Cells are anchored at their upper left corner, sorted by row and column, and do not overlap.  A position that no
/// cell covers is blank.  Where the format lost the spans (text tables), every cell is 1 × 1, `hasSpans` is false, and
/// rows may be ragged: then a short row's columns are a guess and headers must be matched with care.
public struct Table: Hashable, Sendable {
    public var rowCount: Int
    public var columnCount: Int
    public var cells: [Cell]
    /// False where merged cells could not be seen in the source.
    public var hasSpans: Bool
    public var page: Int?
    /// A sheet's name, or a caption that the format ties to the table.
    public var caption: String?
    public var isRecognised: Bool
    /// A hidden sheet; hidden rows and columns are marked in their cells.
    public var isHidden: Bool

    public init(
        rowCount: Int, columnCount: Int, cells: [Cell], hasSpans: Bool = true, page: Int? = nil, caption: String? = nil,
        isRecognised: Bool = false, isHidden: Bool = false
    ) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.cells = cells
        self.hasSpans = hasSpans
        self.page = page
        self.caption = caption
        self.isRecognised = isRecognised
        self.isHidden = isHidden
    }

    /// A table without merged cells from rows of text, as text files and CSV have them.
    ///
    /// ```swift
    /// Table(rows: [["科目", "决算数"], ["合计", "12.30"]])
    /// ```
    public init(rows: [[String]], page: Int? = nil, caption: String? = nil) {
        self.init(
            rowCount: rows.count, columnCount: rows.map(\.count).max() ?? 0,
            cells: rows.enumerated().flatMap { row, texts in
                texts.enumerated().map { Cell(row: row, column: $0.offset, text: $0.element, page: page) }
            },
            hasSpans: false, page: page, caption: caption)
    }
}

/// One cell: the text as shown, with its place and spans (0-based row and column).
public struct Cell: Hashable, Sendable {
    public var row: Int
    public var column: Int
    public var rowSpan: Int
    public var columnSpan: Int
    /// As a reader of the page sees it: a number format is applied, paragraphs inside are joined by a line feed.
    public var text: String
    /// True where the format says so (th, a repeated header row).
    public var isHeader: Bool
    public var isHidden: Bool
    /// The cell's own page, for tables that go on over pages.
    public var page: Int?

    public init(
        row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, text: String, isHeader: Bool = false,
        isHidden: Bool = false, page: Int? = nil
    ) {
        self.row = row
        self.column = column
        self.rowSpan = rowSpan
        self.columnSpan = columnSpan
        self.text = text
        self.isHeader = isHeader
        self.isHidden = isHidden
        self.page = page
    }
}
