import Terminal

/// Walks through an XML part event by event, over bytes.
///
/// Written for office parts: prefixes are cut off, as a part's local names are unambiguous where we look.  There are no
/// entities but the five predefined ones and character references, so nothing can unfold or point outside; a part that
/// declares others is refused.
struct XMLScanner {
    enum Event {
        case start, end, text, finished
    }

    struct Fault: Error {
        /// Where in the part, in bytes.
        var offset: Int
        var what: Wording
        var isTooDeep = false
    }

    private let bytes: [UInt8]
    private var index = 0
    private var open: [(name: Range<Int>, key: UInt64)] = []
    private let maximumDepth: Int
    private var isEmptyElement = false
    private var attributesRange = 0..<0
    private var textRange = 0..<0
    private var isCDATA = false
    /// Key of the local name of the element that started or ended.
    private(set) var key: UInt64 = 0
    private var nameRange = 0..<0

    init(_ part: [UInt8], maximumDepth: Int = 256) {
        let isPlain =
            !part.starts(with: [0xFF, 0xFE]) && !part.starts(with: [0xFE, 0xFF])
            && !part.starts(with: [0xEF, 0xBB, 0xBF])
        bytes = isPlain ? part : TextEncoding.decode(part).bytes
        self.maximumDepth = maximumDepth
    }

    var depth: Int { open.count }
    var offset: Int { index }

    /// The local name of the element, for messages and rare comparisons.
    var name: String { String(decoding: bytes[nameRange], as: UTF8.self) }

    /// The same key for the same local name.
    static func key(_ name: some Collection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    mutating func next() throws(Fault) -> Event {
        if isEmptyElement {
            isEmptyElement = false
            if let last = open.popLast() {
                key = last.key
                nameRange = last.name
            }
            return .end
        }
        while index < bytes.count {
            guard bytes[index] == 0x3C else {
                let start = index
                index = bytes[index...].firstIndex(of: 0x3C) ?? bytes.count
                guard !open.isEmpty else { continue }
                textRange = start..<index
                isCDATA = false
                return .text
            }
            guard index + 1 < bytes.count else {
                throw Fault(offset: index, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
            }
            switch bytes[index + 1] {
            case 0x2F: return try endTag()
            case 0x3F:
                try skip(past: "?>")
            case 0x21:
                if bytes[index...].starts(with: "<!--".utf8) {
                    try skip(past: "-->")
                } else if bytes[index...].starts(with: "<![CDATA[".utf8) {
                    let start = index + 9
                    try skip(past: "]]>")
                    textRange = start..<index - 3
                    isCDATA = true
                    if !open.isEmpty { return .text }
                } else {
                    try skipDeclaration()
                }
            default: return try startTag()
            }
        }
        if let unclosed = open.last {
            throw Fault(
                offset: unclosed.name.lowerBound,
                what: Wording(
                    zh: "“\(String(decoding: bytes[unclosed.name], as: UTF8.self))”一直没有结束",
                    en: "“\(String(decoding: bytes[unclosed.name], as: UTF8.self))” never ends"))
        }
        return .finished
    }

    /// Skips to the end of the element that has just started.
    mutating func skipElement() throws(Fault) {
        let level = open.count
        while true {
            switch try next() {
            case .end where open.count < level: return
            case .finished: return
            default: break
            }
        }
    }

    // MARK: Values

    /// An attribute of the element that has just started, by its local name.
    func attribute(_ name: StaticString) -> String? {
        attributeBytes(name).map { String(decoding: decoded($0), as: UTF8.self) }
    }

    func intAttribute(_ name: StaticString) -> Int? {
        guard let range = attributeBytes(name), let value = Int(String(decoding: bytes[range], as: UTF8.self)) else {
            return nil
        }
        // No count or place in a report is larger, and sums of such numbers stay far from the ends of `Int`.
        return value.magnitude <= 1_000_000_000 ? value : nil
    }

    /// Appends the text of a `.text` event, references resolved.
    func appendText(to target: inout [UInt8]) throws(Fault) {
        if isCDATA || !bytes[textRange].contains(0x26) {
            target += bytes[textRange]
        } else {
            target += decoded(textRange)
        }
    }

    private func attributeBytes(_ wanted: StaticString) -> Range<Int>? {
        var cursor = attributesRange.lowerBound
        let end = attributesRange.upperBound
        while cursor < end {
            while cursor < end, bytes[cursor] <= 0x20 { cursor += 1 }
            var nameStart = cursor
            while cursor < end, bytes[cursor] != 0x3D, bytes[cursor] > 0x20 {
                if bytes[cursor] == 0x3A { nameStart = cursor + 1 }
                cursor += 1
            }
            let nameEnd = cursor
            while cursor < end, bytes[cursor] != 0x22, bytes[cursor] != 0x27 { cursor += 1 }
            guard cursor < end else { return nil }
            let quote = bytes[cursor]
            let valueStart = cursor + 1
            cursor = valueStart
            while cursor < end, bytes[cursor] != quote { cursor += 1 }
            if nameEnd - nameStart == wanted.utf8CodeUnitCount,
                wanted.withUTF8Buffer({ bytes[nameStart..<nameEnd].elementsEqual($0) })
            {
                return valueStart..<min(cursor, end)
            }
            cursor += 1
        }
        return nil
    }

    /// Text with `&amp;` and `&#x4E00;` resolved; an unknown entity stays as it is written.
    private func decoded(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var cursor = range.lowerBound
        while cursor < range.upperBound {
            let byte = bytes[cursor]
            guard byte == 0x26, let semicolon = bytes[cursor..<min(cursor + 12, range.upperBound)].firstIndex(of: 0x3B)
            else {
                result.append(byte)
                cursor += 1
                continue
            }
            if let scalar = Self.scalar(bytes[cursor + 1..<semicolon]) {
                result += Array(String(Character(scalar)).utf8)
                cursor = semicolon + 1
            } else {
                result.append(byte)
                cursor += 1
            }
        }
        return result
    }

    private static func scalar(_ reference: ArraySlice<UInt8>) -> Unicode.Scalar? {
        if reference.first == 0x23 {
            let digits = reference.dropFirst()
            let isHex = digits.first == 0x78 || digits.first == 0x58
            let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
            return UInt32(text, radix: isHex ? 16 : 10).flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
        }
        switch String(decoding: reference, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default: return nil
        }
    }

    // MARK: Tags

    private mutating func startTag() throws(Fault) -> Event {
        let start = index
        var cursor = index + 1
        var nameStart = cursor
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == 0x3A {
                nameStart = cursor + 1
                hash = 0xCBF2_9CE4_8422_2325
            } else if byte <= 0x20 || byte == 0x3E || byte == 0x2F {
                break
            } else {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            cursor += 1
        }
        let nameEnd = cursor
        guard nameEnd > nameStart else {
            throw Fault(offset: start, what: Wording(zh: "标记没有名字", en: "a tag has no name"))
        }
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == 0x3E { break }
            if byte == 0x22 || byte == 0x27 {
                guard let close = bytes[(cursor + 1)...].firstIndex(of: byte) else {
                    throw Fault(offset: start, what: Wording(zh: "引号没有结束", en: "a quotation mark is not closed"))
                }
                cursor = close
            } else if byte == 0x3C {
                throw Fault(offset: start, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
            }
            cursor += 1
        }
        guard cursor < bytes.count else {
            throw Fault(offset: start, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
        }
        isEmptyElement = bytes[cursor - 1] == 0x2F
        attributesRange = nameEnd..<(isEmptyElement ? max(cursor - 1, nameEnd) : cursor)
        key = hash
        nameRange = nameStart..<nameEnd
        open.append((nameRange, hash))
        guard open.count <= maximumDepth else {
            throw Fault(
                offset: start,
                what: Wording(zh: "嵌套超过 \(maximumDepth) 层", en: "it is nested deeper than \(maximumDepth) levels"),
                isTooDeep: true)
        }
        index = cursor + 1
        return .start
    }

    private mutating func endTag() throws(Fault) -> Event {
        guard let close = bytes[index...].firstIndex(of: 0x3E) else {
            throw Fault(offset: index, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
        }
        var nameStart = index + 2
        var nameEnd = nameStart
        while nameEnd < close, bytes[nameEnd] > 0x20 {
            if bytes[nameEnd] == 0x3A { nameStart = nameEnd + 1 }
            nameEnd += 1
        }
        guard let last = open.popLast() else {
            throw Fault(offset: index, what: Wording(zh: "多余的结束标记", en: "an end tag without its beginning"))
        }
        key = Self.key(bytes[nameStart..<nameEnd])
        guard key == last.key else {
            throw Fault(
                offset: last.name.lowerBound,
                what: Wording(
                    zh: "“\(String(decoding: bytes[last.name], as: UTF8.self))”没有结束就遇到别的结束标记",
                    en: "“\(String(decoding: bytes[last.name], as: UTF8.self))” ends with another tag"))
        }
        nameRange = nameStart..<nameEnd
        index = close + 1
        return .end
    }

    private mutating func skip(past mark: StaticString) throws(Fault) {
        let start = index
        let length = mark.utf8CodeUnitCount
        let last = mark.withUTF8Buffer { $0[length - 1] }
        var cursor = index
        while let hit = bytes[cursor...].firstIndex(of: last) {
            cursor = hit + 1
            if cursor - length >= start, mark.withUTF8Buffer({ bytes[(cursor - length)..<cursor].elementsEqual($0) }) {
                index = cursor
                return
            }
        }
        throw Fault(offset: start, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
    }

    /// A DOCTYPE without declarations of its own is passed over; one that declares entities is refused.
    private mutating func skipDeclaration() throws(Fault) {
        guard let close = bytes[index...].firstIndex(of: 0x3E) else {
            throw Fault(offset: index, what: Wording(zh: "标记没有写完", en: "a tag breaks off"))
        }
        if bytes[index..<close].contains(0x5B) {
            throw Fault(
                offset: index, what: Wording(zh: "含有实体声明，为安全不读", en: "it declares entities and is not read, to be safe")
            )
        }
        index = close + 1
    }
}

/// The elements that a reader looks at, by the keys of their names.
struct XMLVocabulary<Tag: CaseIterable & RawRepresentable & Sendable>: Sendable where Tag.RawValue == String {
    private let tags: [UInt64: Tag]

    init() {
        tags = Dictionary(uniqueKeysWithValues: Tag.allCases.map { (XMLScanner.key($0.rawValue.utf8), $0) })
    }

    subscript(_ scanner: XMLScanner) -> Tag? { tags[scanner.key] }
}

extension ReadingFailure {
    init(_ fault: XMLScanner.Fault, part: String) {
        self.init(
            fault.isTooDeep ? .tooDeep : .damaged, zh: "\(part): 第 \(fault.offset) 字节，\(fault.what.zh)",
            en: "\(part): at byte \(fault.offset), \(fault.what.en)")
    }
}
