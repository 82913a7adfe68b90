import GRDB

/// The generations under which one set of rules and seeds has read documents.
///
/// Mostly one.  But the same rules may read the same bytes otherwise than before (another version of a program that they
/// use), and what was published once is never overwritten: then the fingerprint bears a number, “…, reading 2”.
struct GenerationFamily {
    private static let mark = ", reading "

    let fingerprint: String
    /// By number: the first is that of the rules themselves.
    private(set) var ids: [Int64]

    init(_ fingerprint: String, first: Int64, _ db: Database) throws {
        self.fingerprint = fingerprint
        let further = try db.rows(
            sql: """
                SELECT generation_id FROM rules_generation
                WHERE substr(fingerprint, 1, length(:mark)) = :mark ORDER BY generation_id
                """,
            arguments: ["mark": fingerprint + Self.mark])
        ids = [first] + further.map { $0[0] }
    }

    /// The rules and seeds behind a fingerprint with or without a number.
    static func rules(of fingerprint: String) -> String {
        guard let comma = fingerprint.range(of: mark, options: .backwards) else { return fingerprint }
        return String(fingerprint[..<comma.lowerBound])
    }

    /// The row of one more reading by the same rules.
    mutating func another(_ db: Database) throws -> Int64 {
        try db.run(
            sql: "INSERT INTO rules_generation (fingerprint) VALUES (?)",
            arguments: ["\(fingerprint)\(Self.mark)\(ids.count + 1)"])
        ids.append(db.lastInsertedRowID)
        return ids[ids.count - 1]
    }
}
