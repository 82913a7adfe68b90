import CDigest
import ReferenceData
import Testing

/// Protects that a document's fingerprint is the SHA-256 every other tool computes.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func agreesWithTheStandard(text: String, digest: String) {
        #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
    }

    @Test func aMillionLetters() {
        #expect(
            SHA256.hexDigest(of: Array(repeating: 97, count: 1_000_000))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func chunksDoNotMatter() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        for size in [1, 7, 63, 64, 65, 128] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(Array(bytes[start..<min(bytes.count, start + size)]))
            }
            #expect(hash.finalizedHex() == SHA256.hexDigest(of: bytes))
        }
    }

    /// A digest must not depend on what the processor can do.
    @Test func processorAndPortableCodeAgree() {
        let bytes = (0..<64 * 9).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 3) }
        for blocks in 0...9 {
            var (own, portable) = ((0..<8).map(UInt32.init), (0..<8).map(UInt32.init))
            digest_sha256(&own, bytes, blocks)
            digest_sha256_portable(&portable, bytes, blocks)
            #expect(own == portable)
        }
    }
}
