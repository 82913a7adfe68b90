import DocumentModel

/// What is open while a part is read.
extension WordBody {
    struct Field {
        var instruction = ""
        var isResult = false
        /// Of a box to tick; nil for other fields.
        var isChecked: Bool?
        var isPageReference: Bool { instruction.utf8.starts(with: "PAGEREF".utf8) }
        var isContents: Bool { instruction.utf8.starts(with: "TOC".utf8) }
        /// Page numbers are the printer's, not the report's.
        var isNoise: Bool {
            ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"].contains { name in
                instruction.utf8.starts(with: name.utf8)
                    && !instruction.utf8.dropFirst(name.utf8.count).prefix(1).contains { $0 > 0x20 }
            }
        }
    }

    /// A cell's paragraphs, and the tables inside it, which become blocks of their own behind the outer table.
    struct CellContent {
        var lines: [String] = []
        var paragraphs: [Paragraph] = []
        var nested: [Block] = []
    }

    struct TableState {
        var builder: TableBuilder
        var column = 0
        var isHeader = false
        var isDeleted = false
        var isHidden = false
        /// A row begins with its first cell, once it is known not to be deleted.
        var isRowPending = false
        var span = 1
        var merge: Merge?
        var isHorizontalContinuation = false
        /// Column to the anchor of the vertical merge that is open there.
        var anchors: [Int: Int] = [:]
        var nested: [Block] = []
        /// Widths of the grid's columns in twips.
        var widths: [Int] = []
        var lastContent = CellContent()
        var cellCount = 0
    }

    enum Merge { case restart, goesOn }
}
