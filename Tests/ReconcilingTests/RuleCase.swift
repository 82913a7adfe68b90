import DocumentModel
import FiscalModel
import Foundation

@testable import Reconciling

/// A report (or several of one unit) as a rule sees it, in one text form, with the findings that have to come out.
///
/// ```
/// breaks  the parts are of another year
/// text  2023年三公经费0万元，其中接待费2万元。
/// three_public.total 2023 actual 0万元
/// three_public.reception 2023 actual 2万元 @2万元
/// claim none procurement.total 2023 actual
/// => sum_mismatch three_public.total error
/// ```
///
/// - The first line says whether the rule `holds`, `breaks`, or seems broken because something was `misread`, and what of.
/// - `text` is a paragraph and `row a | b` a row of a table; `@2万元` puts a figure where that stands in the last
///   paragraph, `@3,2` into row 3, column 2 of the last table.  Others stand in a paragraph of their own.
/// - Figures are as in `observations(_:)`, with `project=名称` besides; confidence is 95 unless `80%` says otherwise.
/// - `claim change MEASURE YEAR SCENARIO from YEAR SCENARIO AMOUNT PERCENT`, `claim total MEASURE YEAR SCENARIO TOTAL AMOUNT PERCENT`, `claim share MEASURE YEAR SCENARIO PERCENT of
///   WHOLE`, `claim none MEASURE YEAR SCENARIO`, `claim year OTHER MEASURE YEAR SCENARIO`, `claim grade LOWEST BELOW`,
///   `claim scores SCORE/WEIGHT…`; `-` for what is left out, the words after `|`.
/// - `indicator WEIGHT SCORE` is a row of the indicators.
/// - `report YEAR` begins the unit's report of a year; then the findings are those between the reports, with the year.
struct RuleCase {
    enum Kind: String, CaseIterable { case holds, breaks, misread }

    var kind: Kind
    var title: String
    var lines: [String]
    var expected: [String]

    /// The cases of a file, which stand one after the other with a line of `----` between them.
    static func all(of rule: Finding.Rule) throws -> [RuleCase] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("RuleCases")
        let text = try String(contentsOf: folder.appendingPathComponent(rule.rawValue + ".test"), encoding: .utf8)
        return try text.components(separatedBy: "----\n").map(RuleCase.init)
    }

    private init(_ text: String) throws {
        var lines = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        let head = lines.isEmpty ? [] : lines.removeFirst().split(separator: " ", maxSplits: 1).map(String.init)
        guard head.count == 2, let kind = Kind(rawValue: head[0]) else {
            throw Malformed(line: head.joined(separator: " "))
        }
        self.kind = kind
        title = head[1].trimmingCharacters(in: .whitespaces)
        expected = lines.filter { $0.hasPrefix("=> ") }.map { String($0.dropFirst(3)) }
        self.lines = lines.filter { !$0.hasPrefix("=> ") }
    }

    struct Malformed: Error { var line: String }

    /// What comes out, as the expected lines say it.
    func findings(_ reconciler: Reconciler) throws -> [String] {
        try placedFindings(reconciler).map { $0.place + Self.words($0.finding) }
    }

    /// The findings, and before each the year of its report where there are several.
    func placedFindings(_ reconciler: Reconciler) throws -> [(place: String, finding: Finding)] {
        var reports: [(year: Int, lines: [String])] = []
        for line in lines {
            if line.hasPrefix("report "), let year = Int(line.dropFirst(7)) {
                reports.append((year, []))
            } else {
                if reports.isEmpty { reports.append((0, [])) }
                reports[reports.count - 1].lines.append(line)
            }
        }
        if reports.isEmpty { reports = [(0, [])] }
        guard reports[0].year != 0 else {
            let report = try StatedReport(reports[0].lines)
            return reconciler.reconcile(report.extraction, in: report.document, of: anyReport).findings.map { ("", $0) }
        }
        let current = try reports.enumerated().map { place, report in
            let digest = "\(report.year) \(place)"
            return CurrentReport(
                digest: digest, kind: .finalAccounts, fiscalYear: report.year,
                candidates: try StatedReport(report.lines).extraction.observations.enumerated().map {
                    Candidate(
                        id: Int64($0.offset), digest: digest, reportKind: .finalAccounts,
                        reportFiscalYear: report.year, ordinal: $0.offset, observation: $0.element)
                })
        }
        return reconciler.findings(between: current).map { ("\($0.digest.prefix(4)) ", $0.finding) }
    }

    private static func words(_ finding: Finding) -> String {
        "\(finding.rule.rawValue) \(finding.measure?.rawValue ?? "-") \(finding.severity.rawValue)"
    }
}

/// The lines of one report, put together.
private struct StatedReport {
    var document = Document(format: .txt)
    var extraction = Extraction()
    private var table: [[String]] = []

    init(_ lines: [String]) throws {
        for line in lines {
            let parts = line.split(separator: "|", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            let words = parts[0].split(separator: " ").map(String.init)
            if words[0] != "row", !table.isEmpty, !words.contains(where: { $0.hasPrefix("@") }) { table = [] }
            switch words[0] {
            case "text": document.blocks.append(.paragraph(Paragraph(String(line.dropFirst(4).drop { $0 == " " }))))
            case "row":
                let row = line.dropFirst(4).split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                if !table.isEmpty { document.blocks.removeLast() }
                table.append(row)
                document.blocks.append(.table(Table(rows: table)))
            case "claim":
                extraction.claims.append(try claim(words, quote: parts.count > 1 ? parts[1] : "原文", line))
            case "indicator":
                guard words.count == 3 else { throw RuleCase.Malformed(line: line) }
                extraction.indicators.append(
                    PerformanceIndicator(
                        level1: "产出指标", level2: "数量指标", level3: "指标\(extraction.indicators.count)",
                        weight: Number(parsing: words[1]), score: Number(parsing: words[2]), quote: "",
                        span: SourceSpan(block: 900 + extraction.indicators.count, utf8Range: 0..<1)))
            default: extraction.observations.append(try figure(words, line))
            }
        }
    }

    private mutating func figure(_ words: [String], _ line: String) throws -> Observation {
        guard words.count >= 4, Int(words[1]) != nil, Scenario(rawValue: words[2]) != nil else {
            throw RuleCase.Malformed(line: line)
        }
        var figure = observations(line)[0]
        figure.project = words.compactMap { $0.hasPrefix("project=") ? String($0.dropFirst(8)) : nil }.first
        guard let place = words.first(where: { $0.hasPrefix("@") })?.dropFirst() else {
            document.blocks.append(.paragraph(Paragraph(line)))
            figure.span = SourceSpan(block: document.blocks.count - 1, utf8Range: 0..<line.utf8.count)
            return figure
        }
        let block = document.blocks.count - 1
        let cell = place.split(separator: ",").compactMap { Int($0) }
        if !table.isEmpty {
            guard cell.count == 2 else { throw RuleCase.Malformed(line: line) }
            let text = table[cell[0] - 1][cell[1] - 1]
            figure.quote = table[cell[0] - 1].joined(separator: " | ")
            figure.span = SourceSpan(
                block: block, cell: .init(row: cell[0] - 1, column: cell[1] - 1), utf8Range: 0..<text.utf8.count)
            if figure.source == .narrative { figure.source = .table }
        } else {
            guard let text = document.blocks.last?.paragraph?.text, let range = text.range(of: place) else {
                throw RuleCase.Malformed(line: line)
            }
            figure.quote = String(place)
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            figure.span = SourceSpan(block: block, utf8Range: start..<start + place.utf8.count)
        }
        return figure
    }

    private func claim(_ words: [String], quote: String, _ line: String) throws -> Claim {
        var words = Array(words.dropFirst())
        let percent = words.last.flatMap { $0.hasSuffix("%") && words.count > 2 ? Int($0.dropLast()) : nil }
        if percent != nil { words.removeLast() }
        func word(_ index: Int) throws -> String {
            guard words.indices.contains(index) else { throw RuleCase.Malformed(line: line) }
            return words[index]
        }
        func figure(_ index: Int) throws -> Claim.Figure {
            guard let year = Int(try word(index)), let scenario = Scenario(rawValue: try word(index + 1)) else {
                throw RuleCase.Malformed(line: line)
            }
            return .init(fiscalYear: year, scenario: scenario)
        }
        func make(_ statement: Claim.Statement, _ measure: String, _ figure: Claim.Figure, block: Int) -> Claim {
            Claim(
                statement, measure: measure == "-" ? nil : MeasureCode(measure), figure: figure, quote: quote,
                span: SourceSpan(block: block, utf8Range: 0..<6),
                confidence: percent.map(Confidence.init(percent:)) ?? .sure)
        }
        let score = Claim.Figure(fiscalYear: 2023, scenario: .actual)
        switch try word(0) {
        case "change":
            let amount = try word(7) == "-" ? nil : value(try word(7))
            let rate = try word(8) == "-" ? nil : Number(parsing: try word(8))
            return make(
                .change(amount: amount, percent: rate, base: try figure(5)), try word(1), try figure(2), block: 999)
        case "total":
            guard let rate = Number(parsing: try word(6)) else { throw RuleCase.Malformed(line: line) }
            return make(
                .changeOfTotal(value(try word(4)), amount: value(try word(5)), percent: rate), try word(1),
                try figure(2), block: 999)
        case "share":
            guard let share = Number(parsing: try word(4)) else { throw RuleCase.Malformed(line: line) }
            return make(
                .share(percent: share, whole: MeasureCode(try word(6))), try word(1), try figure(2), block: 999)
        case "none": return make(.none, try word(1), try figure(2), block: 999)
        case "year":
            guard let year = Int(try word(1)) else { throw RuleCase.Malformed(line: line) }
            return make(.foreignYear(year), try word(2), try figure(3), block: 999)
        case "grade":
            return make(
                .grade(lowest: Int(try word(1)), below: Int(try word(2))), "score.self_evaluation", score, block: 999)
        case "scores":
            let parts = try words.dropFirst().map { word -> Claim.ScoredPart in
                let pair = word.split(separator: "/").compactMap { Number(parsing: $0) }
                guard pair.count == 2 else { throw RuleCase.Malformed(line: line) }
                return .init(weight: pair[1], score: pair[0])
            }
            // They stand in the paragraph of the total before them.
            return make(.scores(parts), "score.self_evaluation", score, block: document.blocks.count - 1)
        default: throw RuleCase.Malformed(line: line)
        }
    }
}
