import GRDB
import Schema

/// What `Schema/schema.sql` and the generated parts of `Schema/README.md` say, from the tables of a fresh warehouse.
struct SchemaText {
    struct Column {
        var name: String
        var type: String
        var isKey: Bool
        var isRequired: Bool
        /// The table that it points to.
        var target: String?
        /// The comment behind it in the DDL.
        var note: String
    }

    struct Table {
        var name: String
        var isView: Bool
        /// The first comment inside the statement.
        var grain: String
        var columns: [Column]
    }

    let statements: [String]
    let tables: [Table]

    init(_ db: Database) throws {
        statements = try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
                ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'trigger' THEN 3 ELSE 4 END, rowid
                """)
        let rows = try Row.fetchAll(
            db, sql: "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid")
        tables = try rows.map { row in
            let name: String = row[0]
            let lines = (row[2] as String).split(separator: "\n").map(String.init)
            let targets = Dictionary(
                try Row.fetchAll(db, sql: "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('\(name)')")
                    .map { ($0[0] as String, $0[1] as String) }
            ) { first, _ in first }
            let columns = try Row.fetchAll(
                db, sql: "SELECT name, type, pk, \"notnull\" FROM pragma_table_xinfo('\(name)')"
            ).map { column in
                let columnName: String = column[0]
                return Column(
                    name: columnName, type: column[1], isKey: column[2] != 0, isRequired: column[3] != 0,
                    target: targets[columnName], note: Self.note(of: columnName, in: lines))
            }
            return Table(name: name, isView: row[1] == "view", grain: Self.grain(in: lines), columns: columns)
        }
    }

    /// `Schema/schema.sql`
    var dump: String {
        "-- Generated from a fresh warehouse by Scripts/make-schema-docs; do not edit.\n"
            + "PRAGMA application_id = \(Schema.applicationID);\nPRAGMA user_version = \(Schema.version);\n\n"
            + statements.map { $0 + ";\n" }.joined(separator: "\n")
    }

    /// The star: facts and what they hang on.
    var diagram: String {
        var lines = ["```mermaid", "erDiagram"]
        let centre = ["published_observation", "dim_document", "dim_unit", "dim_measure", "dim_project", "finding"]
        for table in tables where table.name.hasPrefix("fact_") || centre.contains(table.name) {
            for column in table.columns {
                guard let target = column.target, target != table.name else { continue }
                // A row of the target for each row, or none where the column may be NULL.
                let end = column.isRequired || column.isKey ? "||" : "|o"
                lines.append("  \(target) \(end)--o{ \(table.name) : \(column.name)")
            }
        }
        return (lines + ["```"]).joined(separator: "\n")
    }

    /// Every table with its grain and columns.
    func section(views: Bool) -> String {
        tables.filter { $0.isView == views }.map { table in
            var lines = ["### \(table.name)", "", table.grain, ""]
            if views {
                lines.append(table.columns.map { "`\($0.name)`" }.joined(separator: ", "))
            } else {
                lines += ["| column | type | | |", "| --- | --- | --- | --- |"]
                lines += table.columns.map { column in
                    let marks = [
                        column.isKey ? "key" : nil, column.isRequired || column.isKey ? nil : "may be NULL",
                        column.target.map { "→ \($0)" },
                    ]
                    let note = column.note.split(separator: "|").joined(separator: "\\|")
                    return
                        "| \(column.name) | \(column.type) | \(marks.compactMap { $0 }.joined(separator: ", ")) | \(note) |"
                }
            }
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// A page with the text between “<!-- generated: NAME -->” and “<!-- end -->” written anew.
    func filled(_ page: String) -> String {
        var lines: [String] = []
        var isInside = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "<!-- end -->" { isInside = false }
            if !isInside { lines.append(line) }
            guard line.hasPrefix("<!-- generated: ") else { continue }
            isInside = true
            switch line.dropFirst(16).prefix(while: { $0 != " " }) {
            case "diagram": lines.append(diagram)
            case "tables": lines.append(section(views: false))
            case "views": lines.append(section(views: true))
            default: lines.append("unknown part")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func grain(in lines: [String]) -> String {
        guard lines.count > 1, let start = lines[1].range(of: "-- ") else { return "" }
        return String(lines[1][start.upperBound...])
    }

    private static func note(of column: String, in lines: [String]) -> String {
        guard let line = lines.first(where: { $0.hasPrefix("  \(column) ") }), let start = line.range(of: " -- ") else {
            return ""
        }
        return String(line[start.upperBound...])
    }
}
