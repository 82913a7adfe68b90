import FiscalModel

extension Settlement {
    /// What a fact row says besides the value, which follows from the statement.
    private struct Recorded: Hashable {
        var observationID: Int64?
        var candidateCount: Int
        var correctionID: Int64?

        init(_ observationID: Int64?, _ candidateCount: Int, _ correctionID: Int64?) {
            self.observationID = observationID
            self.candidateCount = candidateCount
            self.correctionID = correctionID
        }

        init(_ figure: Figure) {
            self.init(figure.observationID, figure.candidateCount, figure.correction?.id)
        }
    }

    /// The unit's own of some figures.
    func writeFigures(_ figures: [Figure]) throws {
        var old: [ReadingKeys: Recorded] = [:]
        tables.statements.figuresOfUnit.bind(1, unitID)
        try tables.statements.figuresOfUnit.forEachRow { row in
            let keys = ReadingKeys(
                measureID: row.int64(0), fiscalYear: row.int(1), scenarioID: row.int64(2), projectID: 0)
            old[keys] = Recorded(row.optionalInt64(3), row.int(4), row.optionalInt64(5))
        }
        let changed = figures.indices.filter { place in
            figures[place].keys.projectID == 0
                && (old.isEmpty || old.removeValue(forKey: figures[place].keys) != Recorded(figures[place]))
        }
        try tables.statements.putFigures.write(changed) { put, first, place in
            let figure = figures[place]
            put.bind(first, unitID)
            put.bind(first + 1, figure.keys.fiscalYear)
            put.bind(first + 2, figure.keys.measureID)
            put.bind(first + 3, figure.keys.scenarioID)
            put.bind(first + 4, figure.observationID)
            put.bind(first + 5, figure.fen)
            put.bind(first + 6, figure.number?.mantissa)
            put.bind(first + 7, figure.number?.scale)
            put.bind(first + 8, figure.candidateCount)
            put.bind(first + 9, figure.chosen == nil)
            put.bind(first + 10, figure.correction?.id)
            put.bind(first + 11, figure.printedQuantum)
        }
        let drop = tables.statements.dropFigure
        for keys in old.keys {
            drop.bind(1, unitID)
            drop.bind(2, keys.fiscalYear)
            drop.bind(3, keys.measureID)
            drop.bind(4, keys.scenarioID)
            try drop.run()
        }
    }

    /// Those of some figures that are projects'.
    func writeProjects(_ figures: [Figure]) throws {
        var old: [ReadingKeys: Recorded] = [:]
        let measureID = try tables.measureID("expenditure.project")
        tables.statements.projectsOfUnit.bind(1, unitID)
        try tables.statements.projectsOfUnit.forEachRow { row in
            let keys = ReadingKeys(
                measureID: measureID, fiscalYear: row.int(1), scenarioID: row.int64(2), projectID: row.int64(0))
            old[keys] = Recorded(row.optionalInt64(3), row.int(4), row.optionalInt64(5))
        }
        let put = tables.statements.putProject
        for figure in figures where figure.keys.projectID != 0 {
            let recorded = old.removeValue(forKey: figure.keys)
            if recorded == Recorded(figure) { continue }
            put.bind(1, figure.keys.projectID)
            put.bind(2, figure.keys.fiscalYear)
            put.bind(3, figure.keys.scenarioID)
            put.bind(4, figure.observationID)
            put.bind(5, figure.fen)
            put.bind(6, figure.candidateCount)
            put.bind(7, figure.chosen == nil)
            put.bind(8, figure.correction?.id)
            try put.run()
        }
        let drop = tables.statements.dropProject
        for keys in old.keys {
            drop.bind(1, keys.projectID)
            drop.bind(2, keys.fiscalYear)
            drop.bind(3, keys.scenarioID)
            try drop.run()
        }
    }
}

extension Settlement.Figure {
    /// The row of the statement chosen; none for an unsure reading that a person accepted.
    fileprivate var observationID: Int64? { chosen.flatMap { $0.id == 0 ? nil : $0.id } }

    private var value: Value? { correction?.value ?? chosen?.observation.value }

    fileprivate var fen: Int64? {
        if case .money(let amount) = value { amount.fen } else { nil }
    }

    /// Of the statement chosen, where it is money.
    fileprivate var printedQuantum: Int64? {
        guard observationID != nil, case .money(let amount) = chosen?.observation.value else { return nil }
        return amount.quantum
    }

    fileprivate var number: Number? {
        if case .number(let number) = value { number } else { nil }
    }
}
