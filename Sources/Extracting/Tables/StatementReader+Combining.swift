import FiscalModel

extension StatementReader {
    /// A measure with the money it counts, as row and column say together.
    struct Reading {
        var measure: MeasureCode
        var scope: FundScope
        var standing = TableFigure.Standing.plain
        var project: String?
    }

    /// What row and column say together; nil where they say nothing or contradict each other.
    func combine(_ row: RowReader.Row, _ column: TableColumn, _ group: RowGroup) -> Reading? {
        let scope = column.scope.map { narrowest($0, context.scope) } ?? context.scope
        if column.kind == .executionRate {
            guard project == nil, isWholeOfUnit(row) else { return nil }
            return Reading(measure: "budget_execution_rate", scope: .overall)
        }
        switch row.meaning {
        case .none:
            if let measure = column.measure { return reading(measure, scope, .plain) }
            guard column.isWhole, isNamedByColumns, let total = formTotal(column) else { return nil }
            return reading(total, scope, countsCarryOver ? .grandTotal : .plain)
        case .time:
            // A time beside a column of plain amounts would need a measure of its own.
            if let measure = column.measure { return reading(measure, scope, .plain) }
            guard column.isWhole, context.form == .threePublic, let total = formTotal(column) else { return nil }
            return reading(total, scope, .plain)
        case .total:
            // A list of chambers adds up their members, not the unit's.
            if context.form == .unknown, column.measure?.rawValue.hasPrefix("members.") == true { return nil }
            if let measure = column.measure { return reading(measure, scope, .plain) }
            if let above = group.measure, context.form == .operationInfo { return reading(above, scope, .plain) }
            guard let total = formTotal(column) else { return nil }
            // 总计 of a two-sided table counts the carry-over in.
            let isGrandTotal = isTwoSided && row.label.has(bytesOf: "总") || countsCarryOver
            return reading(total, scope, isGrandTotal ? .grandTotal : .plain)
        case .measure(let measure, let isGrandTotal, let isFallback):
            guard !(group.isCarryOver && vocabulary.isPart(measure, of: "revenue.total")) else { return nil }
            let standing: TableFigure.Standing = isFallback ? .fallback : isGrandTotal ? .grandTotal : .plain
            guard let own = column.measure else { return column.isWhole ? reading(measure, scope, standing) : nil }
            if own == measure || vocabulary.isPart(measure, of: own) { return reading(measure, scope, standing) }
            return vocabulary.isPart(own, of: measure) ? reading(own, scope, standing) : nil
        case .fund(let measure):
            guard isRevenueRow(column, group), column.measure == nil || column.measure == "revenue.total",
                column.isWhole || column.measure != nil
            else { return nil }
            return reading(measure, .overall, .plain)
        case .function(let code):
            guard readsFunctions, column.side != .revenue, column.isWhole || column.measure == "expenditure.total",
                column.measure == nil || column.measure == "expenditure.total"
            else { return nil }
            if let own = column.scope, own != .appropriation, context.scope != own,
                !(context.scope == .overall && own == .overall)
            {
                return nil
            }
            return reading(.function(code), scope, .plain)
        case .economic(let code):
            let isBasicTotal = context.form == .basicExpenditure && column.measure == "expenditure.basic"
            guard readsEconomic || isTwoSided && column.side == .expenditure, column.isWhole || isBasicTotal,
                column.measure.map({ $0.rawValue.hasPrefix("expenditure.basic") }) ?? true
            else { return nil }
            return reading(.economic(code), scope, .plain)
        case .project(let name):
            guard context.form == .projectList || context.form == .overallSelfEvaluation || context.form == .unknown,
                column.scope == nil || column.scope == .overall,
                column.measure == nil || column.measure == "expenditure.project"
                    || column.measure == "expenditure.total",
                column.isWhole || column.measure != nil
            else { return nil }
            return Reading(measure: "expenditure.project", scope: .project, project: name)
        case .unit, .neutral, .unknown: return nil
        }
    }

    /// A measure read in this form; in a project's form the money is the project's.
    private func reading(_ measure: MeasureCode, _ scope: FundScope, _ standing: TableFigure.Standing) -> Reading? {
        if context.form == .projectSelfEvaluation || context.form == .projectTargets {
            guard measure == "expenditure.total" || measure == "expenditure.project", let project else { return nil }
            return Reading(measure: "expenditure.project", scope: .project, project: project)
        }
        guard isOfForm(measure) else { return nil }
        return Reading(measure: measure, scope: scope, standing: standing)
    }

    /// False for a measure that a form speaks of only in passing: a cost item in a list of purchases.
    private func isOfForm(_ measure: MeasureCode) -> Bool {
        let code = measure.rawValue
        switch context.form {
        case .procurement: return code.hasPrefix("procurement.")
        case .agencyOperating: return code == "agency_operating_cost"
        case .threePublic:
            return !code.hasPrefix("revenue.") && !code.hasPrefix("expenditure.") && !code.hasPrefix("assets.")
        case .balance, .revenue, .expenditure, .appropriationBalance, .appropriationExpenditure, .basicExpenditure,
            .governmentFund, .stateCapital:
            return code.hasPrefix("revenue.") || code.hasPrefix("expenditure.")
        case .projectList: return code == "expenditure.project" || code.hasPrefix("expenditure.basic")
        default: return true
        }
    }

    func isWholeOfUnit(_ row: RowReader.Row) -> Bool {
        guard context.form == .overallSelfEvaluation || context.form == .unknown else { return false }
        switch row.meaning {
        case .measure("expenditure.total", _, _), .total: return true
        default: return false
        }
    }

    private var isTwoSided: Bool { context.form == .balance || context.form == .appropriationBalance }

    /// Forms that have one row of figures, named by nothing but the columns.
    private var isNamedByColumns: Bool {
        switch context.form {
        case .expenditure, .revenue, .threePublic, .procurement: true
        // 项目资金（万元） stands beside header and figures alike.
        case .projectSelfEvaluation: true
        default: false
        }
    }

    private var readsFunctions: Bool {
        switch context.form {
        case .balance, .expenditure, .appropriationBalance, .appropriationExpenditure, .governmentFund, .stateCapital:
            true
        default: false
        }
    }

    private var readsEconomic: Bool {
        switch context.form {
        case .basicExpenditure, .expenditure, .appropriationExpenditure: true
        default: false
        }
    }

    private func isRevenueRow(_ column: TableColumn, _ group: RowGroup) -> Bool {
        guard !group.isCarryOver else { return false }
        switch context.form {
        case .balance, .appropriationBalance: return column.side != .expenditure && !group.isExpenditure
        case .revenue: return true
        case .overallSelfEvaluation: return true
        default: return false
        }
    }

    /// What 合计 means in a form.
    private func formTotal(_ column: TableColumn) -> MeasureCode? {
        switch context.form {
        case .revenue: "revenue.total"
        case .expenditure, .appropriationExpenditure: "expenditure.total"
        case .basicExpenditure: "expenditure.basic"
        case .threePublic: isMixed ? nil : "three_public.total"
        case .agencyOperating: "agency_operating_cost"
        case .procurement: "procurement.total"
        case .projectList: "expenditure.project"
        case .overallSelfEvaluation, .projectSelfEvaluation: "expenditure.total"
        case .balance, .appropriationBalance:
            switch column.side {
            case .revenue: "revenue.total"
            case .expenditure: "expenditure.total"
            case nil: nil
            }
        default: nil
        }
    }

    private func narrowest(_ column: FundScope, _ table: FundScope) -> FundScope {
        if table == .overall || table == .appropriation { return column }
        return column == .appropriation || column == table ? table : .other
    }
}

/// The group that a row of a block stands in: carry-over rows repeat the labels of revenue.
struct RowGroup {
    private(set) var isCarryOver = false
    private(set) var isExpenditure = false
    /// Projects or tasks stood above.
    private(set) var listsProjects = false
    /// The measure of a heading without figures, for a 合计 below it.
    private(set) var measure: MeasureCode?
    /// The unit that a heading without figures prints: 二、经费控制情况（万元）.
    private(set) var unit: MoneyUnit?

    mutating func enter(_ row: RowReader.Row, hasFigure: Bool) {
        if !hasFigure, let printed = row.unit { unit = printed }
        switch row.meaning {
        case .measure(let measure, _, _):
            switch measure {
            case "revenue.carryover", "expenditure.carryover": isCarryOver = true
            case "revenue.total", "expenditure.total":
                isCarryOver = false
                isExpenditure = measure == "expenditure.total"
            default: break
            }
            self.measure = hasFigure ? nil : measure
        case .neutral where row.label.has(bytesOf: "结转"):
            isCarryOver = true
            measure = nil
        case .total: break
        case .project:
            listsProjects = true
            measure = nil
        default: measure = nil
        }
    }
}
