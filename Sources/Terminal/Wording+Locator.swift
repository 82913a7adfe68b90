extension Wording {
    /// Where something stands in a report: the warehouse keeps it in Chinese, as a report's reader would say it.
    ///
    /// ```swift
    /// Wording(locator: "第3页表2第5行第4列").en  // "page 3, table 2, row 5, column 4"
    /// ```
    ///
    /// What is no such place is the same in both languages.
    public init(locator: String) { self.init(zh: locator, en: Self.english(locator) ?? locator) }

    private static let parts: [(before: String, after: String, english: String)] = [
        ("第", "页", "page"), ("第", "段", "paragraph"), ("表", "", "table"), ("第", "行", "row"), ("第", "列", "column"),
    ]

    private static func english(_ locator: String) -> String? {
        var rest = locator[...]
        var words: [String] = []
        for (before, after, english) in parts where rest.hasPrefix(before) {
            let digits = rest.dropFirst(before.count).prefix { $0.isASCII && $0.isNumber }
            let behind = rest[digits.endIndex...]
            guard !digits.isEmpty, behind.hasPrefix(after) else { continue }
            words.append("\(english) \(digits)")
            rest = behind.dropFirst(after.count)
        }
        return rest.isEmpty && !words.isEmpty ? words.joined(separator: ", ") : nil
    }
}
