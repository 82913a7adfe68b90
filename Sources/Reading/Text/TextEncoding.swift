import Glibc

/// The encodings that county web sites and offices save text in.
enum TextEncoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB18030"
    case big5 = "BIG5"
    case latin1 = "ISO-8859-1"
}

/// Text as UTF-8 bytes without byte order mark, and how it was told apart.
struct DecodedText {
    var bytes: [UInt8]
    var encoding: TextEncoding
    /// True where nothing in the file says so and the bytes decided.
    var isGuessed: Bool
    /// Sequences that stand for no character and were replaced by U+FFFD.
    var faults: Int
}

/// Bytes of any encoding that offices save text in, as UTF-8 without byte order mark; nil where some stand for no
/// character.
package func textAsUTF8(_ bytes: [UInt8]) -> [UInt8]? {
    let decoded = TextEncoding.decode(bytes)
    return decoded.faults == 0 ? decoded.bytes : nil
}

extension TextEncoding {
    /// The encoding that a label such as `gb2312` or `charset=GBK` names.
    ///
    /// GB2312 and GBK are read as GB18030, which contains both: pages that declare gb2312 use the other characters too.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "gb2312-80", "windows-936": self = .gb18030
        case "utf-16", "utf-16le", "unicode": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "big5", "big5-hkscs", "cp950": self = .big5
        case "iso-8859-1", "us-ascii", "ascii", "windows-1252": self = .latin1
        default: return nil
        }
    }

    /// Bytes of any of these encodings as UTF-8: a byte order mark decides, then valid UTF-8, then what the file declares,
    /// then GB18030.
    static func decode(_ bytes: [UInt8], declared: TextEncoding? = nil) -> DecodedText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return repairedUTF8(Array(bytes[3...]), isGuessed: false)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(Array(bytes[2...]), from: .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(Array(bytes[2...]), from: .utf16BigEndian) }
        if let wide = wideWithoutMark(bytes) { return converted(bytes, from: wide, isGuessed: true) }
        let check = UTF8Check(bytes)
        if check.faults == 0 { return DecodedText(bytes: bytes, encoding: .utf8, isGuessed: false, faults: 0) }
        // A cut or damaged UTF-8 file is still UTF-8: GBK text is hardly ever valid UTF-8 by chance.
        if check.multibyte > 50 * check.faults { return repairedUTF8(bytes, isGuessed: declared != .utf8) }
        let fallback: TextEncoding = declared == .big5 ? .big5 : .gb18030
        return converted(bytes, from: fallback, isGuessed: declared != fallback)
    }

    private static func repairedUTF8(_ bytes: [UInt8], isGuessed: Bool) -> DecodedText {
        let check = UTF8Check(bytes)
        let clean = check.faults == 0 ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
        return DecodedText(
            bytes: clean, encoding: .utf8, isGuessed: isGuessed && check.faults > 0, faults: check.faults)
    }

    /// UTF-16 without a mark shows in the zero bytes that every ASCII character leaves.
    private static func wideWithoutMark(_ bytes: [UInt8]) -> TextEncoding? {
        guard bytes.count >= 16, bytes.count % 2 == 0 else { return nil }
        let sample = min(bytes.count, 4_096) & ~1
        var even = 0
        var odd = 0
        for index in 0..<sample where bytes[index] == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        let pairs = sample / 2
        if odd * 20 > pairs, even * 50 < odd { return .utf16LittleEndian }
        if even * 20 > pairs, odd * 50 < even { return .utf16BigEndian }
        return nil
    }

    private static func converted(_ bytes: [UInt8], from encoding: TextEncoding, isGuessed: Bool = false) -> DecodedText
    {
        let descriptor = iconv_open("UTF-8", encoding.rawValue)
        guard let descriptor, descriptor != iconv_t(bitPattern: -1) else {
            return DecodedText(
                bytes: Array(String(decoding: bytes, as: UTF8.self).utf8), encoding: .utf8, isGuessed: true,
                faults: bytes.count)
        }
        defer { iconv_close(descriptor) }
        var input = bytes
        var faults = 0
        // Two bytes become three, a lone byte becomes U+FFFD of three.
        let capacity = bytes.count * 3 + 16
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
            input.withUnsafeMutableBytes { source in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = source.count
                guard let base = buffer.baseAddress else { return }
                var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(base).assumingMemoryBound(to: CChar.self)
                var room = capacity
                while left > 0 {
                    if iconv(descriptor, &from, &left, &to, &room) != -1 { break }
                    guard left > 0, room >= 3, let target = to, let start = from else { break }
                    faults += 1
                    for (offset, byte) in [UInt8(0xEF), 0xBF, 0xBD].enumerated() {
                        target[offset] = CChar(bitPattern: byte)
                    }
                    to = target + 3
                    room -= 3
                    let skipped = min(encoding.unit, left)
                    from = start + skipped
                    left -= skipped
                }
                written = capacity - room
            }
        }
        return DecodedText(bytes: output, encoding: encoding, isGuessed: isGuessed, faults: faults)
    }

    /// Bytes to step over where nothing fits.
    private var unit: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }
}

/// Counts the characters above ASCII and the byte sequences that are no UTF-8.
private struct UTF8Check {
    var multibyte = 0
    var faults = 0

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            let count = raw.count
            var index = 0
            while index < count {
                let byte = raw[index]
                if byte < 0x80 {
                    index += 1
                    while index + 8 <= count,
                        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                    {
                        index += 8
                    }
                    continue
                }
                if byte >= 0xE1, byte <= 0xEC, index + 3 <= count, raw[index + 1] & 0xC0 == 0x80,
                    raw[index + 2] & 0xC0 == 0x80
                {
                    // Nearly every Chinese character.
                    multibyte += 1
                    index += 3
                    continue
                }
                let length: Int
                switch byte {
                case 0xC2...0xDF: length = 2
                case 0xE0...0xEF: length = 3
                case 0xF0...0xF4: length = 4
                default: length = 0
                }
                guard length > 0, index + length <= count, Self.isTail(raw, index, length) else {
                    faults += 1
                    index += 1
                    continue
                }
                multibyte += 1
                index += length
            }
        }
    }

    private static func isTail(_ raw: UnsafeRawBufferPointer, _ index: Int, _ length: Int) -> Bool {
        let second = raw[index + 1]
        switch raw[index] {
        case 0xE0: if second < 0xA0 { return false }
        case 0xED: if second > 0x9F { return false }
        case 0xF0: if second < 0x90 { return false }
        case 0xF4: if second > 0x8F { return false }
        default: break
        }
        for offset in 1..<length where raw[index + offset] & 0xC0 != 0x80 { return false }
        return true
    }
}
