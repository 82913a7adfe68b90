import DocumentModel

extension PDFFile {
    /// Title and date from the file's own words about itself: the day of its making stands for the day of publication
    /// where no line of its text names one.
    ///
    /// The title is often that of the template it was written on; nothing is decided by it alone.
    func metadata(title fallback: String?, blocks: [Block]) -> DocumentMetadata {
        var metadata = DocumentMetadata()
        PublicationLine.fill(&metadata, from: blocks)
        let information = isEncrypted ? nil : informationDictionary
        if case .string(let bytes)? = resolve(information?["Title"]) {
            metadata.title = Self.text(bytes)
        } else {
            metadata.title = fallback
        }
        metadata.title = metadata.title.map { $0.filter { !$0.isNewline && $0 != "\0" } }.flatMap {
            $0.isEmpty ? nil : $0
        }
        if metadata.publishedOn == nil, case .string(let bytes)? = resolve(information?["CreationDate"]) {
            metadata.publishedOn = Self.day(bytes)
        }
        return metadata
    }

    /// A text string: UTF-16 or UTF-8 by its mark, else what it looks like; some printer drivers write GBK as “<BDAD…>”.
    private static func text(_ bytes: [UInt8]) -> String {
        if bytes.count > 4, bytes.count % 2 == 0, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") {
            let digits = bytes.dropFirst().dropLast().compactMap(PDFByte.hexDigit)
            if digits.count == bytes.count - 2 {
                return text(stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
            }
        }
        return String(decoding: TextEncoding.decode(bytes).bytes, as: UTF8.self)
    }

    /// `D:20240218153324+08'00'` as 2024-02-18.
    static func day(_ bytes: [UInt8]) -> String? {
        let digits = bytes.drop { !(0x30...0x39).contains($0) }.prefix { (0x30...0x39).contains($0) }.prefix(8)
        guard digits.count == 8 else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        guard let month = Int(text.dropFirst(4).prefix(2)), let day = Int(text.suffix(2)), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
    }
}
