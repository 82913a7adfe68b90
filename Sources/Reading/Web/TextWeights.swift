/// How much text stands below every element, and how much of it is links.
struct TextWeights {
    /// By a node's number.
    private var texts: [Int]
    private var linkTexts: [Int]
    private var areFileLinks: [Bool]
    private(set) var total = 0

    init(_ tree: HTMLTree) {
        texts = [Int](repeating: 0, count: tree.count + 1)
        linkTexts = texts
        areFileLinks = [Bool](repeating: false, count: tree.count + 1)
        guard let root = tree.root else { return }
        var parents = texts
        var links = areFileLinks
        var total = 0
        root.forEachBelow { node in
            let parent = node.parent
            parents[node.number] = parent?.number ?? 0
            switch node.kind {
            case .text where parent?.tag != .script && parent?.tag != .style:
                node.withText { texts[node.number] = $0.count { $0 > 0x20 } }
                total += texts[node.number]
            case .element where node.tag == .a:
                links[node.number] = true
                areFileLinks[node.number] = node.attribute("href").map { WebText.isFileLink($0) } ?? false
            default: break
            }
        }
        self.total = total
        // Children have higher numbers than their parents.
        for number in stride(from: tree.count, to: 0, by: -1) {
            if links[number] { linkTexts[number] = texts[number] }
            let parent = parents[number]
            texts[parent] += texts[number]
            linkTexts[parent] += linkTexts[number]
            if areFileLinks[number] { areFileLinks[parent] = true }
        }
    }

    func text(_ node: HTMLNode) -> Int { texts[node.number] }
    func links(_ node: HTMLNode) -> Int { linkTexts[node.number] }
    func hasFiles(_ node: HTMLNode) -> Bool { areFileLinks[node.number] }
}
