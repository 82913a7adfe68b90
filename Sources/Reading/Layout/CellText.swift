import DocumentModel

/// The text of a cell from the words that stand in it.
///
/// A cell's lines are joined, since the column's width broke them; they stay apart where a new item or a second figure
/// begins.
enum CellText {
    static func text(of words: [PlacedWord], in box: Box) -> String {
        if words.count == 1 { return words[0].text }
        let lines = PlacedLine.lines(of: words)
        guard var before = lines.first else { return "" }
        var text = before.text
        for line in lines.dropFirst() {
            let next = line.text
            text += separator(before, next, cell: box) + next
            before = line
        }
        return text
    }

    private static func separator(_ before: PlacedLine, _ next: String, cell: Box) -> String {
        let last = before.text
        guard let end = last.unicodeScalars.last, let start = next.unicodeScalars.first else { return "" }
        if isFigure(last) && isFigure(next) {
            // A figure broken by a narrow column fills it from side to side, and has one point.
            let isBroken = cell.width - before.box.width < before.em * 1.9
            return isBroken && !(last.contains(".") && next.contains(".")) ? "" : "\n"
        }
        let isFull = cell.right - before.box.right < before.em * 1.6
        if !isFull {
            if LineOpening.startsItem(Array(next.utf8)[...]) { return "\n" }
            if "。；;！？".unicodeScalars.contains(end) { return "\n" }
        }
        let bothLatin = end.isASCII && start.isASCII && (end.properties.isAlphabetic || start.properties.isAlphabetic)
        return bothLatin && end != "-" ? " " : ""
    }

    /// A number, with or without sign, separators and percent sign.
    static func isFigure(_ text: String) -> Bool {
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "%"), UInt8(ascii: " "): break
            default: return false
            }
        }
        return digits > 0
    }
}
