/// How much text stands below every element, and how much of it is links.
struct TextWeights {
    private var texts: [UnsafeRawPointer: Int] = [:]
    private var linkTexts: [UnsafeRawPointer: Int] = [:]
    private var fileLinks: Set<UnsafeRawPointer> = []
    private(set) var total = 0

    init(_ root: HTMLNode) {
        var texts: [UnsafeRawPointer: Int] = [:]
        var linkTexts: [UnsafeRawPointer: Int] = [:]
        var fileLinks: Set<UnsafeRawPointer> = []
        var total = 0
        root.forEachBelow { node in
            if node.kind == .element, node.name == "a", let target = node.attribute("href"), WebText.isFileLink(target)
            {
                var climb: HTMLNode? = node
                while let here = climb {
                    guard fileLinks.insert(here.identity).inserted else { break }
                    climb = here.parent
                }
            }
            guard node.kind == .text, let parent = node.parent, parent.name != "script", parent.name != "style" else {
                return
            }
            var weight = 0
            node.withText { weight = $0.count { $0 > 0x20 } }
            guard weight > 0 else { return }
            texts[node.identity] = weight
            total += weight
            var isLink = false
            var climb: HTMLNode? = parent
            var steps = 0
            while let here = climb, steps < 512 {
                if here.kind == .element, here.name == "a" { isLink = true }
                texts[here.identity, default: 0] += weight
                if isLink { linkTexts[here.identity, default: 0] += weight }
                climb = here.parent
                steps += 1
            }
        }
        self.texts = texts
        self.linkTexts = linkTexts
        self.fileLinks = fileLinks
        self.total = total
    }

    func text(_ node: HTMLNode) -> Int { texts[node.identity] ?? 0 }
    func links(_ node: HTMLNode) -> Int { linkTexts[node.identity] ?? 0 }
    func hasFiles(_ node: HTMLNode) -> Bool { fileLinks.contains(node.identity) }
}
