import GRDB
import Terminal
import Warehouse

/// Labels beside figures that no seed knows, so that an analyst can add them to `Seeds/`.
public struct UnknownTerms: Sendable {
    private let reader: WarehouseReader

    public init(path: String) throws(WarehouseError) {
        reader = try Warehouse.openReadOnly(at: path)
    }

    /// The most frequent first: how many documents print the term, and the first place.
    public func text(limit: Int, in language: Language) throws -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = AlignedTable(columns: [
            .init(say("词语", "term"), maximumWidth: 36), .init(say("文件数", "documents"), .right),
            .init(say("次数", "times"), .right), .init(say("例子", "example"), maximumWidth: 48),
            .init(say("出处", "where"), maximumWidth: 40),
        ])
        let rows = try reader.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    WITH current AS (
                        SELECT t.*, d.file_name,
                            row_number() OVER (PARTITION BY t.term ORDER BY d.file_name, d.sha256, t.ordinal) AS place
                        FROM unknown_term t
                        JOIN dim_document d USING (document_id, generation_id)
                        WHERE d.status = 'loaded'
                    )
                    SELECT term, count(DISTINCT document_id) AS documents, count(*) AS times,
                        max(quote) FILTER (WHERE place = 1), max(file_name) FILTER (WHERE place = 1),
                        max(locator) FILTER (WHERE place = 1)
                    FROM current GROUP BY term ORDER BY documents DESC, times DESC, term LIMIT ?
                    """, arguments: [limit])
        }
        for row in rows {
            let (term, quote, name): (String, String, String) = (row[0], row[3], row[4])
            let place = Wording(locator: row[5])[language]
            table.append(
                [term.printable, "\(row[1] as Int)", "\(row[2] as Int)", quote.printable, "\(name) \(place)".printable])
        }
        return rows.isEmpty ? say("（没有不认识的词语）", "(no unknown terms)") + "\n" : table.text
    }
}
