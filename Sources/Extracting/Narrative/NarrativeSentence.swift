import FiscalModel

/// What the sentence has been about, beyond its topic.
struct NarrativeSentence {
    var isAboutReception = false
    /// 外事接待 or something else ignored came after it.
    var isReceptionOver = false
    var isAboutOverseas = false
    /// “全市…1200亿元”
    var isRegional = false
    /// Two funds' revenues were told one after the other.
    var hasRevenueParts = false
    var namesProject = false
    /// “项目12个”, “开展项目绩效自评”: what is listed behind it are projects; kept through the paragraph.
    var namesProjects = false
    /// “项目3个，预算资金343万元，当年支出343万元”: all of these.
    var countsProjects = false
    var namesWholeUnit = false
    /// The last thing scored; `.ignored` for an indicator's own score.
    var scored: NarrativeSubject?
    /// What the parts of a score got so far: “投入15分，得15分；过程25分，得22分”.
    var gained: [Number] = []
    var hasMembers = false
    /// “学会、协会18个”: their members may follow.
    var countsOtherBodies = false
    /// The one kind of budget that the sentence tells of.
    var fund: MeasureCode?
    /// “新发展会员45家”: the kinds after 其中 are of these.
    var hasNewMembers = false
    /// Parts of these stand after 其中.
    var hasStaffInPost = false
    var hasRetired = false
    /// “调出1名”
    var hasMovement = false
    /// The last count was how many more or fewer there are, and 其中 followed it.
    var hasCountChange = false
    var isPartOfChange = false
    var isListRejected = false
    /// The part after 其中 before this one is nobody knows whose.
    var isPartRejected = false
    /// What a colon opened: “三公经费：本年支出1.5万元”.
    var colonTopic: NarrativeSubject?
    /// A label of the sentence was another body's.
    var isForeign = false
    /// What it began with nobody knows, and no amount has been told yet: “党建工作扎实推进，全年支出2万元”.
    var isStrange = false
    /// After 主要用于: what follows is named, not stated.
    var isPurpose = false

    mutating func note(_ subject: NarrativeSubject) {
        if subject.isUnder("three_public.reception") {
            isAboutReception = true
            isReceptionOver = false
            isAboutOverseas = false
        } else if subject.isUnder("three_public.overseas") || subject.isUnder("overseas") {
            isAboutOverseas = true
            isAboutReception = false
        } else if subject.isUnder("three_public.total") || subject.isUnder("reception.") {
        } else {
            isAboutReception = false
            isAboutOverseas = false
        }
    }

    mutating func noteIgnored() {
        isAboutReception = false
        isReceptionOver = true
    }
}

extension MeasureCode {
    /// What one kind of budget gave.
    var isFundRevenue: Bool {
        self == "revenue.general_public_budget" || self == "revenue.government_fund" || self == "revenue.state_capital"
    }
}
