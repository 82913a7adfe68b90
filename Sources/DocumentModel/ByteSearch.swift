import Glibc

extension UnsafeRawBufferPointer {
    /// How many bytes behind the start some bytes stand first; 0 for none, nil where they do not stand anywhere.
    ///
    /// The library's own searches go by characters, or make a table of both sides for every call.
    public func offset(of words: UnsafeRawBufferPointer) -> Int? {
        guard let first = words.first, let last = words.last, let needle = words.baseAddress else { return 0 }
        // NB: by their last byte, because the first one of Chinese words stands everywhere.
        var end = words.count - 1
        while end < count, let start = baseAddress, let found = memchr(start + end, Int32(last), count - end) {
            let offset = start.distance(to: found) - words.count + 1
            if self[offset] == first, memcmp(start + offset, needle, words.count) == 0 { return offset }
            end = offset + words.count
        }
        return nil
    }
}
