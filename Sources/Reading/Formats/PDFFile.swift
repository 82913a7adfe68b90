import Glibc

/// The objects of a PDF file, found by walking over its bytes.
///
/// Only what the page's drawing needs is read here (page tree, content streams, forms); the text comes from an external
/// tool that knows fonts.  The cross-reference table is not used: it is what damaged files have wrong, and the last
/// definition of a number is the valid one.
struct PDFFile {
    let bytes: [UInt8]
    /// Streams of an encrypted file cannot be read here.
    private(set) var isEncrypted = false
    private var places: [Int: Place] = [:]
    private var root: Int?
    private var information: Int?
    /// Bytes that all streams may still unfold to.
    private var budget: Int

    private enum Place {
        case file(offset: Int)
        case stream(PDFValue)
    }

    init(_ bytes: [UInt8], expandedBytes: Int) {
        self.bytes = bytes
        budget = expandedBytes
        findObjects()
    }

    /// An indirect object, or the value itself when it is none; references to references end.
    func resolve(_ value: PDFValue?) -> PDFValue? {
        var value = value
        for _ in 0..<8 {
            guard case .reference(let number)? = value else { return value }
            switch places[number] {
            case .file(let offset):
                var lexer = PDFLexer(bytes[...], at: offset)
                value = lexer.nextOrReference()
            case .stream(let member): value = member
            case nil: return nil
            }
        }
        return nil
    }

    func dictionary(_ value: PDFValue?) -> [String: PDFValue]? { resolve(value)?.dictionary }

    /// The unfolded bytes of a stream object; nil when it is none or uses a filter that drawings hardly ever use.
    mutating func stream(_ value: PDFValue?) -> [UInt8]? {
        guard let number = value?.reference, case .file(let offset)? = places[number] else { return nil }
        var lexer = PDFLexer(bytes[...], at: offset)
        guard let dictionary = lexer.next()?.dictionary, let raw = rawStream(dictionary, after: lexer.position) else {
            return nil
        }
        let filter = resolve(dictionary["Filter"])
        let filters = (filter?.array?.compactMap { resolve($0)?.name } ?? filter?.name.map { [$0] }) ?? []
        if dictionary["DecodeParms"] != nil, let parameters = self.dictionary(dictionary["DecodeParms"]),
            (resolve(parameters["Predictor"])?.integer ?? 1) > 1
        {
            return nil
        }
        var content = Array(raw)
        let parameters = self.dictionary(dictionary["DecodeParms"])
        let earlyChange = resolve(parameters?["EarlyChange"])?.integer == 0 ? 0 : 1
        for filter in filters.prefix(8) {
            guard
                let plain = PDFFilters.unfold(content[...], filter, earlyChange: earlyChange, atMost: budget)
            else { return nil }
            content = plain
        }
        budget = max(0, budget - content.count)
        return content
    }

    /// The bytes between `stream` and `endstream`.
    private func rawStream(_ dictionary: [String: PDFValue], after position: Int) -> ArraySlice<UInt8>? {
        var lexer = PDFLexer(bytes[...], at: position)
        lexer.skipSpace()
        var start = lexer.position
        guard bytes[start...].starts(with: "stream".utf8) else { return nil }
        start += 6
        if start < bytes.count, bytes[start] == 13 { start += 1 }
        if start < bytes.count, bytes[start] == 10 { start += 1 }
        if let length = resolve(dictionary["Length"])?.integer, length >= 0, length <= bytes.count - start {
            var after = PDFLexer(bytes[...], at: start + length)
            after.skipSpace()
            if bytes[after.position...].starts(with: "endstream".utf8) { return bytes[start..<start + length] }
        }
        let end = firstIndex(of: "endstream", from: start) ?? bytes.count
        return bytes[start..<end]
    }

    private func firstIndex(of word: String, from start: Int) -> Int? {
        let pattern = Array(word.utf8)
        var index = start
        while let hit = nextByte(pattern[0], from: index) {
            if bytes[hit...].starts(with: pattern) { return hit }
            index = hit + 1
        }
        return nil
    }

    private func nextByte(_ byte: UInt8, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { buffer in
            memchr(buffer.baseAddress! + start, Int32(byte), buffer.count - start).map {
                UnsafeRawPointer($0) - buffer.baseAddress!
            }
        }
    }

    // MARK: Finding objects

    private mutating func findObjects() {
        var packed: [Int] = []
        var index = 0
        // “12 0 obj”: every o is a candidate, which random bytes offer once in 256.
        while let hit = nextByte(UInt8(ascii: "o"), from: index) {
            index = hit + 1
            guard hit + 3 <= bytes.count, bytes[hit + 1] == UInt8(ascii: "b"), bytes[hit + 2] == UInt8(ascii: "j"),
                let number = objectNumber(before: hit)
            else { continue }
            places[number] = .file(offset: hit + 3)
            index = hit + 3
            if isObjectStream(at: index) { packed.append(number) }
        }
        findTrailers()
        for number in packed { unpack(number) }
        if root == nil || dictionary(.reference(root ?? -1))?["Pages"] == nil { root = findCatalog() }
    }

    /// Reads “12 0 ” backwards; nil for `endobj` and the like.
    private func objectNumber(before position: Int) -> Int? {
        var index = position - 1
        func skipSpaces() { while index >= 0, PDFByte.isSpace(bytes[index]) { index -= 1 } }
        func digits() -> Int? {
            var value = 0
            var scale = 1
            let end = index
            while index >= 0, (0x30...0x39).contains(bytes[index]), end - index < 10 {
                value += Int(bytes[index] - 0x30) * scale
                scale *= 10
                index -= 1
            }
            return index < end ? value : nil
        }
        guard index >= 0, PDFByte.isSpace(bytes[index]) || (0x30...0x39).contains(bytes[index]) else { return nil }
        skipSpaces()
        guard digits() != nil, index >= 0, PDFByte.isSpace(bytes[index]) else { return nil }
        skipSpaces()
        return digits()
    }

    private func isObjectStream(at position: Int) -> Bool {
        let head = bytes[position..<min(position + 160, bytes.count)]
        guard let slash = head.indices.first(where: { head[$0...].starts(with: "/ObjStm".utf8) }) else { return false }
        return !head[..<slash].indices.contains {
            head[$0...].starts(with: "endobj".utf8) || head[$0...].starts(with: "stream\n".utf8)
        }
    }

    private mutating func unpack(_ number: Int) {
        guard let header = dictionary(.reference(number)), header["Type"]?.name == "ObjStm",
            let count = resolve(header["N"])?.integer, let first = resolve(header["First"])?.integer,
            let content = stream(.reference(number)), first > 0, first <= content.count, count > 0,
            count <= content.count
        else { return }
        var index = PDFLexer(content[..<first])
        for _ in 0..<count {
            guard let member = index.next()?.integer, let offset = index.next()?.integer, offset >= 0,
                first + offset < content.count
            else { return }
            // A definition in the open file is newer than none, and a later object stream newer than an earlier one.
            if case .file? = places[member] { continue }
            var lexer = PDFLexer(content[...], at: first + offset)
            if let value = lexer.nextOrReference() { places[member] = .stream(value) }
        }
    }

    private mutating func findTrailers() {
        var start = 0
        while let hit = firstIndex(of: "trailer", from: start) {
            start = hit + 7
            var lexer = PDFLexer(bytes[...], at: start)
            if let trailer = lexer.next()?.dictionary { note(trailer) }
        }
        let offsets = places.values.compactMap { place -> Int? in
            if case .file(let offset) = place { offset } else { nil }
        }
        for offset in offsets.sorted() {
            let head = bytes[offset..<min(offset + 400, bytes.count)]
            guard
                head.indices.contains(where: { head[$0] == UInt8(ascii: "X") && head[$0...].starts(with: "XRef".utf8) })
            else {
                continue
            }
            var lexer = PDFLexer(bytes[...], at: offset)
            if let trailer = lexer.next()?.dictionary, trailer["Type"]?.name == "XRef" { note(trailer) }
        }
    }

    private mutating func note(_ trailer: [String: PDFValue]) {
        root = trailer["Root"]?.reference ?? root
        information = trailer["Info"]?.reference ?? information
        if trailer["Encrypt"] != nil { isEncrypted = true }
    }

    private func findCatalog() -> Int? {
        places.keys.sorted().last { dictionary(.reference($0))?["Type"]?.name == "Catalog" }
    }

    var catalog: [String: PDFValue]? { root.flatMap { dictionary(.reference($0)) } }
    var informationDictionary: [String: PDFValue]? { information.flatMap { dictionary(.reference($0)) } }
}
