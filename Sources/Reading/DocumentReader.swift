import DocumentModel

/// Reads a file of any known format into a `Document`.  The room's one door.
///
/// The format is told by the bytes; a misleading extension is a note, not an error.
///
/// ```swift
/// let reader = DocumentReader()
/// let document = try reader.read(SourceFile(name: "自评报告.txt", folder: "2023", bytes: bytes))
/// document.format   // .txt
/// ```
///
/// Throws a `ReadingFailure` when no document comes out of the file; everything odd inside a readable file is a note.
public struct DocumentReader: Sendable {
    let limits: ReadingLimits
    let conversions: OfficeConversions
    public let recognition: Recognition

    public init(limits: ReadingLimits = .init(), recognition: Recognition = .auto) {
        self.limits = limits
        self.recognition = recognition
        conversions = OfficeConversions(limits: limits)
    }

    /// What besides a file's bytes decides how it is read: empty, or “ocr only” and the programs that are missing.  A file
    /// that could not be read is worth another try when this changes.
    public var circumstances: String {
        ((recognition == .auto ? [] : ["ocr \(recognition.rawValue)"]) + ToolStatus.missing().map { "without \($0)" })
            .joined(separator: ", ")
    }

    public func read(_ file: SourceFile) throws(ReadingFailure) -> Document {
        let (content, reader) = try chosen(for: file)
        let context = ReadingContext(limits: limits, recognition: recognition, conversions: conversions)
        var document = try reader.read(file, content, context)
        document.metadata.sourceURL = file.origin.url ?? document.metadata.sourceURL
        document.metadata.retrievedOn = file.origin.retrievedOn ?? document.metadata.retrievedOn
        document.metadata.publisher = file.origin.publisher ?? document.metadata.publisher
        let fileExtension = content.fileExtension
        if !fileExtension.isEmpty, !reader.extensions.contains(fileExtension) {
            document.notes.append(
                ReadingNote(.wrongExtension, detail: "扩展名是 .\(fileExtension)，内容是 \(document.format.rawValue)"))
        }
        return document
    }

    /// Converts those of the files that need the office converter, many in one start, so that `read` finds them done.
    ///
    /// Not needed for a right result, only for a fast one: a file that was not prepared is converted when it is read.
    ///
    /// ```swift
    /// reader.prepare(files)      // one start for sixteen .doc files instead of sixteen
    /// for file in files { let document = try reader.read(file) }
    /// ```
    public func prepare(_ files: [SourceFile]) {
        var requests: [OfficeConversions.Request] = []
        for file in files {
            do throws(ReadingFailure) {
                let (content, reader) = try chosen(for: file)
                guard let target = reader.conversion(content) else { continue }
                requests.append(
                    .init(bytes: file.bytes, fileExtension: reader.converterExtension(content), target: target))
            } catch {
                continue  // What is wrong with the file is said when it is read.
            }
        }
        conversions.prepare(requests)
    }

    /// Extensions of the formats that go through the office converter, in lower case.
    public static let convertedExtensions: Set<String> = Set(
        (LegacyWordReader().extensions + WPSDocumentReader().extensions + RichTextReader().extensions))

    private func chosen(for file: SourceFile) throws(ReadingFailure) -> (FileContent, any FormatReader) {
        guard !file.bytes.isEmpty else { throw ReadingFailure(.empty) }
        guard file.bytes.count <= limits.fileBytes else {
            throw ReadingFailure(
                .tooLarge, zh: "\(file.bytes.count >> 20) MB，上限 \(limits.fileBytes >> 20) MB",
                en: "\(file.bytes.count >> 20) MB, the limit is \(limits.fileBytes >> 20) MB")
        }
        let content = try FileContent(file, limits: limits)
        if content.compound?.has("EncryptedPackage") == true {
            throw ReadingFailure(.encrypted, zh: "文件有打开密码", en: "it opens only with a password")
        }
        if let reader = FormatReaders.all.first(where: { $0.recognises(content) }) { return (content, reader) }
        throw ArchiveScan.isArchive(content)
            ? ReadingFailure(.unsupported, zh: "压缩包里没有能读的文件", en: "there is no file in the archive that can be read")
            : ReadingFailure(.unsupported)
    }
}
