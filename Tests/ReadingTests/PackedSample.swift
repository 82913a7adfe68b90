/// Archives in formats that other programs pack, small enough to stand here.
enum PackedSample {
    /// 决算.txt (支出1.20万元), packed by 7-Zip with LZMA.
    static let sevenZip: [UInt8] = [
        0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0x00, 0x04, 0xE7, 0x51, 0xB5, 0x0B, 0x16, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00,
        0x4A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xCA, 0x4C, 0x3E, 0xC0, 0x00, 0x73, 0x25, 0x11, 0xEE, 0x54,
        0x3F, 0xA0,
        0xF1, 0xB0, 0xF3, 0x6B, 0x92, 0x35, 0x5C, 0xCC, 0xD9, 0x67, 0x22, 0xA9, 0x0D, 0x00, 0x01, 0x04, 0x06, 0x00,
        0x01, 0x09,
        0x16, 0x00, 0x07, 0x0B, 0x01, 0x00, 0x01, 0x23, 0x03, 0x01, 0x01, 0x05, 0x5D, 0x00, 0x10, 0x00, 0x00, 0x0C,
        0x10, 0x00,
        0x08, 0x0A, 0x01, 0xD2, 0xFE, 0x48, 0xBA, 0x00, 0x00, 0x05, 0x01, 0x19, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x11,
        0x0F, 0x00, 0xB3, 0x51, 0x97, 0x7B, 0x2E, 0x00, 0x74, 0x00, 0x78, 0x00, 0x74, 0x00, 0x00, 0x00, 0x19, 0x00,
        0x15, 0x06,
        0x01, 0x00, 0x20, 0x80, 0xA4, 0x81, 0x00, 0x00,
    ]

    /// A RAR 5 archive with one member, stored as it is.
    static func rar(_ text: String, named name: String) -> [UInt8] { rar([(name, text)]) }

    static func rar(_ members: [(String, String)]) -> [UInt8] {
        var files: [UInt8] = []
        for (name, text) in members {
            let data = Array(text.utf8)
            let name = Array(name.utf8)
            let size = variable(data.count)
            let hasChecksum = 0x04
            let file =
                variable(hasChecksum) + size + variable(0o100644) + ZipArchive.four(ZipArchive.checksum(data))
                + variable(0) + variable(1) + variable(name.count) + name
            files += block(type: 2, flags: 0x02, size + file) + data
        }
        return Array("Rar!".utf8) + [0x1A, 0x07, 0x01, 0x00]
            + block(type: 1, flags: 0, variable(0)) + files + block(type: 5, flags: 0, variable(0))
    }

    /// As programs before 2013 wrote it, stored as it is; names in UTF-8, or in GBK where they are given so.
    static func rar4(_ members: [(String, String)]) -> [UInt8] {
        rar4(members.map { (Array($0.0.utf8), Array($0.1.utf8)) })
    }

    static func rar4(_ members: [(name: [UInt8], data: [UInt8])]) -> [UInt8] {
        func header(_ type: UInt8, _ flags: UInt16, _ body: [UInt8]) -> [UInt8] {
            let content = [type] + ZipArchive.two(flags) + ZipArchive.two(UInt16(7 + body.count)) + body
            return ZipArchive.two(UInt16(ZipArchive.checksum(content) & 0xFFFF)) + content
        }
        var bytes = Array("Rar!".utf8) + [0x1A, 0x07, 0x00] + header(0x73, 0, [UInt8](repeating: 0, count: 6))
        for (name, data) in members {
            let size = ZipArchive.four(UInt32(data.count))
            let fixed =
                size + size + [3] + ZipArchive.four(ZipArchive.checksum(data)) + ZipArchive.four(0x5821_0000)
                + [20, 0x30] + ZipArchive.two(UInt16(name.count)) + ZipArchive.four(0o100644)
            bytes += header(0x74, 0x8000, fixed + name) + data
        }
        return bytes + header(0x7B, 0x4000, [])
    }

    /// Checksum, size and body of a header; the flag 0x02 says that data follow it.
    private static func block(type: Int, flags: Int, _ body: [UInt8]) -> [UInt8] {
        let content = variable(type) + variable(flags) + body
        let counted = variable(content.count) + content
        return ZipArchive.four(ZipArchive.checksum(counted)) + counted
    }

    /// Seven bits a byte, the lowest first.
    private static func variable(_ number: Int) -> [UInt8] {
        var rest = number
        var bytes: [UInt8] = []
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
