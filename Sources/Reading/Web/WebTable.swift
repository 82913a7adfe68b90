/// The rows of a table, and whether it holds data or only puts things in place.
enum WebTable {
    struct Row {
        var cells: [HTMLNode]
        var isHeader: Bool
    }

    /// The rows that a browser shows.  Older pages put a form between a table and its rows, or cells without a row.
    static func rows(of table: HTMLNode) -> [Row] {
        var rows: [Row] = []
        var depth = 0
        func findCells(in row: HTMLNode, into cells: inout [HTMLNode]) {
            depth += 1
            defer { depth -= 1 }
            for child in row.children where child.kind == .element {
                switch child.tag {
                case .td, .th: if !child.isInvisible { cells.append(child) }
                case .table: break
                default: if depth < 20 { findCells(in: child, into: &cells) }
                }
            }
        }
        func add(_ node: HTMLNode, isHeader: Bool) {
            var isRowOpen = false
            depth += 1
            defer { depth -= 1 }
            for child in node.children where child.kind == .element {
                switch child.tag {
                case .tr:
                    isRowOpen = false
                    guard !child.isInvisible else { break }
                    var row = Row(cells: [], isHeader: isHeader)
                    findCells(in: child, into: &row.cells)
                    rows.append(row)
                case .td, .th:
                    if !isRowOpen { rows.append(Row(cells: [], isHeader: isHeader)) }
                    isRowOpen = true
                    if !child.isInvisible { rows[rows.count - 1].cells.append(child) }
                case .table, .caption, .colgroup, .col: break
                default: if depth < 20, !child.isInvisible { add(child, isHeader: isHeader || child.tag == .thead) }
                }
            }
        }
        add(table, isHeader: false)
        return rows
    }

    /// Columns for which the page gives no width.
    static func slivers(_ table: HTMLNode) -> [Bool] {
        var slivers: [Bool] = []
        func add(_ column: HTMLNode) {
            let width = column.attribute("width").map { $0.prefix { $0.isNumber } }
            let count = min(max(column.attribute("span").flatMap { WebText.number($0) } ?? 1, 1), 1_000)
            slivers += [Bool](repeating: width == "0" || width == "1", count: count)
        }
        for child in table.children where child.kind == .element {
            if child.tag == .col { add(child) }
            if child.tag == .colgroup { for column in child.children where column.tag == .col { add(column) } }
        }
        return slivers.count <= 2_000 ? slivers : []
    }

    /// Layout: one cell or column only, tables inside tables, or a cell that holds most of the page.
    static func isLayout(_ table: HTMLNode, _ rows: [Row], total: Int, weight: (HTMLNode) -> Int) -> Bool {
        if table.attribute("role") == "presentation" { return true }
        let width = rows.map(\.cells.count).max() ?? 0
        if width <= 1 { return true }
        if rows.contains(where: { row in row.cells.contains { $0.tag == .th } }) { return false }
        var hasTable = false
        table.forEachBelow { if $0.kind == .element, $0.tag == .table { hasTable = true } }
        if rows.count == 1 { return hasTable || rows[0].cells.contains { weight($0) * 3 > total } }
        if hasTable {
            // A form with a small table inside a cell is still a form.
            let cells = rows.flatMap(\.cells)
            return cells.count <= 6 || cells.contains { weight($0) * 2 > total }
        }
        return rows.flatMap(\.cells).contains { weight($0) * 10 > total * 6 && weight($0) > 1_500 }
    }
}
