@testable import Reading

/// The main text of a .doc as its piece table lists it, and the last lines of its table cells in their order.
///
/// Source: [MS-DOC] 2.4.1.  Marks: 7 ends a cell or a row, 13 a paragraph, 0x13…0x15 are fields.
struct OlderWordText {
    private(set) var text = ""
    private(set) var cells: [String] = []

    init?(_ bytes: [UInt8]) {
        guard let file = CompoundFile(bytes), let main = file.stream("WordDocument"), main.count > 0x1AA,
            let table = file.stream(main.uint16(at: 10) & 0x0200 != 0 ? "1Table" : "0Table")
        else { return nil }
        var cursor = Int(main.uint32(at: 0x1A2))
        while cursor < table.count, table[cursor] == 1 { cursor += 3 + Int(table.uint16(at: cursor + 1)) }
        guard cursor < table.count, table[cursor] == 2 else { return nil }
        let length = Int(table.uint32(at: cursor + 1))
        let count = (length - 4) / 12
        let list = cursor + 5
        let mainLength = Int(main.uint32(at: 0x4C))
        var units: [UInt16] = []
        for piece in 0..<count {
            let start = Int(table.uint32(at: list + piece * 4))
            let end = min(Int(table.uint32(at: list + piece * 4 + 4)), mainLength)
            guard start < end else { continue }
            let place = table.uint32(at: list + (count + 1) * 4 + piece * 8 + 2)
            if place & 0x4000_0000 != 0 {
                let offset = Int(place & 0x3FFF_FFFF) / 2
                units += (0..<end - start).map { UInt16(main[offset + $0]) }
            } else {
                units += (0..<end - start).map { main.uint16(at: Int(place) + $0 * 2) }
            }
        }
        var paragraph = ""
        var isInstruction: [Bool] = []
        for scalar in String(decoding: units, as: UTF16.self).unicodeScalars {
            switch scalar.value {
            case 0x13: isInstruction.append(true)
            case 0x14: if !isInstruction.isEmpty { isInstruction[isInstruction.count - 1] = false }
            case 0x15: _ = isInstruction.popLast()
            case 7:
                cells.append(paragraph)
                text += paragraph
                paragraph = ""
            case 12, 13:
                text += paragraph
                paragraph = ""
            case 0x20..., 9, 11: if !isInstruction.contains(true) { paragraph.unicodeScalars.append(scalar) }
            default: break
            }
        }
        text += paragraph
    }
}
