import FiscalModel
import ReferenceData
import Terminal

/// What a person sees of an item under review.
struct ReviewText {
    let language: Language
    /// Words for the codes of `Seeds/unsure_reasons.csv`.
    let unsureReasons: [ReferenceData.Label]

    /// A figure may stand in a report twenty times.
    private static let mostQuotes = 4

    func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }

    func opening(_ items: [ReviewItem]) -> String {
        let conflicts = items.count(where: \.isConflicted)
        return say(
            "待裁定 \(items.count) 项：相互矛盾 \(conflicts) 项，读法不定 \(items.count - conflicts) 项\n",
            "\(items.count) figures wait: \(conflicts) contradict themselves, \(items.count - conflicts) are unsure\n")
    }

    /// The figure, then its candidates, numbered from 1, each with its quotes and places.
    func item(_ item: ReviewItem, number: Int, of count: Int, decided: Correction?) -> String {
        let unit = say("\(item.unitName)（\(item.divisionCode)）", "\(item.unitName) (\(item.divisionCode))")
        let project = item.key.project.map { say("，项目“\($0)”", ", project “\($0)”") } ?? ""
        var text =
            "\n[\(number)/\(count)] \(unit) \(item.key.fiscalYear) \(say(item.labelZH, item.labelEN))\(project)"
            + " \(say(item.scenarioZH, item.scenarioEN)) \(item.key.measure)\n"
        text += "  " + problem(of: item) + "\n"
        for (index, candidate) in item.candidates.enumerated() {
            let mark = candidate.isChosen ? say("（现在取用）", " (chosen now)") : ""
            text += "  \(index + 1)) \(say("\(candidate.value)", candidate.value.english))\(mark)\n"
            for statement in candidate.statements.prefix(Self.mostQuotes) {
                let year = say("\(statement.reportYear)年度报告", "report of \(statement.reportYear)")
                text +=
                    "     \(statement.fileName) · \(year) · \(Wording(locator: statement.source.locator)[language])\n"
                text += "     “\(statement.source.quote)”\n"
            }
            let more = candidate.statements.count - Self.mostQuotes
            if more > 0 { text += "     " + say("另有 \(more) 处相同\n", "and \(more) more like it\n") }
        }
        if let decided { text += "  " + say("已裁定：", "decided: ") + decision(decided) + "\n" }
        return text
    }

    private func problem(of item: ReviewItem) -> String {
        if item.isConflicted { return say("几处写的不一样，规则定不了取哪个：", "Stated differently, and no rule decides:") }
        let reasons = item.unsureReasons.map { code in
            unsureReasons.first { $0.code == code }.map { say($0.labelZH, $0.labelEN) } ?? code
        }
        return reasons.joined(separator: say("；", "; ")) + say("：", ":")
    }

    func prompt(_ item: ReviewItem) -> String {
        let numbers = item.candidates.count > 1 ? "1–\(item.candidates.count)" : "1"
        return say(
            "\(numbers) 采信  v 填写  r 否定  s 跳过  b 上一项  n 改理由  q 离开 > ",
            "\(numbers) accept  v value  r reject  s skip  b back  n reason  q leave > ")
    }

    var help: String {
        say(
            """
              数字  采信那个数          v    填写正确的数（v 2.56万元；金额写元或带单位）
              r     否定：不是这个指标（r 2 否定第 2 个）
              s     跳过，下次再问      b    回到上一项，可以改判
              n     换一个理由          q    离开；已裁定的都已记录

            """,
            """
              number  accept that one       v  type the value (v 2.56万元; money in yuan or with its unit)
              r       reject: not this figure (r 2 rejects the second)
              s       skip, asked next time  b  back to the one before, to decide otherwise
              n       another reason         q  leave; every decision is on record

            """)
    }

    /// What was put on record.
    func decision(_ correction: Correction) -> String {
        switch correction.verdict {
        case .accepted: say("采信 \(correction.printed)", "accepted \(correction.printed.english)")
        case .rejected: say("否定 \(correction.printed)", "rejected \(correction.printed.english)")
        case .corrected:
            say(
                "印的是 \(correction.printed)，改为 \(correction.value ?? correction.printed)",
                "printed is \(correction.printed.english), it is \((correction.value ?? correction.printed).english)")
        }
    }

    func closing(_ count: ReviewCount) -> String {
        say(
            "已裁定 \(count.decided) 次：采信 \(count.accepted)，更正 \(count.corrected)，否定 \(count.rejected)；还有 \(count.waiting) 项待裁定\n",
            "\(count.decided) decisions: \(count.accepted) accepted, \(count.corrected) corrected, \(count.rejected) rejected; \(count.waiting) still wait\n"
        )
    }
}
