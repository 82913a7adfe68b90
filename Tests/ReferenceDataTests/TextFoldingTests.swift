import ReferenceData
import Testing

/// Protects that a term is found however it was typed, and that a quote is always the report's own words.
@Suite struct TextFoldingTests {
    @Test(arguments: [
        ("“三公”经费", "三公经费"), ("三公”经费", "三公经费"), ("\"三公\" 经费", "三公经费"), ("「三公」经费", "三公经费"),
        ("１，２３６，５４０．００元", "1,236,540.00元"), ("（境）", "(境)"), ("〔2024〕2号", "[2024]2号"),
        ("2023 110.38", "2023 110.38"), ("支出 110.38 万元", "支出110.38万元"), ("1\n63.20万元", "1 63.20万元"),
        ("实际在职\n 人数", "实际在职人数"), ("⾦额", "金额"), ("⻓期", "长期"), ("——", "--"), ("\u{FEFF}一、概况", "一、概况"),
        ("", ""), ("   ", ""),
    ]) func folds(printed: String, folded: String) {
        #expect(String(decoding: FoldedText(printed).bytes, as: UTF8.self) == folded)
    }

    @Test func everyFoldedCharacterLeadsBackToItsOwn() {
        let printed = "　“三公” 经费：１．８６ 万 元（含\u{200B}税），⾦额 2 023 年"
        let original = Array(printed.utf8)
        let folded = FoldedText(printed)
        var start = 0
        while start < folded.bytes.count {
            var end = start + 1
            while end < folded.bytes.count, folded.bytes[end] & 0xC0 == 0x80 { end += 1 }
            let words = String(decoding: original[folded.originalRange(start..<end)], as: UTF8.self)
            #expect(FoldedText(words).bytes == Array(folded.bytes[start..<end]) || words == " ")
            start = end
        }
    }

    @Test func aRangeHoldsNothingThatWasDroppedAtItsEnds() {
        let printed = "支出 “1 10.38” 万元"
        let folded = FoldedText(printed)
        let start = "支出".utf8.count
        let range = folded.originalRange(start..<(start + "1 10.38".utf8.count))
        #expect(String(decoding: Array(printed.utf8)[range], as: UTF8.self) == "1 10.38")
    }
}
