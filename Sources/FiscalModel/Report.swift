/// The body whose money or staff a report is about.
public struct BudgetUnit: Hashable, Sendable {
    /// Full name as published, without seal, （总商会） and the like (道县工商业联合会).
    public var name: String
    /// GB/T 2260 code of its county, city or province (431124), as of the report's year.
    public var divisionCode: String
    /// A code of `Seeds/kinds_of_body.csv` (federation, government_office …).
    public var kindOfBody: String
    /// Other printed forms of the name met in the report.
    public var aliases: [String]

    public init(name: String, divisionCode: String, kindOfBody: String, aliases: [String] = []) {
        self.name = name
        self.divisionCode = divisionCode
        self.kindOfBody = kindOfBody
        self.aliases = aliases
    }
}

/// The kind of a report; raw values are `v_document.kind`.
public enum ReportKind: String, Hashable, Sendable, CaseIterable {
    /// 绩效自评／绩效评价报告
    case performanceSelfEvaluation = "performance_self_evaluation"
    /// 部门决算
    case finalAccounts = "final_accounts"
    /// 部门预算
    case budget
    /// 单独公开的“三公”经费说明
    case threePublicDisclosure = "three_public_disclosure"
    case other
}

/// Whose report it is, of which year, and of what kind.
public struct ReportIdentity: Hashable, Sendable {
    public var unit: BudgetUnit
    public var fiscalYear: Int
    public var kind: ReportKind

    public init(unit: BudgetUnit, fiscalYear: Int, kind: ReportKind) {
        self.unit = unit
        self.fiscalYear = fiscalYear
        self.kind = kind
    }
}
