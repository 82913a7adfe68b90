/// What a paragraph style says that we need: heading level, table of contents, title, list.
///
/// A style sheet is ten times as long as a report, so only its paragraph styles are looked at, by plain byte search.
struct WordStyles {
    struct Style {
        var name = ""
        var basedOn: String?
        var outlineLevel: Int?
        var numberID: String?
        var numberLevel: Int?
    }

    private var styles: [String: Style] = [:]

    private enum Tag: String, CaseIterable { case style, name, basedOn, outlineLvl, numId, ilvl }
    private static let vocabulary = XMLVocabulary<Tag>()

    init(_ part: [UInt8]) {
        let isUsual = part.withUnsafeBytes { $0.find("<w:style ") != nil && $0.find("w:styleId=\"") != nil }
        if isUsual { search(part) } else { scan(part) }
    }

    private mutating func search(_ part: [UInt8]) {
        part.withUnsafeBytes { raw in
            var cursor = 0
            while let start = raw.find("<w:style ", from: cursor), let end = raw.find("</w:style>", from: start) {
                cursor = end
                guard let headEnd = raw.find(">", from: start),
                    raw.find("w:type=\"paragraph\"", from: start, to: headEnd) != nil,
                    let id = Self.attribute("w:styleId=\"", raw, start, headEnd)
                else { continue }
                var style = Style()
                style.name = (Self.value("<w:name ", raw, start, end) ?? "").lowercased()
                style.basedOn = Self.value("<w:basedOn ", raw, start, end)
                style.outlineLevel = Self.value("<w:outlineLvl ", raw, start, end).flatMap { Int($0) }
                if let list = raw.find("<w:numPr>", from: start, to: end) {
                    style.numberID = Self.value("<w:numId ", raw, list, end)
                    style.numberLevel = Self.value("<w:ilvl ", raw, list, end).flatMap { Int($0) }
                }
                styles[id] = style
            }
        }
    }

    /// The same of a part that writes its elements in another way, such as `<ns0:style>`.
    private mutating func scan(_ part: [UInt8]) {
        var scanner = XMLScanner(part)
        var id: String?
        var style = Style()
        do {
            while true {
                switch try scanner.next() {
                case .start:
                    let value = scanner.attribute("val")
                    switch Self.vocabulary[scanner] {
                    case .style:
                        id = scanner.attribute("type") == "paragraph" ? scanner.attribute("styleId") : nil
                        style = Style()
                    case .name: style.name = (value ?? "").lowercased()
                    case .basedOn: style.basedOn = value
                    case .outlineLvl: style.outlineLevel = value.flatMap { Int($0) }
                    case .numId: style.numberID = value
                    case .ilvl: style.numberLevel = value.flatMap { Int($0) }
                    case nil: break
                    }
                case .end: if Self.vocabulary[scanner] == .style, let id { styles[id] = style }
                case .text: break
                case .finished: return
                }
            }
        } catch {
            // What was read before the damage stays in use.
            return
        }
    }

    /// 1 for the outermost heading; nil for other styles.
    func headingLevel(_ id: String) -> Int? {
        for style in lineage(id) {
            if style.name.hasPrefix("heading "), let level = Int(style.name.dropFirst(8)) { return level }
            if let level = style.outlineLevel { return level < 9 ? level + 1 : nil }
        }
        return nil
    }

    func isContents(_ id: String) -> Bool {
        lineage(id).contains { $0.name.hasPrefix("toc ") || $0.name == "table of figures" }
    }

    func isTitle(_ id: String) -> Bool { styles[id]?.name == "title" }

    func list(_ id: String) -> (number: String, level: Int)? {
        var level: Int?
        for style in lineage(id) {
            level = level ?? style.numberLevel
            if let number = style.numberID { return (number, level ?? 0) }
        }
        return nil
    }

    private func lineage(_ id: String) -> [Style] {
        var chain: [Style] = []
        var next: String? = id
        while let current = next, let style = styles[current], chain.count < 16 {
            chain.append(style)
            next = style.basedOn
        }
        return chain
    }

    private static func value(_ element: StaticString, _ raw: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> String?
    {
        guard let hit = raw.find(element, from: from, to: to) else { return nil }
        return attribute("w:val=\"", raw, hit, raw.find(">", from: hit) ?? to)
    }

    private static func attribute(_ name: StaticString, _ raw: UnsafeRawBufferPointer, _ from: Int, _ to: Int)
        -> String?
    {
        guard let hit = raw.find(name, from: from, to: to) else { return nil }
        let start = hit + name.utf8CodeUnitCount
        guard let close = raw.find("\"", from: start) else { return nil }
        return String(decoding: raw[start..<close], as: UTF8.self)
    }
}
