import CDigest

/// The SHA-256 of bytes (FIPS 180-4): a document is known by it, and so is the state of the seeds.
///
/// ```swift
/// SHA256.hexDigest(of: Array("abc".utf8))  // "ba7816bf…f20015ad"
///
/// var hash = SHA256()
/// hash.update(firstChunk)
/// hash.update(secondChunk)
/// hash.finalizedHex()
/// ```
public struct SHA256: Sendable {
    private var state: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    public init() {}

    /// 64 lower-case hexadecimal digits.
    public static func hexDigest(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalizedHex()
    }

    public mutating func update(_ bytes: [UInt8]) {
        length += UInt64(bytes.count)
        bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            var index = 0
            if !pending.isEmpty {
                index = min(64 - pending.count, bytes.count)
                pending.append(contentsOf: bytes[..<index])
                guard pending.count == 64 else { return }
                pending.withUnsafeBufferPointer { compress($0.baseAddress!, blocks: 1) }
                pending.removeAll(keepingCapacity: true)
            }
            let blocks = (bytes.count - index) / 64
            compress(start + index, blocks: blocks)
            pending.append(contentsOf: bytes[(index + blocks * 64)...])
        }
    }

    /// 64 lower-case hexadecimal digits; the hash is of no use afterwards.
    public mutating func finalizedHex() -> String {
        let bits = length * 8
        var padding: [UInt8] = [0x80]
        while (pending.count + padding.count) % 64 != 56 { padding.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) { padding.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        update(padding)
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        for word in 0..<8 {
            for shift in stride(from: 28, through: 0, by: -4) { hex.append(digits[Int(state[word] >> shift & 0xF)]) }
        }
        return String(decoding: hex, as: UTF8.self)
    }

    private mutating func compress(_ start: UnsafePointer<UInt8>, blocks: Int) {
        withUnsafeMutableBytes(of: &state) {
            digest_sha256($0.baseAddress!.assumingMemoryBound(to: UInt32.self), start, blocks)
        }
    }
}
