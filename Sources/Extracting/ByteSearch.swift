import DocumentModel

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
