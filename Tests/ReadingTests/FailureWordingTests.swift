import Foundation
import Reading
import Testing

/// Protects that every reason for which a file cannot be read is said in Chinese and in English.
///
/// The compiler demands both texts; here they are looked at: all that stand in the sources of the readers.
@Suite struct FailureWordingTests {
    private static let sources: [(name: String, text: String)] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Reading")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap { file in
            (try? String(contentsOf: file, encoding: .utf8)).map { (file.lastPathComponent, $0) }
        }
    }()

    /// The words without what is put into them.
    private func words(_ literal: Substring) -> String {
        String(literal.replacing(/\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/, with: ""))
    }

    private func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    @Test func everyDetailIsInBothLanguages() throws {
        var count = 0
        for (name, text) in Self.sources {
            for match in text.matches(of: /\bzh: "(.*?)",\s+en: "(.*?)"[),\n]/) {
                let (zh, en) = (words(match.output.1), words(match.output.2))
                count += 1
                #expect(!isChinese(en), "\(name): \(en)")
                #expect(isChinese(zh) || zh.filter(\.isLetter) == en.filter(\.isLetter), "\(name): \(zh)")
            }
            for match in text.matches(of: /\bpart: "(.*?)"/) {
                #expect(!isChinese(words(match.output.1)), "\(name): \(match.output.1)")
            }
        }
        #expect(count >= 60)
    }
}
