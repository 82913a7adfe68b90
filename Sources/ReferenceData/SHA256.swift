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
            var index = 0
            if !pending.isEmpty {
                index = min(64 - pending.count, bytes.count)
                pending.append(contentsOf: bytes[..<index])
                guard pending.count == 64 else { return }
                pending.withUnsafeBufferPointer { Self.compress($0.baseAddress!, into: &state) }
                pending.removeAll(keepingCapacity: true)
            }
            while index + 64 <= bytes.count {
                Self.compress(bytes.baseAddress! + index, into: &state)
                index += 64
            }
            pending.append(contentsOf: bytes[index...])
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

    private static func compress(_ block: UnsafePointer<UInt8>, into state: inout SIMD8<UInt32>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for index in 0..<16 {
                schedule[index] = UInt32(
                    bigEndian: UnsafeRawPointer(block).loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
            }
            for index in 16..<64 {
                let (near, far) = (schedule[index - 15], schedule[index - 2])
                let small0 = rotated(near, 7) ^ rotated(near, 18) ^ near >> 3
                let small1 = rotated(far, 17) ^ rotated(far, 19) ^ far >> 10
                schedule[index] = schedule[index - 16] &+ small0 &+ schedule[index - 7] &+ small1
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            var (e, f, g, h) = (state[4], state[5], state[6], state[7])
            roundConstants.withUnsafeBufferPointer { constants in
                // NB: eight rounds a turn, so that the words change roles without being moved.
                for index in stride(from: 0, to: 64, by: 8) {
                    @inline(__always) func round(
                        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
                        _ g: UInt32, _ h: inout UInt32, _ offset: Int
                    ) {
                        let big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                        let choice = g ^ (e & (f ^ g))
                        let first =
                            h &+ big1 &+ choice &+ constants[index &+ offset] &+ schedule[index &+ offset]
                        let big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                        d = d &+ first
                        h = first &+ big0 &+ ((a & b) | (c & (a | b)))
                    }
                    round(a, b, c, &d, e, f, g, &h, 0)
                    round(h, a, b, &c, d, e, f, &g, 1)
                    round(g, h, a, &b, c, d, e, &f, 2)
                    round(f, g, h, &a, b, c, d, &e, 3)
                    round(e, f, g, &h, a, b, c, &d, 4)
                    round(d, e, f, &g, h, a, b, &c, 5)
                    round(c, d, e, &f, g, h, a, &b, 6)
                    round(b, c, d, &e, f, g, h, &a, 7)
                }
            }
            state = state &+ SIMD8(a, b, c, d, e, f, g, h)
        }
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word &>> count) | (word &<< (32 &- count))
    }

    private static let roundConstants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
