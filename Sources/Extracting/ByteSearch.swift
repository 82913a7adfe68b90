import DocumentModel
import Glibc

// Searching for words in folded bytes, where equal words have equal bytes.

extension [UInt8] {
    func contains(_ words: ArraySlice<UInt8>) -> Bool { self[...].contains(words) }

    func firstRange(of words: [UInt8]) -> Range<Int>? { self[...].firstRange(of: words) }
}

extension ArraySlice<UInt8> {
    /// True where the words stand anywhere in the text.
    func contains(_ words: ArraySlice<UInt8>) -> Bool { offset(of: words) != nil }

    /// Where the words stand first.
    func firstRange(of words: [UInt8]) -> Range<Int>? {
        offset(of: words[...]).map { (startIndex + $0)..<(startIndex + $0 + words.count) }
    }

    /// How far behind the start the words stand first; 0 for none.
    private func offset(of words: ArraySlice<UInt8>) -> Int? {
        withUnsafeBytes { text in words.withUnsafeBytes { text.offset(of: $0) } }
    }
}

extension UnsafeRawBufferPointer {
    func begins(with words: UnsafeRawBufferPointer) -> Bool { has(words, at: 0) }

    func ends(with words: UnsafeRawBufferPointer) -> Bool { has(words, at: count - words.count) }

    private func has(_ words: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        guard offset >= 0, offset + words.count <= count else { return false }
        guard let text = baseAddress, let needle = words.baseAddress else { return words.isEmpty }
        return memcmp(text + offset, needle, words.count) == 0
    }
}

// A label is folded, so equal words have equal bytes; Unicode's equality says nothing more and is slow.
extension StringProtocol {
    func begins(withBytesOf words: String) -> Bool {
        utf8.count >= words.utf8.count && withBytes { text in words.withBytes { text.begins(with: $0) } }
    }

    func ends(withBytesOf words: String) -> Bool {
        utf8.count >= words.utf8.count && withBytes { text in words.withBytes { text.ends(with: $0) } }
    }

    func equals(bytesOf words: String) -> Bool {
        utf8.count == words.utf8.count && withBytes { text in words.withBytes { text.begins(with: $0) } }
    }

    func has(bytesOf words: String) -> Bool {
        withBytes { text in words.withBytes { text.offset(of: $0) != nil } }
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) } ?? Array(utf8).withUnsafeBytes(body)
    }
}
