import FiscalModel
import GRDB
import Terminal

/// Somebody's own SELECT over the views, answered with the columns and values that SQLite gives.
///
/// The connection refuses whatever is not reading; a second statement behind a semicolon is refused here.
public struct SQLStatement: Question {
    public var sql: String
    /// Rows after which the answer is cut off, and says so.
    public var limit: Int

    public init(_ sql: String, limit: Int = 1_000_000) {
        self.sql = sql
        self.limit = limit
    }

    /// Bytes of text that an answer may hold before it counts as too large.
    private static let memoryLimit = 256 << 20

    public func answer(from db: Database) throws -> Answer {
        let statement = try compiled(db)
        let columns = statement.columnNames
        guard !columns.isEmpty else { throw QueryFailure.noQuery }
        do { try statement.validateArguments([]) } catch { throw QueryFailure.hasParameters }
        var answer = Answer(
            title: Wording(""), columns: zip(columns, Self.keys(of: columns)).map { .init($1, Wording($0)) })
        var isNumeric = Array(repeating: true, count: columns.count)
        var bytes = 0
        let rows = try Row.fetchCursor(statement)
        while let row = try next(rows) {
            guard answer.rows.count < limit else {
                let cut = Wording(zh: "只显示前 \(limit) 行，其余从略", en: "cut off after \(limit) rows")
                answer.notes.append(cut)
                answer.cut = cut
                break
            }
            var cells: [Answer.Cell] = []
            for index in columns.indices {
                let value: DatabaseValue = row[index]
                cells.append(Self.cell(value, &bytes))
                if case .string = value.storage { isNumeric[index] = false }
                if case .blob = value.storage { isNumeric[index] = false }
            }
            bytes += cells.count * MemoryLayout<Answer.Cell>.stride
            guard bytes < Self.memoryLimit else { throw QueryFailure.tooLarge }
            answer.rows.append(cells)
        }
        for index in columns.indices where isNumeric[index] { answer.columns[index].kind = .number }
        return answer
    }

    /// A key of its own for each column: of two called `a` the second is `a_2`, or an object would lose one of them.
    private static func keys(of columns: [String]) -> [String] {
        var taken = Set(columns)
        var seen: Set<String> = []
        return columns.map { column in
            if seen.insert(column).inserted { return column }
            var number = 2
            while !taken.insert("\(column)_\(number)").inserted { number += 1 }
            return "\(column)_\(number)"
        }
    }

    private func compiled(_ db: Database) throws -> Statement {
        do {
            return try db.makeStatement(sql: sql)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
            // NB: GRDB's own error for what follows a semicolon.
            throw QueryFailure.severalStatements
        } catch let error as DatabaseError {
            throw Self.failure(error) ?? error
        }
    }

    private func next(_ rows: RowCursor) throws -> Row? {
        do {
            return try rows.next()
        } catch let error as DatabaseError {
            throw Self.failure(error) ?? error
        }
    }

    /// What is wrong with the statement; nil for errors that are not its own.
    private static func failure(_ error: DatabaseError) -> QueryFailure? {
        let message = error.message ?? ""
        switch error.resultCode {
        case .SQLITE_ERROR where message.hasPrefix("not authorized"): return .notAllowed(message)
        case .SQLITE_ERROR, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE: return .malformedSQL(message)
        default: return nil
        }
    }

    private static func cell(_ value: DatabaseValue, _ bytes: inout Int) -> Answer.Cell {
        switch value.storage {
        case .null: return .missing
        case .int64(let whole): return .integer(whole)
        case .double(let real): return .real(real)
        case .string(let text):
            bytes += text.utf8.count
            return .text(text)
        case .blob(let data):
            bytes += data.count * 2
            return .text(data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
    }
}
