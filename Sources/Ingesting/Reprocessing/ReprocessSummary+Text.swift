import FiscalModel
import Loading
import Terminal

extension ReprocessSummary {
    /// What changes: documents, figures by measure with examples, decisions of people.
    public func text(in language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        if let interruption, interruption != .done {
            return say(
                "已中断：数据仓库保持原样；再运行一次会从头重读\n", "interrupted: the warehouse is as it was; run again to begin anew\n")
        }
        if documents == 0 { return say("没有要重读的文件\n", "there is no document to read again\n") }
        var lines = [
            say(
                "重读 \(documents) 份：读法未变 \(unchanged) 份，有变 \(changed) 份，新读出 \(readable.count) 份，"
                    + "新隔离 \(quarantined.count) 份，仍隔离 \(stillQuarantined) 份，没有重读 \(unread.count) 份",
                "\(documents) documents: \(unchanged) read the same, \(changed) changed, \(readable.count) newly readable, "
                    + "\(quarantined.count) newly quarantined, \(stillQuarantined) still quarantined, "
                    + "\(unread.count) not read again")
        ]
        if complaints > 20 {
            lines.append(say("只列出了前 20 条说明；--json 列出全部文件", "only the first 20 were explained; --json names all"))
        }
        lines +=
            named(readable, say("新读出：", "newly readable: "))
            + named(quarantined, say("新隔离：", "newly quarantined: "), language)
        lines.append(
            say(
                "取用的数：新增 \(changes.added)，去掉 \(changes.removed)，改变 \(changes.changed)；"
                    + "读出 \(arrow(changes.observations)) 条，存疑 \(arrow(changes.unsure)) 条，"
                    + "绩效指标 \(arrow(changes.indicators)) 条，问题 \(arrow(changes.findings)) 处",
                "facts: +\(changes.added) −\(changes.removed), \(changes.changed) changed; "
                    + "observations \(arrow(changes.observations)), unsure \(arrow(changes.unsure)), "
                    + "indicators \(arrow(changes.indicators)), findings \(arrow(changes.findings))"))
        if !changes.measures.isEmpty { lines += ["", tallies(language) + "\n" + examples(language)] }
        for decision in changes.decisions {
            lines.append(
                say("人工裁定", "decision") + " \(decision.correction.id) \(decision.correction.unitName) "
                    + "\(decision.correction.key.fiscalYear) \(decision.correction.key.measure.rawValue): "
                    + "\(word(decision.before, say)) → \(word(decision.after, say))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Said once the run has come to its end.
    public func closing(in language: Language) -> String {
        if interruption != nil || documents == 0 { return "" }
        return isDryRun
            ? Wording(zh: "试运行，没有写入\n", en: "dry run, nothing was written\n")[language]
            : Wording(zh: "已写入\n", en: "written\n")[language]
    }

    private func arrow(_ count: DataChanges.Count) -> String {
        count.before == count.after ? "\(count.after)" : "\(count.before) → \(count.after)"
    }

    private func named(_ files: [Named], _ title: String, _ language: Language? = nil) -> [String] {
        let shown = files.prefix(10).map { file in
            title + file.path
                + (language.map { Wording(zh: "（\(file.reason.zh)）", en: " (\(file.reason.en))")[$0] } ?? "")
        }
        return files.count > 10 ? shown + [title + "… +\(files.count - 10)"] : Array(shown)
    }

    private func tallies(_ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = AlignedTable(columns: [
            .init(say("指标", "measure"), maximumWidth: 48), .init(say("名称", "label"), maximumWidth: 40),
            .init(say("新增", "added"), .right), .init(say("去掉", "removed"), .right),
            .init(say("改变", "changed"), .right),
        ])
        for tally in changes.measures {
            table.append([
                tally.measure, tally.label[language], "\(tally.added)", "\(tally.removed)", "\(tally.changed)",
            ])
        }
        return table.text
    }

    /// One line a fact: “+ 431124 道县工商业联合会 2023 “三公”经费 决算数：— → 0.28万元”.
    private func examples(_ language: Language) -> String {
        let shown = changes.measures.flatMap(\.examples)
        let most = 30
        var lines = shown.prefix(most).map { fact in
            let sign = fact.before == nil ? "+" : fact.after == nil ? "−" : "~"
            let scenario = language == .chinese ? fact.scenarioLabel.zh : fact.scenario.rawValue
            let measure = language == .chinese ? fact.measureLabel.zh : fact.measure
            let subject = [
                fact.divisionCode, fact.unitName, "\(fact.fiscalYear)", measure, fact.project.map { "〔\($0)〕" },
                scenario,
            ].compactMap { $0 }.joined(separator: " ")
            return "\(sign) \(subject): \(word(fact.before, language)) → \(word(fact.after, language))"
        }
        if shown.count > most { lines.append("…") }
        return lines.joined(separator: "\n")
    }

    private func word(_ figure: DataChanges.Figure?, _ language: Language) -> String {
        switch figure {
        case nil: "—"
        case .value(let value): Wording(zh: "\(value)", en: value.english)[language]
        case .undecided: Wording(zh: "有争议", en: "undecided")[language]
        }
    }

    private func word(_ standing: CorrectionStanding, _ say: (String, String) -> String) -> String {
        switch standing {
        case .waiting: say("没有报告", "no report")
        case .applies: say("适用", "applies")
        case .stale: say("不再适用", "stale")
        }
    }
}
