import CZLib

/// Unfolds zlib streams with a limit; a damaged stream yields what came before the damage.
enum Inflate {
    static func bytes(of packed: ArraySlice<UInt8>, atMost limit: Int) -> [UInt8] {
        var stream = z_stream()
        guard !packed.isEmpty, limit > 0,
            inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { inflateEnd(&stream) }
        var plain: [UInt8] = []
        var capacity = min(max(packed.count * 5, 4096), limit)
        packed.withUnsafeBufferPointer { input in
            // NB: zlib takes a mutable pointer and does not write to it.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            while status == Z_OK && plain.count < limit {
                let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = UInt32(buffer.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    filled = buffer.count - Int(stream.avail_out)
                }
                if chunk.isEmpty && status != Z_OK { break }
                if plain.isEmpty { plain = chunk } else { plain += chunk }
                if chunk.isEmpty { break }
                capacity = min(max(plain.count, 4096), max(limit - plain.count, 1))
            }
        }
        return plain
    }
}
