/// The words of a PDF as `pdftotext -bbox` prints them: an XHTML file of one line a word, pages in order.
struct PDFWords {
    var pages: [(width: Double, height: Double, words: [PlacedWord])] = []
    var title: String?

    init(_ output: [UInt8]) {
        output.withUnsafeBufferPointer { read($0) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        var page = -1
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else {
                position += 1
                continue
            }
            position += 1
            if Self.isNext("word ", in: bytes, at: position) {
                let numbers = Self.attributes(bytes, &position)
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
                guard page >= 0, start < position else { continue }
                let text = Self.text(UnsafeBufferPointer(rebasing: bytes[start..<position]))
                pages[page].words.append(
                    PlacedWord(
                        text: text, box: Box(left: numbers.0, top: numbers.1, right: numbers.2, bottom: numbers.3)))
            } else if Self.isNext("page ", in: bytes, at: position) {
                let numbers = Self.attributes(bytes, &position)
                pages.append((numbers.0, numbers.1, []))
                page += 1
            } else if pages.isEmpty, Self.isNext("title>", in: bytes, at: position) {
                let start = position + 6
                position = start
                while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
                title = Self.text(UnsafeBufferPointer(rebasing: bytes[start..<position]))
            }
        }
    }

    @inline(__always)
    private static func isNext(_ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != word.utf8Start[index] { return false }
        return true
    }

    /// The first four quoted numbers of a tag; leaves the position behind the tag.
    private static func attributes(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int
    ) -> (Double, Double, Double, Double) {
        var numbers = (0.0, 0.0, 0.0, 0.0)
        var count = 0
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            position += 1
            var isNegative = false
            var value = 0.0
            var scale = 0.0
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                switch bytes[position] {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): scale = 1
                case let digit where digit >= 0x30 && digit <= 0x39:
                    value = value * 10 + Double(digit &- 0x30)
                    scale *= 10
                default: break
                }
                position += 1
            }
            position += 1
            value = (isNegative ? -value : value) / (scale > 1 ? scale : 1)
            switch count {
            case 0: numbers.0 = value
            case 1: numbers.1 = value
            case 2: numbers.2 = value
            case 3: numbers.3 = value
            default: break
            }
            count += 1
        }
        position += 1
        return numbers
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&"),
                let entity = entities.first(where: { bytes[index...].starts(with: $0.code.utf8) })
            {
                plain.append(entity.byte)
                index += entity.code.utf8.count
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static let entities: [(code: String, byte: UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")),
        ("&apos;", UInt8(ascii: "'")), ("&#39;", UInt8(ascii: "'")),
    ]
}
