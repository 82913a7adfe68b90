import FiscalModel
import ReferenceData

/// What the words of tables mean: labels, headers and titles, from `Seeds/table_terms.csv` and `table_layouts.csv`; one
/// reference, because everything that reads a table asks it.
final class TableVocabulary: Sendable {
    /// What a label or a header cell is for.
    enum Role: String, Sendable {
        case measure
        /// A measure that counts only where the form has no better one.
        case fallbackMeasure = "fallback_measure"
        /// A total that includes carry-over; stands in only where no current-year total is printed.
        case grandTotal = "grand_total"
        /// Revenue by kind of appropriation; above expenditure it says whose money a column counts.
        case fund
        /// 合计, 小计: of whatever stands above or left of it.
        case total
        /// 金额, 决算数: the figure of the row's label.
        case amount
        /// 收入 or 支出 above one half of a table.
        case side
        /// Known, and no measure.
        case neutral
        case label, code
        case codePart = "code_part"
        case lineNumber = "line_number"
        case unitName = "unit_name"
        case projectName = "project_name"
        case ignored
        case level1, level2, level3, target, actual, weight, score, deviation, standard, comparator
        case valueUnit = "value_unit"
        case executionRate = "execution_rate"
        case scenario, year
        /// An older or shorter name of a function class; the meaning is its code.
        case functionClass = "function_class"
        /// The same of the department's economic classification.
        case economicClass = "economic_class"
    }

    struct Meaning: Sendable, Hashable {
        var role: Role
        var meaning: String
        var measure: MeasureCode { MeasureCode(meaning) }
    }

    /// A folded label; hashed and compared by its bytes, because Unicode's equality is slow and says nothing more here.
    struct Label: Hashable, Sendable {
        var text: String

        static func == (a: Self, b: Self) -> Bool {
            a.text.equals(bytesOf: b.text)
        }

        func hash(into hasher: inout Hasher) {
            text.withBytes { hasher.combine(bytes: $0) }
        }
    }

    /// What a label means wherever it stands, and in some forms.
    struct Entry: Sendable {
        fileprivate(set) var general: [Meaning] = []
        fileprivate(set) var own: [String: [Meaning]] = [:]

        /// The form's own before the general ones.
        func meanings(in form: TableForm) -> [Meaning] {
            guard !own.isEmpty, let own = own[form.rawValue] else { return general }
            return own + general
        }
    }

    struct Layout: Sendable {
        var form: TableForm
        var scope: FundScope
        /// Words in the folded title, all of them.
        var title: [[UInt8]]
        /// Words of which none is in it.
        var excluded: [[UInt8]]
    }

    private let entries: [Label: Entry]
    private let scenarioTerms: TermAutomaton
    private let scenarios: [Scenario]
    private let scenarioTexts: [String]
    private let yearTerms: [(text: String, offset: Int)]
    private let layouts: [Layout]
    private let parents: [MeasureCode: MeasureCode]
    private let functionClasses: [Label: String]
    private let economicClasses: [Label: String]
    private let economicSections: Set<Label>
    private let headers = HeaderMemory()
    private let cells = CellMemory()

    init(reference: ReferenceData) {
        var entries: [Label: Entry] = [:]
        var scenarios: [Scenario] = []
        var scenarioTexts: [String] = []
        var yearTerms: [(text: String, offset: Int)] = []
        var functionClasses: [Label: String] = [:]
        var economicClasses: [Label: String] = [:]
        var economicSections: Set<Label> = []
        for row in reference.tableTerms.terms {
            guard let role = Role(rawValue: row.role) else { continue }
            let term = CellText.label(of: row.term)
            switch role {
            case .scenario:
                guard let scenario = Scenario(rawValue: row.meaning) else { continue }
                scenarioTexts.append(term)
                scenarios.append(scenario)
            case .year: yearTerms.append((term, Int(row.meaning) ?? 0))
            case .functionClass: functionClasses[Label(text: term)] = row.meaning
            case .economicClass: economicClasses[Label(text: term)] = row.meaning
            default:
                let meaning = Meaning(role: role, meaning: row.meaning)
                if row.form.isEmpty {
                    entries[Label(text: term), default: Entry()].general.append(meaning)
                } else {
                    entries[Label(text: term), default: Entry()].own[row.form, default: []].append(meaning)
                }
            }
        }
        Self.addLabels(of: reference.lexicon, to: &entries)
        for code in reference.classifications.codes(in: .function) where code.utf8.count == 3 {
            guard let name = reference.classifications.name(of: code, in: .function) else { continue }
            functionClasses[Label(text: CellText.label(of: name))] = code
        }
        for code in reference.classifications.codes(in: .economic) {
            guard let name = reference.classifications.name(of: code, in: .economic) else { continue }
            let label = Label(text: CellText.label(of: name))
            if code.utf8.count == 3 { economicClasses[label] = code } else { economicSections.insert(label) }
        }
        self.entries = entries
        self.scenarios = scenarios
        self.scenarioTexts = scenarioTexts
        scenarioTerms = TermAutomaton(terms: scenarioTexts)
        self.yearTerms = yearTerms.sorted { $0.text.utf8.count > $1.text.utf8.count }
        layouts = reference.tableTerms.layouts.compactMap { row in
            guard let form = TableForm(rawValue: row.form), let scope = FundScope(rawValue: row.scope) else {
                return nil
            }
            return Layout(
                form: form, scope: scope, title: row.title.map { Array($0.utf8) },
                excluded: row.excluded.map { Array($0.utf8) })
        }
        parents = reference.measures.all.reduce(into: [:]) { $0[$1.code] = $1.parent }
        self.functionClasses = functionClasses
        self.economicClasses = economicClasses
        self.economicSections = economicSections
    }

    /// Labels of `measure_terms.csv` that no table term says more about.
    private static func addLabels(of lexicon: Lexicon, to entries: inout [Label: Entry]) {
        let known = Set(entries.keys)
        for term in lexicon.measureTerms {
            let label = Label(text: CellText.label(of: term.text))
            guard !known.contains(label) else { continue }
            var entry = Entry()
            for meaning in term.meanings {
                let own = Meaning(role: .measure, meaning: meaning.measure.rawValue)
                switch meaning.context {
                case nil: entry.general = [own]
                case .threePublic: entry.own[TableForm.threePublic.rawValue] = [own]
                case .procurement: entry.own[TableForm.procurement.rawValue] = [own]
                default: continue
                }
            }
            if !term.isIgnored { entries[label] = entry }
        }
    }

    /// A cell's text, read.
    func cell(_ text: String) -> CellText { cells.cell(text) { CellText($0, vocabulary: self) } }

    /// The meanings of a folded label in a form, the form's own before the general ones.
    func meanings(of label: String, in form: TableForm) -> [Meaning] {
        entry(of: label)?.meanings(in: form) ?? []
    }

    /// The same for the name of a cell, which knows it.
    func meanings(ofName cell: TableGrid.GridCell, in form: TableForm) -> [Meaning] {
        cell.isText ? cell.folded.entry?.meanings(in: form) ?? [] : meanings(of: cell.name.name, in: form)
    }

    /// The same for a cell's whole label.
    func meanings(ofLabel cell: TableGrid.GridCell, in form: TableForm) -> [Meaning] {
        cell.isText ? cell.folded.labelEntry?.meanings(in: form) ?? [] : meanings(of: cell.label, in: form)
    }

    /// All that a folded label means; nil for one that no seed knows.
    func entry(of label: String) -> Entry? {
        label.isEmpty || label.utf8.count > 120 ? nil : entries[Label(text: label)]
    }

    /// What a header cell says in a form.
    func header(_ label: String, in form: TableForm) -> HeaderCell {
        headers.header(label, form: form) { HeaderCell(label, form: form, vocabulary: self) }
    }

    /// The scenario that a header says, with the text that says it: “2023年决算数” is actual by “决算数”.
    func scenario(in label: String) -> (scenario: Scenario, text: String)? {
        guard let match = scenarioTerms.longestMatches(in: Array(label.utf8)).last else { return nil }
        return (scenarios[match.term], scenarioTexts[match.term])
    }

    /// 上年 −1, 本年 0, where a header begins with it or says it before its scenario.
    func yearOffset(in label: String) -> (offset: Int, text: String)? {
        for term in yearTerms where label.begins(withBytesOf: term.text) { return (term.offset, term.text) }
        return nil
    }

    /// True when `part` is below `whole` in the tree of measures.
    func isPart(_ part: MeasureCode, of whole: MeasureCode) -> Bool {
        var current = parents[part]
        while let measure = current {
            if measure == whole { return true }
            current = parents[measure]
        }
        return false
    }

    /// The three-digit function code of a class's name.
    func functionClass(named label: String) -> String? {
        functionClasses[Label(text: label)] ?? functionClasses[Label(text: label + "支出")]
            ?? (label.hasSuffix("(类)") ? functionClasses[Label(text: String(label.dropLast(3)))] : nil)
    }

    /// The three-digit economic code of a class's name.
    func economicClass(named label: String) -> String? { economicClasses[Label(text: label)] }

    /// True for the name of a section below the economic classes: 办公费, 物业管理费.
    func isEconomicSection(_ label: String) -> Bool { economicSections.contains(Label(text: label)) }

    /// The layout that a title names; the first that fits wins.
    func layout(ofTitle title: String) -> Layout? {
        let title = Array(title.utf8)
        return layouts.first { layout in
            layout.title.allSatisfy { title.contains($0[...]) } && !layout.excluded.contains { title.contains($0[...]) }
        }
    }
}
