extension ArchiveScan {
    /// True for the packings in which reports are handed over.  Office packages are ZIP files too, but documents.
    static func isArchive(_ content: FileContent) -> Bool {
        let bytes = content.bytes
        if isZip(bytes) { return !FormatReaders.all.contains { $0.recognises(content) } }
        return bytes.starts(with: [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07])
            || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
            || CompressedFile.isCompressed(bytes) || isTar(bytes)
    }

    static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    static func isTar(_ bytes: [UInt8]) -> Bool {
        bytes.count >= Tar.blockSize && Tar.isHeader(bytes[..<Tar.blockSize])
    }
}
