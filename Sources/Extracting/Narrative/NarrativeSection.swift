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
        // What a definition's own heading names (“三、机关运行经费”) stays a definition.
        let isDefinition = headings.contains { $0.kind == .definitions }
        section.kind = isDefinition ? .definitions : headings.last { $0.kind != nil }?.kind
        section.topic = headings.last { $0.topic != nil }?.topic
        section.path = headings.last?.path ?? ClassificationPath()
        section.isProject = isProject
        section.reportProject = isProject ? reportProject : nil
        section.isAppropriation = headings.contains { $0.isAppropriation }
        section.fund = headings.last { $0.fund != nil }?.fund
        section.scenario = headings.last { $0.scenario != nil }?.scenario
        section.year = headings.last { $0.year != nil }?.year
        section.isUnderProjects = section.kind == .projects
        return section
    }
}
