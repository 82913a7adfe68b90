/// Text brought to one typography, so that a term is found however it was typed.
///
/// `“三公”经费`, `三公”经费`, `"三公" 经费` and `三公经费` fold to the same bytes.  Every folded place leads back to the
/// original, so that a quote is always the report's own words:
///
/// ```swift
/// let folded = FoldedText("支出 １,２３４．５０ 万元（含税）")
/// String(decoding: folded.bytes, as: UTF8.self)   // "支出1,234.50万元(含税)"
/// folded.originalRange(6..<14)                     // UTF-8 range of "１,２３４．５０"
/// ```
///
/// What changes: full-width ASCII to ASCII; all quotation marks, invisible characters and white space dropped, but one
/// space stays between two ASCII digits or letters (“2023 110.38”); dashes to `-`; brackets 【】〔〕 to `[]`; radicals and
/// compatibility ideographs of PDF fonts to the characters they stand for.  、。《》 stay.  It is no Unicode
/// normalization and changes no word.
public struct FoldedText: Sendable {
    /// UTF-8.
    public private(set) var bytes: [UInt8]
    private var segments: [Segment]

    /// A stretch of folded bytes: a verbatim copy (`consumed` 0), or one replaced character of `consumed` bytes.
    private struct Segment {
        var folded: Int32
        var original: Int32
        var consumed: Int32
    }

    public init(_ text: String) {
        bytes = []
        segments = []
        var text = text
        text.withUTF8 { fold($0) }
    }

    public init(utf8 original: [UInt8]) {
        bytes = []
        segments = []
        original.withUnsafeBufferPointer { fold($0) }
    }

    /// Appends the folding of a text where nobody asks for the way back to the original.
    public static func append(_ original: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: original.count) { buffer in
            guard let output = buffer.baseAddress else { return }
            let count = fold(original, into: output) { _ in }
            bytes.append(contentsOf: UnsafeBufferPointer(start: output, count: count))
        }
    }

    /// The original UTF-8 range whose folding is `range`, without dropped characters at its ends.
    public func originalRange(_ range: Range<Int>) -> Range<Int> {
        guard !segments.isEmpty else { return 0..<0 }
        let lower = originalStart(range.lowerBound)
        return lower..<max(lower, range.isEmpty ? lower : originalEnd(range.upperBound - 1))
    }

    private func originalStart(_ offset: Int) -> Int {
        let segment = segments[segmentIndex(offset)]
        if segment.consumed > 0 {
            return Int(segment.original) + (offset >= bytes.count ? Int(segment.consumed) : 0)
        }
        return Int(segment.original) + offset - Int(segment.folded)
    }

    private func originalEnd(_ offset: Int) -> Int {
        let segment = segments[segmentIndex(offset)]
        if segment.consumed > 0 { return Int(segment.original + segment.consumed) }
        return Int(segment.original) + offset - Int(segment.folded) + 1
    }

    private func segmentIndex(_ offset: Int) -> Int {
        var low = 0
        var high = segments.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(segments[middle].folded) <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

extension FoldedText {
    private mutating func fold(_ original: UnsafeBufferPointer<UInt8>) {
        var segments: [Segment] = []
        segments.reserveCapacity(original.count / 16 + 4)
        bytes = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: original.count) { buffer in
            guard let output = buffer.baseAddress else { return [] }
            let count = Self.fold(original, into: output) { segments.append($0) }
            return Array(UnsafeBufferPointer(start: output, count: count))
        }
        self.segments = segments
    }

    /// One pass over the bytes; what is not folded is copied in stretches.  Returns how many bytes were written, never
    /// more than there are.
    @inline(__always)
    private static func fold(
        _ original: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>, note: (Segment) -> Void
    ) -> Int {
        let count = original.count
        var index = 0
        var written = 0
        var isCopying = false
        var hasPendingSpace = false
        while index < count {
            let lead = original[index]
            if !hasPendingSpace {
                let end = endOfHan(in: original, from: index)
                if end > index {
                    if !isCopying {
                        note(.init(folded: Int32(written), original: Int32(index), consumed: 0))
                        isCopying = true
                    }
                    (output + written).update(from: original.baseAddress! + index, count: end - index)
                    written += end - index
                    index = end
                    continue
                }
            }
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard index + length <= count else { break }
            let action: FoldingAction =
                switch lead {
                case 0xE4...0xE9: .copy
                case 0..<0x80: FoldingAction(ascii: lead)
                default: FoldingAction(original[index..<(index + length)])
                }
            let first: UInt8? =
                switch action {
                case .copy: lead
                case .ascii(let replacement): replacement
                case .ideograph: 0xE0
                case .drop, .space: nil
                }
            if let first, hasPendingSpace {
                if isASCIIWord(first), written > 0, isASCIIWord(output[written - 1]) {
                    note(.init(folded: Int32(written), original: Int32(index - 1), consumed: 1))
                    output[written] = UInt8(ascii: " ")
                    written += 1
                }
                hasPendingSpace = false
                isCopying = false
            }
            switch action {
            case .copy:
                if !isCopying {
                    note(.init(folded: Int32(written), original: Int32(index), consumed: 0))
                    isCopying = true
                }
                for offset in 0..<length { output[written + offset] = original[index + offset] }
                written += length
            case .drop:
                isCopying = false
            case .space:
                hasPendingSpace = true
                isCopying = false
            case .ascii(let replacement):
                isCopying = false
                note(.init(folded: Int32(written), original: Int32(index), consumed: Int32(length)))
                output[written] = replacement
                written += 1
            case .ideograph(let replacement):
                isCopying = false
                note(.init(folded: Int32(written), original: Int32(index), consumed: Int32(length)))
                output[written] = UInt8(0xE0 | replacement >> 12)
                output[written + 1] = UInt8(0x80 | replacement >> 6 & 0x3F)
                output[written + 2] = UInt8(0x80 | replacement & 0x3F)
                written += 3
            }
            index += length
        }
        return written
    }

    /// The end of a run of CJK Unified Ideographs, 、 and 。, which are copied and by far the most.
    @inline(__always)
    private static func endOfHan(in original: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end + 3 <= original.count {
            let lead = original[end]
            guard
                lead >= 0xE4 && lead <= 0xE9
                    || lead == 0xE3 && original[end + 1] == 0x80 && original[end + 2] & 0xFC == 0x80
                        && original[end + 2] != 0x80
            else { break }
            end += 3
        }
        return end
    }

    @inline(__always)
    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: ","):
            true
        default: false
        }
    }
}

/// What folding does to one character.
private enum FoldingAction {
    case copy
    case drop
    case space
    case ascii(UInt8)
    /// A character of the Basic Multilingual Plane that takes three bytes.
    case ideograph(UInt16)

    init(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): self = .drop
        case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20: self = .space
        case 0..<0x20, 0x7F: self = .drop
        default: self = .copy
        }
    }

    /// The action on a character of two, three or four bytes.
    init(_ character: Slice<UnsafeBufferPointer<UInt8>>) {
        let start = character.startIndex
        switch character.count {
        case 2:
            switch (character[start], character[start + 1]) {
            case (0xC2, 0xA0): self = .space
            case (0xC2, 0xAD): self = .drop
            default: self = .copy
            }
        case 3:
            let scalar =
                UInt16(character[start] & 0x0F) << 12 | UInt16(character[start + 1] & 0x3F) << 6
                | UInt16(character[start + 2] & 0x3F)
            self.init(scalar)
        default: self = .copy
        }
    }

    private init(_ scalar: UInt16) {
        switch scalar {
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: self = .space
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: self = .drop
        case 0x2018...0x201F, 0x2032, 0x2033, 0x300C...0x300F, 0xFF02, 0xFF07: self = .drop
        case 0x2010...0x2015, 0x2212, 0x2500, 0x2501: self = .ascii(UInt8(ascii: "-"))
        case 0x3010, 0x3014, 0x3016: self = .ascii(UInt8(ascii: "["))
        case 0x3011, 0x3015, 0x3017: self = .ascii(UInt8(ascii: "]"))
        case 0xFF01...0xFF5E: self = .ascii(UInt8(scalar - 0xFEE0))
        case 0xFE50: self = .ascii(UInt8(ascii: ","))
        case 0xFE52: self = .ascii(UInt8(ascii: "."))
        case 0xFE59: self = .ascii(UInt8(ascii: "("))
        case 0xFE5A: self = .ascii(UInt8(ascii: ")"))
        case 0xFE6A: self = .ascii(UInt8(ascii: "%"))
        case 0x2E80...0x2EFF: self = .standing(for: CompatibilityForms.radicalsSupplement[Int(scalar) - 0x2E80])
        case 0x2F00...0x2FDF: self = .standing(for: CompatibilityForms.kangxiRadicals[Int(scalar) - 0x2F00])
        case 0xF900...0xFAFF: self = .standing(for: CompatibilityForms.compatibilityIdeographs[Int(scalar) - 0xF900])
        default: self = .copy
        }
    }

    private static func standing(for ideograph: UInt16) -> Self { ideograph == 0 ? .copy : .ideograph(ideograph) }
}
