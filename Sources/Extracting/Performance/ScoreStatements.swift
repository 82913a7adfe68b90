import DocumentModel
import FiscalModel
import ReferenceData

/// Reads what a self-evaluation says of its score: the parts it is the sum of, and the grade given for it.
///
/// They are claims and no figures: only a paragraph that states the unit's own score, or a report with one score and no
/// word of a project beside the grade, is held against them.
struct ScoreStatements: Sendable {
    private let grades: [ScoreGrade]
    private let words: ScoreWords

    init(grades: [ScoreGrade]) {
        self.grades = grades
        words = ScoreWords(labels: Self.gradeLabels, grades: grades)
    }

    /// - Parameter folded: the document's `foldedParagraphs`.
    func claims(
        in document: Document, folded: [FoldedText], of identity: ReportIdentity, beside observations: [Observation]
    ) -> [Claim] {
        let totals = observations.filter { $0.measure == "score.self_evaluation" && $0.project == nil }
        guard !totals.isEmpty else { return [] }
        let isOneScore = totals.allSatisfy { $0.value.isWorth(totals[0].value) }
        lazy var hasOwnBands = hasUnusualBands(in: document, folded)
        var texts = tellingTexts(of: document, folded)[...]
        var claims: [Claim] = []
        for index in document.blocks.indices {
            let hasTotal = totals.contains { $0.span.block == index }
            while let next = texts.first, next.block == index {
                texts.removeFirst()
                let place = Place(text: Array(next.text.utf8), folded: next.folded, block: index, cell: next.cell)
                if hasTotal, let parts = parts(in: next.folded.bytes) {
                    claims.append(claim(.scores(parts.parts), parts.range, place, of: identity))
                }
                guard next.marks.contains(.gradeLabel), hasTotal || isOneScore && !next.text.contains("项目"),
                    let (grade, range) = grade(in: next.folded.bytes), !hasOwnBands
                else { continue }
                claims.append(
                    claim(.grade(lowest: grade.lowest, below: grade.below), range, place, of: identity))
            }
            if hasTotal, case .table(let table) = document.blocks[index] {
                let grades = gradeCells(in: table, block: index, of: identity)
                if !grades.isEmpty, !hasOwnBands { claims += grades }
            }
        }
        return claims
    }

    /// A text with words about scores or grades.
    private struct TellingText {
        var text: String
        var folded: FoldedText
        var block: Int
        var cell: CellPosition?
        var marks: ScoreWords.Marks
    }

    private func tellingTexts(of document: Document, _ folded: [FoldedText]) -> [TellingText] {
        var telling: [TellingText] = []
        for (index, block) in document.blocks.enumerated() {
            forEachText(of: block, folded[index]) { text, folded, cell in
                let marks = words.marks(in: folded.bytes)
                guard !marks.isDisjoint(with: [.points, .rank]) else { return }
                telling.append(.init(text: text, folded: folded, block: index, cell: cell, marks: marks))
            }
        }
        return telling
    }

    /// True where the report tells which scores have which grade, and these are not the usual bands.
    private func hasUnusualBands(in document: Document, _ folded: [FoldedText]) -> Bool {
        var isUnusual = false
        for (index, block) in document.blocks.enumerated() {
            forEachText(of: block, folded[index]) { _, folded, _ in
                isUnusual = isUnusual || hasUnusualBands(folded.bytes, naming: words.grades(in: folded.bytes))
            }
        }
        return isUnusual
    }

    private struct Place {
        var text: [UInt8]
        var folded: FoldedText
        var block: Int
        var cell: CellPosition?
    }

    /// Paragraphs, and the prose in the cells of forms.
    ///
    /// - Parameter folded: the block's, where it is a paragraph.
    private func forEachText(
        of block: Block, _ folded: FoldedText, _ body: (String, FoldedText, CellPosition?) -> Void
    ) {
        switch block {
        case .paragraph(let paragraph): body(paragraph.text, folded, nil)
        case .table(let table):
            for cell in table.cells where cell.text.utf8.count >= 60 {
                body(cell.text, FoldedText(cell.text), CellPosition(row: cell.row, column: cell.column))
            }
        }
    }

    private func claim(
        _ statement: Claim.Statement, _ range: Range<Int>, _ place: Place, of identity: ReportIdentity
    ) -> Claim {
        let original = place.folded.originalRange(range)
        return Claim(
            statement, measure: "score.self_evaluation",
            figure: .init(fiscalYear: identity.fiscalYear, scenario: .actual),
            quote: String(decoding: place.text[original], as: UTF8.self),
            span: SourceSpan(block: place.block, cell: place.cell, utf8Range: original), confidence: .sure)
    }

    // MARK: - Parts

    /// Words that may stand between what a part could reach and what it got, and the other way round.
    private static let gained = ["自评", "实际", "得分", "得", "为", ",", ")", ":", ";"].map { Array($0.utf8) }
    private static let outOf = ["满分", "总分", "分值", "标准分", "(", "为", ":"].map { Array($0.utf8) }
    private static let gainedMark = Array("得".utf8)
    private static let points = Array("分".utf8)

    /// The parts of a score that together could reach 100, in one paragraph.
    private func parts(in bytes: [UInt8]) -> (parts: [Claim.ScoredPart], range: Range<Int>)? {
        let figures = pointFigures(in: bytes)
        var parts: [Claim.ScoredPart] = []
        var range: Range<Int>?
        var index = 0
        while index + 1 < figures.count {
            let (a, b) = (figures[index], figures[index + 1])
            let between = bytes[a.range.upperBound..<b.range.lowerBound]
            let part: Claim.ScoredPart? =
                if between.contains(Self.gainedMark[...]), consists(between, of: Self.gained) {
                    .init(weight: a.number, score: b.number)
                } else if !between.isEmpty, consists(between, of: Self.outOf) {
                    .init(weight: b.number, score: a.number)
                } else {
                    nil
                }
            guard let part, part.weight >= part.score else {
                index += 1
                continue
            }
            parts.append(part)
            range = (range?.lowerBound ?? a.range.lowerBound)..<b.range.upperBound
            index += 2
        }
        let weight = parts.reduce(0) { $0 + Value.number($1.weight).worth }
        guard parts.count >= 2, weight == Value.number(Number(mantissa: 100)).worth, let range else { return nil }
        return (parts, range)
    }

    /// Every “N分”, with the range that ends behind 分.
    private func pointFigures(in bytes: [UInt8]) -> [(number: Number, range: Range<Int>)] {
        var figures: [(number: Number, range: Range<Int>)] = []
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index].isDigit || bytes[index] == UInt8(ascii: ".") { index += 1 }
            guard index > start else {
                index += 1
                continue
            }
            if bytes[index...].starts(with: Self.points), let number = Number(ascii: bytes[start..<index]) {
                figures.append((number, start..<(index + Self.points.count)))
            }
        }
        return figures
    }

    private func consists(_ bytes: ArraySlice<UInt8>, of words: [[UInt8]]) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            guard let word = words.first(where: { rest.starts(with: $0) }) else { return false }
            rest = rest.dropFirst(word.count)
        }
        return true
    }

    // MARK: - Grades

    private static let gradeLabels = ["等级", "等次", "档次"].map { Array($0.utf8) }
    private static let links = ["评定", "确定", "结果", "为", "是", "属于", ":", "("].map { Array($0.utf8) }
    private static let ends = ["级", "等次", "等级", "档", ")", ",", ".", ";", "。"].map { Array($0.utf8) }

    /// “评价等级为“优””: the first grade that a label names, whole.
    private func grade(in bytes: [UInt8]) -> (grade: ScoreGrade, range: Range<Int>)? {
        for start in bytes.indices {
            guard let label = Self.gradeLabels.first(where: { bytes[start...].starts(with: $0) }) else { continue }
            var index = start + label.count
            while let link = Self.links.first(where: { bytes[index...].starts(with: $0) }) { index += link.count }
            guard index > start + label.count,
                let grade = grades.first(where: { bytes[index...].starts(with: Array($0.labelZH.utf8)) })
            else { continue }
            let end = index + grade.labelZH.utf8.count
            if end == bytes.count || Self.ends.contains(where: { bytes[end...].starts(with: $0) }) {
                return (grade, start..<end)
            }
        }
        return nil
    }

    /// 评价等级 | 优
    private func gradeCells(in table: Table, block: Int, of identity: ReportIdentity) -> [Claim] {
        table.cells.indices.dropLast().compactMap { index in
            let (label, cell) = (table.cells[index], table.cells[index + 1])
            let words = FoldedText(label.text).bytes
            guard label.row == cell.row, words.count <= 30,
                Self.gradeLabels.contains(where: { words.contains($0[...]) }),
                let grade = grades.first(where: { Array($0.labelZH.utf8) == FoldedText(cell.text).bytes })
            else { return nil }
            return Claim(
                .grade(lowest: grade.lowest, below: grade.below), measure: "score.self_evaluation",
                figure: .init(fiscalYear: identity.fiscalYear, scenario: .actual),
                quote: label.text + " | " + cell.text,
                span: SourceSpan(
                    block: block, cell: .init(row: cell.row, column: cell.column), utf8Range: 0..<cell.text.utf8.count),
                confidence: .sure)
        }
    }

    /// True where the words of one text tell it.
    private func hasUnusualBands(_ bytes: [UInt8], naming named: Set<Int>) -> Bool {
        guard Set(named.map { grades[$0].lowest }).count > 1 else { return false }
        let bounds = Set(grades.compactMap(\.lowest).map { Number(mantissa: Int64($0)) })
        return !bounds.isSubset(of: Set(Self.numbers(in: bytes)))
    }

    private static func numbers(in bytes: [UInt8]) -> [Number] {
        bytes.split { !$0.isDigit && $0 != UInt8(ascii: ".") }.compactMap { Number(ascii: $0) }
    }
}
