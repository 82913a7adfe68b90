import ArgumentParser
import Querying

struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: say("对公开视图执行一条 SELECT（只读）", "Run one SELECT over the public views; reads only."),
        discussion: say(
            "视图：v_fact v_candidate v_observation v_unsure v_project v_indicator v_finding v_document v_unit。写入、ATTACH、加载扩展一律拒绝，超过 --timeout 即中止。",
            "Views: v_fact v_candidate v_observation v_unsure v_project v_indicator v_finding v_document v_unit. Writing, ATTACH and extensions are refused; --timeout stops what runs on."
        ))

    @Argument(help: .init("SELECT …", valueName: "SQL")) var sql: String
    @Option(name: .customLong("limit"), help: .init(say("最多输出行数", "Rows at most."), valueName: "N")) var limit =
        1_000_000
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard limit > 0 else { throw ValidationError(say("--limit 应大于 0", "--limit is more than 0")) }
    }

    func run() throws { try output.answer(SQLStatement(sql, limit: limit)) }
}
