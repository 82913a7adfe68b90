import Dispatch
import Synchronization

/// The two halves of many rows, rendered side by side and handed back in order; few rows are one part.
///
/// Writing a wide answer takes longer than finding it, and no row needs another's text.
func inParts<Part: Sendable>(of rows: Int, _ render: @Sendable (Range<Int>) -> Part) -> [Part] {
    let count = rows < fewestRows ? 1 : 2
    guard count > 1 else { return [render(0..<rows)] }
    let parts = Mutex<[Part?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let part = render(rows * index / count..<rows * (index + 1) / count)
        parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0.compactMap(\.self) }
}

/// Below this, a second thread takes longer to start than it saves.
private let fewestRows = 2_000
