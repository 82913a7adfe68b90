import GRDB

/// What is on record as still to be judged.
///
/// A unit with few documents is judged with each that arrives.  One with many would cost more with every further one, so
/// that it is judged once, at the end of the run; that it is owed is written with the document, in one transaction, and
/// a run that was cut short leaves it to the next.  Bodies are held against others of their kind at the end of a run too.
struct JudgingOwed {
    /// Documents that a unit may have and still be judged with each arrival.
    private static let fewDocuments = 24

    private let isOwed: BoundStatement
    private let hasMany: BoundStatement
    private let owe: BoundStatement
    private let forgive: BoundStatement
    private let dropFigures: BoundStatement
    private let dropProjects: BoundStatement

    init(_ db: Database) throws {
        isOwed = try .init(db, "SELECT 1 FROM judging_owed WHERE unit_id = ?")
        hasMany = try .init(
            db, "SELECT 1 FROM dim_document WHERE unit_id = ? LIMIT 1 OFFSET \(Self.fewDocuments)")
        owe = try .init(db, "INSERT INTO judging_owed (unit_id) VALUES (?) ON CONFLICT DO NOTHING")
        forgive = try .init(db, "DELETE FROM judging_owed WHERE unit_id = ?")
        let observations = """
            SELECT o.observation_id FROM dim_document d JOIN published_observation o ON o.document_id = d.document_id
            WHERE d.unit_id = ?1 AND d.superseded_by_id = ?2
            """
        dropFigures = try .init(
            db, "DELETE FROM fact_figure WHERE unit_id = ?1 AND observation_id IN (\(observations))")
        dropProjects = try .init(
            db,
            """
            DELETE FROM fact_project WHERE observation_id IN (\(observations))
              AND project_id IN (SELECT project_id FROM dim_project WHERE unit_id = ?1)
            """)
    }

    /// True where a unit has so many documents that it is judged at the end of the run.
    func isPutOff(_ unitID: Int64) throws -> Bool {
        isOwed.bind(1, unitID)
        if try isOwed.integer() != nil { return true }
        hasMany.bind(1, unitID)
        return try hasMany.integer() != nil
    }

    /// Puts a unit's judging off.  What a document stated that gave way to another is no fact any more even till then.
    func putOff(_ unitID: Int64, supersededBy documentID: Int64?) throws {
        owe.bind(1, unitID)
        try owe.run()
        guard let documentID else { return }
        for drop in [dropFigures, dropProjects] {
            drop.bind(1, unitID)
            drop.bind(2, documentID)
            try drop.run()
        }
    }

    /// Notes that a unit is judged.
    func noteJudged(_ unitID: Int64) throws {
        forgive.bind(1, unitID)
        try forgive.run()
    }
}

extension Tables {
    func unitsOwed() throws -> [Int64] {
        try db.rows(sql: "SELECT unit_id FROM judging_owed ORDER BY unit_id").map { $0[0] }
    }

    func kindsOwed() throws -> [String] {
        try db.rows(sql: "SELECT kind_of_body FROM peer_judging_owed ORDER BY kind_of_body").map { $0[0] }
    }
}
