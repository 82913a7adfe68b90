/// The packings of content streams beside Flate: older producers write drawings as printable text or with LZW.
///
/// A damaged stream yields what comes before the damage.  Source: ISO 32000-1, 7.4.
enum PDFFilters {
    /// The bytes behind a filter; nil for filters that drawings hardly ever use, as those of pictures.
    static func unfold(_ packed: ArraySlice<UInt8>, _ filter: String, earlyChange: Int, atMost limit: Int) -> [UInt8]? {
        switch filter {
        case "FlateDecode", "Fl": Inflate.bytes(of: packed, atMost: limit)
        case "ASCII85Decode", "A85": ascii85(packed)
        case "ASCIIHexDecode", "AHx": hex(packed)
        case "RunLengthDecode", "RL": runLength(packed, atMost: limit)
        case "LZWDecode", "LZW": lzw(packed, earlyChange: earlyChange, atMost: limit)
        default: nil
        }
    }

    private static func ascii85(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count * 4 / 5)
        var group: UInt64 = 0
        var count = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "z") where count == 0: plain += [0, 0, 0, 0]
            case 0x21...0x75:
                group = group * 85 + UInt64(byte - 0x21)
                count += 1
                if count == 5 {
                    for shift in [24, 16, 8, 0] as [UInt64] { plain.append(UInt8(truncatingIfNeeded: group >> shift)) }
                    (group, count) = (0, 0)
                }
            case UInt8(ascii: "~"): return plain + tail()
            default: continue  // Line ends and blanks.
            }
        }
        return plain + tail()

        /// n digits at the end stand for n − 1 bytes.
        func tail() -> [UInt8] {
            guard count > 1 else { return [] }
            var last = group
            for _ in count..<5 { last = last * 85 + 84 }
            return ([24, 16, 8, 0] as [UInt64]).prefix(count - 1).map { UInt8(truncatingIfNeeded: last >> $0) }
        }
    }

    private static func hex(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var digits = text.prefix { $0 != UInt8(ascii: ">") }.compactMap(PDFByte.hexDigit)
        if digits.count % 2 == 1 { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func runLength(_ packed: ArraySlice<UInt8>, atMost limit: Int) -> [UInt8] {
        var plain: [UInt8] = []
        var index = packed.startIndex
        while index < packed.endIndex, packed[index] != 128, plain.count < limit {
            let length = Int(packed[index])
            index += 1
            if length < 128 {
                let end = min(index + length + 1, packed.endIndex)
                plain += packed[index..<end]
                index = end
            } else if index < packed.endIndex {
                plain += [UInt8](repeating: packed[index], count: 257 - length)
                index += 1
            }
        }
        return plain
    }

    private static func lzw(_ packed: ArraySlice<UInt8>, earlyChange: Int, atMost limit: Int) -> [UInt8] {
        let (clear, end) = (256, 257)
        // Every entry is the one before it and one byte more.
        var entries: [(prefix: Int, length: Int)] = []
        var lasts: [UInt8] = []
        func reset() {
            entries = (0..<258).map { _ in (-1, 1) }
            lasts = (0..<258).map { UInt8(truncatingIfNeeded: $0) }
        }
        func bytes(_ code: Int) -> [UInt8] {
            var result = [UInt8](repeating: 0, count: entries[code].length)
            var (current, place) = (code, result.count - 1)
            while current >= 0, place >= 0 {
                result[place] = lasts[current]
                current = entries[current].prefix
                place -= 1
            }
            return result
        }
        reset()
        var plain: [UInt8] = []
        var (bits, bitCount, width) = (0, 0, 9)
        var previous: Int?
        for byte in packed {
            bits = (bits << 8 | Int(byte)) & 0xFF_FFFF
            bitCount += 8
            guard bitCount >= width else { continue }
            bitCount -= width
            let code = bits >> bitCount & (1 << width - 1)
            if code == end { return plain }
            if code == clear {
                reset()
                (width, previous) = (9, nil)
                continue
            }
            guard code < entries.count || code == entries.count && previous != nil else { return plain }
            if let previous, entries.count < 4_096 {
                let first = bytes(code < entries.count ? code : previous)[0]
                entries.append((previous, entries[previous].length + 1))
                lasts.append(first)
            }
            guard code < entries.count else { return plain }
            plain += bytes(code)
            guard plain.count < limit else { return Array(plain.prefix(limit)) }
            previous = code
            let next = entries.count + earlyChange
            width = next >= 2_048 ? 12 : next >= 1_024 ? 11 : next >= 512 ? 10 : 9
        }
        return plain
    }
}
