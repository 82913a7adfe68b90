/// Words that tell a rule what a report's figure is of, before it blames the report: rows of `Seeds/finding_words.csv`.
///
/// ```swift
/// reference.findingWords[.budgetAddition]   // ["追加", "调增"]
/// ```
public struct FindingWords: Sendable {
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// 局机关, 所属单位: the figure is of one body of a system.
        case ownPartOfSystem = "own_part_of_system"
        /// 全系统, 部门合计: it is of all its bodies.
        case wholeSystem = "whole_system"
        /// 公用经费, 基本支出: 会议费 in the same sentence is an item of these.
        case runningCosts = "running_costs"
        /// 其中, 主要为: a clause that opens so names a part of the amount before it.
        case partOpening = "part_opening"
        /// 未, 没有: right before a word they deny it.
        case denial
        /// 追加, 调整后: beside the initial budget they say that it was not the last.
        case budgetChange = "budget_change"
        /// 追加, 调增: with an amount anywhere in the report they say so too.
        case budgetAddition = "budget_addition"
        /// 财政拨款, 政府性基金: a figure of some funds only.
        case someFunds = "some_funds"
        /// 剔除, 同口径: a change that the printed figures do not have.
        case otherScopeOfChange = "other_scope_of_change"
        /// 编制: a number of posts.
        case authorizedPosts = "authorized_posts"
        /// 上年, 去年: the year before the report's.
        case lastYear = "last_year"
        /// 比, 较: the year that follows is only compared with.
        case comparison
        /// 占: the whole of a share follows.
        case share
        /// 财政拨款, 预算 behind 占: a whole that is another one.
        case otherWholeOfShare = "other_whole_of_share"
        /// 总计: with the carry-over.
        case grandTotal = "grand_total"
        /// 保有量: cars that are run on public money, not all there are.
        case runOnPublicMoney = "run_on_public_money"
    }

    private let words: [Role: [String]]

    /// In the file's order; none where the file has no row of the role.
    public subscript(role: Role) -> [String] { words[role] ?? [] }
}

extension FindingWords {
    static func load(from reader: inout SeedReader) -> FindingWords {
        let file = "finding_words"
        var words: [Role: [String]] = [:]
        for row in reader.rows(of: file, columns: ["role", "word"], notEmpty: ["word"]) {
            guard let role = Role(rawValue: row["role"]) else {
                reader.report(.badValue(column: "role", value: row["role"]), in: file, line: row.line)
                continue
            }
            if words[role]?.contains(row["word"]) == true {
                reader.report(.duplicate(row["role"] + " " + row["word"]), in: file, line: row.line)
            }
            words[role, default: []].append(row["word"])
        }
        return FindingWords(words: words)
    }
}
