/// How much a file may unfold to before it is refused, so that no file takes the machine with it.
///
/// Real reports stay far below: the largest is a budget of some hundred pages and a few thousand cells.
public struct ReadingLimits: Hashable, Sendable {
    /// Bytes of one file as found.
    public var fileBytes = 256 << 20
    /// Bytes that all parts of one package (docx, xlsx, odt …) or one archive unfold to.
    public var expandedBytes = 256 << 20
    /// Bytes that one part of a package may unfold to.
    public var partBytes = 96 << 20
    /// Bytes of a text or a web page, which need many times their size while they are read.
    public var textBytes = 48 << 20
    public var lines = 2_000_000
    /// Tags of a web page.
    public var tags = 1_000_000
    /// Members of one archive or package.
    public var members = 10_000
    /// Archives inside archives: 1 reads an archive inside an archive, and no deeper.
    public var archiveDepth = 1
    /// Cells of one document, blank ones in the middle of a row included.
    public var cells = 1_000_000
    /// Columns of one table; a sheet that claims more is cut off there with a note.
    public var columns = 2_000
    /// Paragraphs and tables of one document.
    public var blocks = 400_000
    /// Elements inside one another in an XML or HTML part.
    public var nesting = 200
    public var pages = 5_000

    public init() {}
}
