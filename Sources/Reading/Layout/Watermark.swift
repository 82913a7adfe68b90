/// Large letters printed across a page's text (“内部资料”, a county's name): they are nobody's words, and would stand in
/// the middle of sentences and cells.
enum Watermark {
    /// Takes the letters out of a page; nil where there are none.
    ///
    /// A title is as large but stands alone.  A watermark lies over other words, and over more of them than a letter that
    /// was set too tight.
    static func taken(from words: inout [PlacedWord]) -> String? {
        guard let usual = usualHeight(words) else { return nil }
        let large = words.indices.filter { words[$0].box.height >= usual * 1.8 }
        guard !large.isEmpty, large.count < words.count else { return nil }
        let small = words.filter { $0.box.height < usual * 1.8 }
        let over = large.filter { index in small.contains { covers(words[index].box, $0.box) } }
        guard !over.isEmpty else { return nil }
        // The letters between lines belong to it too: they are as large.
        let least = over.map { words[$0].box.height }.min() ?? 0
        let most = over.map { words[$0].box.height }.max() ?? 0
        let letters = large.filter { index in
            over.contains(index)
                || words[index].text.unicodeScalars.count <= 2 && over.count >= 2
                    && words[index].box.height >= least * 0.95 && words[index].box.height <= most * 1.05
        }
        let text = letters.map { words[$0].text }.joined()
        let taken = Set(letters)
        words = words.indices.filter { !taken.contains($0) }.map { words[$0] }
        return text
    }

    /// The height that half of the characters do not exceed.
    private static func usualHeight(_ words: [PlacedWord]) -> Double? {
        let sizes = words.map { (height: $0.box.height, count: $0.text.utf8.count) }.sorted { $0.height < $1.height }
        var rest = sizes.reduce(0) { $0 + $1.count } / 2
        for size in sizes {
            rest -= size.count
            if rest <= 0 { return size.height > 0 ? size.height : nil }
        }
        return nil
    }

    /// True where a box lies over a good part of another one's height and some of its width.
    private static func covers(_ box: Box, _ other: Box) -> Bool {
        let across = min(box.right, other.right) - max(box.left, other.left)
        let down = min(box.bottom, other.bottom) - max(box.top, other.top)
        return down >= other.height * 0.5 && across >= min(box.width, other.width) * 0.3
    }
}
