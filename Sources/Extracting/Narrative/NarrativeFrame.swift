import FiscalModel

/// What the words between two punctuation marks or figures have said so far.
struct NarrativeFrame {
    /// Token that it begins with.
    var start: Int
    /// Measures named, in order; several when “、” or “和” stands between them.
    var subjects: [NarrativeSubject] = []
    /// True when the next label is one more, not a closer word for the last.
    var isListing = false
    /// True for “支出” or “收入” standing alone.
    var generic: MeasureCode?
    var fund: MeasureCode?
    var fundPosition = 0
    var isAppropriation = false
    var scenarios: [Scenario] = []
    var years: [Int] = []
    /// Unexplained text stands before the first label, or after the last.
    var hasGapBefore = false
    var hasGapAfter = false
    var isForeign = false
    var isIgnored = false
    /// “差值”: what is said of the two figures before it goes on.
    var isDifference = false
    /// “项目预算”: of the projects, not of all.
    var namesProject = false
    /// A label stood behind unexplained text that it must not follow.
    var isRejected = false
    var isCompared = false
    var comparedYear: Int?
    var comparedScenario: Scenario?
    private var compared: RareSubject?
    /// “比上年支出…”
    var comparedGeneric: MeasureCode?
    /// +1 after 增加, -1 after 减少.
    var change = 0
    var isReached = false
    /// A negation was read.
    var isAboutNothing = false
    var isFrom = false
    /// Years named before 由: “2023年收入由…”.
    var yearsBeforeFrom = 0
    var isShare = false
    private var shared: RareSubject?
    var isCompletion = false
    var isEach = false
    var isPurpose = false
    var isAfterWhereof = false
    var isAfterColon = false
    var isAfterEnumeration = false
    /// “项目名称” was read: a name is to come.
    var isProjectLabel = false
    var hasRegion = false
    var hasExistence = false
    var isFounding = false
    var hasCode = false
    var hasGot = false
    /// “…费支出”
    var hasExpenditureSuffix = false
    /// “合计”, “共计”
    var hasSum = false
    private var chambers: RareSubject?
    private var posts: RareSubject?

    init(start: Int) { self.start = start }

    var comparedSubject: NarrativeSubject? {
        get { compared?.subject }
        set { compared = newValue.map(RareSubject.init) }
    }

    var shareWhole: NarrativeSubject? {
        get { shared?.subject }
        set { shared = newValue.map(RareSubject.init) }
    }

    /// “异地” was read, “商会” is to come.
    var chambersHead: NarrativeSubject? {
        get { chambers?.subject }
        set { chambers = newValue.map(RareSubject.init) }
    }

    /// Posts that the words before them give to another body.
    var othersPosts: NarrativeSubject? {
        get { posts?.subject }
        set { posts = newValue.map(RareSubject.init) }
    }

    /// Only known words so far.
    var isClean: Bool { !hasGapBefore && !hasGapAfter && !isForeign && !isIgnored && !isRejected }
    var scenario: Scenario? { scenarios.last }
    var year: Int? { years.last }
}

/// A subject that hardly any frame has, out of the way of the many frames that begin and end at every mark.
private final class RareSubject {
    let subject: NarrativeSubject

    init(_ subject: NarrativeSubject) { self.subject = subject }
}
