import DocumentModel
import FiscalModel
import Identifying

/// What each stage made of a file, as text that people read and tests compare: one line a thing, in reading order.
///
/// The same bytes give the same text on every machine.  Line feeds inside a text are shown as ⏎, tabs as ⇥.
///
/// ```
/// document txt
/// 1 body: 2023年道县工商业联合会部门整体支出绩效评价报告
/// 2 table 2×3 ragged
///   1,1: 经费控制情况
/// ```
enum TraceText {
    static func lines(of document: Document) -> [String] {
        var lines = ["document \(document.format.rawValue)"]
        let metadata = document.metadata
        let about: [(String, String?)] = [
            ("title", metadata.title), ("published_on", metadata.publishedOn), ("publisher", metadata.publisher),
            ("source_url", metadata.sourceURL), ("retrieved_on", metadata.retrievedOn),
            ("pages", metadata.pageCount.map(String.init)),
        ]
        for case (let name, let value?) in about { lines.append("\(name) \(shown(value))") }
        for note in document.notes {
            lines.append("note \(note.code.rawValue)\(page(note.page)): \(shown(note.detail))")
        }
        for attachment in document.attachments {
            lines.append("attachment \(shown(attachment.name)) \(shown(attachment.url))")
        }
        for (index, block) in document.blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph): lines.append("\(index + 1) \(line(of: paragraph))")
            case .table(let table): lines += self.lines(of: table, number: index + 1)
            }
        }
        return lines
    }

    private static func line(of paragraph: Paragraph) -> String {
        let level = paragraph.level.map { " \($0)" } ?? ""
        let recognised = paragraph.isRecognised ? " recognised" : ""
        return "\(paragraph.role.rawValue)\(level)\(page(paragraph.page))\(recognised): \(shown(paragraph.text))"
    }

    /// Blank cells are left out: the size says that they are there.
    private static func lines(of table: Table, number: Int) -> [String] {
        var head = "\(number) table \(table.rowCount)×\(table.columnCount)"
        if !table.hasSpans { head += " ragged" }
        if table.isRecognised { head += " recognised" }
        if table.isHidden { head += " hidden" }
        head += page(table.page)
        if let caption = table.caption { head += ": \(shown(caption))" }
        return [head]
            + table.cells.filter { !$0.text.isEmpty }.map { cell in
                var place = "  \(cell.row + 1),\(cell.column + 1)"
                if cell.rowSpan > 1 || cell.columnSpan > 1 { place += " \(cell.rowSpan)×\(cell.columnSpan)" }
                if cell.isHeader { place += " header" }
                if cell.isHidden { place += " hidden" }
                if cell.page != table.page { place += page(cell.page) }
                return place + ": " + shown(cell.text)
            }
    }

    static func lines(of identity: ReportIdentity, clues: [Clue]) -> [String] {
        [
            "unit \(shown(identity.unit.name))", "division \(identity.unit.divisionCode)",
            "kind_of_body \(identity.unit.kindOfBody)",
        ] + identity.unit.aliases.map { "alias \(shown($0))" } + [
            "fiscal_year \(identity.fiscalYear)", "kind \(identity.kind.rawValue)",
        ] + clues.map { "clue \($0.subject.rawValue) \(shown($0.value)) \($0.source) \($0.weight)" }
    }

    static func lines(of extraction: Extraction, in document: Document) -> [String] {
        let place = Places(of: document)
        return extraction.observations.map { "observation " + line(of: $0, place) }
            + extraction.unsure.map { "unsure \($0.reason) " + line(of: $0.observation, place) }
            + extraction.indicators.map { line(of: $0, place) }
            + extraction.projectScores.map { "project \(quoted($0.project)) score \($0.score) \(place[$0.span])" }
            + extraction.claims.map { line(of: $0, place) }
            + extraction.unknownTerms.map { "unknown \(quoted($0.term)) \(place[$0.span]) \(quoted($0.quote))" }
    }

    static func lines(of balances: [Balance], for extraction: Extraction, in document: Document) -> [String] {
        let place = Places(of: document)
        return zip(extraction.observations, balances).map { "\(word(for: $1)) " + line(of: $0, place) }
            + extraction.unsure.map { "unsure \($0.reason) " + line(of: $0.observation, place) }
    }

    static func lines(of findings: [Finding]) -> [String] {
        findings.map { finding in
            let measure = finding.measure?.rawValue ?? "-"
            return "finding \(finding.severity.rawValue) \(finding.rule.rawValue) \(measure) \(finding.fiscalYear)"
                + " \(shown(finding.message.zh)) \(quoted(finding.quote))"
        }
    }

    private static func line(of observation: Observation, _ place: Places) -> String {
        let project = observation.project.map { " project \(quoted($0))" } ?? ""
        return "\(observation.measure) \(observation.fiscalYear) \(observation.scenario.rawValue)"
            + " \(exact(observation.value))\(project) \(place[observation.span]) \(observation.source.rawValue)"
            + " \(observation.rule) \(observation.confidence.percent) \(quoted(observation.quote))"
    }

    private static func line(of indicator: PerformanceIndicator, _ place: Places) -> String {
        var text =
            "indicator " + [indicator.level1, indicator.level2, indicator.level3].map(shown).joined(separator: "/")
        if let project = indicator.project { text += " project \(quoted(project))" }
        let parts: [(String, String?)] = [
            ("target", indicator.target), ("actual", indicator.actual),
            ("weight", indicator.weight?.description), ("score", indicator.score?.description),
            ("deviation", indicator.deviation),
        ]
        for case (let name, let value?) in parts { text += " \(name) \(quoted(value))" }
        return text + " \(place[indicator.span])"
    }

    private static func line(of claim: Claim, _ place: Places) -> String {
        let figure = "\(claim.measure?.rawValue ?? "-") \(claim.figure.fiscalYear) \(claim.figure.scenario.rawValue)"
        let said: String
        switch claim.statement {
        case .change(let amount, let percent, let base):
            said =
                "change" + (amount.map { " by \(exact($0))" } ?? "") + (percent.map { " by \($0)%" } ?? "")
                + " from \(base.fiscalYear) \(base.scenario.rawValue)"
        case .changeOfTotal(let total, let amount, let percent):
            said = "change of \(exact(total)) by \(exact(amount)) by \(percent)%"
        case .share(let percent, let whole): said = "share \(percent)% of \(whole)"
        case .none: said = "none"
        case .foreignYear(let year): said = "foreign_year \(year)"
        case .scores(let parts): said = "scores " + parts.map { "\($0.score)/\($0.weight)" }.joined(separator: " ")
        case .grade(let lowest, let below):
            said = "grade" + (lowest.map { " from \($0)" } ?? "") + (below.map { " below \($0)" } ?? "")
        }
        return "claim \(figure) \(said) \(place[claim.span]) \(claim.confidence.percent) \(quoted(claim.quote))"
    }

    private static func word(for balance: Balance) -> String {
        switch balance {
        case .unchecked: "unchecked"
        case .holds: "holds"
        case .broken: "broken"
        }
    }

    /// Money in yuan to the fen, with the worth of its last printed digit where that is more: “25595.00元”,
    /// “2800.00元±100.00”; other numbers as printed.
    private static func exact(_ value: Value) -> String {
        switch value {
        case .money(let amount):
            let yuan = Number(mantissa: amount.fen, scale: 2).description + "元"
            return amount.quantum > 1 ? yuan + "±\(Number(mantissa: amount.quantum, scale: 2))" : yuan
        case .number(let number): return number.description
        }
    }

    private static func page(_ page: Int?) -> String { page.map { " p\($0)" } ?? "" }

    private static func quoted(_ text: String) -> String { "“\(shown(text))”" }

    private static func shown(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": shown.append("⏎")
            case "\t": shown.append("⇥")
            case _ where scalar.value < 0x20: shown.append("␣")
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }
}

/// Locators of a document with the blocks counted once.
private struct Places {
    let document: Document
    let ordinals: [Int]

    init(of document: Document) {
        self.document = document
        ordinals = document.blockOrdinals
    }

    subscript(span: SourceSpan) -> String {
        guard ordinals.indices.contains(span.block) else { return "?" }
        return document.locator(of: span, ordinal: ordinals[span.block])
    }
}
