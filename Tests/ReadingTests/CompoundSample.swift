/// An OLE compound file with streams of our own, each padded to the size that ordinary sectors need.
enum CompoundSample {
    static func file(_ streams: [(name: String, data: [UInt8])]) -> [UInt8] {
        let padded = streams.map { ($0.name, $0.data, max(8, ($0.data.count + 511) / 512)) }
        var chains: [UInt32] = []
        var starts: [UInt32] = []
        // Sector 0 is the allocation table, 1 and 2 the directory, streams follow.
        chains = [0xFFFF_FFFD, 2, 0xFFFF_FFFE]
        var body: [UInt8] = []
        for (_, data, sectors) in padded {
            starts.append(UInt32(chains.count))
            for step in 0..<sectors { chains.append(step == sectors - 1 ? 0xFFFF_FFFE : UInt32(chains.count + 1)) }
            body += data + [UInt8](repeating: 0, count: sectors * 512 - data.count)
        }
        precondition(chains.count <= 128, "one table sector holds 128 entries")
        while chains.count < 128 { chains.append(0xFFFF_FFFF) }
        var directory = entry("Root Entry", kind: 5, start: 0xFFFF_FFFE, size: 0)
        for (index, stream) in padded.enumerated() {
            directory += entry(stream.0, kind: 2, start: starts[index], size: UInt32(max(stream.1.count, 4_096)))
        }
        directory += [UInt8](repeating: 0, count: 1_024 - directory.count)
        var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
        header +=
            ZipArchive.two(0x3E) + ZipArchive.two(3) + ZipArchive.two(0xFFFE) + ZipArchive.two(9) + ZipArchive.two(6)
        header += [UInt8](repeating: 0, count: 10) + ZipArchive.four(1) + ZipArchive.four(1) + ZipArchive.four(0)
        header +=
            ZipArchive.four(4_096) + ZipArchive.four(0xFFFF_FFFE) + ZipArchive.four(0) + ZipArchive.four(0xFFFF_FFFE)
        header += ZipArchive.four(0) + ZipArchive.four(0)
        while header.count < 512 { header += ZipArchive.four(0xFFFF_FFFF) }
        return header + chains.flatMap(ZipArchive.four) + directory + body
    }

    private static func entry(_ name: String, kind: UInt8, start: UInt32, size: UInt32) -> [UInt8] {
        let units = Array(name.utf16)
        var bytes = units.flatMap(ZipArchive.two)
        bytes +=
            [UInt8](repeating: 0, count: 64 - bytes.count) + ZipArchive.two(UInt16(units.count * 2 + 2)) + [kind, 1]
        bytes += [UInt8](repeating: 0xFF, count: 12) + [UInt8](repeating: 0, count: 36)
        return bytes + ZipArchive.four(start) + ZipArchive.four(size) + ZipArchive.four(0)
    }
}

/// A BIFF8 workbook stream of one sheet.
enum BinarySample {
    static func record(_ kind: UInt16, _ data: [UInt8]) -> [UInt8] {
        ZipArchive.two(kind) + ZipArchive.two(UInt16(data.count)) + data
    }

    static func text(_ text: String, lengthBytes: Int = 2) -> [UInt8] {
        let units = Array(text.utf16)
        return (lengthBytes == 2 ? ZipArchive.two(UInt16(units.count)) : [UInt8(units.count)]) + [1]
            + units.flatMap(ZipArchive.two)
    }

    private static func place(_ row: UInt16, _ column: UInt16, _ style: UInt16) -> [UInt8] {
        [row, column, style].flatMap(ZipArchive.two)
    }

    static func workbook(encrypted: Bool = false) -> [UInt8] {
        let begin = { (kind: UInt16) in
            record(0x0809, ZipArchive.two(0x0600) + ZipArchive.two(kind) + [UInt8](repeating: 0, count: 12))
        }
        var globals = begin(5)
        if encrypted { globals += record(0x002F, [0, 0, 0, 0]) }
        globals += record(0x041E, ZipArchive.two(164) + text("0.00_ "))
        for format: UInt16 in [0, 164, 4] {
            globals += record(0x00E0, ZipArchive.two(0) + ZipArchive.two(format) + [UInt8](repeating: 0, count: 16))
        }
        // The second string is cut inside by a record that goes on in narrow characters.
        let strings =
            ZipArchive.four(2) + ZipArchive.four(2) + text("收支决算总表") + ZipArchive.two(5) + [1]
            + "办公".utf16.flatMap(ZipArchive.two)
        let shared = record(0x00FC, strings) + record(0x003C, [0] + Array("fee".utf8))
        let name = text("决算表", lengthBytes: 1)
        let sheetRecord = { (offset: UInt32) in record(0x0085, ZipArchive.four(offset) + [0, 0] + name) }
        let offset = globals.count + sheetRecord(0).count + shared.count + record(0x000A, []).count
        globals += sheetRecord(UInt32(offset)) + shared + record(0x000A, [])
        var sheet = begin(16)
        sheet += record(0x0208, ZipArchive.two(3) + [UInt8](repeating: 0, count: 10) + [0x20, 0, 0, 0])
        sheet +=
            record(0x00FD, place(0, 0, 0) + ZipArchive.four(0)) + record(0x00FD, place(1, 0, 0) + ZipArchive.four(1))
        sheet +=
            record(0x0203, place(1, 1, 1) + double(12.3))
            + record(0x027E, place(1, 2, 2) + ZipArchive.four(UInt32(123_450 << 2 | 3)))
        sheet +=
            record(0x0006, place(3, 0, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8))
            + record(0x0207, text("合计"))
        sheet += record(0x0006, place(3, 1, 1) + double(110.38) + [UInt8](repeating: 0, count: 8))
        // One merged range: rows 0 to 0, columns 0 to 2.
        sheet += record(0x00E5, [1, 0, 0, 0, 2].flatMap { ZipArchive.two(UInt16($0)) })
        return globals + sheet + record(0x000A, [])
    }

    private static func double(_ value: Double) -> [UInt8] {
        let bits = value.bitPattern
        return ZipArchive.four(UInt32(truncatingIfNeeded: bits))
            + ZipArchive.four(UInt32(truncatingIfNeeded: bits >> 32))
    }
}
