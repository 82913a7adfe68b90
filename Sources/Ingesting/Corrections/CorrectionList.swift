import FiscalModel
import GRDB
import Loading
import Terminal

/// Decisions on record as an aligned table.
enum CorrectionList {
    /// What measures and stages are called, by their codes.
    struct Names {
        var measures: [String: Wording] = [:]
        var scenarios: [String: Wording] = [:]

        init(_ db: Database) throws {
            measures = try Self.labels("SELECT code, label_zh, label_en FROM dim_measure", db)
            scenarios = try Self.labels("SELECT code, label_zh, label_en FROM dim_scenario", db)
        }

        private static func labels(_ sql: String, _ db: Database) throws -> [String: Wording] {
            let rows = try Row.fetchAll(db, sql: sql).map { row in
                (row[0] as String, Wording(zh: row[1], en: row[2] ?? row[1]))
            }
            return Dictionary(rows) { first, _ in first }
        }
    }

    static func text(
        _ corrections: [(correction: Correction, standing: CorrectionStanding)], _ names: Names, in language: Language
    ) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        guard !corrections.isEmpty else { return say("（没有人工裁定）\n", "(no decisions)\n") }
        var table = AlignedTable(columns: [
            .init(say("编号", "number"), .right), .init(say("单位", "unit"), maximumWidth: 40),
            .init(say("年度", "year"), .right), .init(say("指标", "measure"), maximumWidth: 40),
            .init(say("口径", "stage")), .init(say("印的数", "printed"), .right), .init(say("裁定", "decision"), .right),
            .init(say("状态", "standing")), .init(say("何人", "by")), .init(say("何时", "at")),
            .init(say("理由", "reason"), maximumWidth: 40),
        ])
        for (correction, standing) in corrections {
            let decision = correction.value?.exactDigits ?? say("否定", "rejected")
            let state =
                switch standing {
                case _ where correction.isWithdrawn: say("已撤回", "withdrawn")
                case .waiting: say("没有报告", "no report")
                case .applies: say("适用", "applies")
                case .stale: say("不再适用", "stale")
                }
            let key = correction.key
            let measure = names.measures[key.measure.rawValue]?[language] ?? key.measure.rawValue
            let scenario = names.scenarios[key.scenario.rawValue]?[language] ?? key.scenario.rawValue
            table.append([
                "\(correction.id)", correction.unitName, "\(key.fiscalYear)",
                measure + (key.project.map { " · \($0)" } ?? ""), scenario, correction.printed.exactDigits, decision,
                state, correction.madeBy,
                correction.madeAt, correction.reason,
            ])
        }
        return table.text
    }
}
