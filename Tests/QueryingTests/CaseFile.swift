import Foundation

/// A file of questions and the answers expected, in the manner of SQL-logic tests:
///
/// ```
/// # What this protects.
/// ask trend --county 甲水县
/// ----
/// the whole output
///
/// fail 65 trend --county 城关区
/// ----
/// the whole complaint
/// ```
///
/// An answer goes on to the next `ask`, `fail` or `# ` line.  A question without `----` has no answer yet: the test
/// writes it, and fails until somebody has read it.
struct CaseFile {
    struct Case {
        /// The lines of comment before it.
        var heading: [Substring]
        /// The line itself.
        var question: Substring
        /// Words after `ask` or `fail STATUS`.
        var arguments: [String]
        var status: Int32
        var expected: String?
    }

    var cases: [Case] = []

    init(_ text: String) throws {
        var heading: [Substring] = []
        var answer: [Substring]?
        func close(_ cases: inout [Case]) {
            guard let lines = answer, !cases.isEmpty else { return }
            cases[cases.count - 1].expected = Self.trimmed(lines.joined(separator: "\n"))
            answer = nil
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# ") {
                close(&cases)
                heading.append(line)
            } else if line.hasPrefix("ask ") || line.hasPrefix("fail ") {
                close(&cases)
                var words = Self.words(of: line)
                var status: Int32 = 0
                if words.removeFirst() == "fail" {
                    guard let code = Int32(words.removeFirst()) else { throw Malformed(line: String(line)) }
                    status = code
                }
                cases.append(Case(heading: heading, question: line, arguments: words, status: status, expected: nil))
                heading = []
            } else if line == "----" {
                answer = []
            } else if answer != nil {
                answer?.append(line)
            } else if !line.isEmpty {
                throw Malformed(line: String(line))
            }
        }
        close(&cases)
    }

    struct Malformed: Error { var line: String }

    /// The file as it is written.
    var text: String {
        cases.map { one in
            (one.heading + [one.question]).joined(separator: "\n") + "\n"
                + (one.expected.map { "----\n\($0)\n" } ?? "")
        }.joined(separator: "\n")
    }

    /// Without line ends at the end.
    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }

    /// Words parted by blanks; quotes hold blanks together.
    private static func words(of line: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" {
                quote = character
            } else if character == " " {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
