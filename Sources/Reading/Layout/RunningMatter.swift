import DocumentModel

/// Finds what a printer repeats on every page: page numbers, running heads and feet.
struct RunningMatter {
    /// The margin of a page in which it is looked for, as a part of the page's height.
    private static let margin = 0.13

    private var roles: [Place: Paragraph.Role] = [:]
    private struct Place: Hashable {
        var page: Int
        var item: Int
    }

    /// The role of a page's item; nil for what belongs to the text.
    func role(page: Int, item: Int) -> Paragraph.Role? { roles[Place(page: page, item: item)] }

    init(_ pages: [PageContent]) {
        var places: [String: [(place: Place, role: Paragraph.Role)]] = [:]
        for (pageIndex, page) in pages.enumerated() {
            for (itemIndex, isTop) in Self.outermost(page) {
                guard case .line(let line) = page.items[itemIndex] else { continue }
                let role: Paragraph.Role = isTop ? .header : .footer
                let place = Place(page: pageIndex, item: itemIndex)
                let text = line.text
                if Self.isPageNumber(text) {
                    roles[place] = role
                } else if !text.unicodeScalars.contains(where: { $0 == "单" }) {
                    // “单位：万元” above every table stands like a running head and must not be lost.
                    let key = "\(isTop)\(Int(line.box.middleY / 8))\(Self.withoutDigits(text))"
                    places[key, default: []].append((place, role))
                }
            }
        }
        for group in places.values where group.count >= max(3, (pages.count + 2) / 3) {
            for (place, role) in group { roles[place] = role }
        }
    }

    /// The two uppermost and the two lowest items that lie in the page's margins.
    private static func outermost(_ page: PageContent) -> [(item: Int, isTop: Bool)] {
        let top = page.items.indices.prefix(2).filter { page.items[$0].box.bottom < page.height * margin }
        let bottom = page.items.indices.suffix(2).filter { page.items[$0].box.top > page.height * (1 - margin) }
        return top.map { ($0, true) } + bottom.filter { !top.contains($0) }.map { ($0, false) }
    }

    /// “12”, “— 12 —”, “第 3 页”, “3/20”, “第3页 共20页”.
    static func isPageNumber(_ text: String) -> Bool {
        var digits = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9", "０"..."９": digits += 1
            case " ", "-", "—", "–", "－", "―", "─", "━", "一", "/", "第", "页", "共", "·", "~", "～", "\u{3000}", "\u{2212}":
                break
            default: return false
            }
        }
        return digits > 0 && digits <= 8
    }

    private static func withoutDigits(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { !$0.properties.isWhitespace && !("0"..."9").contains($0) }))
    }
}
