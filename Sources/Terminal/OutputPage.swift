/// UTF-8 on its way out, handed on a page at a time: a wide answer has megabytes, and memory for all of it at once takes
/// longer to get than to write.
///
/// ```swift
/// var page = OutputPage { bytes in written += bytes }
/// page.append("年度\n")
/// page.turn()
/// page.end()
/// ```
public struct OutputPage {
    /// What is not handed on yet.
    public var bytes: [UInt8] = []
    private let send: (UnsafeRawBufferPointer) -> Void

    private static let size = 1 << 16

    public init(_ send: @escaping (UnsafeRawBufferPointer) -> Void) {
        self.send = send
        bytes.reserveCapacity(Self.size + Self.size / 4)
    }

    public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Hands a full page on; to be called after each line.
    public mutating func turn() {
        if bytes.count >= Self.size { end() }
    }

    /// Hands on a large part that was written elsewhere, without a copy.
    public mutating func append(part: [UInt8]) {
        end()
        part.withUnsafeBytes(send)
    }

    /// Hands on what is left.
    public mutating func end() {
        if !bytes.isEmpty { bytes.withUnsafeBytes(send) }
        bytes.removeAll(keepingCapacity: true)
    }

    /// All that is written, as one text.
    public static func text(_ write: (inout OutputPage) -> Void) -> String {
        var text: [UInt8] = []
        func append(_ bytes: UnsafeRawBufferPointer) { text.append(contentsOf: bytes) }
        withoutActuallyEscaping(append) { append in
            var page = OutputPage(append)
            write(&page)
            page.end()
        }
        return String(decoding: text, as: UTF8.self)
    }
}
