import Terminal
import Testing

/// Protects that output is Chinese unless English is asked for, whatever the machine's locale.
@Suite struct LanguageTests {
    @Test func codes() {
        #expect(Language(code: "zh-CN") == .chinese)
        #expect(Language(code: "EN_US.UTF-8") == .english)
        #expect(Language(code: "fr") == nil)
    }

    @Test func commandLine() {
        #expect(Language.requested(by: ["trend", "--lang", "en"]) == .english)
        #expect(Language.requested(by: ["trend", "--lang=en"]) == .english)
        #expect(Language.requested(by: ["trend"]) == .chinese)
        #expect(Language.requested(by: ["--lang"]) == .chinese)
        #expect(Language.requested(by: ["sql", "--", "--lang=en"]) == .chinese)
    }

    @Test func wording() {
        let unit = Wording(zh: "单位", en: "Unit")
        #expect(unit[.chinese] == "单位")
        #expect(unit[.english] == "Unit")
        #expect(Wording("431124")[.english] == "431124")
    }
}
