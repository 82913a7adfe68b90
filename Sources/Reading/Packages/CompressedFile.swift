import CArchive
import CZLib

/// A file that is compressed as a whole (.gz, .bz2, .xz, .zst): a tar, or one file of any other kind.
enum CompressedFile {
    /// Not whole where the blocks that end a tar are not there: members behind the last one may be missing.
    case tar(isWhole: Bool)
    /// The one file, unfolded.
    case single([UInt8])

    private static let marks: [[UInt8]] = [
        [0x1F, 0x8B], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD],
    ]

    static func isCompressed(_ bytes: [UInt8]) -> Bool { marks.contains { bytes.starts(with: $0) } }

    /// Unfolds all of it once, because only then its checksums are known to hold.
    ///
    /// Throws where nothing of it can be trusted.  A tar that was cut off is not thrown away: the members in front of the
    /// cut are whole.
    init(_ bytes: [UInt8], limit: Int) throws(ArchiveScan.Fault) {
        // NB: the library does not look at the checksum of a .gz.
        var isCut = try Gzip.isCut(bytes, limit: limit)
        guard let scan = ArchiveScan(asOneFile: bytes), try scan.next() != nil else { throw .damaged("") }
        var head: [UInt8] = []
        var tail: [UInt8] = []
        var size = 0
        do {
            while let chunk = try scan.chunk() {
                size += chunk.count
                guard size <= limit else { throw ArchiveScan.Fault.tooLarge }
                let isTar = head.count >= 512 && Tar.isHeader(head[..<512])
                if isTar {
                    tail = Array((tail + chunk.suffix(Tar.blockSize)).suffix(Tar.blockSize))
                } else {
                    head += chunk
                    if Tar.isHeader(head.prefix(512)) {
                        tail = Array(head.suffix(Tar.blockSize))
                        head = Array(head.prefix(512))
                    }
                }
            }
        } catch ArchiveScan.Fault.damaged(let reason) where Self.saysCut(reason) {
            isCut = true
        } catch let fault as ArchiveScan.Fault {
            throw fault
        } catch {
            throw .damaged("")
        }
        if Tar.isHeader(head.prefix(512)), head.count == 512 {
            self = .tar(isWhole: !isCut && Tar.isEnd(tail))
        } else if isCut {
            throw .damaged("the compressed data are cut off")
        } else {
            self = .single(head)
        }
    }

    /// The library's words for data that end too early, by compression.
    private static func saysCut(_ reason: String) -> Bool {
        reason.lowercased().contains("truncated") || reason.contains("No progress is possible")
    }
}

/// The 512-byte blocks of a tar.
enum Tar {
    static let blockSize = 512

    /// True for a member's header: its checksum, in octal digits, is the sum of its bytes.
    static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
        guard block.count == blockSize else { return false }
        let bytes = Array(block)
        var stated = 0
        var hasDigit = false
        for byte in bytes[148..<156] {
            switch byte {
            case 0x30...0x37:
                stated = stated << 3 | Int(byte - 0x30)
                hasDigit = true
            case 0x20, 0: if hasDigit { break }
            default: return false
            }
        }
        var sum = 8 * 0x20
        for (index, byte) in bytes.enumerated() where !(148..<156).contains(index) { sum += Int(byte) }
        return hasDigit && sum == stated && bytes[0] != 0
    }

    /// True for the last block of a tar: zeros.
    static func isEnd(_ block: some Collection<UInt8>) -> Bool {
        block.count == blockSize && block.allSatisfy { $0 == 0 }
    }
}

/// The checksums of a .gz.
private enum Gzip {
    /// True where the data end too early; throws where they are not what was packed.
    static func isCut(_ bytes: [UInt8], limit: Int) throws(ArchiveScan.Fault) -> Bool {
        guard bytes.starts(with: [0x1F, 0x8B]) else { return false }
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return false
        }
        defer { inflateEnd(&stream) }
        var room = [UInt8](repeating: 0, count: 1 << 17)
        var size = 0
        var status = Z_OK
        bytes.withUnsafeBufferPointer { input in
            // NB: zlib takes a mutable pointer and does not write to it.
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            while status == Z_OK, size <= limit {
                room.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    size += output.count - Int(stream.avail_out)
                }
                // Several may stand one behind another; what is none of them is padding.
                if status == Z_STREAM_END, stream.avail_in >= 2, stream.next_in[0] == 0x1F, stream.next_in[1] == 0x8B {
                    status = inflateReset(&stream)
                }
            }
        }
        if size > limit { throw .tooLarge }
        switch status {
        case Z_STREAM_END: return false
        case Z_BUF_ERROR: return true
        default: throw .damaged(stream.msg.map { String(cString: $0) } ?? "")
        }
    }
}
