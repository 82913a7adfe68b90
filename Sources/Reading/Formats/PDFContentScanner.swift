/// Steps through a content stream operator by operator; the operands before one are kept as numbers.
struct PDFContentScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var numbers: (Double, Double, Double, Double, Double, Double) = (0, 0, 0, 0, 0, 0)
    /// How many numbers stand before the operator; of more than six the last six are kept.
    private(set) var count = 0
    private var name: Range<Int> = 0..<0
    /// A string with at least one byte stands before the operator.
    private(set) var hasText = false

    /// An operator of up to three bytes, comparable with a literal.
    struct Operation: Equatable, ExpressibleByStringLiteral {
        private let code: UInt32

        @inline(__always)
        init(code: UInt32) { self.code = code }

        @inline(__always)
        init(stringLiteral value: StaticString) {
            var code: UInt32 = 0
            value.withUTF8Buffer { for byte in $0 { code = code << 8 | UInt32(byte) } }
            self.code = code
        }

        @inline(__always)
        static func ~= (pattern: Operation, value: Operation) -> Bool { pattern.code == value.code }
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    subscript(index: Int) -> Double {
        switch index {
        case 0: numbers.0
        case 1: numbers.1
        case 2: numbers.2
        case 3: numbers.3
        case 4: numbers.4
        default: numbers.5
        }
    }

    var matrix: PDFMatrix? {
        guard count == 6 else { return nil }
        return PDFMatrix(a: numbers.0, b: numbers.1, c: numbers.2, d: numbers.3, e: numbers.4, f: numbers.5)
    }

    var lastName: String { String(decoding: bytes[name], as: UTF8.self) }
    var isWhiteGray: Bool { count >= 1 && numbers.0 > 0.99 }
    /// White as gray, RGB or CMYK.
    var isWhite: Bool {
        switch count {
        case 1: numbers.0 > 0.99
        case 3: min(numbers.0, numbers.1, numbers.2) > 0.99
        case 4: max(numbers.0, numbers.1, numbers.2, numbers.3) < 0.01
        default: false
        }
    }

    mutating func clear() {
        count = 0
        hasText = false
        name = 0..<0
    }

    private mutating func push(_ number: Double) {
        switch count {
        case 0: numbers.0 = number
        case 1: numbers.1 = number
        case 2: numbers.2 = number
        case 3: numbers.3 = number
        case 4: numbers.4 = number
        case 5: numbers.5 = number
        default:
            numbers = (numbers.1, numbers.2, numbers.3, numbers.4, numbers.5, number)
            return
        }
        count += 1
    }

    /// The next operator; nil at the end.
    mutating func next() -> Operation? {
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"): push(number())
            case UInt8(ascii: "/"):
                let start = position + 1
                position = start
                while position < bytes.count, PDFByte.isRegular(bytes[position]) { position += 1 }
                name = start..<position
            case UInt8(ascii: "("): skipLiteral()
            case UInt8(ascii: "<"):
                position += 1
                guard position < bytes.count, bytes[position] != byte else {
                    position += 1
                    continue
                }
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
                hasText = hasText || position > start
                position += 1
            case UInt8(ascii: "["): skipArray()
            case UInt8(ascii: "%"):
                while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "'"),
                UInt8(ascii: "\""):
                var code: UInt32 = 0
                while position < bytes.count, PDFByte.isRegular(bytes[position]) {
                    code = code << 8 | UInt32(bytes[position])
                    position += 1
                }
                let operation = Operation(code: code)
                if operation == "ID" {
                    skipInlinePicture()
                    return "EI"
                }
                return operation
            default: position += 1
            }
        }
        return nil
    }

    private mutating func number() -> Double {
        var isNegative = false
        var whole = 0.0
        var scale = 0.0
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte >= 0x30 && byte <= 0x39 {
                whole = whole * 10 + Double(byte &- 0x30)
                scale *= 10
            } else if byte == UInt8(ascii: ".") {
                if scale == 0 { scale = 1 }
            } else if byte == UInt8(ascii: "-") {
                isNegative = true
            } else if byte != UInt8(ascii: "+") {
                break
            }
            position += 1
        }
        if position == start { position += 1 }
        let value = scale > 1 ? whole / scale : whole
        return isNegative ? -value : value
    }

    private mutating func skipLiteral() {
        let start = position
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { break }
        }
        hasText = hasText || position - start > 2
    }

    /// An array holds a text with its spacing, or a dash pattern: neither has numbers that a ruling needs.
    private mutating func skipArray() {
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "]"):
                position += 1
                return
            case UInt8(ascii: "("): skipLiteral()
            case UInt8(ascii: "<"):
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
                hasText = hasText || position - start > 1
                position += 1
            default: position += 1
            }
        }
    }

    /// Steps over the bytes of an inline picture, to the `EI` that stands alone.
    private mutating func skipInlinePicture() {
        while position + 2 < bytes.count {
            position += 1
            if bytes[position] == UInt8(ascii: "E"), bytes[position + 1] == UInt8(ascii: "I"),
                PDFByte.isSpace(bytes[position - 1]),
                position + 2 >= bytes.count || PDFByte.isSpace(bytes[position + 2])
            {
                position += 2
                return
            }
        }
        position = bytes.count
    }
}
