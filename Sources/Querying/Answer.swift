import FiscalModel
import Terminal

/// What a question comes back with: a titled table of plain values, and notes that a reader needs beside it.
///
/// An answer knows no format, language or money unit; renderers choose those. So one answer can be printed as an
/// aligned table, written as CSV for a spreadsheet or compared in a test.
///
/// ```swift
/// let answer = try desk.answer(Trend(places: .init(county: ["道县"])))
/// print(AnswerFormat.table.text(of: answer, with: RenderingOptions()))
/// ```
public struct Answer: Hashable, Sendable {
    public var title: Wording
    public var columns: [Column]
    public var rows: Rows
    /// Said below the table: what a mark means, how a figure was rounded, which units the years do not share.
    public var notes: [Wording]
    /// Said where rows were cut off; a note too, but one that a reader of bare data has to be told.
    public var cut: Wording?

    public init(title: Wording, columns: [Column], notes: [Wording] = []) {
        self.title = title
        self.columns = columns
        rows = Rows(width: columns.count)
        self.notes = notes
    }
}

extension Answer {
    /// A column: what machines call it, what people call it, and how it is read.
    public struct Column: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case text
            /// Text of any length, which a terminal breaks into lines.
            case longText
            /// Names that stand once above the rows they are the same in, where the format is for the eye.
            case heading
            /// Years, counts and other figures, right-aligned.
            case number
            /// Money in the reader's unit (`--money`); the unit is put into the title.
            case money
            /// Money that is always told in yuan, such as an amount a head.
            case yuan
            case percent
        }

        /// snake_case, without the money unit; the key in JSON.
        public var key: String
        public var title: Wording
        public var kind: Kind

        public init(_ key: String, _ title: Wording, _ kind: Kind = .text) {
            self.key = key
            self.title = title
            self.kind = kind
        }

        public init(_ key: String, zh: String, en: String, _ kind: Kind = .text) {
            self.init(key, Wording(zh: zh, en: en), kind)
        }
    }

    /// One value of a row.
    public enum Cell: Hashable, Sendable {
        /// Nothing was published, or it cannot be computed from what was; never the same as 0.
        case missing
        /// Reports give different figures and no rule decides between them; never the same as 0.
        case undecided
        /// This cell has nothing to say in any row like it, such as the marks of a row without marks.
        case blank
        case text(String)
        indirect case wording(Wording)
        /// Something of the public contract: machines read its code, people its name.
        indirect case term(String, Wording)
        case integer(Int64)
        case number(Number)
        case money(Amount)
        /// A binary floating-point value that somebody's own SQL computed.
        case real(Double)
    }
}

extension Answer.Cell {
    init(_ text: String?) { self = text.map(Self.text) ?? .missing }
    init(_ number: Number?) { self = number.map(Self.number) ?? .missing }
    init(_ amount: Amount?) { self = amount.map(Self.money) ?? .missing }
    init(_ count: Int) { self = .integer(Int64(count)) }

    /// Where something stands in a report, as the warehouse keeps it.
    static func place(_ locator: String) -> Self { .term(locator, Wording(locator: locator)) }
}

extension Answer.Cell {
    /// A change between two figures; missing where one of them is.
    init(change: Value?) { self = change?.cell ?? .missing }
}

extension Wording {
    static let noRows = Wording(zh: "没有符合条件的数据", en: "nothing in the warehouse matches")
}
