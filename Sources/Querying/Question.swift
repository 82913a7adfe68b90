import GRDB

/// Something that the warehouse can be asked: one file a question in `Questions/`.
///
/// A question holds what it is about (units, years, measures) and nothing of how the answer is written.
public protocol Question: Sendable {
    /// Answers from an open warehouse.
    ///
    /// - Throws: `QueryFailure` for what a person can mend, `DatabaseError` for what SQLite reports.
    func answer(from db: Database) throws -> Answer
}
