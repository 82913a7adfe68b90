/// A value of a PDF file's object language.
indirect enum PDFValue {
    case null
    case boolean(Bool)
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([PDFValue])
    case dictionary([String: PDFValue])
    /// The number of an indirect object.
    case reference(Int)
    /// A bare word: an operator or a keyword.
    case word(String)

    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var integer: Int? {
        guard let number, number.magnitude < 1e15 else { return nil }
        return Int(number)
    }
    var name: String? { if case .name(let name) = self { name } else { nil } }
    var array: [PDFValue]? { if case .array(let array) = self { array } else { nil } }
    var dictionary: [String: PDFValue]? { if case .dictionary(let dictionary) = self { dictionary } else { nil } }
    var reference: Int? { if case .reference(let reference) = self { reference } else { nil } }
}

/// Reads PDF values out of bytes; damaged input ends a value early and never traps.
struct PDFLexer {
    let bytes: ArraySlice<UInt8>
    var position: Int

    init(_ bytes: ArraySlice<UInt8>, at position: Int? = nil) {
        self.bytes = bytes
        self.position = max(position ?? bytes.startIndex, bytes.startIndex)
    }

    private var byte: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    mutating func skipSpace() {
        while let byte {
            if byte == UInt8(ascii: "%") {
                while let byte = self.byte, byte != 10 && byte != 13 { position += 1 }
            } else if PDFByte.isSpace(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    /// The next value; nil at the end or at a closing bracket.
    mutating func next(depth: Int = 0) -> PDFValue? {
        skipSpace()
        guard let byte, depth < 40 else { return nil }
        switch byte {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return .string(literalString())
        case UInt8(ascii: "<"):
            if position + 1 < bytes.endIndex, bytes[position + 1] == byte {
                position += 2
                return .dictionary(dictionary(depth: depth + 1))
            }
            return .string(hexString())
        case UInt8(ascii: "["):
            position += 1
            var values: [PDFValue] = []
            while let value = nextOrReference(depth: depth + 1) { values.append(value) }
            close(UInt8(ascii: "]"))
            return .array(values)
        case UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "}"), UInt8(ascii: ")"): return nil
        case UInt8(ascii: "{"):
            position += 1
            return .null
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39: return .number(number())
        default:
            let start = position
            while let byte = self.byte, PDFByte.isRegular(byte) { position += 1 }
            switch String(decoding: bytes[start..<position], as: UTF8.self) {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            case "null": return .null
            case let word: return .word(word)
            }
        }
    }

    /// The next value, where `12 0 R` is a reference.
    mutating func nextOrReference(depth: Int = 0) -> PDFValue? {
        guard let value = next(depth: depth) else { return nil }
        guard let number = value.integer, number >= 0 else { return value }
        let after = position
        skipSpace()
        if let byte, (0x30...0x39).contains(byte), next()?.integer != nil {
            skipSpace()
            if self.byte == UInt8(ascii: "R"), position + 1 >= bytes.endIndex || !PDFByte.isRegular(bytes[position + 1])
            {
                position += 1
                return .reference(number)
            }
        }
        position = after
        return value
    }

    private mutating func close(_ bracket: UInt8) {
        skipSpace()
        if byte == bracket { position += 1 }
    }

    private mutating func dictionary(depth: Int) -> [String: PDFValue] {
        var entries: [String: PDFValue] = [:]
        while true {
            skipSpace()
            guard let byte else { break }
            if byte == UInt8(ascii: ">") {
                position += 1
                if self.byte == byte { position += 1 }
                break
            }
            guard byte == UInt8(ascii: "/") else {
                // Damaged: step over whatever stands where a key should.
                if next(depth: depth) == nil { break }
                continue
            }
            let key = name()
            guard let value = nextOrReference(depth: depth) else { break }
            entries[key] = value
        }
        return entries
    }

    mutating func number() -> Double {
        var sign = 1.0
        var value = 0.0
        var scale = 0.0
        while let byte {
            switch byte {
            case UInt8(ascii: "-"): sign = -1
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "."):
                if scale == 0 { scale = 1 }
            case 0x30...0x39:
                value = value * 10 + Double(byte - 0x30)
                scale *= 10
            default: return sign * (scale > 1 ? value / scale : value)
            }
            position += 1
        }
        return sign * (scale > 1 ? value / scale : value)
    }

    private mutating func name() -> String {
        position += 1
        let start = position
        var isEscaped = false
        while let byte, PDFByte.isRegular(byte) {
            isEscaped = isEscaped || byte == UInt8(ascii: "#")
            position += 1
        }
        let raw = bytes[start..<position]
        guard isEscaped else { return String(decoding: raw, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = raw.startIndex
        while index < raw.endIndex {
            if raw[index] == UInt8(ascii: "#"), index + 2 < raw.endIndex, let high = PDFByte.hexDigit(raw[index + 1]),
                let low = PDFByte.hexDigit(raw[index + 2])
            {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(raw[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private mutating func hexString() -> [UInt8] {
        position += 1
        var text: [UInt8] = []
        var high: UInt8?
        while let byte {
            position += 1
            if byte == UInt8(ascii: ">") { break }
            guard let digit = PDFByte.hexDigit(byte) else { continue }
            if let first = high {
                text.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        if let high { text.append(high << 4) }
        return text
    }

    private mutating func literalString() -> [UInt8] {
        position += 1
        var text: [UInt8] = []
        var depth = 1
        while let byte {
            position += 1
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return text }
            case UInt8(ascii: "\\"):
                if let escaped = escapedByte() { text.append(escaped) }
                continue
            default: break
            }
            text.append(byte)
        }
        return text
    }

    private mutating func escapedByte() -> UInt8? {
        guard let byte else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return 10
        case UInt8(ascii: "r"): return 13
        case UInt8(ascii: "t"): return 9
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "f"): return 12
        case 10: return nil
        case 13:
            if self.byte == 10 { position += 1 }
            return nil
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 {
                guard let digit = self.byte, (0x30...0x37).contains(digit) else { break }
                value = value * 8 + Int(digit - 0x30)
                position += 1
            }
            return UInt8(truncatingIfNeeded: value)
        default: return byte
        }
    }
}

/// The byte classes of PDF syntax.
enum PDFByte {
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 10 || byte == 13 || byte == 9 || byte == 0 || byte == 12
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    static func isRegular(_ byte: UInt8) -> Bool { !isSpace(byte) && !isDelimiter(byte) }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
