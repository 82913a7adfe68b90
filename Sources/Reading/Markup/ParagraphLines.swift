/// Lines of a paragraph that manual breaks part.
enum ParagraphLines {
    /// A break inside a sentence is only layout and is closed; in a cell every break stays.
    static func lines(of text: [UInt8], inCell: Bool) -> [[UInt8]] {
        let parts = text.split(separator: 0x0A).map { WebText.trimmed($0) }.filter { !$0.isEmpty }
        guard !inCell, parts.count > 1 else { return parts.map { Array($0) } }
        var result: [[UInt8]] = []
        for part in parts {
            if let last = result.last?[...], !LineOpening.startsItem(part),
                LineOpening.isOpenEnded(last) || (LineOpening.endsInsideWord(last) && last.count >= 60)
            {
                result[result.count - 1] += part
            } else {
                result.append(Array(part))
            }
        }
        return result
    }
}
