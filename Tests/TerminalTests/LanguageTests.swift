import Terminal
import Testing

/// Protects that output is Chinese unless English is asked for, whatever the machine's locale.
@Suite struct LanguageTests {
    @Test(arguments: [
        ("第17段", "paragraph 17"), ("第3页第16段", "page 3, paragraph 16"), ("表3第21行第2列", "table 3, row 21, column 2"),
        ("第12页表3第21行第2列", "page 12, table 3, row 21, column 2"), ("附件", "附件"), ("第x段", "第x段"), ("第3页后", "第3页后"),
        ("", ""),
    ])
    func placesInReports(locator: String, english: String) {
        #expect(Wording(locator: locator).en == english)
        #expect(Wording(locator: locator).zh == locator)
    }

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
