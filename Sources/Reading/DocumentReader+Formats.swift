import DocumentModel

extension DocumentReader {
    /// The formats that have a reader, in the order of `DocumentFormat`; some need an external tool (`ToolStatus`).
    public static var formats: [DocumentFormat] {
        let readable = Set(FormatReaders.all.map(\.format))
        return DocumentFormat.allCases.filter(readable.contains)
    }
}
