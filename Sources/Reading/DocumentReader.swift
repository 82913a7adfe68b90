import DocumentModel

/// Reads a file of any known format into a `Document`.  The room's one door.
///
/// The format is told by the bytes; a misleading extension is a note, not an error.
public struct DocumentReader: Sendable {
    public init() {}

    public func read(_ file: SourceFile) throws(ReadingFailure) -> Document {
        throw ReadingFailure(.unsupported, detail: file.name)
    }
}
