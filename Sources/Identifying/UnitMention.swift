import ReferenceData

/// A name of a body as printed at one or more places, with what speaks for it.
struct UnitMention: Sendable {
    /// As printed, without seal and brackets.
    var name: String
    /// The terms of the divisions that the name begins with, outermost first; empty for a local name (县工商联).
    var chain: [Int]
    /// The name without its divisions, short endings written out: 工商业联合会 for 道县工商联.
    var core: String
    var kind: String
    /// Weight by the place of printing.
    var sources: [UnitSource: Int] = [:]

    /// The division's kind that a local name begins with: 县 of 县工商联.
    var levelMark: String?
    /// True for 湖南省道县工商业联合会: complete, but longer than the body's own name.
    var isUnderProvince = false

    var weight: Int { sources.reduce(0) { $0 + min($1.value, $1.key.limit) } }
    /// Weight from places that are about the report's own body, not mere mentions.
    var telling: Int { weight - min(sources[.mention] ?? 0, UnitSource.mention.limit) }
}

/// Where a name of a body is printed, and how loudly that speaks.
enum UnitSource: String, Hashable, Sendable, CaseIterable {
    /// A title with the name and the report's kind or year.
    case title
    /// A title or cover line that is the name.
    case cover
    /// 单位名称：…
    case label
    /// 部门：… above a table
    case tableLabel = "table_label"
    case superiorLabel = "superior_label"
    /// 来源, 发布机构
    case publisher
    /// The last lines are the name and a date.
    case signature
    /// “…文件” over the issue number
    case letterhead
    /// 某某单位概况, 某某单位2023年度…
    case heading
    /// 某某单位是…, 某某单位（以下简称…）
    case selfDescription = "self_description"
    case mention

    /// What one place is worth; labels bring their own weight from the seeds.
    var worth: Int {
        switch self {
        case .title: 40
        case .cover, .signature: 25
        case .label: 30
        case .letterhead: 20
        case .tableLabel, .publisher: 12
        case .heading: 8
        case .selfDescription: 4
        case .superiorLabel: 3
        case .mention: 1
        }
    }

    /// What all places of the sort together are worth at most.
    var limit: Int {
        switch self {
        case .title, .label: 80
        case .cover, .signature, .heading: 50
        case .tableLabel: 36
        case .letterhead, .publisher: 24
        case .selfDescription, .superiorLabel, .mention: 12
        }
    }
}
