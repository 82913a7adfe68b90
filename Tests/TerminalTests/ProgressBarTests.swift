import Terminal
import Testing

/// The line is redrawn in place: one that is wider than the terminal would scroll it away.
@Suite struct ProgressBarTests {
    @Test func barCountRateAndTimeLeft() {
        let line = ProgressBar(total: 2000).line(done: 500, seconds: 4, width: 60)
        #expect(line == "[██████░░░░░░░░░░░░░░░░░░░]   500/2000  125 份/秒  剩余 0:12")
        #expect(line.displayWidth == 60)
    }

    @Test func nothingIsForetoldBeforeTheFirstDocument() {
        #expect(ProgressBar(total: 9).line(done: 0, seconds: 3, width: 20) == "[░░░░░░░░░░░░░]  0/9")
    }

    @Test func slowRunsShowTenthsAndHours() {
        let line = ProgressBar(total: 5000, language: .english).line(done: 10, seconds: 25, width: 20)
        #expect(line == "  10/5000  0.4 docum")
        let wide = ProgressBar(total: 5000, language: .english).line(done: 10, seconds: 25, width: 52)
        #expect(wide == "[░░░░░░░░]    10/5000  0.4 documents/s  left 3:27:55")
    }

    @Test func theEnd() {
        #expect(ProgressBar(total: 4).line(done: 4, seconds: 2, width: 30) == "[████████████]  4/4  2.0 份/秒")
        #expect(ProgressBar(total: 0).line(done: 0, seconds: 0, width: 20) == "[█████████████]  0/0")
    }
}
