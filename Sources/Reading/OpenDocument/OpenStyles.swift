import DocumentModel

/// Styles of an OpenDocument text that we need: list numbers, titles, running heads.
struct OpenStyles {
    struct Level {
        var format = ""
        var prefix = ""
        var suffix = ""
        var start = 1
        /// How many levels the number shows (1.2.3 shows three).
        var shown = 1
        var isBullet = false
    }

    enum Tag: String, CaseIterable {
        case style, p, header, footer, s, tab
        case listStyle = "list-style"
        case outlineStyle = "outline-style"
        case number = "list-level-style-number"
        case bullet = "list-level-style-bullet"
        case outlineNumber = "outline-level-style"
        case masterStyles = "master-styles"
        case pageNumber = "page-number"
        case pageCount = "page-count"
        case body
        case headerFirst = "header-first"
        case headerLeft = "header-left"
        case footerFirst = "footer-first"
        case footerLeft = "footer-left"
    }

    static let outline = "\u{0}outline"
    private static let vocabulary = XMLVocabulary<Tag>()

    private(set) var lists: [String: [Int: Level]] = [:]
    private var parents: [String: String] = [:]
    private(set) var headers: [Block] = []
    private(set) var footers: [Block] = []

    /// True where a style is or comes from one of a name.
    func isKind(_ style: String?, _ wanted: String) -> Bool {
        var next = style
        for _ in 0..<16 {
            guard let name = next else { return false }
            if name == wanted || name.hasPrefix(wanted) { return true }
            next = parents[name]
        }
        return false
    }

    mutating func read(_ part: [UInt8], name: String) throws(ReadingFailure) {
        guard !part.isEmpty else { return }
        do {
            try scan(part)
        } catch {
            throw ReadingFailure(error, part: name)
        }
    }

    private mutating func scan(_ part: [UInt8]) throws(XMLScanner.Fault) {
        var scanner = XMLScanner(part)
        var list = ""
        var running: Paragraph.Role?
        // Paragraphs that are open, innermost last: a shape in one has paragraphs of its own.
        var texts: [[UInt8]] = []
        while true {
            switch try scanner.next() {
            case .finished: return
            case .text: if !texts.isEmpty { try scanner.appendText(to: &texts[texts.count - 1]) }
            case .start:
                switch Self.vocabulary[scanner] {
                case .body: return
                case .style:
                    if let name = scanner.attribute("name"), let parent = scanner.attribute("parent-style-name") {
                        parents[name] = parent
                    }
                case .listStyle: list = scanner.attribute("name") ?? ""
                case .outlineStyle: list = Self.outline
                case .number, .outlineNumber, .bullet:
                    var level = Level()
                    level.isBullet = Self.vocabulary[scanner] == .bullet
                    level.format = scanner.attribute("num-format") ?? ""
                    level.prefix = scanner.attribute("num-prefix") ?? ""
                    level.suffix = scanner.attribute("num-suffix") ?? ""
                    level.start = scanner.intAttribute("start-value") ?? 1
                    level.shown = max(scanner.intAttribute("display-levels") ?? 1, 1)
                    if let number = scanner.intAttribute("level") { lists[list, default: [:]][number] = level }
                case .header, .headerFirst, .headerLeft: running = .header
                case .footer, .footerFirst, .footerLeft: running = .footer
                case .p: if running != nil { texts.append([]) }
                case .s, .tab: if !texts.isEmpty { texts[texts.count - 1].append(0x20) }
                case .pageNumber, .pageCount: if !texts.isEmpty { try scanner.skipElement() }
                case .masterStyles, nil: break
                }
            case .end:
                switch Self.vocabulary[scanner] {
                case .p: if let role = running, let text = texts.popLast() { add(text, role) }
                case .header, .headerFirst, .headerLeft, .footer, .footerFirst, .footerLeft: running = nil
                default: break
                }
            }
        }
    }

    private mutating func add(_ text: [UInt8], _ role: Paragraph.Role) {
        let shown = SheetText.shown(text)
        guard !shown.isEmpty else { return }
        let block = Block.paragraph(Paragraph(shown, role: role))
        if role == .header {
            if !headers.contains(block) { headers.append(block) }
        } else if !footers.contains(block) {
            footers.append(block)
        }
    }
}

/// Numbers of list items, counted through the document.
struct OpenNumbering {
    private var counters: [String: [Int: Int]] = [:]

    /// A list begins: its numbers start anew unless it goes on from one before.
    mutating func begin(_ style: String, level: Int, goesOn: Bool) {
        if goesOn { return }
        if level == 1 { counters[style] = [:] } else { counters[style]?[level] = nil }
    }

    /// What is printed before the next item; nil for bullets and unnumbered levels.
    mutating func next(_ style: String, level: Int, start: Int?, in levels: [Int: OpenStyles.Level]) -> String? {
        // The format knows ten levels; a damaged file names others.
        guard (1...10).contains(level), let own = levels[level] else { return nil }
        var counts = counters[style] ?? [:]
        counts[level] = start ?? (counts[level] ?? own.start - 1) + 1
        for deeper in counts.keys where deeper > level { counts[deeper] = nil }
        counters[style] = counts
        guard !own.isBullet, !own.format.isEmpty else { return nil }
        var parts: [String] = []
        for step in max(1, level - own.shown + 1)...level {
            guard let format = levels[step]?.format, !format.isEmpty else { continue }
            parts.append(Self.text(counts[step] ?? levels[step]?.start ?? 1, format: format))
        }
        let text = own.prefix + parts.joined(separator: ".") + own.suffix
        guard let last = text.unicodeScalars.last else { return nil }
        let isOpen = last == "." || ("0"..."9").contains(last) || last.properties.isAlphabetic
        return isOpen ? text + " " : text
    }

    /// The format is named by its first numerals: “一, 二, 三, ...”.
    private static func text(_ value: Int, format: String) -> String {
        switch format.unicodeScalars.first {
        case "一": Numeral.text(value, format: "chineseCounting")
        case "壹": Numeral.text(value, format: "chineseLegalSimplified")
        case "①": Numeral.text(value, format: "decimalEnclosedCircle")
        case "甲": Numeral.text(value, format: "ideographTraditional")
        case "子": Numeral.text(value, format: "ideographZodiac")
        case "１": Numeral.text(value, format: "decimalFullWidth")
        case "a": Numeral.text(value, format: "lowerLetter")
        case "A": Numeral.text(value, format: "upperLetter")
        case "i": Numeral.text(value, format: "lowerRoman")
        case "I": Numeral.text(value, format: "upperRoman")
        default: Numeral.text(value, format: "decimal")
        }
    }
}
