import Foundation
import Synchronization

/// A document's bytes on their way to the disk while a reading thread goes on with them.
final class Keeping: Sendable {
    private let isDone = DispatchSemaphore(value: 0)
    private let fault = Mutex<DocumentArchive.Fault?>(nil)

    /// Waits until the bytes are kept; asked once.  Says why they could not be.
    func end() -> DocumentArchive.Fault? {
        isDone.wait()
        return fault.withLock { $0 }
    }

    fileprivate func finish(_ fault: DocumentArchive.Fault?) {
        self.fault.withLock { $0 = fault }
        isDone.signal()
    }
}

/// Keeps documents in the archive, side by side with those who read them.
///
/// A disk takes longer to be sure of a small file than a report takes to be understood.  All that came in meanwhile goes
/// to it together.
final class ArchiveKeeper: Sendable {
    private struct Order {
        var document: DocumentArchive.Document
        var keeping = Keeping()
    }

    private let archive: DocumentArchive
    private let waiting = Mutex<[Order]>([])
    private let queue = DispatchQueue(label: "archive")

    init(_ archive: DocumentArchive) { self.archive = archive }

    /// Starts to keep a document's bytes.
    func keep(_ bytes: [UInt8], as digest: String) -> Keeping {
        let order = Order(document: DocumentArchive.Document(digest: digest, bytes: bytes))
        let isFirst = waiting.withLock { waiting in
            waiting.append(order)
            return waiting.count == 1
        }
        if isFirst { queue.async { self.keepThoseWaiting() } }
        return order.keeping
    }

    private func keepThoseWaiting() {
        let orders = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var fault: DocumentArchive.Fault?
        do throws(DocumentArchive.Fault) { try archive.keep(orders.map(\.document)) } catch { fault = error }
        for order in orders { order.keeping.finish(fault) }
    }
}
