import ReferenceData

/// Which words about scores and grades a text holds.
struct ScoreWords: Sendable {
    struct Marks: OptionSet, Sendable {
        let rawValue: UInt8
        /// 分
        static let points = Self(rawValue: 1)
        /// 等
        static let rank = Self(rawValue: 2)
        /// 等级, 等次, 档次
        static let gradeLabel = Self(rawValue: 4)
    }

    private let automaton: TermAutomaton
    private let grades: [Int]
    private let labels: [[UInt8]]

    init(labels: [[UInt8]], grades: [ScoreGrade]) {
        self.labels = labels
        var terms: [[UInt8]] = []
        var named: [Int] = []
        for (index, grade) in grades.enumerated() {
            terms += [Array("为\(grade.labelZH)".utf8), Array("\(grade.labelZH)(".utf8)]
            named += [index, index]
        }
        automaton = TermAutomaton(terms: terms)
        self.grades = named
    }

    /// Every paragraph is asked, and hardly any has them.
    func marks(in folded: [UInt8]) -> Marks {
        var marks: Marks = []
        if folded.contains(Self.points[...]) { marks.insert(.points) }
        if folded.contains(Self.rank[...]) { marks.insert(.rank) }
        if !marks.isEmpty, labels.contains(where: { folded.contains($0[...]) }) { marks.insert(.gradeLabel) }
        return marks
    }

    /// Indices of the grades that the text says something of: “为优”, “优（”.
    func grades(in folded: [UInt8]) -> Set<Int> {
        var found: Set<Int> = []
        automaton.forEachMatch(in: folded) { found.insert(grades[$0.term]) }
        return found
    }

    private static let points = Array("分".utf8)
    private static let rank = Array("等".utf8)
}
