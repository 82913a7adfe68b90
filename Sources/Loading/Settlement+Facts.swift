import FiscalModel

extension Settlement {
    /// What a fact row says besides the value, which follows from the statement.
    private struct Recorded: Hashable {
        var observationID: Int64?
        var candidateCount: Int
    }

    func writeFigures(_ figures: [Figure]) throws {
        var old: [ReadingKeys: Recorded] = [:]
        tables.statements.figuresOfUnit.bind(1, unitID)
        try tables.statements.figuresOfUnit.forEachRow { row in
            let keys = ReadingKeys(
                measureID: row.int64(0), fiscalYear: row.int(1), scenarioID: row.int64(2), projectID: 0)
            old[keys] = Recorded(observationID: row.optionalInt64(3), candidateCount: row.int(4))
        }
        let put = tables.statements.putFigure
        for figure in figures {
            let recorded = old.removeValue(forKey: figure.keys)
            if recorded == Recorded(observationID: figure.chosen?.id, candidateCount: figure.candidateCount) {
                continue
            }
            put.bind(1, unitID)
            put.bind(2, figure.keys.fiscalYear)
            put.bind(3, figure.keys.measureID)
            put.bind(4, figure.keys.scenarioID)
            put.bind(5, figure.chosen?.id)
            put.bind(6, figure.fen)
            put.bind(7, figure.number?.mantissa)
            put.bind(8, figure.number?.scale)
            put.bind(9, figure.candidateCount)
            put.bind(10, figure.chosen == nil)
            try put.run()
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

    func writeProjects(_ figures: [Figure]) throws {
        var old: [ReadingKeys: Recorded] = [:]
        let measureID = try tables.measureID("expenditure.project")
        tables.statements.projectsOfUnit.bind(1, unitID)
        try tables.statements.projectsOfUnit.forEachRow { row in
            let keys = ReadingKeys(
                measureID: measureID, fiscalYear: row.int(1), scenarioID: row.int64(2), projectID: row.int64(0))
            old[keys] = Recorded(observationID: row.optionalInt64(3), candidateCount: row.int(4))
        }
        let put = tables.statements.putProject
        for figure in figures {
            let recorded = old.removeValue(forKey: figure.keys)
            if recorded == Recorded(observationID: figure.chosen?.id, candidateCount: figure.candidateCount) {
                continue
            }
            put.bind(1, figure.keys.projectID)
            put.bind(2, figure.keys.fiscalYear)
            put.bind(3, figure.keys.scenarioID)
            put.bind(4, figure.chosen?.id)
            put.bind(5, figure.fen)
            put.bind(6, figure.candidateCount)
            put.bind(7, figure.chosen == nil)
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
    fileprivate var fen: Int64? {
        if case .money(let amount) = chosen?.observation.value { amount.fen } else { nil }
    }

    fileprivate var number: Number? {
        if case .number(let number) = chosen?.observation.value { number } else { nil }
    }
}
