import FiscalModel
import Terminal

/// How stages, reasons, rules and severities are called in answers.
extension Scenario {
    var wording: Wording {
        switch self {
        case .initialBudget: Wording(zh: "年初预算", en: "Initial budget")
        case .adjustedBudget: Wording(zh: "调整预算", en: "Adjusted budget")
        case .budget: Wording(zh: "预算数", en: "Budget")
        case .actual: Wording(zh: "决算数", en: "Actual")
        }
    }
}

extension Finding.Severity {
    var wording: Wording {
        switch self {
        case .error: Wording(zh: "错误", en: "error")
        case .warning: Wording(zh: "警示", en: "warning")
        case .info: Wording(zh: "提示", en: "info")
        }
    }
}

extension Finding.Rule {
    var wording: Wording {
        switch self {
        case .sumMismatch: Wording(zh: "合计不符", en: "sum mismatch")
        case .valueConflict: Wording(zh: "前后数值不一", en: "value conflict")
        case .priorYearRestated: Wording(zh: "上年数与上年报告不符", en: "prior year restated")
        case .changeMismatch: Wording(zh: "增减不符", en: "change mismatch")
        case .shareMismatch: Wording(zh: "占比不符", en: "share mismatch")
        case .unitSuspect: Wording(zh: "金额单位存疑", en: "unit suspect")
        case .yearSuspect: Wording(zh: "年度存疑", en: "year suspect")
        case .overBudget: Wording(zh: "超预算", en: "over budget")
        case .overEstablishment: Wording(zh: "超编", en: "over establishment")
        case .nilContradiction: Wording(zh: "称无而有数", en: "nil contradiction")
        case .scoreMismatch: Wording(zh: "评分不符", en: "score mismatch")
        case .correctionStale: Wording(zh: "人工更正已过时", en: "correction out of date")
        case .tableTextMismatch: Wording(zh: "表文不一致", en: "table and text differ")
        }
    }
}

extension ChoiceReason {
    var wording: Wording {
        switch self {
        case .onlyStatement: Wording(zh: "仅此一处", en: "only statement")
        case .allAgree: Wording(zh: "各处一致", en: "all agree")
        case .ownYear: Wording(zh: "本年度报告优先", en: "the year's own report")
        case .betterSource: Wording(zh: "正式表格优先", en: "better source")
        case .balances: Wording(zh: "满足勾稽关系", en: "balances")
        case .moreExact: Wording(zh: "数值更精确", en: "more exact")
        case .moreConfident: Wording(zh: "识别更可靠", en: "read with more confidence")
        case .laterPublication: Wording(zh: "公布更晚", en: "published later")
        case .accepted: Wording(zh: "人工采信", en: "accepted by a person")
        case .corrected: Wording(zh: "人工更正", en: "corrected by a person")
        case .overruled: Wording(zh: "人工另有裁定", en: "a person decided otherwise")
        case .repeats: Wording(zh: "重复所选数值", en: "repeats the chosen figure")
        case .rounded: Wording(zh: "是所选数值的约数", en: "rounds the chosen figure")
        case .otherYear: Wording(zh: "非本年度报告", en: "another year's report")
        case .weakerSource: Wording(zh: "来源次于正式表格", en: "weaker source")
        case .unbalanced: Wording(zh: "不满足勾稽关系", en: "does not balance")
        case .lessConfident: Wording(zh: "识别较不可靠", en: "read with less confidence")
        case .earlierPublication: Wording(zh: "公布较早", en: "published earlier")
        case .tie: Wording(zh: "数值不一，无从取舍", en: "tie, nothing decides")
        case .rejected: Wording(zh: "人工否定", en: "rejected by a person")
        }
    }
}

extension Scenario {
    var cell: Answer.Cell {
        switch self {
        case .initialBudget: Self.initialBudgetCell
        case .adjustedBudget: Self.adjustedBudgetCell
        case .budget: Self.budgetCell
        case .actual: Self.actualCell
        }
    }

    // Made once, because a wide answer shows them in every row.
    private static let initialBudgetCell = cell(initialBudget)
    private static let adjustedBudgetCell = cell(adjustedBudget)
    private static let budgetCell = cell(budget)
    private static let actualCell = cell(actual)

    private static func cell(_ scenario: Scenario) -> Answer.Cell { .term(scenario.rawValue, scenario.wording) }
}

/// What a row is marked with, in words rather than signs, so that no legend is needed.
struct Mark: Hashable {
    var code: String
    var wording: Wording

    /// A finding of severity error or warning is about this figure.
    static let finding = Mark(code: "finding", wording: Wording(zh: "有疑点", en: "finding"))
    /// A finding of severity info is.
    static let note = Mark(code: "note", wording: Wording(zh: "有提示", en: "note"))
    /// Reports differ and no rule decides.
    static let undecided = Mark(code: "undecided", wording: Wording(zh: "数值未定", en: "undecided"))

    /// The cell of a row's marks; blank without any.
    static func cell(_ marks: [Mark]) -> Answer.Cell {
        guard !marks.isEmpty else { return .blank }
        return .term(
            marks.map(\.code).joined(separator: ","),
            Wording(
                zh: marks.map(\.wording.zh).joined(separator: "、"),
                en: marks.map(\.wording.en).joined(separator: ", ")))
    }

    static let column = Answer.Column("marks", zh: "标记", en: "Marks")
}
