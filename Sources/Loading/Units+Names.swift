import FiscalModel
import GRDB

/// What each document calls its unit, and what the unit is called by that.
extension Units {
    /// A printed form of a unit's name, and what kind of body the document takes it for.
    struct PrintedName: Hashable {
        var name: String
        var isFullName: Bool
        var kindOfBody: String
    }

    /// The names that a report prints of its unit.
    func names(of unit: BudgetUnit) -> Set<PrintedName> {
        var names: Set = [PrintedName(name: unit.name, isFullName: true, kindOfBody: unit.kindOfBody)]
        for name in unit.furtherNames {
            names.insert(PrintedName(name: name, isFullName: false, kindOfBody: unit.kindOfBody))
        }
        return names
    }

    /// The names on record for a document.
    func names(printedBy documentID: Int64) throws -> Set<PrintedName> {
        Set(
            try db.rows(
                sql: "SELECT name, is_full_name, kind_of_body FROM document_unit_name WHERE document_id = ?",
                arguments: [documentID]
            ).map { PrintedName(name: $0[0], isFullName: $0[1], kindOfBody: $0[2]) })
    }

    /// Notes the names that a document prints of its unit; they replace those of an earlier reading.
    func putNames(of unit: BudgetUnit, printedBy documentID: Int64) throws {
        try db.run(sql: "DELETE FROM document_unit_name WHERE document_id = ?", arguments: [documentID])
        for name in names(of: unit) {
            try db.run(
                sql: """
                    INSERT INTO document_unit_name (document_id, name, is_full_name, kind_of_body) VALUES (?, ?, ?, ?)
                    """,
                arguments: [documentID, name.name, name.isFullName, name.kindOfBody])
        }
    }

    /// Names and kind of a unit as its documents print them today, without what only earlier readings said.
    ///
    /// A document of before migration 7 has no names on record until it is read again; as long as the unit has one, its
    /// names are only added to.  A name by which a person decided on a figure of the unit stays too, and a unit that no
    /// document reports for any more is left as it is.
    func refreshNames(of unitID: Int64) throws {
        let isComplete: Bool? = try db.value(
            sql: """
                SELECT count(*) > 0 AND count(*) = count((
                  SELECT 1 FROM document_unit_name n WHERE n.document_id = d.document_id LIMIT 1))
                FROM dim_document d WHERE d.unit_id = ?
                """,
            arguments: [unitID])
        if isComplete == true {
            try db.run(
                sql: """
                    DELETE FROM unit_alias
                    WHERE unit_id = :id AND (name, is_full_name, first_year, last_year) NOT IN (\(Self.printedNames))
                      AND name NOT IN (SELECT k.unit_name FROM correction k)
                    """,
                arguments: ["id": unitID])
        }
        try db.run(
            sql: """
                INSERT INTO unit_alias (unit_id, name, is_full_name, first_year, last_year)
                SELECT :id, name, is_full_name, first_year, last_year FROM (\(Self.printedNames)) WHERE true
                ON CONFLICT DO UPDATE SET
                  is_full_name = max(is_full_name, excluded.is_full_name),
                  first_year = min(first_year, excluded.first_year), last_year = max(last_year, excluded.last_year)
                """,
            arguments: ["id": unitID])
        try refreshName(of: unitID)
        guard isComplete == true else { return }
        try owePeers(of: unitID)
        try db.run(
            sql: """
                UPDATE dim_unit SET kind_of_body = x.kind_of_body
                FROM (
                  SELECT n.kind_of_body FROM dim_document d JOIN document_unit_name n ON n.document_id = d.document_id
                  WHERE d.unit_id = :id ORDER BY n.kind_of_body = 'other', n.kind_of_body LIMIT 1) x
                WHERE unit_id = :id AND dim_unit.kind_of_body <> x.kind_of_body
                """,
            arguments: ["id": unitID])
    }

    private static let printedNames = """
        SELECT n.name AS name, max(n.is_full_name) AS is_full_name, min(d.fiscal_year) AS first_year,
          max(d.fiscal_year) AS last_year
        FROM dim_document d JOIN document_unit_name n ON n.document_id = d.document_id
        WHERE d.unit_id = :id GROUP BY n.name
        """
}
