/// The forms that tables of the genre have; raw values stand in `Seeds/table_layouts.csv`.
enum TableForm: String, Hashable, Sendable {
    case contents
    /// 收入支出决算总表, 部门收支总表
    case balance
    /// 收入决算表: its rows by function are revenue, not expenditure
    case revenue
    /// 支出决算表, 部门支出总表
    case expenditure
    /// 财政拨款收入支出决算总表
    case appropriationBalance = "appropriation_balance"
    /// 一般公共预算财政拨款支出决算表
    case appropriationExpenditure = "appropriation_expenditure"
    /// 基本支出 by economic classification
    case basicExpenditure = "basic_expenditure"
    case threePublic = "three_public"
    case governmentFund = "government_fund"
    case stateCapital = "state_capital"
    case socialInsurance = "social_insurance"
    case agencyOperating = "agency_operating"
    case procurement
    case purchasedServices = "purchased_services"
    /// 政府预算支出经济分类, whose codes are not the department's
    case governmentEconomic = "government_economic"
    case projectEconomic = "project_economic"
    case personnelExpenditure = "personnel_expenditure"
    /// 机构运行信息表
    case operationInfo = "operation_info"
    /// 项目支出表: rows are projects
    case projectList = "project_list"
    /// 部门整体支出绩效评价基础数据表
    case baseData = "base_data"
    case overallSelfEvaluation = "overall_self_evaluation"
    case projectSelfEvaluation = "project_self_evaluation"
    case overallTargets = "overall_targets"
    case projectTargets = "project_targets"
    case assets
    case staff
    /// No layout known; only labels that say all themselves are read.
    case unknown

    /// True for the tables that the rules on disclosure prescribe.
    var isOfficial: Bool {
        switch self {
        case .balance, .revenue, .expenditure, .appropriationBalance, .appropriationExpenditure, .basicExpenditure,
            .threePublic, .governmentFund, .stateCapital, .operationInfo, .agencyOperating, .procurement:
            true
        default: false
        }
    }
}

/// Whose money a table or a column counts.
enum FundScope: String, Hashable, Sendable {
    /// All the unit's money.
    case overall
    /// All appropriations (财政拨款).
    case appropriation
    /// General public budget only.
    case general
    case governmentFund = "government_fund"
    case stateCapital = "state_capital"
    /// One project's.
    case project
    /// Something that is no measure of the unit (上年结转 by fund, a part of the table that is not read).
    case other
}
