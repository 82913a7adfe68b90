/// A grade of a self-evaluation and the scores out of 100 that it is given for: 良 is 80 and more, and less than 90.
///
/// The bands are those of 财预〔2020〕10号; a report that prints others is not held against them.
public struct ScoreGrade: Hashable, Sendable {
    public var labelZH: String
    /// The lowest score with this grade; nil for the last grade.
    public var lowest: Int?
    /// Scores from here on have a better grade; nil for the best.
    public var below: Int?
}

extension ScoreGrade {
    static func load(from reader: inout SeedReader) -> [ScoreGrade] {
        let file = "score_grades"
        var grades: [ScoreGrade] = []
        for row in reader.rows(of: file, columns: ["grade_zh", "lowest", "below"], notEmpty: ["grade_zh"]) {
            for column in ["lowest", "below"] where !row[column].isEmpty && Int(row[column]) == nil {
                reader.report(.badValue(column: column, value: row[column]), in: file, line: row.line)
            }
            if grades.contains(where: { $0.labelZH == row["grade_zh"] }) {
                reader.report(.duplicate(row["grade_zh"]), in: file, line: row.line)
            }
            grades.append(
                ScoreGrade(labelZH: row["grade_zh"], lowest: Int(row["lowest"]), below: Int(row["below"])))
        }
        return grades
    }
}
