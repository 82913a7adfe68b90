import DocumentModel

/// A web page taken apart: the article, and the navigation around it.
///
/// Nothing is thrown away but what a browser does not show.  What only leads around the site keeps the role
/// `.navigation`; everything else is the article, so that a page built in an unknown way loses no figure.
struct WebPage {
    private let root: HTMLNode
    private let weights: TextWeights
    private let limits: ReadingLimits
    private(set) var metadata = DocumentMetadata()
    private(set) var blocks: [Block] = []
    private(set) var attachments: [Attachment] = []
    private var linked: Set<Attachment> = []
    private var title: HTMLNode?
    private var hasReachedTitle = false
    private var depth = 0
    private var nodes = 0
    private var lineEndsAreBlanks = false
    /// The last number of every ordered list.
    private var counted: [Int: Int] = [:]

    /// Takes a tree that is kept for as long as the page is read.
    init(_ tree: HTMLTree, root: HTMLNode, limits: ReadingLimits) {
        self.root = root
        self.limits = limits
        weights = TextWeights(tree)
    }

    mutating func read() throws(ReadingFailure) {
        readHead()
        findTitle()
        var flow = Flow(isCell: false)
        try walk(root, &flow, WebStyle())
        flow.flush(WebStyle())
        blocks = flow.blocks
        PublicationLine.fill(&metadata, from: blocks.filter { ($0.paragraph?.text.utf8.count ?? 999) <= 600 })
    }

    // MARK: What the page says about itself

    private mutating func readHead() {
        var pageTitle: [UInt8] = []
        var found = DocumentMetadata()
        var generator = ""
        root.forEachBelow { node in
            switch node.tag {
            case .meta:
                guard let name = node.attribute("name")?.lowercased(), let content = node.attribute("content"),
                    !content.isEmpty
                else { return }
                switch name {
                case "generator": generator = content
                case "articletitle": found.title = found.title ?? content
                case "pubdate", "publishdate":
                    found.publishedOn = found.publishedOn ?? PublicationLine.isoDay(Array(content.utf8)[...])
                case "contentsource", "source": found.publisher = found.publisher ?? content
                default: break
                }
            case .title:
                if pageTitle.isEmpty { node.forEachBelow { text in text.withText { pageTitle += $0 } } }
            default: break
            }
        }
        if found.title == nil, !pageTitle.isEmpty {
            found.title = SheetText.shown(pageTitle).split(whereSeparator: \.isNewline).joined(separator: " ")
        }
        lineEndsAreBlanks = generator.contains("Office") && !generator.contains("Microsoft")
        metadata = found
    }

    /// The article's own heading: what stands before it is the site's.
    private mutating func findTitle() {
        let wanted = (metadata.title ?? "").utf8.filter { $0 > 0x20 }
        var best: HTMLNode?
        var before = 0
        var seen = 0
        root.forEachBelow { node in
            if node.kind == .text {
                seen += weights.text(node)
                return
            }
            guard best == nil || best?.tag != .h1 && node.tag == .h1 else { return }
            let weight = weights.text(node)
            guard weight >= 12, weight <= 400, node.tag == .h1 || node.tag == .h2 || Self.isNamedTitle(node) else {
                return
            }
            var text: [UInt8] = []
            node.forEachBelow { inner in inner.withText { text += $0.filter { $0 > 0x20 } } }
            // The head's title often has the site's name behind the article's.
            let agrees = wanted.isEmpty || wanted.starts(with: text) || text.starts(with: wanted)
            if node.tag == .h1 || agrees {
                best = node
                before = seen
            }
        }
        if before * 3 < weights.total { title = best }
    }

    private static func isNamedTitle(_ node: HTMLNode) -> Bool {
        node.withAttribute("class") { UnsafeRawBufferPointer($0).findIgnoringCase("title", to: .max) } ?? false
    }

    // MARK: Walking

    /// What a node inherits from the elements around it.
    private struct WebStyle {
        var role = Paragraph.Role.body
        var level: Int?
        var isPreformatted = false
    }

    /// The text being gathered, and the blocks that are done.
    private struct Flow {
        let isCell: Bool
        var blocks: [Block] = []
        var buffer: [UInt8] = []
        var label: [UInt8] = []

        init(isCell: Bool) { self.isCell = isCell }

        mutating func flush(_ style: WebStyle) {
            guard !buffer.isEmpty else { return }
            defer { buffer.removeAll(keepingCapacity: true) }
            let parts = buffer.split(separator: 0x0A).map { WebText.trimmed($0) }.filter { !$0.isEmpty }
            guard !parts.isEmpty else { return }
            var lines: [[UInt8]] = []
            for part in parts {
                if !isCell, let last = lines.last, LineOpening.isOpenEnded(last[...]), !LineOpening.startsItem(part) {
                    lines[lines.count - 1] += part
                } else {
                    lines.append(Array(part))
                }
            }
            for line in lines {
                var role = style.role
                if role == .body, PageFurniture.isNavigation(line) { role = .navigation }
                if role == .body, !label.isEmpty { role = .listItem }
                blocks.append(
                    .paragraph(Paragraph(String(decoding: label + line, as: UTF8.self), role: role, level: style.level))
                )
                label = []
            }
        }
    }

    private mutating func walk(_ node: HTMLNode, _ flow: inout Flow, _ outer: WebStyle) throws(ReadingFailure) {
        switch node.kind {
        case .other: return
        case .text:
            node.withText {
                WebText.append(
                    $0, to: &flow.buffer, isPreformatted: outer.isPreformatted, lineEndsAreBlanks: lineEndsAreBlanks)
            }
            return
        case .element: break
        }
        nodes += 1
        guard nodes <= limits.cells * 2, flow.blocks.count <= limits.blocks else {
            throw ReadingFailure(.tooLarge, zh: "网页的元素过多", en: "the web page has too many elements")
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.nesting else {
            throw ReadingFailure(
                .tooDeep, zh: "网页的元素嵌套超过 \(limits.nesting) 层",
                en: "the elements of the web page are nested deeper than \(limits.nesting) levels")
        }
        let tag = node.tag
        if tag == .iframe || tag == .embed || tag == .object { noteFrame(node) }
        if tag.isHidden || node.isInvisible { return }
        if tag == .br {
            flow.buffer.append(0x0A)
            return
        }
        if tag == .a { noteAttachment(node) }
        if tag == .table {
            flow.flush(outer)
            try readTable(node, &flow, outer)
            return
        }
        guard tag.isBlock else {
            // What floats to the other side is a field of its own on the same line.
            if node.attribute("style")?.contains("float") == true, let last = flow.buffer.last, last > 0x20 {
                flow.buffer += [0x20, 0x20]
            }
            for child in node.children { try walk(child, &flow, outer) }
            return
        }
        flow.flush(outer)
        var style = outer
        if node.pointer == title?.pointer {
            if !flow.isCell, outer.role == .body || outer.role == .navigation { demoteEverythingBefore(&flow) }
            style.role = .title
        } else if style.role != .navigation, !flow.isCell {
            if isFurniture(node) {
                style.role = .navigation
            } else if let level = tag.headingLevel {
                style.role = .heading
                style.level = level
            }
        }
        if tag == .pre { style.isPreformatted = true }
        if tag == .li { flow.label = label(of: node) }
        for child in node.children { try walk(child, &flow, style) }
        flow.flush(style)
        if tag == .li { flow.label = [] }
    }

    /// Menus and site names stand before the article's title; tables there keep their place.
    private func demoteEverythingBefore(_ flow: inout Flow) {
        for index in flow.blocks.indices {
            guard case .paragraph(var paragraph) = flow.blocks[index], paragraph.text.utf8.count <= 300 else {
                continue
            }
            paragraph.role = .navigation
            flow.blocks[index] = .paragraph(paragraph)
        }
    }

    /// The number a browser prints before an item of an ordered list.
    private mutating func label(of item: HTMLNode) -> [UInt8] {
        guard let list = item.parent, list.tag == .ol else { return [] }
        let number =
            item.attribute("value").flatMap { Int($0) }
            ?? counted[list.number].map { $0 &+ 1 } ?? list.attribute("start").flatMap { Int($0) } ?? 1
        counted[list.number] = number
        let style = ((list.attribute("style") ?? "") + (item.attribute("style") ?? "")).lowercased()
        if style.contains("none") { return [] }
        if style.contains("cjk-ideographic") || style.contains("simp-chinese") {
            return Array((Numeral.text(number, format: "chineseCounting") + "、").utf8)
        }
        let formats = ["a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"]
        return Array((Numeral.text(number, format: formats[list.attribute("type") ?? ""] ?? "decimal") + ". ").utf8)
    }

    // MARK: Navigation

    private static let furnitureTokens = [
        "nav", "menu", "foot", "copyright", "crumb", "bread", "share", "bdshare", "sidebar", "toolbar", "search",
        "banner",
        "related", "relate", "pagination", "login", "qrcode", "position", "location", "dqwz", "top", "hd", "head",
        "header", "topbar",
    ]

    /// A part of the page that leads elsewhere: by its tag, by its class, or because it is nothing but links.
    private func isFurniture(_ node: HTMLNode) -> Bool {
        let text = weights.text(node)
        guard text * 2 < weights.total, !contains(node, title) else { return false }
        if [.nav, .footer, .aside].contains(node.tag) { return true }
        if node.tag != .body, text * 5 < weights.total, isNamedFurniture(node), !hasFigures(node) { return true }
        return text > 0 && weights.links(node) * 10 >= text * 7 && !weights.hasFiles(node)
    }

    private func isNamedFurniture(_ node: HTMLNode) -> Bool {
        let names = [node.attribute("class"), node.attribute("id")].compactMap(\.self)
        guard !names.isEmpty else { return false }
        return names.joined(separator: " ").lowercased().utf8.split { !(0x61...0x7A).contains($0) }.contains { token in
            Self.furnitureTokens.contains {
                token.count < $0.utf8.count + 5 && token.starts(with: $0.utf8)
                    && ($0.utf8.count > 3 || token.count == $0.utf8.count)
            }
        }
    }

    private func contains(_ node: HTMLNode, _ other: HTMLNode?) -> Bool {
        var climb = other
        while let here = climb {
            if here.pointer == node.pointer { return true }
            climb = here.parent
        }
        return false
    }

    /// More than a few table cells: that is content whatever the class says.
    private func hasFigures(_ node: HTMLNode) -> Bool {
        var cells = 0
        node.forEachBelow { if $0.tag == .td { cells += 1 } }
        return cells > 12
    }

    private mutating func noteAttachment(_ node: HTMLNode) {
        guard let target = node.attribute("href"), !target.isEmpty else { return }
        var text: [UInt8] = []
        node.forEachBelow { inner in inner.withText { text += $0 } }
        let shown = String(decoding: WebText.trimmed(text[...]), as: UTF8.self)
        // What hands files out by number is called “决算公开表.xlsx”.
        guard WebText.isFileLink(target) || WebText.isFileName(shown[...]) && !target.hasPrefix("#") else { return }
        note(Attachment(name: shown.isEmpty ? node.attribute("title") ?? target : shown, url: target))
    }

    /// A file that shows in a frame of the page.
    private mutating func noteFrame(_ node: HTMLNode) {
        guard let target = node.attribute("src") ?? node.attribute("data"), WebText.isFileLink(target) else { return }
        note(Attachment(name: node.attribute("title") ?? target, url: target))
    }

    private mutating func note(_ attachment: Attachment) {
        if linked.insert(attachment).inserted { attachments.append(attachment) }
    }

    // MARK: Tables

    private mutating func readTable(_ node: HTMLNode, _ flow: inout Flow, _ style: WebStyle) throws(ReadingFailure) {
        let rows = WebTable.rows(of: node)
        let isNavigation = style.role == .navigation || (!flow.isCell && isFurniture(node))
        if isNavigation || WebTable.isLayout(node, rows, total: weights.total, weight: weights.text) {
            var inner = style
            if isNavigation { inner.role = .navigation }
            for row in rows {
                for cell in row.cells {
                    flow.flush(inner)
                    for child in cell.children { try walk(child, &flow, inner) }
                    flow.flush(inner)
                }
            }
            return
        }
        var builder = TableBuilder(limits: limits)
        var nested: [Block] = []
        var caption: String?
        for child in node.children where child.tag == .caption {
            caption = try cellText(child, &nested)
        }
        for row in rows {
            builder.startRow()
            var column = 0
            for cell in row.cells {
                column = builder.freeColumn(from: column)
                let span = min(max(cell.attribute("colspan").flatMap { WebText.number($0) } ?? 1, 1), limits.columns)
                var height = cell.attribute("rowspan").flatMap { WebText.number($0) } ?? 1
                if height == 0 { height = rows.count }
                let text = try cellText(cell, &nested)
                try builder.place(
                    text, column: column, columnSpan: span, rowSpan: min(max(height, 1), rows.count),
                    isHeader: cell.tag == .th || row.isHeader)
                column += span
            }
        }
        guard !builder.isEmpty else { return }
        if builder.isCut {
            throw ReadingFailure(
                .tooLarge, zh: "网页里的表格超过 \(limits.columns) 列",
                en: "a table of the web page has more than \(limits.columns) columns")
        }
        let table = builder.table(caption: caption).closingSlivers(WebTable.slivers(node))
        if table.cells.contains(where: { !$0.text.isEmpty }) { flow.blocks.append(.table(table)) }
        flow.blocks += nested
    }

    private mutating func cellText(_ node: HTMLNode, _ nested: inout [Block]) throws(ReadingFailure) -> String {
        var flow = Flow(isCell: true)
        for child in node.children { try walk(child, &flow, WebStyle()) }
        flow.flush(WebStyle())
        var lines: [String] = []
        for block in flow.blocks {
            switch block {
            case .paragraph(let paragraph): lines.append(paragraph.text)
            case .table: nested.append(block)
            }
        }
        return lines.joined(separator: "\n")
    }
}
