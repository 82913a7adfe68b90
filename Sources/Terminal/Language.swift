/// The language that messages and headers are written in: Chinese unless `--lang en` asks otherwise.
///
/// The environment's locale is left aside on purpose: the same command prints the same bytes on every machine.
///
/// ```swift
/// Language(code: "en")                          // .english
/// Wording(zh: "单位", en: "Unit")[.chinese]     // "单位"
/// ```
public enum Language: String, Hashable, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// The language of a code as given to `--lang`: “zh”, “en”, and region forms of both (“zh-CN”, “en_US”), upper or
    /// lower case; nil for any other.
    public init?(code: some StringProtocol) {
        let primary = code.lowercased().prefix { $0 != "-" && $0 != "_" && $0 != "." }
        self.init(rawValue: String(primary))
    }

    /// The language that a command line asks for, before it is parsed: the words after `--lang` or in `--lang=…`.
    ///
    /// Help pages and parser errors are written before the parser has read `--lang`, so it is looked for by hand.
    public static func requested(by arguments: some Sequence<String>) -> Language {
        var isNext = false
        for argument in arguments {
            if isNext { return Language(code: argument) ?? .chinese }
            if argument == "--" { break }
            if argument == "--lang" { isNext = true }
            if argument.hasPrefix("--lang=") { return Language(code: argument.dropFirst(7)) ?? .chinese }
        }
        return .chinese
    }
}

/// One text in both languages.
public struct Wording: Hashable, Sendable {
    public var zh: String
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The same text in both, such as a unit's name or a code.
    public init(_ both: String) { self.init(zh: both, en: both) }

    public subscript(language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }
}
