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
    private let limits: ReadingLimits
    private let recognition: Recognition

    public init(limits: ReadingLimits = .init(), recognition: Recognition = .auto) {
        self.limits = limits
        self.recognition = recognition
    }

    public func read(_ file: SourceFile) throws(ReadingFailure) -> Document {
        guard !file.bytes.isEmpty else { throw ReadingFailure(.empty, detail: "\(file.name): 文件是空的") }
        guard file.bytes.count <= limits.fileBytes else {
            throw ReadingFailure(.tooLarge, detail: "\(file.name): \(file.bytes.count >> 20) MB，上限 \(limits.fileBytes >> 20) MB")
        }
        let content = try FileContent(file, limits: limits)
        guard let reader = FormatReaders.all.first(where: { $0.recognises(content) }) else {
            throw ReadingFailure(.unsupported, detail: "\(file.name): 不认识的文件格式")
        }
        var document = try reader.read(file, content, ReadingContext(limits: limits, recognition: recognition))
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
}
