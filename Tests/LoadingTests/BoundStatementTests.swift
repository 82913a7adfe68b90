import GRDB
import Testing

@testable import Loading

/// Values reach SQLite as they are, whatever the statement was bound to before.
struct BoundStatementTests {
    private func inTable(_ body: (Database, BoundStatement) throws -> Void) throws {
        try DatabaseQueue().write { db in
            try db.execute(sql: "CREATE TABLE told (name TEXT, quote TEXT)")
            try body(db, try BoundStatement(db, "INSERT INTO told (name, quote) VALUES (?, ?)"))
        }
    }

    private func told(_ db: Database) throws -> [[String?]] {
        try Row.fetchAll(db, sql: "SELECT name, quote FROM told ORDER BY rowid").map { [$0[0], $0[1]] }
    }

    @Test func textsOfAnyLengthAreWrittenWhole() throws {
        let long = String(repeating: "公务接待费0.28万元，", count: 2_000)
        try inTable { db, insert in
            for (name, quote) in [("长", long), ("", "空"), (long, long), ("短", "")] {
                insert.bind(1, name)
                insert.bind(2, quote)
                try insert.run()
            }
            #expect(try told(db) == [["长", long], ["", "空"], [long, long], ["短", ""]])
        }
    }

    @Test func manyRunsKeepTheirTextsApart() throws {
        try inTable { db, insert in
            for number in 0..<5_000 {
                insert.bind(1, "项目\(number)")
                insert.bind(2, "支出\(number).50万元")
                try insert.run()
            }
            let rows = try told(db)
            #expect(rows == (0..<5_000).map { ["项目\($0)", "支出\($0).50万元"] })
        }
    }

    @Test func whatIsBoundHoldsForOneRun() throws {
        try inTable { db, insert in
            insert.bind(1, "甲")
            insert.bind(2, "一")
            try insert.run()
            insert.bind(1, "乙")
            try insert.run()
            #expect(try told(db) == [["甲", "一"], ["乙", nil]])
        }
    }

    /// A statement may be bound again and again before it runs.
    @Test func theLastBindingCounts() throws {
        try inTable { db, insert in
            for number in 0..<5_000 { insert.bind(1, "项目\(number)") }
            insert.bind(2, "一")
            try insert.run()
            #expect(try told(db) == [["项目4999", "一"]])
        }
    }
}
