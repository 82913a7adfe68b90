import CZLib

/// The headers of a RAR archive, walked only to learn whether all of it is there and what its members' checksums are:
/// the library looks at neither in members that are stored as they are, and takes any end for the end.
struct RARDirectory {
    /// CRC-32 of each member's bytes in the archive's order, folders included; nil where none is given.
    private(set) var checksums: [UInt32?] = []
    /// True where every header is sound and the mark that ends the archive was found.
    private(set) var isWhole = false

    /// Nil where the bytes are no RAR, or its headers are encrypted.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: Self.mark + [0x00]) {
            guard walkOld(bytes) else { return nil }
        } else if bytes.starts(with: Self.mark + [0x01, 0x00]) {
            guard walkNew(bytes) else { return nil }
        } else {
            return nil
        }
    }

    private static let mark: [UInt8] = [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]

    /// RAR 1.5 to 4; false where the headers are encrypted.
    private mutating func walkOld(_ bytes: [UInt8]) -> Bool {
        var isVolume = false
        var place = 7
        while place + 7 <= bytes.count {
            let (kind, flags, size) = (bytes[place + 2], bytes.uint16(at: place + 3), Int(bytes.uint16(at: place + 5)))
            guard size >= 7, place + size <= bytes.count,
                Self.checksum(bytes[(place + 2)..<(place + size)]) & 0xFFFF == UInt32(bytes.uint16(at: place))
            else { return true }
            var data = flags & 0x8000 != 0 ? Int(bytes.uint32(at: place + 7)) : 0
            switch kind {
            case 0x73:
                if flags & 0x80 != 0 { return false }
                isVolume = flags & 0x01 != 0
            case 0x74:
                guard size >= 32 else { return true }
                if flags & 0x100 != 0 { data += Int(bytes.uint32(at: place + 32)) << 32 }
                let isEncryptedOrSplit = flags & 0x07 != 0
                checksums.append(isEncryptedOrSplit ? nil : bytes.uint32(at: place + 16))
            case 0x7B:
                isWhole = !isVolume
                return true
            default: break
            }
            // NB: 64 bits of a damaged file may be a way back.
            guard (0...bytes.count).contains(data) else { return true }
            place += size + data
        }
        return true
    }

    /// RAR 5; false where the headers are encrypted.
    private mutating func walkNew(_ bytes: [UInt8]) -> Bool {
        var isVolume = false
        var place = 8
        while place + 7 <= bytes.count {
            var reader = Reader(bytes: bytes, place: place + 4)
            guard let size = reader.number(), size > 0, size < 1 << 21, reader.place + size <= bytes.count,
                Self.checksum(bytes[(place + 4)..<(reader.place + size)]) == bytes.uint32(at: place)
            else { return true }
            let end = reader.place + size
            guard let kind = reader.number(), let flags = reader.number() else { return true }
            if flags & 0x01 != 0 { _ = reader.number() }
            let data = flags & 0x02 != 0 ? reader.number() ?? 0 : 0
            switch kind {
            case 1: isVolume = (reader.number() ?? 0) & 0x01 != 0
            case 2:
                guard let own = reader.number(), reader.number() != nil, reader.number() != nil else { return true }
                if own & 0x02 != 0 { reader.place += 4 }
                let isSplit = flags & 0x18 != 0
                let hasChecksum = own & 0x04 != 0 && !isSplit
                checksums.append(hasChecksum ? bytes.uint32(at: reader.place) : nil)
            case 4: return false
            case 5:
                isWhole = !isVolume
                return true
            default: break
            }
            guard data < bytes.count else { return true }
            place = end + data
        }
        return true
    }

    /// Numbers of seven bits a byte, the lowest first.
    private struct Reader {
        let bytes: [UInt8]
        var place: Int

        mutating func number() -> Int? {
            var value = 0
            for step in 0..<9 {
                guard place < bytes.count else { return nil }
                let byte = bytes[place]
                place += 1
                value |= Int(byte & 0x7F) << (7 * step)
                if byte & 0x80 == 0 { return value }
            }
            return nil
        }
    }

    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        bytes.withContiguousStorageIfAvailable { buffer in
            UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(buffer.count)))
        } ?? checksum(Array(bytes))
    }
}
