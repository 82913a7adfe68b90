import Glibc
import Terminal

/// Why a file's bytes could not be had.
struct FileFault: Error, Hashable {
    enum Reason: Hashable {
        case missing
        /// With the system's reason.
        case cannotRead(Wording)
        /// Over `largestFile`.
        case tooLarge
    }
    var reason: Reason
}

/// A file over this is not read: nothing a county publishes comes near, and it would not fit in the memory a run may
/// take.
let largestFile = 260 << 20

/// Reads a whole file.
func content(of path: [UInt8], limit: Int = largestFile) throws(FileFault) -> [UInt8] {
    let descriptor = path.withPath { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
        throw FileFault(reason: errno == ENOENT ? .missing : .cannotRead(systemMessage(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault(reason: .cannotRead(systemMessage(errno))) }
    guard status.st_size <= limit else { throw FileFault(reason: .tooLarge) }

    // NB: the size is a hint only; a file that grows while it is read is read to its end or to the limit.
    var bytes: [UInt8] = []
    var failure: Int32 = 0
    repeat {
        let room = bytes.isEmpty ? max(4096, Int(status.st_size) + 1) : bytes.count
        let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var got: Int
            repeat { got = read(descriptor, buffer.baseAddress, room) } while got < 0 && errno == EINTR
            failure = got < 0 ? errno : 0
            count = max(0, got)
        }
        if chunk.isEmpty { break }
        if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        guard bytes.count <= limit else { throw FileFault(reason: .tooLarge) }
    } while true
    guard failure == 0 else { throw FileFault(reason: .cannotRead(systemMessage(failure))) }
    return bytes
}
