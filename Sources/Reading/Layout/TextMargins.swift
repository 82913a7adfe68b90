/// Where the text of a page begins and ends, which tells a paragraph's last line from one that goes on.
struct TextMargins {
    var left: Double
    var right: Double

    /// Margins for each page: its own where it has enough long lines, else those of all pages of its size.
    static func margins(of pages: [PageContent]) -> [TextMargins] {
        var groups: [String: [PlacedLine]] = [:]
        let long = pages.map { page in page.lines.filter { $0.box.width > page.width * 0.45 } }
        for (page, lines) in zip(pages, long) { groups[key(page), default: []] += lines }
        return zip(pages, long).map { page, lines in
            let group = groups[key(page)] ?? []
            if lines.count >= 6 { return TextMargins(lines) }
            if !group.isEmpty { return TextMargins(group) }
            let all = page.lines
            return TextMargins(left: all.map(\.box.left).min() ?? 0, right: all.map(\.box.right).max() ?? page.width)
        }
    }

    private init(left: Double, right: Double) {
        self.left = left
        self.right = right
    }

    private init(_ lines: [PlacedLine]) {
        let lefts = lines.map(\.box.left).sorted()
        let rights = lines.map(\.box.right).sorted()
        left = lefts[lefts.count / 20]
        right = rights[min(rights.count - 1, rights.count * 17 / 20)]
    }

    private static func key(_ page: PageContent) -> String { "\(Int(page.width / 4))x\(Int(page.height / 4))" }
}
