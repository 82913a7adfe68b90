/// Puts the parser's own English into Chinese: headings of help pages, and the mistakes that people make.
///
/// A message that is not known here stays English rather than being guessed at.
public enum ParserWording {
    /// A help page, in the language asked for.
    public static func translated(help text: String, in language: Language) -> String {
        guard language == .chinese else { return text }
        var result = text
        for (english, chinese) in headings { result = result.replacing(english, with: chinese) }
        result = result.replacing("; default: ", with: "；默认：").replacing("; default:", with: "；默认：")
        for (english, chinese) in [(" (default: ", "（默认："), (" (values: ", "（可选：")] {
            result = Self.bracketed(result, opening: english, as: chinese)
        }
        return result
    }

    /// A mistake in the command line, in the language asked for.
    public static func translated(error text: String, in language: Language) -> String {
        guard language == .chinese else { return text }
        for (pattern, wording) in mistakes {
            if let parts = parts(of: text, matching: pattern) { return wording(parts) }
        }
        return text
    }

    private static let headings = [
        ("OVERVIEW: ", "概述："), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("SUBCOMMANDS:", "命令："),
        ("OPTIONS:", "选项："),
        ("Show help information.", "显示帮助。"), ("Show the version.", "显示版本。"),
        ("Show subcommand help information.", "显示某个命令的帮助。"), ("<subcommand>", "<命令>"), ("<options>", "<选项>"),
        ("See '", "各命令的详细说明："), ("help <命令>' for detailed help.", "help <命令>"),
    ]

    /// Patterns with `*` where the parser puts a name.
    private static let mistakes: [(String, @Sendable ([String]) -> String)] = [
        ("Unknown option '*'. Did you mean '*'?", { "没有选项“\($0[0])”。您要找的是不是“\($0[1])”？" }),
        ("Unknown option '*'", { "没有选项“\($0[0])”" }),
        ("Missing value for '*'", { "选项“\($0[0])”缺少值" }),
        ("Missing expected argument '*'", { "缺少参数“\($0[0])”" }),
        ("Unexpected argument '*'", { "多余的参数“\($0[0])”" }),
        (
            "The value '*' is invalid for '*'. Please provide one of the following:*",
            { "“\($0[0])”不能用于“\($0[1])”，可选：\($0[2])" }
        ),
        (
            "The value '*' is invalid for '*'. Please provide one of *",
            {
                "“\($0[0])”不能用于“\($0[1])”，可选：\($0[2].replacing(" or ", with: "、").replacing(" and ", with: "、").replacing(", ", with: "、").replacing(".", with: ""))"
            }
        ),
        ("The value '*' is invalid for '*': *", { "“\($0[0])”不能用于“\($0[1])”：\($0[2])" }),
        ("The value '*' is invalid for '*'", { "“\($0[0])”不能用于“\($0[1])”" }),
        ("* unexpected arguments: *", { "多余的参数：\($0[1])" }),
    ]

    /// What stands in the places of a pattern's stars; nil when the text is another.
    private static func parts(of text: String, matching pattern: String) -> [String]? {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard text.hasPrefix(pieces[0]) else { return nil }
        var rest = text.dropFirst(pieces[0].count)
        var parts: [String] = []
        for (number, piece) in pieces.dropFirst().enumerated() {
            if piece.isEmpty {
                parts.append(String(rest))
                return number == pieces.count - 2 ? parts : nil
            }
            guard let range = rest.firstRange(of: piece) else { return nil }
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return rest.isEmpty ? parts : nil
    }

    /// Puts an opening bracket and the one that closes it into Chinese.
    private static func bracketed(_ text: String, opening: String, as chinese: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: opening) {
            result += rest[..<open.lowerBound] + chinese
            rest = rest[open.upperBound...]
            guard let close = rest.firstIndex(of: ")") else { break }
            result += rest[..<close] + "）"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
