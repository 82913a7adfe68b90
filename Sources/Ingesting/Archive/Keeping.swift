import Foundation
import Synchronization

/// A document's bytes on their way to the disk while a reading thread goes on with them.
///
/// A disk takes longer to be sure of a small file than a report takes to be understood; side by side they cost nothing.
final class Keeping: Sendable {
    private let isDone = DispatchSemaphore(value: 0)
    private let fault = Mutex<DocumentArchive.Fault?>(nil)

    /// Starts, or does nothing where the bytes are kept already.
    init(_ bytes: [UInt8], as digest: String, in archive: DocumentArchive) {
        if archive.holds(digest, size: bytes.count) {
            isDone.signal()
            return
        }
        keepers.async {
            do throws(DocumentArchive.Fault) { try archive.keep(bytes, as: digest) } catch {
                self.fault.withLock { $0 = error }
            }
            self.isDone.signal()
        }
    }

    /// Waits until the bytes are kept; asked once.  Says why they could not be.
    func end() -> DocumentArchive.Fault? {
        isDone.wait()
        return fault.withLock { $0 }
    }
}

private let keepers = DispatchQueue(label: "archive", attributes: .concurrent)
