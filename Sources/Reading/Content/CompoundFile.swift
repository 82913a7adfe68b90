/// An OLE compound file: the container of .doc, .xls, .wps and .et, a small file system of named streams.
///
/// Source: [MS-CFB].  Every chain is bounded by the number of sectors in the file, so a loop in a damaged table ends.
struct CompoundFile: Sendable {
    private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private struct Entry: Sendable {
        var name: String
        var start: UInt32
        var size: Int
    }

    private let bytes: [UInt8]
    private let sectorSize: Int
    private let fat: [UInt32]
    private let miniFAT: [UInt32]
    private let miniCutoff: Int
    private let entries: [Entry]
    private let miniStream: [UInt8]

    /// Nil where the bytes are no compound file or its directory cannot be followed.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 1_536, bytes.starts(with: Self.signature) else { return nil }
        self.bytes = bytes
        let shift = Int(bytes.uint16(at: 30))
        guard shift == 9 || shift == 12 else { return nil }
        let size = 1 << shift
        sectorSize = size
        let sectorCount = bytes.count / size
        var fatSectors: [UInt32] = []
        for index in 0..<109 {
            let sector = bytes.uint32(at: 76 + index * 4)
            if sector < 0xFFFF_FFFA { fatSectors.append(sector) }
        }
        var next = bytes.uint32(at: 68)
        var steps = 0
        while next < 0xFFFF_FFFA, steps < sectorCount {
            let offset = (Int(next) + 1) * size
            guard offset + size <= bytes.count else { break }
            for index in 0..<(size / 4 - 1) where fatSectors.count < sectorCount {
                let sector = bytes.uint32(at: offset + index * 4)
                if sector < 0xFFFF_FFFA { fatSectors.append(sector) }
            }
            next = bytes.uint32(at: offset + size - 4)
            steps += 1
        }
        var fat: [UInt32] = []
        for sector in fatSectors.prefix(sectorCount) {
            let offset = (Int(sector) + 1) * size
            guard offset + size <= bytes.count else { continue }
            for index in 0..<(size / 4) { fat.append(bytes.uint32(at: offset + index * 4)) }
        }
        self.fat = fat
        miniCutoff = Int(bytes.uint32(at: 56))
        let directory = Self.chain(bytes, from: bytes.uint32(at: 48), table: fat, unit: size, offset: size)
        let miniTable = Self.chain(bytes, from: bytes.uint32(at: 60), table: fat, unit: size, offset: size)
        miniFAT = stride(from: 0, to: miniTable.count & ~3, by: 4).map { miniTable.uint32(at: $0) }
        var entries: [Entry] = []
        var root: Entry?
        for offset in stride(from: 0, to: directory.count - 127, by: 128) {
            let kind = directory[offset + 66]
            guard kind == 2 || kind == 5 else { continue }
            let length = min(max(Int(directory.uint16(at: offset + 64)) - 2, 0), 62)
            let units = stride(from: 0, to: length & ~1, by: 2).map { directory.uint16(at: offset + $0) }
            let entry = Entry(
                name: String(decoding: units, as: UTF16.self), start: directory.uint32(at: offset + 116),
                size: Int(directory.uint32(at: offset + 120)))
            if kind == 5 { root = entry } else { entries.append(entry) }
        }
        self.entries = entries
        miniStream = root.map { Self.chain(bytes, from: $0.start, table: fat, unit: size, offset: size) } ?? []
        if entries.isEmpty { return nil }
    }

    func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// A stream's bytes; nil where there is none of that name.  A chain that breaks gives what comes before the break.
    func stream(_ name: String) -> [UInt8]? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        let data =
            entry.size < miniCutoff
            ? Self.chain(miniStream, from: entry.start, table: miniFAT, unit: 64, offset: 0)
            : Self.chain(bytes, from: entry.start, table: fat, unit: sectorSize, offset: sectorSize)
        return Array(data.prefix(entry.size))
    }

    private static func chain(_ bytes: [UInt8], from start: UInt32, table: [UInt32], unit: Int, offset: Int) -> [UInt8]
    {
        var data: [UInt8] = []
        var sector = start
        var steps = 0
        // No stream is longer than what holds it: a chain that comes round again ends there.
        while sector < 0xFFFF_FFFA, Int(sector) < table.count, steps <= bytes.count / unit {
            let lower = offset + Int(sector) * unit
            guard lower < bytes.count else { break }
            data += bytes[lower..<min(lower + unit, bytes.count)]
            sector = table[Int(sector)]
            steps += 1
        }
        return data
    }
}

extension [UInt8] {
    /// Little-endian numbers; 0 behind the end, so that a cut file reads as blank and not beyond.
    func uint16(at offset: Int) -> UInt16 {
        guard offset >= 0, offset + 2 <= count else { return 0 }
        return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
    }

    func uint32(at offset: Int) -> UInt32 {
        UInt32(uint16(at: offset)) | UInt32(uint16(at: offset + 2)) << 16
    }

    func uint64(at offset: Int) -> UInt64 {
        UInt64(uint32(at: offset)) | UInt64(uint32(at: offset + 4)) << 32
    }
}
