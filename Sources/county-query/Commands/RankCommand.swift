import ArgumentParser
import FiscalModel
import Querying

struct RankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank",
        abstract: say("排名：某一年某项指标，附占比和上年位次", "Units ranked by one figure of one year."),
        discussion: say(
            "相同数值位次相同。没有数据或数值未定的单位不参加排名，在表下列出。",
            "Equal figures share a rank. Units without a figure, or with an undecided one, are named below the table."))

    @Argument(help: OptionHelp.measure) var measure = "three_public.total"
    @Option(help: .init(say("年度（默认为有数据的最近一年）", "Fiscal year; by default the latest with figures."))) var year: Int?
    @OptionGroup var units: UnitOptions
    @Option(help: OptionHelp.scenario) var scenario = Scenario.actual
    @Flag(name: .customLong("ascending"), help: .init(say("从小到大", "Smallest first."))) var isAscending = false
    @Option(name: .customLong("top"), help: .init(say("只列前几名", "How many are shown."), valueName: "N")) var limit: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        // Beyond these no report is of, and the year before is looked at too.
        guard year.map({ (1...9999).contains($0) }) ?? true else {
            throw ValidationError(say("--year 应为四位年份", "--year is a year of four digits"))
        }
        guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError(say("--top 应大于 0", "--top is more than 0")) }
    }

    func run() throws {
        try output.answer(
            Ranking(
                measure: measure, units: units.selection, year: year, scenario: scenario, isAscending: isAscending,
                limit: limit))
    }
}
