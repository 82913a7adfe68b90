/// `OFD.xml`: where the documents of the package begin.
struct FixedLayoutEntry {
    private enum Tag: String, CaseIterable {
        case root = "DocRoot"
        case title = "Title"
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    private(set) var roots: [String] = []
    private(set) var title: String?

    init(_ part: [UInt8]) throws(ReadingFailure) {
        var scanner = XMLScanner(part)
        var text: [UInt8] = []
        do {
            while true {
                let event = try scanner.next()
                if case .finished = event { break }
                switch event {
                case .start: text = []
                case .text: try scanner.appendText(to: &text)
                case .end:
                    let value = SheetText.shown(text)
                    switch Self.vocabulary[scanner] {
                    case .root: if !value.isEmpty { roots.append(value) }
                    case .title: title = title ?? (value.isEmpty ? nil : value)
                    case nil: break
                    }
                    text = []
                case .finished: break
                }
            }
        } catch {
            throw ReadingFailure(error, part: "OFD.xml")
        }
        guard !roots.isEmpty else {
            throw ReadingFailure(
                .damaged, zh: "OFD.xml: 没有写明文档在哪里", en: "OFD.xml: it does not say where the document is")
        }
    }
}

/// `Document.xml`: the pages in order, the backgrounds they share, the size of a page.
struct FixedLayoutOutline {
    private enum Tag: String, CaseIterable {
        case page = "Page"
        case template = "TemplatePage"
        case size = "PhysicalBox"
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    private(set) var pages: [String] = []
    private(set) var templates: [String: String] = [:]
    /// Width and height in millimetres.
    private(set) var size = (width: 210.0, height: 297.0)

    init(_ part: [UInt8], name: String) throws(ReadingFailure) {
        var scanner = XMLScanner(part)
        var text: [UInt8] = []
        do {
            while true {
                switch try scanner.next() {
                case .finished: return
                case .text: try scanner.appendText(to: &text)
                case .start:
                    text = []
                    switch Self.vocabulary[scanner] {
                    case .page: if let place = scanner.attribute("BaseLoc") { pages.append(place) }
                    case .template:
                        if let id = scanner.attribute("ID"), let place = scanner.attribute("BaseLoc") {
                            templates[id] = place
                        }
                    default: break
                    }
                case .end:
                    if Self.vocabulary[scanner] == .size {
                        let numbers = FixedLayoutNumbers.list(text)
                        if numbers.count == 4, numbers[2] > 0, numbers[3] > 0, max(numbers[2], numbers[3]) < 20_000 {
                            size = (numbers[2], numbers[3])
                        }
                    }
                }
            }
        } catch {
            throw ReadingFailure(error, part: name)
        }
    }
}

/// Places inside the package.
enum FixedLayoutPath {
    /// A location as a part gives it: from the root with a leading slash, else from the part's own folder.
    static func resolve(_ location: String, from part: String) -> String {
        var steps: [Substring] = location.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
        for step in location.split(separator: "/") {
            switch step {
            case ".": break
            case "..": steps = steps.dropLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

/// Numbers as attributes list them.
enum FixedLayoutNumbers {
    static func list(_ text: some Sequence<UInt8>) -> [Double] {
        Array(text).split { $0 <= 0x20 || $0 == 0x2C }.compactMap { Double(String(decoding: $0, as: UTF8.self)) }
            .filter { abs($0) < 1e6 }
    }

    /// One number of an attribute; nil where it is none or beyond any page.
    static func value(_ text: String?) -> Double? { text.flatMap { Double($0) }.flatMap { abs($0) < 1e6 ? $0 : nil } }

    /// Advances between characters: `3.5 3.5 g 4 3.5` has six, as `g` repeats a value.
    static func advances(_ text: String, limit: Int) -> [Double] {
        var advances: [Double] = []
        let words = text.split(separator: " ")
        var index = 0
        while index < words.count, advances.count < limit {
            if words[index] == "g", index + 2 < words.count, let count = Int(words[index + 1]),
                let value = Double(words[index + 2])
            {
                advances += [Double](repeating: value, count: min(max(count, 0), limit - advances.count))
                index += 3
            } else {
                if let value = value(String(words[index])) { advances.append(value) }
                index += 1
            }
        }
        return advances
    }
}
