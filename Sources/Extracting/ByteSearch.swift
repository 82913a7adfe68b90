import Glibc

// Searching for words in folded bytes, where equal words have equal bytes.

extension [UInt8] {
    func contains(_ words: ArraySlice<UInt8>) -> Bool { self[...].contains(words) }

    func firstRange(of words: [UInt8]) -> Range<Int>? { self[...].firstRange(of: words) }
}

// NB: the library's own search makes a table of the needle and one of the text for every call.
extension ArraySlice<UInt8> {
    /// True where the words stand anywhere in the text.
    func contains(_ words: ArraySlice<UInt8>) -> Bool { offset(of: words) != nil }

    /// Where the words stand first.
    func firstRange(of words: [UInt8]) -> Range<Int>? {
        offset(of: words[...]).map { (startIndex + $0)..<(startIndex + $0 + words.count) }
    }

    /// How far behind the start the words stand first; 0 for none.
    private func offset(of words: ArraySlice<UInt8>) -> Int? {
        withUnsafeBytes { text in
            words.withUnsafeBytes { words in
                guard let first = words.first, let last = words.last, let needle = words.baseAddress else { return 0 }
                // NB: by their last byte, because the first one of Chinese words stands everywhere.
                var end = words.count - 1
                while end < text.count, let start = text.baseAddress,
                    let found = memchr(start + end, Int32(last), text.count - end)
                {
                    let offset = start.distance(to: found) - words.count + 1
                    if text[offset] == first, memcmp(start + offset, needle, words.count) == 0 { return offset }
                    end = offset + words.count
                }
                return nil
            }
        }
    }
}
