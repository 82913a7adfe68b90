import CArchive
import Glibc

/// Walks through an archive in memory, member by member.
///
/// libarchive reads ZIP, RAR, 7z and tar with their compressions; nothing is written to disk, and a member is unfolded
/// only when it is asked for and only up to a limit.
final class ArchiveScan {
    struct Member {
        /// The path inside the archive, decoded.
        var name: String
        var isFile: Bool
        var isEncrypted: Bool
    }

    enum Fault: Error {
        /// The archive ends early or its structure is broken.
        case damaged(String)
        case encrypted
        case tooLarge
    }

    /// The library turns names into the encoding of the thread's locale and loses what that cannot hold.
    private static let locale = UncheckedLocale(value: newlocale(allCategories, "C.UTF-8", nil))

    private let handle: OpaquePointer
    /// The buffer stays where it is until the handle is freed.
    private let buffer: UnsafeMutableRawPointer
    /// False where the archive is cut off, one of several volumes, or its list of members is damaged: it is read from its
    /// beginning as far as that goes, and what comes out may not be all that was in it.
    let isWhole: Bool
    private let checksums: [UInt32?]
    private var count = 0
    private var statedSize: Int64?
    /// True once the library cannot go on to the next member.
    private(set) var isStuck = false

    /// The members of an archive.
    init?(_ bytes: [UInt8]) {
        let isZip = Self.isZip(bytes)
        let volume = RARDirectory(bytes)
        isWhole =
            isZip
            ? ZipDirectory.isSound(bytes)
            : volume?.isWhole ?? (!Self.isTar(bytes) || Tar.isEnd(bytes.suffix(Tar.blockSize)))
        checksums = volume?.checksums ?? []
        guard let (handle, buffer) = Self.copied(bytes) else { return nil }
        (self.handle, self.buffer) = (handle, buffer)
        if isZip {
            if isWhole {
                archive_read_support_format_zip_seekable(handle)
            } else {
                archive_read_support_format_zip_streamable(handle)
            }
        } else {
            Self.supportCompressions(handle)
            archive_read_support_format_rar(handle)
            archive_read_support_format_rar5(handle)
            archive_read_support_format_7zip(handle)
            archive_read_support_format_tar(handle)
            archive_read_support_format_gnutar(handle)
        }
        archive_read_support_format_empty(handle)
        // Everything is set by now, so that failing here runs `deinit`, which frees both.
        guard archive_read_open_memory(handle, buffer, bytes.count) == ARCHIVE_OK else { return nil }
    }

    /// A compressed file as an archive of one member.
    init?(asOneFile bytes: [UInt8]) {
        isWhole = true
        checksums = []
        guard let (handle, buffer) = Self.copied(bytes) else { return nil }
        (self.handle, self.buffer) = (handle, buffer)
        Self.supportCompressions(handle)
        archive_read_support_format_raw(handle)
        archive_read_support_format_empty(handle)
        guard archive_read_open_memory(handle, buffer, bytes.count) == ARCHIVE_OK else { return nil }
    }

    private static func copied(_ bytes: [UInt8]) -> (OpaquePointer, UnsafeMutableRawPointer)? {
        guard let handle = archive_read_new() else { return nil }
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { buffer.copyMemory(from: base, byteCount: source.count) }
        }
        return (handle, buffer)
    }

    /// NB: not all that the library knows: for some it would start another program.
    private static func supportCompressions(_ handle: OpaquePointer) {
        archive_read_support_filter_gzip(handle)
        archive_read_support_filter_bzip2(handle)
        archive_read_support_filter_xz(handle)
        archive_read_support_filter_zstd(handle)
    }

    deinit {
        archive_read_free(handle)
        buffer.deallocate()
    }

    /// The next member; nil at the end.
    func next() throws(Fault) -> Member? {
        let previous = uselocale(Self.locale.value)
        defer { uselocale(previous) }
        var entry: OpaquePointer?
        let status = archive_read_next_header(handle, &entry)
        if status == ARCHIVE_EOF { return nil }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
            isStuck = true
            throw fault
        }
        count += 1
        statedSize = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil
        // NB: what has data is a file, whatever a damaged list of members says of it.
        let isFile =
            archive_entry_filetype(entry) == 0o100000 || archive_entry_filetype(entry) == 0
            || archive_entry_size(entry) > 0
        return Member(
            name: Self.name(of: entry),
            isFile: isFile && archive_entry_hardlink(entry) == nil && archive_entry_symlink(entry) == nil,
            isEncrypted: archive_entry_is_data_encrypted(entry) == 1 || archive_entry_is_metadata_encrypted(entry) == 1)
    }

    /// The bytes of the member that `next()` returned last.
    func data(limit: Int) throws(Fault) -> [UInt8] {
        var data: [UInt8] = []
        while let chunk = try chunk() {
            guard data.count + chunk.count <= limit else { throw .tooLarge }
            data.append(contentsOf: chunk)
        }
        if let statedSize, statedSize != data.count { throw .damaged("size does not match") }
        if count <= checksums.count, let stated = checksums[count - 1], stated != RARDirectory.checksum(data) {
            throw .damaged("checksum does not match")
        }
        return data
    }

    /// Some more bytes of that member; nil behind its last one.
    func chunk() throws(Fault) -> [UInt8]? {
        var count = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 17) { room, filled in
            count = archive_read_data(handle, room.baseAddress, room.count)
            filled = max(count, 0)
        }
        guard count >= 0 else {
            isStuck = count == Int(ARCHIVE_FATAL)
            throw fault
        }
        return count == 0 ? nil : chunk
    }

    private var fault: Fault {
        let message = archive_error_string(handle).map { String(cString: $0) } ?? ""
        let lowered = message.lowercased()
        if lowered.contains("encrypt") || lowered.contains("passphrase") || lowered.contains("password") {
            return .encrypted
        }
        return .damaged(message)
    }

    /// Names are UTF-8 where the archive says so, else in the encoding of the machine that packed them.
    private static func name(of entry: OpaquePointer) -> String {
        if let raw = archive_entry_pathname(entry) {
            let bytes = UnsafeBufferPointer(start: raw, count: strlen(raw)).map { UInt8(bitPattern: $0) }
            return String(decoding: TextEncoding.decode(bytes, declared: .gb18030).bytes, as: UTF8.self)
        }
        if let wide = archive_entry_pathname_w(entry) {
            var scalars = String.UnicodeScalarView()
            var index = 0
            while wide[index] != 0 {
                scalars.append(Unicode.Scalar(UInt32(bitPattern: wide[index])) ?? "\u{FFFD}")
                index += 1
            }
            return String(scalars)
        }
        return archive_entry_pathname_utf8(entry).map { String(cString: $0) } ?? ""
    }
}

/// NB: a locale is never changed once it is made, so that threads may share it; its type just does not say so.
private struct UncheckedLocale: @unchecked Sendable {
    let value: locale_t?
}

/// `LC_ALL_MASK`, which is a macro that does not come through: all categories but the joker.
private let allCategories: Int32 = 0x1FBF
