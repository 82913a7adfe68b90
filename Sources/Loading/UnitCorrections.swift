import FiscalModel
import GRDB

/// The decisions of people on one unit's figures, brought together with what its current reports print.
struct UnitCorrections {
    /// A decision on record, with the rows that its names stand for today; no keys where one of them is not known.
    struct Entry {
        var correction: Correction
        var keys: ReadingKeys?
        var measureID: Int64?
        var recorded: CorrectionStanding
        /// True where the document that it was made from counts as another unit's now.
        var isElsewhere: Bool
        var standing: CorrectionStanding = .waiting
    }

    private(set) var entries: [Entry] = []
    /// Unsure readings that a person accepted or corrected, as candidates without a row of their own.
    private(set) var readings: [(digest: String, statement: Settlement.Statement)] = []

    var isEmpty: Bool { entries.isEmpty }

    init(of unitID: Int64, _ tables: Tables) throws {
        guard try tables.statements.anyCorrection.integer() != nil else { return }
        for query in [tables.statements.correctionsOfUnit, tables.statements.strayCorrectionsOfUnit] {
            try read(query, unitID)
        }
    }

    private mutating func read(_ query: BoundStatement, _ unitID: Int64) throws {
        query.bind(1, unitID)
        try query.forEachRow { row in
            let correction = row.correction()
            let keys: ReadingKeys? =
                if let measureID = row.optionalInt64(21), let scenarioID = row.optionalInt64(22),
                    correction.key.project == nil || !row.isNull(23)
                {
                    ReadingKeys(
                        measureID: measureID, fiscalYear: correction.key.fiscalYear, scenarioID: scenarioID,
                        projectID: row.optionalInt64(23) ?? 0)
                } else {
                    nil
                }
            entries.append(
                Entry(
                    correction: correction, keys: keys, measureID: row.optionalInt64(21),
                    recorded: CorrectionStanding(rawValue: row.text(20)) ?? .waiting, isElsewhere: row.int(24) == 1))
        }
    }

    /// The decisions on one figure, the later ones last.
    private func entries(on keys: ReadingKeys) -> [Entry] { entries.filter { $0.keys == keys } }

    /// What people decided on a printed value: the last word counts.
    func verdict(on keys: ReadingKeys, _ value: Value) -> Verdict? {
        entries(on: keys).last { $0.correction.printed.isWorth(value) }?.correction.verdict
    }

    /// The decision that the figure is what it is by, for the statement chosen.
    func deciding(_ keys: ReadingKeys, _ chosen: Candidate) -> Correction? {
        guard chosen.verdict == .accepted || chosen.verdict == .corrected else { return nil }
        return entries(on: keys).last { $0.correction.printed.isWorth(chosen.observation.value) }?.correction
    }

    /// Says of each decision whether a current report prints what it expects, and finds the unsure readings among it.
    mutating func meet(_ reports: [Settlement.Report], unitID: Int64, _ tables: Tables) throws {
        let unsure = try unsureReadings(of: reports, tables)
        for index in entries.indices {
            let (keys, printed) = (entries[index].keys, entries[index].correction.printed)
            func states(_ statement: Settlement.Statement) -> Bool {
                statement.keys == keys && statement.candidate.observation.value.isWorth(printed)
            }
            let isPrinted = reports.contains { $0.statements.contains(where: states) }
            let reading = unsure.first { states($0.statement) }
            entries[index].standing =
                isPrinted || reading != nil
                ? .applies : reports.isEmpty && !entries[index].isElsewhere ? .waiting : .stale
            guard !isPrinted, var reading, entries[index].correction.value != nil else { continue }
            reading.statement.candidate.verdict = verdict(
                on: reading.statement.keys, reading.statement.candidate.observation.value)
            if reading.statement.candidate.verdict != .rejected { readings.append(reading) }
        }
    }

    /// Writes the standings that changed.
    func writeStandings(_ db: Database) throws {
        for entry in entries where entry.standing != entry.recorded {
            try db.run(
                sql: "UPDATE correction SET standing = ? WHERE correction_id = ?",
                arguments: [entry.standing.rawValue, entry.correction.id])
        }
    }

    /// A finding for each decision that expects what no report prints any more.
    func staleFindings(among reports: [Settlement.Report]) -> [ReportFinding] {
        entries.compactMap { entry in
            guard entry.standing == .stale, let host = host(of: entry.correction, reports) else { return nil }
            let (key, printed) = (entry.correction.key, entry.correction.printed)
            let decision =
                entry.correction.value.map {
                    $0.isWorth(printed)
                        ? Finding.Message(zh: "采信", en: "accepted")
                        : Finding.Message(zh: "更正为\($0)", en: "corrected to \($0.english)")
                } ?? Finding.Message(zh: "否定", en: "rejected")
            let (madeBy, reason) = (entry.correction.madeBy, entry.correction.reason)
            return ReportFinding(
                digest: host,
                finding: Finding(
                    rule: .correctionStale, measure: entry.measureID == nil ? nil : key.measure,
                    fiscalYear: key.fiscalYear, severity: .warning,
                    message: .init(
                        zh: "人工裁定不再适用：\(madeBy)把印出的\(printed)\(decision.zh)（\(reason)），现行报告已不印这个数；请重新裁定或撤回",
                        en:
                            "a person's decision does not apply any more: the printed \(printed.english) was \(decision.en) by \(madeBy) (\(reason)), and no current report prints it; decide again or withdraw it"
                    ),
                    quote: entry.correction.source.quote))
        }
    }

    /// The report that a finding about a decision stands with: its source, else the last of the year, else the last.
    private func host(of correction: Correction, _ reports: [Settlement.Report]) -> String? {
        if reports.contains(where: { $0.digest == correction.source.digest }) { return correction.source.digest }
        return (reports.last { $0.fiscalYear == correction.key.fiscalYear } ?? reports.last)?.digest
    }

    private func unsureReadings(
        of reports: [Settlement.Report], _ tables: Tables
    ) throws -> [(digest: String, statement: Settlement.Statement)] {
        var readings: [(digest: String, statement: Settlement.Statement)] = []
        let query = tables.statements.unsureOfDocument
        for report in reports {
            query.bind(1, report.documentID)
            query.bind(2, report.generationID)
            try query.forEachRow { row in
                let (observation, keys) = try row.reading(from: 1, tables: tables)
                readings.append(
                    (
                        report.digest,
                        Settlement.Statement(
                            candidate: Candidate(
                                id: 0, digest: report.digest, reportKind: report.kind,
                                reportFiscalYear: report.fiscalYear, publishedOn: report.publishedOn,
                                ordinal: row.int(0), observation: observation),
                            keys: keys, accepted: 0, reason: nil)
                    ))
            }
        }
        return readings
    }
}

extension RowReader {
    /// The columns of `LoadingStatements.correctionColumns`, from the first on.
    fileprivate func correction() -> Correction {
        func value(_ first: Int32) -> Value? {
            if let fen = optionalInt64(first) { return .money(Amount(fen: fen)) }
            return optionalInt64(first + 1).map { .number(Number(mantissa: $0, scale: int(first + 2))) }
        }
        return Correction(
            id: int64(0), divisionCode: text(1), unitName: text(2),
            key: FigureKey(
                measure: MeasureCode(text(4)), fiscalYear: int(3), scenario: Scenario(rawValue: text(5)) ?? .actual,
                project: optionalText(6)),
            printed: value(7) ?? .number(Number(mantissa: 0)), value: value(10), reason: text(13), madeBy: text(14),
            madeAt: text(15),
            source: .init(digest: text(16), locator: text(17), quote: text(18)), isWithdrawn: int(19) == 1)
    }
}
