import FiscalModel
import GRDB

extension WarehouseLoader {
    /// Puts decisions of people on record and chooses the figures concerned again, in one transaction.
    ///
    /// A decision that is on record already adds nothing.  Of two on the same figure the later one stands and the other
    /// is withdrawn; a rejection and an acceptance of the same printed value exclude each other too.  Returns how many
    /// rows were added or withdrawn.
    @discardableResult
    public func record(_ corrections: [Correction]) throws(LoadingError) -> Int {
        try transaction { db, tables in
            var changes = 0
            var units: Set<Int64> = []
            for correction in corrections {
                let change = try put(correction, db)
                changes += change
                if change > 0 { units.formUnion(try unitIDs(of: correction, db)) }
            }
            for unitID in units.sorted() { _ = try settle(unitID, arriving: nil, of: nil, tables) }
            for kind in try tables.kindsOwed() {
                _ = try PeerJudging(tables: tables, judge: judge, kindOfBody: kind).run()
            }
            return changes
        }
    }

    /// Every decision on record, withdrawn ones too, in an order that does not depend on when they came.
    public func corrections() throws(LoadingError) -> [(correction: Correction, standing: CorrectionStanding)] {
        do {
            return try warehouse.queue.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT \(LoadingStatements.correctionColumns), k.standing FROM correction k
                        ORDER BY division_code, unit_name, fiscal_year, measure, scenario, project, made_at, printed_fen,
                          printed_mantissa, printed_scale, value_fen, value_mantissa, value_scale, reason, made_by,
                          source_sha256, source_locator, source_quote, correction_id
                        """
                ).map { (Correction($0), CorrectionStanding(rawValue: $0[20]) ?? .waiting) }
            }
        } catch {
            throw LoadingError(error, path: warehouse.path)
        }
    }

    /// Adds the row, or withdraws it where it came withdrawn; returns how many rows changed.
    private func put(_ correction: Correction, _ db: Database) throws -> Int {
        if let known = try row(equalTo: correction, db) {
            guard correction.isWithdrawn, !known.isWithdrawn else { return 0 }
            try withdraw(known.id, db)
            return 1
        }
        var arriving = correction
        var changes = 1
        if !arriving.isWithdrawn {
            for standing in try decisions(excludedBy: correction, db) {
                if standing.madeAt > correction.madeAt {
                    arriving.isWithdrawn = true
                } else {
                    try withdraw(standing.id, db)
                    changes += 1
                }
            }
        }
        try insert(arriving, db)
        return changes
    }

    private func withdraw(_ id: Int64, _ db: Database) throws {
        try db.run(
            sql: "UPDATE correction SET is_withdrawn = 1, standing = 'waiting' WHERE correction_id = ?", arguments: [id]
        )
    }

    /// All of the same figure, whatever they decided.
    private func decisions(onFigureOf correction: Correction, _ db: Database) throws -> [Correction] {
        try db.rows(
            sql: """
                SELECT \(LoadingStatements.correctionColumns) FROM correction k
                WHERE division_code = ? AND unit_name = ? AND fiscal_year = ? AND measure = ? AND scenario = ?
                  AND project IS ?
                """,
            arguments: [
                correction.divisionCode, correction.unitName, correction.key.fiscalYear,
                correction.key.measure.rawValue, correction.key.scenario.rawValue, correction.key.project,
            ]
        ).map(Correction.init)
    }

    private func row(equalTo correction: Correction, _ db: Database) throws -> Correction? {
        try decisions(onFigureOf: correction, db).first { known in
            var same = known
            same.id = correction.id
            same.isWithdrawn = correction.isWithdrawn
            return same.isSame(as: correction)
        }
    }

    private func decisions(excludedBy correction: Correction, _ db: Database) throws -> [Correction] {
        try decisions(onFigureOf: correction, db).filter { other in
            guard !other.isWithdrawn else { return false }
            if correction.value != nil, other.value != nil { return true }
            return other.printed.isWorth(correction.printed)
        }
    }

    private func unitIDs(of correction: Correction, _ db: Database) throws -> [Int64] {
        try db.rows(
            sql: """
                SELECT unit_id FROM dim_unit u WHERE division_code = :division AND (
                  unit_key = :name
                  OR unit_id IN (SELECT unit_id FROM unit_alias WHERE name = :name AND is_full_name = 1))
                """,
            arguments: ["division": correction.divisionCode, "name": correction.unitName]
        ).map { $0[0] }
    }

    private func insert(_ correction: Correction, _ db: Database) throws {
        let (printed, value) = (Digits(correction.printed), Digits(correction.value))
        try db.run(
            sql: """
                INSERT INTO correction (
                  division_code, unit_name, fiscal_year, measure, scenario, project, printed_fen, printed_mantissa,
                  printed_scale, value_fen, value_mantissa, value_scale, reason, made_by, made_at, source_sha256,
                  source_locator, source_quote, is_withdrawn)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                correction.divisionCode, correction.unitName, correction.key.fiscalYear,
                correction.key.measure.rawValue, correction.key.scenario.rawValue, correction.key.project, printed.fen,
                printed.mantissa, printed.scale, value.fen, value.mantissa, value.scale, correction.reason,
                correction.madeBy, correction.madeAt, correction.source.digest, correction.source.locator,
                correction.source.quote, correction.isWithdrawn,
            ])
    }
}

/// A value as three columns keep it.
private struct Digits {
    var fen: Int64?
    var mantissa: Int64?
    var scale: Int?

    init(_ value: Value?) {
        switch value {
        case .money(let amount): fen = amount.fen
        case .number(let number): (mantissa, scale) = (number.mantissa, number.scale)
        case nil: break
        }
    }
}

extension Correction {
    /// From the columns of `LoadingStatements.correctionColumns`.
    init(_ row: Row) {
        func value(_ first: Int) -> Value? {
            if let fen = row[first] as Int64? { return .money(Amount(fen: fen)) }
            return (row[first + 1] as Int64?).map { .number(Number(mantissa: $0, scale: row[first + 2])) }
        }
        self.init(
            id: row[0], divisionCode: row[1], unitName: row[2],
            key: FigureKey(
                measure: MeasureCode(row[4]), fiscalYear: row[3], scenario: Scenario(rawValue: row[5]) ?? .actual,
                project: row[6]),
            printed: value(7) ?? .number(Number(mantissa: 0)), value: value(10), reason: row[13], madeBy: row[14],
            madeAt: row[15], source: .init(digest: row[16], locator: row[17], quote: row[18]), isWithdrawn: row[19])
    }

    /// Equal but for how finely a value was printed, which is not kept.
    fileprivate func isSame(as other: Correction) -> Bool {
        var (mine, theirs) = (self, other)
        guard printed.isWorth(other.printed), value.isWorth(other.value) else { return false }
        (mine.printed, mine.value) = (printed, value)
        (theirs.printed, theirs.value) = (printed, value)
        return mine == theirs
    }
}

extension Value? {
    fileprivate func isWorth(_ other: Value?) -> Bool {
        switch (self, other) {
        case (let a?, let b?): a.isWorth(b)
        case (nil, nil): true
        default: false
        }
    }
}
