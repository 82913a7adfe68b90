import GRDB
import Warehouse

/// Where questions are asked: a warehouse opened for reading only, and never longer than a time limit.
///
/// ```swift
/// let desk = try AnswerDesk(at: "warehouse.sqlite", timeout: .seconds(30))
/// let answer = try desk.answer(Trend(units: UnitSelection(counties: ["道县"])))
/// ```
///
/// Throws `WarehouseError` for what is wrong with the file or forbidden to a reader, and `QueryFailure` for what is wrong
/// with the question.
public struct AnswerDesk: Sendable {
    private let reader: WarehouseReader

    public init(at path: String, timeout: Duration? = nil) throws {
        reader = try Warehouse.openReadOnly(at: path, timeout: timeout)
    }

    /// The answer to a question; all its statements see the same state of the warehouse.
    public func answer(_ question: some Question) throws -> Answer {
        try reader.read { db in
            do {
                return try question.answer(from: db)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_NOMEM {
                throw QueryFailure.tooLarge
            }
        }
    }
}
