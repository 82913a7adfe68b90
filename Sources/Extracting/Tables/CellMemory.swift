import Synchronization

/// Cells of words that were read before: the forms of a country print the same rows in every report.
///
/// What a cell says depends on its text alone, so that it does not matter which report brought it.
final class CellMemory: Sendable {
    /// Beyond that all is forgotten and read again.
    private static let limit = 10_000
    private static let blank = CellText("")
    private let known = Mutex<[TableVocabulary.Label: CellText]>([:])

    func cell(_ text: String, read: (String) -> CellText) -> CellText {
        guard let first = text.utf8.first else { return Self.blank }
        // Figures and long texts hardly ever come again.
        guard first >= 0x40, text.utf8.count <= 180 else { return read(text) }
        let label = TableVocabulary.Label(text: text)
        if let cell = known.withLock({ $0[label] }) { return cell }
        let cell = read(text)
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[label] = cell
        }
        return cell
    }
}
