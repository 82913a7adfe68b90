extension ArchiveScan {
    /// True for the packings in which reports are handed over.  Office packages are ZIP files too, but documents.
    static func isArchive(_ content: FileContent) -> Bool {
        let bytes = content.bytes
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return !FormatReaders.all.contains { $0.recognises(content) }
        }
        let marks: [[UInt8]] = [
            [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x1F, 0x8B],
            [0x42, 0x5A, 0x68],
            [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD],
        ]
        if marks.contains(where: { bytes.starts(with: $0) }) { return true }
        return bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8)
    }
}
