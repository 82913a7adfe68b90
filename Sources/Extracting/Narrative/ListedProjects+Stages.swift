import FiscalModel
import ReferenceData

// Which stage of the year an amount of an entry is of.
extension ListedProjects {
    /// “实际支出28万元”, “该项目全年预算30万元”: an amount beside nothing but its stage.
    func staged(_ range: Range<Int>) -> Stated? {
        var index = range.lowerBound
        while index < range.upperBound {
            switch tokens[index].kind {
            case .figure(let figure):
                guard case .money(let unit) = figure.counter, !figure.isApproximate,
                    let amount = Amount(figure.number, in: unit),
                    let scenario = stage(before: index, from: range.lowerBound)
                else { return nil }
                // “安排60万元用于…” names another project.
                if index + 1 < range.upperBound, opensPurpose(index + 1) { return nil }
                return Stated(token: index, figure: figure, amount: amount, scenario: scenario)
            case .year: index += 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .scenario, .projectStage, .filler, .ownBody, .appropriation: index += 1
                case .generic("expenditure.total"): index += 1
                case .label(["expenditure.total"], _) where isOfYear(index),
                    .bareLabel(["expenditure.total"], _) where isOfYear(index):
                    index += 1
                case .year(0): index += 1
                default: return nil
                }
            default: return adjusted(range)
            }
        }
        return nil
    }

    /// “按月打卡发放1986.40万元”: what was spent of the amount before it, however it is said.
    func paid(_ range: Range<Int>) -> Stated? {
        guard
            let index = range.first(where: { if case .figure = tokens[$0].kind { true } else { false } }),
            index > range.lowerBound, index == range.upperBound - 1, case .figure(let figure) = tokens[index].kind,
            case .money(let unit) = figure.counter, !figure.isApproximate, !hasMeasure(range.lowerBound..<index),
            environment.phrases.paid.contains(where: { bytes[..<figure.range.lowerBound].ends(with: $0) }),
            let amount = Amount(figure.number, in: unit)
        else { return nil }
        return Stated(token: index, figure: figure, amount: amount, scenario: .actual)
    }

    /// “年中上级资金到位后全年预算调整为112.60万元”: whatever the reason, the adjusted budget.
    private func adjusted(_ range: Range<Int>) -> Stated? {
        guard
            let index = range.first(where: { if case .figure = tokens[$0].kind { true } else { false } }),
            case .figure(let figure) = tokens[index].kind, case .money(let unit) = figure.counter,
            !figure.isApproximate,
            index - 2 >= range.lowerBound, case .scenario(.adjustedBudget)? = role(index - 2),
            case .reach? = role(index - 1), !hasMeasure(range.lowerBound..<index),
            let amount = Amount(figure.number, in: unit)
        else { return nil }
        return Stated(token: index, figure: figure, amount: amount, scenario: .adjustedBudget)
    }

    func isLabelOfYear(_ index: Int) -> Bool {
        switch role(index) {
        case .label(["expenditure.total"], _)?, .bareLabel(["expenditure.total"], _)?: isOfYear(index)
        default: false
        }
    }

    /// “全年支出”, “本年支出”: of what the sentence tells, if it is not more than that got.
    private func isOfYear(_ index: Int) -> Bool {
        NarrativeWords.wholeYear.contains { bytes[tokens[index].range].starts(with: $0) }
    }

    /// The stage that the words before an amount name.
    func stage(before index: Int, from start: Int) -> Scenario? {
        var stage: Scenario?
        let isBudget = report.identity.kind == .budget
        for token in start..<max(start, index) {
            guard case .word(let term) = tokens[token].kind else { continue }
            switch vocabulary.roles[term] {
            case .scenario(let printed), .projectStage(let printed): stage = report.scenario(printed)
            // “项目预算10万元，全年支出9.60万元”
            case .label(["expenditure.total"], _) where isOfYear(token) && !isBudget,
                .bareLabel(["expenditure.total"], _) where isOfYear(token) && !isBudget:
                stage = stage ?? .actual
            // “项目支出152万元” of a budget is not spent.
            case .generic("expenditure.total"): stage = stage ?? (isBudget ? nil : .actual)
            case .filler:
                if bytes[tokens[token].range].elementsEqual(Marks.used) { stage = stage ?? .actual }
                if bytes[tokens[token].range].elementsEqual(Marks.received) {
                    stage = stage ?? report.scenario(.adjustedBudget)
                }
                // “全年安排120万元，实际支出118万元”
                if stage == nil, bytes[tokens[token].range].starts(with: Marks.arranged) {
                    stage = report.scenario(.budget)
                }
            case .label(["expenditure.project"], _):
                if token == index - 1, token > start, !isBudget { stage = stage ?? .actual }
            default: break
            }
        }
        return stage
    }
}
