import FiscalModel
import Terminal

/// Decisions on record as an aligned table.
enum CorrectionList {
    static func text(_ corrections: [(correction: Correction, standing: CorrectionStanding)], in language: Language)
        -> String
    {
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
            let measure = correction.key.measure.rawValue + (correction.key.project.map { " · \($0)" } ?? "")
            table.append([
                "\(correction.id)", correction.unitName, "\(correction.key.fiscalYear)", measure,
                correction.key.scenario.rawValue, correction.printed.exactDigits, decision, state, correction.madeBy,
                correction.madeAt, correction.reason,
            ])
        }
        return table.text
    }
}
