import ReferenceData

/// Which words about scores and grades a text holds, from one pass over its folded bytes: every paragraph is asked, and
/// hardly any has them.
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

    /// What stands in a text.
    struct Found {
        var marks: Marks = []
        /// Indices of the grades that the text says something of: “为优”, “优（”.
        var grades: Set<Int> = []
    }

    private let automaton: TermAutomaton
    private let marks: [Marks]
    private let grades: [[Int]]

    init(labels: [[UInt8]], grades: [ScoreGrade]) {
        var terms: [[UInt8]] = []
        var marks: [Marks] = []
        var named: [[Int]] = []
        func add(_ term: [UInt8], mark: Marks = [], grade: Int? = nil) {
            let index = terms.firstIndex(of: term) ?? terms.count
            if index == terms.count {
                terms.append(term)
                marks.append([])
                named.append([])
            }
            marks[index].formUnion(mark)
            if let grade { named[index].append(grade) }
        }
        add(Array("分".utf8), mark: .points)
        add(Array("等".utf8), mark: .rank)
        for label in labels { add(label, mark: .gradeLabel) }
        for (index, grade) in grades.enumerated() {
            add(Array("为\(grade.labelZH)".utf8), grade: index)
            add(Array("\(grade.labelZH)(".utf8), grade: index)
        }
        automaton = TermAutomaton(terms: terms)
        self.marks = marks
        self.grades = named
    }

    func found(in folded: [UInt8]) -> Found {
        var found = Found()
        automaton.forEachMatch(in: folded) { match in
            found.marks.formUnion(marks[match.term])
            found.grades.formUnion(grades[match.term])
        }
        return found
    }
}
