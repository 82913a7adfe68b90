import DocumentModel

extension StringProtocol {
    /// Where a word stands, from the first place to the last; places do not overlap.
    ///
    /// By bytes: the library's own search goes by characters, which takes most of the time of a rule that looks for a few
    /// words in every paragraph.
    func places(of word: String) -> [Range<Index>] {
        var places: [Range<Index>] = []
        var rest = startIndex
        while let place = self[rest...].firstPlace(of: word) {
            places.append(place)
            rest = place.upperBound
        }
        return places
    }

    /// True where a word stands anywhere.
    func has(_ word: String) -> Bool { firstPlace(of: word) != nil }

    private func firstPlace(of word: String) -> Range<Index>? {
        guard !word.isEmpty else { return nil }
        var word = word
        // NB: text that is not stored as UTF-8 comes from Foundation only, and no document holds any.
        let found = utf8.withContiguousStorageIfAvailable { text in
            word.withUTF8 { UnsafeRawBufferPointer(text).offset(of: UnsafeRawBufferPointer($0)) }
        }
        guard let offset = found ?? nil else { return nil }
        let start = utf8.index(startIndex, offsetBy: offset)
        return start..<utf8.index(start, offsetBy: word.utf8.count)
    }
}
