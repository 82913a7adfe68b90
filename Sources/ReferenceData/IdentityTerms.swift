/// Words that tell whose report it is by what stands beside them: “单位名称：…”, “来源：…”, “上一篇：…”.
public struct IdentityTerms: Sendable {
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// 单位名称, 填报单位: the body's own name follows.
        case unitLabel = "unit_label"
        /// 部门：, 单位： above a table; as good, but also printed for the unit of money (单位：万元).
        case tableLabel = "table_label"
        /// 主管部门: the body itself or the one above it.
        case superiorLabel = "superior_label"
        /// 来源, 发布机构 of a web page.
        case sourceLabel = "source_label"
        /// 盖章: belongs to a label, not to a name.
        case seal
        /// 根据, 按照: what follows is somebody else's paper.
        case citation
        /// 上一篇, 相关文章: the line is about other pages.
        case navigation
        /// XX局, ×××: a template that nobody filled in.
        case placeholder
        /// A word that no name contains: a name never reaches across it.
        case nameStop = "name_stop"
        /// 概况, 主要职责: follows the body's own name in a heading.
        case unitFollow = "unit_follow"
        /// 是, 内设: follows the body's own name in a sentence.
        case selfFollow = "self_follow"
    }

    public struct Term: Hashable, Sendable {
        public var text: String
        public var folded: [UInt8]
        public var role: Role
        /// 0...100; what a name beside it gains.
        public var weight: Int
    }

    public let all: [Term]
}

extension IdentityTerms {
    static func load(from reader: inout SeedReader) -> IdentityTerms {
        let file = "identity_terms"
        var lines: [String: Int] = [:]
        var terms: [Term] = []
        for row in reader.rows(of: file, columns: ["term", "role", "weight"], notEmpty: ["term"]) {
            guard let role = Role(rawValue: row["role"]) else {
                reader.report(.badValue(column: "role", value: row["role"]), in: file, line: row.line)
                continue
            }
            guard let weight = reader.number(row, "weight", in: file) else { continue }
            if !(0...100).contains(weight) {
                reader.report(.badValue(column: "weight", value: row["weight"]), in: file, line: row.line)
            }
            let folded = FoldedText(row["term"]).bytes
            if let line = lines.updateValue(row.line, forKey: String(decoding: folded, as: UTF8.self) + row["role"]) {
                reader.report(
                    .contradiction(term: row["term"], line: line, file: file + ".csv"), in: file, line: row.line)
                continue
            }
            terms.append(Term(text: row["term"], folded: folded, role: role, weight: weight))
        }
        return IdentityTerms(all: terms)
    }
}
