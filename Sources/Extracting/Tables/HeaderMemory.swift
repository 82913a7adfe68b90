import Synchronization

/// Header cells that were read before: the forms of a country print the same headers in every report.
///
/// What a header says depends on its words and the form alone, so that it does not matter which report brought it.
final class HeaderMemory: Sendable {
    private struct Header: Hashable {
        var label: TableVocabulary.Label
        var form: TableForm

        func hash(into hasher: inout Hasher) { hasher.combine(label) }
    }

    /// Beyond that all is forgotten and read again.
    private static let limit = 10_000
    private let known = Mutex<[Header: HeaderCell]>([:])

    func header(_ label: String, form: TableForm, read: () -> HeaderCell) -> HeaderCell {
        guard label.utf8.count <= 180 else { return read() }
        let header = Header(label: .init(text: label), form: form)
        if let cell = known.withLock({ $0[header] }) { return cell }
        let cell = read()
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[header] = cell
        }
        return cell
    }
}
