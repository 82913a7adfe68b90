import DocumentModel

/// Turns pages of placed words and rulings into paragraphs and tables in reading order.
///
/// The same for a PDF's text layer and for a recognised picture: nothing here knows where the words came from.
///
/// ```swift
/// let blocks = DocumentLayout.blocks(of: pages)
/// ```
enum DocumentLayout {
    static func blocks(of placed: [PlacedPage]) -> [Block] {
        var pages: [PageContent] = []
        for page in placed { pages.append(PageContent(page.onPaper, after: pages.last?.lowest)) }
        return blocks(of: pages)
    }

    static func blocks(of pages: [PageContent]) -> [Block] {
        let running = RunningMatter(pages)
        let margins = TextMargins.margins(of: pages)
        var flow = ParagraphFlow(bodyEm: bodyEm(of: pages))
        var pending: (table: JoinedTable, position: Int)?
        for (pageIndex, page) in pages.enumerated() {
            for (itemIndex, item) in page.items.enumerated() {
                switch item {
                case .line(let line):
                    if let role = running.role(page: pageIndex, item: itemIndex) {
                        flow.appendRunning(line, role: role, on: page)
                        continue
                    }
                    if let (table, position) = pending { flow.insert(table.table, at: position) }
                    pending = nil
                    flow.append(line, on: page, index: pageIndex, margins: margins[pageIndex])
                case .table(let table):
                    if pending?.table.append(table, pageIndex: pageIndex) == true { continue }
                    if let (table, position) = pending { flow.insert(table.table, at: position) }
                    flow.close()
                    pending = (JoinedTable(table, pageIndex: pageIndex), flow.blocks.count)
                }
            }
        }
        if let (table, position) = pending { flow.insert(table.table, at: position) }
        flow.close()
        return flow.blocks
    }

    /// The size that most characters of the running text have.
    private static func bodyEm(of pages: [PageContent]) -> Double {
        PlacedLine.usualEm(of: pages.flatMap(\.lines))
    }
}
