import FiscalModel
import ReferenceData

// How much an amount is of: all money, or one fund, one kind of spending, one item.
extension NarrativeParser {
    /// “本年收入55万元” below “政府性基金预算收支决算情况说明”: that fund's; of its spending no measure tells.
    func ofOneFund(_ subject: NarrativeSubject) -> NarrativeSubject {
        guard subject.measures == ["revenue.total"], !subject.givesWay, let fund = sentence.fund ?? section.fund,
            fund.isFundRevenue
        else { return .ignored(at: subject.position) }
        return NarrativeSubject(measures: [fund], isNarrower: true, position: subject.position)
    }

    /// “政府性基金预算、国有资本经营预算均为0”: each of them, where the amount behind says so of all.
    mutating func noteListedFund() {
        guard let fund = frame.fund, frame.subjects.isEmpty, frame.generic != "expenditure.total", frame.isClean,
            frame.scenarios.isEmpty
        else { return }
        pendingFunds.append(NarrativeSubject(measures: [fund], position: frame.fundPosition))
    }

    /// With the funds that were listed before “均为0”.
    func withListedFunds(_ subjects: [NarrativeSubject], _ value: Value) -> [NarrativeSubject] {
        guard frame.isEach, !pendingFunds.isEmpty, value.worth == 0,
            // “政府性基金预算、国有资本经营预算，年初结转均为0万元”: theirs, and not all that they gave.
            subjects.allSatisfy({
                !$0.isIgnored && $0.isUnder("revenue.") && !$0.isUnder("revenue.carryover")
            })
        else { return subjects }
        return pendingFunds + subjects
    }

    /// “本年支出” below “政府性基金预算财政拨款收入支出决算情况” or after that fund's income is no total of the unit's.
    func isOfOneFund(_ subject: NarrativeSubject) -> Bool {
        let isTotal = subject.measures == ["expenditure.total"] || subject.measures == ["revenue.total"]
        if let fund = sentence.fund ?? section.fund, fund != "revenue.general_public_budget" {
            return isTotal || subject.isUnder("revenue.carryover") || subject.isUnder("expenditure.carryover")
                || subject.isUnder("expenditure.basic") || subject.measures == ["expenditure.project"]
        }
        guard isTotal, !isTopicStale, !hasParts, let last = lastPlain?.subject.measure else { return false }
        return last == "revenue.government_fund" || last == "revenue.state_capital"
    }

    /// The paragraph tells of spending by its kind, and of no class of function.
    var isOtherKindOfSpending: Bool {
        var hasKind = false
        for reading in readings.suffix(12) where reading.observation.project == nil {
            let code = reading.observation.measure.rawValue
            if code.hasPrefix("expenditure.function") { return false }
            if code == "expenditure.basic" || code == "expenditure.project" { hasKind = true }
        }
        return hasKind
    }

    /// Among what 公用经费 or 商品和服务支出 was spent on.
    var isItemOfCost: Bool {
        if hasParts, let whole, !whole.isIgnored {
            return whole.isUnder("expenditure.basic") || whole.measures == ["expenditure.economic.302"]
                || whole.measures == ["agency_operating_cost"] || isProjects(whole)
        }
        guard sentence.isPurpose, let last = readings.last?.observation.measure.rawValue else { return false }
        return last.hasPrefix("expenditure.basic") || last == "expenditure.economic.302"
    }

    /// “公务接待费预算2万元，全年支出1.65万元”: the year's spending on what the sentence tells of.
    func isSpendingOfTopic(at index: Int) -> Bool {
        guard outer.isEmpty, NarrativeWords.wholeYear.contains(where: { bytes[tokens[index].range].starts(with: $0) })
        else { return false }
        if sentence.isAboutReception || sentence.isAboutOverseas { return true }
        if sentence.isStrange || hasUnknownBudget && topic?.isUnknown == true { return true }
        guard !isTopicStale, let topic, !topic.isIgnored else { return false }
        return topic.measures != ["expenditure.total"] && !topic.isUnder("revenue") && !isOfAllKinds(at: index)
    }

    /// “年初预算160万元，基本支出100万元，项目支出60万元，全年支出156万元”: more than the last kind may spend, so it is what all
    /// of them did.
    func isOfAllKinds(at index: Int) -> Bool {
        guard spendsBeyondTopic(at: index, times: 1) else { return false }
        let told = readings.suffix(6).map(\.observation).filter { $0.project == nil && $0.scenario != .actual }
        return Set(told.map(\.measure)).isSuperset(of: [
            "expenditure.total", "expenditure.basic", "expenditure.project",
        ])
    }

    /// “三公经费预算2万元，全年支出156万元”: the amount right behind `index` is more than so many times what was planned for the topic.
    func spendsBeyondTopic(at index: Int, times: Int128) -> Bool {
        guard let lastPlain, lastPlain.subject.measures == topic?.measures, lastPlain.scenario != .actual,
            lastPlain.value.worth > 0, index + 1 < tokens.count,
            let next = tokens[(index + 1)..<min(tokens.count, index + 4)].firstIndex(where: { $0.figure != nil }),
            let figure = tokens[next].figure, case .money(let unit) = figure.counter,
            let amount = Amount(figure.number, in: unit)
        else { return false }
        return Value.money(amount).worth > lastPlain.value.worth * times
    }

    func followsAppropriationTotal(_ subject: NarrativeSubject) -> Bool {
        guard frame.start >= 2, subject.position > 0 else { return false }
        let before = bytes[max(0, subject.position - 75)..<subject.position]
        guard let found = before.firstRange(of: NarrativeWords.appropriationTotal) else { return false }
        return !before[found.upperBound...].contains(NarrativeWords.fullStop[...])
    }
}
