import FiscalModel
import GRDB

/// Chooses the figures of one unit over all its current reports, and writes what changed by it.
///
/// The whole unit is judged each time, so that the facts follow from the reports that are in and not from the order in
/// which they came.
struct Settlement {
    let tables: Tables
    let judge: any UnitJudge
    let unitID: Int64

    /// A statement of a current report, with the choice that is on record.
    struct Statement {
        var candidate: Candidate
        var keys: ReadingKeys
        var accepted: Int
        var reason: String?
        /// True where the choice is not the one on record.
        var hasChanged = false
    }

    /// A current report with its statements.
    struct Report {
        var documentID: Int64
        var generationID: Int64
        var digest: String
        var kind: ReportKind
        var fiscalYear: Int
        var publishedOn: String?
        var statements: [Statement]
    }

    /// A figure of the unit: the statement chosen, or none for a tie.
    struct Figure {
        var keys: ReadingKeys
        var chosen: Candidate?
        var candidateCount: Int
        /// The decision of a person that it is what it is by.
        var correction: Correction?
    }

    /// What judging a unit gives.
    struct Judgement {
        var reports: [Report]
        var figures: [Figure]
        var corrections: UnitCorrections
    }

    /// Judges the reports on record together with one that is about to be written, whose statements then bear their
    /// choice and still have to be inserted before `write`.
    func judged(arriving: Report?) throws -> Judgement {
        var reports = try reportsOnRecord(except: arriving?.documentID)
        if let arriving { reports.append(arriving) }
        reports.sort { ($0.fiscalYear, $0.digest) < ($1.fiscalYear, $1.digest) }

        var corrections = try UnitCorrections(of: unitID, tables)
        if !corrections.isEmpty {
            for report in reports.indices {
                for index in reports[report].statements.indices {
                    let statement = reports[report].statements[index]
                    reports[report].statements[index].candidate.verdict = corrections.verdict(
                        on: statement.keys, statement.candidate.observation.value)
                }
            }
            try corrections.meet(reports, unitID: unitID, tables)
        }
        let figures = figures(among: &reports, corrections)
        return Judgement(reports: reports, figures: figures, corrections: corrections)
    }

    /// What is stated of one figure.
    private struct Group {
        var keys: ReadingKeys
        /// Where the first of the candidates stand; the others are unsure readings that a person decided on.
        var places: [(report: Int, statement: Int)] = []
        var decidedOn: [Candidate] = []
    }

    /// Chooses each figure and notes the choice on the statements.
    private func figures(among reports: inout [Report], _ corrections: UnitCorrections) -> [Figure] {
        var groups: [Group] = []
        var placeOfGroup: [ReadingKeys: Int] = [:]
        placeOfGroup.reserveCapacity(reports.reduce(0) { $0 + $1.statements.count })
        func group(of keys: ReadingKeys) -> Int {
            if let known = placeOfGroup[keys] { return known }
            placeOfGroup[keys] = groups.count
            groups.append(Group(keys: keys))
            return groups.count - 1
        }
        for report in reports.indices {
            for statement in reports[report].statements.indices {
                let group = group(of: reports[report].statements[statement].keys)
                groups[group].places.append((report, statement))
            }
        }
        for (_, statement) in corrections.readings {
            let group = group(of: statement.keys)
            groups[group].decidedOn.append(statement.candidate)
        }
        var figures: [Figure] = []
        figures.reserveCapacity(groups.count)
        for group in groups {
            let keys = group.keys
            let candidates =
                group.places.map { reports[$0.report].statements[$0.statement].candidate } + group.decidedOn
            let choice = judge.choose(among: candidates)
            var isEachRejected = true
            for (index, place) in group.places.enumerated() {
                let reason = choice.reasons[index]
                if reason != .rejected { isEachRejected = false }
                let accepted = index == choice.chosen ? 1 : (reason == .rejected ? -1 : 0)
                reports[place.report].statements[place.statement].put(accepted, reason)
            }
            if isEachRejected, choice.chosen == nil { continue }
            let chosen = choice.chosen.map { candidates[$0] }
            figures.append(
                Figure(
                    keys: keys, chosen: chosen, candidateCount: candidates.count,
                    correction: corrections.isEmpty ? nil : chosen.flatMap { corrections.deciding(keys, $0) }))
        }
        return figures
    }

    /// Writes the choice to the statements on record, the facts, and the findings between reports; only what differs.
    /// Returns how many findings between reports there are more than before, 0 for fewer.
    func write(_ judgement: Judgement, arriving: Int64?) throws -> Int {
        let (reports, figures) = (judgement.reports, judgement.figures)
        let judge = tables.statements.judgeObservation
        for report in reports where report.documentID != arriving {
            for statement in report.statements where statement.hasChanged {
                judge.bind(1, statement.accepted)
                judge.bind(2, statement.reason)
                judge.bind(3, statement.candidate.id)
                try judge.run()
            }
        }
        try writeFigures(figures)
        try writeProjects(figures)
        try judgement.corrections.writeStandings(tables.db)
        return try writeFindings(between: reports, judgement.corrections)
    }

    private func reportsOnRecord(except documentID: Int64?) throws -> [Report] {
        let rows = try Row.fetchAll(
            tables.db.cachedStatement(
                sql: """
                    SELECT document_id, generation_id, sha256, kind, fiscal_year, published_on
                    FROM dim_document WHERE unit_id = ? AND status = 'loaded'
                    """), arguments: [unitID])
        return try rows.compactMap { row in
            let id: Int64 = row[0]
            guard id != documentID else { return nil }
            var report = Report(
                documentID: id, generationID: row[1], digest: row[2], kind: ReportKind(rawValue: row[3]) ?? .other,
                fiscalYear: row[4], publishedOn: row[5], statements: [])
            try readStatements(of: &report)
            return report
        }
    }

    private func readStatements(of report: inout Report) throws {
        let query = tables.statements.observationsOfDocument
        query.bind(1, report.documentID)
        var statements: [Statement] = []
        try query.forEachRow { row in
            guard row.int64(1) == report.generationID else { return }
            let (observation, keys) = try row.reading(from: 6, tables: tables)
            statements.append(
                Statement(
                    candidate: Candidate(
                        id: row.int64(0), digest: report.digest, reportKind: report.kind,
                        reportFiscalYear: report.fiscalYear, publishedOn: report.publishedOn, ordinal: row.int(2),
                        observation: observation, balance: Balance(rawValue: row.int(3)) ?? .unchecked),
                    keys: keys, accepted: row.int(4), reason: row.optionalText(5)))
        }
        report.statements = statements
    }
}

extension Settlement.Statement {
    fileprivate mutating func put(_ accepted: Int, _ reason: ChoiceReason) {
        if accepted == self.accepted, reason.rawValue == self.reason { return }
        self.accepted = accepted
        self.reason = reason.rawValue
        hasChanged = true
    }
}
