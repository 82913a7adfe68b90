import CCrypto

/// The SHA-256 of bytes (FIPS 180-4): a document is known by it, and so is the state of the seeds.
///
/// ```swift
/// SHA256.hexDigest(of: Array("abc".utf8))  // "ba7816bf…f20015ad"
/// ```
public enum SHA256 {
    /// 64 lower-case hexadecimal digits.
    public static func hexDigest(of bytes: [UInt8]) -> String {
        let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
            // OpenSSL names the function like this type.
            guard CCrypto.SHA256(bytes, bytes.count, digest.baseAddress) != nil else {
                fatalError("libcrypto offers no SHA-256")
            }
            count = Int(SHA256_DIGEST_LENGTH)
        }
        let digits = Array("0123456789abcdef".utf8)
        let hex = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }
        return String(decoding: hex, as: UTF8.self)
    }
}
