/// A ZIP file made by hand, members stored as they are: enough for packages of our own in tests.
struct ZipArchive {
    private var entries: [(name: [UInt8], data: [UInt8], offset: Int)] = []
    private var body: [UInt8] = []

    init(_ members: [(String, String)]) {
        for (name, text) in members { add(name, Array(text.utf8)) }
    }

    mutating func add(_ name: String, _ data: [UInt8]) { add(Array(name.utf8), data, flags: 0x0800) }

    /// With a name in any encoding, as old packers write it.
    mutating func add(_ name: [UInt8], _ data: [UInt8], flags: UInt16 = 0) {
        entries.append((name, data, body.count))
        body += [0x50, 0x4B, 0x03, 0x04] + Self.two(20) + Self.two(flags) + Self.two(0) + Self.four(0)
        body += Self.four(Self.checksum(data)) + Self.four(UInt32(data.count)) + Self.four(UInt32(data.count))
        body += Self.two(UInt16(name.count)) + Self.two(0) + name + data
    }

    /// Bytes of the members so far, without the list that ends the archive.
    var bodySize: Int { body.count }

    var bytes: [UInt8] {
        var directory: [UInt8] = []
        for entry in entries {
            let isWide: UInt16 =
                entry.name.allSatisfy { $0 < 0x80 } || String(validating: entry.name, as: UTF8.self) != nil ? 0x0800 : 0
            directory +=
                [0x50, 0x4B, 0x01, 0x02] + Self.two(20) + Self.two(20) + Self.two(isWide) + Self.two(0) + Self.four(0)
            directory +=
                Self.four(Self.checksum(entry.data)) + Self.four(UInt32(entry.data.count))
                + Self.four(UInt32(entry.data.count))
            directory +=
                Self.two(UInt16(entry.name.count)) + Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0)
                + Self.four(0)
            directory += Self.four(UInt32(entry.offset)) + entry.name
        }
        let end =
            [0x50, 0x4B, 0x05, 0x06] + Self.two(0) + Self.two(0) + Self.two(UInt16(entries.count))
            + Self.two(UInt16(entries.count))
            + Self.four(UInt32(directory.count)) + Self.four(UInt32(body.count)) + Self.two(0)
        return body + directory + end
    }

    static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    static func four(_ value: UInt32) -> [UInt8] { two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16)) }

    static func checksum(_ data: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
