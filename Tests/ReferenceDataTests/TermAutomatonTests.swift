import ReferenceData
import Testing

/// Protects that the automaton finds exactly what a naive search finds.
@Suite struct TermAutomatonTests {
    /// Every word over a small alphabet up to length 6 against every pair of terms up to length 3.
    @Test func agreesWithNaiveSearchInASmallWorld() {
        let letters: [UInt8] = [97, 98]
        func words(upTo length: Int) -> [[UInt8]] {
            var all: [[UInt8]] = []
            var last: [[UInt8]] = [[]]
            for _ in 0..<length {
                last = last.flatMap { word in letters.map { word + [$0] } }
                all += last
            }
            return all
        }
        let terms = words(upTo: 3)
        let texts = words(upTo: 6)
        for first in terms {
            for second in terms where first != second {
                let automaton = TermAutomaton(terms: [first, second])
                for text in texts {
                    var found: Set<TermAutomaton.Match> = []
                    automaton.forEachMatch(in: text) { found.insert($0) }
                    #expect(found == naive([first, second], in: text))
                }
            }
        }
    }

    @Test func keepsTheLongestOfOverlappingMatches() {
        let terms = ["三公经费", "公务接待费", "接待费", "务接"]
        let text = "三公经费中公务接待费与接待费"
        let found = TermAutomaton(terms: terms).longestMatches(in: Array(text.utf8))
        #expect(found.map(\.term) == [0, 1, 2])
        #expect(found.map(\.range) == [0..<12, 15..<30, 33..<42])
    }

    @Test func aMatchThatBeginsInsideAnotherTakesNothingAway() {
        let found = TermAutomaton(terms: ["abcde", "fgh", "efghi"]).longestMatches(in: Array("abcdefghi".utf8))
        #expect(found.map(\.term) == [0, 1])
    }

    private func naive(_ terms: [[UInt8]], in text: [UInt8]) -> Set<TermAutomaton.Match> {
        var found: Set<TermAutomaton.Match> = []
        for (index, term) in terms.enumerated() where term.count <= text.count {
            for start in 0...(text.count - term.count) where Array(text[start..<(start + term.count)]) == term {
                found.insert(.init(term: index, range: start..<(start + term.count)))
            }
        }
        return found
    }
}
