import DocumentModel
import FiscalModel
import ReferenceData

/// Reads all tables of a report.  They are read together, because one table goes on in the next, and because the
/// unit's overall tables decide what the tables of appropriations alone may say.
struct TableExtractor: Sendable {
    let vocabulary: TableVocabulary

    init(reference: ReferenceData) { vocabulary = TableVocabulary(reference: reference) }

    func extraction(of document: Document, identity: ReportIdentity) -> Extraction {
        var run = TableRun(vocabulary: vocabulary, identity: identity)
        var lines: [String] = []
        for (index, block) in document.blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph):
                switch paragraph.role {
                case .header, .footer, .contents, .navigation: continue
                case .body, .heading, .listItem, .title, .footnote: lines.append(paragraph.text)
                }
            case .table(let table):
                if !table.isHidden { run.read(table, block: index, linesBefore: lines) }
                lines.removeAll(keepingCapacity: true)
            }
        }
        return run.finished()
    }
}

/// The state of one walk over the tables of a report.
struct TableRun {
    let vocabulary: TableVocabulary
    let identity: ReportIdentity
    private var figures: [TableFigure] = []
    private var extraction = Extraction()
    private var previous: (context: TableContext, section: TableSection?)?
    private var lastUnit: MoneyUnit?
    private var project: String?
    private var isProjectForm = false
    private var carried = IndicatorReader.Carried()
    private var tableCount = 0

    init(vocabulary: TableVocabulary, identity: ReportIdentity) {
        self.vocabulary = vocabulary
        self.identity = identity
    }

    mutating func read(_ printed: Table, block: Int, linesBefore: [String]) {
        let table = LostSpans.restored(printed)
        let grid = TableGrid(table, vocabulary: vocabulary)
        guard grid.rowCount > 0, grid.columnCount > 0 else { return }
        tableCount += 1
        let nearLines = linesBefore.suffix(8).filter { $0.utf8.count <= 600 }
        var context = TableContext(table: table, grid: grid, linesBefore: Array(nearLines), vocabulary: vocabulary)
        let hasLines = linesBefore.contains { !Words.oneLine($0).allSatisfy { $0.isNumber || "-—─ 第页".contains($0) } }
        var inherited: TableSection?
        if context.isContinuation, !hasLines, let previous {
            let unit = context.unit
            inherited = previous.section
            let firstRow = context.firstRow
            context = previous.context
            context.firstRow = firstRow
            if let unit { context.unit = unit }
        } else {
            carried = .init()
        }
        if context.unit == nil {
            context.unit = lastUnit
            context.isUnitPrinted = false
        } else if context.isUnitPrinted {
            lastUnit = context.unit
        }
        if context.titleYear != nil, context.titleYear != identity.fiscalYear { context.titleYear = nil }
        recogniseForm(&context, grid, inherited: inherited)
        guard context.form != .contents else { return }

        let resolver = HeaderResolver(grid: grid, form: context.form, vocabulary: vocabulary)
        let sections = resolver.sections(from: context.firstRow, inherited: inherited)
        readStatements(sections, grid, context, block)
        readIndicators(sections, grid, context, block)
        previous = (context, sections.last)
    }

    // MARK: Form

    /// Settles whose form it is: a row 项目名称 makes it a project's, and a table without a title is told by its words.
    private mutating func recogniseForm(_ context: inout TableContext, _ grid: TableGrid, inherited: TableSection?) {
        let names = FormNames(
            grid: grid, from: context.firstRow, vocabulary: vocabulary, isBudget: identity.kind == .budget)
        switch names.owner {
        case .project(let name):
            project = name
            isProjectForm = true
            carried = .init()
            if context.form != .projectTargets { context.form = .projectSelfEvaluation }
            context.scope = .project
        case .unit:
            project = nil
            isProjectForm = false
            if context.form == .unknown || context.form == .projectSelfEvaluation, names.hasYearFunds || names.hasLevels
            {
                context.form = .overallSelfEvaluation
                context.scope = .overall
            }
        case nil:
            switch context.form {
            case .unknown:
                if let known = names.form {
                    context.form = known.form
                    context.scope = known.scope
                }
            case .projectSelfEvaluation, .projectTargets: isProjectForm = true
            case .expenditure, .balance, .overallSelfEvaluation:
                // “主要任务支出情况如下表”: its title is like another table's.
                guard names.form?.form == .projectList else { break }
                context.form = .projectList
                context.scope = .project
            default: break
            }
            if !context.isContinuation, context.form != .projectSelfEvaluation, context.form != .projectTargets,
                context.form != .unknown
            {
                project = nil
                isProjectForm = false
            }
        }
    }

    // MARK: Figures

    private mutating func readStatements(
        _ sections: [TableSection], _ grid: TableGrid, _ context: TableContext, _ block: Int
    ) {
        switch context.form {
        case .socialInsurance, .governmentEconomic, .projectEconomic, .personnelExpenditure, .purchasedServices,
            .overallTargets:
            return
        case .projectTargets where project == nil:
            readTargetAmounts(sections, grid, context, block)
            return
        case .projectTargets where !isProjectForm: return
        default: break
        }
        if isProjectForm, project == nil { return }
        var reader = StatementReader(
            grid: grid, context: context, identity: identity, vocabulary: vocabulary, block: block, table: tableCount,
            project: isProjectForm ? project : nil)
        for section in sections where !IndicatorReader.isIndicatorSection(section) { reader.read(section) }
        var found = reader.figures
        if identity.kind == .performanceSelfEvaluation || context.form == .projectTargets || isProjectForm {
            let pairs = PairReader(
                grid: grid, context: context, identity: identity, vocabulary: vocabulary, block: block,
                table: tableCount, project: isProjectForm ? project : nil)
            let start = sections.first?.headerRows.lowerBound ?? grid.rowCount
            found += pairs.figures(in: context.firstRow..<max(context.firstRow, start))
        }
        if context.form == .overallSelfEvaluation {
            var nature = NatureReader(
                grid: grid, context: context, identity: identity, vocabulary: vocabulary, block: block,
                table: tableCount)
            nature.read(totals: found.map(\.observation))
            found += nature.figures
        }
        figures += found
        extraction.unknownTerms += reader.unknownTerms
        extraction.projectScores += reader.projectScores
    }

    /// Amounts in a list of projects with their targets: 项目名称 | 资金总额 | 三级指标 | 指标值.
    private mutating func readTargetAmounts(
        _ sections: [TableSection], _ grid: TableGrid, _ context: TableContext, _ block: Int
    ) {
        var context = context
        context.form = .projectList
        var reader = StatementReader(
            grid: grid, context: context, identity: identity, vocabulary: vocabulary, block: block, table: tableCount,
            project: nil)
        for section in sections where section.columns.contains(where: { $0.kind == .projectName }) {
            reader.read(section)
        }
        var known: Set<ProjectAmount> = []
        figures += reader.figures.filter { figure in
            let observation = figure.observation
            guard let project = observation.project else { return false }
            return known.insert(
                ProjectAmount(project: project, year: observation.fiscalYear, scenario: observation.scenario)
            ).inserted
        }
    }

    /// A project prints its amount once, or beside each of its indicators.
    private struct ProjectAmount: Hashable {
        var project: String
        var year: Int
        var scenario: Scenario
    }

    private mutating func readIndicators(
        _ sections: [TableSection], _ grid: TableGrid, _ context: TableContext, _ block: Int
    ) {
        let isProject = isProjectForm || context.form == .projectTargets
        var reader = IndicatorReader(
            grid: grid, vocabulary: vocabulary, block: block, project: isProject ? project : nil)
        for section in sections where IndicatorReader.isIndicatorSection(section) {
            reader.read(section, carried: &carried)
        }
        extraction.indicators += reader.indicators
        let isOfUnit = context.form == .overallSelfEvaluation || identity.kind == .performanceSelfEvaluation
        if !isProject, isOfUnit, reader.executionScores.count == 1, let execution = reader.executionScores.first {
            extraction.observations.append(
                Observation(
                    measure: "score.budget_execution", fiscalYear: identity.fiscalYear, scenario: .actual,
                    value: .number(execution.score), quote: execution.quote, span: execution.span, source: .table,
                    rule: "table.execution_score",
                    confidence: Confidence(percent: context.form == .overallSelfEvaluation ? 95 : 91)))
        }
        guard let total = reader.totalScores.last else { return }
        if isProject {
            guard let project else { return }
            extraction.projectScores.append(
                ProjectScore(project: project, score: total.score, quote: total.quote, span: total.span))
        } else if context.form == .overallSelfEvaluation
            || context.form == .unknown && identity.kind == .performanceSelfEvaluation
        {
            let isSure = context.form == .overallSelfEvaluation
            extraction.observations.append(
                Observation(
                    measure: "score.self_evaluation", fiscalYear: identity.fiscalYear, scenario: .actual,
                    value: .number(total.score), quote: total.quote, span: total.span, source: .table,
                    rule: "table.total_score", confidence: Confidence(percent: isSure ? 95 : 85)))
        }
    }

    // MARK: Weighing

    /// Everything found, with the figures weighed against each other.
    func finished() -> Extraction {
        var extraction = extraction
        for figure in FigureWeighing.weighed(figures) {
            if let doubt = figure.doubt {
                extraction.unsure.append(UnsureReading(figure.observation, reason: doubt))
            } else {
                extraction.observations.append(figure.observation)
            }
        }
        extraction.observations.sort { $0.span < $1.span }
        return extraction
    }
}
