import FiscalModel

/// What a row of a block is about.
enum RowMeaning: Equatable {
    /// No label stands beside the figures.
    case none
    /// 合计
    case total
    case measure(MeasureCode, isGrandTotal: Bool, isFallback: Bool)
    case fund(MeasureCode)
    case function(String)
    case economic(String)
    /// A unit's name, with no more than that.
    case unit
    /// 预算数, 2022年决算数: the columns name the measures, the row their time.
    case time
    case project(String)
    case neutral
    case unknown
}

/// The labels of one row in one block, read into what the row is about.
struct RowReader {
    let grid: TableGrid
    let form: TableForm
    let vocabulary: TableVocabulary
    let columns: [TableColumn]
    /// The code parts printed in rows above, for tables that print only the level's own part.
    private var carriedCode: [String] = []
    private var carriedRow = -1

    struct Row {
        var meaning: RowMeaning
        /// The label as printed, for quotes.
        var words: String
        var unit: MoneyUnit?
        var label: String
        /// Year and scenario that the row names, where rows are times.
        var time: HeaderCell?

        /// 会议费, 培训费
        var isBesideThreePublic: Bool {
            switch meaning {
            case .measure("meeting_cost", _, _), .measure("training_cost", _, _): true
            default: false
            }
        }
    }

    init(grid: TableGrid, form: TableForm, vocabulary: TableVocabulary, columns: [TableColumn]) {
        self.grid = grid
        self.form = form
        self.vocabulary = vocabulary
        self.columns = columns
    }

    /// What all rows of a section are about, from the top; the reader itself stays as it is.
    func rows(of section: TableSection, block: Range<Int>) -> [Row] {
        var reader = self
        return section.dataRows.map { reader.read(row: $0, block: block, headerRows: section.headerRows) }
    }

    mutating func read(row: Int, block: Range<Int>, headerRows: Range<Int>) -> Row {
        var codeParts: [String] = []
        var isCodeColumn = false
        var names: [TableGrid.GridCell] = []
        var units: [TableGrid.GridCell] = []
        var projects: [TableGrid.GridCell] = []
        var seen: (Int, Int)?
        for column in block where columns.indices.contains(column) {
            let kind = columns[column].kind
            if kind == .lineNumber, let cell = grid.cell(row, column), cell.isText, cell.row == row,
                !headerRows.contains(row), classify(name: cell.label) == .total
            {
                names.append(cell)
                continue
            }
            guard kind == .label || kind == .code || kind == .unitName || kind == .projectName else { continue }
            guard let cell = grid.cell(row, column) else {
                if kind == .code { codeParts.append("") }
                continue
            }
            if let seen, seen == (cell.row, cell.column) { continue }
            seen = (cell.row, cell.column)
            // A cell that reaches down from the header names the section, not the row.
            if headerRows.contains(cell.row) { continue }
            switch kind {
            case .code:
                isCodeColumn = true
                if cell.isBlank {
                    codeParts.append("")
                } else if let digits = RowReader.codeDigits(cell.label) {
                    codeParts.append(digits)
                } else {
                    names.append(cell)
                }
            case .unitName: if !cell.isBlank { units.append(cell) }
            case .projectName: if !cell.isBlank { projects.append(cell) }
            default: if !cell.isBlank { names.append(cell) }
            }
        }
        let code = isCodeColumn ? joinedCode(codeParts) : nil
        let isEconomic = block.contains { column in
            columns.indices.contains(column) && columns[column].kind == .label
                && columns[column].words.contains { word in Self.economicMarks.contains { word.has(bytesOf: $0) } }
        }
        return meaning(code: code, names: names, units: units, projects: projects, isEconomic: isEconomic)
    }

    /// Headers of labels that are no function classes: 其他支出 is one of both classifications.
    private static let economicMarks = ["经济", "性质", "用途"]

    /// The same for labels whose columns are not known: digits are the code, the rest are names.
    func read(labels: [TableGrid.GridCell]) -> Row {
        let digits = labels.map(\.label).drop { !$0.isAllDigits }.prefix { $0.isAllDigits }
        // 208 | 02 is 20802, not 208.
        let hasParts = digits.first?.utf8.count == 3 && digits.dropFirst().allSatisfy { $0.utf8.count == 2 }
        let code = hasParts ? digits.joined() : digits.first
        return meaning(
            code: code, names: labels.filter { !$0.label.isAllDigits }, units: [], projects: [], isEconomic: false)
    }

    private func meaning(
        code: String?, names: [TableGrid.GridCell], units: [TableGrid.GridCell], projects: [TableGrid.GridCell],
        isEconomic: Bool
    ) -> Row {
        let named = names.last ?? projects.last ?? units.last
        let label = named?.label ?? ""
        let words = named.map { Words.oneLine($0.text) } ?? ""
        let shortName = named?.name ?? RowLabel("")
        var row = Row(meaning: .unknown, words: words, unit: shortName.unit, label: shortName.name)
        // 第五次全国经济普查经费 | 2010507 | 65: a project with the item that pays for it.
        if form == .projectList, code?.isEmpty == false, let project = projects.last,
            case .project = projectMeaning(project, row)
        {
            row.words = Words.oneLine(project.text)
            row.meaning = projectMeaning(project, row)
            return row
        }
        if let code, !code.isEmpty {
            row.words = words.isEmpty ? code : code + " " + words
            row.meaning = classify(code: code) ?? (names.isEmpty && units.isEmpty ? .neutral : .unknown)
            if row.meaning != .unknown { return row }
        }
        if let project = projects.last {
            row.words = Words.oneLine(project.text)
            row.meaning = projectMeaning(project, row)
            return row
        }
        guard named != nil else {
            row.meaning = .none
            return row
        }
        if let (digits, _) = RowReader.leadingCode(label), let meaning = classify(code: digits) {
            row.meaning = meaning
            return row
        }
        if names.isEmpty {
            let isTotal = units.contains { vocabulary.meanings(of: $0.label, in: form).contains { $0.role == .total } }
            row.meaning = isTotal ? .total : .unit
            return row
        }
        if let known = classify(name: shortName.name) ?? classify(name: label) ?? classify(unpunctuated: label) {
            row.meaning = known
            // 小计 in a group speaks of the group: 一般公共预算资金 | 小计.
            if known == .total, names.count > 1,
                let group = classify(name: names[names.count - 2].name.name),
                group != .total
            {
                row.meaning = group
                row.words = Words.oneLine(names[names.count - 2].text) + " " + words
            }
            return row
        }
        if !isEconomic, let function = vocabulary.functionClass(named: shortName.name) {
            row.meaning = .function(function)
            return row
        }
        if let economic = vocabulary.economicClass(named: shortName.name) {
            row.meaning = .economic(economic)
            return row
        }
        let time = vocabulary.header(label, in: form)
        if time.isTimeOnly {
            row.meaning = .time
            row.time = time
        }
        if !units.isEmpty, names.count == units.count { row.meaning = .unit }
        return row
    }

    private func projectMeaning(_ project: TableGrid.GridCell, _ row: Row) -> RowMeaning {
        if let known = classify(name: project.name.name) ?? classify(name: project.label) { return known }
        return .project(Words.projectName(project.text))
    }

    /// “1公务接待费”: an item number that lost its mark.
    private func classify(unpunctuated label: String) -> RowMeaning? {
        let name = label.drop { $0.isASCII && $0.isNumber }
        guard name.count < label.count, label.count - name.count <= 2 else { return nil }
        return classify(name: RowLabel(String(name)).name)
    }

    private func classify(name: String) -> RowMeaning? {
        for meaning in vocabulary.meanings(of: name, in: form) {
            switch meaning.role {
            case .measure: return .measure(meaning.measure, isGrandTotal: false, isFallback: false)
            case .fallbackMeasure: return .measure(meaning.measure, isGrandTotal: false, isFallback: true)
            case .grandTotal: return .measure(meaning.measure, isGrandTotal: true, isFallback: false)
            case .fund: return .fund(meaning.measure)
            case .total: return .total
            case .neutral, .side, .ignored, .label: return .neutral
            default: continue
            }
        }
        return nil
    }

    /// A code that is a class, section or item of one of the two classifications; nil for any other number.
    private func classify(code: String) -> RowMeaning? {
        guard code.isAllDigits else { return nil }
        let count = code.utf8.count
        if code.hasPrefix("2"), count == 3 || count == 5 || count == 7 { return .function(code) }
        if code.hasPrefix("30") || code.hasPrefix("31") || code.hasPrefix("39"), count == 3 || count == 5 {
            return .economic(code)
        }
        // 501…: 政府预算支出经济分类, not the department's.
        if code.hasPrefix("50") || code.hasPrefix("51") || code.hasPrefix("59"), count == 3 || count == 5 {
            return .neutral
        }
        return nil
    }

    /// The digits of a code: 2010301, [2010301], 201.03.01, 201-03-01; nil for anything else.
    static func codeDigits(_ label: String) -> String? {
        if label.isAllDigits { return label }
        if label.hasPrefix("["), label.hasSuffix("]") { return codeDigits(String(label.dropFirst().dropLast())) }
        let parts = label.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" }
        guard (2...3).contains(parts.count), parts[0].count == 3, parts.dropFirst().allSatisfy({ $0.count == 2 }),
            parts.allSatisfy(\.isAllDigits)
        else { return nil }
        return parts.joined()
    }

    /// True for the shape of a function or economic code.
    static func isClassificationCode(_ label: String) -> Bool {
        guard label.isAllDigits else { return false }
        let count = label.utf8.count
        if label.hasPrefix("2") { return count == 3 || count == 5 || count == 7 }
        return (label.hasPrefix("30") || label.hasPrefix("31") || label.hasPrefix("39")) && (count == 3 || count == 5)
    }

    /// 类, 款, 项 in columns of their own joined to one code: 201 | 28 | 01, 301 | 2 (printed without its 0).
    private mutating func joinedCode(_ parts: [String]) -> String? {
        let printed = parts.filter { !$0.isEmpty }
        guard !printed.isEmpty else { return nil }
        guard parts.count > 1 else {
            if printed[0].utf8.count >= 3 { return printed[0] }
            return nil
        }
        var levels = parts
        // A row that prints only its own level takes the upper parts from the rows above.
        if let first = levels.firstIndex(where: { !$0.isEmpty }), first > 0, carriedCode.count >= first,
            levels[first].utf8.count <= 2
        {
            for index in 0..<first { levels[index] = carriedCode[index] }
        }
        var code = ""
        var kept: [String] = []
        for (index, part) in levels.enumerated() {
            if part.isEmpty { break }
            // 201 | 20128 | 2012801 prints every code whole.
            if index > 0, part.utf8.count > 2, part.hasPrefix(code) {
                code = part
            } else if index == 0 || part.utf8.count > 2 {
                code += part
            } else {
                code += part.utf8.count == 1 ? "0" + part : part
            }
            kept.append(part)
        }
        carriedCode = kept
        return code
    }

    /// The code at the start of a label that holds code and name: “2012801行政运行”, “[30101]基本工资”.
    static func leadingCode(_ label: String) -> (code: String, name: String)? {
        guard let first = label.utf8.first, first.isDigit || first == UInt8(ascii: "[") else { return nil }
        var rest = label[...]
        if rest.hasPrefix("[") { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard [3, 5, 7].contains(digits.count) else { return nil }
        var name = rest.dropFirst(digits.count)
        while let first = name.first, "]-_:、.".contains(first) { name = name.dropFirst() }
        // NB: “2023年…” is a year, “302万元” an amount.
        guard let first = name.first, !first.isASCII, first != "年", first != "万", first != "元" else { return nil }
        return (String(digits), String(name))
    }
}

/// Words of a report brought to one line for quotes and names.
enum Words {
    /// Line breaks inside a cell are typography: joined without a space between Chinese characters.
    static func oneLine(_ text: String) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x20 }
        guard text.utf8.contains(where: isBlank) else { return text }
        var result: [UInt8] = []
        var pending = false
        for byte in text.utf8 {
            if isBlank(byte) {
                pending = true
                continue
            }
            if pending, let last = result.last, last < 0x80, byte < 0x80 { result.append(0x20) }
            pending = false
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A project's name without item number, line breaks and the code that budget systems print before it
    /// (“51202124T000011326789-…”).
    static func projectName(_ text: String) -> String {
        var name = oneLine(text)
        let code = name.utf8.prefix { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        if code.count >= 12, name.utf8[code.endIndex...].first == UInt8(ascii: "-") {
            name = String(name[code.endIndex...].dropFirst())
        }
        if RowLabel(name).hasItemNumber, let mark = name.firstIndex(where: { "、.．)）".contains($0) }) {
            let rest = name[name.index(after: mark)...]
            if !rest.isEmpty { name = String(rest) }
        }
        return name
    }
}
