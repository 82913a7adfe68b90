import GRDB
import Loading
import ReferenceData
import Terminal
import Warehouse

/// What stands in a warehouse and how it came there: totals, runs and quarantine, as aligned text.
public struct WarehouseStatus: Sendable {
    private let reader: WarehouseReader
    private let seeds: String

    /// Opens for reading only; throws `WarehouseError` where there is no warehouse.
    ///
    /// - Parameter reference: today's seeds, to tell what others have read.
    public init(path: String, reference: ReferenceData) throws(WarehouseError) {
        reader = try Warehouse.openReadOnly(at: path)
        seeds = reference.fingerprint
    }

    /// Documents by state and how many other rules or seeds have read, the last `runs` runs, and every file in quarantine
    /// with its reason.
    public func text(runs: Int, in language: Language) throws -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        return try reader.read { db in
            let parts = [
                (say("文件", "Documents"), try documents(db, say)),
                (say("最近的运行", "Latest runs"), try self.runs(db, limit: runs, say)),
                (say("隔离的文件", "Quarantine"), try quarantine(db, language, say)),
            ]
            return parts.map { "\($0)\n\n\($1)" }.joined(separator: "\n")
        }
    }

    private func documents(_ db: Database, _ say: (String, String) -> String) throws -> String {
        var table = AlignedTable(columns: [
            .init(say("状态", "status")), .init(say("格式", "format")), .init(say("文件数", "documents"), .right),
            .init(say("单位数", "units"), .right), .init(say("年度", "years")),
        ])
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT status, coalesce(format, '—'), count(*), count(DISTINCT unit_name || division_code),
                    coalesce(min(fiscal_year) || iif(min(fiscal_year) < max(fiscal_year), '–' || max(fiscal_year), ''), '—')
                FROM v_document GROUP BY 1, 2 ORDER BY 1, 2
                """)
        for row in rows {
            table.append([statusWord(row[0], say), row[1], "\(row[2] as Int)", "\(row[3] as Int)", row[4]])
        }
        return rows.isEmpty ? say("（没有文件）", "(none)") + "\n" : table.text + (try older(db, say)) + (try owed(db, say))
    }

    /// How many documents were read by other rules or seeds than today's; empty without any.
    private func older(_ db: Database, _ say: (String, String) -> String) throws -> String {
        let today = rulesGeneration(seeds: seeds, reading: "")
        let count = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM v_document
                WHERE rules_generation <> :today AND substr(rules_generation, 1, length(:today) + 2) <> :today || ', '
                """, arguments: ["today": today])
        guard let count, count > 0 else { return "" }
        return "\n"
            + say(
                "其中 \(count) 份由别的规则或参考数据读出；county-ingest reprocess --since-rules 重读\n",
                "\(count) of them were read by other rules or seeds; county-ingest reprocess --since-rules reads them again\n"
            )
    }

    /// How many units a run that was cut short left unjudged; empty without any.
    private func owed(_ db: Database, _ say: (String, String) -> String) throws -> String {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM judging_owed")
        guard let count, count > 0 else { return "" }
        return "\n"
            + say(
                "\(count) 个单位的数据还没有重新认定（运行曾中断，或数据仓库刚升级）；再运行一次 county-ingest load 即可\n",
                "the figures of \(count) units are not chosen again yet (a run was cut short, or the warehouse was migrated): run county-ingest load again\n"
            )
    }

    private func runs(_ db: Database, limit: Int, _ say: (String, String) -> String) throws -> String {
        var table = AlignedTable(columns: [
            .init(say("开始（UTC）", "started (UTC)")), .init(say("结束", "finished")),
            .init(say("装入", "loaded"), .right), .init(say("未变", "unchanged"), .right),
            .init(say("同文", "aliases"), .right), .init(say("替代", "superseded"), .right),
            .init(say("隔离", "quarantined"), .right), .init(say("数据", "observations"), .right),
            .init(say("问题", "findings"), .right),
        ])
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT started_at, finished_at, loaded, unchanged, aliases, superseded, quarantined, observations, findings
                FROM ingest_run ORDER BY run_id DESC LIMIT ?
                """, arguments: [limit])
        for row in rows {
            let finished: String? = row[1]
            table.append(
                [row[0], finished ?? say("未完成", "not finished")] + (2...8).map { "\(row[$0] as Int)" })
        }
        return rows.isEmpty ? say("（没有运行记录）", "(none)") + "\n" : table.text
    }

    private func quarantine(
        _ db: Database, _ language: Language, _ say: (String, String) -> String
    ) throws -> String {
        var table = AlignedTable(columns: [
            .init(say("文件", "file"), maximumWidth: 48), .init(say("原因", "reason"), maximumWidth: 60),
            .init(say("可能是", "candidates"), maximumWidth: 40),
        ])
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT file_name, quarantine_code, quarantine_text, quarantine_candidates, quarantine_text_en
                FROM v_document
                WHERE status = 'quarantined' ORDER BY folder, file_name, sha256
                """)
        for row in rows {
            let rejection = Rejection(Quarantine(code: row[1], text: row[2], english: row[4], candidates: row[3]))
            let name: String = row[0]
            table.append([name.printable, rejection.reason[language].printable, rejection.candidates ?? ""])
        }
        return rows.isEmpty ? say("（没有）", "(none)") + "\n" : table.text
    }

    private func statusWord(_ code: String, _ say: (String, String) -> String) -> String {
        switch code {
        case "loaded": say("已装入", code)
        case "superseded": say("已被替代", code)
        case "quarantined": say("隔离", code)
        default: code
        }
    }
}
