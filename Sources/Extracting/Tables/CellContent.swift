import FiscalModel
import ReferenceData

/// What a cell of a table holds.  Blank, dash and zero are three things: only the last is a figure.
enum CellContent: Hashable {
    case blank
    /// “—”, “-”, “/”: stands where no figure applies.
    case dash
    case figure(Number, FigureUnit)
    case text
}

/// What is printed behind the digits of a figure.
enum FigureUnit: Hashable {
    case none
    case percent
    case money(MoneyUnit)
    /// 人、个、辆、批次 …
    case count
}

/// A cell's text folded once: the label that terms are compared with, and the figure if it is one.
final class CellText: Sendable {
    /// Folded and without any space: “服务对象满意度指 标” is 服务对象满意度指标.
    let label: String
    let content: CellContent
    /// The label without what is no name.
    let name: RowLabel
    /// UTF-8 range of the digits in the original text.
    let figureRange: Range<Int>
    /// What the name and the whole label of words mean.
    let entry: TableVocabulary.Entry?
    let labelEntry: TableVocabulary.Entry?

    /// - Parameter vocabulary: what tells the meanings, where they are asked for.
    init(_ text: String, vocabulary: TableVocabulary? = nil) {
        let printed = Array(text.utf8)
        // Folding changes nothing in a plain number.
        if Self.isPlainNumber(printed) {
            label = text
            name = RowLabel(name: text)
            if let (number, unit, digits) = FigureScanner(bytes: printed).wholeFigure() {
                content = .figure(number, unit)
                figureRange = digits
                entry = nil
            } else {
                content = .text
                figureRange = 0..<0
                entry = vocabulary?.entry(of: text)
            }
            labelEntry = entry
            return
        }
        let folded = FoldedText(utf8: printed)
        let bytes = folded.bytes
        let solid = Self.solid(bytes)
        label = String(decoding: solid, as: UTF8.self)
        if Self.isPlainNumber(solid) {
            name = RowLabel(name: label)
        } else {
            name = solid.count <= 240 ? RowLabel(label, bytes: solid) : RowLabel("")
        }
        let scanner = FigureScanner(bytes: bytes)
        if bytes.isEmpty {
            content = .blank
            figureRange = 0..<0
        } else if bytes.allSatisfy(CellText.isDash) {
            content = .dash
            figureRange = 0..<0
        } else if let (number, unit, digits) = scanner.wholeFigure() {
            content = .figure(number, unit)
            figureRange = folded.originalRange(digits)
        } else {
            content = .text
            figureRange = 0..<0
        }
        entry = content == .text ? vocabulary?.entry(of: name.name) : nil
        labelEntry = content != .text ? nil : solid.count == name.name.utf8.count ? entry : vocabulary?.entry(of: label)
    }

    /// The label that a text has.
    static func label(of text: String) -> String { String(decoding: solid(FoldedText(text).bytes), as: UTF8.self) }

    /// Folded bytes without spaces, and with round brackets for the pointed ones that recognition reads.
    private static func solid(_ folded: [UInt8]) -> [UInt8] {
        let solid = folded.contains(UInt8(ascii: " ")) ? folded.filter { $0 != UInt8(ascii: " ") } : folded
        guard solid.contains(openMark[...]) || solid.contains(closeMark[...]) else { return solid }
        let label = String(decoding: solid, as: UTF8.self)
        return Array(label.replacing("〈", with: "(").replacing("〉", with: ")").utf8)
    }

    private static let openMark = Array("〈".utf8)
    private static let closeMark = Array("〉".utf8)

    /// Digits, and points or commas between digits: nothing that an item number or a mark could be cut off from.
    private static func isPlainNumber(_ bytes: [UInt8]) -> Bool {
        var isAfterDigit = false
        for byte in bytes {
            let isDigit = byte.isDigit
            if !isDigit, !isAfterDigit || byte != UInt8(ascii: ".") && byte != UInt8(ascii: ",") { return false }
            isAfterDigit = isDigit
        }
        return isAfterDigit && bytes.count <= 240
    }

    private static func isDash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: " ")
            || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\")
    }
}

/// Reads a cell that is nothing but one figure, with an optional unit.
struct FigureScanner {
    let bytes: [UInt8]

    /// Bytes of “个(家)”.
    private static let longestUnit = 8

    private static let units: [(bytes: [UInt8], unit: FigureUnit)] = {
        let units: [(String, FigureUnit)] = [
            ("", .none), ("%", .percent), ("元", .money(.yuan)), ("千元", .money(.thousandYuan)),
            ("万元", .money(.tenThousandYuan)), ("万", .money(.tenThousandYuan)), ("亿元", .money(.hundredMillionYuan)),
        ]
        let counted = ["人", "名", "个", "家", "辆", "批", "批次", "人次", "次", "台", "台套", "户", "分", "个(家)", "台(套)"]
        return (units + counted.map { ($0, .count) }).map { (Array($0.0.utf8), $0.1) }
    }()

    /// The number, its unit and the range of its digits; nil when anything else stands in the cell.
    ///
    /// Digits that a narrow column broke over two lines (“1,423,6 00.00”) are joined only when the commas or the point
    /// prove that they are one number; “12 34” stays two.
    func wholeFigure() -> (Number, FigureUnit, Range<Int>)? {
        var start = 0
        if bytes.count >= 2, bytes[0] == 0xC2, bytes[1] == 0xA5 { start = 2 }  // ¥
        var end = start
        while end < bytes.count, isNumberByte(bytes[end], isFirst: end == start) { end += 1 }
        guard end > start else { return nil }
        while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let unit: FigureUnit
        if end == bytes.count {
            unit = .none
        } else {
            let rest = bytes[end...].drop { $0 == UInt8(ascii: " ") }
            guard rest.count <= Self.longestUnit else { return nil }
            guard let known = Self.units.first(where: { rest.elementsEqual($0.bytes) }) else { return nil }
            unit = known.unit
        }
        let digits = bytes[start..<end]
        // “5,218,450.” is what its column left of a figure.
        guard let last = digits.last, last != UInt8(ascii: "."), last != UInt8(ascii: ",") else { return nil }
        guard let number = Number(ascii: joined(digits)) else { return nil }
        return (number, unit, start..<end)
    }

    private func isNumberByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: " "): true
        case UInt8(ascii: "-"), UInt8(ascii: "+"): isFirst
        default: false
        }
    }

    /// The digits without inner spaces, or with them (which is no number) when they may be two numbers.
    private func joined(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let space = UInt8(ascii: " ")
        guard digits.contains(space) else { return digits }
        let whole = digits.filter { $0 != space }
        let point = whole.firstIndex(of: UInt8(ascii: "."))
        guard whole.filter({ $0 == UInt8(ascii: ".") }).count <= 1 else { return digits }
        let integer = point.map { whole[..<$0] } ?? whole[...]
        let groups = integer.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        let isGrouped = groups.count > 1 && groups.dropFirst().allSatisfy { $0.count == 3 }
        let spaced = digits.split(separator: space)
        let isSpaceGrouped = spaced.dropFirst().allSatisfy { part in
            part.prefix { $0 != UInt8(ascii: ".") }.count == 3
        }
        let hasSplitFraction = groups.count == 1 && point != nil && spaced.count == 2 && whole.count - point! <= 7
        return isGrouped || isSpaceGrouped || hasSplitFraction ? whole[...] : digits
    }
}

extension StringProtocol {
    /// True when every byte is an ASCII digit and there is at least one.
    var isAllDigits: Bool { !isEmpty && utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}
