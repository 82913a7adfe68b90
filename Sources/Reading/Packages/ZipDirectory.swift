/// The list of members at the end of a ZIP, looked at only to learn whether it can be trusted.
///
/// A ZIP that was cut off has no list, or ends in the list of a document that is stored inside it: followed blindly, the
/// archive would pass for that document and its other members would be lost without a word.
enum ZipDirectory {
    private static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    private static let entry: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    private static let member: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let wideEnd: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
    private static let wideEndLocator: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
    /// What ends the list, without its comment.
    private static let endSize = 22

    /// True where the list is whole, every entry leads to a member, and one of them is the member at the first byte.
    static func isSound(_ bytes: [UInt8]) -> Bool {
        guard let place = endRecord(bytes) else { return false }
        let (count, size, start) = (
            Int(bytes.uint16(at: place + 10)), Int(bytes.uint32(at: place + 12)), Int(bytes.uint32(at: place + 16))
        )
        // NB: over 4 GB or 65,534 members the numbers stand elsewhere; such an archive is over every limit of ours, and
        // one that only says so is believed as far as its members can be read.
        if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF { return true }
        let listEnd = Self.listEnd(bytes, before: place)
        guard start + size == listEnd, Int(bytes.uint16(at: place + 8)) == count else { return false }
        guard count > 0 else { return size == 0 && start == 0 }
        var cursor = start
        var first = Int.max
        for _ in 0..<count {
            guard cursor + 46 <= listEnd, starts(bytes, with: entry, at: cursor) else { return false }
            let offset = Int(bytes.uint32(at: cursor + 42))
            guard offset == 0xFFFF_FFFF || offset < start && starts(bytes, with: member, at: offset) else {
                return false
            }
            first = min(first, offset)
            cursor +=
                46 + Int(bytes.uint16(at: cursor + 28)) + Int(bytes.uint16(at: cursor + 30))
                + Int(bytes.uint16(at: cursor + 32))
        }
        return cursor == listEnd && (first == 0 || !bytes.starts(with: member))
    }

    /// The last record that ends a list and has room for what it claims; behind it may stand padding.
    private static func endRecord(_ bytes: [UInt8]) -> Int? {
        var place = bytes.count - endSize
        let least = max(place - 0xFFFF, 0)
        while place >= least {
            if bytes[place] == end[0], starts(bytes, with: end, at: place),
                place + endSize + Int(bytes.uint16(at: place + 20)) <= bytes.count
            {
                return place
            }
            place -= 1
        }
        return nil
    }

    /// Where the list ends: at its end record, or at the one for large archives, which some programs always write in front.
    private static func listEnd(_ bytes: [UInt8], before place: Int) -> Int {
        let locator = place - 20
        guard locator >= 0, starts(bytes, with: wideEndLocator, at: locator),
            let record = Int(exactly: bytes.uint64(at: locator + 8)), record < locator,
            starts(bytes, with: wideEnd, at: record)
        else { return place }
        return record
    }

    private static func starts(_ bytes: [UInt8], with mark: [UInt8], at place: Int) -> Bool {
        place + mark.count <= bytes.count && bytes[place..<place + mark.count].elementsEqual(mark)
    }
}
