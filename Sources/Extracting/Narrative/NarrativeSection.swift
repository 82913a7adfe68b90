import FiscalModel
import ReferenceData

/// What the headings above a paragraph say about it.
struct NarrativeSection {
    enum Kind: String, Hashable, Sendable {
        /// 名词解释: no figure there is the unit's.
        case definitions
        /// What was done in the year: hardly any figure there is fiscal.
        case achievements
        /// Staff, members, chambers.
        case basic
        case finance
        case projects
        case score
    }

    var kind: Kind?
    /// The measure that the nearest heading names.
    var topic: NarrativeSubject?
    var scenario: Scenario?
    /// “截至2023年12月，…如下：” holds for the list below it.
    var year: Int?
    var path = ClassificationPath()
    /// In the report of one project, attached to the unit's.
    var isProject = false
    /// The project that its title names.
    var reportProject: NarrativeSubject?
    var isAppropriation = false
    /// The one kind of budget that the heading names.
    var fund: MeasureCode?
    /// Below a heading that tells of projects.
    var isUnderProjects = false
    /// In the list that “项目支出30万元，具体是：” opened.
    var isProjectList = false

    var isDefinition: Bool { kind == .definitions }
    var isAchievement: Bool { kind == .achievements }
    var isBasic: Bool { kind == nil || kind == .basic || kind == .score }
}

/// The headings above the paragraph at hand, outermost first.
struct NarrativeOutline {
    struct Heading {
        var level: Int
        var kind: NarrativeSection.Kind?
        /// The measure that it names, or the project.
        var topic: NarrativeSubject?
        var path: ClassificationPath
        /// “二、2021年‘三公’经费决算情况” in the budget of 2022.
        var scenario: Scenario?
        var year: Int?
        /// “一般公共预算财政拨款支出决算情况”: not of all funds.
        var isAppropriation = false
        var fund: MeasureCode?
    }

    private(set) var headings: [Heading] = []
    var isProject = false
    /// The project whose report this is, by its title.
    var reportProject: NarrativeSubject?

    mutating func push(_ heading: Heading) {
        headings.removeAll { $0.level >= heading.level }
        headings.append(heading)
    }

    mutating func setTopic(_ topic: NarrativeSubject) {
        guard !headings.isEmpty else { return }
        headings[headings.count - 1].topic = topic
    }

    var section: NarrativeSection {
        var section = NarrativeSection()
        // What an inner heading says stands before what the outer ones say.
        for index in headings.indices {
            // What a definition's own heading names (“三、机关运行经费”) stays a definition.
            if section.kind != .definitions { section.kind = headings[index].kind ?? section.kind }
            section.topic = headings[index].topic ?? section.topic
            section.isAppropriation = section.isAppropriation || headings[index].isAppropriation
            section.fund = headings[index].fund ?? section.fund
            section.scenario = headings[index].scenario ?? section.scenario
            section.year = headings[index].year ?? section.year
        }
        if let last = headings.indices.last { section.path = headings[last].path }
        section.isProject = isProject
        section.reportProject = isProject ? reportProject : nil
        section.isUnderProjects = section.kind == .projects
        return section
    }
}
