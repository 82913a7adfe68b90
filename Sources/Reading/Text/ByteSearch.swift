import Glibc

extension UnsafeRawBufferPointer {
    /// The offset of some words inside a range; nil where they do not stand there.
    func find(_ words: StaticString, from start: Int = 0, to limit: Int = .max) -> Int? {
        words.withUTF8Buffer { find($0, from: start, to: limit) }
    }

    /// True where some words, given in lower case, stand before a limit, whatever the case of their ASCII letters.
    func findIgnoringCase(_ words: StaticString, to limit: Int) -> Bool {
        words.withUTF8Buffer { needle in
            let last = Swift.min(limit, count) - needle.count
            guard needle.count > 0, last >= 0 else { return false }
            // “<”, with which nearly all of them begin, has no case and hardly stands in a text.
            let hasCase = Self.isLetter(needle[0])
            var start = 0
            while start <= last {
                if !hasCase {
                    guard let base = baseAddress, let found = memchr(base + start, Int32(needle[0]), last + 1 - start)
                    else { return false }
                    start = base.distance(to: UnsafeRawPointer(found))
                } else if Self.lowercased(self[start]) != needle[0] {
                    start += 1
                    continue
                }
                var step = 0
                while step < needle.count, Self.lowercased(self[start + step]) == needle[step] { step += 1 }
                if step == needle.count { return true }
                start += 1
            }
            return false
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    @inline(__always)
    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

    func find(_ needle: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int? {
        let end = Swift.min(limit, count)
        guard let words = needle.baseAddress, let last = needle.last, start >= 0, let base = baseAddress else {
            return nil
        }
        // NB: by their last byte, because the first one of Chinese words stands everywhere.
        var tail = start + needle.count - 1
        while tail < end, let found = memchr(base + tail, Int32(last), end - tail) {
            let offset = base.distance(to: found) - needle.count + 1
            if memcmp(base + offset, words, needle.count) == 0 { return offset }
            tail = offset + needle.count
        }
        return nil
    }
}

extension [UInt8] {
    func contains(_ words: StaticString) -> Bool {
        withUnsafeBytes { $0.find(words) != nil }
    }
}

extension ArraySlice<UInt8> {
    var firstIndexOfLineFeed: Int? {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else { return nil }
            return startIndex + start.distance(to: found)
        }
    }

    func contains(_ words: StaticString) -> Bool {
        withUnsafeBytes { $0.find(words) != nil }
    }
}
